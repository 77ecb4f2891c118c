"""Papers that come with a move: kept where they are sound, refused in words where they are not, and no word lost."""

import re
import tracemalloc

import pytest
from sqlalchemy import func, select

from intake.lifecycle import Move
from intake.tables import AttachmentRow
from tests.pictures import picture
from tests.scenes import PDF, Desk

pytestmark = pytest.mark.one_database

DECISION = {
    "suspension_ground": "cannot_go_on",
    "reason": "Chờ kết quả đo đạc",
    "doc_no": "15/QĐ",
    "doc_on": "2026-09-14",
}


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def told(desk):
    return desk.accepted()


def suspend(browser, told, *files, hidden=None, **fields):
    form = {"csrf": browser.csrf, **(hidden or browser.form_of(told.id)), **DECISION, **fields}
    parts = [("decision", file) for file in files]
    return browser.send("POST", f"/admin/cases/{told.id}/moves/suspend", data=form, files=parts or None)


def kept(desk):
    with desk.db.read() as snap:
        return snap.execute(select(func.count(AttachmentRow.id))).scalar_one()


def test_a_decision_is_kept_under_its_own_heading_and_can_be_opened(signed_in, told):
    browser = signed_in("giap")
    assert suspend(browser, told, ("qđ 15.pdf", PDF, "application/pdf")).status_code == 303
    page = browser.get(f"/admin/cases/{told.id}").text
    heading = page.index("Tệp: quyết định, văn bản")
    number = re.search(r'/admin/attachments/(\d+)">qđ 15.pdf', page[heading:])[1]
    assert browser.get(f"/admin/attachments/{number}").content == PDF


def test_several_photos_prove_a_result(desk, signed_in):
    told = desk.at_work()
    browser = signed_in("giap")
    form = {"csrf": browser.csrf, **browser.form_of(told.id), "outcome": "resolved", "text": "Đã vá."}
    photos = [("proof", (f"{n}.jpg", picture(color=colour), "image/jpeg")) for n, colour in ((1, "red"), (2, "blue"))]
    answer = browser.send("POST", f"/admin/cases/{told.id}/moves/answer", data=form, files=photos)
    assert answer.status_code == 303
    page = browser.get(f"/admin/cases/{told.id}").text
    assert page.count("Ảnh chứng minh kết quả") == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("virus.exe", b"MZ\x90", "không phải ảnh, PDF, Word hay Excel"),
        ("trang.pdf", b"", "không có gì bên trong"),
        ("to.pdf", b"%PDF-" + b"x" * (20 * 1024 * 1024), "lớn quá 20 MB"),
        ("hong.jpg", b"\xff\xd8\xff hong", "đã hỏng"),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_the_words_stay(*, desk, told, signed_in, name, data, why):
    answer = suspend(signed_in("giap"), told, (name, data, "application/pdf"))
    assert answer.status_code == 422
    assert why in answer.text
    assert 'href="#suspend-decision"' in answer.text
    assert "Chờ kết quả đo đạc</textarea>" in answer.text
    assert 'value="15/QĐ"' in answer.text
    assert f"Tệp “{name}” chưa được lưu, xin chọn lại." in answer.text
    assert kept(desk) == 0


def test_a_move_that_needs_a_paper_is_not_made_without_it(told, signed_in):
    answer = suspend(signed_in("giap"), told)
    assert answer.status_code == 422
    assert "Xin đính kèm tệp." in answer.text
    assert "Chờ kết quả đo đạc</textarea>" in answer.text


def test_more_files_than_anybody_needs_are_refused(desk, told, signed_in):
    answer = suspend(signed_in("giap"), told, *[(f"{n}.pdf", PDF, "application/pdf") for n in range(6)])
    assert answer.status_code == 422
    assert "nhiều nhất 5 tệp" in answer.text
    assert kept(desk) == 0


def test_a_flood_is_broken_off_unread_and_the_words_before_it_stay(told, signed_in):
    browser = signed_in("giap")
    fields = {"csrf": browser.csrf, **browser.form_of(told.id), **DECISION}
    sent = 0

    async def body():
        nonlocal sent
        for name, value in fields.items():
            yield f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        yield b'--cut\r\nContent-Disposition: form-data; name="decision"; filename="phim.pdf"\r\n\r\n'
        for _ in range(4096):  # four gigabytes, were anybody to read them
            sent += 1
            yield b"x" * 1024 * 1024

    tracemalloc.start()
    headers = {"content-type": "multipart/form-data; boundary=cut"}
    answer = browser.send("POST", f"/admin/cases/{told.id}/moves/suspend", headers=headers, content=body())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "lớn quá nên chưa nhận được" in answer.text
    assert "Chờ kết quả đo đạc</textarea>" in answer.text
    assert sent < 110
    assert peak < 60 * 1024 * 1024


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_paper_without_the_token_of_the_session_changes_nothing(desk, told, signed_in, token):
    browser = signed_in("giap")
    hidden = browser.form_of(told.id)
    browser.csrf = token
    answer = suspend(browser, told, ("a.pdf", PDF, "application/pdf"), hidden=hidden)
    assert answer.status_code == 403
    assert "<pre>Chờ kết quả đo đạc</pre>" in answer.text
    assert kept(desk) == 0


def test_what_is_no_form_is_refused_in_words(told, signed_in):
    browser = signed_in("giap")
    headers = {"content-type": "multipart/form-data; boundary=cut"}
    answer = browser.send("POST", f"/admin/cases/{told.id}/moves/suspend", headers=headers, content=b"--nope")
    assert answer.status_code in {403, 422}
    assert "Mã lỗi" in answer.text


def test_of_two_officers_at_once_the_second_keeps_the_words_beside_the_paper(desk, told, signed_in):
    first, second = signed_in("giap"), signed_in("son")
    stale = second.form_of(told.id)
    desk.make(told, Move.ASK, question="Thửa nào ạ?")
    answer = suspend(second, told, ("a.pdf", PDF, "application/pdf"), hidden=stale)
    assert answer.status_code == 409
    assert "Hỏi người dân (Giáp Văn Thanh, 09:00)" in answer.text
    assert "Chờ kết quả đo đạc" in answer.text
    assert '<li class="new">' in answer.text
    assert first.get(f"/admin/cases/{told.id}").status_code == 200
    assert kept(desk) == 0


def test_words_typed_beside_a_paper_outlive_the_session(told, signed_in):
    browser = signed_in("giap")
    hidden = browser.form_of(told.id)
    browser.cookies.clear()
    asked = suspend(browser, told, ("a.pdf", PDF, "application/pdf"), hidden=hidden)
    assert asked.status_code == 401
    kept = re.search(r'<textarea name="kept"[^>]*>([^<]+)</textarea>', asked.text)[1]
    form = {"login": "giap", "password": "mat-khau-thu-nghiem", "kept": kept}
    page = browser.post("/admin/login", form).text
    assert "Chờ kết quả đo đạc</textarea>" in page
    assert "Tệp “a.pdf” chưa được lưu, xin chọn lại." in page


def test_each_of_several_files_that_are_not_kept_is_named(told, signed_in):
    browser = signed_in("giap")
    form = {"csrf": browser.csrf, **browser.form_of(told.id), **DECISION, "reason": ""}
    files = [("decision", (name, PDF, "application/pdf")) for name in ("truoc.pdf", "bien-ban.pdf")]
    answer = browser.send("POST", f"/admin/cases/{told.id}/moves/suspend", data=form, files=files)
    assert answer.status_code == 422
    assert "Tệp “truoc.pdf”, “bien-ban.pdf” chưa được lưu, xin chọn lại." in answer.text
