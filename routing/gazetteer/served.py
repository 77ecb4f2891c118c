"""Says which province is served: the demo one, unless the gate names another before anything is read."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from routing.language.folding import bare

DEMO_PROVINCE = "24"
_SERVED = [DEMO_PROVINCE]
_FILE = re.compile(r"gazetteer_(\d{2})\.json")


def has_gazetteer(province_code: str) -> bool:
    """Whether the places of a province of this code stand among the data."""
    return province_code in codes()


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the provinces that may be served, in order."""
    names = (one.name for one in (files("routing") / "data").iterdir())
    return tuple(sorted(found[1] for found in map(_FILE.fullmatch, names) if found))


def serve(province_code: str) -> None:
    """Serve the province of this code (two digits, as the state numbers them) from now on.

    Raises:
        LookupError: no gazetteer of it stands among the data.
    """
    if not has_gazetteer(province_code):
        raise LookupError(province_code)
    _SERVED[0] = province_code


def served() -> str:
    """Return the code of the province that is served."""
    return _SERVED[0]


def stored_gazetteer(province_code: str) -> dict[str, Any]:
    """Return what is stored of a province, with what all provinces know of the others."""
    shared = _stored("gazetteer.json")
    own = _stored(f"gazetteer_{province_code}.json")
    home = own["province"]["short"]
    return {
        **own,
        "provinces": shared["provinces"],
        "other_districts": [row for row in shared["districts"] if row[-1] != home],
        "other_communes": [row for row in shared["communes"] if row[0] != home],
        "alike": shared["alike"],
    }


@cache
def is_city(province_code: str) -> bool:
    """Whether a province is a city under the central government: its people say "thành phố" of it, never "tỉnh"."""
    name: str = _stored(f"gazetteer_{province_code}.json")["province"]["name"]
    return name.startswith("Thành phố")


@cache
def former_towns(province_code: str) -> frozenset[tuple[str, ...]]:
    """Return the names of the towns that were districts of a province, in words without diacritics ("Thủ Đức")."""
    rows = _stored(f"gazetteer_{province_code}.json")["old_districts"]
    return frozenset(tuple(bare(name).split()) for name, kind, _codes in rows if kind == "thành phố")


def province_names() -> dict[str, str]:
    """Return the names of the provinces that may be served by their codes."""
    return {code: _stored(f"gazetteer_{code}.json")["province"]["name"] for code in codes()}


def _stored(file: str) -> Mapping[str, Any]:
    stored: dict[str, Any] = json.loads((files("routing") / "data" / file).read_text(encoding="utf-8"))
    return stored
