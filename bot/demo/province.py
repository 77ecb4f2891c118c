"""The demo province: its real communes after July 2025, the bodies that law puts there, and invented staff.

The functions of units are those of the topic catalogue; what stands on the door differs between phường and xã.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bot.demo.people import Names, phone
from intake.db import Snapshot
from intake.directory import directory
from intake.directory.directory import DirectoryData
from intake.directory.outline import (
    COMMUNE_RECEPTION,
    PROVINCE_RECEPTION,
    PROVINCE_TOP_CODE,
    TOP,
    commune_unit_code,
    name_on_the_door,
    province_functions,
    province_unit_code,
)
from intake.meta import Office
from intake.officers.hashing import hash_password
from routing.gazetteer.units import Commune
from routing.local_names import province_committee
from routing.places import Gazetteer, load_gazetteer

HOME_COMMUNE = "phường Bắc Giang"
_NORTH, _SOUTH = "0204", "0222"
_FIRST_OF_THE_SOUTH = "09"  # codes of communes that lay in Bắc Ninh before July 2025 begin so


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a unit of some function."""

    title: str
    role: str
    has_clearance: bool = False
    is_on_duty: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account of the panel; the password is told to whoever made the province, and kept only as its hash."""

    login: str
    password: str
    name: str
    title: str
    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class Province:
    """The directory to import, the office to name, and the accounts to print."""

    office: Office
    directory: DirectoryData
    accounts: tuple[Account, ...]


_OFFICER = Post("Chuyên viên", "officer")
_POSTS: Mapping[str, tuple[Post, ...]] = {
    TOP: (Post("Chủ tịch UBND", "head", has_clearance=True), Post("Phó Chủ tịch UBND", "officer")),
    COMMUNE_RECEPTION: (
        Post("Chánh Văn phòng", "head"),
        Post("Công chức tiếp công dân", "reception", has_clearance=True),
        Post("Công chức Tư pháp – Hộ tịch", "officer"),
    ),
    "Phòng Kinh tế": (Post("Trưởng phòng", "head"), _OFFICER, _OFFICER),
    "Phòng Văn hóa – Xã hội": (Post("Trưởng phòng", "head"), _OFFICER, _OFFICER),
    "Trung tâm Phục vụ hành chính công": (Post("Giám đốc Trung tâm", "head"), _OFFICER),
    "Công an xã": (Post("Trưởng Công an", "head"), Post("Cán bộ trực ban", "officer", is_on_duty=True)),
    "Ban Chỉ huy Quân sự xã": (Post("Chỉ huy trưởng", "head"), Post("Trợ lý động viên", "officer")),
    "Thuế cơ sở": (Post("Công chức thuế", "officer"),),
}
_SECOND_RECEPTION = Post("Công chức văn phòng, tiếp công dân", "reception")
_PROVINCE_POSTS: Mapping[str, tuple[Post, ...]] = {
    TOP: (
        Post("Chủ tịch UBND tỉnh", "head", has_clearance=True),
        Post("Chuyên viên tổng hợp", "officer"),
        Post("Phó Chánh Văn phòng, theo dõi giải quyết", "supervisor", has_clearance=True),
        Post("Chuyên viên theo dõi giải quyết", "supervisor", has_clearance=True),
        Post("Quản trị hệ thống", "administrator"),
        Post("Chuyên viên thống kê", "observer"),
    ),
    PROVINCE_RECEPTION: (
        Post("Trưởng ban", "head", has_clearance=True),
        Post("Chuyên viên tiếp công dân", "reception", has_clearance=True),
        Post("Chuyên viên tiếp công dân", "reception", has_clearance=True),
        Post("Chuyên viên xử lý đơn", "officer", has_clearance=True),
    ),
    "Thanh tra tỉnh": (
        Post("Chánh Thanh tra", "head", has_clearance=True),
        Post("Thanh tra viên", "officer", has_clearance=True),
        Post("Thanh tra viên", "officer", has_clearance=True),
    ),
}
_PROVINCE_NAMES = {
    "Công an tỉnh": "Công an tỉnh Bắc Ninh",
    "Công ty Điện lực": "Công ty Điện lực Bắc Ninh",
    "Công ty Cấp nước": "Công ty Cấp nước Bắc Ninh",
}
# Units whose answers a second person approves before they are sent.
_FOUR_EYES = frozenset({"Sở Xây dựng", "Sở Nông nghiệp và Môi trường", "Thanh tra tỉnh", "Phòng Văn hóa – Xã hội"})
# login → where (function, level) and which post of that role in phường Bắc Giang or in the province
_DEMO_LOGINS: Mapping[str, tuple[str, str, str]] = {
    "tiepnhan": ("commune", COMMUNE_RECEPTION, "reception"),
    "canbo": ("commune", "Phòng Kinh tế", "officer"),
    "truongphong": ("commune", "Phòng Kinh tế", "head"),
    "chutich": ("commune", TOP, "head"),
    "tiepdan.tinh": ("province", PROVINCE_RECEPTION, "reception"),
    "giamsat": ("province", TOP, "supervisor"),
    "quantri": ("province", TOP, "administrator"),
    "quansat": ("province", TOP, "observer"),
}


def build(seed: int = 2026, gazetteer: Gazetteer | None = None) -> Province:
    """Make the demo province; the same seed gives the same units and people, passwords are new each time."""
    places = gazetteer or load_gazetteer()
    rng = Random(seed)  # noqa: S311 - invented people need no secrecy
    units = [*_province_units(places), *_commune_units(places)]
    staff = list(_staff(units, rng))
    accounts = tuple(_give_logins(units, staff))
    data = DirectoryData(units=units, staff=staff, rules=_rules(units))
    return Province(_office(places, units), data, accounts)


def directory_data(seed: int = 2026) -> tuple[DirectoryData, tuple[Account, ...]]:
    """Return the directory of the demo province and its accounts."""
    province = build(seed)
    return province.directory, province.accounts


def _office(places: Gazetteer, units: Sequence[Mapping[str, Any]]) -> Office:
    top = next(unit for unit in units if unit["code"] == PROVINCE_TOP_CODE)
    desk = next(unit for unit in units if unit["function"] == PROVINCE_RECEPTION)
    return Office(
        name=top["name"],
        short_name=top["name"],
        phone=desk["phone"],
        address=desk["address"],
        province_code=places.province_code,
        publishes=True,
    )


def chairman(snap: Snapshot) -> int:
    """Return the staff id of the head of the province, in whose sight is every case of the demo."""
    known = directory.snapshot(snap)
    top = known.unit_of(TOP, "province")
    return next(one.id for one in known.officers.values() if top and one.unit_id == top.id and one.is_head)


# --- units --------------------------------------------------------------------------------------------------------


def _province_units(places: Gazetteer) -> Iterator[dict[str, Any]]:
    short = places.province_name.removeprefix("Tỉnh ").removeprefix("tỉnh ")
    address = f"Trụ sở Tiếp công dân, {HOME_COMMUNE}, tỉnh {short}"
    base = {"level": "province", "commune_code": None, "address": address}
    yield {
        **base, "code": PROVINCE_TOP_CODE, "name": province_committee(places), "function": TOP, "parent": None,
        "phone": phone(_NORTH, 0),
    }  # fmt: skip
    for number, function in enumerate(province_functions(), start=1):
        yield {
            **base,
            "code": province_unit_code(function),
            "name": _PROVINCE_NAMES.get(function, function),
            "function": function,
            "parent": PROVINCE_TOP_CODE,
            "phone": phone(_NORTH, number),
            "needs_approval": function in _FOUR_EYES,
        }


def _commune_units(places: Gazetteer) -> Iterator[dict[str, Any]]:
    next_number = {_NORTH: 100, _SOUTH: 100}
    for commune in places.communes.values():
        area = _SOUTH if commune.code.startswith(_FIRST_OF_THE_SOUTH) else _NORTH
        for function in _POSTS:
            yield _commune_unit(commune, function, phone(area, next_number[area]))
            next_number[area] += 1


def _commune_unit(commune: Commune, function: str, number: str) -> dict[str, Any]:
    top = commune_unit_code(commune, TOP)
    is_top = function == TOP
    return {
        "code": commune_unit_code(commune, function),
        "name": name_on_the_door(function, commune),
        "level": "commune",
        "function": function,
        "commune_code": commune.code,
        "parent": PROVINCE_TOP_CODE if is_top else top,
        "phone": number,
        "needs_approval": function in _FOUR_EYES,
        "address": f"Trụ sở UBND {commune.name}",
    }


# --- staff --------------------------------------------------------------------------------------------------------


def _staff(units: Sequence[Mapping[str, Any]], rng: Random) -> Iterator[dict[str, Any]]:
    names = Names(rng)
    for unit in units:
        office = unit["commune_code"] or "tinh"
        for post in _posts_of(unit, rng):
            yield {
                "unit": unit["code"],
                "name": names.draw(office),
                "title": post.title,
                "phone": unit["phone"],
                "role": post.role,
                "has_clearance": post.has_clearance,
                "is_on_duty": post.is_on_duty,
            }


def _posts_of(unit: Mapping[str, Any], rng: Random) -> tuple[Post, ...]:
    function = unit["function"]
    if unit["level"] == "province":
        return _PROVINCE_POSTS.get(function, _posts_of_a_department(function))
    posts = _POSTS[function]
    is_busy = unit["name"].startswith("Phòng Kinh tế, ") or rng.random() < 0.4  # noqa: PLR2004 - a share
    if function == COMMUNE_RECEPTION and is_busy:
        return (*posts, _SECOND_RECEPTION)
    if posts.count(_OFFICER) > 1 and not is_busy:
        return posts[:-1]
    if function == TOP:
        return tuple(replace(post, title=f"{post.title} {_kind_of(unit)}") for post in posts)
    return posts


def _kind_of(unit: Mapping[str, Any]) -> str:
    return "phường" if unit["name"].startswith("UBND phường") else "xã"


def _posts_of_a_department(function: str) -> tuple[Post, ...]:
    head = "Giám đốc" if function.startswith(("Sở", "Công an", "Công ty", "Bảo hiểm")) else "Trưởng cơ quan"
    return (Post(head, "head"), Post("Chuyên viên", "officer"), Post("Chuyên viên", "officer"))


def _give_logins(units: Sequence[Mapping[str, Any]], staff: Sequence[dict[str, Any]]) -> Iterator[Account]:
    by_code = {unit["code"]: unit for unit in units}
    home = next(unit["commune_code"] for unit in units if unit["name"] == f"UBND {HOME_COMMUNE}")
    for login, (level, function, role) in _DEMO_LOGINS.items():
        commune = home if level == "commune" else None
        one = next(
            person
            for person in staff
            if person["role"] == role
            and by_code[person["unit"]]["function"] == function
            and by_code[person["unit"]]["commune_code"] == commune
        )
        password = _password()
        one |= {"login": login, "password_hash": hash_password(password)}
        yield Account(login, password, one["name"], one["title"], by_code[one["unit"]]["name"], role)


def _password() -> str:
    letters = "abcdefghkmnpqrstwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def _rules(units: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    inspectorate = next(unit["code"] for unit in units if unit["function"] == "Thanh tra tỉnh")
    mines = {"function": "Sở Nông nghiệp và Môi trường", "level": "province"}
    return (
        {"topic": "tham_nhung", "unit": inspectorate},
        {"topic": "khoang_san", **mines},
        {"topic": "lam_nghiep", **mines},
    )
