"""Every page, light and dark, as the checker axe sees it: nothing that keeps a person out."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from intake import attachments, vault_keys
from intake.law.workdays import Calendar
from intake.tables import CaseRow
from tests.browser.eyes import faults, open_all
from tests.browser.trips import Citizen, Staff, overflow
from tests.factories import tell, viewer

pytestmark = pytest.mark.browser
_RULE = "what=feedback.resolution.normal&amount=5&unit=working&since=2026-01-01&basis=QD+30"
PANEL = {
    "mai": (
        "",
        "?folder=screening",
        "?q=khong-co-gi-nhu-the",
        "cases/2",
        "cases/3/form",
        "problems",
        "deliveries",
        "notices",
        "account",
        "receptions",
    ),
    "son": ("?folder=overdue", "cases/1", "cases/1/clocks/1", "dialogues", "dialogues?q=o+ga", "dialogues/1"),
    "giap": (
        "board",
        "board?days=365&by=topic",
        "board/cases?fact=told&days=365",
        "board/places?days=365",
        "reports",
        "reports/01-TCD",
        "board/clocks?days=365",
        "board/clocks/refused?days=365",
        "directory",
        "audit",
        "khong-co-trang-nay",
    ),
    "quy": (
        "calendar",
        "calendar/what-if?day=&as=off",
        "rules",
        f"rules/what-if?{_RULE}",
        "texts?q=bien+nhan",
        "texts/edit?lang=vi&key=receipt.assigned",
        "answers?ask=may+gio+lam+viec",
        "answers/new",
        "answers/1",
        "posters",
    ),
    "dung": ("cases/4", "cases/6"),
    "nga": ("board", "board/places"),
}


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
    page.get_by_role("button", name="Xem").click()
    found += faults(page, "looked up")
    panel = sign_in("dung").page
    panel.goto(f"/admin/?q={code}")
    panel.get_by_role("link", name=code[-9:]).first.click()
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


@pytest.mark.parametrize("login", PANEL)
def test_every_page_of_the_panel(visits, sign_in, login):
    visits.refusals.update({404, 422})
    page = sign_in(login).page
    found = []
    for path in PANEL[login]:
        page.goto(f"/admin/{path}")
        open_all(page)
        found += faults(page, f"{login} /admin/{path}")
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
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.get_by_label("Người dân nói gì").fill("Loa hỏng từ hôm qua")
    page.get_by_role("button", name="Đã nghe").click()
    page.get_by_role("button", name="Không phải rác").click()
    expect(page.get_by_text("Cần nghe")).to_have_count(0)
    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_holiday_would_move_is_readable_on_any_screen(sign_in, site, settings, width):
    case = tell(site.db, settings, "Đèn đường trước nhà văn hóa không sáng", chat=f"lamp-{width}")
    page = sign_in("quy").page
    page.set_viewport_size({"width": width, "height": 800})
    holiday = Calendar().next_working(case.receipt.due_on - timedelta(days=7))
    page.goto(f"/admin/calendar/what-if?day={holiday}&as=off&name=Ngh%E1%BB%89&source=CV+12")
    expect(page.get_by_text(case.receipt.code).first).to_be_visible()
    assert faults(page, f"what-if at {width}") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for path in ("calendar", "rules", "texts", "texts/edit?lang=vi&key=receipt.assigned", "answers", "answers/1"):
        page.goto(f"/admin/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
