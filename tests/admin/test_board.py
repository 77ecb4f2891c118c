"""The board in the panel: every number leads to its cases, files are written down, and nobody is shown too much."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from admin.board import charts
from admin.board.board_form import Asked, Link
from intake import cases
from intake.board import board_views
from intake.files.workbooks import Sheet, workbook
from intake.lifecycle import Move
from intake.tables import AuditRow, NoticeRow
from routing.kinds import Kind
from tests import people
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database

FORBIDDEN = re.compile(r"\sstyle=|<style|<script(?! src=)|\son\w+=|https?://(?!www\.w3\.org)")


@pytest.fixture
def told(office, settings):
    told = tell(office, settings)
    actor = viewer(office, "son")
    with office.transaction() as tx:
        cases.act(tx, told.id, Move.ACCEPT, actor=actor, fields={})
    return told


def actions(office):
    with office.read() as snap:
        return snap.execute(select(AuditRow.action).order_by(AuditRow.id)).scalars().all()


@pytest.mark.both_databases
def test_each_number_leads_to_its_cases(signed_in, told):
    browser = signed_in("giap")
    page = browser.get("/admin/board?by=topic").text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/admin/board/cases\?[^"]+)"', page)}
    assert {re.search(r"fact=(\w+)", link)[1] for link in links} >= {"open", "told", "replied", "accepted", "age_0"}
    for link in sorted(links):
        assert told.receipt.code[-9:] in browser.get(link).text, link


def test_numbers_of_the_period_before_and_of_each_day_lead_to_their_cases_too(signed_in, told, clock):
    clock.forward(days=40)
    page = signed_in("giap").get("/admin/board?days=30").text.replace("&amp;", "&")
    before = "since=2026-08-26&until=2026-09-24"
    for fact in ("told", "replied", "accepted"):
        assert f"/admin/board/cases?{before}&by=unit&fact={fact}" in page, fact
    clock.forward(days=-39)
    browser = signed_in("giap")
    page = browser.get("/admin/board?days=7").text.replace("&amp;", "&")
    day = "/admin/board/cases?since=2026-09-14&until=2026-09-14&by=unit&fact=told"
    assert page.count(day) == 2  # in the chart, and in the table behind it
    assert told.receipt.code[-9:] in browser.get(day).text


@pytest.mark.usefixtures("told")
def test_a_page_with_charts_obeys_the_policy(signed_in):
    page = signed_in("giap").get("/admin/board?days=90").text
    assert page.count('class="chart"') == 3
    assert FORBIDDEN.findall(page) == []
    for title in ("Hồ sơ còn mở theo tuần", "Tiếp nhận và kết thúc theo tuần", "Tuổi của hồ sơ đang mở"):
        assert f"<title>{title}</title><desc>" in page


def test_a_chart_says_what_it_shows_and_escapes_it():
    drawn = charts.bars("A <b>", "B & C", ["x", "y"], [charts.Series("<i>", [1, None], ["/a?b=1&c=2", "/d"])])
    assert "<title>A &lt;b&gt;</title><desc>B &amp; C</desc>" in drawn
    assert 'href="/a?b=1&amp;c=2"' in drawn
    assert FORBIDDEN.findall(drawn) == []
    assert charts.sparkline("Một điểm", [3]) == ""


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_who_sees_no_cases_gets_no_link_no_name_and_no_small_number(signed_in, told, login):
    browser = signed_in(login)
    for path in ("/admin/board?by=officer", "/admin/board/places", "/admin/reports/01-XLD"):
        page = browser.get(path).text
        assert "dưới 5" in page, path
        assert "/board/cases" not in page, path
        assert "Phạm Minh Sơn" not in page, path
        assert told.receipt.code not in page, path
    assert browser.get("/admin/board/cases?fact=open").status_code == 403
    assert "Đang mở,dưới 5" not in browser.get("/admin/board.csv").text
    assert ",dưới 5," in browser.get("/admin/board.csv").text
    typed = browser.get("/admin/board?since=2026-09-14&until=2026-09-14").text
    assert "(30 ngày)" in typed


@pytest.mark.both_databases
def test_a_head_without_clearance_finds_nothing_sealed_behind_a_number(signed_in, office, settings):
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    for login, is_seen in (("giap", True), ("son", False)):
        page = signed_in(login).get("/admin/board/cases?fact=told&days=7&by=kind&key=denunciation").text
        assert (sealed.receipt.code[-9:] in page) is is_seen


@pytest.mark.usefixtures("told")
def test_files_hold_the_figures_and_are_written_down(signed_in, office):
    browser = signed_in("giap")
    rows = list(csv.DictReader(StringIO(browser.get("/admin/board.csv?days=7").text.removeprefix("\ufeff"))))
    assert next((row["Đơn vị"], row["Đang mở"], row["Tiếp nhận"]) for row in rows) == ("Tất cả", "1", "1")
    book = ZipFile(BytesIO(browser.get("/admin/board.xlsx?days=7&by=commune").content))
    assert 'name="Theo xã, phường"' in book.read("xl/workbook.xml").decode()
    assert browser.get("/admin/board/places.csv").status_code == 200
    assert actions(office).count("report.export") == 3


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("page", "table", "first"),
    [
        ("board", "overview", "Chỉ số,Kỳ này,Kỳ trước"),
        ("board", "keys", "Đơn vị,Thuộc,Đang mở"),
        ("board", "course", "Ngày,Tiếp nhận,Đã kết thúc"),
        ("board", "grounds", "Căn cứ,Số lượt"),
        ("board/places", "spots", '"Xã, phường",Tiếp nhận'),
        ("board/places", "surges", "Việc gì,Ở đâu,7 ngày qua"),
        ("board/places", "groups", "Số người,Mã hồ sơ"),
    ],
)
def test_every_table_of_a_page_is_a_file(signed_in, page, table, first):
    browser = signed_in("giap")
    assert browser.get(f"/admin/{page}.csv?table={table}").text.removeprefix("\ufeff").startswith(first)
    sheets = ZipFile(BytesIO(browser.get(f"/admin/{page}.xlsx?table={table}").content)).namelist()
    assert [one for one in sheets if "worksheets/sheet" in one] == ["xl/worksheets/sheet1.xml"]


@pytest.mark.usefixtures("told")
def test_groups_are_no_file_for_who_sees_no_cases(signed_in):
    assert signed_in("nga").get("/admin/board/places.csv?table=groups").status_code == 404
    assert signed_in("giap").get("/admin/board.xlsx?table=nothing").status_code == 404


def test_no_cell_of_a_workbook_is_a_formula():
    book = ZipFile(
        BytesIO(workbook([Sheet("a/b", ("Tên",), [("=1+1",), ("@x",), (5,), (None,), (date(2026, 1, 2),)])]))
    )
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.both_databases
def test_a_view_is_saved_opened_and_forgotten(signed_in, office):
    browser = signed_in("giap")
    sent = {"name": " Đường  sá ", "query": "days=90&by=topic&evil=//x", "weekly": "1"}
    assert browser.post("/admin/board/views", sent).headers["location"] == "/admin/board?days=90&by=topic"
    assert ">Đường sá</a>" in browser.get("/admin/board").text
    assert browser.get("/admin/board/views/1").headers["location"] == "/admin/board?days=90&by=topic"
    assert signed_in("son").get("/admin/board/views/1").status_code == 404
    assert browser.post("/admin/board/views/1/remove").status_code == 303
    assert "Đường sá" not in browser.get("/admin/board").text
    assert [one for one in actions(office) if "view" in one] == ["board_view.save", "board_view.remove"]
    assert browser.post("/admin/board/views", {"name": "x" * 61, "query": ""}).status_code == 422


@pytest.mark.both_databases
def test_a_weekly_view_is_told_once_a_week_in_office_hours(office, clock):
    giap = viewer(office, "giap").id
    with office.transaction() as tx:
        board_views.save(tx, giap, "Tuần", "days=7", is_weekly=True)
    assert board_views.sweep(office) == 0
    clock.forward(days=6)
    assert board_views.sweep(office) == 0
    clock.forward(days=1)
    assert [board_views.sweep(office), board_views.sweep(office)] == [1, 0]
    with office.read() as snap:
        told = snap.execute(select(NoticeRow.staff_id, NoticeRow.kind, NoticeRow.text).order_by(NoticeRow.id)).all()
    assert told == [(giap, "board_weekly", "Số liệu tuần của bảng “Tuần” đã sẵn sàng.")]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("board?days=x&by=%00&start=-1&since=2026-13-01&until=x", 200),
        ("board?since=1900-01-01&until=2100-01-01", 200),
        ("board/cases?fact=nothing", 404),
        ("board/cases?fact=told&by=unit&key=%00&after=x&ground=%00&topic=%00", 200),
        ("board/cases?fact=told&by=unit&key=99999999999999999999", 200),
        ("board/places?days=x", 200),
        ("reports?since=x", 200),
        ("reports/99-ABC", 404),
        ("board/views/99", 404),
    ],
)
def test_a_wrong_address_breaks_nothing(signed_in, path, status):
    assert signed_in("giap").get(f"/admin/{path}").status_code == status


def test_a_link_keeps_the_period_and_knows_a_blank_key():
    link = Link(Asked(since="2026-09-01", until="2026-09-30", by="commune"))
    assert link("/cases", fact="told", key="") == (
        "/admin/board/cases?since=2026-09-01&until=2026-09-30&by=commune&fact=told&key="
    )


def test_hot_spots_show_places_and_surges(signed_in, office, settings, clock):
    for number in range(6):
        tell(office, settings, f"Việc {number}", chat=f"c{number}", commune=people.TAN_YEN)
    clock.forward(days=1)
    page = signed_in("giap").get("/admin/board/places").text
    assert "6 việc, thường 0" in page
    assert re.search(r'aria-label="xã Tân Yên: 6 hồ sơ', page)
    assert FORBIDDEN.findall(page) == []
    clock.forward(days=60)
    later = date(2026, 9, 15) + timedelta(days=60)
    assert f"{later:%d/%m/%Y}" in signed_in("giap").get("/admin/board/places").text
    assert "Không có việc nào tăng bất thường." in signed_in("giap").get("/admin/board/places").text
