"""A small province for the tests of who decides: two communes, five provincial units, invented people."""

from dataclasses import replace

from routing.directory import Directory, Officer, Unit
from routing.places import Place

TAN_YEN, KINH_BAC = "07339", "09187"
IN_TAN_YEN = Place("thôn Đông", TAN_YEN, "xã Tân Yên")
IN_KINH_BAC = Place("", KINH_BAC, "phường Kinh Bắc")
ECONOMY, OFFICE, POLICE, BODY = "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Công an xã", "UBND"
RECEPTION, INSPECTORATE, BUILDING = 1, 2, 3
TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE = 10, 11, 12
KINH_BAC_BODY, KINH_BAC_ECONOMY, KINH_BAC_OFFICE = 20, 21, 22


def unit(number, function, commune=None, parent=None, name=None):
    level = "commune" if commune else "province"
    return Unit(number, f"U{number}", name or function, level, function, commune, parent, "0204 000 000", "")


def officer(number, unit_id, **changed):
    plain = Officer(
        id=number,
        unit_id=unit_id,
        name=f"Cán bộ {number}",
        title="Chuyên viên",
        phone="0204 000 001",
        is_head=False,
        is_reception=False,
        is_absent=False,
        substitute_id=None,
        topics=frozenset(),
    )
    return replace(plain, **changed)


def directory(officers=None, rules=(), units=None):
    if units is None:
        units = [
            unit(RECEPTION, "Ban Tiếp công dân tỉnh"),
            unit(INSPECTORATE, "Thanh tra tỉnh"),
            unit(BUILDING, "Sở Xây dựng"),
            unit(4, "Sở Nông nghiệp và Môi trường"),
            unit(TAN_YEN_BODY, BODY, TAN_YEN),
            unit(TAN_YEN_ECONOMY, ECONOMY, TAN_YEN, TAN_YEN_BODY),
            unit(TAN_YEN_OFFICE, OFFICE, TAN_YEN, TAN_YEN_BODY),
            unit(KINH_BAC_BODY, BODY, KINH_BAC),
            unit(KINH_BAC_ECONOMY, ECONOMY, KINH_BAC, KINH_BAC_BODY, "Phòng Kinh tế, Hạ tầng và Đô thị"),
            unit(KINH_BAC_OFFICE, OFFICE, KINH_BAC, KINH_BAC_BODY),
        ]
    if officers is None:
        officers = [officer(100 + each.id, each.id, has_clearance=each.level == "province") for each in units]
    return Directory("thử", {u.id: u for u in units}, {o.id: o for o in officers}, tuple(rules))
