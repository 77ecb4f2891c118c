"""Asks which of several places that bear one name is meant, unless an earlier matter of the chat tells."""

from bot.dialogue.asking import Option, ask, label
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.pinned import is_torn
from bot.dialogue.state import Draft, State
from bot.dialogue.words import fold_equal
from routing.kinds import Kind
from routing.places import load_gazetteer
from routing.records import replace

_MOST_OFFERED = 3


def pick_place(state: State, context: Context) -> Step:
    """Ask which of several communes is meant, each with the former name that it was told by."""
    del context
    draft = state.draft or Draft()
    former = dict(draft.formerly)
    options: list[Option] = [(f"in:{code}", _shown(state, name, former.get(code))) for code, name in draft.candidates]
    if is_torn(draft):
        pinned = dict(draft.candidates)[draft.pinned]
        return ask(state, "pick_place", "ask.pin_or_words", [*options, "other_place"], pinned=pinned)
    if len(options) == 1:  # the place of what was told before it
        return ask(state, "pick_place", "ask.same_commune", [*options, "other_place"], commune=draft.candidates[0][1])
    key = "ask.which_commune" if former else "ask.which_part"
    return ask(state, "pick_place", key, [*options, "other_place"])


def offered(state: State, spot: str) -> list[Option]:
    """Return the communes that a spot may be called after, as choices; none where too many are."""
    found = load_gazetteer().offered_for(spot)
    if len(found) > _MOST_OFFERED:
        return []
    return [(f"in:{one.code}", _shown(state, one.name, one.told_as)) for one in found]


def only_offered(state: State) -> str:
    """Return the choice of the one commune that is offered for the spot told; blank for none or several."""
    draft = state.draft
    if draft is None or draft.commune_code or not draft.place_text:
        return ""
    found = load_gazetteer().offered_for(draft.place_text)
    return f"in:{found[0].code}" if len(found) == 1 else ""


def _shown(state: State, name: str, former: str | None) -> str:
    return label(state, "choice.formerly", name=name, former=former) if former else name


def told_before(state: State, context: Context) -> State:
    """Return the state with the one namesake that an earlier matter of the chat was in; of a district no part is.

    Whoever accuses somebody is asked: where the accused sit decides who may not read it.
    """
    draft = state.draft
    if draft is None or draft.commune_code or not draft.formerly or draft.way or draft.kind == Kind.DENUNCIATION:
        return state
    known = {case.commune for case in (*context.open_cases, *context.past_cases)}
    there = [(code, name) for code, name in draft.candidates if code in known]
    if len(there) != 1:
        return state
    code, name = there[0]
    return replace(state, draft=replace(draft, commune_code=code, commune_name=name, candidates=()))


def told_now(event: Said, draft: Draft) -> str | None:
    """Return the commune on offer that an answer names, also by the district it lay in; None for none or two."""
    called = (code for code, name in draft.candidates if fold_equal(event.text, name))
    if code := next(called, None):
        return code
    place = event.reading.place
    if place is None or place.code or len(draft.candidates) < 2:  # noqa: PLR2004 - two
        return None
    told = {one.code for one in place.candidates}
    meant = [code for code, _name in draft.candidates if code in told]
    return meant[0] if len(meant) == 1 else None


def says_the_same(event: Said, draft: Draft) -> bool:
    """Whether an answer only repeats the name that several places bear."""
    place = event.reading.place
    return place is not None and {one.code for one in place.candidates} == dict(draft.candidates).keys()
