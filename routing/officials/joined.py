"""Who is accused beside whomever an accusing verb names first: "tố cáo giám đốc sở và chủ tịch tỉnh"."""

from collections.abc import Iterable
from functools import cache

from routing.gazetteer.served import served
from routing.language.folding import fold
from routing.language.words import Words, breaks_off
from routing.officials.offices import Title
from routing.officials.stance import before_polite, behind_name, is_accused
from routing.places import load_gazetteer

_AND = frozenset({"va", "lan", "cung"})
_AND_WITH = ("cung", "voi")  # "với" alone tells to whom: "tố cáo ông Ba với chủ tịch tỉnh"


class Joined:
    """The words of a line that name people in office, and whom an accusing verb reaches over them."""

    def __init__(self, words: Words, titles: Iterable[Title]) -> None:
        self._words = words
        self._named = {i for one in titles for i in range(one.start, one.end)} | _communes_in(words)

    def is_accused(self, start: int) -> bool:
        """Tell whether an accusing verb stands before them, right before or with others who are named in between."""
        at = behind_name(self._words, start)
        while not is_accused(self._words, at):
            joint = self._behind_and(before_polite(self._words, at))
            if joint is None or (first := self._behind_named(joint)) == joint:
                return False
            at = first
        return True

    def _behind_and(self, at: int) -> int | None:
        """Return where the word begins that joins them to whoever stands before; None where none does."""
        if at > 1 and self._words.bases[at - 2 : at] == _AND_WITH:
            return at - 2
        return at - 1 if at and self._words.bases[at - 1] in _AND else None

    def _behind_named(self, at: int) -> int:
        """Return where those begin who are named right before a word."""
        while at and not breaks_off(self._words, at) and (at - 1 in self._named or self._words.capital[at - 1]):
            if is_accused(self._words, at):
                break
            at -= 1
        return at


def _communes_in(words: Words) -> set[int]:
    names = _names_of_communes(served())
    spans = ((i, i + length) for i in range(len(words)) for length in (1, 2, 3))
    return {at for start, end in spans if words.bases[start:end] in names for at in range(start, end)}


@cache
def _names_of_communes(province: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(one.name).split()[1:]) for one in load_gazetteer(province).communes.values()) - {()}
