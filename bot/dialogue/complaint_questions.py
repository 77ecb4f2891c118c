"""The questions of a complaint: what kind of matter it is where that is in doubt, then what the form still lacks."""

from collections.abc import Mapping

from bot.dialogue.asking import ask, label, say
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_answers import name_and_address
from bot.dialogue.hearing.complaint_facts import FIELDS, facts_in
from bot.dialogue.hearing.place_answers import without_at
from bot.dialogue.mediation import leaves_kind_open
from bot.dialogue.state import Draft, State
from bot.dialogue.words import vocabulary
from bot.messages import Reply
from routing.kinds import ALIKE, Kind
from routing.reading import Reading
from routing.records import replace
from routing.spokesmen import spoken_for
from routing.text import fold

STEP = "form_"
_MANY = 5  # from so many people on they complain through representatives (Điều 6 Nghị định 124/2020)
_DOUBTFUL = 0.6  # as `Reading.kind_is_doubtful`
_WORTH_ASKING = 0.2  # share of the second kind


def is_doubtful(draft: Draft) -> bool:
    """Tell whether it is open if this is a complaint or only something to be told, and nobody has been asked yet.

    Who does not want to be named is asked: a complaint has a name.
    """
    if draft.kind == Kind.COMPLAINT and not draft.kind_asked and vocabulary("unnamed").inside(draft.text):
        return True
    if draft.kind == Kind.COMPLAINT and not draft.kind_asked and leaves_kind_open(draft):
        return True
    second, share = draft.second_kind
    pair = {draft.kind, second}
    is_between = Kind.COMPLAINT.value in pair and bool(pair & ALIKE)
    return is_between and share >= _WORTH_ASKING and draft.kind_confidence < _DOUBTFUL and not draft.kind_asked


def ask_kind(state: State, context: Context) -> Step:
    """Ask whether a decision is to be looked at again, or something is to be told."""
    del context
    return ask(state, "ask_kind", "complaint.kind", ["kind_complaint", "kind_feedback"])


def with_facts(draft: Draft, text: str) -> Draft:
    """Return the draft with what a message says of the form; what stands there already stays."""
    found = facts_in(text) if draft.kind == Kind.COMPLAINT else {}
    fresh = tuple((field, found[field]) for field in FIELDS if found.get(field) and field not in dict(draft.form))
    return replace(draft, form=(*draft.form, *fresh)) if fresh else draft


def with_home(draft: Draft, text: str, reading: Reading) -> Draft:
    """Return a complaint with the whole address, and the name before it, that answer where its writer lives.

    They are not asked for again.
    """
    place = reading.place
    if draft.kind != Kind.COMPLAINT or place is None or not place.text or place.code is None:
        return draft
    if "address" in dict(draft.form):
        return draft
    name, home = name_and_address(text, reading) or ("", text)
    if fold(place.text) not in fold(home):  # a street is named after somebody
        name, home = "", text
    draft = with_answer(draft, "name", name) if name and not dict(draft.form).get("name") else draft
    return with_answer(draft, "address", without_at(home.strip(" .,!")))


def with_answer(draft: Draft, field: str, value: str) -> Draft:
    """Return the draft with a field filled in, anew if it was; a blank value says that it was passed over."""
    form = {**dict(draft.form), field: value}
    return replace(draft, form=tuple((one, form[one]) for one in FIELDS if one in form))


def missing(draft: Draft) -> str:
    """Return the next field that nothing was said of, blank when there is none or this is no complaint."""
    if draft.kind != Kind.COMPLAINT:
        return ""
    known = dict(draft.form)
    return next((field for field in FIELDS if field not in known), "")


def ask_field(field: str, state: State, context: Context) -> Step:
    """Ask for one field of the form; the first question comes with why a form is needed."""
    del context
    draft = state.draft or Draft(kind=Kind.COMPLAINT.value)
    own = [("form_self", label(state, "choice.form_self"))] if field == "proxy" else []
    options = [*own, (f"skip:{field}", label(state, "choice.skip")), (f"later:{field}", label(state, "choice.later"))]
    told = replace(state, draft=replace(draft, noted=True))
    step = ask(told, f"{STEP}{field}", f"complaint.{field}", options)
    if draft.noted:
        return step
    return step.after(say("note.complaint"), *many_told(draft.text))


def many_told(text: str, before: str = "") -> tuple[Reply, ...]:
    """Return what is said of representatives, where a text tells of many who complain and what stood before did not."""
    is_news = spoken_for(text) >= _MANY > spoken_for(before)
    return (say("complaint.many"),) if is_news else ()


def ask_which_field(state: State, context: Context) -> Step:
    """Ask which field of the form is to be changed."""
    del context
    fields = [(f"field:{field}", label(state, f"choice.field_{field}")) for field in FIELDS]
    return ask(state, "pick_field", "complaint.which", [*fields, "back"])


def lines_of(state: State, draft: Draft) -> str:
    """Return the form as it is read back: a line a field, then what is left blank."""
    known: Mapping[str, str] = dict(draft.form)
    filled = [
        f"{label(state, f'choice.field_{field}')}: {known[field]}" for field in FIELDS if known.get(field, "").strip()
    ]
    blank = [label(state, f"choice.field_{field}") for field in FIELDS if field != "proxy" and not known.get(field)]
    told = label(state, "complaint.blank", fields=", ".join(blank).lower()) if blank else ""
    return "\n".join([*filled, *([told] if told else [])])
