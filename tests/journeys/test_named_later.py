"""Trips of people who accuse somebody unnamed and name them afterwards in the chat: whoever is named is past."""

import pytest
from sqlalchemy import select

from intake.access import may_see_case
from intake.tables import CaseRow, NoticeRow, StaffRow
from tests.factories import viewer

SOMEBODY = "tôi tố cáo một cán bộ nhận tiền của tôi rồi không làm gì"
NAMED = "tôi tố cáo ông Vũ Đức Dũng ở ban tiếp công dân tỉnh nhận tiền của tôi rồi không làm gì"


@pytest.fixture
def case_id(inspector, known_citizen, office):
    del inspector  # who has it then
    known_citizen.says(SOMEBODY, message_id="first")
    known_citizen.says("2")
    known_citizen.says("không rõ")
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    assert sees(office, "dung", case.case_id)
    return case.case_id


def sees(db, login, case_id):
    with db.read() as snap:
        return may_see_case(snap, viewer(db, login), case_id)


def heard_of(db, case_id, kind):
    with db.read() as snap:
        told = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        return set(snap.execute(told.where(NoticeRow.case_id == case_id, NoticeRow.kind == kind)).scalars())


@pytest.mark.parametrize(
    "words",
    [
        "tên là Vũ Đức Dũng",
        "người đó là ông Vũ Đức Dũng",
        "sao lâu thế, hay ông Dũng tiếp dân tỉnh ỉm đi rồi",
    ],
)
def test_in_a_further_message(known_citizen, office, case_id, words):
    said = " ".join(known_citizen.says(words))
    assert ": ." not in said  # of a sealed case the chat says no state
    assert not sees(office, "dung", case_id)
    assert sees(office, "tam", case_id)
    assert heard_of(office, case_id, "assigned") == {"tam"}
    assert "dung" not in heard_of(office, case_id, "supplement") | heard_of(office, case_id, "urge")


def test_in_the_first_message_edited_after_it_was_sent(known_citizen, office, case_id):
    assert known_citizen.send(kind="edited", text=NAMED, message_id="first") == []
    assert not sees(office, "dung", case_id)
    assert heard_of(office, case_id, "supplement") == {"tam"}
    with office.read() as snap:
        assert snap.execute(select(CaseRow.state).where(CaseRow.id == case_id)).scalar_one() == "screening"
