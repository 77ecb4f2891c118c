"""Tells texts that hold no matter from those that do: another tongue, "who handles this?", and mere anger."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from routing.language.folding import bare, fold
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.topic_cues import TopicReader, cue_reader, points_of
from routing.topics import load_catalogue

_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:[iy]?e[ou]?|u?ye|u?o[aeio]?|oai|u?a[iouy]?|u[aeio]?|uoi|uou|ieu|ia|i[eu]?|y)"
    r"(?:ch|ng|nh|c|m|n|p|t)?"
)
_LEAST_SHARE = 0.35
_WHO = re.compile(
    r"\b(?:ai|(?:co quan|don vi|phong|ben|can bo) nao) (?:(?:dang|se|la nguoi) )?"
    r"(?:xu ly|giai quyet|phu trach|thu ly|dam nhan|lo|lam|nhan|giu|chiu trach nhiem)\b"
)
_AROUND = frozenset(
    fold(
        "ạ ad anh ba bên biết bot bộ cán cho chị chính chuyện có con của các đã đang dạ đây đi do đơn được em gì giờ "
        "giúp hả hiện hồ hỏi hôm kia là mà mấy mình nào này nhỉ như ở phản ánh quan rồi sao sở số sự tê thế thì thông "
        "tôi tui vậy vì việc vụ xin y"
    ).split()
)
_MOST_WORDS = 12
_MOST_OF_ANGER = 16
_MOST_AROUND_ANGER = 30
_MOST_STRANGE = 2
_TEMPERS = ("insults", "scorn", "vexed")
_ONLY_TOGETHER = frozenset({"doubtful", "listeners"})
_VOWEL = re.compile("[aeiouy]")


def is_wordless(words: Words) -> bool:
    """Whether hardly a word of a text could be Vietnamese; its numbers say nothing."""
    told = [base for base in words.bases if base[0].isalpha()]
    return sum(_SYLLABLE.fullmatch(base) is not None for base in told) < _LEAST_SHARE * len(told)


def asks_who_handles(words: Words) -> bool:
    """Whether somebody only asks who has their matter: nothing is told, nobody is accused of leaving it."""
    if len(words) > _MOST_WORDS:
        return False
    said = " ".join(words.bases)
    asked = _WHO.search(said)
    return asked is not None and _AROUND.issuperset((said[: asked.start()] + said[asked.end() :]).split())


def anger_in(words: Words) -> str:
    """Return of what anger a text is made alone: "insults", "scorn" or "vexed"; blank where it tells more.

    Whoever tells a matter uses words beyond those of anger and the ones that stand around any word; one or two such
    that belong to no topic, no name and no number tell nothing.
    """
    if not 0 < len(words) <= _MOST_OF_ANGER:
        return ""
    found = _angry_in(words)
    tempers = _tempers(found, words)
    return tempers[0] if tempers and not _tells(words, found) else ""


def beyond_anger(words: Words) -> Words | None:
    """Return what a text tells beside its words of anger; None where it holds none of these, or nothing else."""
    if not 0 < len(words) <= _MOST_AROUND_ANGER:
        return None
    found = _angry_in(words)
    if not _tempers(found, words):
        return None
    angry = {i for match in found if match.phrase.label in _TEMPERS for i in range(match.start, match.end)}
    left = [i for i in range(len(words)) if i not in angry]
    return words.only(left) if any(words.shown[i] not in _fillers() for i in left) else None


def _tells(words: Words, found: Sequence[Match]) -> bool:
    covered = {i for match in found for i in range(match.start, match.end)}
    beyond = [i for i, word in enumerate(words.shown) if i not in covered and word not in _fillers()]
    if not beyond:
        return False
    is_told = not _grave().isdisjoint(words.shown[i] for i in beyond)
    is_named = is_told or any(words.shown[i][0].isdigit() or (words.capital[i] and i > 0) for i in beyond)
    return is_named or len(beyond) > _MOST_STRANGE or bool(points_of(_cues().find(words)))


def _angry_in(words: Words) -> list[Match]:
    return _anger().find(words, slips=False, nested=True)


def _tempers(found: Sequence[Match], words: Words) -> list[str]:
    """Return how anger shows, the hardest words first."""
    said = {match.phrase.label for match in found if _is_plain(match, words)}
    return [name for name in _TEMPERS if name in said or (name == "scorn" and said >= _ONLY_TOGETHER)]


def _is_plain(match: Match, words: Words) -> bool:
    """Whether words can be nothing else: without diacritics a single one may be another ("dien": power)."""
    is_alone = match.end - match.start == 1
    shown = words.shown[match.start]
    if is_alone and words.is_accented and shown != match.phrase.words[0] and shown in _fillers():
        return False  # "cho hỏi" in a text with marks is no dog
    return words.is_accented or not is_alone or _VOWEL.search(words.bases[match.start]) is None


@cache
def _cues() -> TopicReader:
    """Return the reader of the shipped cues; to look it up by them would hash each of thousands."""
    return cue_reader(load_catalogue().cues)


@cache
def _anger() -> Phrasebook:
    lists = {name: listed for name, listed in _angry_words().items() if name not in {"around", "marked", "telling"}}
    return Phrasebook([one for name, listed in lists.items() for one in parse_listed(listed, name, 1.0)])


@cache
def _fillers() -> frozenset[str]:
    """Return the words that tell nothing, as they are written and, where that is no other word, without diacritics."""
    listed, marked = (frozenset(_angry_words()[name].split()) for name in ("around", "marked"))
    return listed | frozenset(map(bare, listed - marked))


@cache
def _grave() -> frozenset[str]:
    listed = _angry_words()["telling"].split()
    return frozenset(listed) | frozenset(map(bare, listed))


@cache
def _angry_words() -> Mapping[str, str]:
    written: Mapping[str, str] = tomllib.loads((files("routing") / "data" / "anger.toml").read_text(encoding="utf-8"))
    return written
