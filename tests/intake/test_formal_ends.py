"""How a complaint or a denunciation may end once it was accepted: decided, or by a decision on a ground of the law."""

from datetime import date

import pytest
from sqlalchemy import select

from intake import cases, overdue
from intake.errors import Forbidden, Invalid
from intake.law import halts
from intake.lifecycle import Move
from intake.tables import NoticeRow
from tests.factories import viewer
from tests.intake.moving import case, newest_clock, notices_to_citizen
from tests.scenes import Desk

DECISION = {"doc_no": "35/QĐ-UBND", "doc_on": "2026-09-14", "reason": "Như quyết định kèm theo."}
WITHDRAWN = {"form_on": "2026-09-14", "form_ref": "5/R"}
TURNED_AWAY = [
    (Move.REFUSE, {"ground": "unclear", "text": "Không rõ."}),
    (Move.REFER, {"to": "Tòa án", "reason": "Việc của tòa án"}),
]
both = pytest.mark.parametrize("scene", [Desk.accepted, Desk.investigated], ids=["complaint", "denunciation"])


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def offered(desk, told, login="giap"):
    with desk.db.read() as snap:
        return set(cases.moves_of(snap, viewer(desk.db, login), told.id))


@both
@pytest.mark.parametrize(("move", "fields"), TURNED_AWAY)
def test_what_was_accepted_is_turned_away_no_more(desk, scene, move, fields):
    told = scene(desk)
    assert move not in offered(desk, told)
    assert Move.TRANSFER_OUT in offered(desk, told)
    with pytest.raises(Forbidden, match="chưa thụ lý"):
        desk.make(told, move, **fields)


@pytest.mark.parametrize("state", [Desk.suspended, Desk.to_be_withdrawn])
def test_nor_while_it_is_suspended_or_asked_to_be_withdrawn(desk, state):
    assert not {Move.REFUSE, Move.REFER} & offered(desk, state(desk))


def test_nor_by_way_of_the_desk(desk):
    told = desk.make(desk.accepted(), Move.RETURN, reason="Phân lại phòng")
    assert not {Move.REFUSE, Move.REFER} & offered(desk, told)


@pytest.mark.parametrize("scene", [Desk.signed, Desk.intended, Desk.accusation, Desk.at_work, Desk.stored])
def test_what_was_not_accepted_before_the_law_may_be_turned_away(desk, scene):
    assert {Move.REFUSE, Move.REFER} <= offered(desk, scene(desk))


@pytest.mark.parametrize(
    ("scene", "halted", "wrong"),
    [
        (Desk.accepted, ("cannot_go_on", "waits_for_other"), "new_assessment"),
        (Desk.investigated, ("waits_for_other", "new_assessment"), "cannot_go_on"),
    ],
)
def test_a_suspension_rests_on_a_ground_of_its_own_law(desk, scene, halted, wrong):
    told = scene(desk)
    kind = case(desk.db, told.id).kind
    assert tuple(halts.suspensions(kind)) == halted
    for ground in (wrong, "more_evidence", "court"):
        with pytest.raises(Invalid):
            desk.make(told, Move.SUSPEND, with_file=True, suspension_ground=ground, **DECISION)
    desk.make(told, Move.SUSPEND, with_file=True, suspension_ground=halted[-1], **DECISION)


@pytest.mark.parametrize(
    ("scene", "ground", "article", "wrong"),
    [
        (Desk.accepted, "no_subject", "Luật Khiếu nại, Điều 11a khoản 2", "accused_died"),
        (Desk.investigated, "accused_died", "Luật Tố cáo, Điều 34 khoản 3", "no_subject"),
    ],
)
def test_an_end_without_a_decision_on_the_matter_rests_on_a_ground_that_the_citizen_reads(
    desk, scene, ground, article, wrong
):
    told = scene(desk)
    for refused in ({}, {"termination_ground": wrong}, {"termination_ground": "waits_for_other"}):
        with pytest.raises(Invalid):
            desk.make(told, Move.TERMINATE, with_file=True, **refused, **DECISION)
    desk.make(told, Move.TERMINATE, with_file=True, termination_ground=ground, **DECISION)
    row = case(desk.db, told.id)
    assert row.state == "terminated"
    assert article in row.answer
    said = [one for one in notices_to_citizen(desk.db) if one["notice"] in {"notice.terminated", "notice.sealed"}]
    assert said[-1]["notice"] == "notice.sealed" or article in said[-1]["fields"]["reason"]


@both
@pytest.mark.parametrize("missing", ["doc_no", "doc_on"])
def test_what_was_accepted_is_withdrawn_by_a_decision(desk, scene, missing):
    told, paper = scene(desk), {"doc_no": "36/QĐ-UBND", "doc_on": "2026-09-14"}
    with pytest.raises(Invalid, match="quyết định đình chỉ") as refused:
        desk.make(told, Move.GRANT_WITHDRAWAL, **WITHDRAWN, **{**paper, missing: ""})
    assert set(refused.value.fields) == {missing}
    desk.make(told, Move.GRANT_WITHDRAWAL, **WITHDRAWN, **paper)
    assert case(desk.db, told.id).state == "withdrawn"
    assert newest_clock(desk.db, told.id, "resolution").status == "stopped"
    said = [one for one in notices_to_citizen(desk.db) if one["notice"] == "notice.withdrawn"]
    assert not said or said[-1]["fields"]["doc_no"] == paper["doc_no"]  # of what is sealed a chat hears no more


def test_a_form_that_was_not_accepted_is_withdrawn_without_a_decision(desk):
    told = desk.make(desk.signed(), Move.GRANT_WITHDRAWAL, **WITHDRAWN)
    assert case(desk.db, told.id).state == "withdrawn"


def test_nothing_is_halted_before_it_was_accepted(desk, clock):
    signed = desk.signed()
    clock.forward(days=4)
    told = desk.make(signed, Move.ACCEPT)
    early = {**DECISION, "doc_on": "2026-09-17"}
    for move, ground in ((Move.SUSPEND, "suspension_ground"), (Move.TERMINATE, "termination_ground")):
        chosen = {ground: "waits_for_other" if move is Move.SUSPEND else "court"}
        with pytest.raises(Invalid, match="Ngày ghi không đúng") as refused:
            desk.make(told, move, with_file=True, **chosen, **early)
        assert "18/09/2026" in refused.value.fields["doc_on"]


ENDED = {
    Move.TERMINATE: {"termination_ground": "court", **DECISION},
    Move.GRANT_WITHDRAWAL: {**WITHDRAWN, "doc_no": "36/QĐ-UBND", "doc_on": "2026-09-14"},
}


@pytest.mark.parametrize("move", ENDED)
@pytest.mark.parametrize(
    ("scene", "due"),
    [(Desk.accepted, date(2026, 9, 17)), (Desk.investigated, date(2026, 9, 21))],
    ids=["complaint: 3 working days", "denunciation: 5 working days"],
)
def test_the_decision_that_ends_a_case_is_to_be_sent_within_the_days_of_its_law(desk, clock, scene, due, move):
    told = scene(desk)
    clock.forward(days=1)  # it is of Monday and written into the book on Tuesday
    ground = {"termination_ground": "already_decided"} if scene is Desk.investigated else {}
    desk.make(told, move, with_file=True, **{**ENDED[move], **(ground if move is Move.TERMINATE else {})})
    owed = newest_clock(desk.db, told.id, "termination_notice")
    assert (owed.status, owed.start_on, owed.due_on) == ("running", date(2026, 9, 14), due)
    assert not case(desk.db, told.id).is_open
    with pytest.raises(Invalid, match="Ngày ghi không đúng"):
        desk.make(told, Move.FULFIL, duty="termination_notice", done_on="2026-09-13")
    desk.make(told, Move.FULFIL, duty="termination_notice", done_on="2026-09-15")
    assert newest_clock(desk.db, told.id, "termination_notice").status == "met"
    assert case(desk.db, told.id).due_on is None
    assert Move.FULFIL not in offered(desk, told)


def test_a_decision_that_nobody_sends_is_called_to_mind_though_the_case_is_over(desk, clock):
    told = desk.make(desk.accepted(), Move.TERMINATE, with_file=True, **ENDED[Move.TERMINATE])
    clock.forward(days=3)
    with desk.db.transaction() as tx:
        overdue.sweep(tx)
        said = tx.execute(select(NoticeRow.text).where(NoticeRow.case_id == told.id)).scalars().all()
    assert any("Gửi quyết định đình chỉ, hạn 17/09/2026" in one for one in said)


def test_what_is_withdrawn_before_it_was_accepted_leaves_no_decision_to_send(desk):
    told = desk.make(desk.signed(), Move.GRANT_WITHDRAWAL, **WITHDRAWN)
    assert newest_clock(desk.db, told.id, "termination_notice") is None


def test_suspending_and_going_on_are_two_decisions_to_send_each_from_its_own_day(desk, clock):
    told = desk.accepted()
    clock.forward(days=2)
    paper = {"reason": "Chờ kết quả đo đạc", "doc_no": "15/QĐ-UBND"}
    halted = {**paper, "suspension_ground": "waits_for_other", "doc_on": "2026-09-15"}
    desk.make(told, Move.SUSPEND, with_file=True, **halted)
    desk.make(told, Move.RESUME, with_file=True, **{**paper, "doc_on": "2026-09-16"})
    stopped, resumed = (newest_clock(desk.db, told.id, f"{one}_notice") for one in ("suspension", "resumption"))
    assert (stopped.start_on, stopped.due_on) == (date(2026, 9, 15), date(2026, 9, 18))
    assert (resumed.start_on, resumed.due_on) == (date(2026, 9, 16), date(2026, 9, 21))
    assert (stopped.status, resumed.status) == ("running", "running")


def test_who_withdraws_a_part_hears_that_the_rest_goes_on_by_its_date(desk):
    told = desk.to_be_withdrawn()
    desk.make(told, Move.PART_WITHDRAWAL, **WITHDRAWN, text="về cây trên đất")
    said = notices_to_citizen(desk.db)[-1]
    assert said["notice"] == "notice.part_withdrawn"
    assert (said["fields"]["text"], said["fields"]["due"]) == ("về cây trên đất", "2026-10-14")
