"""Finds hand-made phrases in a message: exact first, then with one typing slip, each with the words it was found in.

Phrases are matched without diacritics; where the writer typed diacritics, a word whose marks differ counts less or not
at all, so that "đường" is not "dương" and "cháy" not "chạy".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from rapidfuzz.fuzz import ratio

from routing.language.folding import bare
from routing.language.phrase_rules import GAP_WORDS, Phrase
from routing.language.words import Words

_K = TypeVar("_K")

_SLIP = 80.0
_SLIP_QUALITY = 0.7
_SHORTEST_SLIP = 4
# what words typed without diacritics count, by whether others of the message have them: one word, several words
_PLAIN = ((0.6, 0.95), (0.3, 0.6))
_POINTS = attrgetter("points")
_new = tuple.__new__
_HOOK_AND_TILDE = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")


class Match(NamedTuple):
    """A phrase found at words `start` to `end` (not included), with a quality from 0 to 1.

    `points`: what it speaks for its label, the weight of the phrase by the quality.
    """

    phrase: Phrase
    start: int
    end: int
    quality: float
    points: float


class _Begun(NamedTuple):
    """How long the phrases are that begin with a word, by their second one; the single words; those written as one."""

    longer: Mapping[str, tuple[int, ...]]
    alone: tuple[int, ...]
    glued: tuple[Phrase, ...]


_NOTHING = _Begun({}, (), ())


class _Gapped(NamedTuple):
    """Phrases that begin alike, some to go on after a gap: of the many with "con …" hardly one does in a message.

    `whole`: those without a gap; `by_next`: where the others stand among all, by the word behind their gap.
    """

    phrases: Sequence[Phrase]
    whole: Sequence[Phrase]
    by_next: Mapping[str, Sequence[int]]

    def that_may_stand(self, bases: Sequence[str], end: int) -> Sequence[Phrase]:
        """Return the phrases that go on within the gap behind word `end`, and those without one, in their order."""
        behind, by_next = bases[end : end + GAP_WORDS + 1], self.by_next
        if by_next.keys().isdisjoint(behind):
            return self.whole
        going_on = {place for word in behind for place in by_next.get(word, ())}
        return [one for place, one in enumerate(self.phrases) if not one.tails or place in going_on]


def _listed(named: Iterable[tuple[_K, Phrase]]) -> dict[_K, tuple[Phrase, ...]]:
    """Return the phrases by a key, as tuples: most stand alone, and a list would keep room for more."""
    found: dict[_K, tuple[Phrase, ...]] = {}
    for key, phrase in named:
        found[key] = (*found.get(key, ()), phrase)
    return found


@cache
def _lengths(bits: int) -> tuple[int, ...]:
    """Return the numbers of the bits that are set; the same few lengths stand behind thousands of words."""
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)


class Phrasebook:
    """All phrases of one question (which topic? which kind?), indexed by their words.

    `glued`: those of several words are found where they are written as one, too.
    """

    def __init__(self, phrases: Iterable[Phrase], *, glued: bool = True) -> None:
        self.phrases = tuple(phrases)
        by_bases = _listed((phrase.bases, phrase) for phrase in self.phrases)
        self._by_bases: Mapping[tuple[str, ...], _Gapped | tuple[Phrase, ...]] = {
            bases: _gapped(some) if any(one.tails for one in some) else some for bases, some in by_bases.items()
        }
        self._begun = self._by_beginning(glued=glued)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Where each word stands in which phrases; made when slips are looked for, which most books never do."""
        places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for offset, base in enumerate(phrase.bases if _may_slip(phrase) else ()):
                places[base].append((number, offset))
        return places

    def _by_beginning(self, *, glued: bool) -> dict[str, _Begun]:
        """Return what begins with a word."""
        lengths: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for bases in self._by_bases:
            lengths[bases[0]][bases[1] if len(bases) > 1 else ""] |= 1 << len(bases)
        found: dict[str, _Begun] = {}
        for first, seconds in lengths.items():
            alone = seconds.pop("", 0)
            longer = {second: _lengths(alone | some) for second, some in seconds.items()}
            found[first] = _Begun(longer, _lengths(alone), ())
        written_as_one = (phrase for phrase in self.phrases if glued and _may_slip(phrase))
        for word, phrases in _listed(("".join(phrase.bases), phrase) for phrase in written_as_one).items():
            if len(word) > _SHORTEST_SLIP:
                found[word] = found.get(word, _NOTHING)._replace(glued=phrases)
        return found

    def find(self, words: Words, *, slips: bool = True, nested: bool = False) -> list[Match]:
        """Return the matches, unless `nested` without those that lie inside a longer one ("cây" in "cây xăng")."""
        found = self._exact(words)
        if slips:
            found += self._with_slip(words, found)
        return found if nested else _without_contained(found)

    def _exact(self, words: Words) -> list[Match]:
        found: list[Match] = []
        bases, begun, by_bases, count = words.bases, self._begun, self._by_bases, len(words.bases)
        follows = (*bases[1:], "")
        for start, base in enumerate(bases):
            if base not in begun:
                continue
            longer, alone, glued = begun[base]
            for length in longer.get(follows[start], alone):
                end = start + length
                if end <= count and (some := by_bases.get(bases[start:end])):
                    phrases = some.that_may_stand(bases, end) if isinstance(some, _Gapped) else some
                    _add_spelt_so(found, phrases, words, start, end)
            if glued:
                found += [_slipped(phrase, start, start + 1) for phrase in glued]
        return found

    def _with_slip(self, words: Words, found: list[Match]) -> list[Match]:
        """Return phrases of which all words but one stand in place, and that one is nearly right."""
        taken = {i for match in found for i in range(match.start, match.end)}
        hits: dict[tuple[int, int], int] = defaultdict(int)
        for i, base in enumerate(words.bases):
            for number, offset in self._places.get(base, ()):
                hits[number, i - offset] += 1
        slips = []
        for (number, start), count in hits.items():
            phrase = self.phrases[number]
            length = len(phrase.bases)
            if count != length - 1 or start < 0 or start + length > len(words):
                continue
            wrong = next(o for o in range(length) if words.bases[start + o] != phrase.bases[o])
            if start + wrong not in taken and _nearly(words.bases[start + wrong], phrase.bases[wrong], length):
                slips.append(_slipped(phrase, start, start + length))
        return slips


def _gapped(phrases: Sequence[Phrase]) -> _Gapped:
    by_next: defaultdict[str, list[int]] = defaultdict(list)
    for place, phrase in enumerate(phrases):
        for word in dict.fromkeys(tail.bases[0] for tail in phrase.tails):
            by_next[word].append(place)
    return _Gapped(phrases, [phrase for phrase in phrases if not phrase.tails], dict(by_next))


def _slipped(phrase: Phrase, start: int, end: int) -> Match:
    return Match(phrase, start, end, _SLIP_QUALITY, phrase.weight * _SLIP_QUALITY)


def _may_slip(phrase: Phrase) -> bool:
    return not phrase.tails and len(phrase.bases) > 1


def _nearly(written: str, meant: str, length: int) -> bool:
    shortest = _SHORTEST_SLIP if length == 2 else _SHORTEST_SLIP - 1  # noqa: PLR2004 - two words vouch less than three
    return min(len(written), len(meant)) >= shortest and ratio(written, meant) >= _SLIP


def _add_spelt_so(found: list[Match], phrases: Iterable[Phrase], words: Words, start: int, end: int) -> None:
    """Add the matches of phrases that are alike without diacritics, by how they are spelt."""
    written, is_accented = words.shown[start:end], words.is_accented
    meant, quality = written, 1.0
    for phrase in phrases:
        if phrase.words != meant:
            meant = phrase.words
            quality = 1.0 if written == meant else _quality(written, meant, is_accented)
        if quality > 0:
            if not phrase.tails:
                found.append(_new(Match, (phrase, start, end, quality, phrase.weight * quality)))
                continue
            behind = words.bases[end : end + GAP_WORDS + 1]
            for tail in phrase.tails:
                for rest in _after_gap(tail, words, end) if tail.bases[0] in behind else ():
                    both = min(quality, rest.quality)
                    found.append(Match(phrase, start, rest.end, both, phrase.weight * both))


def _after_gap(tail: Phrase, words: Words, end: int) -> Sequence[Match]:
    """Return where the rest of a phrase stands first, at most three words after `end`, with all that may end it."""
    bases, size = words.bases, len(tail.bases)
    for place in range(end, min(end + GAP_WORDS + 1, len(bases))):
        if bases[place : place + size] == tail.bases:
            found: list[Match] = []
            _add_spelt_so(found, (tail,), words, place, place + size)
            if found:
                return found
    return ()


@lru_cache(maxsize=4096)
def _quality(written: tuple[str, ...], meant: tuple[str, ...], is_accented: bool) -> float:  # noqa: FBT001 - quicker
    """Return how well the diacritics fit: 1 as written; less for words typed without; 0 for another word."""
    length = len(meant)
    bases = tuple(map(bare, written))
    if written == bases:
        return _PLAIN[is_accented][length > 1]
    other = plain = 0
    for shown, said, base in zip(written, meant, bases, strict=True):
        if shown == said:
            continue
        if shown == base:
            plain += 1
        elif hooked(shown) != hooked(said):
            other += 1
    if other:
        return 0.5 if other == 1 and length >= 3 else 0.0  # noqa: PLR2004 - three words carry one wrong mark
    if not plain:
        return 1.0
    return _PLAIN[is_accented][length > 1]


@lru_cache(maxsize=8192)
def hooked(word: str) -> str:
    """Return a word with hooks for tildes, which many regions say alike and write for each other."""
    return word.translate(_HOOK_AND_TILDE)


def _without_contained(found: list[Match]) -> list[Match]:
    """Return the matches that lie in no longer one without a gap, the longest first."""
    if len(found) < 2:  # noqa: PLR2004 - one lies in no other
        return found
    ends: dict[int, int] = {}
    for phrase, start, end, _quality, _points in found:
        whole = 0 if phrase.tails else end
        if whole > ends.get(start, -1):
            ends[start] = whole
    reached: dict[int, int] = {}
    furthest = 0
    for start in sorted(ends):
        reached[start] = furthest
        furthest = max(furthest, ends[start])
    kept = [m for m in found if reached[m.start] < m.end and ends[m.start] <= m.end]
    kept.sort(key=_longest_first)
    return kept


def speaking_for(label: str, found: Iterable[Match]) -> list[Match]:
    """Return the matches that speak for a label, the strongest first."""
    speaking = (match for match in found if match.points > 0 and match.phrase.label == label)
    return sorted(speaking, key=_POINTS, reverse=True)


def _longest_first(match: Match) -> tuple[bool, int, float]:
    phrase, start, end, quality, _points = match
    return bool(phrase.tails), start - end, -quality
