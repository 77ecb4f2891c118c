"""The reception desk beyond cases: visits that made none, the book of all of them, refusals with their notice."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from intake.lifecycle import Move
from intake.reception_book import lines
from intake.sealed import sealed_visitors, vault_keys
from intake.tables import AuditRow, BriefVisitRow
from tests.admin.test_counter import HOLE, WHO, case_of, take_in
from tests.intake.moving import act, case
from tests.pages import bare
from tests.pdf import words_of

pytestmark = pytest.mark.one_database

ASKED = {"content": "Hỏi giờ làm thẻ căn cước", "kind": "inquiry", "how": "counter", "ending": "answered"}
ANSWERED = {**ASKED, "reason": "Đã nói giờ và nơi làm", "name": "Ông Năm", "people": "1"}
GUIDED = {**ASKED, "ending": "guided", "guided_to": "Tòa án nhân dân khu vực 1", "doc_no": "12/HD", "name": "Ông Sáu"}
REFUSED = {
    "content": "Vẫn đòi xem lại việc đền bù năm 2019",
    "kind": "complaint",
    "how": "counter",
    "ending": "refused",
    "ground": "settled",
    "reason": "Đã có thông báo số 5/TB-UBND",
    "name": "Ông Bảy",
}
MONTH = "first=2026-09-01&last=2026-09-30"


@pytest.fixture
def desk(signed_in):
    return signed_in("mai")


def write_down(desk, told):
    page = desk.get("/admin/visits/new").text
    key = re.search(r'name="form_key" value="(\w+)"', page)[1]
    return desk.post("/admin/visits/new", {"form_key": key, **told})


def visit_of(answer):
    assert answer.status_code == 303, answer.text
    return int(re.search(r"/visits/(\d+)", answer.headers["location"])[1])


def book(browser, query=MONTH):
    return browser.get(f"/admin/reception-book?{query}").text


def test_every_visit_is_a_line_of_the_book_and_the_result_follows_the_case(desk, office):
    number = case_of(take_in(desk, **WHO, commune_code="07210", earlier_body="UBND phường", people="7"))
    write_down(desk, ANSWERED)
    write_down(desk, GUIDED)
    write_down(desk, REFUSED)
    page = book(desk)
    code = case(office, number).code
    expected = (
        *("Bà Tư, xóm 3", "UBND phường", code, "<td>7</td>", "Chờ tiếp nhận", "Phản ánh"),
        *("Ông Năm", "Đã trả lời, giải thích tại chỗ", "Đã nói giờ và nơi làm"),
        *("Tòa án nhân dân khu vực 1 (văn bản số 12/HD)", "Đã hướng dẫn"),
        *("Từ chối tiếp", "đã được tiếp, giải thích, hướng dẫn mà vẫn cố tình"),
    )
    for words in expected:
        assert words in page, words
    officer = "ha" if case(office, number).officer_id == 1 else "lam"
    act(office, number, Move.ACCEPT, login=officer)
    assert "Đang xử lý" in book(desk)


@pytest.mark.both_databases
def test_the_book_is_printed_and_taken_as_a_spreadsheet_and_that_is_written_down(desk, office):
    write_down(desk, {**ANSWERED, "content": "=1+1"})
    paper = words_of(desk.get(f"/admin/reception-book.pdf?{MONTH}").content)
    for words in ("UBND PHƯỜNG BẮC GIANG", "SỔ TIẾP CÔNG DÂN", "Mẫu 03/TCD", "Theo dõi kết quả", "Ông Năm"):
        assert words in paper, words
    sheet = ZipFile(BytesIO(desk.get(f"/admin/reception-book.xlsx?{MONTH}").content))
    cells = sheet.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells  # what somebody typed is no formula
    assert "=1+1" in sheet.read("xl/sharedStrings.xml").decode()
    with office.read() as snap:
        rows = snap.execute(
            select(AuditRow.detail).where(AuditRow.action == "book.export").order_by(AuditRow.id)
        ).scalars()
        assert [row["form"] for row in rows] == ["pdf", "xlsx"]


def test_above_the_printed_page_stand_the_office_and_the_period(desk):
    write_down(desk, ANSWERED)
    page = bare(book(desk))
    head = page[page.index('class="onpaper"') : page.index("<table")]
    assert "UBND PHƯỜNG BẮC GIANG" in head
    assert "Từ 01/09/2026 đến 30/09/2026, lượt thứ 1 đến 1" in head


@pytest.mark.parametrize("path", ["reception-book", "reception-book.pdf", "reception-book.xlsx"])
def test_a_unit_that_there_is_not_has_an_empty_book(desk, path):
    write_down(desk, ANSWERED)
    assert desk.get(f"/admin/{path}?{MONTH}&unit=999999").status_code == 200


@pytest.mark.both_databases
def test_a_denunciation_is_in_the_book_of_the_cleared_alone_and_never_its_name(desk, signed_in, settings):
    vault_keys.add_key(settings)
    sealed = {**ANSWERED, "kind": "denunciation", "content": "Kể việc cán bộ nhận tiền", "name": "Ông Kín"}
    number = visit_of(write_down(desk, sealed))
    taken = case_of(
        take_in(desk, **{**WHO, "name": "Bà Kín"}, kind="denunciation", topic="tham_nhung", text="Tố cáo cán bộ")
    )
    assert desk.get(f"/admin/visits/{number}").status_code == 200  # its taker, for a quarter of an hour
    for browser in (desk, signed_in("son")):
        page = book(browser)
        assert "Kín" not in page
        assert "nhận tiền" not in page
        assert f"/cases/{taken}" not in page
    cleared = signed_in("giap")
    page = book(cleared)
    assert "Kể việc cán bộ nhận tiền" in page
    assert "Giữ kín" in page
    for form in ("pdf", "xlsx"):
        answer = cleared.get(f"/admin/reception-book.{form}?{MONTH}")
        words = (
            words_of(answer.content)
            if form == "pdf"
            else ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
        )
        assert "Ông Kín" not in words
        assert "Bà Kín" not in words


DENOUNCES = {
    **REFUSED,
    "kind": "denunciation",
    "name": "Ông Canh Chừng",
    "address": "xóm Canh Chừng",
    "id_number": "024180000123",
    "content": "Canh Chừng, xóm Canh Chừng, kể việc cán bộ nhận tiền",
    "reason": "Đã giải thích cho ông Canh Chừng",
}


@pytest.mark.both_databases
def test_who_came_to_denounce_rests_encrypted_and_is_printed_on_their_notice_alone(desk, signed_in, office, settings):
    vault_keys.add_key(settings)
    number = visit_of(write_down(desk, DENOUNCES))
    with office.read() as snap:
        kept = str(snap.execute(select(BriefVisitRow.__table__)).all())
    cleared = signed_in("giap")
    pages = [
        browser.get(path).text
        for browser in (desk, cleared)
        for path in (f"/admin/visits/{number}", f"/admin/reception-book?{MONTH}")
    ]
    for words in (kept, *pages):
        assert "Canh Chừng" not in words
        assert "024180000123" not in words
    for browser in (desk, cleared):
        paper = words_of(browser.get(f"/admin/visits/{number}.pdf").content)
        assert "Ông Canh Chừng" in paper
        assert "xóm Canh Chừng" in paper
    assert signed_in("son").get(f"/admin/visits/{number}.pdf").status_code == 404


@pytest.mark.both_databases
def test_a_new_key_opens_who_came_to_denounce_too(desk, settings, office):
    first = vault_keys.add_key(settings)
    number = visit_of(write_down(desk, DENOUNCES))
    newest = vault_keys.add_key(settings)
    with office.transaction() as tx:
        assert sealed_visitors.reseal(tx, settings) == 1
        assert tx.execute(select(BriefVisitRow.key_id)).scalar_one() == newest.id != first.id
        assert sealed_visitors.who_came(tx, settings, number)["name"] == "Ông Canh Chừng"


def test_without_a_key_no_name_of_who_came_to_denounce_is_kept(desk, office):
    refused = write_down(desk, DENOUNCES)
    assert refused.status_code == 422
    assert "khóa két" in refused.text
    with office.read() as snap:
        assert snap.execute(select(BriefVisitRow.id)).first() is None


def test_a_sealed_visit_closes_to_its_taker_after_a_quarter_of_an_hour(desk, clock, settings):
    vault_keys.add_key(settings)
    number = visit_of(write_down(desk, {**ANSWERED, "kind": "denunciation"}))
    clock.forward(minutes=16)
    assert desk.get(f"/admin/visits/{number}").status_code == 404


@pytest.mark.both_databases
def test_another_house_sees_nothing_of_the_book(desk, signed_in):
    number = visit_of(write_down(desk, ANSWERED))
    stranger = signed_in("dung")
    assert stranger.get(f"/admin/visits/{number}").status_code == 404
    assert "Ông Năm" not in book(stranger)
    assert signed_in("ha").get("/admin/reception-book").status_code == 403


@pytest.mark.both_databases
def test_a_refusal_in_writing_has_three_working_days_and_a_notice(desk):
    number = visit_of(write_down(desk, REFUSED))
    page = desk.get(f"/admin/visits/{number}").text
    assert "T5 17/09" in page  # Monday and three working days
    paper = words_of(desk.get(f"/admin/visits/{number}.pdf").content)
    for words in ("THÔNG BÁO", "từ chối tiếp công dân", "Mẫu 01/TCD", "Ông Bảy", "Điều 9 khoản 3", "5/TB-UBND"):
        assert words in paper, words
    assert desk.post(f"/admin/visits/{number}/told").status_code == 303
    assert desk.post(f"/admin/visits/{number}/told").status_code == 409
    assert "đã gửi thông báo ngày 14/09/2026" in book(desk)


def test_one_that_is_explained_orally_owes_no_notice(desk):
    number = visit_of(write_down(desk, {**REFUSED, "ground": "recording"}))
    assert "Phải gửi thông báo" not in desk.get(f"/admin/visits/{number}").text
    assert desk.get(f"/admin/visits/{visit_of(write_down(desk, ANSWERED))}.pdf").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"content": " "}, "Xin ghi người dân trình bày gì"),
        ({"ending": "bay mất"}, "Xin chọn kết quả"),
        ({"ending": "guided"}, "Xin ghi nơi đã hướng dẫn"),
        ({"ending": "refused", "ground": "ghét"}, "Xin chọn căn cứ"),
        ({"reason": ""}, "Xin điền mục này"),
        ({"people": "vài"}, "Xin ghi số người cùng nội dung bằng chữ số"),
        ({"people": "0"}, "Xin ghi số người"),
    ],
)
def test_what_is_wrong_with_a_visit_is_said_and_nothing_typed_is_lost(desk, office, wrong, sentence):
    answer = write_down(desk, {**ANSWERED, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Ông Năm" in answer.text
    with office.read() as snap:
        assert snap.execute(select(BriefVisitRow.id)).first() is None


def test_the_same_form_makes_one_visit(desk, signed_in):
    sent = {"form_key": "abc", **ANSWERED}
    desk.get("/admin/visits/new")
    assert visit_of(desk.post("/admin/visits/new", sent)) == visit_of(desk.post("/admin/visits/new", sent))
    assert signed_in("ha").post("/admin/visits/new", sent).status_code == 404


@pytest.mark.both_databases
def test_a_long_book_is_read_page_by_page_and_nothing_is_missing_or_twice(desk, monkeypatch):
    monkeypatch.setattr("admin.pages.reception.reception_book._PAGE", 2)
    take_in(desk, **WHO)  # all at the same instant
    for name in ("Một", "Hai", "Ba"):
        write_down(desk, {**ANSWERED, "name": name})
    take_in(desk, **{**WHO, "name": "Bà Cuối"}, text=f"{HOLE} lần nữa")
    seen, path = [], f"/admin/reception-book?{MONTH}"
    while path:
        page = desk.get(path).text
        assert ("Về đầu danh sách" in page) is bool(seen)
        seen += re.findall(r'<td class="num">(\d+)</td>', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found and found[1].replace("&amp;", "&")
    assert seen == ["1", "2", "3", "4", "5"]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "query", ["first=hom-qua", "first=2026-09-30&last=2026-09-01", "first=2020-01-01", "after=x", "unit=99999&n=-1"]
)
def test_a_wrong_period_breaks_nothing(desk, query):
    assert desk.get(f"/admin/reception-book?{query}").status_code in {200, 422}


@pytest.mark.both_databases
def test_a_complaint_told_at_the_counter_gives_its_form_filled_in_and_a_blank_one_too(desk, signed_in):
    words = "Tôi khiếu nại quyết định thu hồi đất số 12 của Chủ tịch UBND phường Bắc Giang"
    told = {**WHO, "id_number": "024000000001", "commune_code": "07210", "topic": "dat_dai", "kind": "complaint"}
    number = case_of(take_in(desk, **told, text=words))
    paper = words_of(desk.get(f"/admin/counter/{number}/complaint-form.pdf").content)
    for part in ("ĐƠN KHIẾU NẠI", "Bà Tư", "xóm 3", "024000000001", "số 12"):
        assert part in paper, part
    assert signed_in("ha").get(f"/admin/counter/{number}/complaint-form.pdf").status_code == 404
    assert "ĐƠN KHIẾU NẠI" in words_of(desk.get("/admin/counter/complaint-form.pdf").content)


@pytest.mark.both_databases
def test_the_counter_shows_unit_and_cases_alike_with_and_without_script(desk, office):
    where = {"text": f"{HOLE}, phường Bắc Giang"}
    first = case_of(take_in(desk, **WHO, **where, commune_code="07210", topic="giao_thong_ha_tang"))
    code = case(office, first).code
    told = desk.post("/admin/counter/reading", where).json()
    assert "Phòng Kinh tế" in told["unit"]
    assert [one["code"] for one in told["similar"]] == [code]
    page = desk.post("/admin/counter", {"do": "read", "form_key": "k", **where}).text
    assert code in page
    assert "Sẽ chuyển tới" in page


@pytest.mark.both_databases
def test_who_may_not_see_a_case_is_not_shown_that_it_is_alike(desk, signed_in):
    where = {"text": f"{HOLE}, phường Bắc Giang"}
    case_of(take_in(desk, **WHO, **where, commune_code="07210", topic="giao_thong_ha_tang"))
    assert signed_in("tam").post("/admin/counter/reading", where).json()["similar"] == []


@pytest.mark.parametrize(("form", "most"), [("pdf", "MOST_ON_PAPER"), ("xlsx", "MOST")])
def test_a_book_too_long_for_one_file_is_told_and_never_cut_off(desk, monkeypatch, form, most):
    for name in ("Một", "Hai", "Ba"):
        write_down(desk, {**ANSWERED, "name": name})
    monkeypatch.setattr(lines, most, 2)
    refused = desk.get(f"/admin/reception-book.{form}?{MONTH}")
    assert refused.status_code == 422
    assert "nhiều nhất 2 lượt: chọn khoảng ngắn hơn" in refused.text
    monkeypatch.setattr(lines, most, 3)
    assert desk.get(f"/admin/reception-book.{form}?{MONTH}").headers["content-disposition"].startswith("attachment")
