"""Whom a misspelt or shortened name may mean is kept out alone; another's name and a place keep out nobody."""

import pytest

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.kinds import Kind
from routing.reading import default_reader
from routing.topics import load_catalogue
from tests.routing.staffing import RECEPTION, TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE, directory, officer

DESK, OTHER_DESK, CHIEF, CLERK, CHAIR, COUNTER = 1, 2, 3, 4, 5, 6
STAFF = [
    officer(DESK, RECEPTION, name="Dương Minh Vân", is_reception=True, has_clearance=True),
    officer(OTHER_DESK, RECEPTION, name="Nguyễn Công Thắng", is_reception=True, has_clearance=True),
    officer(CHIEF, TAN_YEN_ECONOMY, name="Nguyễn Quang Toàn", title="Trưởng phòng", is_head=True),
    officer(CLERK, TAN_YEN_ECONOMY, name="Nguyễn Hữu Sơn"),
    officer(CHAIR, TAN_YEN_BODY, name="Hoàng Minh Dũng", title="Chủ tịch UBND xã", is_head=True),
    officer(COUNTER, TAN_YEN_OFFICE, name="Hà Thanh Dung", is_reception=True),
]


def conflicts(text, kind=None):
    reading = default_reader().read(text)
    known = directory(officers=STAFF)
    return conflicts_in(kind or reading.kind, text, topic=reading.topic, places=[reading.place], directory=known)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Nguyễn Hữu Xơn", CLERK),
        ("Nguyễn Hữu Sôn", CLERK),
        ("nguyen huu xon", CLERK),
        ("Nguyễn H. Sơn", CLERK),
        ("N.H.Sơn", CLERK),
        ("anh Hữu Sơn", CLERK),
        ("ông Hoàng Dũng", CHAIR),
        ("ông H.M.D", CHAIR),
        ("Hoàng Minh Zũng", CHAIR),
    ],
)
@pytest.mark.parametrize("kind", [Kind.DENUNCIATION, Kind.FEEDBACK])
def test_a_name_that_is_nearly_theirs_keeps_them_out(said, meant, kind):
    text = f"Tố cáo {said} ở xã Tân Yên hách dịch, nhận tiền của dân"
    assert meant in conflicts(text, kind).people


@pytest.mark.parametrize("said", ["Nguyễn Hữu Xơn", "anh Hữu Sơn", "N.H.Sơn"])
def test_a_complaint_does_too(said):
    found = conflicts(f"Khiếu nại {said} xã Tân Yên đo sai đất nhà tôi", Kind.COMPLAINT)
    assert found.people == {CLERK}
    assert not found.units


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo bà Vân tiếp dân nhận tiền",
        "Tố cáo Vân tiếp dân ăn tiền",
        "Tố cáo Dương Minh Vâng nhận tiền để đẩy đơn",
        "tố cáo D.M.Vân ở ban tiếp dân nhận tiền",
    ],
)
def test_who_would_take_in_what_says_no_place_does_not_where_they_may_be_meant(text):
    known, found = directory(officers=STAFF), conflicts(text, Kind.DENUNCIATION)
    assert DESK in found.people
    facts = {"topic": "tham_nhung", "place": None, "confidence": 0.9, "load": {}, "catalogue": load_catalogue()}
    assert decide(kind=Kind.DENUNCIATION, directory=known, conflicts=found, **facts).officer_id != DESK


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo anh Nguyễn Văn Sơn ở xã Tân Yên đánh bạc",
        "Tố cáo ông Hữu Sơn Tùng ở xã Tân Yên đánh bạc",
        "Tố cáo công ty Minh Dũng ở xã Tân Yên xả thải",
        "Tố cáo nhà hàng xóm ở xã Tân Yên đánh bạc",
    ],
)
def test_another_name_keeps_out_nobody(text):
    assert not conflicts(text, Kind.DENUNCIATION).people


@pytest.mark.parametrize("said", ["Nhà Nguyễn Hữu Sơn", "Nhà anh Nguyễn Hữu Sơn", "Quán của vợ Nguyễn Hữu Sơn"])
def test_a_report_about_their_own_house_is_not_for_them(said):
    found = conflicts(f"{said} ở xã Tân Yên xây lấn ra đường", Kind.FEEDBACK)
    assert found.people == {CLERK}
    assert not found.units


@pytest.mark.parametrize("text", ["Cảm ơn anh Nguyễn Hữu Sơn xã Tân Yên, đường đã vá", "Đường xã Tân Yên ngập"])
def test_who_is_only_spoken_of_may_have_it(text):
    assert not conflicts(text, Kind.FEEDBACK).people


def test_who_leads_a_section_of_the_commune_is_kept_out_of_a_complaint_about_them():
    text = "Khiếu nại trưởng phòng kinh tế xã Tân Yên và chủ tịch xã Tân Yên không cấp phép"
    assert conflicts(text, Kind.COMPLAINT).people == {CHIEF}  # the chair decides on it
