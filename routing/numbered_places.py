"""Tells by their numbers that two places are not one: what stands in "tổ 7" is not what stands in "tổ 9"."""

import re
from collections import defaultdict
from collections.abc import Mapping

_KINDS = "to|tdp|thon|xom|ap|khu|khoi|ngo|ngach|hem|kiet|doi|toa|block"
_COUNTED = "thang|ngay|tuan|nam|m|met|km|gio|phut|nguoi|ho|nha|lan|hom|dem|bua|buoi|trieu|nghin|tram|cai|chiec|con"
_NUMBER = rf"\d{{1,4}}[a-z]?\b(?! (?:{_COUNTED})\b)"
_NUMBERED = re.compile(
    rf"\b(?P<kind>{_KINDS})(?: dan pho| dan cu| pho| so)*(?P<numbers>(?:(?: va| den| giap)? {_NUMBER})+)"
)
_EACH = re.compile(r"\d+[a-z]?\b")

Numbered = Mapping[str, frozenset[str]]


def numbered(words: str) -> Numbered:
    """Return the numbers that folded words (`routing.folding.shadow`) give to each kind of place ("to": {"7", "8"})."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in _NUMBERED.finditer(words):
        kind = "to" if one["kind"] == "tdp" else one["kind"]
        found[kind].update(number.lstrip("0") for number in _EACH.findall(one["numbers"]))
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def are_apart(one: Numbered, other: Numbered) -> bool:
    """Whether both name a place of one kind by number, and no number of that kind is in both."""
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())
