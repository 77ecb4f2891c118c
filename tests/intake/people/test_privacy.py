"""Wishes about one's own data: what is kept, what goes, from when on, and that nothing else is touched."""

import pytest
from sqlalchemy import delete, select

from intake.acts import citizen_steps
from intake.audit import verify
from intake.errors import Conflict, Forbidden, NotFound
from intake.files import attachments
from intake.learning import corrections
from intake.lifecycle import Move
from intake.people import privacy
from intake.proofs.check import WrongClock, check_clocks
from intake.queries.talk import hits
from intake.queries.talk.sought import Sought
from intake.sending import outbox
from intake.tables import (
    AttachmentRow,
    CaseRow,
    ClockChangeRow,
    ClockRow,
    ConversationRow,
    CorrectionRow,
    InboxRow,
    OutboxRow,
    UtteranceRow,
)
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent
from tests.factories import tell, viewer, write
from tests.intake.moving import act, events

PRIVATE = "hàng xóm tên Nam hay gây gổ"


@pytest.fixture
def told(office, settings):
    return tell(office, settings)


@pytest.fixture
def wish(office, settings, told):
    def ask(asks):
        with office.transaction() as tx:
            conversation = dialogue_log.lock_conversation(tx, told.conversation_id)
            line = write(tx, conversation.id, "/dulieu", conversation.draft_no)
            return privacy.request(tx, settings, conversation, asks, utterance_id=line)

    return ask


def one(office, column, *where):
    with office.read() as snap:
        return snap.execute(select(column).where(*where)).scalars().all()


CARRIED_OUT = [
    ("see", "data_access", "2026-09-24"),
    ("correct", "data_access", "2026-09-24"),
    ("restrict", "data_stop", "2026-09-29"),
    ("withdraw_consent", "data_stop", "2026-09-29"),
    ("erase", "data_erasure", "2026-10-05"),
]


@pytest.mark.parametrize(("asks", "stage", "done_on"), CARRIED_OUT)
def test_a_wish_has_a_day_by_which_it_is_carried_out(office, wish, asks, stage, done_on):
    """Nghị định 356/2025/NĐ-CP, Điều 5: 10, 15 and 20 days; 04/10/2026 is a Sunday."""
    receipt, _ = wish(asks)
    with office.read() as snap:
        assert str(privacy.done_by(snap, receipt.case_id)) == done_on
    assert one(office, ClockRow.due_on, ClockRow.case_id == receipt.case_id, ClockRow.stage == stage)
    assert [one for one in check_clocks(office) if isinstance(one, WrongClock)] == []


def test_whoever_hears_that_it_is_taken_on_has_been_answered_and_waits_for_the_rest(office, wish):
    receipt, _ = wish("see")
    act(office, receipt.case_id, Move.ACCEPT, login="dung")
    assert clocks_of(office, receipt) == {"data_subject_reply": "met", "data_access": "running"}
    act(office, receipt.case_id, Move.ANSWER, login="dung", outcome="resolved", text="Đã gửi bản sao.")
    assert clocks_of(office, receipt) == {"data_subject_reply": "met", "data_access": "met"}


def test_a_wish_of_an_earlier_build_gets_no_second_clock_and_keeps_its_only_one_until_it_is_answered(office, wish):
    receipt, _ = wish("see")
    with office.transaction() as tx:
        of_wish = (ClockRow.case_id == receipt.case_id, ClockRow.stage == "data_access")
        ids = tx.execute(select(ClockRow.id).where(*of_wish)).scalars().all()
        tx.execute(delete(ClockChangeRow).where(ClockChangeRow.clock_id.in_(ids)))
        tx.execute(delete(ClockRow).where(*of_wish))
    act(office, receipt.case_id, Move.ACCEPT, login="dung")
    assert clocks_of(office, receipt) == {"data_subject_reply": "running"}
    act(office, receipt.case_id, Move.ANSWER, login="dung", outcome="resolved", text="Đã gửi bản sao.")
    assert clocks_of(office, receipt) == {"data_subject_reply": "met"}


def test_a_wish_that_takes_longer_is_extended_once_and_its_citizen_is_told_why(office, wish):
    receipt, _ = wish("erase")
    act(office, receipt.case_id, Move.ACCEPT, login="dung")
    longer = {"stage": "data_erasure", "criteria": "several_places", "reason": "Dữ liệu giữ ở hai nơi"}
    act(office, receipt.case_id, Move.EXTEND, login="dung", **longer)
    with office.read() as snap:
        assert str(privacy.done_by(snap, receipt.case_id)) == "2026-10-26"
    with pytest.raises(Forbidden):
        act(office, receipt.case_id, Move.EXTEND, login="dung", **longer)
    assert [one for one in check_clocks(office) if isinstance(one, WrongClock)] == []


def clocks_of(office, receipt):
    with office.read() as snap:
        rows = snap.execute(select(ClockRow.stage, ClockRow.status).where(ClockRow.case_id == receipt.case_id)).all()
    return {row.stage: row.status for row in rows}


def test_a_wish_is_a_case_of_the_province_with_two_working_days(office, wish):
    receipt, is_repeated = wish("see")
    assert not is_repeated
    assert receipt.unit == "Ban Tiếp công dân tỉnh"
    assert str(receipt.due_on) == "2026-09-16"
    assert "356/2025" in receipt.basis
    assert clocks_of(office, receipt) == {"data_subject_reply": "running", "data_access": "running"}


def test_the_same_wish_twice_is_one_case_until_it_is_answered(office, wish):
    receipt, _ = wish("see")
    again, is_repeated = wish("see")
    assert (again.code, is_repeated) == (receipt.code, True)
    act(office, receipt.case_id, Move.ACCEPT, login="dung")
    act(office, receipt.case_id, Move.ANSWER, login="dung", outcome="resolved", text="Đã gửi bản sao.")
    act(office, receipt.case_id, Move.CLOSE, login="dung")
    assert one(office, ClockRow.status, ClockRow.case_id == receipt.case_id) == ["met", "met"]
    assert not wish("see")[1]


def test_a_wish_takes_no_half_told_matter_along(office, told, wish):
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, PRIVATE, 2)
    wish("see")
    assert one(office, UtteranceRow.case_id, UtteranceRow.id == line) == [None]


def test_taking_consent_back_counts_at_once(office, told, wish):
    wish("withdraw_consent")
    assert one(office, ConversationRow.consent_at) == [None]
    assert one(office, CaseRow.is_open, CaseRow.id == told.id) == [True]


def test_erasing_takes_what_is_no_case_and_leaves_the_case(office, settings, told, wish):
    raw = RawEvent("telegram", "main", "k1", "citizen-1", 1, f'{{"text": "{PRIVATE}"}}')
    kept = attachments.keep(settings, b"%PDF-1.4 rieng tu")
    with office.transaction() as tx:
        inbox_id = inbox.store(tx, raw)
        line = dialogue_log.write(
            tx, told.conversation_id, 2, dialogue_log.Saying("citizen", "text", PRIVATE), inbox_id
        )
        answer = dialogue_log.write(tx, told.conversation_id, 2, dialogue_log.Saying("bot", "text", f"“{PRIVATE}”"))
        outbox.put(
            tx, conversation_id=told.conversation_id, key="k", purpose="reply", utterance_id=answer,
            payload={"text": PRIVATE},
        )  # fmt: skip
        tx.execute(OutboxRow.__table__.update().values(status="sent"))
        attachments.expect(
            tx, conversation_id=told.conversation_id, utterance_id=line, draft_no=2, channel="telegram",
            account="main", media=[{"kind": "file", "ref": "r", "sha256": kept.sha256}], group_key=None,
        )  # fmt: skip
    receipt, _ = wish("erase")
    with office.transaction() as tx:
        privacy.erase(tx, settings, receipt.case_id, actor=viewer(office, "dung"))
    everything = str(one(office, UtteranceRow.text) + one(office, InboxRow.raw) + one(office, OutboxRow.payload))
    assert "Nam hay gây gổ" not in everything
    assert one(office, ConversationRow.display_name) == [""]
    assert one(office, AttachmentRow.status) == ["erased"]
    assert not attachments.path_of(settings, kept.sha256).exists()
    assert "Ổ gà" in one(office, CaseRow.text, CaseRow.id == told.id)[0]
    assert "Ổ gà" in str(one(office, UtteranceRow.text, UtteranceRow.case_id == told.id))
    assert events(office, receipt.case_id)[-1].move == "data_erase"
    with office.read() as snap:
        assert verify(snap).ok


def test_the_address_goes_when_nothing_is_to_be_told_there_any_more(office, settings, told, wish):
    receipt, _ = wish("erase")
    with office.transaction() as tx:
        for lane in ("citizen-1", inbox.quiet_lane("citizen-1")):
            inbox.store(tx, RawEvent("telegram", "main", f"follow:{lane}:1", lane, 1, '{"id": "citizen-1"}'))
        privacy.erase(tx, settings, receipt.case_id, actor=viewer(office, "dung"))
        assert privacy.end_addresses(tx) == 0
    act(office, receipt.case_id, Move.ACCEPT, login="dung")
    act(office, receipt.case_id, Move.ANSWER, login="dung", outcome="resolved", text="Đã xóa.")
    act(office, receipt.case_id, Move.CLOSE, login="dung")
    with office.transaction() as tx:
        citizen_steps.withdraw(tx, told.id, conversation_id=told.conversation_id)
        assert privacy.end_addresses(tx) == 0  # the answer has not reached the chat yet
        tx.execute(OutboxRow.__table__.update().values(status="sent"))
        assert privacy.end_addresses(tx) == 1
        assert privacy.end_addresses(tx) == 0
        fresh = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "Bà Tư")
    assert fresh.id != told.conversation_id
    assert "citizen-1" not in one(office, ConversationRow.chat_key, ConversationRow.id == told.conversation_id)
    for column in (InboxRow.chat_key, InboxRow.dedupe_key, InboxRow.raw):
        assert "citizen-1" not in str(one(office, column))


def test_a_new_consent_keeps_the_address(office, settings, told, wish):
    receipt, _ = wish("erase")
    with office.transaction() as tx:
        privacy.erase(tx, settings, receipt.case_id, actor=viewer(office, "dung"))
        dialogue_log.consent(tx, told.conversation_id)
        tx.execute(CaseRow.__table__.update().values(is_open=False))
        tx.execute(OutboxRow.__table__.update().values(status="sent"))
        assert privacy.end_addresses(tx) == 0


def test_what_is_restricted_is_neither_found_nor_learned_from(office, told, wish):
    with office.transaction() as tx:
        write(tx, told.conversation_id, PRIVATE, 2)
        values = {"case_id": told.id, "field": "topic", "proposed": "khac", "corrected": "dien"}
        staff = viewer(office, "giap").id
        tx.execute(CorrectionRow.__table__.insert().values(**values, staff_id=staff, at=tx.now))
    boss = viewer(office, "giap")
    with office.read() as snap:
        assert hits.search(snap, boss, Sought("gây gổ")).rows
        assert list(corrections.lessons(snap))
    receipt, _ = wish("restrict")
    with office.transaction() as tx:
        privacy.restrict(tx, receipt.case_id, actor=viewer(office, "dung"))
    with office.read() as snap:
        assert not hits.search(snap, boss, Sought("gây gổ")).rows
        assert not list(corrections.lessons(snap))


def test_only_whoever_holds_the_case_carries_it_out_and_only_while_it_is_open(office, settings, told, wish):
    receipt, _ = wish("erase")
    with office.transaction() as tx:
        for login, why in (("ha", NotFound), ("quy", NotFound)):
            with pytest.raises(why):
                privacy.erase(tx, settings, receipt.case_id, actor=viewer(office, login))
        with pytest.raises(NotFound):
            privacy.erase(tx, settings, told.id, actor=viewer(office, "giap"))
        tx.execute(CaseRow.__table__.update().values(is_open=False))
        with pytest.raises((Conflict, Forbidden)):
            privacy.erase(tx, settings, receipt.case_id, actor=viewer(office, "dung"))
