"""Tells feedback from a petition by what is asked for: that a wrong be looked into, or that something be done anew.

The law defines the two together (law on citizen reception 2013, Art. 2); decree 20/2008, Art. 3, calls it a petition
where a way is proposed as well. Whoever reports what is wrong and wants it checked, stopped or mended proposes none.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from routing.language.openings import Openings
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words, breaks_off

_OPENING, _MARKED, _NAMED, _CLOSING, _WISH = "opening", "marked", "named", "closing", "wish"
_OPENS = frozenset({_OPENING, _MARKED, _NAMED, _WISH})
_TOLD = frozenset({_NAMED, _WISH})
_DEEDS = frozenset({"check", "heed", "mend", "make"})
_REACH = 9  # words between an opening and the deed, whoever is asked among them
_AGAIN = 14  # words from one deed to the next that the same opening asks for
_CLOSED_WITHIN = 4
_JOINING = frozenset({"va", "roi", "hoac", "hay", "dong", "cung"})
_OF_ONE_WORD, _OF_MORE, _SURELY = 0.55, 0.5, 1.0
# by how much, as odds, a petition is nearer than what was learned has it; the first that is asked for counts
_LEANS: tuple[tuple[frozenset[str], float], ...] = (
    (frozenset({"check", "make"}), -1.0),
    (frozenset({"check", "mend"}), -3.0),
    (frozenset({"check"}), -10.0),
    (frozenset({_WISH}), 5.0),
    (frozenset({"make"}), 0.0),
    (frozenset({"mend"}), -1.5),  # where readers differ most
    (frozenset({"heed"}), -2.0),
    (frozenset(), -0.75),
)


def lean_to_petition(words: Words, lead: float) -> float:
    """Return by how much, as odds, a petition is nearer than feedback for what is asked for; below 0 where farther.

    `lead`: how far a petition leads feedback already; whoever is taken to report needs more than an asking. The law
    tells neither from the other, so what its writer calls a petition is never farther.
    """
    if lead < 0 and not _wishes().may_stand_in(words):
        return 0.0
    asked = asked_for(words)
    lean = next(lean for parts, lean in _LEANS if parts <= asked)
    return max(0.0, lean) if _NAMED in asked else lean


def asked_for(words: Words) -> frozenset[str]:
    """Return what is asked for: "check", "heed", "mend", "make", "wish"; "named" where the writer says petition."""
    if not _asking().may_stand_in(words):
        return frozenset()
    found = [match for match in _book().find(words, slips=False) if match.quality >= _least(match)]
    return frozenset(_asked(sorted(found, key=lambda match: match.start), words))


def _asked(found: Sequence[Match], words: Words) -> Iterator[str]:
    """Yield the wishes and names, and the deeds that stand behind an opening or before a closing."""
    opened, reach, is_first = 0, -1, True
    for i, match in enumerate(found):
        label = match.phrase.label
        if label in _TOLD:
            yield label
        if label in _OPENS:
            opened, reach, is_first = match.end, match.end + _REACH, True
        elif label in _DEEDS:
            if match.start <= reach and _is_meant(words, opened, match, is_first=is_first):
                yield label
                opened, reach, is_first = match.end, match.end + _AGAIN, False
            elif _is_closed(found[i + 1 :], match, words):
                yield label


def _is_meant(words: Words, opened: int, deed: Match, *, is_first: bool) -> bool:
    """Whether a deed is what is asked for, and not part of what the one before it is done to."""
    is_another = words.after_break[deed.start] or words.bases[deed.start - 1] in _JOINING
    return (is_first or is_another) and _is_one_sentence(words, opened, deed.start)


def _is_closed(later: Iterable[Match], deed: Match, words: Words) -> bool:
    near = (one for one in later if one.phrase.label == _CLOSING and one.start <= deed.end + _CLOSED_WITHIN)
    return any(_is_one_sentence(words, deed.end, one.start) for one in near)


def _is_one_sentence(words: Words, start: int, end: int) -> bool:
    return not any(breaks_off(words, at) for at in range(start, end + 1))


def _least(match: Match) -> float:
    if match.phrase.label == _MARKED:
        return _SURELY
    return _OF_ONE_WORD if len(match.phrase.bases) == 1 else _OF_MORE


def asks_written() -> str:
    """Return the phrases as they are written."""
    return (files("routing") / "data" / "asks.toml").read_text(encoding="utf-8")


@cache
def _book() -> Phrasebook:
    tables = tomllib.loads(asks_written())
    return Phrasebook(phrase for part, said in tables.items() for phrase in parse_listed(said, part, 1.0))


@cache
def _asking() -> Openings:
    return _openings(*_OPENS, _CLOSING)


@cache
def _wishes() -> Openings:
    return _openings(_WISH)


def _openings(*labels: str) -> Openings:
    def is_one(phrase: Phrase) -> bool:
        return phrase.label in labels

    return Openings(phrase.bases for phrase in filter(is_one, _book().phrases))
