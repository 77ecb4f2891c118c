"""A citizen who named the wrong place: what nobody has touched goes to the right hands and keeps its day."""

import pytest
from sqlalchemy import select

from intake import audit
from intake.acts import citizen_steps
from intake.acts.relocation import Correction
from intake.lifecycle import Move
from intake.lifecycle.replay import Event, replay
from intake.receipts import status_of
from intake.tables import CaseTaskRow, NoticeRow, StaffRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.intake.moving import act, case, events, notices_to_citizen, unit_id
from tests.people import BAC_GIANG, TAN_YEN

THERE = Correction(TAN_YEN)


def corrects(db, told, said=THERE, words="Em nhầm nơi"):
    with db.transaction() as tx:
        line = write(tx, told.conversation_id, words)
        return citizen_steps.add_information(tx, told.id, utterance_id=line, said=said)


def event_of(row):
    return Event(row.id, row.move, row.state_from, row.state_to, row.data)


def notices(db, kind):
    with db.read() as snap:
        told = select(StaffRow.login, NoticeRow.case_id).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        return dict(snap.execute(told.where(NoticeRow.kind == kind)).all())


def test_an_untouched_matter_goes_to_the_commune_where_it_is_and_keeps_its_day(office, settings):
    told = tell(office, settings)
    before = case(office, told.id)
    done = corrects(office, told)
    row = case(office, told.id)
    assert (done.has_moved, done.commune) == (True, "xã Tân Yên")
    assert (row.state, str(row.lead_unit_id), row.commune_code) == ("assigned", unit_id(office, "T-KT"), TAN_YEN)
    assert row.officer_id == viewer(office, "tam").id
    assert row.version > before.version
    with office.read() as snap:
        status = status_of(snap, told.id)
    assert (status.due_on, status.basis) == (told.receipt.due_on, told.receipt.basis)
    assert status.phone


def test_who_had_it_hears_that_it_left_and_who_has_it_that_it_came(office, settings):
    told = tell(office, settings)
    had = told.receipt.officer
    corrects(office, told)
    left, came = notices(office, "left"), notices(office, "assigned")
    assert set(came) == {"tam"}
    assert len(left) == 1
    assert {"ha": "Nguyễn Thu Hà", "lam": "Trần Văn Lâm"}[next(iter(left))] == had
    assert set(left.values()) == {None}  # they may not open it any more


def test_the_history_and_the_audit_hold_both_places(office, settings):
    told = tell(office, settings)
    before = case(office, told.id)
    corrects(office, told, Correction(TAN_YEN, "thôn Đông"))
    last = events(office, told.id)[-1]
    assert (last.move, last.audience) == ("relocate", "citizen")
    assert (last.data["commune_code"], last.data["was_commune_code"]) == (TAN_YEN, BAC_GIANG)
    assert (last.data["place_text"], last.data["was_place_text"]) == ("thôn Đông", before.place_text)
    assert last.data["from_officer_id"] == before.officer_id
    with office.read() as snap:
        assert audit.verify(snap).ok
    told_again, row = replay(map(event_of, events(office, told.id))), case(office, told.id)
    assert (told_again.unit_id, told_again.officer_id) == (row.lead_unit_id, row.officer_id)


def test_what_is_being_screened_waits_at_the_desk_of_the_right_place(office, settings):
    told = tell(office, settings, confidence=0.1)
    assert corrects(office, told).has_moved
    row = case(office, told.id)
    assert (row.state, row.officer_id, row.commune_code) == ("screening", None, TAN_YEN)
    assert str(row.lead_unit_id) == unit_id(office, "T-KT")


@pytest.mark.parametrize("touch", [{"move": Move.ACCEPT}, {"move": Move.NOTE, "text": "Xem chiều nay"}])
def test_what_somebody_works_on_stays_until_an_officer_hands_it_on(office, settings, touch):
    told = tell(office, settings)
    act(office, told.id, **touch)
    before = case(office, told.id)
    done = corrects(office, told)
    assert (done.has_moved, done.commune) == (False, "xã Tân Yên")
    assert case(office, told.id).lead_unit_id == before.lead_unit_id


@pytest.mark.parametrize(
    "matter",
    [
        {"kind": Kind.COMPLAINT, "text": "Khiếu nại quyết định xử phạt của phường"},
        {"kind": Kind.DENUNCIATION, "text": "Tố cáo ông A nhận tiền"},
        {"topic": "tham_nhung", "text": "Cán bộ địa chính nhận tiền"},
    ],
)
def test_a_complaint_an_accusation_and_a_report_of_corruption_never_move_by_a_word(office, settings, matter):
    told = tell(office, settings, **matter)
    before = case(office, told.id)
    assert not corrects(office, told).has_moved
    after = case(office, told.id)
    assert (after.lead_unit_id, after.screening_unit_id) == (before.lead_unit_id, before.screening_unit_id)
    assert after.commune_code == before.commune_code


def test_what_others_have_joined_stays_where_they_told_it(office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        other = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-2", "Ông Ba")
        citizen_steps.join(tx, settings, told.id, conversation=other, text="Tôi cũng thấy")
    assert not corrects(office, told).has_moved


def test_whoever_is_meant_at_the_right_place_is_kept_out_of_it(office, settings):
    told = tell(office, settings, "Bà Tâm ở phòng kinh tế quát mắng dân", topic="can_bo", reading=True)
    assert corrects(office, told).has_moved
    row = case(office, told.id)
    assert row.officer_id != viewer(office, "tam").id
    assert "tam" not in notices(office, "assigned")


def test_in_a_danger_the_police_of_the_right_commune_is_asked_and_the_other_let_go(office, settings):
    told = tell(office, settings, "Cứu với, hàng xóm cầm dao chém người", is_urgent=True, reading=True)
    with office.transaction() as tx:
        task = {"case_id": told.id, "unit_id": int(unit_id(office, "G-CA")), "text": "xem ngay", "status": "open"}
        tx.execute(CaseTaskRow.__table__.insert().values(**task, due_on=tx.today, at=tx.now))
    assert corrects(office, told).has_moved
    with office.read() as snap:
        tasks = dict(snap.execute(select(CaseTaskRow.unit_id, CaseTaskRow.status)).all())
    assert tasks[int(unit_id(office, "G-CA"))] == "released"
    assert "tam" in notices(office, "urgent")


def test_a_danger_that_is_told_with_the_right_commune_asks_its_police(office, settings):
    told = tell(office, settings, commune=TAN_YEN, reading=True)
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, "Cháy rồi, ở phường Bắc Giang")
        danger, said = citizen_steps.Danger("fire"), Correction(BAC_GIANG)
        done = citizen_steps.add_information(tx, told.id, utterance_id=line, said=said, danger=danger)
    assert done.has_moved
    with office.read() as snap:
        tasks = dict(snap.execute(select(CaseTaskRow.unit_id, CaseTaskRow.status)).all())
    assert tasks[int(unit_id(office, "G-CA"))] == "open"


def test_another_spot_is_written_into_the_case_while_it_is_worked_on_and_the_old_one_kept(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    before = case(office, told.id)
    done = corrects(office, told, Correction(spot="ngõ 7 đường Lê Lợi"))
    row = case(office, told.id)
    assert (done.spot, row.place_text, row.version) == ("ngõ 7 đường Lê Lợi", done.spot, before.version + 1)
    assert "le loi" in row.folded
    last = events(office, told.id)[-1]
    assert (last.move, last.data["was_place_text"]) == ("supplement", before.place_text)
    assert "ha" in notices(office, "supplement")


def test_a_point_on_the_map_is_written_into_the_case_and_its_hands_are_told(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    before = case(office, told.id)
    done = corrects(office, told, Correction(point=(21.28, 106.2)))
    row = case(office, told.id)
    assert (done.is_pinned, row.lat, row.lon, row.version) == (True, 21.28, 106.2, before.version + 1)
    assert (row.place_text, row.commune_code) == (before.place_text, before.commune_code)
    assert "ha" in notices(office, "supplement")


def test_who_only_joined_a_case_changes_no_place_of_it(office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        other = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-2", "Ông Ba")
        citizen_steps.join(tx, settings, told.id, conversation=other, text="Tôi cũng thấy")
        line = write(tx, other.id, "Nhầm, ngõ 7 cơ")
        said = Correction(spot="ngõ 7", point=(21.28, 106.2))
        done = citizen_steps.add_information(tx, told.id, utterance_id=line, said=said)
    assert (done.spot, done.is_pinned, case(office, told.id).lat) == ("", False, None)
    assert case(office, told.id).place_text == "cổng trường"


def test_nothing_is_said_twice_to_the_chat_in_which_it_moves(office, settings):
    told = tell(office, settings)
    corrects(office, told)
    assert not notices_to_citizen(office)
