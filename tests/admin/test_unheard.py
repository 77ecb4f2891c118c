"""What does not reach an officer's phone is seen by them and by whoever looks after the channels, until it is read."""

import pytest
from sqlalchemy import select

from intake.health import checkup
from intake.notices import notices
from intake.notices.officer_outlet import PURPOSE
from intake.officers import officer_chats
from intake.sending import outbox
from intake.tables import OutboxRow, StaffRow
from intake.talk import dialogue_log
from tests.factories import tell, viewer
from tests.people import BAC_GIANG

pytestmark = pytest.mark.one_database
LOST = "việc chưa tới"


@pytest.fixture
def phone(office, settings):
    """The chat of chị Hà, linked to her account."""
    with office.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "phone", "")
        officer_chats.link(tx, settings, officer_chats.make_code(tx, settings, viewer(office, "ha")), chat)
    return chat.id


@pytest.fixture
def case(office, settings, phone):  # noqa: ARG001 - what is told of it goes to the phone
    return tell(office, settings, commune=BAC_GIANG)


def tell_her(office, case, key):
    with office.transaction() as tx:
        who = tx.execute(select(StaffRow.id).where(StaffRow.login == "ha")).scalars()
        notices.tell(tx, who, key=key, kind="urge", text="Người dân hỏi lại.", case_id=case.id)


def give_up(office, deed=outbox.dead, reason="refused"):
    with office.transaction() as tx:
        sent = select(OutboxRow.id).where(OutboxRow.purpose == PURPOSE, OutboxRow.status == "new")
        for number in tx.execute(sent).scalars().all():
            deed(tx, number, reason)


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        ((outbox.dead, "refused"), "kênh không nhận tin này"),
        ((outbox.blocked, "blocked"), "bot bị chặn ở đó"),
        ((outbox.hold, "window_closed"), "đã quá lâu từ lần nhắn cuối ở đó"),
    ],
)
def test_its_officer_and_whoever_minds_the_channels_see_that_and_why(office, case, signed_in, lost, why):
    give_up(office, *lost)
    hers = signed_in("ha")
    for page in ("/admin/account", "/admin/notices"):
        shown = hers.get(page).text
        assert LOST in shown
        assert why in shown
    for login in ("quy", "giap"):
        shown = signed_in(login).get("/admin/problems").text
        assert "Tin báo chưa tới điện thoại cán bộ" in shown
        assert why in shown
        assert case.receipt.code not in shown


@pytest.mark.usefixtures("case")
def test_others_do_not_and_nobody_once_it_was_read_in_the_panel(office, signed_in):
    give_up(office)
    assert LOST not in signed_in("lam").get("/admin/notices").text
    assert "điện thoại cán bộ" not in signed_in("mai").get("/admin/problems").text
    hers = signed_in("ha")
    hers.post("/admin/notices/read")
    assert LOST not in hers.get("/admin/notices").text
    assert "điện thoại cán bộ" not in signed_in("quy").get("/admin/problems").text


def test_what_was_given_up_goes_along_with_the_next(office, case, signed_in):
    give_up(office)
    tell_her(office, case, "again")
    with office.read() as snap:
        rows = snap.execute(select(OutboxRow.status, OutboxRow.payload).where(OutboxRow.purpose == PURPOSE)).all()
    waiting = [len(row.payload["notices"]) for row in rows if row.status == "new"]
    assert waiting == [2]
    assert LOST not in signed_in("ha").get("/admin/notices").text


def test_a_chat_that_is_unlinked_takes_what_it_missed_with_it(office, case, phone):
    give_up(office)
    with office.transaction() as tx:
        officer_chats.unlink_own(tx, viewer(office, "ha"), phone)
    assert "điện thoại" not in said(office)
    assert case.id


def said(office):
    with office.read() as snap:
        return next(one.sentence for one in checkup.findings(snap) if one.what == "Tin gửi đi")


@pytest.mark.usefixtures("case")
def test_the_doctor_sends_nobody_to_a_log_in_which_it_does_not_stand(office):
    give_up(office)
    assert "1 việc chưa báo được tới điện thoại cán bộ" in said(office)
    assert "Nhật ký gửi tin" not in said(office)
