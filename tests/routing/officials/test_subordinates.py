"""Of a body below a department its own head decides first, the director of the department the second time.

(Luật Khiếu nại 2011, Điều 19, khoản 2 Điều 20)
"""

import tomllib
from importlib.resources import files

import pytest

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.kinds import Kind
from routing.officials.instances import instance_of
from routing.officials.office_table import tables
from routing.officials.subordinates import is_below_department, subordinate_in
from routing.sources import MARKS
from routing.topics import load_catalogue
from tests.routing.staffing import IN_TAN_YEN, directory, unit

TABLE = tomllib.loads((files("routing") / "data" / "subordinates.toml").read_text(encoding="utf-8"))
FARMING, FORESTERS, SECTION = 4, 60, 61
WITH_FORESTERS = directory(
    units=[
        *directory().units.values(),
        unit(FORESTERS, "Chi cục Kiểm lâm", parent=FARMING, name="Chi cục Kiểm lâm tỉnh Bắc Ninh"),
        unit(SECTION, "Phòng Quản lý đất đai", parent=FARMING),
    ]
)


def read(text, kind=Kind.COMPLAINT, known=None):
    return conflicts_in(kind, text, topic="dat_dai", places=(IN_TAN_YEN,), directory=known or directory())


def lead(text, known=None):
    known = known or directory()
    decision = decide(
        kind=Kind.COMPLAINT,
        topic="dat_dai",
        place=IN_TAN_YEN,
        confidence=0.9,
        directory=known,
        catalogue=load_catalogue(),
        load={},
        conflicts=read(text, known=known),
        instance=instance_of(Kind.COMPLAINT, text),
    )
    return decision.unit_id, decision.reasons[0]


def test_the_table_says_how_well_it_is_known_and_names_departments_that_there_are():
    assert TABLE["mark"] in MARKS
    assert TABLE["note"]
    assert {row["function"] for row in TABLE["body"]} <= set(tables()["bodies"])
    assert all(any(row["name"].startswith(one) for one in TABLE["heads"]) for row in TABLE["body"])


@pytest.mark.parametrize("row", TABLE["body"], ids=lambda row: row["name"])
def test_every_body_is_known_by_its_own_name_and_addressed_to_its_head(row):
    found = subordinate_in(f"Tôi khiếu nại quyết định của {row['name']}", directory())
    assert found.name == row["name"]
    assert found.head.endswith(row["name"])
    assert found.head.split()[0] in {"Chi", "Giám", "Trưởng"}


@pytest.mark.parametrize(
    ("text", "respondent"),
    [
        ("Tôi khiếu nại quyết định xử phạt số 12 của Chi cục Kiểm lâm", "department_unit"),
        ("toi khieu nai chi cuc thu y khong cap giay cho trai lon nha toi", "department_unit"),
        ("Khiếu nại văn phòng đăng ký đất đai trả hồ sơ sang tên của tôi", "department_unit"),
        ("Khiếu nại quyết định của Chi cục Kiểm lâm thuộc Sở Nông nghiệp và Môi trường", "department_unit"),
        ("Tôi khiếu nại quyết định của Chi cục trưởng Chi cục Kiểm lâm phạt tôi", "department_unit"),
        ("Chi nhánh văn phòng đăng ký đất đai chậm trả sổ, tôi khiếu nại", "department_unit"),
        ("Khiếu nại đội quản lý thị trường số 2 thu hàng", "department_unit"),
        ("Tôi bị chi cục quản lý thị trường thu hàng, tôi khiếu nại", "department_unit"),
        ("Tôi khiếu nại Sở Xây dựng không cấp phép", "department_staff"),
        ("Tôi khiếu nại chi cục thuế ấn định sai", "central"),
        ("Khiếu nại quyết định của UBND xã Tân Yên, chi cục kiểm lâm đã xác nhận đất rừng của tôi", "commune_staff"),
        ("Kính gửi: Chi cục Kiểm lâm. Tôi khiếu nại quyết định của UBND xã Tân Yên", "commune_staff"),
    ],
)
def test_whom_a_complaint_means_is_told_apart_from_the_department(text, respondent):
    assert read(text).respondent == respondent


def test_a_first_complaint_goes_by_way_of_the_department_where_the_directory_has_no_such_body():
    unit_id, why = lead("Tôi khiếu nại quyết định xử phạt của Chi cục Kiểm lâm")
    assert unit_id == FARMING
    assert "Điều 19 Luật Khiếu nại" in why
    assert "người đứng đầu đơn vị thuộc sở" in why


def test_a_first_complaint_goes_to_the_body_itself_and_the_second_to_its_department():
    first = lead("Tôi khiếu nại quyết định xử phạt của Chi cục Kiểm lâm", WITH_FORESTERS)
    second = lead("Khiếu nại lần hai quyết định của Chi cục Kiểm lâm, tôi không đồng ý", WITH_FORESTERS)
    assert first[0] == FORESTERS
    assert "người đứng đầu Chi cục Kiểm lâm tỉnh Bắc Ninh" in first[1]
    assert second[0] == FARMING
    assert "Giám đốc Sở Nông nghiệp và Môi trường" in second[1]
    assert "khoản 2 Điều 20" in second[1]


def test_a_section_of_a_department_is_no_body_below_it():
    """Of what a section does the director decides first (Điều 20 khoản 1)."""
    known = WITH_FORESTERS.units
    assert is_below_department(known[FORESTERS], WITH_FORESTERS)
    assert not is_below_department(known[SECTION], WITH_FORESTERS)
    assert not is_below_department(known[FARMING], WITH_FORESTERS)


def test_a_body_that_only_the_directory_names_counts_too():
    orchard = unit(62, "Trung tâm Giống cây trồng", parent=FARMING)
    known = directory(units=[*directory().units.values(), orchard])
    assert read("Tôi khiếu nại Trung tâm Giống cây trồng thu tiền sai", known=known).respondent == "department_unit"
    assert lead("Tôi khiếu nại Trung tâm Giống cây trồng thu tiền sai", known)[0] == orchard.id


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo chi cục trưởng chi cục thú y nhận hối lộ",
        "Tố cáo phó giám đốc trung tâm dịch vụ việc làm khai khống",
    ],
)
def test_who_leads_such_a_body_is_accused_as_one_of_it(text):
    assert read(text, Kind.DENUNCIATION).respondent == "department_unit"


def test_an_accusation_of_such_a_body_shuts_out_nobody_who_decides_on_it():
    """Whoever is accused there is decided on by the director (Luật Tố cáo Điều 13 khoản 3)."""
    found = read("Tố cáo chi cục kiểm lâm nhận tiền bỏ qua gỗ lậu", Kind.DENUNCIATION, WITH_FORESTERS)
    assert found.respondent == "department_unit"
    assert FARMING not in found.units
