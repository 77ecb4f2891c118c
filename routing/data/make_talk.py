# noqa: INP001 - a script among the data, no module of the room
"""Makes talk.json: which word follows which in people's messages, and of which syllables names of places are made.

Tables of first word, second word, count: "talk" of messages; "names" of their syllables (after <s> the first ones,
after <name> those that are a name alone); "before_name" of how often in ten thousand a name follows a word; "lengths"
of how many syllables a name after a word has; "unnamed" of words that are no syllable of a name as they are written
("marked"), and of those that are none whatever their marks ("plain").

python routing/data/make_talk.py routing/data/examples/*.jsonl > routing/data/talk.json
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from routing.gazetteer.place_words import LONGEST_HEAD, heads, tables
from routing.gazetteer.talk import BREAK, LONGEST, NAME, NUMBER
from routing.language.capitals import has_capitals
from routing.language.folding import bare
from routing.language.words import Words, split
from routing.places import load_gazetteer

_TOLD_OFTENER = 5  # a name met in messages, against one that only stands in a list
_NEAR_BY = 10  # a name of the province itself
_OFTEN_TOLD, _HARDLY_NAMED = 10, 0.01

Name = tuple[str, ...]
Pairs = Mapping[str, Counter[str]]


def main(paths: list[str]) -> None:
    """Print the counts as JSON."""
    texts = [json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    talk: dict[str, Counter[str]] = defaultdict(Counter)
    capitals: dict[str, Counter[bool]] = defaultdict(Counter)
    names = Counter(_listed())
    alone = Counter({name[0]: times for name, times in names.items() if len(name) == 1})
    alone.update(
        bare(name).strip() for name in tables()["places"]["single_names"].split(",") for _ in range(_TOLD_OFTENER)
    )
    lengths: dict[str, Counter[str]] = defaultdict(Counter)
    for words in map(split, texts):
        if not words.is_accented:
            continue
        with_capitals = has_capitals(words)
        told = [(BREAK, ()), *_talk(words, with_capitals=with_capitals)]
        for i, ((first, _), (second, name)) in enumerate(pairwise(told), start=1):
            head = _head_before([word for word, _name in told[max(0, i - LONGEST_HEAD) : i]])
            talk[first][second] += 1
            capitals[head or first][bool(name)] += with_capitals
            if name and head:
                names[name] += _TOLD_OFTENER
                lengths[head][str(min(len(name), LONGEST))] += 1
                alone[name[0]] += _TOLD_OFTENER * (len(name) == 1)
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for name, times in names.items():
        for first, second in pairwise((BREAK, *name)):
            inside[first][second] += times
    before = Counter({first: _share(found) for first, found in capitals.items() if found[True]})
    inside[NAME] = alone
    lengths[NAME] = sum(lengths.values(), Counter())
    marked, plain = _told_and_named(texts)
    json.dump(
        {
            "talk": _plain(talk),
            "names": _plain(inside),
            "before_name": _plain({NAME: before}),
            "lengths": _plain(lengths),
            "unnamed": _plain({"marked": _unnamed(*marked, _HARDLY_NAMED), "plain": _unnamed(*plain, 0.0)}),
        },
        sys.stdout,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _plain(pairs: Pairs) -> dict[str, dict[str, int]]:
    return {first: dict(sorted(found.items())) for first, found in sorted(pairs.items())}


def _talk(words: Words, *, with_capitals: bool) -> Iterator[tuple[str, Name]]:
    """Yield the words of a message; numbers and names as marks, a name with its syllables."""
    i = 0
    while i < len(words):
        if words.after_break[i] and i:
            yield BREAK, ()
        end = i
        while with_capitals and end < len(words) and _is_of_name(words, end):
            end += 1
        if end > i:
            yield NAME, words.bases[i:end]
        else:
            yield NUMBER if words.shown[i][0].isdigit() else words.bases[i], ()
        i = max(end, i + 1)
    yield BREAK, ()


def _share(found: Counter[bool]) -> int:
    """Return how often in ten thousand a name follows; what was met seldom may follow as often as not."""
    return round(10_000 * (found[True] + 0.5) / (found.total() + 1))


def _head_before(told: list[str]) -> str:
    """Return the longest head that these words end with."""
    return next((" ".join(told[i:]) for i in range(len(told)) if tuple(told[i:]) in heads()), "")


def _is_of_name(words: Words, i: int) -> bool:
    written = words.said(i, i + 1)
    return words.capital[i] and not words.after_break[i] and not (len(written) > 1 and written.isupper())


def _told_and_named(
    texts: Iterable[str],
) -> tuple[tuple[Counter[str], Counter[str]], tuple[Counter[str], Counter[str]]]:
    """Return how often each word is told in talk and in names: as it is written, and without its marks."""
    places = tables()["places"]
    told: Counter[str] = Counter()
    named = Counter(word for name in load_gazetteer().spellings(with_small=True) for word in name.lower().split())
    named.update(word for key in ("streets", "single_names") for word in places[key].replace(",", " ").split())
    for words in map(split, texts):
        if not words.is_accented or not has_capitals(words):
            continue
        for i, word in enumerate(words.shown):
            if _is_of_name(words, i):
                named[word] += 1
            elif not words.capital[i]:
                told[word] += 1
    return (told, named), (_without_marks(told), _without_marks(named))


def _without_marks(counts: Counter[str]) -> Counter[str]:
    return sum((Counter({bare(word): times}) for word, times in counts.items()), Counter())


def _unnamed(told: Counter[str], named: Counter[str], share: float) -> Counter[str]:
    """Return the words often told that hardly ever are a syllable of a name."""
    return Counter({word: n for word, n in told.items() if n >= _OFTEN_TOLD and named[word] <= share * n})


def _listed() -> Iterable[Name]:
    """Yield the names of the gazetteer and of well-known streets."""
    for name, is_near in load_gazetteer().names():
        yield from [name] * (_NEAR_BY if is_near else 1)
    for street in tables()["places"]["streets"].split(","):
        yield tuple(bare(street).split())


if __name__ == "__main__":
    main(sys.argv[1:])
