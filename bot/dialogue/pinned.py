"""What is done where the words and the point on the map lie in two communes: it is asked which of them counts."""

from bot.dialogue.state import Draft
from bot.dialogue.words import vocabulary
from routing.places import Place, load_gazetteer
from routing.records import replace


def gainsays_words(draft: Draft, place: Place) -> bool:
    """Whether a point lies in another commune than the words told, and nobody has asked for another place."""
    told = draft.commune_code
    return told not in {None, place.code, draft.pinned} and not _counts_at_once(draft)


def gainsays_point(draft: Draft, place: Place) -> bool:
    """Whether words name another commune than the point lies in, and nobody has asked for another place."""
    pointed = draft.commune_code
    is_pointed = pointed is not None and pointed == draft.pinned
    return is_pointed and place.code not in {None, pointed} and not _counts_at_once(draft)


def _counts_at_once(draft: Draft) -> bool:
    """Whether what comes next is the place: it was asked for anew, or a danger leaves no time for a question."""
    return draft.replacing or draft.in_danger


def torn(draft: Draft, place: Place, *, pinned: str | None) -> Draft:
    """Return the draft between the commune known and another place; `pinned` is the commune around the point."""
    known, other = (draft.commune_code or "", draft.commune_name or ""), (place.code or "", place.name or "")
    return replace(
        draft,
        candidates=(known, other),
        formerly=(),
        commune_code=None,
        commune_name=None,
        pinned=pinned or "",
        place_skipped=False,
        compared=False,
        alike=(),
    )


def is_torn(draft: Draft) -> bool:
    """Whether it is still to be said which counts, the words or the point."""
    return draft.commune_code is None and draft.pinned in dict(draft.candidates)


def told_again(draft: Draft) -> Draft:
    """Return a torn draft at the commune that the words told, as before the point."""
    if not is_torn(draft):
        return draft
    told = [one for one in draft.candidates if one[0] != draft.pinned]
    if len(told) != 1:
        return replace(draft, candidates=tuple(told), pinned="")
    code, name = told[0]
    return replace(draft, commune_code=code, commune_name=name, candidates=(), pinned="")


def without_point(draft: Draft) -> Draft:
    """Return a torn draft without the point, as neither place is right."""
    return replace(draft, lat=None, lon=None, pinned="") if is_torn(draft) else draft


def spot_of(draft: Draft) -> str:
    """Return the words for the place, blank where they only name the several communes that are on offer."""
    area = load_gazetteer().find(draft.place_text) if draft.candidates and draft.place_text else None
    return "" if area is not None and not area.text and area.candidates else draft.place_text


def settled(draft: Draft, code: str) -> Draft:
    """Return the draft in the commune chosen of several: where it was torn, what lies in the other one is no place."""
    name = dict(draft.candidates).get(code)
    there = replace(
        draft,
        place_text=spot_of(draft),
        commune_code=code,
        commune_name=name,
        candidates=(),
        place_by="citizen",
        pinned="",
    )
    if not is_torn(draft):
        return replace(there, pinned=draft.pinned)
    if code != draft.pinned:
        return replace(there, lat=None, lon=None)
    is_kept = not draft.place_text or draft.place_text in draft.text
    return replace(there, place_text="", text=draft.text if is_kept else f"{draft.text}\n{draft.place_text}".strip())


def meant_of(draft: Draft, text: str, place: Place | None) -> str | None:
    """Return the commune that an answer chooses, by its name or as that of the map or of the words; None for none."""
    offered = dict(draft.candidates)
    if not is_torn(draft):
        return None
    if place is not None and place.code in offered:
        return place.code
    chosen = vocabulary("torn").inside(text)
    told = [code for code in offered if code != draft.pinned]
    if chosen == {"map"}:
        return draft.pinned
    return told[0] if chosen == {"words"} and len(told) == 1 else None
