"""A day of each role at the panel: what somebody in that chair does from the first page to the last."""

import time

import pytest
from playwright.sync_api import expect

from intake.directory import directory
from intake.lifecycle import Move
from intake.replies import reply_templates
from tests.browser.eyes import faults, misfits
from tests.browser.trips import SPOT, Staff, tab_to
from tests.factories import tell, viewer
from tests.intake.moving import act, case
from tests.refs import with_refs

pytestmark = pytest.mark.browser
FILLED = "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang đã vá xong [chỗ nào]."
DRAFT = "Tổ sửa đường đã vá ổ gà sáng nay."
UNITS = (
    "\ufeffMã;Tên;Cấp;Chức năng;Xã, phường;Mã đơn vị cấp trên\r\nT-VH;Phòng Văn hóa;Xã;Phòng Văn hóa;xã Tân Yên;T\r\n"
)


@pytest.fixture
def told(site):
    """Tell a matter, in words that no other test of the run has; return it with these words."""

    def tells(words, **options):
        said = f"{words} số {time.monotonic_ns()} {SPOT}"
        return tell(site.db, site.settings, said, chat=said, **options), said

    return tells


@pytest.fixture
def template(site):
    """The title of a template of answers, in the book once."""
    title, giap = "Đã vá xong", viewer(site.db, "giap")
    content = reply_templates.Content(title, "answer", "{{ don_vi }} đã vá xong [chỗ nào].")
    with site.db.transaction() as tx:
        if title not in {one.content.title for one in reply_templates.entries(tx, giap)}:
            reply_templates.add(tx, content, why="Hay dùng", actor=giap)
    return title


@pytest.fixture
def approving(site):
    """Answers of the unit of chị Hà are approved by its head, as long as a test runs."""
    unit = viewer(site.db, "ha").unit_id
    for needs in (True, False):
        with site.db.transaction() as tx:
            directory.set_policy(tx, unit, needs_approval=needs, needs_proof=False, actor="system")
        if needs:
            yield


def test_reception_sorts_a_matter_hands_several_over_and_takes_a_visitor_in(sign_in, site, told):
    unsure, words = told("Đèn đường nhấp nháy", confidence=0.1)
    page = sign_in("mai").page
    page.get_by_role("navigation", name="Ngăn hồ sơ").get_by_role("link", name="Chờ phân loại").click()
    page.get_by_role("link", name=words).click()
    form = page.locator("#move-screen")
    form.locator("summary").first.click()
    form.get_by_role("button", name="Phân loại").click()
    expect(page.get_by_role("status")).to_contain_text("Đã làm: Phân loại")
    many = [told("Rác không ai dọn")[0] for _ in range(2)]
    page.goto("/admin/?folder=all_open")
    for one in many:
        page.get_by_role("checkbox", name=one.receipt.code).check()
    page.get_by_role("button", name="Giao cán bộ").click()
    page.get_by_label("Giao cho").select_option(label="Phạm Minh Sơn")
    page.get_by_role("button", name="Xem lại trước khi giao").click()
    found = [*misfits(page), *faults(page, "bulk")]
    page.get_by_role("button", name="Giao 2 hồ sơ").click()
    expect(page.get_by_role("status")).to_contain_text("Tất cả hồ sơ đã chọn đều xong")
    found += [*misfits(page), *faults(page, "bulk done")]
    assert {case(site.db, one.id).officer_id for one in many} == {viewer(site.db, "son").id}
    assert case(site.db, unsure.id).state == "assigned"
    page.get_by_role("link", name="Tiếp nhận", exact=True).click()
    page.get_by_label("Lời người dân trình bày").fill(f"{words}, bà Tư đến báo")
    page.get_by_role("button", name="Ghi nhận và in biên nhận").click()
    expect(page.get_by_role("heading", name="Để theo dõi việc này")).to_be_visible()
    assert found == []


def test_an_officer_accepts_and_answers_from_a_template_and_a_draft(sign_in, site, told, template):
    one, words = told("Nắp cống vỡ")
    officer = viewer(site.db, "ha").id
    if case(site.db, one.id).officer_id != officer:
        act(site.db, one.id, Move.ASSIGN, login="son", officer_id=str(officer))
    desk = sign_in("ha", "/admin/?folder=mine")
    desk.page.get_by_role("link", name=words).click()
    desk.press("Nhận xử lý")
    desk.has_done("Nhận xử lý")
    form = desk.form("Trả lời")
    form.get_by_label("Mẫu").select_option(label=template)
    form.get_by_role("button", name="Điền mẫu").click()
    text = form.get_by_label("Nội dung trả lời người dân")
    expect(text).to_have_value(FILLED)
    text.fill(DRAFT)
    text.blur()
    expect(form.get_by_role("status")).to_contain_text("Đã lưu nháp")
    desk.page.reload()
    expect(desk.form("Trả lời").get_by_label("Nội dung trả lời người dân")).to_have_value(DRAFT)
    desk.form("Trả lời").get_by_label("Kết quả").select_option(label="Đã giải quyết xong")
    desk.form("Trả lời").get_by_role("button", name="Trả lời", exact=True).click()
    desk.has_done("Trả lời")
    assert case(site.db, one.id).state == "answered"


def test_an_officer_works_from_the_list_to_the_answer_by_keyboard_alone(sign_in, site, told):
    one, _ = told("Biển báo gãy")
    act(site.db, one.id, Move.ACCEPT, login="ha")
    page = sign_in("ha", "/admin/?folder=all_open").page
    page.keyboard.press("/")
    page.keyboard.type(one.receipt.code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{with_refs(site.settings, f'/admin/cases/{one.id}')}")  # a whole code opens its case
    page.keyboard.press("r")
    form = page.locator("#move-answer")
    expect(form.locator(":focus")).to_be_visible()
    type_into(page, form.get_by_label("Kết quả"), "Đã giải")
    type_into(page, form.get_by_label("Nội dung trả lời người dân"), DRAFT)
    tab_to(page, form.get_by_role("button", name="Trả lời", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã làm: Trả lời")
    assert case(site.db, one.id).state == "answered"


@pytest.mark.usefixtures("template")
def test_a_key_leads_to_what_is_to_be_written_and_not_to_the_templates_above_it(sign_in, site, told):
    one, _ = told("Hàng rào đổ")
    act(site.db, one.id, Move.ACCEPT, login="ha")
    desk = sign_in("ha")
    for key, move, name in (("h", "ask", "question"), ("r", "answer", "outcome"), ("n", "note", "text")):
        desk.open_case(one.receipt.code)
        desk.page.keyboard.press(key)
        focused = desk.page.locator(f"#move-{move} :focus")
        expect(focused).to_be_visible()
        assert focused.get_attribute("name") == name


def type_into(page, field, words):
    if not field.evaluate("field => field === document.activeElement"):
        tab_to(page, field)
    page.keyboard.type(words)


def test_an_officer_narrows_opens_and_answers_from_a_template_without_script(visits, sign_in, site, told, template):
    one, words = told("Lan can cầu gãy")
    act(site.db, one.id, Move.ACCEPT, login="ha")
    cookies = sign_in("ha").page.context.cookies()
    desk = Staff(visits.open("/admin/?folder=all_open", java_script_enabled=False, cookies=cookies), site)
    page = desk.page
    page.locator("details.filters > summary").click()
    page.get_by_label("Loại").select_option(label="Phản ánh")
    page.locator(".filter-sheet").get_by_role("button", name="Lọc").click()
    expect(page.get_by_text("Đang lọc:")).to_be_visible()
    page.get_by_role("link", name=words).click()
    form = desk.form("Trả lời")
    form.get_by_label("Mẫu").select_option(label=template)
    form.get_by_role("button", name="Điền mẫu").click()
    form = desk.form("Trả lời")
    expect(form.get_by_label("Nội dung trả lời người dân")).to_have_value(FILLED)
    form.get_by_label("Nội dung trả lời người dân").fill(DRAFT)
    form.get_by_label("Kết quả").select_option(label="Đã giải quyết xong")
    form.get_by_role("button", name="Trả lời", exact=True).click()
    desk.has_done("Trả lời")
    assert case(site.db, one.id).state == "answered"


@pytest.mark.usefixtures("approving")
def test_a_head_sends_a_draft_back_with_a_word_and_approves_the_next(sign_in, site, told):
    one, words = told("Vỉa hè sụt")
    act(site.db, one.id, Move.ACCEPT, login="ha")
    officer, head = sign_in("ha"), sign_in("son")

    def propose(text):
        officer.open_case(one.receipt.code)
        form = officer.form("Trình dự thảo trả lời")
        form.get_by_label("Kết quả").select_option(label="Đã giải quyết xong")
        form.get_by_label("Nội dung trả lời người dân").fill(text)
        form.get_by_role("button", name="Trình dự thảo trả lời").click()
        officer.has_done("Trình dự thảo trả lời")
        head.page.goto("/admin/")
        folders = head.page.get_by_role("navigation", name="Ngăn hồ sơ")
        folders.get_by_role("link", name="Chờ tôi duyệt 1").click()
        found = [*misfits(head.page), *faults(head.page, "folder of drafts")]
        head.page.get_by_role("link", name=words).click()
        assert found == []

    propose("Đã xử lý.")
    back = head.form("Trả lại dự thảo")
    back.get_by_label("Ý kiến cho người soạn").fill("Nói rõ vá lúc nào")
    back.get_by_role("button", name="Trả lại dự thảo").click()
    head.has_done("Trả lại dự thảo")
    propose(DRAFT)
    head.form("Duyệt và gửi trả lời").get_by_role("button", name="Duyệt và gửi trả lời").click()
    head.has_done("Duyệt và gửi trả lời")
    expect(head.page.locator(".versions").first).to_contain_text("Nói rõ vá lúc nào")
    assert case(site.db, one.id).state == "answered"


def test_a_supervisor_goes_from_a_number_to_its_cases_and_takes_the_table_away(sign_in):
    page = sign_in("giap").page
    page.get_by_role("link", name="Theo dõi", exact=True).click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").first.click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    row = page.get_by_role("table", name="Tổng quan").get_by_role("row", name="Quá hạn")
    number = int(row.get_by_role("link").inner_text())
    row.get_by_role("link").click()
    expect(page.locator("a.row")).to_have_count(number)
    page.locator("a.row").first.click()
    expect(page.get_by_role("heading", name="Việc có thể làm")).to_be_visible()


def test_an_administrator_changes_unit_officer_and_rule_takes_one_back_and_tries_a_table(sign_in, site):
    page = sign_in("quy").page
    unit, officer = viewer(site.db, "tam").unit_id, viewer(site.db, "tam").id
    for hours in ("7h30–11h30", "8h–12h"):
        page.goto(f"/admin/directory/units/{unit}")
        page.get_by_label("Giờ làm việc").fill(hours)
        save(page, "Theo thông báo mới")
    page.get_by_role("link", name="Lấy lại bản này").first.click()
    expect(page.get_by_label("Giờ làm việc")).to_have_value("7h30–11h30")
    save(page, "Thông báo đã thu hồi")
    page.get_by_role("link", name="Ngô Thị Tâm").click()
    page.wait_for_url(f"**/directory/staff/{officer}")
    page.get_by_label("Chức danh").fill("Phó Trưởng phòng")
    save(page, "Quyết định bổ nhiệm")
    page.goto("/admin/routing/new")
    page.get_by_label("Lĩnh vực").select_option("cay_xanh")
    page.get_by_label("Về đơn vị").select_option(str(unit))
    save(page, "Thử giao cho phòng")
    expect(page.get_by_role("status")).to_contain_text("Bản nháp chưa áp dụng")
    page.goto("/admin/settings/import")
    sheet = {"name": "don-vi.csv", "mimeType": "text/csv", "buffer": UNITS.encode()}
    page.get_by_label("Tệp", exact=True).set_input_files(sheet)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("button", name="Áp dụng 1 thay đổi")).to_be_visible()
    page.goto("/admin/directory?q=Phòng+Văn+hóa")
    expect(page.get_by_role("heading", name="Phòng Văn hóa")).to_have_count(0)


def save(page, why):
    page.locator("#form").get_by_label("Lý do").fill(why)
    page.locator("#form").get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def test_an_observer_reads_sums_and_reaches_no_case(visits, sign_in):
    visits.refusals.add(403)
    page = sign_in("nga").page
    page.wait_for_url("**/admin/board")
    for name in ("Điểm nóng", "Báo cáo định kỳ", "Soi đồng hồ"):
        page.goto("/admin/board")
        page.get_by_role("link", name=name).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("a[href*='/cases']").count() == 0
    for path in ("cases/1", "cases/1/story", "board/cases?fact=told", "dialogues", "funnel", "attachments/1", "audit"):
        assert page.goto(f"/admin/{path}").status == 403, path
        expect(page.get_by_role("link", name="Về trang đầu")).to_be_visible()
