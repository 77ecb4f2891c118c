"""The page of a case in a browser: a fact is set right in its place, one story, files one after the other."""

import pytest
from playwright.sync_api import expect

from intake import cases
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from tests.factories import tell, viewer
from tests.intake.moving import case
from tests.pictures import picture
from tests.refs import with_refs

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told(site):
    """A case at work with two pictures and a PDF."""
    told = tell(site.db, site.settings, "Cột đèn nghiêng trước chợ Thương", chat="case page", reading=True)
    parts = ((picture(), "một.jpg"), (picture(color="blue"), "hai.jpg"), (b"%PDF-1.4 van ban", "ba.pdf"))
    files = [NewFile(attachments.keep(site.settings, data), name) for data, name in parts]
    actor = viewer(site.db, "giap")
    with site.db.transaction() as tx:
        cases.act(tx, told.id, Move.ACCEPT, actor=actor, fields={})
        unit = str(viewer(site.db, "tam").unit_id)
        task = {"unit_id": unit, "text": "Ai quản lý cột đèn này", "task_due_on": tx.today.isoformat()}
        cases.act(tx, told.id, Move.ADD_UNIT, actor=actor, fields=task)
        cases.act(tx, told.id, Move.FINISH_TASK, actor=actor, fields={"report": "Phường quản lý."}, files=files)
    return told


def mend_topic(page):
    page.get_by_role("link", name="sửa lĩnh vực").click()
    form = page.get_by_role("form", name="Sửa lĩnh vực")
    form.get_by_label("Lĩnh vực").select_option("chieu_sang")
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã làm: Sửa thông tin")


def test_a_fact_is_set_right_without_leaving_the_page(site, sign_in, told):
    page = sign_in("giap", f"/admin/cases/{told.id}").page
    page.get_by_role("link", name="sửa nơi").click()
    place = page.get_by_role("form", name="Sửa nơi")
    expect(place.get_by_label("Chỗ nào")).to_be_focused()
    page.keyboard.press("Escape")
    expect(place).to_have_count(0)
    expect(page.get_by_role("link", name="sửa nơi")).to_be_focused()
    assert page.url.endswith(with_refs(site.settings, f"/admin/cases/{told.id}"))
    mend_topic(page)
    assert case(site.db, told.id).topic == "chieu_sang"


def test_the_same_and_the_files_work_without_script(site, visits, sign_in, told):
    cookies = sign_in("giap").page.context.cookies()
    page = visits.open(f"/admin/cases/{told.id}", java_script_enabled=False, cookies=cookies)
    page.get_by_role("link", name="sửa mức khẩn").click()
    page.get_by_label("Khẩn: có người đang nguy hiểm").check()
    page.get_by_label("Vì sao").fill("Đã gọi lại, dây điện còn mang điện")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã làm: Sửa thông tin")
    assert case(site.db, told.id).is_urgent
    page.get_by_role("link", name="Gộp chung").click()
    expect(page.locator("ol.story")).to_contain_text("Nhận xử lý")
    page.locator(".matter a.photo").first.click()
    expect(page.get_by_text("1 / 3")).to_be_visible()
    page.get_by_role("link", name="Phóng to").click()
    expect(page.get_by_role("link", name="Thu vừa màn hình")).to_be_visible()


def test_the_arrow_keys_leaf_through_the_files(sign_in, told):
    page = sign_in("giap", f"/admin/cases/{told.id}").page
    page.locator(".matter a.photo").first.click()
    page.get_by_role("link", name="Phóng to").click()
    expect(page.get_by_role("link", name="Thu vừa màn hình")).to_be_visible()
    page.get_by_role("link", name="Thu vừa màn hình").blur()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 / 3")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("1 / 3")).to_be_visible()
