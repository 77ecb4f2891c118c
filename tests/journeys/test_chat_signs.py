"""What a platform tells of a chat beside its words: edited messages, groups, a chat that is shut and opened again."""

import pytest
from sqlalchemy import select

from intake.queries.talk.talk import talk
from intake.sending import outbox, parcels
from intake.tables import ConversationRow, InboxRow, NoticeRow, OutboxRow, UtteranceRow
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

WASTE = "Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi kinh khủng"
LONGER = "Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi đã ba hôm"
WHERE = "Rác đổ tràn lan đầu ngõ 21 phường Bắc Giang, bốc mùi kinh khủng"


def versions(db):
    with db.read() as snap:
        table = UtteranceRow.__table__
        rows = select(table.c.kind, table.c.text, table.c.case_id).where(table.c.author == "citizen")
        return [tuple(row) for row in snap.execute(rows.order_by(table.c.id)) if row.kind in {"text", "edited"}]


def column(db, what):
    with db.read() as snap:
        return list(snap.execute(select(what).order_by(what.class_.id)).scalars())


def edits(citizen, text, message_id="9"):
    return citizen.send(kind="edited", text=text, message_id=message_id)


# --- edits ------------------------------------------------------------------------------------------------------------


def test_an_edit_is_kept_beside_the_first_words_with_the_case_that_these_became(known_citizen, office):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    known_citizen.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang", message_id="11")
    edits(known_citizen, WHERE)
    kept = [line for line in versions(office) if line[2] == case.case_id]
    assert kept[-2:] == [("text", WASTE, case.case_id), ("edited", WHERE, case.case_id)]


def told_to_officers(office):
    return column(office, NoticeRow.text).count("Người dân vừa bổ sung thông tin.")


def told_to_citizen(office):
    return [one["notice"] for one in column(office, OutboxRow.payload) if one.get("notice") == "notice.reworded"]


def test_an_edit_of_what_a_case_was_told_reaches_its_officer_and_its_citizen_hears_so(known_citizen, office):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    edits(known_citizen, LONGER)
    assert told_to_officers(office) == 1
    assert told_to_citizen(office) == ["notice.reworded"]


@pytest.mark.parametrize("edited", [WASTE.upper() + "!", "", "đồng ý", "2"])
def test_an_edit_that_tells_nothing_else_is_told_to_nobody(known_citizen, office, edited):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    edits(known_citizen, edited)
    assert told_to_officers(office) == 0
    assert told_to_citizen(office) == []


def test_an_edit_amid_another_matter_goes_to_its_own_case_and_leaves_the_other_as_it_is(known_citizen, office):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    known_citizen.says("Ổ gà to trước cổng trường tiểu học phường Bắc Giang", message_id="11")
    buttons = known_citizen.buttons
    edits(known_citizen, LONGER)
    assert told_to_officers(office) == 1
    assert known_citizen.buttons == buttons


@pytest.mark.both_databases
def test_each_version_leads_to_the_one_before_and_to_the_one_after(known_citizen, office):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    edits(known_citizen, WHERE)
    edits(known_citizen, f"{WHERE} lắm")
    with office.read() as snap:
        told = talk(snap, viewer(office, "giap"), UtteranceRow.author == "citizen", UtteranceRow.text.like("Rác%"))
    first, second, third = told
    assert (first.version_of, first.reworded_in) == (None, second.id)
    assert (second.version_of, second.reworded_in) == (first.id, third.id)
    assert (third.version_of, third.reworded_in) == (second.id, None)


def test_a_correction_of_what_is_being_told_is_not_passed_over_in_silence(known_citizen):
    known_citizen.says(WASTE, message_id="9")
    said = " ".join(edits(known_citizen, WHERE))
    assert "lời Anh/Chị vừa sửa" in said
    assert known_citizen.buttons  # the open question is asked again


def test_an_edit_before_the_yes_is_what_is_agreed_to(citizen):
    citizen.says("rác chất đống ở ngõ 5 đường Hùng Vương phường Bắc Giang", message_id="9")
    citizen.says("mùi lắm", message_id="10")
    said = " ".join(edits(citizen, "rác chất đống ở ngõ 15 đường Hùng Vương phường Bắc Giang"))
    assert "đổi theo lời Anh/Chị vừa sửa" in said
    read_back = " ".join(citizen.presses("Đồng ý"))
    assert "ngõ 15 đường Hùng Vương" in read_back
    assert "ngõ 5 " not in read_back
    assert "mùi lắm" in read_back


def test_an_edit_before_the_yes_that_accuses_is_kept_apart_as_an_accusation(citizen):
    citizen.says(WASTE, message_id="9")
    said = " ".join(edits(citizen, "Tôi tố cáo cán bộ địa chính phường Bắc Giang nhận hối lộ của tôi 20 triệu"))
    assert "Lời này tôi giữ riêng" in said


@pytest.mark.parametrize("edited", [WASTE.upper() + "!", "", "đồng ý", "2"])
def test_an_edit_before_the_yes_that_tells_nothing_changes_nothing(citizen, edited):
    citizen.says(WASTE, message_id="9")
    assert edits(citizen, edited) == []
    assert WASTE.rstrip(".") in " ".join(citizen.presses("Đồng ý"))


def test_new_marks_and_capitals_are_no_correction(known_citizen):
    known_citizen.says(WASTE, message_id="9")
    assert edits(known_citizen, WASTE.upper() + "!") == []


def test_an_edit_that_tells_of_a_danger_is_heard(known_citizen):
    known_citizen.says("nhà bên cạnh tôi bị", message_id="9")
    assert "114" in " ".join(edits(known_citizen, "nhà bên cạnh tôi đang cháy to lắm"))


@pytest.mark.both_databases
def test_an_edit_of_something_unknown_is_kept_and_breaks_nothing(known_citizen, office):
    assert edits(known_citizen, WASTE, "404") == []
    assert versions(office)[-1][:2] == ("edited", WASTE)
    assert set(column(office, InboxRow.status)) == {"done"}


# --- groups -----------------------------------------------------------------------------------------------------------


def test_a_group_is_told_once_and_none_of_its_words_are_kept(turns, office):
    group = Citizen(turns, "-100")
    for _message in range(3):
        assert group.send(kind="group", text="nhà ông Ba đổ rác") == []
    [told] = column(office, OutboxRow.payload)
    assert told["notice"] == "unsupported.group"
    assert column(office, UtteranceRow.text) == []
    assert set(column(office, InboxRow.raw)) == {"{}"}


@pytest.mark.parametrize("kind", ["delivered", "read", "staff_echo", "signal"])
def test_signs_of_delivery_and_our_own_words_are_not_answered(turns, office, kind):
    assert Citizen(turns).send(kind=kind, text="Chào Anh/Chị") == []
    assert column(office, OutboxRow.id) == []


# --- shut and opened --------------------------------------------------------------------------------------------------


def notice(office, citizen, key):
    with office.transaction() as tx:
        payload = {"notice": "notice.closed", "fields": {"code": "ND-1"}}
        conversation_id = citizen.conversation_id(tx)
        outbox.put(tx, conversation_id=conversation_id, key=key, purpose="notice", payload=payload)
        return [parcel.payload for parcel in parcels.claim(tx, channels=[("plain", "main")])]


def test_news_that_the_chat_was_shut_before_its_citizen_wrote_comes_too_late(known_citizen, office, clock):
    earlier = clock().isoformat()
    clock.forward(minutes=1)
    known_citizen.says("chào")
    assert known_citizen.send(kind="stop", sent_at=earlier) == []
    assert column(office, ConversationRow.blocked_at) == [None]
    clock.forward(minutes=1)
    known_citizen.send(kind="stop", sent_at=clock().isoformat())
    assert column(office, ConversationRow.blocked_at) == [clock()]


def test_an_identity_number_that_an_officer_wrote_elsewhere_is_kept_nowhere(known_citizen, office):
    known_citizen.send(kind="staff_echo", text="Số của bà là 024087001234 ạ")
    kept = str([column(office, InboxRow.raw), column(office, UtteranceRow.text)])
    assert "Số của bà" in kept
    assert "024087001234" not in kept


@pytest.mark.both_databases
def test_a_chat_that_was_shut_gets_nothing_until_it_is_opened_again(known_citizen, office, clock):
    with office.transaction() as tx:
        for parcel in parcels.claim(tx, channels=[("plain", "main")]):
            outbox.sent(tx, parcel.id)
    assert known_citizen.send(kind="stop") == []
    assert column(office, ConversationRow.blocked_at) == [clock()]
    clock.forward(hours=1)
    while True:  # what was said before the chat was shut is still under way
        with office.transaction() as tx:
            if not parcels.claim(tx, channels=[("plain", "main")]):
                break
    assert notice(office, known_citizen, "n1") == []
    assert column(office, OutboxRow.status)[-1] == "blocked"
    assert known_citizen.send(kind="back") == []
    assert column(office, ConversationRow.blocked_at) == [None]
    assert column(office, OutboxRow.status)[-1] == "new"


def test_flames_instead_of_words_are_answered_with_whom_to_call(known_citizen):
    assert "114" in known_citizen.says("🔥🔥🔥")[0]
