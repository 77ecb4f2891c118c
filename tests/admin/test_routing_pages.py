"""Rules in the panel: a tie shows both, a draft changes nothing but the trial, an ended rule stays to be read."""

import re

import pytest
from sqlalchemy import select

from intake.catalogue import own_topics
from intake.directory import routing_rules
from intake.directory.routing_rules import RuleData
from intake.learning import rule_replay
from intake.officers import staff
from intake.setting_log import Act
from intake.tables import CaseRow, RoutingRuleRow, UnitRow
from routing.kinds import Kind
from routing.topic_overlay import OwnTopic
from routing.topics import load_catalogue
from tests.factories import tell, viewer

RULE = {"topic": "giao_thong_ha_tang", "commune_code": "07210", "why": "Thông báo phân công"}
TRIAL = {"topic": "giao_thong_ha_tang", "commune_code": "07210", "kind": "feedback"}


def id_of(db, code):
    with db.read() as snap:
        return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())


def write(browser, db, code="G-CA", path="/admin/routing/new", **changed):
    return browser.post(path, {**RULE, "unit_id": id_of(db, code), **changed})


@pytest.fixture
def boss(signed_in, office):
    with office.transaction() as tx:
        unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-CA")).scalar_one()
        staff.add_staff(tx, unit_id=unit_id, name="Đàm Văn Lực", role="officer")
    return signed_in("quy")


def test_a_draft_changes_only_what_the_trial_says(boss, office, settings):
    assert write(boss, office, is_draft="1").status_code == 303
    page = boss.post("/admin/routing/try", TRIAL).text
    assert "Nếu áp dụng các bản nháp" in page
    assert "theo <a" in page.partition("Nếu áp dụng")[2]
    assert "theo <a" not in page.partition("Nếu áp dụng")[0].partition('id="found"')[2]
    assert tell(office, settings).receipt.unit.startswith("Phòng Kinh tế")
    path = "/admin/routing/1"
    assert write(boss, office, path=path).status_code == 303
    assert tell(office, settings, chat="b").receipt.unit.startswith("Công an phường")
    assert write(boss, office, path=path, to_on="2026-09-13", why="Hết hiệu lực").status_code == 303
    assert tell(office, settings, chat="c").receipt.unit.startswith("Phòng Kinh tế")
    assert "Đã kết thúc" in boss.get("/admin/routing").text


def test_two_rules_for_one_matter_are_refused_and_both_shown(boss, office):
    write(boss, office)
    refused = write(boss, office, code="G-KT", from_on="2026-10-01")
    assert refused.status_code == 409
    assert "Quy tắc số 1 đã nói về đúng trường hợp này" in refused.text
    assert "Công an phường" in refused.text
    assert "từ 01/10/2026" in refused.text
    assert write(boss, office, code="G-KT", from_on="2026-10-01", replaces="1").status_code == 303
    with office.read() as snap:
        last = snap.execute(select(RoutingRuleRow.to_on).order_by(RoutingRuleRow.id)).scalars().first()
    assert f"{last}" == "2026-09-30"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit_id": ""}, "Xin chọn nơi nhận việc"),
        ({"unit_id": "1", "function": "UBND", "level": "province"}, "không cả hai"),
        ({"from_on": "2026-10-02", "to_on": "2026-09-01"}, "Ngày cuối phải"),
        ({"topic": "khong_co"}, "không có trong danh mục"),
        ({"why": ""}, "Xin ghi lý do"),
    ],
)
def test_a_wrong_rule_is_told_at_its_field(boss, office, changed, said):
    answer = boss.post("/admin/routing/new", {**RULE, "unit_id": id_of(office, "G-CA"), **changed})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_rule_to_a_unit_without_people_is_refused(boss, office):
    answer = write(boss, office, code="P-SXD")
    assert answer.status_code == 422
    assert "Quy tắc này (" in answer.text
    assert f"lĩnh vực “{load_catalogue().topics[RULE['topic']].name_vi}”" in answer.text
    assert "chưa có ai nhận việc" in answer.text


def test_words_are_tried_without_being_kept(boss):
    page = boss.post("/admin/routing/try", {"text": "Ổ gà to trước cổng trường ở phường Bắc Giang"}).text
    assert "Máy hiểu:" in page
    assert "Khả năng thứ hai" in page
    empty = boss.post("/admin/routing/try", {"text": " "})
    assert empty.status_code == 422


def test_a_draft_shows_what_of_the_past_quarter_would_have_gone_elsewhere(boss, office, settings, clock, signed_in):
    told = [tell(office, settings, f"Việc thường {number}", chat=f"c{number}") for number in range(6)]
    tell(office, settings, "Ở xã khác", commune="07339", chat="far")
    sealed = tell(office, settings, "Tố cáo", kind=Kind.DENUNCIATION, chat="sealed")
    path = write(boss, office, is_draft="1").headers["location"].replace("?done=add", "/past")
    page = boss.get(path).text
    assert "6 hồ sơ sẽ đi nơi khác" in page
    assert "Việc thường" not in page  # an administrator sees figures only
    seen = signed_in("giap").get(path).text
    assert seen.count("Việc thường") == 6
    assert sealed.receipt.code[-9:] not in signed_in("quy").get(path).text
    assert signed_in("son").get(path).status_code == 403
    assert signed_in("giap").get("/admin/routing/999/past").status_code == 404
    with office.read() as snap:
        units = snap.execute(select(CaseRow.lead_unit_id).where(CaseRow.id.in_([one.id for one in told]))).scalars()
        assert set(units) == {int(id_of(office, "G-KT"))}  # nothing has moved
    clock.forward(days=100)
    assert "Chưa có hồ sơ nào thuộc trường hợp này" in signed_in("giap").get(path).text


def test_few_cases_are_covered_for_who_sees_none_and_pages_go_on(boss, office, settings, signed_in, monkeypatch):
    monkeypatch.setattr(rule_replay, "PAGE", 2)
    for number in range(3):
        tell(office, settings, f"Việc thường {number}", chat=f"c{number}")
    path = write(boss, office, is_draft="1").headers["location"].replace("?done=add", "/past")
    assert "dưới 5 hồ sơ sẽ đi nơi khác" in boss.get(path).text
    browser = signed_in("giap")
    first = browser.get(path).text
    second = browser.get(re.search(rf"{path}\?after=\w+", first)[0]).text
    assert [first.count("Việc thường"), second.count("Việc thường")] == [2, 1]


@pytest.mark.parametrize("spoken_of", ["trat_tu_do_thi", "cho_coc"])
def test_a_topic_of_the_office_s_own_is_replayed_as_its_parent_has_it(office, settings, spoken_of):
    market = OwnTopic("cho_coc", name="Chợ cóc", parent="trat_tu_do_thi", sure=("chợ cóc",))
    with office.transaction() as tx:
        own_topics.save(tx, market, act=Act("Nghị quyết", "system", "topic.add"))
    tell(office, settings, "Chợ cóc họp giữa đường", topic="cho_coc", chat="own")
    tell(office, settings, "Biển quảng cáo che vỉa hè", topic="trat_tu_do_thi", chat="parent")
    rule = RuleData(topic=spoken_of, unit_id=int(id_of(office, "G-VP")), is_draft=True)
    with office.transaction() as tx:
        rule_id = routing_rules.add(tx, rule, why="Thông báo phân công", actor="system")
    with office.read() as snap:
        found = rule_replay.replay_of(snap, viewer(office, "giap"), rule_id)
    topics = {"cho_coc", spoken_of}
    assert found.looked == found.moved == len(topics)
    (turn,) = found.turns
    assert turn.then.unit.startswith("Văn phòng")
    assert turn.now.helpers == ("Công an phường Bắc Giang",)  # usual for the parent


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("moving", "staying", "most", "said"),
    [
        (6, 0, 500, "Đã xem 6 hồ sơ: <b>6 hồ sơ sẽ đi nơi khác</b>"),
        (0, 6, 500, "Đã xem 6 hồ sơ: không hồ sơ nào đi khác"),
        (0, 3, 500, "Đã xem dưới 5 hồ sơ: không hồ sơ nào đi khác"),
        (3, 0, 500, "Trong số hồ sơ đã xem, <b>dưới 5 hồ sơ sẽ đi nơi khác</b>"),
        (6, 2, 500, "Trong số hồ sơ đã xem, <b>6 hồ sơ sẽ đi nơi khác</b>"),  # 8 would tell of the 2
        (6, 2, 7, "Trong số hồ sơ đã xem, <b>6 hồ sơ sẽ đi nơi khác</b>"),  # so would that the newest 7 were looked at
    ],
)
def test_small_numbers_leave_neither_by_themselves_nor_by_a_difference(
    *, boss, office, settings, signed_in, monkeypatch, moving, staying, most, said
):
    monkeypatch.setattr(rule_replay, "MOST", most)
    write(boss, office, kind="petition")
    for number in range(staying):
        tell(office, settings, "Việc ở lại", kind=Kind.PETITION, chat=f"s{number}")
    for number in range(moving):
        tell(office, settings, "Việc đi nơi khác", chat=f"m{number}")
    path = write(boss, office, is_draft="1").headers["location"].replace("?done=add", "/past")
    shown = boss.get(path).text
    assert f'<p role="status">{said}' in shown
    assert "mới nhất" not in shown
    assert f"Đã xem {min(moving + staying, most)} hồ sơ" in signed_in("giap").get(path).text
