"""A fact that was read wrongly is set right beside it: the machine learns, the past stays, and no promise moves."""

import pytest
from sqlalchemy import select

from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.registration.urgency import fact_of
from intake.tables import AuditRow, CaseEventRow, CaseRow, ClockRow, CorrectionRow, NoticeRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.people import TAN_YEN
from tests.scenes import Desk

pytestmark = pytest.mark.one_database


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def mend(browser, told, fact, **fields):
    page = browser.get(f"/admin/cases/{told.id}/facts/{fact}")
    assert page.status_code == 200
    version = page.text.partition('name="version" value="')[2].partition('"')[0]
    return browser.post(f"/admin/cases/{told.id}/facts/{fact}", {"version": version, **fields})


def case(desk, told):
    with desk.db.read() as snap:
        return snap.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()


def learned(desk):
    with desk.db.read() as snap:
        table = CorrectionRow.__table__
        rows = snap.execute(select(table.c.field, table.c.proposed, table.c.corrected).order_by(table.c.id))
        return [tuple(row) for row in rows]


def promises(desk, told):
    with desk.db.read() as snap:
        table = ClockRow.__table__
        rows = select(table.c.stage, table.c.due_on, table.c.status).where(table.c.case_id == told.id)
        return [tuple(row) for row in snap.execute(rows.order_by(table.c.id))]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("fact", "fields", "lesson"),
    [
        ("topic", {"topic": "chieu_sang"}, [("topic", "giao_thong_ha_tang", "chieu_sang")]),
        ("kind", {"kind": "petition"}, [("kind", "feedback", "petition")]),
        ("place", {"commune_code": TAN_YEN, "place_text": "cầu Tân Yên"}, [("commune_code", "07210", TAN_YEN)]),
        ("urgency", {"urgency": "danger"}, [("urgency", "none", "danger")]),
    ],
)
def test_a_fact_is_set_right_and_the_machine_learns(desk, signed_in, fact, fields, lesson):
    told = desk.at_work()
    before = promises(desk, told)
    answer = mend(signed_in("ha"), told, fact, **fields, reason="Xem ảnh thì rõ")
    assert answer.headers["location"].startswith(f"/admin/cases/{told.id}?done=correct")
    now = case(desk, told)
    assert all(fact_of(now, name) == value for name, value in fields.items())
    assert learned(desk) == lesson
    assert promises(desk, told) == before
    with desk.db.read() as snap:
        assert list(differences(snap)) == []
    page = signed_in("giap").get(f"/admin/cases/{told.id}").text
    assert "Sửa thông tin" in page
    assert "Xem ảnh thì rõ" in page


@pytest.mark.both_databases
def test_a_corrected_place_is_found_by_the_search(desk, signed_in):
    told = desk.at_work()
    browser = signed_in("ha")
    mend(browser, told, "place", commune_code="07210", place_text="ngõ Chim Én")
    assert f'href="/admin/cases/{told.id}"' in browser.get("/admin/?folder=all_open&q=chim+en").text


@pytest.mark.both_databases
def test_who_has_it_and_their_head_hear_that_it_is_urgent(desk, signed_in):
    told = desk.at_work()
    mend(signed_in("giap"), told, "urgency", urgency="danger", reason="Gọi hỏi thì có người kẹt")
    with desk.db.read() as snap:
        row = select(NoticeRow.staff_id).where(NoticeRow.kind == "urgent").order_by(NoticeRow.staff_id)
        hears = set(snap.execute(row).scalars())
    assert viewer(desk.db, "son").id in hears
    assert case(desk, told).officer_id in hears


@pytest.mark.both_databases
def test_what_the_machine_took_for_a_danger_is_lowered_step_by_step_and_the_lists_follow(desk, signed_in, settings):
    told = tell(desk.db, settings, is_urgent=True, danger="collapse", reading=True)
    browser = signed_in("giap")
    flags = []
    for grade in ("hazard", "none", "danger"):
        mend(browser, told, "urgency", urgency=grade, reason=f"Xem tận nơi: {grade}")
        page = browser.get("/admin/?folder=all_open").text
        flags.append(("Khẩn</span>" in page, "Khẩn: mối nguy</span>" in page))
    assert flags == [(False, True), (False, False), (True, False)]
    story = browser.get(f"/admin/cases/{told.id}").text
    assert "Xem tận nơi: hazard" in story
    assert "Khẩn: mối nguy, chưa ai bị hại" in story
    assert learned(desk) == [
        ("urgency", "danger", "hazard"),
        ("urgency", "hazard", "none"),
        ("urgency", "none", "danger"),
    ]
    with desk.db.read() as snap:
        audited = select(AuditRow.id).where(AuditRow.action == "case.correct", AuditRow.subject == f"case:{told.id}")
        assert len(snap.execute(audited).all()) == len(flags)


@pytest.mark.parametrize(("kind", "grade", "is_heard"), [("tree", "danger", True), ("fire", "hazard", False)])
def test_only_a_graver_grade_alarms(desk, signed_in, kind, grade, *, is_heard):
    told = tell(desk.db, desk.settings, is_urgent=True, danger=kind, reading=True)
    mend(signed_in("giap"), told, "urgency", urgency=grade, reason="Xem tận nơi")
    with desk.db.read() as snap:
        keys = set(snap.execute(select(NoticeRow.key)).scalars())
    assert any(key.startswith(f"urgent:{told.id}:") for key in keys) == is_heard


@pytest.mark.parametrize(
    ("fact", "fields", "why"),
    [
        ("topic", {"topic": "khong-co"}, "Xin chọn lại trong danh sách."),
        ("topic", {"topic": "giao_thong_ha_tang"}, "Chưa có gì khác"),
        ("topic", {"topic": "tham_nhung"}, "phải phân loại lại"),
        ("kind", {"kind": "denunciation"}, "phải phân loại lại"),
        ("kind", {"kind": "complaint"}, "phải phân loại lại"),
        ("place", {"commune_code": "99999"}, "Xin chọn xã, phường"),
        ("place", {"place_text": "x" * 301, "commune_code": "07210"}, "ngắn hơn 300"),
        ("urgency", {"urgency": "x"}, "Xin chọn lại"),
        ("urgency", {"urgency": "danger"}, "Xin ghi vì sao"),
    ],
)
def test_what_cannot_be_set_right_here_is_refused_in_words(desk, signed_in, fact, fields, why):
    told = desk.at_work()
    answer = mend(signed_in("ha"), told, fact, **fields)
    assert answer.status_code == 422
    assert why in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert learned(desk) == []


@pytest.mark.both_databases
def test_a_kind_whose_days_are_others_is_not_changed_behind_the_citizens_back(desk, signed_in):
    told = desk.make(desk.tell(is_urgent=True), Move.ACCEPT)
    before = promises(desk, told)
    answer = mend(signed_in("giap"), told, "kind", kind="other")
    assert answer.status_code == 422
    assert "đổi hạn đã báo cho người dân" in answer.text
    assert promises(desk, told) == before
    assert case(desk, told).kind == "feedback"


def test_a_page_that_is_stale_says_what_was_done_meanwhile(desk, signed_in):
    told = desk.feedback()
    browser = signed_in("giap")
    browser.get(f"/admin/cases/{told.id}/facts/topic")
    desk.make(told, Move.ACCEPT)
    answer = browser.post(f"/admin/cases/{told.id}/facts/topic", {"version": "1", "topic": "chieu_sang"})
    assert answer.status_code == 409
    assert "Nhận xử lý (Giáp Văn Thanh, " in answer.text
    assert '<option value="chieu_sang" selected>' in answer.text


def test_only_who_has_the_case_undecided_is_offered_it(desk, signed_in):
    helped = desk.helped()
    assert "/facts/" not in signed_in("tam").get(f"/admin/cases/{helped.id}").text
    assert signed_in("tam").get(f"/admin/cases/{helped.id}/facts/topic").status_code == 403
    answered = desk.answered()
    assert "/facts/" not in signed_in("giap").get(f"/admin/cases/{answered.id}").text
    assert signed_in("giap").get(f"/admin/cases/{helped.id}/facts/khac").status_code == 404


def test_a_complaint_changes_its_kind_only_where_it_is_screened(desk, signed_in):
    told = desk.intended()
    page = signed_in("giap").get(f"/admin/cases/{told.id}").text
    assert "/facts/topic" in page
    assert "/facts/kind" not in page
    waiting = desk.tell("Tôi khiếu nại quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai", confidence=0.1)
    page = signed_in("giap").get(f"/admin/cases/{waiting.id}").text
    assert 'href="#screen-kind"' in page
    assert 'id="screen-kind"' in page


def test_a_sealed_case_has_its_facts_beyond_reach_of_others(office, settings, signed_in):
    told = tell(office, settings, "Tôi tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    assert signed_in("son").get(f"/admin/cases/{told.id}/facts/topic").status_code == 404
    answer = mend(signed_in("giap"), told, "topic", topic="chieu_sang")
    assert answer.status_code == 422


def test_a_unit_that_was_proposed_wrongly_is_a_lesson_too(desk):
    told = desk.at_work()
    desk.make(told, Move.TRANSFER, unit_id=desk.unit("T-KT"), reason="Thuộc xã Tân Yên")
    assert learned(desk) == [("unit", "G-KT", "T-KT")]
    desk.make(told, Move.TRANSFER, unit_id=desk.unit("G-VP"), reason="Trả lại")
    assert len(learned(desk)) == 1


@pytest.mark.both_databases
def test_what_was_set_right_is_in_history_and_audit_without_the_words(desk, signed_in):
    told = desk.at_work()
    mend(signed_in("ha"), told, "place", commune_code="07210", place_text="nhà bà Chim Én")
    with desk.db.read() as snap:
        event = snap.execute(select(CaseEventRow.__table__).where(CaseEventRow.move == "correct")).one()
        audits = snap.execute(select(AuditRow.detail).where(AuditRow.action == "case.correct")).scalars().all()
    assert event.audience == "internal"
    assert event.data["place_text"] == "nhà bà Chim Én"
    assert "Chim Én" not in str(audits)


RUDE = "Chị Nguyễn Thu Hà quát mắng dân, bắt đi lại nhiều lần"


def test_what_turns_out_to_be_about_somebodys_conduct_is_screened_anew_and_never_theirs(desk, signed_in):
    told = desk.tell(RUDE)
    assert case(desk, told).officer_id != viewer(desk.db, "ha").id
    answer = mend(signed_in("son"), told, "topic", topic="can_bo")
    assert answer.status_code == 422
    assert "phải phân loại lại" in answer.text
    assert case(desk, told).topic == "giao_thong_ha_tang"
    desk.make(told, Move.RETURN, "giap", reason="Nói về thái độ cán bộ")
    desk.make(told, Move.SCREEN, "giap", kind="feedback", topic="can_bo", unit_id=desk.unit("G-VP"))
    assert signed_in("ha").get(f"/admin/cases/{told.id}").status_code == 404


def test_where_it_happened_is_part_of_who_may_be_meant(desk, signed_in):
    told = desk.tell("Chủ tịch xã hách dịch với dân", topic="can_bo")
    answer = mend(signed_in("giap"), told, "place", commune_code=TAN_YEN, place_text="trụ sở xã")
    assert answer.status_code == 422
    assert "phải phân loại lại" in answer.text


def test_the_words_for_the_place_of_such_a_matter_are_still_set_right(desk, signed_in):
    told = desk.tell(RUDE, topic="can_bo")
    fields = {"commune_code": case(desk, told).commune_code, "place_text": "quầy một cửa"}
    assert mend(signed_in("giap"), told, "place", **fields).status_code == 303
