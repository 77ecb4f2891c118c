"""Which files of an answer a platform takes along: who sends them and who writes the answer must know the same."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_MB = 1024 * 1024
_NOTHING = "ảnh, tệp không tới trong chat;"
_ELSEWHERE = "người dân xem ở trang tra cứu, bằng mã và mã bí mật trên biên nhận"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one platform takes along; `told` is how that is said to an officer."""

    told: str
    pictures: tuple[str, ...]
    picture_bytes: int
    documents: tuple[str, ...]
    document_bytes: int

    def takes_as_picture(self, name: str, size: int) -> bool:
        """Tell whether a file is shown in the chat."""
        return name.lower().endswith(self.pictures) and size <= self.picture_bytes

    def takes_as_document(self, name: str, size: int) -> bool:
        """Tell whether a file is given in the chat."""
        return name.lower().endswith(self.documents) and size <= self.document_bytes


def whole_bytes() -> int:
    """Return how many bytes all files of one message may have."""
    return int(_table()["whole_mb"]) * _MB


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by channel; a channel without one takes no file of an answer."""
    table = _table()
    return {name: _rule(one, table["whole_mb"]) for name, one in table.items() if isinstance(one, dict)}


def told(channel: str, name: str) -> str:
    """Say to an officer what of the files of an answer comes by a channel, called by its name."""
    rule = rules().get(channel)
    return f"{name}: {rule.told if rule else _NOTHING} {_ELSEWHERE}."


def _rule(one: Mapping[str, Any], whole_mb: int) -> Rule:
    return Rule(
        one["told"].format(whole_mb=whole_mb, **one),
        tuple(one.get("pictures", ("",))),
        one.get("picture_mb", whole_mb) * _MB,
        tuple(one.get("documents", ("",))),
        one.get("document_mb", whole_mb) * _MB,
    )


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("intake") / "channels" / "sent_along.toml").read_text(encoding="utf-8"))
