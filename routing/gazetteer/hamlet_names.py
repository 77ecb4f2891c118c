"""Tells which words between "thôn" and its unit are the hamlet's name, though each is a word of the talk too."""

from functools import cache

from routing.gazetteer.address_words import begins_unit
from routing.gazetteer.name_context import stands_with_next
from routing.gazetteer.place_words import follows, heads, listed
from routing.gazetteer.spot_names import ahead, is_of_many, longest_name, name_end
from routing.gazetteer.talk import people_talk
from routing.language.words import Words

_LONGEST_MARKED, _LONGEST_PLAIN = 3, 2
HAMLETS = frozenset({"thon", "xom", "ap", "khom", "lang"})
_ALSO_HAMLETS = frozenset({"ban", "buon", "soc", "khoi"})  # without their marks they are other words too
TIES = frozenset({"ở", "o", "thuộc", "thuoc", "tại", "của", "bên", "ben"})  # what ties a hamlet to its unit
UNITS_ABOVE = frozenset({"xa", "phuong"})
_OF_UNIT = 2.0
# what talk has behind a hamlet's name rather than in it ("thôn Cam | có …")
_BEHIND_NAMES = frozenset("cho den co ve qua vo toi cung trong trên tren bên ben xin".split())  # noqa: SIM905 - reads better so
_LEADING = frozenset({"truong", "pho"})  # "trưởng thôn"


def hamlet_end(words: Words, i: int, start: int, unit: range) -> int:
    """Return where the name ends of the hamlet whose head is words `i` to `start`, `start` where none is clear.

    `unit` is the next unit that is known; one that no list knows is told by "xã" and a likely name. A word that the
    talk would have there as well ("thôn chợ", typed "thon cho xa …") is a name only where an address stands.
    """
    is_clear = words.bases[start - 1] in HAMLETS or (words.is_accented and words.bases[start - 1] in _ALSO_HAMLETS)
    if not is_clear and words.bases[start - 1] not in _ALSO_HAMLETS:
        return start
    end = unit_at(words, start, unit, longest=_LONGEST_MARKED if words.is_accented else _LONGEST_PLAIN)
    if end == start or not may_be_name(words, start, end):
        return start
    is_led = i > 0 and words.bases[i - 1] in _LEADING
    if words.is_accented and is_clear and words.after_break[end] and end == unit.start and not is_led:
        return end
    is_doubtful = not is_clear or any(words.shown[k] in _written("maybe_hamlets") for k in range(start, end))
    is_told = end < unit.start or words.is_accented or begins_unit(words, end) or words.shown[end] in TIES
    if not is_doubtful and not words.after_break[end] and is_told:
        return end
    is_surely_at = follows(words, i, listed("surely_at")) and (words.after_break[end] or not words.is_accented)
    if is_surely_at or _stands_as_address(words, i, _unit_end(words, end, unit)):
        return end
    return end if end == unit.start and _is_heard_in_part(words, start, end) else start


def _is_heard_in_part(words: Words, start: int, end: int) -> bool:
    """Whether talk knows the name already, up to a word that only goes on with it ("thon van | quan phuong …")."""
    heard = name_end(words, start, 1, with_capitals=False)
    return start < heard < end and _BEHIND_NAMES.isdisjoint(words.shown[heard:end])


def unit_at(words: Words, start: int, unit: range, *, longest: int) -> int:
    """Return where a unit begins, a comma before it or none, at most `longest` words behind `start`; else `start`."""
    reach = range(start + 1, min(start + 1 + longest, len(words)))
    told = (
        end for end in reach if words.bases[end] in UNITS_ABOVE and begins_unit(words, end) and _is_named(words, end)
    )
    end = unit.start if unit.start in reach else next(told, start)
    if end == start:
        return start
    is_near = words.text[words.ends[end - 1] : words.starts[end]].strip() in {"", ","}
    return end if is_near and not any(words.after_break[start:end]) else start


def _is_named(words: Words, head: int) -> bool:
    """Whether a name follows the head of a unit, typed in small letters ("xã hợp thịnh", not "xã sắm bình")."""
    length, odds = _told_name(words, head)
    return bool(length) and (words.capital[head + 1] or odds > _OF_UNIT)


def _told_name(words: Words, head: int) -> tuple[int, float]:
    name = head + 1
    if name >= len(words) or words.after_break[name] or not (longest := longest_name(words, name)):
        return 0, 0.0
    return people_talk().name_after(words.bases[head], ahead(words, name), least=0.0, longest=longest)


def _unit_end(words: Words, at: int, unit: range) -> int:
    return unit.stop if at == unit.start else at + 1 + _told_name(words, at)[0]


def may_be_name(words: Words, start: int, end: int) -> bool:
    """Whether words may be a name before its unit: no number but behind it, no word that marks tell for talk."""
    surely = _written("no_hamlets") if words.is_accented else _written("no_hamlets") - _written("maybe_hamlets")
    if any(stands_with_next(words, k) for k in range(start, end - 1)):
        return False
    if end - start > 1 and words.shown[end - 1].isdigit() and len(words.shown[end - 1]) == 1:
        end -= 1  # "xóm Mậu 3"
    return not any(words.shown[k][0].isdigit() or words.shown[k] in surely for k in range(start, end))


@cache
def _written(name: str) -> frozenset[str]:
    """Return the words of a list as they are written there: without its marks a word may be another one."""
    return frozenset(" ".join(written) for phrases in listed(name).values() for written in phrases)


def _stands_as_address(words: Words, i: int, end: int) -> bool:
    """Whether words `i` to `end` are an address, with nothing behind it up to the next sign."""
    if is_of_many(words, i):
        return False
    is_opened = not i or words.after_break[i] or words.shown[i - 1][0].isdigit() or _is_before(words, i)
    return is_opened and (end >= len(words) or words.after_break[end])


def _is_before(words: Words, i: int) -> bool:
    """Whether a word for the place of something, or another head, stands right before ("nhà văn hóa thôn …")."""
    before = (listed("at"), listed("before"), listed("resident"), heads())
    return words.bases[i - 1] not in _LEADING and any(follows(words, i, one) for one in before)
