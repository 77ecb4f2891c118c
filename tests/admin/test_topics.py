"""Topics in the panel: said, tried, asked about when too general, undone, taken out; in use at once and everywhere."""

import json

import pytest
from sqlalchemy import select

from intake.catalogue import own_topics, topic_book
from intake.directory import routing_rules
from intake.officers import staff
from intake.setting_log import Act
from intake.tables import AuditRow, CaseRow, SettingVersionRow, UnitRow
from routing.reading import default_reader
from routing.topic_overlay import OwnTopic
from tests import people
from tests.admin.test_exchange import hand_in
from tests.factories import tell

pytestmark = pytest.mark.one_database

FARM = {
    "name": "Mùi hôi trại lợn",
    "parent": "moi_truong",
    "sure": "Trại lợn\r\n\r\nchuồng trại\r\n",
    "cues": "mùi hôi … trại",
    "examples": "Trại lợn xả thải, gọi 0912345678 mãi không ai đến",
    "why": "Nghị quyết của HĐND",
}
SMELL = "Trại lợn nhà ông Tư bốc mùi hôi thối khắp xóm"


@pytest.fixture
def boss(signed_in):
    return signed_in("quy")


def add(boss, **changed):
    return boss.post("/admin/topics/new", {**FARM, **changed})


def read(db, text=SMELL):
    with db.read() as snap:
        return topic_book.reader_of(snap, default_reader()).read(text)


def test_an_own_topic_is_read_and_named_everywhere_at_once(boss, office, settings):
    assert read(office).topic == "moi_truong"
    answer = add(boss)
    assert answer.headers["location"] == "/admin/topics/mui_hoi_trai_lon?done=save"
    reading = read(office)
    assert reading.topic == "mui_hoi_trai_lon"
    assert "+" in reading.version.partition("·")[0]
    page = boss.get(answer.headers["location"]).text
    assert "********78" in page
    assert "0912345678" not in page
    assert "trại lợn" in page
    told = tell(office, settings, SMELL, topic="mui_hoi_trai_lon")
    assert told.receipt.unit.startswith("Phòng Kinh tế")
    assert "Mùi hôi trại lợn" in boss.get("/admin/topics").text
    assert "Mùi hôi trại lợn" in boss.get("/admin/routing/new").text
    assert "mui_hoi_trai_lon" in boss.get("/admin/directory/staff/1").text


def test_its_own_rule_sends_it_to_another_unit_than_its_parent_s(boss, office, settings, signed_in):
    add(boss)
    with office.read() as snap:
        unit_id = own_unit(snap, "G-CA")
    ruled = {"topic": "mui_hoi_trai_lon", "commune_code": people.BAC_GIANG, "unit_id": unit_id, "why": "Phân công"}
    with office.transaction() as tx:
        staff.add_staff(tx, unit_id=int(unit_id), name="Đàm Văn Lực", role="officer")
    assert boss.post("/admin/routing/new", ruled).status_code == 303
    assert tell(office, settings, SMELL, topic="mui_hoi_trai_lon").receipt.unit.startswith("Công an")
    assert tell(office, settings, topic="moi_truong", chat="b").receipt.unit.startswith("Phòng Kinh tế")
    inbox = signed_in("giap").get("/admin/?folder=all&topic=mui_hoi_trai_lon").text
    assert "Mùi hôi trại lợn" in inbox


def own_unit(snap, code):
    return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())


def test_what_ends_hands_new_matters_on_and_old_cases_keep_their_name(boss, office, settings):
    old = tell(office, settings, topic="tieng_on", chat="a")
    ending = {"off_from": "2026-09-14", "heir": "an_ninh_trat_tu", "why": "Tỉnh gộp lại"}
    assert boss.post("/admin/topics/tieng_on", ending).status_code == 303
    new = tell(office, settings, topic="tieng_on", chat="b")
    with office.read() as snap:
        topics = snap.execute(select(CaseRow.topic).order_by(CaseRow.id)).scalars().all()
    assert topics == ["tieng_on", "an_ninh_trat_tu"]
    assert old.id < new.id
    assert read(office, "Karaoke loa kéo ầm ĩ cả đêm").topic == "an_ninh_trat_tu"
    assert "Đã ngừng dùng" in boss.get("/admin/topics").text


@pytest.mark.parametrize(
    ("code", "changed", "said"),
    [
        ("new", {"name": ""}, "Xin ghi tên lĩnh vực"),
        ("new", {"code": "Trại Lợn"}, "Mã gồm chữ thường"),
        ("new", {"code": "new"}, "Mã gồm chữ thường"),
        ("new", {"code": "dien"}, "Đã có lĩnh vực mang mã này"),
        ("new", {"name": "phòng chay chữa cháy"}, "Đã có lĩnh vực mang tên này"),
        ("new", {"parent": ""}, "Xin chọn lĩnh vực chung"),
        ("new", {"parent": "tham_nhung"}, "không chia nhỏ được"),
        ("new", {"sure": "một hai ba bốn năm sáu bảy tám"}, "từ một đến bảy chữ"),
        ("new", {"sure": "trại lợn", "anti": "trai lon"}, "có hai lần"),
        ("new", {"sure": "gọi 0912345678"}, "không ghi số điện thoại"),
        ("new", {"examples": "ngắn"}, "mỗi câu từ 10"),
        ("new", {"why": ""}, "Xin ghi lý do"),
        ("new", {"from_on": "hôm qua"}, "Không có ngày này"),
        ("dien", {"name": "", "parent": "nuoc"}, "không nằm trong lĩnh vực khác"),
        ("dien", {"off_from": "2026-10-01"}, "Xin chọn lĩnh vực nhận việc thay"),
        ("dien", {"heir": "nuoc"}, "Xin ghi ngừng dùng từ ngày nào"),
        ("dien", {"off_from": "2026-10-01", "heir": "dien"}, "Xin chọn một lĩnh vực khác"),
        ("dien", {"off_from": "2026-10-01", "heir": "tham_nhung"}, "Không chuyển việc thường"),
        ("can_bo", {"off_from": "2026-10-01", "heir": "dien"}, "không ngừng dùng được"),
        ("tham_nhung", {"anti": "phong bì"}, "phải được nhận ra"),
        ("khac", {"off_from": "2026-10-01", "heir": "dien"}, "không ngừng dùng được"),
        ("tham_nhung", {"off_from": "2026-10-01", "heir": "dien"}, "không ngừng dùng được"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason_and_stays_typed(boss, office, code, changed, said):
    given = {**(FARM if code == "new" else {"why": "Thử"}), **changed}
    answer = boss.post(f"/admin/topics/{code}", given)
    assert answer.status_code == 422
    assert said in answer.text
    assert given["why"] in answer.text
    with office.read() as snap:
        assert not topic_book.own_of(snap)


def test_topics_that_lean_on_one_cannot_lose_it(boss):
    add(boss)
    refused = boss.post("/admin/topics/moi_truong", {"off_from": "2026-10-01", "heir": "vat_nuoi", "why": "Gộp"})
    assert refused.status_code == 422
    assert "Còn lĩnh vực dựa vào lĩnh vực này: Mùi hôi trại lợn" in refused.text


def test_a_phrase_that_is_too_general_is_told_and_must_be_meant(boss, office):
    asked = add(boss, sure="đường")
    assert asked.status_code == 422
    assert "Cụm từ quá chung" in asked.text
    assert "câu của lĩnh vực khác" in asked.text
    with office.read() as snap:
        assert not topic_book.own_of(snap)
    assert add(boss, sure="đường", meant="cầu").status_code == 422
    assert 'name="meant" value="đường"' in asked.text
    assert add(boss, sure="đường", meant="đường").status_code == 303


def test_a_sentence_is_tried_before_anything_is_saved(boss, office):
    page = boss.post("/admin/topics/new/try", {**FARM, "trial": SMELL}).text
    told = page.partition('role="status"')[2]
    assert "Rác thải" in told.partition("Với nội dung đang soạn")[0]
    assert "Mùi hôi trại lợn" in told.partition("Với nội dung đang soạn")[2]
    assert "câu của lĩnh vực này" in told
    for changed, said in (({"trial": ""}, "Xin gõ một câu"), ({"sure": "…"}, "từ một đến bảy chữ")):
        refused = boss.post("/admin/topics/new/try", {**FARM, "trial": SMELL, **changed})
        assert refused.status_code == 422
        assert said in refused.text
    with office.read() as snap:
        assert not topic_book.own_of(snap)
        assert "topic.add" not in snap.execute(select(AuditRow.action).order_by(AuditRow.id)).scalars().all()


def test_an_older_version_comes_back_and_two_who_change_it_at_once_are_told(boss):
    page = "/admin/topics/chieu_sang"
    boss.post(page, {"name": "Điện ngõ xóm", "why": "Dân quen gọi", "seen": "0"})
    assert "Điện ngõ xóm" in boss.get("/admin/topics").text
    stale = boss.post(page, {"name": "Đèn ngõ", "why": "Cũ", "seen": "0"})
    assert stale.status_code == 409
    assert 'value="Đèn ngõ"' in stale.text
    assert "Như trước lần sửa đầu tiên" in boss.get(page).text
    assert 'name="name" type="text" value=""' in boss.get(f"{page}?version=1").text
    assert boss.post(page, {"name": "", "why": "Lấy lại", "seen": "2"}).status_code == 303
    assert "Điện ngõ xóm" not in boss.get("/admin/topics").text


def test_only_what_nothing_speaks_of_is_taken_out_and_it_can_come_back(boss, office, settings):
    add(boss)
    page = "/admin/topics/mui_hoi_trai_lon"
    told = tell(office, settings, SMELL, topic="mui_hoi_trai_lon")
    assert "còn hồ sơ hoặc dữ liệu cũ nhắc tới" in boss.get(page).text
    assert boss.post(f"{page}/remove", {"why": "Thôi"}).status_code == 422
    with office.transaction() as tx:
        tx.execute(CaseRow.__table__.update().where(CaseRow.id == told.id).values(topic="moi_truong"))
    assert boss.post(f"{page}/remove", {"why": "Thôi"}).headers["location"] == "/admin/topics?done=remove"
    assert read(office).topic == "moi_truong"
    assert "Mùi hôi trại lợn" in boss.get("/admin/topics").text
    gone = boss.get(page).text
    assert "Đã bỏ" in gone
    assert 'action="/admin/topics/new"' in gone
    assert add(boss, code="mui_hoi_trai_lon").status_code == 303
    with office.read() as snap:
        numbers = snap.execute(
            select(SettingVersionRow.version).where(SettingVersionRow.subject == "topic:mui_hoi_trai_lon")
            .order_by(SettingVersionRow.version)
        ).scalars().all()  # fmt: skip
    assert numbers == [1, 2, 3]


def test_they_go_out_and_come_in_with_the_file_of_settings_leaning_on_each_other(boss, office):
    add(boss)
    content = json.loads(boss.get("/admin/settings/export.json").text)
    [farm] = content["topics"]
    lean = {**farm, "code": "tieng_cho", "name": "Chó sủa đêm", "parent": "vat_nuoi", "sure": ["chó sủa"]}
    ended = {**farm, "code": "tieng_on", "name": "", "parent": None, "heir": "tieng_cho", "off_from": "2026-10-01"}
    ended |= {"sure": [], "cues": [], "examples": []}
    content["topics"] = [ended, {**lean, "cues": [], "examples": []}, farm]
    content["staff"][-1]["topics"] = ["tieng_cho"]
    path = hand_in(boss, json.dumps(content), "settings").headers["location"]
    assert "không có chỗ sai" in boss.get(path).text
    assert boss.post(path, {"why": "Theo tỉnh bạn"}).headers["location"].endswith("done=3")
    with office.read() as snap:
        assert set(topic_book.own_of(snap)) == {"mui_hoi_trai_lon", "tieng_cho", "tieng_on"}
    content["topics"][0]["heir"] = "khong_co"
    path = hand_in(boss, json.dumps(content), "settings").headers["location"]
    assert "Xin chọn một lĩnh vực khác" in boss.get(path).text


def test_who_may_not_change_it_reads_it(boss, signed_in):
    add(boss)
    watcher = signed_in("giap")
    page = watcher.get("/admin/topics/mui_hoi_trai_lon").text
    assert "chuồng trại" in page
    assert 'name="sure"' not in page
    assert watcher.post("/admin/topics/mui_hoi_trai_lon", FARM).status_code == 403


def test_each_change_is_in_the_audit_without_its_words(office):
    with office.transaction() as tx:
        own_topics.save(tx, OwnTopic("dien", name="Điện lưới"), act=Act("Dân gọi vậy", "system", "topic.change"))
    with office.read() as snap:
        action, detail = snap.execute(select(AuditRow.action, AuditRow.detail).order_by(AuditRow.id.desc())).first()
    assert action == "topic.change"
    assert detail["fields"] == ["name"]
    assert "Điện" not in json.dumps(detail, ensure_ascii=False)


ENDED = '<option value="tieng_on"'


@pytest.mark.parametrize("path", ["routing", "routing/new", "templates/new", "answers/new"])
def test_a_topic_that_has_ended_is_no_longer_offered_where_something_is_written_for_it(boss, path):
    assert ENDED in boss.get(f"/admin/{path}").text
    end = {"off_from": "2026-09-01", "heir": "an_ninh_trat_tu", "why": "Gộp lĩnh vực"}
    assert "done=save" in boss.post("/admin/topics/tieng_on", end).headers["location"]
    assert ENDED not in boss.get(f"/admin/{path}").text


def test_what_was_written_for_a_topic_keeps_it_when_it_has_ended(boss, office):
    with office.transaction() as tx:
        rule = routing_rules.RuleData(topic="tieng_on", unit_id=int(own_unit(tx, "G-VP")), is_draft=True)
        rule_id = routing_rules.add(tx, rule, why="Thông báo", actor="system")
    boss.post("/admin/topics/tieng_on", {"off_from": "2026-09-01", "heir": "an_ninh_trat_tu", "why": "Gộp"})
    assert f"{ENDED} selected" in boss.get(f"/admin/routing/{rule_id}").text
