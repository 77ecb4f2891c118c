"""Figures by mail in the panel: saved with a tick, an address of one's own, a letter of trial; no password is shown."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from intake.installation.mail_settings import MailServer
from intake.officers import mail_addresses
from intake.tables import AuditRow, BoardViewRow, LetterRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database
HOME = "giap@tinh.example"


@pytest.fixture
def served(panel_app, settings, panel):  # noqa: ARG001 - it sets the settings that are set aside here
    server = MailServer("thu.tinh.example", 587, "starttls", "nghedan", "mat-khau-thu", "nghedan@tinh.example")
    panel_app.state.settings = replace(settings, mail=server)
    return panel_app.state.settings


def test_a_view_is_mailed_after_its_reader_has_confirmed_an_address(signed_in, office, served):
    browser = signed_in("giap")
    saved = browser.post("/admin/board/views", {"name": "Tuần", "query": "days=7", "mailed": "1"})
    assert saved.headers["location"] == "/admin/board/mail?done=view"
    assert "Chưa lưu được" in browser.post("/admin/board/mail", {"address": "không phải"}).text
    assert browser.post("/admin/board/mail", {"address": HOME}).status_code == 303
    assert HOME in browser.get("/admin/board/mail").text
    assert "Mã không đúng" in browser.post("/admin/board/mail/confirm", {"code": "1"}).text
    with office.read() as snap:
        giap = viewer(office, "giap").id
        code = mail_addresses.code_of(served, giap, mail_addresses.of(snap, giap))
        assert snap.execute(select(BoardViewRow.is_weekly, BoardViewRow.is_mailed)).all() == [(True, True)]
        assert snap.execute(select(LetterRow.kind)).scalars().all() == ["code"]
        assert HOME not in str(snap.execute(select(AuditRow.detail).order_by(AuditRow.id)).all())
    assert browser.post("/admin/board/mail/confirm", {"code": code}).status_code == 303
    assert "Thư đang gửi tới" in browser.get("/admin/board/mail").text
    assert "Gửi thư mỗi tuần" in browser.get("/admin/board").text
    browser.post("/admin/board/mail/remove")
    assert HOME not in browser.get("/admin/board/mail").text


def test_an_administrator_sends_a_letter_of_trial_and_sees_no_password(signed_in, office, served):
    browser = signed_in("quy")
    page = browser.get("/admin/settings/mail").text
    assert "thu.tinh.example, cổng 587" in page
    assert "mat-khau-thu" not in page
    assert browser.post("/admin/settings/mail/try", {"address": HOME}).status_code == 303
    assert "Chờ gửi" in browser.get("/admin/settings/mail").text
    assert signed_in("giap").post("/admin/settings/mail/try", {"address": HOME}).status_code == 403
    with office.read() as snap:
        assert snap.execute(select(LetterRow.kind, LetterRow.address)).all() == [("trial", HOME)]
    del served


@pytest.mark.usefixtures("panel")
def test_without_a_mail_server_the_pages_say_what_is_missing(signed_in):
    browser = signed_in("quy")
    assert "NGHEDAN_SMTP_HOST" in browser.get("/admin/settings/mail").text
    assert browser.post("/admin/settings/mail/try", {"address": HOME}).status_code == 422
    assert "chưa đặt máy chủ thư" in browser.get("/admin/board/mail").text
    assert browser.post("/admin/board/mail", {"address": HOME}).status_code == 422
