"""Settings go out as one file and come in again; a spreadsheet's bad rows are named and nothing of it is applied."""

import json

import pytest
from sqlalchemy import func, select

from intake.replies import reply_templates
from intake.tables import AuditRow, ReplyTemplateRow, RoutingRuleRow, SettingImportRow, StaffRow, UnitRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database

UNITS = (
    "\ufeffMã;Tên;Cấp;Chức năng;Xã, phường;Mã đơn vị cấp trên;Điện thoại;Màu\r\n"
    "T-VH;Phòng Văn hóa;Xã;Phòng Văn hóa – Xã hội;xã Tân Yên;T-TT;2043000120;xanh\r\n"
    "T-TT;Trung tâm;Xã;Trung tâm Phục vụ hành chính công;07339;T;;\r\n"
)
BAD = UNITS + ";Không mã;Huyện;;;;;\r\nT-X;Phòng X;Xã;Phòng X;Xã Đâu Đó;KHONG-CO;gọi tôi;\r\n"


def hand_in(browser, text, kind="units"):
    data = text if isinstance(text, bytes) else text.encode()
    form = {"csrf": browser.csrf, "kind": kind}
    return browser.send("POST", "/admin/settings/import", data=form, files={"table": ("danh-ba.csv", data)})


def count(db, table):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def boss(signed_in):
    return signed_in("quy")


@pytest.mark.both_databases
def test_a_table_of_excel_is_looked_at_then_taken_over_whole(boss, office):
    path = hand_in(boss, UNITS).headers["location"]
    page = boss.get(path).text
    assert "2 thêm mới" in page
    assert "Cột không dùng tới: Màu" in page
    assert count(office, UnitRow) == 10
    assert boss.post(path, {"why": ""}).status_code == 422
    assert boss.post(path, {"why": "Lập phòng mới"}).headers["location"].endswith("done=2")
    with office.read() as snap:
        rows = {row.code: row for row in snap.execute(select(UnitRow.__table__).order_by(UnitRow.id))}
        assert snap.execute(select(SettingImportRow.text)).scalar_one() is None
    assert rows["T-VH"].parent_id == rows["T-TT"].id
    assert (rows["T-VH"].commune_code, rows["T-VH"].phone) == ("07339", "02043000120")
    assert boss.post(path, {"why": "lần nữa"}).status_code == 409
    assert "Lập phòng mới" in boss.get(f"/admin/directory/units/{rows['T-VH'].id}").text


def test_each_bad_cell_is_named_and_nothing_is_applied_unless_chosen(boss, office):
    path = hand_in(boss, BAD).headers["location"]
    page = boss.get(path).text
    for said in ("Không có cấp này", "Không có đơn vị mang mã KHONG-CO", "chỉ gồm số"):
        assert said in page
    assert '<td class="num" data-of="Dòng">4</td>' in page
    assert '<td class="num" data-of="Dòng">5</td><td>Xã, phường</td>' in page
    assert boss.post(path, {"why": "thử"}).status_code == 422
    assert count(office, UnitRow) == 10
    assert boss.post(path, {"why": "Phần đúng", "only_right": "1"}).status_code == 303
    assert count(office, UnitRow) == 12


def test_staff_come_without_a_password_and_what_the_table_leaves_out_stays(boss, office):
    table = "Mã đơn vị,Họ và tên,Vai trò,Tên đăng nhập,Lĩnh vực\n"
    table += "G-KT,Nguyễn Thu Hà,Cán bộ xử lý,ha,Điện lực | giao_thong_ha_tang\n"
    path = hand_in(boss, table + "T-KT,Đào Thế Vinh,Người đứng đầu đơn vị,vinh,\n", "staff").headers["location"]
    page = boss.get(path).text
    assert "Không có lĩnh vực" in page
    good = table.replace("Điện lực | ", "") + "T-KT,Đào Thế Vinh,Người đứng đầu đơn vị,vinh,\n"
    path = hand_in(boss, good, "staff").headers["location"]
    assert boss.post(path, {"why": "Phân công"}).headers["location"].endswith("done=2")
    with office.read() as snap:
        rows = {row.login: row for row in snap.execute(select(StaffRow.__table__).order_by(StaffRow.id))}
    assert rows["ha"].phone == "0204 3000 101"
    assert rows["ha"].topics == ["giao_thong_ha_tang"]
    assert rows["vinh"].password_hash is None


def test_a_table_that_takes_the_last_administrator_away_changes_nothing(boss, office):
    table = "Mã đơn vị,Họ và tên,Vai trò,Tên đăng nhập\nP,Đỗ Văn Quý,Quan sát,quy\n"
    refused = boss.post(hand_in(boss, table, "staff").headers["location"], {"why": "thử"})
    assert "quản trị viên cuối cùng" in refused.text
    assert viewer(office, "quy").role == "administrator"


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Mã;Tên\r\nA;B\r\n", "units", "Thiếu cột Cấp, Chức năng"),
        ("{}", "settings", "không phải tệp cài đặt"),
        ("[1", "settings", "không phải JSON"),
        (json.dumps({"format": "nghedan-settings", "version": 9}), "settings", "phiên bản 9"),
        (json.dumps({"format": "nghedan-settings", "version": 1, "x": []}), "settings", "mục không biết: x"),
        (
            json.dumps({"format": "nghedan-settings", "version": 1, "units": [{"code": 1}]}),
            "settings",
            "Đơn vị, dòng 1",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(boss, text, kind, said):
    assert said in boss.get(hand_in(boss, text, kind).headers["location"]).text


@pytest.mark.parametrize("data", [b"", b"\xff\xfa\x00", b"  \n"])
def test_what_is_no_text_is_refused_at_the_field(boss, data):
    answer = hand_in(boss, data)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.both_databases
def test_what_went_out_comes_in_again_and_changes_nothing(boss, office):
    with office.transaction() as tx:
        ids = dict(tx.execute(select(UnitRow.code, UnitRow.id)).all())
        tx.execute(RoutingRuleRow.__table__.insert().values(topic="dien", unit_id=ids["G-KT"], is_draft=False))
    text = boss.get("/admin/settings/export.json").text
    assert "argon2" not in text
    assert "Tệp này không làm thay đổi gì" in boss.get(hand_in(boss, text, "settings").headers["location"]).text
    for name, kind in (("units", "units"), ("staff", "staff")):
        table = boss.get(f"/admin/settings/{name}.csv").text
        assert "Tệp này không làm thay đổi gì" in boss.get(hand_in(boss, table, kind).headers["location"]).text
    with office.read() as snap:
        assert snap.execute(select(func.count()).where(AuditRow.action == "settings.export")).scalar_one() == 3


@pytest.mark.both_databases
def test_another_office_s_file_brings_units_people_rules_and_words_in_one_go(boss):
    content = json.loads(boss.get("/admin/settings/export.json").text)
    content["units"].append({**content["units"][-1], "code": "T-CA", "name": "Công an xã", "function": "Công an xã"})
    person = {**content["staff"][-1], "unit": "T-CA", "name": "Đào Thế Vinh", "login": "vinh", "topics": []}
    content["staff"].append(person)
    rule = {"topic": "dien", "commune_code": None, "kind": None, "instance": None, "unit": "T-CA", "function": None}
    content["rules"].append({**rule, "level": None, "helpers": [], "from_on": None, "to_on": None, "is_draft": False})
    content["office"] = {**content["office"], "phone": "0222 3000 999"}
    content["courtesy"] = {"draft.keep_days": 5}
    content["calendar"].append(
        {"day": "2026-11-20", "is_working": False, "name": "Nghỉ", "source": "Công văn 1", "confirmed": True}
    )
    path = hand_in(boss, json.dumps(content), "settings").headers["location"]
    assert "không có chỗ sai" in boss.get(path).text
    assert boss.post(path, {"why": "Theo tỉnh bạn"}).headers["location"].endswith("done=6")
    after = json.loads(boss.get("/admin/settings/export.json").text)
    assert {**after, "made_at": ""} == {**content, "made_at": ""}


@pytest.mark.both_databases
def test_templates_approvals_retention_and_second_steps_go_out_and_come_in(boss, office):
    with office.transaction() as tx:
        reply_templates.load(tx)
    content = json.loads(boss.get("/admin/settings/export.json").text)
    assert len(content["templates"]) > 20
    assert {"web", "telegram", "zalo_oa", "mail", "tiles"} <= set(content["channels"])
    first = content["templates"][0]
    first["text"] += " Cảm ơn anh/chị."
    content["templates"].append({**first, "name": None, "title": "Mẫu của tỉnh bạn", "unit": "G-KT"})
    content["approvals"] = [{"unit": "G-KT", "kinds": ["complaint"]}]
    content["retention"] = {"raw_updates": 45}
    content["second_factor"] = {"roles": ["administrator"]}
    page = boss.get(hand_in(boss, json.dumps(content), "settings").headers["location"]).text
    assert "chưa ai bật xác thực hai bước" in page  # else everybody could be shut out
    content["second_factor"] = {}
    path = hand_in(boss, json.dumps(content), "settings").headers["location"]
    assert "chỉ để đối chiếu" in boss.get(path).text
    assert boss.post(path, {"why": "Theo tỉnh bạn"}).headers["location"].endswith("done=4")
    after = json.loads(boss.get("/admin/settings/export.json").text)
    for name in ("templates", "approvals"):
        assert after[name] == content[name], name
    assert after["retention"]["raw_updates"] == 45
    assert (
        "Tệp này không làm thay đổi gì"
        in boss.get(hand_in(boss, json.dumps(after), "settings").headers["location"]).text
    )


def with_own_topic(browser, **changed):
    """Return a file that brings a topic and a template on it."""
    lists = {name: [] for name in ("sure", "cues", "anti", "examples")}
    days = {"from_on": None, "off_from": None, "heir": None}
    topic = {"code": "cho_coc", "name": "Chợ cóc", "description": "", "parent": "trat_tu_do_thi", **days, **lists}
    template = {"name": None, "title": "Về chợ cóc", "step": "answer", "text": "Đã dẹp.", "kind": "", "state": ""}
    template |= {"topic": "cho_coc", "unit": None, "is_active": True}
    content = json.loads(browser.get("/admin/settings/export.json").text)
    return json.dumps({**content, "topics": [{**topic, **changed}], "templates": [template]})


@pytest.mark.both_databases
def test_a_template_may_be_on_a_topic_of_the_same_file(boss):
    path = hand_in(boss, with_own_topic(boss), "settings").headers["location"]
    assert "không có chỗ sai" in boss.get(path).text
    assert boss.post(path, {"why": "Theo tỉnh bạn"}).headers["location"].endswith("done=2")


@pytest.mark.both_databases
def test_a_template_is_left_out_with_its_wrong_topic(boss, office):
    text = json.loads(with_own_topic(boss, parent="khong_co"))
    text["retention"] = {"raw_updates": 45}
    path = hand_in(boss, json.dumps(text), "settings").headers["location"]
    assert boss.post(path, {"why": "Phần đúng", "only_right": "1"}).headers["location"].endswith("done=1")
    assert count(office, ReplyTemplateRow) == 0


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"retention": {"raw_updates": 0}}, "Thời gian lưu giữ chưa đúng"),
        ({"second_factor": {"roles": ["chairman"]}}, "Không có vai trò chairman"),
        ({"approvals": [{"unit": "G-KT", "kinds": ["x"]}]}, "Không có loại việc x"),
        ({"approvals": [{"unit": "KHONG-CO", "kinds": ["complaint"]}]}, "Không có đơn vị mang mã KHONG-CO"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_and_nothing_applied(boss, part, said):
    content = {"format": "nghedan-settings", "version": 1, **part}
    path = hand_in(boss, json.dumps(content), "settings").headers["location"]
    assert said in boss.get(path).text
    assert boss.post(path, {"why": "thử"}).status_code == 422
