"""Filling in a complaint in talk: one field at a time, each may be passed over, and none is lost by going back."""

from dataclasses import replace

from bot.dialogue import complaint_asides
from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.complaint_answers import fits
from bot.dialogue.complaint_facts import FIELDS, acts_alone, answer_to, denies_complaint, facts_in
from bot.dialogue.complaint_questions import STEP, ask_field, ask_kind, with_answer, with_facts
from bot.dialogue.denounce_ways import ask_way, reads_as_denunciation, says_outright, tells_of_blows, with_kind
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.impatience import says_send
from bot.dialogue.questions import proceed
from bot.dialogue.state import Draft, State
from bot.dialogue.telling import with_media
from bot.dialogue.words import answers, corrected, vocabulary
from routing.kinds import Kind
from routing.text import fold

_STORY = 30
_MOST_MISSES = 2
_FEW_WORDS = 8  # as long as this an answer tells nothing else
_LOOK_AGAIN = ("xem lai", "quyet dinh", "khieu nai", "xin xem", "xet lai")
_TELLING = ("bao viec", "phan anh", "dang xay ra", "bao mot viec", "bao thoi", "kien nghi", "gop y")


def field_of(step: str) -> str:
    """Return the field that a step asks for."""
    return step.removeprefix(STEP)


# --- which kind -------------------------------------------------------------------------------------------------------


def said_kind(state: State, event: Said, context: Context) -> Step:
    """Understand which of the two is meant; more of the story is kept and the question asked again, once."""
    folded = fold(event.text)
    if len(folded.split()) > _FEW_WORDS:
        draft = add_telling(state.draft or Draft(), event.text, event.reading)
        state = replace(state, draft=draft)
    if denies_complaint(event.text) or any(word in folded for word in _TELLING):
        return kind_chosen(state, Chose(state.step_no, "kind_feedback"), context)
    if len(folded.split()) < _STORY and any(word in folded for word in _LOOK_AGAIN):
        return kind_chosen(state, Chose(state.step_no, "kind_complaint"), context)
    if answers(event.text) & {"skip", "no", "yes"} or small_talk(event.text, event.reading):
        return left_open(state, context)
    if len(folded.split()) <= _FEW_WORDS:
        state = replace(state, draft=add_telling(state.draft or Draft(), event.text, event.reading))
    return left_open(state, context).after(say("added.to_draft"))


def left_open(state: State, context: Context) -> Step:
    """Go on with the likelier kind: the desk looks at a doubtful one first."""
    draft = replace(state.draft or Draft(), kind_asked=True)
    return proceed(understood(replace(state, draft=draft)), context)


def kind_chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the citizen's word for what kind of matter it is."""
    kind = Kind.COMPLAINT if event.option == "kind_complaint" else Kind.FEEDBACK
    return proceed(understood(as_kind(state, kind)), context)


def as_kind(state: State, kind: Kind) -> State:
    """Return the state with the kind that the citizen named, which no later message changes."""
    draft = state.draft or Draft()
    draft = replace(draft, kind=kind.value, kind_confidence=1.0, kind_asked=True, noted=False)
    return replace(state, draft=with_facts(draft, draft.text))


def told_no_complaint(state: State, context: Context) -> Step:
    """Go on as with something that is only told."""
    return proceed(understood(as_kind(state, Kind.FEEDBACK)), context).after(say("complaint.as_feedback"))


def kind_said_again(state: State, kind: str, context: Context) -> Step:
    """Go on with the form when it is called a complaint once more; leave it when it is called a report."""
    if kind == "complaint":
        return ask_field(field_of(state.step), state, context)
    return told_no_complaint(state, context)


# --- one field --------------------------------------------------------------------------------------------------------


def said(state: State, event: Said, context: Context) -> Step:
    """Take the answer to the field that was asked, or what else of the form the message says."""
    field, meant = field_of(state.step), answers(event.text)
    if _accuses(event):
        accused = with_kind(add_telling(state.draft or Draft(), event.text, event.reading))
        return ask_way(replace(understood(state), draft=accused), context)
    if event.reading.danger is not None or tells_of_blows(event.text):
        return _told_aside(state, field, event, context)
    if denies_complaint(event.text):
        return _told_other(state, event, context)
    if aside := complaint_asides.heard(state, field, event, context):
        return aside
    if meant & {"skip", "no", "done"} or (field == "proxy" and acts_alone(event.text)):
        return _filled(state, field, "", context)
    return _heard(state, field, event, context)


def _told_other(state: State, event: Said, context: Context) -> Step:
    """Go on with what is called no complaint: a question where that is what is said, else a report."""
    if vocabulary("meant_kind").inside(event.text) != {"asks"}:
        return told_no_complaint(state, context)
    asked = as_kind(replace(state, draft=add_telling(state.draft or Draft(), event.text, None)), Kind.INQUIRY)
    return proceed(understood(asked), context)


def _heard(state: State, field: str, event: Said, context: Context) -> Step:
    talk = small_talk(event.text, event.reading)
    if talk == "later" or says_send(event.text):
        return _later(state, context)
    if answers(event.text) or talk in {"wordless", "greeting", "thanks", "ok", "abuse", "vexed", "machine"}:
        return ask_field(field, state, context)
    return _answered(state, field, event, context)


def _accuses(event: Said) -> bool:
    """Whether an answer says outright that it accuses somebody: no field of a form is the place for that."""
    return reads_as_denunciation(event.reading) and says_outright(event.text)


def _answered(state: State, field: str, event: Said, context: Context) -> Step:
    text = corrected(event.text) or event.text
    facts = facts_in(text)
    others = {one: value for one, value in facts.items() if one != field}
    known = dict(state.draft.form) if state.draft else {}
    own = answer_to(field, text) if fits(field, text, event.reading, known=known) else ""
    own = own or (facts.get(field, "") if field in {"name", "proxy"} else "")
    if field != "name" and "name" in others and _begins_with_name(text):
        renamed = with_answer(state.draft or Draft(), "name", others["name"])
        return ask_field(field, replace(state, draft=renamed), context).after(say("added.to_draft"))
    if own:
        draft = with_facts(with_answer(state.draft or Draft(), field, facts.get(field) or own), text)
        return proceed(understood(replace(state, draft=draft)), context)
    return _told_aside(missed(state), field, event, context)


def _told_aside(state: State, field: str, event: Said, context: Context) -> Step:
    """Keep with the matter what is no answer, and ask again."""
    draft = with_facts(add_telling(state.draft or Draft(), event.text, event.reading), event.text)
    if state.misses > _MOST_MISSES:
        draft = with_answer(draft, field, "")
        return proceed(understood(replace(state, draft=draft)), context).after(say("added.to_draft"))
    return ask_field(field, replace(state, draft=draft), context).after(say("added.to_draft"))


def _begins_with_name(text: str) -> bool:
    return fold(text).startswith(("toi ten", "ten toi", "ho ten", "ho va ten", "em ten", "ten em"))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Pass a field over, leave all others for the paper, or say that nobody is authorised."""
    if event.option.startswith("later:"):
        return _later(state, context)
    return _filled(state, field_of(state.step), "", context)


def _filled(state: State, field: str, value: str, context: Context) -> Step:
    draft = with_answer(state.draft or Draft(), field, value)
    return proceed(understood(replace(state, draft=draft)), context)


def _later(state: State, context: Context) -> Step:
    """Leave everything that is still blank for the paper."""
    draft = state.draft or Draft()
    for field in FIELDS:
        if field not in dict(draft.form):
            draft = with_answer(draft, field, "")
    return proceed(understood(replace(state, draft=draft)), context)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Count what was sent; where papers were asked for they are the answer."""
    counted = with_media(state, event)
    draft = counted.draft or Draft()
    if event.caption.strip() and field_of(state.step) != "documents":
        draft = add_telling(draft, event.caption, event.reading)
    if field_of(state.step) == "documents":
        draft = with_answer(draft, "documents", answer_to("documents", event.caption))
    step = proceed(understood(replace(counted, draft=draft)), context)
    return step.after(say("added.photos", count=str(event.count)))


def back(state: State, context: Context) -> Step:
    """Ask the field before once more; what it holds stays until something else is said."""
    place = FIELDS.index(field_of(state.step))
    if not place:
        return ask_kind(understood(state), context)
    return ask_field(FIELDS[place - 1], understood(state), context)


# --- changing a field -------------------------------------------------------------------------------------------------


def said_which(state: State, event: Said, context: Context) -> Step:
    """Take a correction that names its field itself; other words are more of the matter."""
    draft, facts = state.draft or Draft(), facts_in(event.text)
    for field, value in facts.items():
        draft = with_answer(draft, field, value)
    if facts or answers(event.text) or small_talk(event.text, event.reading):
        return proceed(understood(replace(state, draft=draft)), context)
    told = replace(state, draft=add_telling(draft, event.text, event.reading))
    return proceed(understood(told), context).after(say("added.to_draft"))


def which_chosen(state: State, event: Chose, context: Context) -> Step:
    """Ask for the field that was chosen."""
    option, _, field = event.option.partition(":")
    return ask_field(field, understood(state), context) if option == "field" else proceed(understood(state), context)
