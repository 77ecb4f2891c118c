"""The whole case on paper and as one archive: complete, within the reader's sight, and on record."""

import io
import zipfile

import pytest
from sqlalchemy import select

from intake import cases
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import AuditRow
from intake.talk import dialogue_log
from tests.factories import viewer
from tests.pdf import words_of
from tests.pictures import picture
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

WHY = "Bàn giao cho Thanh tra tỉnh"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def told(desk, settings):
    told = desk.helped()
    files = [NewFile(attachments.keep(settings, picture(color=one)), name) for one, name in
             (("red", "../../vá xong.jpg"), ("blue", "=HYPERLINK.jpg"))]  # fmt: skip
    actor = viewer(desk.db, "giap")
    with desk.db.transaction() as tx:
        answer = {"outcome": "resolved", "text": "Đã vá <xong> & sạch."}
        cases.act(tx, told.id, Move.ANSWER, actor=actor, fields=answer, files=files)
    return told


def record_of(desk, action):
    with desk.db.read() as snap:
        rows = select(AuditRow.subject, AuditRow.detail).where(AuditRow.action == action).order_by(AuditRow.id)
        return [tuple(row) for row in snap.execute(rows)]


def take(browser, told, reason=WHY):
    browser.get(f"/admin/cases/{told.id}")
    return browser.post(f"/admin/cases/{told.id}/export", {"reason": reason})


def test_the_paper_holds_the_whole_case_with_its_pages_numbered(desk, told, signed_in):
    answer = signed_in("giap").get(f"/admin/cases/{told.id}/ho-so.pdf")
    assert f'filename="ho-so-{told.receipt.code}.pdf"' in answer.headers["content-disposition"]
    words = words_of(answer.content)
    for part in (told.receipt.code, "Ổ gà to trước cổng trường", "Đã vá <xong> & sạch.", "Xin cho biết ai quản lý",
                 "Báo đã thụ lý, từ chối hay chuyển", "Nhận xử lý", "Giáp Văn Thanh", "Trang 1/",
                 "Trang tra cứu"):  # fmt: skip
        assert part in words, part
    assert record_of(desk, "case.print") == [(f"case:{told.id}", {})]


def test_the_archive_holds_the_paper_every_file_as_it_came_and_a_list(desk, told, signed_in):
    answer = take(signed_in("giap"), told)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        code = told.receipt.code
        assert names[:3] == [f"{code}/ho-so.pdf", f"{code}/tep/001-vá xong.jpg", f"{code}/tep/002-_HYPERLINK.jpg"]
        assert archive.read(names[1]) == picture(color="red")
        assert "001-vá xong.jpg" in archive.read(f"{code}/danh-muc.txt").decode("utf-8-sig")
    assert record_of(desk, "case.export") == [(f"case:{told.id}", {"files": 2, "reason": WHY})]


def test_a_long_talk_is_printed_at_its_newest_end_and_handed_over_whole(desk, told, signed_in, monkeypatch):
    with desk.db.transaction() as tx:
        for number in range(6):
            said = dialogue_log.Saying("citizen", "text", f"Tin số {number}", case_id=told.id)
            dialogue_log.write(tx, told.conversation_id, 1, said)
    monkeypatch.setattr("intake.casefile.content.PRINTED", 3)
    monkeypatch.setattr("intake.casefile.paper.PRINTED", 3)
    browser = signed_in("giap")
    paper = words_of(browser.get(f"/admin/cases/{told.id}/ho-so.pdf").content)
    assert ("Tin số 5" in paper, "Tin số 1" in paper, "chỉ in 3 mục mới nhất" in paper) == (True, False, True)
    with zipfile.ZipFile(io.BytesIO(take(browser, told).content)) as archive:
        talk = archive.read(f"{told.receipt.code}/trao-doi.txt").decode("utf-8-sig")
        steps = archive.read(f"{told.receipt.code}/dien-bien.txt").decode("utf-8-sig")
    assert "Tin số 0" in talk
    assert "Người dân: Tin số 5" in talk
    assert "Trả lời (Giáp Văn Thanh): Kết quả: Đã giải quyết xong" in steps


def test_no_reason_no_archive_and_the_words_stay(desk, told, signed_in):
    answer = take(signed_in("giap"), told, "ai")
    assert answer.status_code == 422
    assert "Xin ghi xuất cho ai" in answer.text
    assert 'value="ai"' in answer.text
    assert record_of(desk, "case.export") == []


def test_a_unit_that_only_helps_may_print_but_not_take_the_case_along(desk, signed_in):
    told = desk.helped()
    browser = signed_in("tam")
    page = browser.get(f"/admin/cases/{told.id}").text
    assert f"/admin/cases/{told.id}/ho-so.pdf" in page
    assert f"/admin/cases/{told.id}/export" not in page
    assert take(browser, told).status_code == 403


def test_a_sealed_case_leaves_only_with_the_cleared_and_without_the_name(desk, signed_in):
    told = desk.accusation()
    for login in ("son", "ha", "mai", "cuc"):
        browser = signed_in(login)
        assert browser.get(f"/admin/cases/{told.id}/ho-so.pdf").status_code == 404
        assert take(browser, told).status_code == 404
    words = words_of(signed_in("giap").get(f"/admin/cases/{told.id}/ho-so.pdf").content)
    assert "Giữ kín danh tính" in words
    assert "HỒ SƠ GIỮ KÍN" in words
    assert "Bà Tư" not in words


def test_a_file_that_is_gone_is_said_to_be(told, settings, signed_in):
    for path in settings.attachments_dir.rglob("*"):
        if path.is_file():
            path.unlink()
    with zipfile.ZipFile(io.BytesIO(take(signed_in("giap"), told).content)) as archive:
        listed = archive.read(f"{told.receipt.code}/danh-muc.txt").decode("utf-8-sig")
    assert listed.count("không còn trong kho") == 2
