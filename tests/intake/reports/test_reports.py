"""The periodic forms: their sums agree, receptions are counted as the circular asks, the unknown stays blank."""

from datetime import date

import pytest
from sqlalchemy import update

from intake import cases
from intake.figures.periods import Period
from intake.lifecycle import Move
from intake.receptions import visits
from intake.reports import FORMS, fill, find, terms
from intake.tables import BookingRow, CaseRow, ReceptionDayRow, VisitRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.intake import moving
from tests.intake.moving import unit_id

TERM = Period(date(2026, 9, 15), date(2026, 12, 14))
FULL = Period(date(2026, 9, 1), date(2026, 12, 14))


def act(db, case_id, move, **fields):
    actor = viewer(db, "giap")
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def filled(db, code, period=FULL, login="giap"):
    with db.read() as snap:
        return fill(snap, viewer(db, login), find(code), period)


def test_what_is_handled_carried_over_and_turned_away_adds_up(office, settings, clock):
    told = [tell(office, settings, f"Việc {number}", chat=f"c{number}").id for number in range(4)]
    clock.forward(days=2)
    act(office, told[0], Move.ACCEPT)
    act(office, told[0], Move.ANSWER, outcome="resolved", text="Xong.")
    act(office, told[1], Move.REFUSE, ground="unclear", text="Không rõ.")
    act(office, told[2], Move.TRANSFER_OUT, to="Tòa án", reason="Thuộc Tòa án.", doc_no="5/PC", doc_on="2026-09-16")
    tell(office, settings, "Bao giờ họp?", kind=Kind.INQUIRY, chat="asks")
    total = filled(office, "01/XLD", TERM).total
    assert [total[no] for no in (1, 2, 3, 4, 5)] == [4, 4, 0, 3, 1]
    assert [total[no] for no in (6, 7, 10, 11, 13)] == [2, 2, 2, 2, 0]
    assert [total[no] for no in (14, 18, 19, 20)] == [1, 1, 0, 1]
    light = filled(office, "04/XLD", TERM).total
    assert [light[no] for no in (1, 4, 5, 6, 7)] == [4, 3, 3, 0, 2]
    later = filled(office, "01/XLD", Period(date(2026, 12, 15), date(2027, 3, 14))).total
    assert [later[no] for no in (1, 2, 3, 4, 5)] == [1, 1, 0, 0, 1]


def formal(office, settings, number, kind=Kind.COMPLAINT):
    told = tell(office, settings, f"Việc thứ {number}", kind=kind, topic="dat_dai", chat=f"f{number}")
    respondent = "commune_chair" if kind is Kind.COMPLAINT else "department_staff"
    unit = unit_id(office, "G-VP" if kind is Kind.COMPLAINT else "P-BTCD")
    form = {"form_on": "2026-09-14", "form_ref": f"{number}/TD", "instance": "1", "respondent": respondent}
    moving.act(office, told.id, Move.SCREEN, login="giap", kind=kind.value, topic="dat_dai", unit_id=unit)
    moving.act(office, told.id, Move.RECORD_FORM, login="giap", **form)
    return told.id


def test_what_was_withdrawn_or_ended_after_its_acceptance_waits_for_nothing(office, settings):
    paper = {"doc_no": "41/QĐ-UBND", "doc_on": "2026-09-14"}
    open_, gone, ended = (formal(office, settings, number) for number in range(3))
    for one in (open_, gone, ended):
        moving.act(office, one, Move.ACCEPT, login="giap")
    moving.act(office, gone, Move.GRANT_WITHDRAWAL, login="giap", form_on="2026-09-14", form_ref="9/R", **paper)
    why = {"termination_ground": "court", "reason": "Tòa án đã thụ lý"}
    moving.act(office, ended, Move.TERMINATE, login="giap", files=[moving.PAPER], **why, **paper)
    all_, complaints = filled(office, "01/XLD").total, filled(office, "02/XLD").total
    assert [all_[no] for no in (6, 11, 12, 13, 15)] == [3, 2, 0, 1, 3]
    assert [complaints[no] for no in (7, 16, 17, 19, 20)] == [3, 2, 0, 1, 3]


def test_only_what_was_concluded_is_told_as_concluded(office, settings):
    told, sent, _open = (formal(office, settings, number, Kind.DENUNCIATION) for number in range(3))
    moving.act(office, told, Move.ACCEPT, login="giap")
    moving.act(office, told, Move.ANSWER, login="giap", outcome="upheld", text="Kết luận số 4.")
    paper = {"to": "Công an tỉnh", "reason": "Có dấu hiệu tội phạm", "doc_no": "5/PC", "doc_on": "2026-09-14"}
    moving.act(office, sent, Move.TRANSFER_OUT, login="giap", **paper)
    total = filled(office, "03/XLD").total
    assert [total[no] for no in (1, 4, 7, 19, 20, 21, 24)] == [3, 2, 2, 1, 1, 1, 1]


def test_a_sealed_case_is_reported_only_by_those_cleared(office, settings):
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    assert filled(office, "03/XLD").total[1] == 1
    assert filled(office, "03/XLD", login="son").total[1] == 0
    assert filled(office, "03/XLD", login="nga").total[1] == 0
    with office.read() as snap:
        assert fill(snap, None, find("03/XLD"), FULL).total[1] == 1


@pytest.fixture
def received(office, settings, clock):
    """Two visits to the counter, one of seven people, and a reception day to which a citizen came."""
    told = [tell(office, settings, f"Việc {number}", chat=f"c{number}") for number in range(3)]
    with office.transaction() as tx:
        ward, staff = viewer(office, "mai").unit_id, viewer(office, "mai").id
        visit = {"unit_id": ward, "staff_id": staff, "papers": [], "at": tx.now, "name": "", "phone": "", "address": ""}
        visit |= {"id_number": "", "id_issued_by": "", "earlier_body": "", "note": ""}
        for number, (one, how, people) in enumerate(zip(told, ("counter", "counter", "phone"), (1, 7, 1), strict=True)):
            row = {**visit, "case_id": one.id, "how": how, "people": people, "form_key": f"k{number}"}
            tx.execute(VisitRow.__table__.insert().values(**row))
        day = {
            "unit_id": ward,
            "host": "Chủ tịch",
            "starts_at": tx.now,
            "seats": 5,
            "place": "",
            "note": "",
            "at": tx.now,
        }
        day["ends_at"] = tx.now.replace(hour=8)
        tx.execute(ReceptionDayRow.__table__.insert().values(id=1, **day))
        booking = {
            "day_id": 1,
            "conversation_id": told[0].conversation_id,
            "held_on": tx.today,
            "about": "",
            "at": tx.now,
        }
        tx.execute(BookingRow.__table__.insert().values(**booking, seat=1, people=2, status="came"))
    clock.forward(days=1)


@pytest.mark.usefixtures("received")
def test_receptions_are_counted_by_way_and_unit(office):
    found = filled(office, "01/TCD")
    assert [found.total[no] for no in range(1, 12)] == [3, 10, 3, 2, 8, 2, 0, 1, 7, 1, 0]
    assert [found.total[no] for no in range(12, 21)] == [1, 1, 2, 1, 0, 0, 0, 0, 0]
    assert all(found.said(found.total, no) == "" for no in range(21, 30))
    assert [name for name, _cells in found.rows] == ["Tổng số", "Văn phòng HĐND và UBND, phường Bắc Giang"]
    sheet = found.sheet()
    assert sheet.rows[0][:4] == ["Tổng số", 3, 10, 3]
    assert sheet.rows[0][-1] is None


def brief(office, settings, **more):
    said = {"how": "counter", "kind": "inquiry", "content": "Hỏi thủ tục", "ending": "answered", "reason": "Đã chỉ"}
    told = visits.Brief(**{**said, **more})
    with office.transaction() as tx:
        return visits.record(tx, settings, viewer(office, "mai"), told, form_key=str(more))


@pytest.mark.usefixtures("received")
def test_who_was_answered_on_the_spot_was_received_too_and_who_was_refused_was_not(office, settings):
    before = filled(office, "01/TCD").total
    brief(office, settings, people=1)
    brief(office, settings, people=6)
    brief(office, settings, people=2, day_id=1)
    brief(office, settings, people=4, how="phone")
    brief(office, settings, ending="refused", ground="threat")
    after = filled(office, "01/TCD").total
    more = {no: after[no] - before[no] for no in range(1, 21) if after[no] != before[no]}
    assert more == {1: 3, 2: 9, 3: 3, 4: 2, 5: 7, 6: 2, 8: 1, 9: 6, 10: 1, 13: 1, 14: 2, 15: 1}


@pytest.mark.usefixtures("received")
def test_an_observer_gets_no_small_number(office):
    found = filled(office, "01/TCD", login="nga")
    assert found.said(found.total, 1) == "dưới 5"
    assert found.said(found.total, 2) == "10"


def test_every_form_numbers_its_columns_without_a_gap():
    for form in FORMS.values():
        assert [column.no for column in form.columns] == list(range(1, len(form.columns) + 1)), form.code
    assert {code: len(form.columns) for code, form in FORMS.items()} == {
        "01/TCD": 29,
        "02/TCD": 24,
        "01/XLD": 22,
        "02/XLD": 26,
        "03/XLD": 27,
        "04/XLD": 20,
        "01/KQGQ": 26,
        "03/KQGQ": 19,
    }
    assert find("01-tcd") is FORMS["01/TCD"]


def test_terms_begin_in_the_middle_of_a_month():
    found = dict(terms(date(2026, 11, 26)))
    assert found["Quý IV 2026"] == TERM
    assert found["Quý I 2026"] == Period(date(2025, 12, 15), date(2026, 3, 14))
    assert found["Cả năm 2026"] == Period(date(2025, 12, 15), date(2026, 12, 14))
    assert "Quý I 2027" not in found
    assert "Quý I 2027" in dict(terms(date(2026, 12, 15)))


FORM = {"form_on": "2026-09-14", "form_ref": "12/TD", "instance": "1", "respondent": "commune_staff"}


def complained(office, settings, number, **form):
    """A complaint that the ward has accepted."""
    told = tell(
        office, settings, f"Không đồng ý quyết định {number}", kind=Kind.COMPLAINT, topic="dat_dai", chat=f"k{number}"
    )
    desk = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "G-VP")}
    for move, fields in ((Move.SCREEN, desk), (Move.RECORD_FORM, {**FORM, **form}), (Move.ACCEPT, {})):
        moving.act(office, told.id, move, login="mai", **fields)
    return told.id


def test_resolved_complaints_are_told_by_how_they_ended_and_whether_in_time(office, settings, clock):
    right, late, gone, _still = (complained(office, settings, number) for number in range(4))
    tell(office, settings, "Khiếu nại chưa có đơn ký", kind=Kind.COMPLAINT, topic="dat_dai", chat="unsigned")
    clock.forward(days=3)
    moving.act(office, right, Move.ANSWER, login="cuc", outcome="upheld", text="Đúng.", files=[moving.PAPER])
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == gone).values(withdrawal_asked_at=tx.now))
    moving.act(
        office,
        gone,
        Move.GRANT_WITHDRAWAL,
        login="mai",
        form_on="2026-09-16",
        form_ref="13/TD",
        doc_no="41/QĐ-UBND",
        doc_on="2026-09-17",
        files=[moving.PAPER],
    )
    clock.forward(days=100)
    moving.act(office, late, Move.ANSWER, login="cuc", outcome="partly_upheld", text="Một phần.", files=[moving.PAPER])
    first = filled(office, "01/KQGQ", Period(date(2026, 9, 1), date(2026, 9, 30))).total
    assert [first[no] for no in (1, 2, 3, 4, 5, 6, 7, 9)] == [4, 0, 4, 4, 2, 1, 1, 2]
    assert [first[no] for no in (20, 21, 22, 25, 26)] == [1, 0, 0, 1, 0]
    second = filled(office, "01/KQGQ", Period(date(2026, 10, 1), date(2026, 12, 31))).total
    assert [second[no] for no in (1, 2, 3, 5, 6, 9)] == [2, 2, 0, 1, 1, 1]
    assert [second[no] for no in (20, 22, 25, 26)] == [0, 1, 0, 1]
    assert filled(office, "01/KQGQ", Period(date(2026, 9, 1), date(2026, 9, 30)), login="nga").said(first, 10) == ""
    assert filled(office, "03/KQGQ").total[1] == 0


def test_what_came_over_the_counter_is_told_by_kind(office, settings):
    told = [tell(office, settings, f"Việc {number}", chat=f"c{number}") for number in range(3)]
    with office.transaction() as tx:
        mai = viewer(office, "mai")
        row = {
            "unit_id": mai.unit_id,
            "staff_id": mai.id,
            "papers": [],
            "at": tx.now,
            "name": "",
            "phone": "",
            "address": "",
        }
        row |= {"id_number": "", "id_issued_by": "", "earlier_body": "", "note": "", "how": "counter", "people": 1}
        for one in told[:2]:
            tx.execute(VisitRow.__table__.insert().values(**row, case_id=one.id, form_key=f"k{one.id}"))
    act(office, told[0].id, Move.ACCEPT)
    found = filled(office, "02/TCD")
    assert [found.total[no] for no in (1, 9, 17, 18, 19, 20)] == [0, 0, 2, 1, 1, 0]
