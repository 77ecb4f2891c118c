"""Names the spots in a citizen's words for a place: whether two are plainly apart, and which may be told to others."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from routing.language.folding import fold, normalise

_PUBLIC = (
    "chợ|trường|cầu|bệnh viện|trạm y tế|công viên|hồ|đình|chùa|bến xe|nhà ga|nhà văn hóa|quốc lộ|tỉnh lộ|đường|phố"
    "|thôn|xóm|làng|khu phố|tổ dân phố|ngã ba|ngã tư"
)
_CLOSE = "ngõ|ngách|hẻm|kiệt|nhà số|số nhà|số"
_NAMED = re.compile(rf"\b({_PUBLIC}|{_CLOSE})\s+(?!(?:{_PUBLIC}|{_CLOSE}|xã|phường|của|và|bị|này|đó|nhà)\b)(\w+)")
# a hamlet may be called after what stands in it ("thôn Chùa"), unless that has a name of its own ("thôn chợ Chờ")
_HAMLET = re.compile(
    r"\b(thôn|xóm|làng|khu phố)\s+(chợ|trường|cầu|hồ|đình|chùa|bến|ga|phố)\b(?!\s+(?!xã\b|phường\b)\w)"
)
_OF_PEOPLE = frozenset("ông bà anh chị cô chú bác nhà số ngõ ngách hẻm kiệt".split())  # noqa: SIM905 - a list of words reads better so
_FEW = 6  # words
_NUMBER = re.compile(r"\d")
_ROAD = re.compile(r"\b(?:(?:quốc lộ|tỉnh lộ|đường|ql|tl|dt)\s+\w*\d\w*|km\s?\d+(?:\+\d+)?)")
_HOUSING = re.compile(
    r"(?:(?:o|tai|gan|canh|dau|cuoi|trong) )*(?:khu )?"
    r"(?:tap the|nha tro|tro|chung cu|dan cu|do thi|cong nghiep|tai dinh cu|nha o xa hoi)"
    r"(?: (?:cu|moi|so|a|nay|cong nhan|giao vien|bo doi|\w*\d\w*))*"
)
_COUNTED_KINDS = "to|tdp|thon|xom|ap|khu|khoi|ngo|ngach|hem|kiet|doi|toa|block"
_COUNTED = "thang|ngay|tuan|nam|m|met|km|gio|phut|nguoi|ho|nha|lan|hom|dem|bua|buoi|trieu|nghin|tram|cai|chiec|con"
_COUNT = rf"\d{{1,4}}[a-z]?\b(?! (?:{_COUNTED})\b)"
_NUMBERED = re.compile(
    rf"\b(?P<kind>{_COUNTED_KINDS})(?: dan pho| dan cu| pho| so)*(?P<numbers>(?:(?: va| den| giap)? {_COUNT})+)"
)
_EACH = re.compile(r"\d+[a-z]?\b")
# a house with its number at the head of an address, and the street that may follow it
_HOUSE_BEFORE = re.compile(
    r"^(?:(?:trước|đối diện|cạnh|gần|cửa|cổng|sát|sau|ngay|góc|bên|ở|tại) )*(?:(?:số nhà|nhà số|nhà|sn|số) )?"
    r"\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*,? ",
    re.IGNORECASE,
)
_STREET = re.compile(r"(?:đường|phố|đại lộ|quốc lộ|tỉnh lộ) ")
_VILLAGE_HALL = re.compile(r"\b(?:nhà văn hóa|nhà ga)\b")


@lru_cache(maxsize=64)  # one place is compared with many
def named_spots(place: str) -> Mapping[str, str]:
    """Return what a place names, by its kind, both folded: {"ngo": "12", "thon": "dong"}."""
    written = normalise(place).lower()
    named = [*_HAMLET.findall(written), *_NAMED.findall(written)]
    return {fold(kind): fold(name) for kind, name in named}


def only_names_spots(text: str) -> bool:
    """Whether each clause of a short text is a spot by its name ("khu phố Hạ, đường 282")."""
    parts = [part.split() for part in normalise(text).lower().strip(" .!").split(",")]
    return all(0 < len(part) <= _FEW and _NAMED.match(" ".join(part)) for part in parts)


def is_housing(text: str) -> bool:
    """Whether a short answer is one of the areas where people live or work, and nothing else ("khu tập thể cũ")."""
    return _HOUSING.fullmatch(fold(text)) is not None


def are_apart(one: str, other: str) -> bool:
    """Whether two places of a commune both name a spot, and none alike ("chợ Chờ", "ngõ 12 thôn Đông")."""
    mine, theirs = named_spots(one), named_spots(other)
    if not mine or not theirs:
        return False
    both = mine.keys() & theirs.keys()
    return not both or any(mine[kind] != theirs[kind] for kind in both)


@lru_cache(maxsize=64)  # one telling is compared with many
def numbered_spots(words: str) -> Mapping[str, frozenset[str]]:
    """Return the numbers that folded words (`folding.shadow`) give to each kind of spot ("to": {"7", "8"})."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in _NUMBERED.finditer(words):
        kind = "to" if one["kind"] == "tdp" else one["kind"]
        found[kind].update(number.lstrip("0") for number in _EACH.findall(one["numbers"]))
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def are_numbered_apart(one: str, other: str) -> bool:
    """Whether folded words of two tellings number spots of one kind, and none of that kind alike ("to 7", "to 9")."""
    mine, theirs = numbered_spots(one), numbered_spots(other)
    return any(mine[kind].isdisjoint(theirs[kind]) for kind in mine.keys() & theirs.keys())


def is_public(place: str) -> bool:
    """Whether a place names a market, a road, a village and nothing that tells whose house it is."""
    written = _VILLAGE_HALL.sub("", normalise(place).lower())
    if written.isascii() or not named_spots(place):
        return False
    return _OF_PEOPLE.isdisjoint(written.split()) and _NUMBER.search(_ROAD.sub("", written)) is None


def public_part(place: str) -> str:
    """Return what of a place may be told to others: all of a public one, the street of a house, else nothing."""
    street = _HOUSE_BEFORE.sub("", normalise(place))
    of_house = street if street != normalise(place) and _STREET.match(street.lower()) else ""
    return place if is_public(place) else of_house if is_public(of_house) else ""
