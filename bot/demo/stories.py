"""What citizens and officers of the demo province say: templates of `messages.toml` filled with real communes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from routing.gazetteer.units import Commune
from routing.text import fold

_STREETS = (
    "đường Hùng Vương", "đường Nguyễn Trãi", "đường Lý Thái Tổ", "đường Hoàng Hoa Thám", "đường Thanh Niên",
    "đường Giáp Hải", "đường Nguyễn Thị Minh Khai", "đường Thân Nhân Trung", "đường Bình Than", "đường 293",
)  # fmt: skip
_HAMLETS = ("Đông", "Đoài", "Giữa", "Chùa", "Ngòi", "Trại Mới", "Bãi", "Đình", "Cầu", "Tân Lập", "Hạ", "Thượng")
_LANDMARKS = ("gần nhà văn hóa", "cạnh chợ", "đoạn qua trường tiểu học", "chỗ ngã ba", "gần cổng đình", "")


@dataclass(frozen=True, slots=True)
class Telling:
    """A template with its true labels."""

    text: str
    kind: str
    topic: str
    is_danger: bool = False
    is_shared: bool = False  # many people of the home ward tell it


@dataclass(frozen=True, slots=True)
class Story:
    """One matter of one citizen: the words, the true labels, and where it is, as the citizen would say when asked."""

    text: str
    kind: str
    topic: str
    commune: Commune
    where: str
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """All that may be said. `answers` holds (outcome, text) by topic."""

    tellings: tuple[Telling, ...]
    shared: tuple[Telling, ...]
    say: Mapping[str, Sequence[str]]
    officer: Mapping[str, Sequence[Any]]
    answers: Mapping[str, Sequence[tuple[str, str]]]


@cache
def load_book() -> Book:
    """Read the package's own messages."""
    tables = tomllib.loads((files("bot.demo") / "messages.toml").read_text(encoding="utf-8"))
    answers = {topic: tuple((outcome, text) for outcome, text in rows) for topic, rows in tables["answer"].items()}
    shared = tables["shared"]
    crowd = tuple(Telling(text, "feedback", shared["topic"], is_shared=True) for text in shared["texts"])
    return Book(tuple(_tellings(tables)), crowd, tables["say"], tables["officer"], answers)


def _tellings(tables: Mapping[str, Any]) -> Iterator[Telling]:
    for part in ("tell", "placeless", "danger"):
        for topic, kinds in tables[part].items():
            for kind, texts in kinds.items():
                yield from (Telling(text, kind, topic, is_danger=part == "danger") for text in texts)


def deck(book: Book, rng: Random, count: int) -> list[Telling]:
    """Return that many tellings: all of them shuffled, again and again, so that none is told far more than another."""
    told: list[Telling] = []
    while len(told) < count:
        told.extend(rng.sample(book.tellings, len(book.tellings)))
    return told[:count]


def to_be_screened(book: Book, rng: Random, count: int) -> list[Telling]:
    """Return tellings that a person must look at first: unclear ones and complaints."""
    unclear = [one for one in book.tellings if one.topic == "khac" or one.kind == "complaint"]
    return rng.sample(unclear, min(count, len(unclear)))


def story(telling: Telling, commune: Commune, rng: Random) -> Story:
    """Fill a telling in for a commune; words without diacritics get place names without diacritics."""
    slots = {"place": commune.name, "street": _street(rng), "hamlet": _hamlet(commune, rng)}
    where = _where(slots, rng)
    if is_unmarked(telling.text.format(place="", street="", hamlet="")):
        slots = {name: fold(value) for name, value in slots.items()}
        where = fold(where)
    text = telling.text.format(**slots)
    return Story(text, telling.kind, telling.topic, commune, where, is_shared=telling.is_shared)


def is_unmarked(text: str) -> bool:
    """Tell whether a text is written without diacritics."""
    return text.isascii()


def _street(rng: Random) -> str:
    street = rng.choice(_STREETS)
    return f"ngõ {rng.randint(2, 180)} {street}" if rng.random() < 0.5 else street  # noqa: PLR2004 - a half


def _hamlet(commune: Commune, rng: Random) -> str:
    if commune.kind == "phường":
        return f"tổ dân phố số {rng.randint(1, 14)}"
    return f"thôn {rng.choice(_HAMLETS)}"


def _where(slots: Mapping[str, str], rng: Random) -> str:
    spot = rng.choice((slots["street"], slots["hamlet"]))
    return ", ".join(part for part in (rng.choice(_LANDMARKS), spot, slots["place"]) if part)
