"""Tells what each place of a message is to it: where the matter is, where the writer lives, or somewhere else."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from routing.gazetteer.communes import codes_of, is_commune, is_far, of_home
from routing.gazetteer.place_words import follows, listed
from routing.gazetteer.units import Named, Spot
from routing.language.words import Words

_AT = frozenset({"o", "tai", "tren", "duoi", "trong", "ngoai", "ben", "thuoc", "dang"})
_OFFICE = ("uy", "ban", "nhan", "dan")
_FARTHEST = 5
_WITHIN_ADDRESS = frozenset({"cu", "thuoc"})


class Role(IntEnum):
    """What a place is to a message; the lower, the rather is it where the matter is."""

    MATTER = 0
    HOME = 1
    ADDRESSEE = 2
    ELSEWHERE = 3


def roles_of(words: Words, named: Sequence[Named], spots: Sequence[Spot] = ()) -> list[Role]:
    """Return the role of each name, in order; one that goes on an address has the role of its beginning.

    Among `spots` is the hamlet or the street with which an address begins ("tôi ở thôn 3 xã Kép").
    """
    if len(named) == 1:
        return [Role.MATTER]
    starts = {spot.end: spot.start for spot in spots}
    roles: list[Role] = []
    for i, name in enumerate(named):
        between = words.bases[named[i - 1].end : name.start] if i else None
        is_further = between is not None and len(between) <= 1 and _WITHIN_ADDRESS.issuperset(between)
        roles.append(roles[-1] if is_further else _role(words, name, starts.get(name.start)))
    return roles


def tells_where(words: Words, named: Iterable[Named]) -> bool:
    """Whether a commune is named that is not merely the writer's home (one with its type is more), or one elsewhere."""
    return any(is_far(one) or (is_commune(one) and (one.kind or _role(words, one) is Role.MATTER)) for one in named)


def meant_of(named: Sequence[Named], roles: Sequence[Role]) -> Named | None:
    """Return the commune of this province that a message is rather about, None where it names none."""
    if len(named) == 1:
        return named[0] if is_commune(named[0]) and of_home(named) else None
    ours = of_home(named)
    told = [
        (role, not name.is_typed, name.start, name)
        for name, role in zip(named, roles, strict=True)
        if name in ours and is_commune(name)
    ]
    return min(told, key=lambda one: one[:-1])[-1] if told else None


def spots_there(spots: Sequence[Spot], meant: Named | None, named: Sequence[Named]) -> Sequence[Spot]:
    """Return the spots without those that stand beside another commune than is meant: nobody's home is where it is."""
    if meant is None or len(named) == 1:
        return spots
    theirs = frozenset(codes_of(meant))
    others = [one for one in named if is_commune(one) and theirs.isdisjoint(codes_of(one))]
    before, behind = {one.start for one in others}, {one.end for one in others}
    return [one for one in spots if one.end not in before and (one.start not in behind or one.end == meant.start)]


def is_left(words: Words, name: Named) -> bool:
    """Whether the writer has come from there, and tells of elsewhere ("tôi ở Hà Nội về quê thấy …")."""
    following = words.bases[name.end : name.end + 2]
    return following[:1] == ("ve",) or following == ("moi", "ve")


def is_gone(words: Words, name: Named) -> bool:
    """Whether the writer has come from a place, or somebody is away there: nothing says that the matter is there."""
    return is_left(words, name) or _is_away(words, name)


def _is_away(words: Words, name: Named) -> bool:
    """Whether somebody merely works, learns or the like there ("nó đang làm ở Bình Dương, không về kịp")."""
    is_asked_where = name.is_typed and name.kind != "tỉnh"  # "làm ở quận nào" is as often a paper that is made there
    if is_asked_where or not all(unit.level in {"outside", "old"} for unit in name.units):
        return False
    return follows(words, _before_at(words, name.start), listed("away"))


def _before_at(words: Words, i: int) -> int:
    while i and not words.after_break[i] and words.bases[i - 1] in _AT:
        i -= 1
    return i


def _role(words: Words, name: Named, begun: int | None = None) -> Role:
    """Return the role of a name; `begun` is where the spot begins that its address begins with."""
    if is_left(words, name):
        return Role.ELSEWHERE
    at = _before_office(words, name.start) if begun is None else begun
    if follows(words, at, listed("addressing")):
        return Role.ADDRESSEE
    i = _before_at(words, at)
    if follows(words, i, listed("elsewhere")) or (_is_outside(name) and _is_stayed_at(words, i)):
        return Role.ELSEWHERE
    is_told_at = i < at or (name.is_typed and follows(words, i, listed("writer_at_home")))
    if follows(words, i, listed("resident")) or (is_told_at and _is_writer_before(words, i)):
        return Role.HOME
    return Role.MATTER


def _before_office(words: Words, i: int) -> int:
    before = max(0, i - len(_OFFICE))
    return before if words.bases[before:i] == _OFFICE else i


def _is_writer_before(words: Words, i: int) -> bool:
    """Whether the writer is named before word `i`: a capital within a sentence is a name's ("thon Ao Hien | ben …")."""
    is_name = i > 1 and words.capital[i - 1] and not words.after_break[i - 1]
    return not is_name and follows(words, i, listed("writer"))


def _is_outside(name: Named) -> bool:
    return any(unit.level == "outside" for unit in name.units)


def _is_stayed_at(words: Words, i: int) -> bool:
    """Whether the clause tells where somebody is away ("nằm viện Bạch Mai dưới Hà Nội")."""
    for k in range(i, max(0, i - _FARTHEST), -1):
        if follows(words, k, listed("elsewhere"), least=2):
            return True
        if words.after_break[k]:
            break
    return False
