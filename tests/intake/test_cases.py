"""What an officer may rely on when a case is moved, and a citizen when it is told."""

import pytest
from sqlalchemy import select, update

from intake import audit, cases, receipts
from intake.acts import citizen_steps
from intake.acts.citizen_steps import Added
from intake.acts.relocation import Correction
from intake.deadlines import clocks as case_clocks
from intake.directory.in_charge import in_charge
from intake.engine.prepared import Prepared
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.lifecycle import Move
from intake.people import circles, participants
from intake.tables import CaseEventRow, CaseRow, ClockRow, CorrectionRow, NoticeRow, OutboxRow, UnitRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from routing.places import load_gazetteer
from tests.factories import tell, viewer, write
from tests.people import BAC_GIANG


def act(db, case_id, move, login="ha", version=None, **fields):
    actor = viewer(db, login)
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields, expected_version=version)


def case(db, case_id):
    with db.read() as snap:
        return snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()


def notices_to_citizen(db):
    with db.read() as snap:
        rows = snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id)).scalars()
        return [payload["notice"] for payload in rows if "notice" in payload]


def clocks(db, case_id):
    with db.read() as snap:
        rows = snap.execute(select(ClockRow.stage, ClockRow.status).where(ClockRow.case_id == case_id))
        return {row.stage: row.status for row in rows}


def unit_id(db, code):
    with db.read() as snap:
        return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())


def test_the_day_that_is_told_is_one_that_is_owed_to_the_citizen(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    with office.read() as snap:
        payload = snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id.desc()).limit(1)).scalar_one()
    assert payload["fields"]["due"] == "2026-09-28"  # the result by the local rule, not the 45 days of the alarm


@pytest.mark.parametrize("is_urgent", [False, True])
@pytest.mark.parametrize("kind", Kind)
def test_a_case_enters_the_book_with_its_nearest_day_and_is_not_written_twice(
    office, settings, monkeypatch, kind, is_urgent
):
    written = []
    write = Prepared.write
    monkeypatch.setattr(Prepared, "write", lambda *given: (written.append(str(given[0].statement)), write(*given))[1])
    told = tell(office, settings, kind=kind, is_urgent=is_urgent)
    row = case(office, told.id)
    with office.read() as snap:
        nearest = case_clocks.nearest(snap, told.id)
    assert (row.due_on, row.due_stage) == (tuple(nearest) if nearest else (None, None))
    assert not [statement for statement in written if statement.startswith("UPDATE cases")]


def test_a_sure_feedback_goes_straight_to_an_officer_of_the_ward(office, settings):
    told = tell(office, settings)
    assert told.receipt.unit == "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"
    assert told.receipt.officer in {"Nguyễn Thu Hà", "Trần Văn Lâm"}
    assert told.receipt.phone.startswith("0204 3000")
    assert case(office, told.id).state == "assigned"


def test_the_receipt_carries_the_day_and_the_article(office, settings):
    receipt = tell(office, settings).receipt
    assert receipt.due_on.isoformat() == "2026-09-28"  # ten working days after Monday 14 September
    assert "Điều 28" in receipt.basis
    assert not receipt.is_local


def test_an_unsure_one_waits_for_the_desk(office, settings):
    told = tell(office, settings, confidence=0.1)
    row = case(office, told.id)
    assert (row.state, row.officer_id) == ("screening", None)
    assert told.receipt.in_screening
    assert told.receipt.officer == "Lê Thị Mai"


def test_work_is_shared_by_load(office, settings):
    names = {tell(office, settings, chat=f"citizen-{n}").receipt.officer for n in range(4)}
    assert names == {"Nguyễn Thu Hà", "Trần Văn Lâm"}


def test_the_same_draft_twice_is_one_case(office, settings):
    first = tell(office, settings)
    with office.transaction() as tx:
        from intake.registration.matter import Matter
        from intake.registration.reception import register
        from intake.talk import dialogue_log

        conversation = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "")
        again = Matter(Kind.FEEDBACK, "giao_thong_ha_tang", "x", None, 0.9)
        second = register(tx, settings, again, _with_draft(conversation, 1))
    assert second.case_id == first.id


def _with_draft(conversation, number):
    from dataclasses import replace

    return replace(conversation, draft_no=number)


def test_accept_answer_close_reaches_the_citizen_at_each_step(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    act(office, told.id, Move.ANSWER, outcome="resolved", text="Đã vá xong chiều nay.")
    act(office, told.id, Move.CLOSE)
    assert notices_to_citizen(office) == ["notice.accepted", "notice.answered", "notice.closed"]
    assert case(office, told.id).state == "closed"
    assert set(clocks(office, told.id).values()) == {"met"}


def _held_by(office, case_id):
    with office.read() as snap:
        return in_charge(snap, case_id)["officer"]


def test_whoever_takes_a_colleagues_case_on_is_the_one_the_citizen_is_told_of(office, settings):
    told = tell(office, settings)
    names = {"Nguyễn Thu Hà": "ha", "Trần Văn Lâm": "lam"}
    (colleague,) = names.keys() - {told.receipt.officer}
    before = case(office, told.id).officer_id
    act(office, told.id, Move.ACCEPT, login=names[colleague])
    assert _held_by(office, told.id) == colleague
    with office.read() as snap:
        row = snap.execute(select(CaseEventRow.data).where(CaseEventRow.move == "accept")).scalar_one()
        told_to = snap.execute(select(NoticeRow.staff_id).where(NoticeRow.text.contains("đồng nghiệp"))).scalars()
        assert row == {"officer_id": case(office, told.id).officer_id, "from_officer_id": before}
        assert list(told_to) == [before]


@pytest.mark.parametrize("login", ["mai", "son"])
def test_a_desk_or_a_head_takes_a_case_on_for_the_officer_who_has_it(office, settings, login):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT, login=login)
    assert _held_by(office, told.id) == told.receipt.officer


@pytest.mark.parametrize(("outcome", "text"), [("", "Đã vá."), ("resolved", ""), ("resolved", "   "), ("done", "Xong")])
def test_no_answer_without_outcome_and_text(office, settings, outcome, text):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    with pytest.raises(Invalid):
        act(office, told.id, Move.ANSWER, outcome=outcome, text=text)
    assert case(office, told.id).state == "in_progress"


def test_asking_waits_for_the_citizen_and_their_word_goes_on(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    act(office, told.id, Move.ASK, question="Đoạn gần số nhà nào ạ?")
    assert case(office, told.id).state == "waiting_citizen"
    with office.transaction() as tx:
        citizen_steps.add_information(tx, told.id, utterance_id=write(tx, told.conversation_id, "Gần số 12"))
    assert case(office, told.id).state == "in_progress"


@pytest.mark.parametrize("waits", [False, True])
def test_another_commune_is_shown_as_a_correction_and_told_to_the_head_too(office, settings, waits):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    if waits:
        act(office, told.id, Move.ASK, question="Đoạn gần số nhà nào ạ?")
    before = case(office, told.id)
    other = next(code for code in load_gazetteer().communes if code != before.commune_code)
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, "À em nhầm nơi")
        there, here = Correction(other), Correction(before.commune_code)
        place = citizen_steps.add_information(tx, told.id, utterance_id=line, said=there).commune
        again = citizen_steps.add_information(tx, told.id, utterance_id=line, said=here)
    assert (place, again) == (load_gazetteer().communes[other].name, Added())
    with office.read() as snap:
        moved = snap.execute(
            select(CaseEventRow.data).where(CaseEventRow.move == "supplement").order_by(CaseEventRow.id)
        )
        first = moved.scalars().first()
        told_to = snap.execute(select(NoticeRow.staff_id).where(NoticeRow.text.contains(place))).scalars().all()
    assert (first["commune_code"], first["was_commune_code"]) == (other, before.commune_code)
    assert case(office, told.id).lead_unit_id == before.lead_unit_id
    assert {before.officer_id, viewer(office, "son").id} <= set(told_to)


def test_a_transfer_needs_a_reason_and_finds_new_hands(office, settings):
    told = tell(office, settings)
    with pytest.raises(Invalid):
        act(office, told.id, Move.TRANSFER, unit_id=unit_id(office, "T-KT"))
    act(office, told.id, Move.TRANSFER, unit_id=unit_id(office, "T-KT"), reason="Thuộc địa bàn xã Tân Yên")
    row = case(office, told.id)
    assert row.state == "assigned"
    assert notices_to_citizen(office)[-1] == "notice.transferred"
    assert row.officer_id == viewer(office, "tam").id


def test_passing_a_case_round_gains_nobody_time(office, settings, clock):
    told = tell(office, settings)
    due = case(office, told.id).due_on
    clock.forward(days=3)
    act(office, told.id, Move.TRANSFER, unit_id=unit_id(office, "T-KT"), reason="Sai địa bàn")
    act(office, told.id, Move.ACCEPT, login="tam")
    row = case(office, told.id)
    assert row.due_on == due
    assert row.due_stage == "resolution"


def test_the_second_of_two_officers_is_told_what_changed(office, settings):
    told = tell(office, settings)
    version = case(office, told.id).version
    act(office, told.id, Move.ACCEPT, login="ha", version=version)
    with pytest.raises(Conflict, match=r"Nhận xử lý \(Nguyễn Thu Hà, 09:00\)"):
        act(office, told.id, Move.ASK, login="lam", version=version, question="?")


def test_an_officer_of_another_place_does_not_even_learn_that_it_exists(office, settings):
    told = tell(office, settings)
    with pytest.raises(NotFound):
        act(office, told.id, Move.ACCEPT, login="tam")


def test_a_role_makes_only_its_moves(office, settings):
    told = tell(office, settings, confidence=0.1)
    with pytest.raises((Forbidden, NotFound)):
        act(office, told.id, Move.SCREEN, login="ha", kind="feedback", topic="nuoc", unit_id=unit_id(office, "G-KT"))


def test_a_correction_of_the_desk_is_kept_to_learn_from(office, settings):
    told = tell(office, settings, confidence=0.1)
    act(office, told.id, Move.SCREEN, login="mai", kind="petition", topic="thoat_nuoc", unit_id=unit_id(office, "G-KT"))
    with office.read() as snap:
        told_apart = select(CorrectionRow.field, CorrectionRow.proposed, CorrectionRow.corrected)
        rows = snap.execute(told_apart.order_by(CorrectionRow.id)).all()
    assert [tuple(row) for row in rows] == [
        ("kind", "feedback", "petition"),
        ("topic", "giao_thong_ha_tang", "thoat_nuoc"),
    ]


def test_a_complaint_told_in_a_chat_starts_no_clock_of_its_own(office, settings):
    told = tell(office, settings, "Tôi không đồng ý quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")
    assert clocks(office, told.id) == {"outcome_notice": "running"}
    act(office, told.id, Move.SCREEN, login="mai", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "G-VP"))
    assert case(office, told.id).state == "intended"
    with pytest.raises(Conflict):
        act(office, told.id, Move.ACCEPT, login="mai")


def test_the_signed_form_starts_the_clocks_of_the_law(office, settings, clock):
    told = tell(office, settings, "Tôi không đồng ý quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")
    act(office, told.id, Move.SCREEN, login="mai", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "G-VP"))
    clock.forward(days=1)
    form = {"form_on": "2026-09-15", "form_ref": "Số 12/TD", "instance": "1", "respondent": "commune_staff"}
    act(office, told.id, Move.RECORD_FORM, login="mai", **form)
    with office.read() as snap:
        table = ClockRow.__table__
        row = snap.execute(select(table).where(table.c.stage == "acceptance")).one()
    assert row.due_on.isoformat() == "2026-09-24"  # seven working days after 15 September
    act(office, told.id, Move.ACCEPT, login="mai")
    assert clocks(office, told.id)["resolution"] == "running"


@pytest.mark.parametrize("day", ["2025-09-01", "2027-01-01", "hôm nay", ""])
def test_a_form_cannot_have_come_more_than_a_year_before_or_in_the_future(office, settings, day):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    act(office, told.id, Move.SCREEN, login="mai", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "G-VP"))
    with pytest.raises(Invalid):
        form = {"form_ref": "Số 12", "instance": "1", "respondent": "commune_staff"}
        act(office, told.id, Move.RECORD_FORM, login="mai", form_on=day, **form)


def test_a_citizen_withdraws_a_feedback_and_a_complaint_that_nobody_signed(office, settings):
    light = tell(office, settings)
    formal = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai", chat="citizen-2")
    with office.transaction() as tx:
        assert citizen_steps.withdraw(tx, light.id, conversation_id=light.conversation_id) is True
        assert citizen_steps.withdraw(tx, formal.id, conversation_id=formal.conversation_id) is True
    assert case(office, light.id).state == "withdrawn"
    assert case(office, formal.id).state == "withdrawn"


def test_nobody_withdraws_the_case_of_another(office, settings):
    told = tell(office, settings)
    with pytest.raises(NotFound), office.transaction() as tx:
        citizen_steps.withdraw(tx, told.id, conversation_id=told.conversation_id + 1)


def test_a_denunciation_never_reaches_the_ward(office, settings):
    told = tell(office, settings, "Tố cáo chủ tịch phường nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    row = case(office, told.id)
    assert row.is_sealed
    for login in ("ha", "mai", "cuc", "quy", "nga"):
        with pytest.raises(NotFound):
            act(office, told.id, Move.NOTE, login=login, text="xem")
    act(office, told.id, Move.NOTE, login="dung", text="đã xem")
    assert told.receipt.officer is None


def test_a_denunciation_is_told_to_nobody_without_clearance(office, settings):
    tell(office, settings, "Tố cáo chủ tịch phường nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    with office.read() as snap:
        told = set(snap.execute(select(NoticeRow.staff_id)).scalars())
    assert told <= {viewer(office, "dung").id, viewer(office, "giap").id}


def test_history_and_audit_vouch_for_each_other(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    with office.read() as snap:
        assert audit.verify(snap).ok
    with office.transaction() as tx:
        tx.execute(update(CaseEventRow).where(CaseEventRow.move == "accept").values(actor="staff:999"))
    with office.read() as snap:
        report = audit.verify(snap)
    assert not report.ok
    assert "sự kiện" in report.why


def test_a_receipt_opens_its_case_and_a_wrong_secret_is_like_an_unknown_code(office, settings):
    receipt = tell(office, settings).receipt
    secret = receipts.secret_for(settings, receipt.code)
    with office.transaction() as tx:
        found = receipts.look_up(tx, settings, receipt.code.lower().replace("-", " "), secret.lower(), client="a")
        wrong = receipts.look_up(tx, settings, receipt.code, "AAAA-BBBB-CCCC", client="a")
        unknown = receipts.look_up(tx, settings, "ND-26-2222-2222", secret, client="a")
    assert found.code == receipt.code
    assert wrong is unknown is None


@pytest.fixture
def denounced(office, settings):
    text = "Tố cáo chủ tịch phường Bắc Giang nhận tiền của dân"
    return tell(office, settings, text, kind=Kind.DENUNCIATION, topic="tham_nhung", reading=True)


@pytest.mark.parametrize("code", ["G", "G-VP", "G-KT"])
def test_the_accused_body_cannot_be_given_the_case_by_any_form(office, denounced, code):
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, code)}
    with pytest.raises(Invalid, match="không được nhận"):
        act(office, denounced.id, Move.SCREEN, login="dung", **fields)


def test_a_sealed_case_goes_only_to_a_unit_where_somebody_is_cleared(office, denounced):
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "T-KT")}
    with pytest.raises(Invalid, match="không được nhận"):
        act(office, denounced.id, Move.SCREEN, login="dung", **fields)
    act(office, denounced.id, Move.SCREEN, login="dung", **(fields | {"unit_id": unit_id(office, "P-BTCD")}))
    assert case(office, denounced.id).officer_id == viewer(office, "dung").id


def test_what_was_only_taken_for_a_denunciation_goes_where_it_belongs(office, settings):
    told = tell(
        office, settings, "Hẻm 3 có nhà đánh bạc", kind=Kind.DENUNCIATION, topic="an_ninh_trat_tu", reading=True
    )
    fields = {"kind": "feedback", "topic": "an_ninh_trat_tu", "unit_id": unit_id(office, "G-KT")}
    act(office, told.id, Move.SCREEN, login="dung", **fields)
    row = case(office, told.id)
    assert not row.is_sealed
    assert row.state == "assigned"
    assert row.officer_id in {viewer(office, "ha").id, viewer(office, "lam").id}


def test_a_commune_shut_out_by_a_misread_topic_may_have_the_case_when_it_is_screened_anew(office, settings):
    told = tell(office, settings, "Đèn đường ở phường Bắc Giang tắt", topic="tham_nhung", reading=True)
    there = {"unit_id": unit_id(office, "G-KT")}
    with pytest.raises(Invalid, match="không được nhận"):
        act(office, told.id, Move.SCREEN, login="dung", kind="feedback", topic="tham_nhung", **there)
    act(office, told.id, Move.SCREEN, login="dung", kind="feedback", topic="chieu_sang", **there)
    assert str(case(office, told.id).lead_unit_id) == there["unit_id"]


def test_the_commune_where_bribes_are_taken_is_shut_out_when_the_place_is_set_right(office, settings):
    told = tell(office, settings, "Cán bộ phường tôi nhận tiền của dân", commune=None, confidence=0.1, reading=True)
    fields = {"kind": "feedback", "topic": "tham_nhung", "commune_code": BAC_GIANG}
    with pytest.raises(Invalid, match="không được nhận"):
        act(office, told.id, Move.SCREEN, login="dung", **fields, unit_id=unit_id(office, "G-KT"))


def test_what_turns_out_to_be_a_denunciation_is_sealed_and_the_accused_shut_out(office, settings):
    text = "Tố cáo chủ tịch phường Bắc Giang nhận tiền của dân"
    told = tell(office, settings, text, commune=None, confidence=0.1, reading=True)
    fields = {"kind": "denunciation", "topic": "tham_nhung"}
    with pytest.raises(Invalid):
        act(office, told.id, Move.SCREEN, login="dung", **fields, unit_id=unit_id(office, "G-KT"))
    act(office, told.id, Move.SCREEN, login="dung", **fields, unit_id=unit_id(office, "P-BTCD"))
    row = case(office, told.id)
    assert row.is_sealed
    with pytest.raises(NotFound):
        act(office, told.id, Move.NOTE, login="cuc", text="xem")


def test_cases_that_were_asked_for_ahead_or_told_before_are_told_as_they_are_once_one_has_changed(office, settings):
    told = tell(office, settings)
    chat = told.conversation_id

    def summaries(tx):
        return [receipts.statuses_asked(tx, chat)[0].summary, receipts.status_of(tx, told.id).summary]

    with office.transaction() as tx:
        receipts.ask_statuses(tx, chat)
        tx.execute(update(CaseRow).values(summary="changed"))
        assert summaries(tx) == ["changed", "changed"]
        tx.execute(Prepared(update(CaseRow)), {"summary": "again"})
        assert summaries(tx) == ["again", "again"]
        tx.write(Prepared(update(ClockRow)), {"due_on": tx.today})
        assert receipts.status_of(tx, told.id).due_on == receipts.statuses_asked(tx, chat)[0].due_on == tx.today


def test_a_case_is_told_as_it_is_to_whose_chat_left_or_joined_a_circle_in_the_same_work(office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        other = dialogue_log.open_conversation(tx, "telegram", "main", "other", "").id
        code = circles.code_of(settings, circles.make_code(tx, settings, told.conversation_id))
        assert receipts.statuses_asked(tx, other) == ()
        circles.join(tx, settings, code, other)
        assert [one.case_id for one in receipts.statuses_asked(tx, other)] == [told.id]
        assert participants.is_part(tx, told.id, other)
        circles.leave(tx, other)
        assert receipts.statuses_asked(tx, other) == ()
        assert not participants.is_part(tx, told.id, other)
