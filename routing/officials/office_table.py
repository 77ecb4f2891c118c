"""The one table of titles and bodies (data/offices.toml), for whoever asks what somebody in office is called."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from routing.language.folding import fold
from routing.language.listed import listed, starred

CHAIRS = frozenset({"chu tich", "pho chu tich"})
COMMITTEE = (("uy", "ban", "nhan", "dan"), ("uy", "ban"), ("ub",))


@cache
def tables() -> Mapping[str, Any]:
    """Return the table."""
    return tomllib.loads(offices_written())


def holders() -> tuple[str, ...]:
    """Return what somebody is called who holds an office or serves the public, whatever the body."""
    lists = (tables()["staff"]["said"], *tables()["holders"].values())
    return (*_rank_forms(), *(one for said in lists for one in listed(said)))


def said_before_a_commune() -> tuple[str, ...]:
    """Return what stands before a commune's name where its office or somebody of it is meant, folded."""
    committee = tuple(" ".join(said) for said in (*COMMITTEE, ("ubnd",)))
    chairs = tuple(said for said, rank in ranks() if rank in CHAIRS or "cong an" in rank)
    return (*chairs, *committee, *(fold(one) for one in listed(tables()["within"]["said"])))


def branch_lists() -> Iterator[tuple[str, str]]:
    """Yield what is said of those whom the committees do not decide on, and of which branch they are."""
    for table in ("holders", "branches"):
        yield from ((one, branch) for branch, said in tables()[table].items() for one in listed(said))


def holders_weighed() -> tuple[str, ...]:
    """Return those of the titles that the learned kind weighs."""
    lists = (said for name in ("ranks", "staff", "holders") for said in tables()[name].values())
    return tuple(one for said in lists for one in starred(said))


def offices_written() -> str:
    """Return the table of titles and bodies as it is written."""
    return (files("routing") / "data" / "offices.toml").read_text(encoding="utf-8")


@cache
def ranks() -> tuple[tuple[str, str], ...]:
    """Return what people say for a rank, and the rank, the longest first; both folded."""
    said = [(fold(one), fold(rank)) for rank, forms in tables()["ranks"].items() for one in listed(forms)]
    return tuple(sorted(said, key=lambda pair: -len(pair[0])))


def _rank_forms() -> tuple[str, ...]:
    return tuple(one for forms in tables()["ranks"].values() for one in listed(forms))
