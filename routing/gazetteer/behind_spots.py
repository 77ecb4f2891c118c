"""Finds the commune right behind a spot, without a word between them: "ngo hang kenh | nha nam"."""

from collections.abc import Iterator, Mapping, Sequence

from routing.gazetteer.hamlet_names import HAMLETS
from routing.gazetteer.name_context import is_after_hamlet, is_of_person, runs_together
from routing.gazetteer.namesakes import is_never_talk, is_often_talk, is_seldom_talk
from routing.gazetteer.place_words import (
    Beginnings,
    first_of_heads,
    follows,
    head_at,
    heads,
    is_in,
    listed,
    streets,
    well_known,
)
from routing.gazetteer.spellings import spelt
from routing.gazetteer.spot_names import CLEAR_HEADS, street_at
from routing.gazetteer.units import OWN_LEVELS, Named, Spot, Unit
from routing.language.words import Words

_SHORTEST = 2  # words of a commune's name; one alone is too often another word, but for its marks ("nếnh")
_LONGEST_UNHEARD = 5  # words of a head and a name
# named after anything: a firm, and what is part of a unit
_NAMED_FREELY = frozenset(
    {"cong ty", "xuong", "quan", "khach san", "sieu thi", "nha may", "toa nha", "khu vuc", "xa", "phuong"}
)

ByName = Mapping[tuple[str, ...], Sequence[Unit]]


def behind_spots(words: Words, spots: Sequence[Spot], known: Beginnings, by_name: ByName) -> Iterator[Named]:
    """Yield the communes that stand behind the spots, also where the name of a spot seemed to run into them.

    `known` are how the names of units begin, `by_name` the units. A spot keeps at least one word of its own: "chợ Đồng
    Kỵ" is a market, and no commune behind one.
    """
    firsts = known.firsts
    for spot in (*spots, *_unheard(words, spots, by_name)):
        ends = range(min(spot.end, len(words) - 1), spot.start + 1, -1)
        begun = [at for at in ends if words.bases[at] in firsts]
        if not begun:
            continue
        name = _name_start(words, spot)
        found = (
            _at(words, at, spot, known.at(words.bases, at), by_name)
            for at in begun
            if -1 < name < at + (at == spot.end) or _ends_by_capital(words, spot, at)
        )
        yield from filter(None, (next(filter(None, found), None),))


def _ends_by_capital(words: Words, spot: Spot, at: int) -> bool:
    """Whether a name with its capital ends before a small word, whatever it is ("nhà máy Samsung | yên phong")."""
    return at == spot.end and words.capital[at - 1] and not words.capital[at]


def _unheard(words: Words, spots: Sequence[Spot], by_name: ByName) -> Iterator[Spot]:
    """Yield what may be a spot as a commune stands behind it: nothing else tells its name ("bản chão | thị cầu").

    Typed plain too many words of the talk look like a head.
    """
    if not words.is_accented:
        return
    opening, last = first_of_heads(), len(words) - 1
    heard = {i for spot in spots for i in range(spot.start, spot.end)}
    for i in [i for i, base in enumerate(words.bases) if base in opening and i not in heard]:
        for at in range(i + 2, i + _LONGEST_UNHEARD):
            if at >= last or at in heard or words.after_break[at - 1] or words.capital[at]:
                break
            if words.bases[at : at + _SHORTEST] in by_name and 0 < head_at(words, i) < at - i:
                yield Spot(i, at, 1.0)


def is_said_former(words: Words, end: int) -> bool:
    """Whether what is named up to word `end` is told to be called otherwise by now ("ngọc vân cũ", "nay là …")."""
    return end < len(words) and not words.after_break[end] and is_in(listed("former"), words, end, end + 1)


def _bearers(words: Words, start: int, end: int, by_name: ByName) -> Sequence[Unit]:
    """Return the communes that bear a name; former ones where it is surely theirs or is said to be a former one."""
    own = (unit for unit in by_name.get(words.bases[start:end], ()) if unit.level in OWN_LEVELS)
    units = spelt(own, words, start)
    is_meant = any(unit.level == "commune" for unit in units) or (
        units
        and (
            is_said_former(words, end)
            or (_is_clear(words, start, end, by_name) and _is_exact(words, start, end, units))
        )
    )
    return units if is_meant else ()


def _is_exact(words: Words, start: int, end: int, units: Sequence[Unit]) -> bool:
    """Whether a small name has its own marks where the writer uses any ("vùng cao xa quá" is no Cao Xá)."""
    if not words.is_accented or all(words.capital[start:end]):
        return True
    return any(tuple(unit.name.lower().split()) == words.shown[start:end] for unit in units)


def _is_clear(words: Words, start: int, end: int, by_name: ByName) -> bool:
    """Whether a name is hardly other words, nor ends one that begins before it ("khu công nghiệp vân | trung xá")."""
    name, is_marked = words.bases[start:end], words.shown[start:end] != words.bases[start:end]
    is_of_longer = spelt(by_name.get(words.bases[start - 1 : start + 1], ()), words, start - 1)
    if is_of_longer or any(unit.kind == "tỉnh" for unit in by_name[name]):
        return False
    return is_seldom_talk(name) or ((is_marked or _ends_address(words, start, end)) and not is_often_talk(name))


def _is_named_by(words: Words, at: int) -> bool:
    """Whether a spot's head stands right before word `at`, and is no name itself ("khu đình | xuân lâm")."""
    if not follows(words, at, heads()):
        return False
    return follows(words, at, heads(), least=2) or not follows(words, at - 1, heads())


def _name_start(words: Words, spot: Spot) -> int:
    """Return where the name begins behind the head of a spot, -1 for what is named freely or is told by no name."""
    if not spot.points:
        return -1
    inner = range(spot.end - 1, spot.start, -1)
    first = next((i for i in inner if follows(words, i, listed("before"))), spot.start)  # "xưởng gỗ gần | cầu Treo"
    head = next((i for i in range(first, spot.end) if head_at(words, i)), None)
    if head is None:
        return first
    name = head + head_at(words, head)
    return -1 if " ".join(words.bases[head:name]) in _NAMED_FREELY else name


def _at(words: Words, at: int, spot: Spot, lengths: Sequence[int], by_name: ByName) -> Named | None:
    """Return the commune named from word `at` to the end of the spot or beyond it."""
    for length in lengths:
        end = at + length
        if (
            (length < _SHORTEST and words.shown[at] == words.bases[at])
            or not spot.end <= end <= len(words)
            or any(words.after_break[at + 1 : end])
            or _is_parted(words, at)
        ):
            continue
        units = _bearers(words, at, end, by_name)
        if length < _SHORTEST and all(unit.level != "commune" for unit in units):
            continue
        if (
            units
            and not _bearers(words, end - 1, end + 1, by_name)
            and not (_is_other(words, at, end) or (at < spot.end and _is_of_spot(words, at, end, units)))
        ):
            return Named(tuple(units), at, end, None)
    return None


def _is_parted(words: Words, at: int) -> bool:
    """Whether more than a comma stands before word `at`."""
    return words.after_break[at] and words.text[words.ends[at - 1] : words.starts[at]].strip() != ","


def _is_of_spot(words: Words, at: int, end: int, units: Sequence[Unit]) -> bool:
    """Whether a name that a spot seemed to run into is rather its own; of former ones only clear names are not."""
    if _is_after_head(words, at) or any(unit.level == "commune" for unit in units):
        return _is_after_head(words, at)
    is_clear = words.is_accented or is_after_hamlet(words, at) or is_never_talk(words.bases[at:end])
    return not is_clear or _is_named_by(words, at)


def _is_after_head(words: Words, at: int) -> bool:
    """Whether a spot's head stands right before; typed plain, a clear one ("thon | tan an", not "khe | tan an")."""
    if words.bases[at - 2] in HAMLETS and words.bases[at - 1] not in HAMLETS:
        return False  # "thôn mỏ | tuấn đạo"
    if words.is_accented and head_at(words, at - 2) == 1 and not follows(words, at, heads(), least=2):
        return False  # "chợ núi | gia bình"
    is_clear = words.is_accented or words.bases[at - 1] in CLEAR_HEADS
    return follows(words, at, heads(), least=1 if is_clear else 2)


def _ends_address(words: Words, at: int, end: int) -> bool:
    """Whether a hamlet by its number stands before a name and a sign behind it ("khu 1 | phố mới, sau trường")."""
    return is_after_hamlet(words, at) and (end == len(words) or words.after_break[end])


def _is_in_street(words: Words, at: int) -> bool:
    """Whether the name of a known street goes on to word `at` ("tôn | đức thắng")."""
    return any(street_at(words, start, is_sure=True) > at - start for start in range(max(0, at - 2), at))


def _is_behind_known(words: Words, at: int) -> bool:
    """Whether no surname is what looks like one before word `at` ("thôn Bùi Xá | Tiên Lục", "dốc Đặng | Thị Cầu")."""
    return follows(words, at - 2, listed("hamlets")) or follows(words, at, well_known())


def _is_other(words: Words, at: int, end: int) -> bool:
    """Whether the name is a street's, a person's or a word of the talk as well."""
    if (
        words.bases[at:end] in streets()
        or _is_in_street(words, at)
        or (is_of_person(words, at) and not _is_behind_known(words, at))
        or runs_together(words, at, end)
    ):
        return True
    if all(words.capital[at:end]) or _ends_address(words, at, end):
        return False
    if any(words.capital[at:end]):
        return True
    is_clear = words.is_accented and is_seldom_talk(words.bases[at:end])
    lists = ("ordinary", "ordinary_marked", "ordinary_plain")
    return not is_clear and any(is_in(listed(name), words, at, end) for name in lists)
