"""Which instance a complaint is, and whether the decision is the province's own: both say who decides it."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from routing.folding import fold
from routing.kinds import Kind

_CHAIR = r"(?:(?:pho )?chu tich|pct|ct)"
_COMMITTEE = r"(?:ubnd|uy ban nhan dan|uy ban)"
_PROVINCE = rf"(?:{_CHAIR} (?:{_COMMITTEE} )?|{_COMMITTEE} )tinh\b"
_DID = r"(?:ky|ra|ban hanh|quyet dinh|thu hoi|phat|xu phat|bac|tu choi|cuong che|khong cap|huy|phe duyet)"
_OF_PROVINCE = re.compile(
    rf"\b(?:cua|do|khieu nai) (?:(?:ong|ba) )?{_PROVINCE}|^(?:(?:ong|ba) )?{_PROVINCE}(?: \w+)? {_DID}\b"
)


def instance_of(kind: Kind, text: str) -> int:
    """Return 2 for a complaint about how an earlier complaint was decided, else 1 (law on complaints, Art. 33)."""
    return 2 if kind is Kind.COMPLAINT and is_second(text) else 1


def is_second(text: str) -> bool:
    """Whether a text says that a complaint was made before and how it was decided is not accepted."""
    folded = f" {fold(text)} "
    return any(f" {phrase} " in folded for phrase in _second())


def is_of_province(text: str) -> bool:
    """Whether a complaint is about what the chair or the committee of the province decided (Art. 21)."""
    return any(_OF_PROVINCE.search(fold(line)) for line in re.split(r"[.,;\n]+", text))


@cache
def _second() -> tuple[str, ...]:
    written = tomllib.loads((files("routing") / "data" / "instances.toml").read_text(encoding="utf-8"))
    return tuple(fold(phrase) for phrase in written["second"].split(","))
