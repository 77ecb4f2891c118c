"""Whoever is meant by a given name or by what they do is kept out; a neighbour of that name is nobody's business."""

from dataclasses import replace

import pytest

from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.reading import default_reader
from tests.routing.staffing import KINH_BAC_OFFICE, RECEPTION, TAN_YEN_ECONOMY, TAN_YEN_OFFICE, directory, officer, unit

VAN, THANG, DUNG, DAT, OTHER, FAR = 1, 2, 3, 4, 5, 6
STAFF = [
    officer(VAN, RECEPTION, name="Dương Minh Vân", title="Chuyên viên tiếp công dân", is_reception=True),
    officer(THANG, RECEPTION, name="Nguyễn Công Thắng", title="Chuyên viên tiếp công dân", is_reception=True),
    officer(DUNG, TAN_YEN_OFFICE, name="Hà Thanh Dung", title="Công chức tiếp công dân", is_reception=True),
    officer(DAT, TAN_YEN_OFFICE, name="Trần Minh Đạt", title="Công chức Tư pháp – Hộ tịch"),
    officer(OTHER, TAN_YEN_ECONOMY, name="Phạm Minh Yến"),
    officer(FAR, KINH_BAC_OFFICE, name="Lê Thị Dung", title="Công chức tiếp công dân", is_reception=True),
]


def conflicts(text, kind=None):
    reading = default_reader().read(text)
    house = directory(officers=STAFF)
    return conflicts_in(kind or reading.kind, text, topic=reading.topic, places=[reading.place], directory=house)


@pytest.mark.parametrize(
    "text",
    [
        "Bà Vân ở ban tiếp công dân tỉnh nhận 5 triệu của tôi để đẩy đơn lên",
        "Cán bộ tiếp dân của tỉnh đòi tiền mới nhận đơn",
        "cán bộ tiếp dân tỉnh tên Vân ăn tiền của tôi",
        "anh Thắng ngồi tiếp dân trên tỉnh đòi tôi 2 triệu",
    ],
)
def test_who_accuses_the_reception_of_the_province_is_not_received_by_it(text):
    found = conflicts(text, Kind.DENUNCIATION)
    assert RECEPTION in found.units
    assert found.accused <= {VAN, THANG}
    assert found.accused


@pytest.mark.parametrize(
    "text",
    [
        "Tôi đã nộp đơn lên ban tiếp công dân tỉnh, nay tố cáo chủ tịch xã Tân Yên nhận tiền",
        "Kính gửi Ban Tiếp công dân tỉnh, tôi tố cáo chủ tịch xã Tân Yên nhận tiền",
    ],
)
def test_where_the_reception_is_only_gone_to_it_may_receive(text):
    assert RECEPTION not in conflicts(text, Kind.DENUNCIATION).units


@pytest.mark.parametrize(
    ("text", "kept_out"),
    [
        ("bà Dung tiếp dân xã Tân Yên quát tháo đuổi tôi ra ngoài", {DUNG}),
        ("ba Dung tiep dan xa Tan Yen noi nang hon lao voi me toi", {DUNG}),
        ("Cán bộ tư pháp hộ tịch xã Tân Yên quát mắng tôi khi làm khai sinh", {DAT}),
        ("chị Yến cán bộ xã Tân Yên hách dịch với dân", {OTHER}),
        ("cán bộ xã Tân Yên thái độ lồi lõm với dân", set()),
    ],
)
def test_a_clerk_who_is_complained_of_is_not_told(text, kept_out):
    found = conflicts(text, Kind.FEEDBACK)
    assert found.people == kept_out
    assert not found.units  # the office itself sees to how its clerks speak
    assert len(found.reasons) == len(kept_out) or kept_out == {DUNG}


@pytest.mark.parametrize(
    "text", ["Nhà bà Dung xã Tân Yên xây trái phép", "Đường xã Tân Yên chỗ nhà chị Yến bị ngập", "Cô Dung ở đâu ạ"]
)
def test_a_neighbour_of_that_name_keeps_nobody_out(text):
    assert not conflicts(text, Kind.FEEDBACK).people


def test_a_place_is_no_name():
    far = [*STAFF, officer(7, KINH_BAC_OFFICE, name="Phạm Thị Giang")]
    ward = replace(unit(KINH_BAC_OFFICE, "Văn phòng HĐND và UBND", "09187", None), name="UBND phường Bắc Giang")
    house = directory(officers=far)
    house = replace(house, units={**house.units, KINH_BAC_OFFICE: ward})
    text = "cán bộ phường Bắc Giang hách dịch với dân"
    place = default_reader().read("phường Kinh Bắc").place
    assert not conflicts_in(Kind.FEEDBACK, text, topic="can_bo", places=[place], directory=house).people
