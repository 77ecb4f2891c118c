"""Whoever approves answers finds in one folder the drafts that wait for them, and nothing that is not theirs to see."""

import pytest
from sqlalchemy import update

from intake.directory import directory
from intake.lifecycle import Move
from intake.queries.inbox import folders
from intake.queries.inbox.folders import Filters
from intake.tables import StaffRow
from tests.factories import viewer
from tests.scenes import Desk

DRAFT = {"outcome": "resolved", "text": "Đã vá xong sáng nay."}


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def drafts(desk):
    """Four drafts by an officer, one by the head of the unit, and a case at which nobody has drafted anything."""
    many = [desk.make(desk.four_eyes(), Move.PROPOSE, "ha", **DRAFT) for _ in range(4)]
    return many, desk.make(desk.at_work(), Move.PROPOSE, "son", **DRAFT), desk.at_work()


def waiting(db, login):
    """The folder from page to page, and its count."""
    who, found, after = viewer(db, login), [], ""
    with db.read() as snap:
        while after is not None:
            page = folders.page(snap, who, "to_approve", Filters(), after)
            found += [line.id for line in page.cases]
            after = page.after
        return found, folders.counts(snap, who)["to_approve"]


def test_a_head_finds_the_drafts_of_others_page_by_page_and_counted(office, drafts, monkeypatch):
    monkeypatch.setattr(folders, "PAGE", 2)
    many, own, _idle = drafts
    ids = [one.id for one in many]
    assert waiting(office, "son") == (ids, 4)
    assert waiting(office, "cuc") == ([*ids, own.id], 5)
    assert waiting(office, "giap") == ([*ids, own.id], 5)


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("login", ["ha", "mai", "tam", "nga", "quy"])
def test_who_approves_nothing_has_nothing_there(office, login):
    assert waiting(office, login) == ([], 0)


def test_what_is_approved_or_sent_back_leaves_the_folder(desk, drafts):
    many, _own, _idle = drafts
    desk.make(many[0], Move.APPROVE, "son", **DRAFT)
    desk.make(many[1], Move.SEND_BACK, "son", reason="Ghi rõ vị trí")
    assert waiting(desk.db, "son") == ([one.id for one in many[2:]], 2)


def test_a_sealed_draft_waits_in_the_sight_of_the_cleared_alone(desk):
    told = desk.investigated()
    unit = int(desk.unit("P-BTCD"))
    with desk.db.transaction() as tx:
        directory.set_policy(tx, unit, needs_approval=True, needs_proof=False, actor="system")
        upheld = {"outcome": "upheld", "text": "Tố cáo đúng."}
    desk.make(told, Move.PROPOSE, "dung", **upheld)
    assert waiting(desk.db, "giap") == ([told.id], 1)
    with desk.db.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "giap").values(has_clearance=False))
    assert waiting(desk.db, "giap") == ([], 0)
    assert waiting(desk.db, "son") == ([], 0)
