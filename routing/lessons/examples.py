"""The messages that the learned scorer learns from: read from JSON lines, grouped so that paraphrases stay together."""

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from routing.kinds import Kind
from routing.language.folding import fold
from routing.language.phrase_rules import GAP
from routing.legal.kind_cues import KIND_WEIGHTS
from routing.legal.kind_signs import legal_test
from routing.lessons.dress import small_talk
from routing.topics import OTHER_TOPIC, Catalogue, load_catalogue

_SHINGLE = 3
_COMMON = 40
_ALIKE = 0.3
_FROM_WEIGHT = 1.0
_CUE_TRUST, _LEXICON_TRUST, _SCENE_TRUST, _KIND_TRUST = 0.4, 0.3, 0.3, 0.1
_TALK_TRUST = 0.9
# changes when the same examples teach other weights
_WAY = "danger learned beside the topics"


@dataclass(frozen=True, slots=True)
class Example:
    """A message with what people say it is; `source` names the file, `group` a family of paraphrases ("" = alone)."""

    text: str
    topic: str
    topic2: str
    kind: str
    source: str
    group: str = ""
    urgent: bool | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A short phrase that speaks for a topic or for a kind; `trust` is its weight beside an example's 1."""

    text: str
    topic: str
    kind: str
    trust: float


def read_examples(lines: Iterable[str], source: str) -> list[Example]:
    """Return the examples of JSON lines `{"text", "topic", "topic2"?, "kind", "group"?}`.

    Raises:
        ValueError: a line is no such object, told in Vietnamese with its number.
    """
    return [_example(number, line, source) for number, line in enumerate(lines, 1) if line.strip()]


def _example(number: int, line: str, source: str) -> Example:
    try:
        row = json.loads(line)
        text, topic, kind = row["text"], row["topic"], str(Kind(row["kind"]))
        text.strip(), topic.strip()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ValueError(f'{source}, dòng {number}: cần là {{"text", "topic", "kind"}}.') from None
    return Example(
        text, topic, str(row.get("topic2") or ""), kind, source, str(row.get("group") or ""), row.get("urgent")
    )


def load_examples() -> list[Example]:
    """Return the examples of the package, file by file in the order of their names."""
    folder = files("routing") / "data" / "examples"
    named = sorted((path.name, path) for path in folder.iterdir() if path.name.endswith(".jsonl"))
    return [
        example
        for name, path in named
        for example in read_examples(path.read_text(encoding="utf-8").splitlines(), name.removesuffix(".jsonl"))
    ]


def load_lessons(catalogue: Catalogue | None = None) -> list[Lesson]:
    """Return the phrases of the hand-made lists as lessons: cues, lexicon, the cues of the kinds, and scenes."""
    data = files("routing") / "data"
    cues = [
        Lesson(_plain(cue.text), cue.topic, "", _CUE_TRUST)
        for cue in (catalogue or load_catalogue()).cues
        if cue.weight >= _FROM_WEIGHT
    ]
    lexicon = tomllib.loads((data / "lexicon.toml").read_text(encoding="utf-8"))
    kinds = tomllib.loads((data / "kinds.toml").read_text(encoding="utf-8"))
    words = [Lesson(_plain(text), topic, "", _LEXICON_TRUST) for topic, row in lexicon.items() for text in _listed(row)]
    return cues + words + list(_kind_lessons(kinds)) + list(_scenes()) + list(_talk())


def _talk() -> Iterator[Lesson]:
    """Yield small talk, which is no matter at all; twice, since every second lesson is learned without diacritics."""
    before, after = small_talk()
    for sentence in (*before, *after):
        yield from (Lesson(sentence, OTHER_TOPIC, str(Kind.OTHER), _TALK_TRUST),) * 2


def _kind_lessons(kinds: Mapping[str, Mapping[str, str]]) -> Iterator[Lesson]:
    for kind, tiers in kinds.items():
        for tier, row in tiers.items():
            if KIND_WEIGHTS[tier] > _FROM_WEIGHT:
                yield from (Lesson(_plain(text), "", kind, _KIND_TRUST) for text in _listed(row))


def _scenes() -> Iterator[Lesson]:
    """Yield the scenes of daily life; one that is no matter at all has no topic but "khac"."""
    written = tomllib.loads((files("routing") / "data" / "scenes.toml").read_text(encoding="utf-8"))
    for topic, row in written["topics"].items():
        yield from (Lesson(text, topic, "", _SCENE_TRUST) for text in _listed(row))
    for kind, row in written["kinds"].items():
        topic = OTHER_TOPIC if kind == Kind.OTHER else ""
        yield from (Lesson(text, topic, kind, _SCENE_TRUST) for text in _listed(row))


def _listed(row: str) -> list[str]:
    return [" ".join(text.split()) for text in row.split(",") if text.strip()]


def _plain(text: str) -> str:
    return text.replace("/", " ").replace(GAP, " ")


def fingerprint(examples: Iterable[Example], lessons: Iterable[Lesson]) -> str:
    """Return a short mark that changes with anything that is learned from, and with the way of learning."""
    mark = sha256((_WAY + repr(small_talk()) + legal_test() + danger_messages()).encode())
    taught = ((e.text, e.topic, e.topic2, e.kind, e.group, e.urgent) for e in examples)
    for row in (*taught, *((p.text, p.topic, p.kind, p.trust) for p in lessons)):
        mark.update(repr(row).encode("utf-8", "surrogatepass"))
    return mark.hexdigest()[:12]


def danger_messages() -> str:
    """Return our own messages of danger and of what only sounds like it, JSON a line."""
    return (files("routing") / "data" / "danger_messages.jsonl").read_text(encoding="utf-8")


def families(examples: Sequence[Example]) -> list[int]:
    """Return a family number for each example, that of its first: paraphrases and near copies share one.

    Two messages are near copies when three words in a row of the shorter are found in the longer in 3 of 10 places.
    """
    parent = list(range(len(examples)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        first, other = sorted((root(i), root(j)))
        parent[other] = first

    shingles = [_shingles(example.text) for example in examples]
    holders: dict[str, list[int]] = defaultdict(list)
    named: dict[str, int] = {}
    for i, found in enumerate(shingles):
        shared = Counter(j for shingle in found if len(holders[shingle]) < _COMMON for j in holders[shingle])
        for j, count in shared.items():
            if count >= _ALIKE * min(len(found), len(shingles[j])):
                join(i, j)
        for shingle in found:
            holders[shingle].append(i)
        if examples[i].group:
            join(i, named.setdefault(examples[i].group, i))
    return [root(i) for i in range(len(examples))]


def _shingles(text: str) -> set[str]:
    words = fold(text).split()
    return {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
