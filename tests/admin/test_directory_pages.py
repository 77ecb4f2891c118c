"""Units and officers in the panel: told at the field, with a reason, taken back, and never locking everybody out."""

import re

import pytest
from sqlalchemy import select

from admin.forms.directory_forms import typed_officer, typed_unit
from admin.pages.setup.hub import GROUPS
from intake.directory import officer_data, units
from intake.tables import OfficerChatRow, SessionRow, StaffRow, UnitRow
from tests.admin.conftest import Browser
from tests.factories import viewer

pytestmark = pytest.mark.one_database

NEW = {
    "unit_id": "",
    "name": "Phan Thị Lụa",
    "role": "officer",
    "login": "lua",
    "phone": "0204 3000 120",
    "why": "Mới về",
}


def id_of(db, code):
    with db.read() as snap:
        return snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one()


def officer_form(db, login, **changed):
    with db.read() as snap:
        data = officer_data.standing_of(snap, viewer(db, login).id).data
    return {**typed_officer(data), "why": "Theo quyết định phân công", **changed}


def test_the_bar_is_short_and_the_hub_leads_on(signed_in):
    page = signed_in("giap").get("/admin/settings").text
    tabs = re.findall(r'<nav aria-label="Các trang">(.*?)</nav>', page, re.DOTALL)[0]
    assert re.findall(r">([^<>]+?)(?: <b|</a>)", tabs) == [
        "Hồ sơ", "Tiếp nhận", "Hội thoại", "Tiếp dân", "Theo dõi", "Cài đặt", "Sự cố", "Thông báo",
    ]  # fmt: skip
    assert 'href="/admin/settings" aria-current="page"' in page
    assert all(entry.path in page for some in GROUPS.values() for entry in some if "supervisor" in entry.roles)
    assert "/admin/posters" not in page


@pytest.mark.parametrize("login", ["giap", "quy"])
def test_every_page_that_the_hub_leads_to_opens(signed_in, login):
    browser = signed_in(login)
    led_to = re.findall(r'<a href="(/admin/[^"#?]+)"', browser.get("/admin/settings").text)
    assert len(led_to) > 20
    assert [path for path in led_to if browser.get(path).status_code != 200] == []


def test_a_page_is_called_by_one_name_wherever_it_is_led_to(signed_in):
    called = {}
    for login in ("giap", "quy"):
        browser = signed_in(login)
        page = browser.get("/admin/settings").text + browser.get("/admin/board").text
        for path, name in re.findall(r'<a href="(/admin/[\w/-]+)"[^>]*>([^<>]+)</a>', page):
            heading = re.search(r"<h1>([^<]+)", browser.get(path).text)[1]
            called |= {path: (name, heading)} if not heading.startswith(name) else {}
    own = {"/admin/": "the list of cases", "/admin/account": "the name of whoever is signed in"}
    tabs = {"/admin/counter", "/admin/receptions", "/admin/board", "/admin/problems"}  # a tab is as short as it can be
    assert {path: names for path, names in called.items() if path not in {*own, *tabs}} == {}


def test_a_first_password_is_shown_once_and_opens_nothing_but_the_page_to_choose_ones_own(signed_in, office, panel):
    boss = signed_in("quy")
    page = boss.post("/admin/directory/staff/new", {**NEW, "unit_id": str(id_of(office, "G-KT"))}).text
    password = re.search(r'class="code">([a-z0-9-]{14})<', page)[1]
    lua = Browser(panel)
    assert lua.sign_in("lua", password).status_code == 303
    assert lua.get("/admin/").headers["location"] == "/admin/first-password"
    lua.get("/admin/first-password")
    assert (
        "Xin đặt một mật khẩu khác" in lua.post("/admin/first-password", {"password": password, "again": password}).text
    )
    for weak, said in (("aaaaaaaaaaab", "lặp lại"), ("password123456", "hay đặt"), ("ngắn quá", "ít nhất 10")):
        assert said in lua.post("/admin/first-password", {"password": weak, "again": weak}).text
    own = "mat-khau-rieng-cua-lua"
    chosen = lua.post("/admin/first-password", {"password": own, "again": own})
    assert chosen.status_code == 303
    assert "đăng nhập bằng mật khẩu vừa đặt" in lua.get(chosen.headers["location"]).text
    assert "Đã lưu mật khẩu" not in lua.get("/admin/login").text
    assert lua.get("/admin/").headers["location"].startswith("/admin/login")
    assert lua.sign_in("lua", own).status_code == 303
    assert lua.get("/admin/").status_code == 200
    path = f"/admin/directory/staff/{viewer(office, 'lua').id}"
    assert password not in boss.get(path).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Xin ghi họ tên"),
        ({"login": "Có Dấu"}, "chữ thường không dấu"),
        ({"login": "ha"}, "đã có người dùng"),
        ({"phone": "gọi tôi"}, "chỉ gồm số"),
        ({"absent_from": "2026-09-20", "absent_until": "2026-09-10"}, "Ngày cuối phải"),
        ({"absent_until": "hôm nào"}, "Không có ngày này"),
        ({"why": " "}, "Xin ghi lý do"),
        ({"unit_id": "0"}, "Xin chọn đơn vị"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(signed_in, office, wrong, said):
    form = {**NEW, "unit_id": str(id_of(office, "G-KT")), **wrong}
    answer = signed_in("quy").post("/admin/directory/staff/new", form)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert NEW["phone"] in answer.text or "phone" in wrong


def test_an_older_version_is_taken_again(signed_in, office):
    boss, path = signed_in("quy"), f"/admin/directory/staff/{viewer(office, 'ha').id}"
    assert boss.post(path, officer_form(office, "ha", title="Phó phòng")).status_code == 303
    page = boss.get(path).text
    assert "Theo quyết định phân công" in page
    assert '<span class="was">Chuyên viên</span> → Phó phòng' in page
    again = boss.get(f"{path}?version=1").text
    assert 'value="Chuyên viên"' in again
    assert "điền theo bản 1" in again
    stale = boss.post(path, officer_form(office, "ha", title="Khác", seen="1"))
    assert stale.status_code == 409


def test_who_leaves_a_unit_without_anybody_by_an_absence_is_told(signed_in, office):
    boss, away = signed_in("quy"), {"absent_from": "14/09/2026", "absent_until": "18/09/2026"}
    people = {login: viewer(office, login).id for login in ("ha", "lam", "son")}

    def goes(login, stand_in):
        path = f"/admin/directory/staff/{people[login]}"
        changed = {**away, "substitute_id": str(people[stand_in])}
        assert boss.post(path, officer_form(office, login, **changed)).status_code == 303
        return "đều vắng, chưa có ai làm thay" in boss.get(path).text

    assert [goes("ha", "lam"), goes("son", "lam"), goes("lam", "ha")] == [False, False, True]


@pytest.mark.both_databases
def test_the_last_administrator_stays(signed_in, office):
    boss, path = signed_in("quy"), f"/admin/directory/staff/{viewer(office, 'quy').id}"
    refused = boss.post(path, officer_form(office, "quy", role="observer"))
    assert refused.status_code == 409
    assert "quản trị viên cuối cùng" in refused.text
    assert boss.post(f"{path}/deactivate", {"why": "thử"}).status_code == 409


def test_who_is_shut_out_is_out_at_once(signed_in, office):
    boss, ha = signed_in("quy"), signed_in("ha")
    staff_id = viewer(office, "ha").id
    assert boss.post(f"/admin/directory/staff/{staff_id}/deactivate", {"why": "Nghỉ hưu"}).status_code == 303
    assert ha.get("/admin/").status_code == 303
    with office.read() as snap:
        assert not snap.execute(select(SessionRow).where(SessionRow.staff_id == staff_id)).all()
        assert not snap.execute(select(OfficerChatRow).where(OfficerChatRow.staff_id == staff_id)).all()
    assert "Đã khóa" in boss.get(f"/admin/directory/staff/{staff_id}").text
    back = boss.post(f"/admin/directory/staff/{staff_id}/reactivate", {"why": "Trở lại"})
    assert "Mật khẩu lần đầu" in back.text


def test_a_unit_is_added_renamed_and_closed_only_when_nothing_lives_there(signed_in, office):
    boss = signed_in("quy")
    with office.read() as snap:
        held = units.data_of(snap, id_of(office, "T-KT"))
    fresh = {
        **typed_unit(held),
        "code": "T-VH",
        "name": "Phòng Văn hóa",
        "function": "Phòng Văn hóa – Xã hội",
        "why": "Mới lập",
    }
    made = boss.post("/admin/directory/units/new", fresh)
    assert made.status_code == 303
    path = made.headers["location"].partition("?")[0]
    assert boss.post(path, {**fresh, "name": "Phòng Văn hóa xã", "why": "Đúng biển"}).status_code == 303
    assert boss.post(f"{path}/standing", {"do": "close", "why": "Lập nhầm"}).status_code == 303
    assert "Đã đóng" in boss.get(path).text
    refused = boss.post(f"/admin/directory/units/{id_of(office, 'T-KT')}/standing", {"do": "close", "why": "Sáp nhập"})
    assert refused.status_code == 409
    assert "Ngô Thị Tâm" in refused.text
    with office.read() as snap:
        assert snap.execute(select(StaffRow.is_active).where(StaffRow.login == "tam")).scalar_one()


def test_another_head_is_appointed_and_the_old_one_steps_down(signed_in, office):
    boss, unit = signed_in("quy"), id_of(office, "G-KT")
    form = {"head": str(viewer(office, "lam").id), "why": "Quyết định bổ nhiệm"}
    assert boss.post(f"/admin/directory/units/{unit}/head", form).status_code == 303
    assert (viewer(office, "lam").role, viewer(office, "son").role) == ("head", "officer")


def test_a_declaration_keeps_somebody_from_what_accuses_the_body(signed_in, office):
    boss, staff_id = signed_in("quy"), viewer(office, "giap").id
    path, unit = f"/admin/directory/staff/{staff_id}", id_of(office, "G-CA")
    said = {"tied": str(unit), "relation": "vợ công tác", "source": "Kê khai 2026"}
    assert boss.post(f"{path}/declare", said).status_code == 303
    assert unit in viewer(office, "giap").ties
    assert "vợ công tác" in boss.get(path).text
    unknown = boss.post(f"{path}/declare", {**said, "tied": "", "other": "Không Có Ai"})
    assert "Không có ai mang tên này" in unknown.text
    assert boss.post(f"{path}/withdraw", {"tied": str(unit)}).status_code == 303
    assert viewer(office, "giap").ties == frozenset()


def unit_form(db, code, **changed):
    with db.read() as snap:
        data = units.data_of(snap, id_of(db, code))
    return {**typed_unit(data), "why": "Theo quyết định của tỉnh", **changed}


def test_two_units_under_one_have_two_names(signed_in, office):
    boss, unit = signed_in("quy"), id_of(office, "G-CA")
    boss.get(f"/admin/directory/units/{unit}")
    taken = unit_form(office, "G-CA", name="Phòng kinh tế, hạ tầng và đô thị")
    refused = boss.post(f"/admin/directory/units/{unit}", taken)
    assert refused.status_code == 422
    assert "Cùng cấp trên đã có đơn vị tên này" in refused.text


def test_a_unit_whose_head_is_locked_out_is_named_as_headless(signed_in, office):
    boss = signed_in("quy")
    assert not headless(boss, office, "G-KT")
    head = viewer(office, "son").id
    boss.get(f"/admin/directory/staff/{head}")
    assert boss.post(f"/admin/directory/staff/{head}/deactivate", {"why": "Nghỉ việc"}).status_code == 303
    assert headless(boss, office, "G-KT")


def headless(browser, db, code):
    card = browser.get("/admin/directory").text.partition(f'id="unit-{id_of(db, code)}"')[2].partition("</section>")[0]
    return "Chưa có người đứng đầu đang làm việc" in card
