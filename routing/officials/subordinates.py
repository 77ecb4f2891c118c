"""Bodies below a department of the province, whose own head decides first: which a text names, and its department."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from routing.directory import TOP, Directory, Unit
from routing.language.folding import fold
from routing.language.listed import listed
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Phrasebook
from routing.officials.addressees import is_listed
from routing.officials.offices import in_parts

DEPARTMENT_UNIT = "department_unit"
_WRITTEN_TO = frozenset({"gui", "nho", "mong"})


@dataclass(frozen=True, slots=True)
class Subordinate:
    """A body below a department; `unit` and `department` as far as the directory knows them."""

    name: str
    unit: Unit | None
    department: Unit | None

    @property
    def head(self) -> str:
        """Who leads it, as a form is addressed ("Chi cục trưởng Chi cục Kiểm lâm")."""
        return f"{_head_of(self.name)} {self.name}"

    @property
    def holder(self) -> Unit | None:
        """Who takes a first complaint in: the body itself where the directory has it, else its department."""
        return self.unit or self.department


def subordinate_in(text: str, directory: Directory) -> Subordinate | None:
    """Return the body below a department that a text names first, those left out that it only writes to."""
    return next(_named(text, directory), None)


def holder_id(respondent: str, text: str, directory: Directory) -> int | None:
    """Return who takes in a complaint of such a body, where one is complained of (see `Subordinate.holder`)."""
    found = subordinate_in(text, directory) if respondent == DEPARTMENT_UNIT else None
    return found.holder.id if found and found.holder else None


def is_below_department(unit: Unit, directory: Directory) -> bool:
    """Tell whether a unit is a body with a head of its own below a department; a section of the department is none."""
    above = directory.units.get(unit.parent_id or 0)
    is_below = above is not None and above.level == unit.level == "province" and above.function != TOP
    return is_below and bool(_head_of(unit.name) or _head_of(unit.function))


def names_of_subordinates() -> Iterator[str]:
    """Yield what people call such bodies."""
    for row in _table()["body"]:
        yield from listed(row["said"])


@cache
def heads() -> tuple[tuple[str, ...], ...]:
    """Return what the heads of such bodies are called, with their deputies, as folded words, the longest first."""
    said = {fold(one) for one in _table()["heads"].values()}
    return tuple(
        sorted((tuple(f"{more}{one}".split()) for one in said for more in ("pho ", "")), key=len, reverse=True)
    )


def _named(text: str, directory: Directory) -> Iterator[Subordinate]:
    for words in in_parts(text):
        for found in sorted(_book().find(words, slips=False), key=lambda one: one.start):
            is_written_to = found.start and words.bases[found.start - 1] in _WRITTEN_TO
            if found.quality > 0 and not is_written_to and not is_listed(words, found.start):
                yield _known(found.phrase.label, directory)
    folded = f" {fold(text)} "
    for unit in directory.units.values():
        if f" {fold(unit.name)} " in folded and is_below_department(unit, directory):
            yield Subordinate(unit.name, unit, directory.units.get(unit.parent_id or 0))


def _known(name: str, directory: Directory) -> Subordinate:
    called = f"{fold(name)} "
    of_province = (one for one in directory.units.values() if one.level == "province")
    unit = next((one for one in of_province if f"{fold(one.name)} ".startswith(called)), None)
    if unit and is_below_department(unit, directory):
        return Subordinate(unit.name, unit, directory.units.get(unit.parent_id or 0))
    return Subordinate(name, unit, directory.unit_of(_functions()[name], "province"))


def _head_of(name: str) -> str:
    return next((head for begins, head in _table()["heads"].items() if fold(name).startswith(f"{fold(begins)} ")), "")


@cache
def _functions() -> Mapping[str, str]:
    return {row["name"]: row["function"] for row in _table()["body"]}


@cache
def _book() -> Phrasebook:
    said = ((one, row["name"]) for row in _table()["body"] for one in listed(row["said"]))
    return Phrasebook(phrase for one, name in said for phrase in parse_listed(one, name, 1.0))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "subordinates.toml").read_text(encoding="utf-8"))
