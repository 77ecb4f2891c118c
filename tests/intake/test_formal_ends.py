"""How a complaint or a denunciation may end once it was accepted: decided, or by a decision on a ground of the law."""

import pytest

from intake import cases
from intake.errors import Forbidden, Invalid
from intake.law import halts
from intake.lifecycle import Move
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
