"""Which matters many people share: what a citizen may be asked about, and how many tellings make a crowd."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many different people who tell one matter within so many days are a crowd, of which the desk is told."""

    people: int
    days: int

    def __post_init__(self) -> None:
        if self.people < 2 or self.days < 1:  # noqa: PLR2004 - one person is no crowd
            raise ValueError("báo động đông người cần ít nhất 2 người và 1 ngày")


@dataclass(frozen=True, slots=True)
class SharedMatters:
    """The topics of which a citizen may be asked "is it this one?", and the crowd unless a locality says otherwise.

    `nuisances` are the topics that are more often a nuisance to neighbours than anybody's crime.
    """

    topics: frozenset[str]
    crowd: Crowd
    nuisances: frozenset[str]


@cache
def load_shared_matters() -> SharedMatters:
    """Read the package's own table."""
    table = tomllib.loads((files("routing") / "data" / "shared_matters.toml").read_text(encoding="utf-8"))
    topics = {part: frozenset(table[part]["topics"].split()) for part in ("citizens", "nuisances")}
    return SharedMatters(topics["citizens"], Crowd(**table["crowd"]), topics["nuisances"])
