"""Where a case is by a later version of the words that told it: an edit that names another place puts it right."""

from routing.places import Place
from routing.records import record
from routing.text import fold


@record
class PlaceNow:
    """Another commune, by its code, and another spot; blank for what stays as it was."""

    commune: str = ""
    spot: str = ""


AS_BEFORE = PlaceNow()


def place_now(was: Place | None, is_now: Place | None, text: str, *, commune: str, spot: str) -> PlaceNow:
    """Return what an edit says of the place of a case that is in this commune, at this spot.

    Only the words that told the place can put it right, and only where they do not name it any more beside the other.
    `was` is what the version before named that named any.
    """
    if was is None or is_now is None or is_now.outside:
        return AS_BEFORE
    has_moved = bool(is_now.code) and was.code == commune and is_now.code != commune
    is_named_still = not was.text or fold(was.text) in fold(text)
    has_spot = bool(is_now.text) and fold(was.text) == fold(spot) and not is_named_still
    return PlaceNow((is_now.code or "") if has_moved else "", is_now.text if has_spot else "")
