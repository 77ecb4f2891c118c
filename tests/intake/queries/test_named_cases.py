"""An officer names a case by any code of it as it is typed: its own or a joiner's, whole or its end; sight holds."""

import pytest
from sqlalchemy import insert, select, text, update

from intake import codes
from intake.access import visible_cases
from intake.lifecycle import Move
from intake.people import participants
from intake.people.named_cases import case_named, ids_named
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters
from intake.queries.talk import deliveries, dialogues, hits
from intake.queries.talk.sought import Sought
from intake.receptions import meeting_cases
from intake.tables import CaseExclusionRow, CaseRow
from intake.talk import dialogue_log
from tests.factories import tell, viewer
from tests.intake.moving import act, case

WAYS = {
    "as it is printed": str,
    "small, without dashes": lambda code: code.replace("-", "").lower(),
    "with blanks": lambda code: f" {code.replace('-', ' ')} ",
    "its end as lists show it": lambda code: code[-9:],
    "its end, small and in one": lambda code: code[-9:].replace("-", "").lower(),
}
ends = pytest.mark.parametrize("typed", WAYS.values(), ids=WAYS.keys())


def joined_by(db, settings, told, chat="neighbour"):
    """Let a neighbour join a case; return the code that is theirs."""
    with db.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, "telegram", "main", chat, "Ông Bảy")
        row = tx.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()
        return participants.join(tx, settings, row, conversation=talk, text="Tôi cũng thấy ổ gà ấy").code


@pytest.fixture
def told(office, settings):
    tell(office, settings, "Đèn đường hỏng", chat="other")
    return tell(office, settings)


@pytest.fixture(params=["own", "joined"])
def code(request, office, settings, told):
    return told.receipt.code if request.param == "own" else joined_by(office, settings, told)


@ends
def test_every_door_of_the_panel_finds_the_case_by_each_of_its_codes(office, told, code, typed):
    who = viewer(office, "giap")
    with office.read() as snap:
        assert case_named(snap, who, typed(code)) == told.id
        assert [one.id for one in folders.page(snap, who, "all", Filters(query=typed(code))).cases] == [told.id]
        assert meeting_cases.found(snap, who, typed(code)) == (told.id,)
        sent = deliveries.deliveries(snap, who, deliveries.Sought(code=typed(code))).rows
        assert {one.case_id for one in sent} <= {told.id}
        talks = dialogues.talks(snap, who, Sought(code=typed(code))).rows
        assert told.conversation_id in [one.id for one in talks]
        assert hits.search(snap, who, Sought(query="ổ gà", code=typed(code))).rows
        assert not hits.search(snap, who, Sought(query="đèn đường", code=typed(code))).rows


@ends
def test_a_case_is_answered_with_another_that_is_named_by_any_of_its_codes(office, settings, told, code, typed):
    same = tell(office, settings, chat="third")
    act(office, same.id, Move.JOIN, login="giap", code=typed(code), reason="Cùng một ổ gà")
    assert case(office, same.id).leader_id == told.id


def test_the_last_four_signs_find_and_do_not_act(office, told, code):
    with office.read() as snap:
        found = folders.page(snap, viewer(office, "giap"), "all", Filters(query=code[-4:])).cases
        assert [one.id for one in found] == [told.id]
        assert case_named(snap, viewer(office, "giap"), code[-4:]) is None


@ends
@pytest.mark.parametrize("why", ["of another commune", "sealed", "accuses their unit", "held as an advertisement"])
def test_a_code_opens_nothing_to_whom_the_case_is_closed(office, told, code, typed, why):
    login = "tam" if why == "of another commune" else "ha"
    with office.transaction() as tx:
        if why == "sealed":
            tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(is_sealed=True, kind="denunciation"))
        if why == "held as an advertisement":
            tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(suspicion="advert"))
        if why == "accuses their unit":
            unit = viewer(office, login).unit_id
            tx.execute(insert(CaseExclusionRow).values(case_id=told.id, unit_id=unit))
    who = viewer(office, login)
    with office.read() as snap:
        assert snap.execute(select(CaseRow.id).where(CaseRow.id == told.id, visible_cases(who))).first() is None
        assert case_named(snap, who, typed(code)) is None
        assert folders.page(snap, who, "all", Filters(query=typed(code))).cases == ()
        assert deliveries.deliveries(snap, who, deliveries.Sought(code=typed(code))).rows == ()
        assert dialogues.talks(snap, who, Sought(code=typed(code))).rows == ()


def test_codes_of_a_list_are_told_apart_however_they_are_parted():
    one, two = codes.new_code("ND", 2026), codes.new_code("B2", 2027)
    for gap in (", ", " ", "\n", ";"):
        assert codes.listed(gap.join([one, two.lower(), one[-9:]])) == (one, two, one[-9:])
        assert codes.listed(gap.join([one.replace("-", " "), two.replace("-", " ")])) == (one, two)
    assert codes.listed("ND-26-0000-0000 xyz") == ("ND-26-0000-0000", "XYZ")


@pytest.mark.parametrize("words", ["xe 98A-23456", "nhà thanh tra", "2345-6789", "gọi 0912 345 678", "đường 2A-3B"])
def test_words_plates_and_telephones_are_no_codes_among_words(words):
    assert codes.code_among(words) == ("", words)


def test_a_code_is_looked_up_in_indexes_alone(office, told, monkeypatch):
    asked = []
    with office.read() as snap:
        run = snap.execute
        monkeypatch.setattr(type(snap), "execute", lambda _snap, one, *_: asked.append(one) or run(one))
        for end in (9, 4, 0):
            ids_named(snap, told.receipt.code[-end:])
        monkeypatch.undo()
        if not snap.is_sqlite:
            snap.connection.execute(text("SET LOCAL enable_seqscan = off"))
        how = "EXPLAIN QUERY PLAN" if snap.is_sqlite else "EXPLAIN"
        for statement in asked:
            compiled = statement.compile(snap.connection, compile_kwargs={"literal_binds": True})
            plan = str(snap.connection.execute(text(f"{how} {compiled}")).all())
            assert not any(scan in plan for scan in ("SCAN cases", "SCAN case_participants", "Seq Scan"))
