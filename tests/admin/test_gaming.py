"""The page of bent clocks: every number leads to its cases, and nobody is shown more than the book shows them."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from admin import tables
from intake import cases
from intake.lifecycle import Move
from intake.queries.figures.signs import SIGNS
from intake.tables import AuditRow
from routing.kinds import Kind
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database

PAGE = "/admin/board/clocks"


@pytest.fixture
def told(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ASK, question="Ở đoạn nào ạ?")
    return told


def act(office, case_id, move, login="son", **fields):
    actor = viewer(office, login)
    with office.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def test_a_number_leads_to_its_cases(signed_in, told):
    browser = signed_in("giap")
    page = browser.get(PAGE).text
    assert f'href="{PAGE}/pauses?days=30"' in page
    assert "Con số để hỏi lại, không phải kết luận." in page
    assert all(sign.title in page and sign.counts in page for sign in SIGNS.values())
    listed = browser.get(f"{PAGE}/pauses?days=30").text
    assert f'<a href="/admin/cases/{told.id}">{told.receipt.code}</a>' in listed
    assert "Phạm Minh Sơn" in listed


@pytest.mark.usefixtures("told")
def test_the_board_leads_to_it(signed_in):
    assert f'href="{PAGE}?days=90"' in signed_in("giap").get("/admin/board?days=90").text


def test_a_list_is_narrowed_to_an_officer(signed_in, office, told):
    browser = signed_in("giap")
    son, ha = viewer(office, "son").id, viewer(office, "ha").id
    assert told.receipt.code in browser.get(f"{PAGE}/pauses?officer={son}").text
    assert told.receipt.code not in browser.get(f"{PAGE}/pauses?officer={ha}").text
    assert told.receipt.code not in browser.get(f"{PAGE}/pauses?note=suspension").text


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_who_sees_no_cases_gets_no_link_and_no_name(signed_in, told, login):
    browser = signed_in(login)
    page = browser.get(PAGE).text
    assert "Dừng tính hạn" in page
    assert f"{PAGE}/" not in page
    assert "Phạm Minh Sơn" not in page
    assert told.receipt.code not in page
    assert browser.get(f"{PAGE}/pauses").status_code == 403
    assert "Phạm Minh Sơn" not in browser.get(f"{PAGE}.csv").text


@pytest.mark.usefixtures("told")
def test_a_number_that_could_point_at_a_person_is_covered_for_who_sees_figures_only(signed_in):
    for path in (PAGE, f"{PAGE}.csv"):
        assert "dưới 5" in signed_in("nga").get(path).text
        assert "dưới 5" not in signed_in("giap").get(path).text


def test_a_head_without_clearance_learns_nothing_of_a_sealed_case(signed_in, office, settings):
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    act(office, sealed.id, Move.REFUSE, "giap", ground="unclear", text="Không rõ.")
    assert sealed.receipt.code in signed_in("giap").get(f"{PAGE}/refused").text
    assert sealed.receipt.code not in signed_in("son").get(f"{PAGE}/refused").text


@pytest.mark.usefixtures("told")
def test_the_file_holds_the_figures_and_is_written_down(signed_in, office):
    answer = signed_in("giap").get(f"{PAGE}.csv?days=7")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    stops = [row for row in rows if row["Dấu hiệu"] == "Dừng tính hạn"]
    assert [(row["Theo"], row["Cán bộ"], row["Số lượt"]) for row in stops] == [
        ("Tất cả", "", "1"),
        ("Đơn vị", "", "1"),
        ("Cán bộ", "Phạm Minh Sơn", "1"),
    ]
    with office.read() as snap:
        assert "report.export" in snap.execute(select(AuditRow.action)).scalars().all()


def test_no_cell_of_a_file_is_a_formula():
    answer = tables.csv_file("a.csv", ("Tên",), [("=1+1",), ("@x",), (5,)])
    assert answer.body.decode("utf-8-sig").split() == ["Tên", "'=1+1", "'@x", "5"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("query", "status"),
    [("nothing", 404), ("pauses?after=x&unit=%00&note=%00&days=9", 200), ("pauses?after=99999999999999999", 200)],
)
def test_a_wrong_address_breaks_nothing(signed_in, query, status):
    assert signed_in("giap").get(f"{PAGE}/{query}").status_code == status
