"""One answer for a group of cases: the rule of four eyes of each case's own unit holds for it."""

import pytest
from sqlalchemy import select, update

from intake import meta
from intake.acts.foretelling import foretold
from intake.errors import Invalid
from intake.lifecycle import Move
from intake.queries.case.case_page import case_page
from intake.tables import NoticeRow, StaffRow, UnitRow
from tests.factories import tell, viewer
from tests.intake.moving import PAPER, act, case, events, notices_to_citizen, unit_id

ANSWER = {"outcome": "resolved", "text": "Đã vá xong chiều nay."}
HERE, THERE = "G-KT", "T-KT"


def set_four_eyes(db, code, *, kinds=()):
    with db.transaction() as tx:
        policy = {"needs_approval": True, "approval_kinds": list(kinds)}
        tx.execute(update(UnitRow).where(UnitRow.code == code).values(**policy))
        meta.bump(tx, "directory")


def head_of(db, login, code):
    """Let somebody head a unit."""
    with db.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == login).values(role="head", unit_id=int(unit_id(db, code))))


@pytest.fixture
def pair(office, settings):
    """A case here that leads one there: two units, one matter."""
    leader, other = (tell(office, settings, chat=f"citizen-{n}") for n in range(2))
    act(office, other.id, Move.TRANSFER, login="giap", unit_id=unit_id(office, THERE), reason="Đường của xã")
    act(office, other.id, Move.JOIN, login="giap", code=leader.receipt.code, reason="Cùng một ổ gà")
    act(office, leader.id, Move.ACCEPT, login="son")
    return leader, other


def told_answers(db):
    return [one["fields"]["code"] for one in notices_to_citizen(db) if one["notice"] == "notice.answered"]


def called(db, case_id, kind="approval"):
    with db.read() as snap:
        rows = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        found = snap.execute(rows.where(NoticeRow.case_id == case_id, NoticeRow.kind == kind).order_by(NoticeRow.id))
        return [tuple(row) for row in found]


def test_a_common_answer_waits_where_the_other_unit_lets_approve(office, pair):
    leader, other = pair
    head_of(office, "tam", THERE)
    set_four_eyes(office, THERE)
    act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    mine, theirs = case(office, leader.id), case(office, other.id)
    assert (mine.state, theirs.state) == ("answered", "awaiting_approval")
    assert (theirs.answer, theirs.draft_answer, theirs.draft_outcome) == (None, ANSWER["text"], "resolved")
    assert theirs.draft_by == viewer(office, "son").id
    assert told_answers(office) == [leader.receipt.code]
    assert called(office, other.id) == [("tam", "Có dự thảo trả lời chờ anh/chị duyệt.")]
    act(office, other.id, Move.APPROVE, login="tam", **ANSWER)
    assert told_answers(office) == [leader.receipt.code, other.receipt.code]


def test_its_officer_hears_that_the_common_answer_is_a_draft_here(office, pair):
    leader, other = pair
    set_four_eyes(office, THERE)
    act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    assert ("tam", "Câu trả lời chung thành dự thảo ở đây, chờ lãnh đạo duyệt.") in called(office, other.id)


def test_where_the_other_unit_asks_for_nothing_it_goes_out_as_before(office, pair):
    leader, other = pair
    set_four_eyes(office, THERE, kinds=["petition"])
    act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    assert case(office, other.id).state == "answered"


def test_whoever_approves_here_approves_there_only_where_they_may(office, pair):
    leader, other = pair
    for code in (HERE, THERE):
        set_four_eyes(office, code)
    act(office, leader.id, Move.PROPOSE, login="ha", **ANSWER)
    assert case(office, other.id).state == "assigned"
    act(office, leader.id, Move.APPROVE, login="son", **ANSWER)
    assert case(office, other.id).state == "awaiting_approval"
    assert told_answers(office) == [leader.receipt.code]


def test_a_supervisor_who_approves_is_the_second_person_for_all(office, pair):
    leader, _other = pair
    for code in (HERE, THERE):
        set_four_eyes(office, code)
    act(office, leader.id, Move.PROPOSE, login="ha", **ANSWER)
    act(office, leader.id, Move.APPROVE, login="giap", **ANSWER)
    assert [case(office, one.id).state for one in pair] == ["answered", "answered"]


def test_one_who_answers_alone_is_nobodys_second_person(office, pair):
    leader, other = pair
    set_four_eyes(office, THERE)
    act(office, leader.id, Move.ANSWER, login="giap", **ANSWER)
    assert case(office, other.id).state == "awaiting_approval"


def test_other_common_steps_need_no_approval_and_the_end_leaves_a_draft_alone(office, pair):
    leader, other = pair
    set_four_eyes(office, THERE)
    act(office, leader.id, Move.INTERIM, login="son", text="Đang đo đạc.")
    assert events(office, other.id)[-1].move == "interim"
    act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    act(office, leader.id, Move.CLOSE, login="son")
    assert [case(office, one.id).state for one in pair] == ["closed", "awaiting_approval"]


def test_a_draft_that_came_from_elsewhere_goes_back_to_whose_case_it_is(office, pair):
    leader, other = pair
    set_four_eyes(office, THERE)
    act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    act(office, other.id, Move.SEND_BACK, login="giap", reason="Ghi rõ vị trí")
    back = [login for login, text in called(office, other.id) if text.endswith("trả lại để sửa.")]
    assert back == ["tam"]


def test_the_page_and_the_preview_say_beforehand_which_will_wait(office, pair):
    leader, _other = pair
    giap = viewer(office, "giap")
    with office.read() as snap:
        before = foretold(snap, leader.id, Move.ANSWER, ANSWER, giap).others
        assert [one.waits_first for one in case_page(snap, giap, leader.id).linked] == [False]
    set_four_eyes(office, THERE)
    with office.read() as snap:
        after = foretold(snap, leader.id, Move.ANSWER, ANSWER, giap).others
        assert [one.waits_first for one in case_page(snap, giap, leader.id).linked] == [True]
    assert (before, after) == (1, 0)


def test_the_proof_of_the_one_that_leads_is_proof_for_those_that_follow(office, settings):
    leader, other = (tell(office, settings, chat=f"citizen-{n}") for n in range(2))
    with office.transaction() as tx:
        tx.execute(update(UnitRow).where(UnitRow.code == HERE).values(needs_proof=True))
        meta.bump(tx, "directory")
    act(office, other.id, Move.JOIN, login="giap", code=leader.receipt.code, reason="Cùng một ổ gà")
    act(office, leader.id, Move.ACCEPT, login="son")
    with pytest.raises(Invalid):
        act(office, leader.id, Move.ANSWER, login="son", **ANSWER)
    act(office, leader.id, Move.ANSWER, login="son", files=(PAPER,), **ANSWER)
    assert [case(office, one.id).state for one in (leader, other)] == ["answered", "answered"]
