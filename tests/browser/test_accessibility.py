"""Every page, light and dark, as the checker axe sees it, and in three widths: nothing that keeps a person out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

import admin
from intake import meta
from intake.files import attachments
from intake.law.workdays import Calendar
from intake.sealed import vault_keys
from intake.tables import CaseRow
from tests.browser.eyes import faults, misfits, open_all
from tests.browser.furnishing import furnish
from tests.browser.trips import Citizen, Staff, overflow
from tests.factories import tell, viewer

pytestmark = pytest.mark.browser
TEMPLATES = Path(admin.__file__).parent / "templates"
_RULE = "what=feedback.resolution.normal&amount=5&unit=working&since=2026-01-01&basis=QD+30"
PANEL = {
    "mai": {
        "account.html": "account",
        "commitments.html": "commitments",
        "counter.html": "counter",
        "counter_receipt.html": "counter/{taken_in}",
        "deliveries.html": "deliveries",
        "error.html": "khong-co-trang-nay",
        "form.html": "cases/3/form",
        "inbox.html": "?folder=screening&q=ổ+gà",
        "meetings.html": "meetings",
        "notices.html": "notices",
        "password.html": "account/password",
        "problems.html": "problems",
        "reception_book.html": "reception-book",
        "receptions_today.html": "receptions/today",
        "second_step.html": "account/second-step",
        "visit.html": "visits/{visit}",
        "visit_form.html": "visits/new",
    },
    "giap": {
        "audit.html": "audit",
        "beside.html": "cases/{told}/beside/{other}",
        "board.html": "board?days=365&by=topic",
        "board_cases.html": "board/cases?fact=told&days=365",
        "case.html": "cases/{told}",
        "clock.html": "cases/1/clocks/1",
        "dialogue.html": "dialogues/1",
        "dialogues.html": "dialogues?q=o+ga",
        "fact.html": "cases/{told}/facts/topic",
        "file.html": "cases/{told}/files/{file}",
        "gaming.html": "board/clocks?days=365",
        "gaming_cases.html": "board/clocks/refused?days=365",
        "mail.html": "board/mail",
        "meeting.html": "meetings/{meeting}",
        "places.html": "board/places?days=365",
        "reception.html": "receptions/{day}",
        "receptions.html": "receptions",
        "report.html": "reports/01-TCD",
        "reports.html": "reports",
        "story.html": "cases/{told}/story",
        "talk_export.html": "dialogues/1/export",
        "template.html": "templates/{template}",
        "templates.html": "templates",
    },
    "quy": {
        "answer.html": "answers/1",
        "answers.html": "answers?ask=may+gio+lam+viec",
        "approvals.html": "approvals",
        "calendar.html": "calendar",
        "channel.html": "channels/telegram",
        "channels.html": "channels",
        "courtesy.html": "settings/courtesy",
        "directory.html": "directory",
        "exchange.html": "settings/import",
        "import.html": "settings/import/{handed}",
        "officer.html": "directory/staff/1",
        "posters.html": "posters",
        "retention.html": "settings/retention",
        "routing.html": "routing",
        "rule.html": "routing/new",
        "mail_server.html": "settings/mail",
        "rule_past.html": "routing/{rule}/past",
        "rules.html": "rules",
        "second_steps.html": "second-step",
        "settings.html": "settings",
        "text.html": "texts/edit?lang=vi&key=receipt.assigned",
        "texts.html": "texts?q=bien+nhan",
        "topic.html": "topics/dien",
        "topics.html": "topics",
        "unit.html": "directory/units/7",
        "what_if.html": f"rules/what-if?{_RULE}",
        "working_hours.html": "settings/duty",
        "office.html": "settings/office",
    },
}
# The pages that a form leads to are looked at where a trip comes by: here, in test_steps and in test_roles.
ON_A_TRIP = {
    "bulk.html", "bulk_done.html", "first_password.html", "funnel.html", "funnel_talks.html", "identity.html",
    "login.html", "recovery_codes.html", "send_again.html", "step.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def things(site):
    """One of each thing that a page shows; a second step needs the key of the vault."""
    vault_keys.add_key(site.settings)
    return furnish(site)


def test_every_page_of_the_citizen(visits):
    visits.refusals.update({404, 422})
    citizen = Citizen(visits.open())
    page = citizen.page
    found = faults(page, "greeting")
    citizen.send.click()
    found += faults(page, "nothing written")
    citizen.tell()
    found += faults(page, "read-back")
    citizen.choice("Gửi").click()
    code = citizen.receive_code()
    found += faults(page, "receipt in the talk")
    secret = citizen.secret(code)
    page.get_by_text("Cách tính hạn").click()
    found += faults(page, "receipt")
    page.goto(f"/khieu-nai/{code}")
    page.get_by_text("Có người được ủy quyền").click()
    found += faults(page, "complaint form")
    citizen.look_up(code, secret)
    page.get_by_text("Cách tính hạn").click()
    found += faults(page, "found")
    citizen.look_up(code, "sai-bi-mat")
    found += faults(page, "not found")
    page.goto("/khong-co-trang-nay")
    found += faults(page, "error")
    assert found == []


def test_the_public_board_on_any_screen(visits, site):
    with site.db.transaction() as tx:
        meta.set_office(tx, replace(meta.office(tx), publishes=True))
    page = visits.open("/cong-khai?theo=topic")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kết quả giải quyết tháng")
    expect(page.get_by_role("table")).to_be_visible()
    assert faults(page, "public board") == []
    assert overflow(page) <= 0


def test_the_sealed_form_on_a_telephone(visits, sign_in, site):
    vault_keys.add_key(site.settings)
    visits.refusals.add(422)
    page = visits.open("/to-cao")
    assert page.locator("script").count() == 0  # nor does its policy let one run
    found = faults(page, "form")
    page.locator("form.sealed").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Gửi kín").click()
    expect(page.get_by_role("alert")).to_contain_text("Anh/Chị ghi ai làm việc đó")
    found += faults(page, "incomplete")
    assert overflow(page) <= 0
    page.get_by_label("Ai làm việc sai?").fill("cán bộ địa chính phường Bắc Giang")
    page.get_by_label("Việc làm sai là gì?").fill("Nhận tiền để làm giấy, sợ bị trả thù")
    page.get_by_label("Tôi nêu tên, xin giữ kín").check()
    page.get_by_label("Họ và tên").fill("Lò Thị Canh")
    page.get_by_label("Nơi ở").fill("thôn Rặng Nhãn")
    page.get_by_label("Số điện thoại hoặc cách liên hệ").fill("0900 000 111")
    page.get_by_label("Tôi đồng ý để cơ quan giữ").check()
    page.get_by_role("button", name="Gửi kín").click()
    expect(page.get_by_role("heading", name="Đã nhận, giữ kín")).to_be_visible()
    found += faults(page, "receipt and letter")
    assert overflow(page) <= 0
    assert page.context.cookies() == []
    code = page.locator("p.code").inner_text()
    secret = page.locator("dd.code").inner_text()
    page.goto("/tra-cuu")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_label("Mã bí mật").fill(secret)
    page.get_by_role("button", name="Xem", exact=True).click()
    found += faults(page, "looked up")
    panel = sign_in("dung").page
    panel.goto(f"/admin/?q={code}")  # a whole code opens its case
    panel.get_by_text("Mở danh tính").first.click()
    panel.get_by_label("Lý do mở").fill("Hỏi thêm người tố cáo")
    found += faults(panel, "case with identity")
    panel.get_by_role("button", name="Mở danh tính").click()
    expect(panel.get_by_text("Lò Thị Canh")).to_be_visible()
    assert found + faults(panel, "identity") == []


def test_the_page_to_sign_in(visits, site):
    visits.refusals.add(401)
    page = visits.open("/admin/")
    found = faults(page, "sign in")
    page.get_by_label("Tên đăng nhập").fill("khong-ai")
    page.get_by_label("Mật khẩu").fill("khong-dung-dau")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert found + faults(page, "refused") == []
    Staff(page, site).sign_in("mai")
    page.goto("/admin/visits/new")
    page.locator("#content").fill("Hỏi giờ làm việc của bộ phận một cửa")
    page.locator("#reason").fill("Đã nói giờ")
    page.context.clear_cookies()
    page.get_by_role("button", name="Ghi vào sổ").click()
    Staff(page, site).sign_in_here("mai")
    assert faults(page, "send again") == []
    page.get_by_role("button", name="Gửi lại như đã gõ").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("chưa được ghi")


def test_every_template_of_the_panel_is_looked_at():
    pages = {path.name for path in TEMPLATES.glob("*.html") if '{% extends "base.html" %}' in path.read_text("utf-8")}
    assert pages == ON_A_TRIP.union(*PANEL.values())


@pytest.mark.parametrize("login", PANEL)
def test_every_page_of_the_panel(visits, sign_in, things, login):
    visits.refusals.add(404)
    page = sign_in(login).page
    found = []
    for template, path in PANEL[login].items():
        answer = page.goto(f"/admin/{path.format(**things)}")
        assert (answer.status, answer.request.redirected_from) == (404 if template == "error.html" else 200, None), path
        open_all(page)
        found += misfits(page, template)
        found += faults(page, template)
    assert found == []


def test_what_waits_to_be_heard_and_what_is_held(sign_in, site, settings):
    told = tell(site.db, settings, "Loa phường hỏng, vay tiền nhanh giải ngân lãi suất thấp", chat="held-and-spoken")
    with site.db.transaction() as tx:
        case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()
        media = [{"kind": "audio", "ref": "v", "sha256": "0" * 64, "mime": "audio/ogg", "size": 10}]
        where = {
            "channel": "web",
            "account": "web",
            "utterance_id": None,
            "draft_no": case.draft_no,
            "case_id": case.id,
        }
        attachments.expect(tx, conversation_id=case.conversation_id, media=media, **where)
        held = {"suspicion": "ads", "screening_unit_id": viewer(site.db, "mai").unit_id, "state": "screening"}
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(**held))
    page = sign_in("mai").page
    page.set_viewport_size({"width": 360, "height": 800})
    found = []
    for path in ("?folder=suspect", f"cases/{told.id}"):
        page.goto(f"/admin/{path}")
        expect(page.get_by_role("button", name="Không phải rác")).to_be_visible()
        found += faults(page, path)
        assert overflow(page) <= 0, path
    page.get_by_label("Người dân nói gì").fill("Loa hỏng từ hôm qua")
    page.get_by_role("button", name="Đã nghe").click()
    page.get_by_role("button", name="Không phải rác").click()
    expect(page.get_by_text("Cần nghe")).to_have_count(0)
    assert found == []


def test_what_a_holiday_would_move_is_readable_on_any_screen(sign_in, site, settings):
    case = tell(site.db, settings, "Đèn đường trước nhà văn hóa không sáng", chat="lamp")
    page = sign_in("quy").page
    holiday = Calendar().next_working(case.receipt.due_on - timedelta(days=7))
    page.goto(f"/admin/calendar/what-if?day={holiday}&as=off&name=Ngh%E1%BB%89&source=CV+12")
    expect(page.get_by_text(case.receipt.code).first).to_be_visible()
    assert misfits(page) + faults(page) == []


@pytest.mark.usefixtures("things")
def test_the_codes_of_a_second_step_are_shown_once_and_readable(sign_in):
    page = sign_in("cuc", "/admin/account/second-step").page
    key = "".join(page.locator(".how code").inner_text().split())
    page.get_by_label("Mã 6 số").fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    assert misfits(page) + faults(page) == []
