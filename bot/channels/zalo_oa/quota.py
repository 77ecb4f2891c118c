"""How many messages the account may still send: what the platform tells, in whichever of its shapes, or nothing.

Asked of the account as a whole; sources show a list of what was bought, a list inside of `asset`, and bare figures. A
platform that does not tell is no fault: a message that it refuses for want of quota tells the same later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.fields import Json, items, part, words
from bot.channels.zalo_oa.numbers import decimal

PATH = "/v3.0/oa/quota/message"
ASKED: Mapping[str, str] = {"quota_owner": "OA", "product_type": "cs", "quota_type": "sub_quota"}
_MOST = 10**9
_KIND = "cs"  # messages in answer to a citizen


@dataclass(frozen=True, slots=True)
class Quota:
    """So many messages are left of so many."""

    left: int
    total: int


def read(told: Json) -> Quota | None:
    """Return the quota in an answer of the platform; None where it tells of none."""
    data = part(told, "data")
    listed = items(told, "data") or items(data, "asset") or items(data, "assets") or [data]
    found = [one for one in map(_of, _about_answers(listed)) if one is not None]
    total = sum(one.total for one in found)
    return Quota(sum(one.left for one in found), total) if total > 0 else None


def _about_answers(listed: Iterable[Json]) -> Iterable[Json]:
    return (one for one in listed if words(one, "product_type") in {"", _KIND})


def _of(one: Mapping[str, Any]) -> Quota | None:
    left, total = decimal(one, "remain", _MOST), decimal(one, "total", _MOST)
    if left is None or total is None or not 0 <= left <= total:
        return None
    return Quota(int(left), int(total))
