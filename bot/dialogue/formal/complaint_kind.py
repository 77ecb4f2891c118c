"""Whether what is told is a complaint: asked where it is in doubt, and left at any time by saying that it is none."""

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.complaint_questions import STEP, ask_field, ask_kind, with_facts
from bot.dialogue.draft import add_telling, is_topic_known
from bot.dialogue.events import Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import denies_complaint
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import proceed
from bot.dialogue.words import answers, kind_named, vocabulary
from routing.kinds import Kind
from routing.records import replace
from routing.text import fold

_STORY = 30
_FEW_WORDS = 8  # as long as this an answer tells nothing else
_LOOK_AGAIN = ("xem lai", "quyet dinh", "khieu nai", "xin xem", "xet lai")
_TELLING = ("bao viec", "phan anh", "dang xay ra", "bao mot viec", "bao thoi", "kien nghi", "gop y")


def said_kind(state: State, event: Said, context: Context) -> Step:
    """Understand which of the two is meant; more of the story is kept and the question explained, once."""
    folded = fold(event.text)
    if len(folded.split()) > _FEW_WORDS:
        draft = add_telling(state.draft or Draft(), event.text, event.reading)
        state = replace(state, draft=draft)
    is_report = len(folded.split()) <= _FEW_WORDS and kind_named(event.text) == "report"
    if is_report or denies_complaint(event.text) or any(word in folded for word in _TELLING):
        return kind_chosen(state, Chose(state.step_no, "kind_feedback"), context)
    if len(folded.split()) < _STORY and any(word in folded for word in _LOOK_AGAIN):
        return kind_chosen(state, Chose(state.step_no, "kind_complaint"), context)
    if answers(event.text) & {"skip", "no", "yes"} or _knows_not(event.text):
        return _unsure(state, context)
    if small_talk(event.text, event.reading):
        return left_open(state, context)
    if len(folded.split()) <= _FEW_WORDS:
        state = replace(state, draft=add_telling(state.draft or Draft(), event.text, event.reading))
    if state.misses:
        return _unsure(state, context)
    return ask_kind(missed(state), context).after(say("puzzled.kind"))


def _unsure(state: State, context: Context) -> Step:
    """Note as a report what its writer cannot name: an officer asks, and how to complain after all is said."""
    draft = replace(state.draft or Draft(), kind=Kind.FEEDBACK.value, kind_asked=True, kind_open=True, noted=False)
    return proceed(understood(replace(state, draft=draft)), context).after(say("complaint.unsure"))


def _knows_not(text: str) -> bool:
    return len(text.split()) <= _FEW_WORDS and bool(vocabulary("unknown").inside(text))


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
    draft = replace(draft, kind=kind.value, kind_confidence=1.0, kind_asked=True, kind_open=False, noted=False)
    return replace(state, draft=with_facts(draft, draft.text))


def told_no_complaint(state: State, context: Context) -> Step:
    """Go on as with something that is only told."""
    return proceed(understood(as_kind(state, Kind.FEEDBACK)), context).after(say("complaint.as_feedback"))


def kind_said_again(state: State, kind: str, context: Context) -> Step:
    """Go on with the form when it is called a complaint once more; leave it when it is called a report."""
    if kind == "complaint":
        return ask_field(state.step.removeprefix(STEP), state, context)
    return told_no_complaint(state, context)


def told_otherwise(state: State, event: Said, context: Context) -> Step:
    """Go on with what is called no complaint: a question where that is what is said, else a report."""
    if vocabulary("meant_kind").inside(event.text) != {"asks"}:
        return told_no_complaint(_with_more(state, event), context)
    asked = as_kind(replace(state, draft=add_telling(state.draft or Draft(), event.text, None)), Kind.INQUIRY)
    return proceed(understood(asked), context)


def _with_more(state: State, event: Said) -> State:
    """Return the state with what is told beside the words that it is no complaint ("chỉ báo ống vỡ thôi")."""
    is_more = is_topic_known(event.reading) or event.reading.place is not None
    return replace(state, draft=add_telling(state.draft or Draft(), event.text, event.reading)) if is_more else state
