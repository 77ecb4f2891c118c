"""What calls an officer to a case calls no longer once the matter is done; what is news to them stays."""

from sqlalchemy import select

from intake.lifecycle import Move
from intake.notices import notices
from intake.tables import NoticeRow
from tests.factories import tell, viewer
from tests.intake.moving import act
from tests.scenes import Desk

ANSWER = {"outcome": "resolved", "text": "Đã vá xong."}


def unread(db, login):
    mine = viewer(db, login).id
    with db.read() as snap:
        rows = select(NoticeRow.kind).where(NoticeRow.staff_id == mine, NoticeRow.read_at.is_(None))
        return sorted(snap.execute(rows).scalars())


def call(db, case_id, login, *kinds):
    with db.transaction() as tx:
        for kind in kinds:
            told = [viewer(db, login).id]
            notices.tell(tx, told, key=f"{kind}:{case_id}", kind=kind, text="Có việc.", case_id=case_id)


def test_a_case_that_is_answered_calls_nobody_any_more(office, settings, clock):
    told, other = tell(office, settings), tell(office, settings, chat="other")
    call(office, told.id, "son", "overdue", "due_soon", "mention", "rating")
    call(office, other.id, "cuc", "overdue")
    clock.forward(minutes=1)
    act(office, told.id, Move.ACCEPT)
    assert unread(office, "son") == ["due_soon", "mention", "overdue", "rating"]
    act(office, told.id, Move.ANSWER, **ANSWER)
    assert unread(office, "son") == ["mention", "rating"]
    assert unread(office, "cuc") == ["overdue"]


def test_a_promise_to_the_people_calls_on_after_its_case_is_answered(office, settings, clock):
    told = tell(office, settings)
    with office.transaction() as tx:
        key = "commitment:1:due_soon"
        notices.tell(tx, [viewer(office, "son").id], key=key, kind="due_soon", text="Cam kết.", case_id=told.id)
    clock.forward(minutes=1)
    act(office, told.id, Move.ACCEPT)
    act(office, told.id, Move.ANSWER, **ANSWER)
    assert unread(office, "son") == ["due_soon"]


def test_whoever_works_on_a_case_has_read_what_called_them_to_it(office, settings, clock):
    told = tell(office, settings)
    login = "ha" if told.receipt.officer == "Nguyễn Thu Hà" else "lam"
    assert unread(office, login) == ["new"]
    clock.forward(minutes=1)
    act(office, told.id, Move.ACCEPT, login=login)
    assert unread(office, login) == []


def test_a_draft_that_was_decided_calls_no_second_approver(office, settings, clock):
    told = Desk(office, settings).drafted()
    call(office, told.id, "cuc", "approval")
    assert "approval" in unread(office, "cuc")
    clock.forward(minutes=1)
    act(office, told.id, Move.APPROVE, login="giap", **ANSWER)
    assert "approval" not in unread(office, "cuc")
