"""By how much the model must take for a danger what gives cause to doubt: what is staged, what lasts, nothing grave."""

from collections.abc import Collection
from functools import cache

from routing.danger_lexicon import Told, danger_tables
from routing.danger_scorer import Part
from routing.openings import SeldomBook
from routing.phrases import parse_listed
from routing.words import Words

_CLEARLY, _ASKED, _SOMEWHAT, _NOTHING = 0.25, 0.2, 0.085, -1.0
_WELL_SPELT = 0.9
_URGENT = frozenset({"#now", "#today", "#call", "#unsolved", "#hurt", "#faint", "#trapped", "#crush", "#cry"})
# harm that people do lasts as well and is no less of a danger
_OF_PEOPLE = frozenset({"#child", "#frail", "#attack", "#abuse", "#threat", "#captive", "#weapon", "#despair"})
_TO_BE_MENDED = frozenset({"#habit", "#improve"})
_ASKS = frozenset({"khong", "chua", "ha", "vay", "nhi", "a", "he", "hong", "hem"})


def least_said(part: Part, told: Collection[Told]) -> float:
    """Return what the model must say at least of words in which phrases are told; below 0 where there is no doubt."""
    if not part.is_cut and not any(one.meaning.is_grave or one.meaning.is_sure for one in told):
        return _ASKED if _asks(part.words) else _SOMEWHAT
    signs = {one.sign for one in told}  # a word typed without diacritics that may be another has another sign
    if not signs.isdisjoint(_URGENT):
        return _NOTHING
    is_nuisance = signs >= _TO_BE_MENDED and signs.isdisjoint(_OF_PEOPLE)
    return _CLEARLY if is_nuisance or _is_staged(part.words) else _NOTHING


def _asks(words: Words) -> bool:
    return words.text.rstrip().endswith("?") or words.bases[-1] in _ASKS


def _is_staged(words: Words) -> bool:
    """Whether a film, a game, a play or an exercise is told of."""
    return any(one.quality >= _WELL_SPELT for one in _book().find(words))


@cache
def _book() -> SeldomBook:
    return SeldomBook(parse_listed(danger_tables()["staged"]["words"], "staged", 1.0))
