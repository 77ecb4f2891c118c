"""Says which province is served: the demo one, unless the gate names another before anything is read."""

import re
from importlib.resources import files

DEMO_PROVINCE = "24"
_SERVED = [DEMO_PROVINCE]
_CODE = re.compile(r"\d{2}")


def has_gazetteer(province_code: str) -> bool:
    """Whether the places of a province of this code stand among the data."""
    return bool(_CODE.fullmatch(province_code)) and (files("routing") / "data" / _file(province_code)).is_file()


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


def gazetteer_text(province_code: str) -> str:
    """Return the stored gazetteer of a province."""
    return (files("routing") / "data" / _file(province_code)).read_text(encoding="utf-8")


def _file(province_code: str) -> str:
    return f"gazetteer_{province_code}.json"
