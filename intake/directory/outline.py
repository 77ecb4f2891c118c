"""An outline of the directory of the served province, or of one commune: the usual units, and who runs the house.

The functions of units are those of the topic catalogue; what stands on the door differs between phường and xã, and
between a province and a city under the central government.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intake.errors import Invalid
from routing.gazetteer.units import Commune
from routing.local_names import communes_called, province_committee, province_in_a_name
from routing.places import Gazetteer, load_gazetteer
from routing.text import fold
from routing.topics import load_catalogue

TOP = "UBND"
PROVINCE_TOP_CODE = "tinh.ubnd"
PROVINCE_RECEPTION = "Ban Tiếp công dân tỉnh"
COMMUNE_RECEPTION = "Văn phòng HĐND và UBND"
_PROVINCE_ALWAYS = (PROVINCE_RECEPTION, "Thanh tra tỉnh", "Văn phòng UBND tỉnh")
_COMMUNE_ALWAYS = (TOP, COMMUNE_RECEPTION)
# who opens what is sealed, by function: their title and role
_OPENING = {
    COMMUNE_RECEPTION: ("Công chức tiếp công dân", "reception"),
    PROVINCE_RECEPTION: ("Trưởng ban Tiếp công dân", "reception"),
    "Thanh tra tỉnh": ("Chánh Thanh tra", "head"),
}
_ARMY = "Bộ Chỉ huy Quân sự tỉnh"
_ARMY_OF = {"01": "Bộ Tư lệnh Thủ đô Hà Nội", "79": "Bộ Tư lệnh Thành phố Hồ Chí Minh"}
_OF_PROVINCE = " tỉnh"


def outline(commune: str = "") -> dict[str, Any]:
    """Return a directory to fill in, as `nghedan seed` loads it: of the province, or of one commune by code or name.

    Raises:
        Invalid: no commune of the province is called so, or several are.
    """
    places = load_gazetteer()
    units = list(_units_of_commune(_commune(places, commune), None) if commune else _units_of_province(places))
    return {
        "office": {"name": units[0]["name"], "short_name": units[0]["name"], "phone": "", "address": ""},
        "units": units,
        "staff": list(_staff(units)),
    }


def _staff(units: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield who must be there from the first day: who runs the house, and who may open what is sealed."""
    yield {"unit": units[0]["code"], "name": "Quản trị hệ thống", "role": "administrator", "login": "quantri"}
    for unit in units:
        if unit["level"] == units[0]["level"] and unit["function"] in _OPENING:
            title, role = _OPENING[unit["function"]]
            yield {
                "unit": unit["code"],
                "name": f"Ghi họ tên {title}",
                "title": title,
                "role": role,
                "has_clearance": True,
            }


def _commune(places: Gazetteer, told: str) -> Commune:
    if told in places.communes:
        return places.communes[told]
    called = communes_called(told, places)
    if len(called) == 1:
        return called[0]
    names = ", ".join(f"{one.code} {one.name}" for one in called)
    raise Invalid(
        f"Có nhiều nơi tên như vậy: {names}. Xin ghi mã."
        if names
        else f"Không có “{told}” trong {places.province_name}. Xin ghi mã, hoặc tên như “phường Bến Thành”."
    )


def _units_of_province(places: Gazetteer) -> Iterator[dict[str, Any]]:
    base = {"level": "province", "commune_code": None}
    yield {**base, "code": PROVINCE_TOP_CODE, "name": province_committee(places), "function": TOP, "parent": None}
    for function in province_functions():
        yield {
            **base,
            "code": province_unit_code(function),
            "name": name_in_the_province(function, places),
            "function": function,
            "parent": PROVINCE_TOP_CODE,
        }
    for commune in places.communes.values():
        yield from _units_of_commune(commune, PROVINCE_TOP_CODE)


def _units_of_commune(commune: Commune, above: str | None) -> Iterator[dict[str, Any]]:
    topics = load_catalogue().topics.values()
    for function in dict.fromkeys((*_COMMUNE_ALWAYS, *(one.commune_unit for one in topics if one.commune_unit))):
        yield {
            "code": commune_unit_code(commune, function),
            "name": name_on_the_door(function, commune),
            "level": "commune",
            "function": function,
            "commune_code": commune.code,
            "parent": above if function == TOP else commune_unit_code(commune, TOP),
        }


def province_functions() -> Mapping[str, None]:
    """Return the functions that units of a province have, each once, in order."""
    topics = load_catalogue().topics.values()
    return dict.fromkeys((*_PROVINCE_ALWAYS, *(topic.province_unit for topic in topics if topic.province_unit)))


def name_in_the_province(function: str, places: Gazetteer) -> str:
    """Return what a function is called in a province: "Công an Thành phố Huế" where a city is one."""
    if function == _ARMY and places.province_code in _ARMY_OF:
        return _ARMY_OF[places.province_code]
    if not function.endswith(_OF_PROVINCE):
        return function
    return f"{function.removesuffix(_OF_PROVINCE)} {province_in_a_name(places)}"


def name_on_the_door(function: str, commune: Commune) -> str:
    """Return what a function is called in a commune: a phường has an urban department, and police of a phường."""
    if function == TOP:
        return f"{TOP} {commune.name}"
    if function == "Phòng Kinh tế" and commune.kind == "phường":
        return "Phòng Kinh tế, Hạ tầng và Đô thị"
    if function in {"Công an xã", "Ban Chỉ huy Quân sự xã"}:
        return function.replace("xã", commune.kind)
    return function


def province_unit_code(function: str) -> str:
    """Return the code of a unit of the province."""
    return f"tinh.{_slug(function)}"


def commune_unit_code(commune: Commune, function: str) -> str:
    """Return the code of a unit of a commune."""
    return f"xa{commune.code}.{_slug(function)}"


def _slug(function: str) -> str:
    return fold(function).replace(" ", "-")
