"""A commune that no list knows gives way to the one that is named instead: no officer is sent to both."""

from bot.dialogue.state import Draft
from bot.dialogue.words import clauses
from routing.gazetteer.address_words import is_mere_unit
from routing.language.words import split
from routing.places import load_gazetteer
from routing.records import replace


def without_unknown_unit(draft: Draft) -> Draft:
    """Return the draft without the clauses of its place that are a unit of an unknown name ("phường Nguyễn Du")."""
    if draft.commune_code is not None:
        return draft
    parts = [part.strip() for part in clauses(draft.place_text)]
    kept = [part for part in parts if not _is_unknown(part)]
    return replace(draft, place_text=", ".join(kept)) if len(kept) < len(parts) else draft


def _is_unknown(part: str) -> bool:
    place = load_gazetteer().find(part)
    is_known = place is not None and (place.code or place.candidates or place.outside)
    return is_mere_unit(split(part)) and not is_known
