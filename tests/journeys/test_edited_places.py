"""An edit that tells a danger or another place reaches those who go there: they are not sent to the old address."""

import pytest
from sqlalchemy import select

from intake.registration.urgency import DANGER, grade_of
from intake.tables import CaseEventRow, CaseRow, NoticeRow, OutboxRow, StaffRow
from tests import people

pytestmark = pytest.mark.one_database

WHERE = "ngõ 5 đường Hùng Vương phường Bắc Giang"
WASTE = f"rác chất đống ở {WHERE}"
HALL = "cháy ở nhà văn hóa tổ 5"


@pytest.fixture
def case(known_citizen):
    known_citizen.says(WASTE, message_id="9")
    known_citizen.presses("Gửi")
    return known_citizen.cases()[0]


def edits(citizen, text):
    return citizen.send(kind="edited", text=text, message_id="9")


def now(db):
    with db.read() as snap:
        return snap.execute(select(CaseRow.__table__)).one()


def urgent(db):
    """Return who is told of a danger, by login, and in which words."""
    with db.read() as snap:
        rows = select(StaffRow.login, NoticeRow.text).join(StaffRow, StaffRow.id == NoticeRow.staff_id)
        return dict(tuple(row) for row in snap.execute(rows.where(NoticeRow.kind == "urgent")))


def told(db):
    with db.read() as snap:
        return [one for one in snap.execute(select(OutboxRow.payload)).scalars() if "notice" in one]


def test_a_fire_that_an_edit_tells_of_reaches_officer_and_commune_with_its_new_place(known_citizen, office, case):
    answer = " ".join(edits(known_citizen, HALL))
    assert "114" in answer
    assert case.code in answer
    assert "việc mới" not in answer
    heard = urgent(office)
    assert {"ha", "cuc"} <= set(heard)
    assert all("nhà văn hóa tổ 5, phường Bắc Giang" in heard[login] for login in ("ha", "cuc"))
    assert (now(office).place_text, now(office).is_urgent) == ("nhà văn hóa tổ 5", True)


def test_a_fire_without_a_place_of_its_own_is_where_the_case_is(known_citizen, office, case):
    assert case.code in " ".join(edits(known_citizen, "cháy rồi"))
    assert "ngõ 5 đường Hùng Vương, phường Bắc Giang" in urgent(office)["ha"]
    assert now(office).place_text == "ngõ 5 đường Hùng Vương"


@pytest.mark.parametrize("end", [", cháy rồi", ". Cháy rồi!", ", giờ cháy rồi"])
@pytest.mark.usefixtures("case")
def test_a_fire_that_is_added_behind_the_words_of_before_is_heard(known_citizen, office, end):
    assert "114" in " ".join(edits(known_citizen, f"{WASTE}{end}"))
    assert "cháy" in urgent(office)["ha"]
    assert now(office).is_urgent


@pytest.mark.both_databases
@pytest.mark.usefixtures("case")
def test_a_danger_elsewhere_tells_new_hands_of_it_and_old_ones_once_that_they_need_not_go(known_citizen, office):
    edits(known_citizen, "cháy ở chợ xã Tân Yên")
    with office.read() as snap:
        rows = select(StaffRow.login, NoticeRow.kind, NoticeRow.text).join(StaffRow, StaffRow.id == NoticeRow.staff_id)
        said = snap.execute(rows.where(NoticeRow.kind.in_(("urgent", "left")))).all()
    assert [row.kind for row in said if row.login == "ha"] == ["left"]
    assert any("nguy hiểm (cháy, nổ)" in row.text and "xã Tân Yên" in row.text for row in said if row.login != "ha")
    assert grade_of(now(office)) == DANGER


@pytest.mark.usefixtures("case")
def test_amid_another_matter_the_fire_goes_to_its_own_case_and_not_into_the_draft(known_citizen, office):
    known_citizen.says("Ổ gà to trước cổng trường tiểu học xã Tân Yên", message_id="11")
    edits(known_citizen, HALL)
    assert now(office).place_text == "nhà văn hóa tổ 5"
    assert "tam" not in urgent(office)  # where the other matter is nothing burns
    known_citizen.presses("Việc mới")
    known_citizen.presses("Gửi")
    assert "cháy" not in known_citizen.cases()[0].summary


@pytest.mark.parametrize("edited", [HALL, f"{HALL} phường Bắc Giang", "cháy ở chợ xã Tân Yên"])
@pytest.mark.usefixtures("case")
def test_each_further_place_of_a_fire_is_told_anew(known_citizen, office, edited):
    edits(known_citizen, "cháy rồi")
    edits(known_citizen, edited)
    with office.read() as snap:
        texts = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "urgent")).scalars().all()
    where = "xã Tân Yên" if "Tân Yên" in edited else "nhà văn hóa tổ 5"
    hands = 1 if "Tân Yên" in edited else 2  # whoever has it there now, and no longer who had it here
    assert sum("nguy hiểm (cháy" in one for one in texts if where in one) >= hands


@pytest.mark.usefixtures("case")
def test_a_danger_that_is_typed_for_a_case_is_no_mere_addition_either(known_citizen, office):
    known_citizen.says("cháy rồi")
    known_citizen.presses("Bổ sung")
    heard = urgent(office)
    assert "ngõ 5 đường Hùng Vương, phường Bắc Giang" in heard["ha"]
    assert "ngõ 5 đường Hùng Vương, phường Bắc Giang" in heard["cuc"]
    assert now(office).is_urgent


@pytest.mark.usefixtures("case")
def test_another_spot_in_the_words_of_a_case_goes_into_it(known_citizen, office):
    edits(known_citizen, WASTE.replace("ngõ 5", "ngõ 9"))
    assert now(office).place_text == "ngõ 9 đường Hùng Vương"
    assert told(office)[-1]["fields"]["spot"] == "ngõ 9 đường Hùng Vương"
    with office.read() as snap:
        kept = snap.execute(select(CaseEventRow.data).where(CaseEventRow.move == "supplement")).scalar_one()
    assert kept["was_place_text"] == "ngõ 5 đường Hùng Vương"


@pytest.mark.usefixtures("case")
def test_another_commune_in_them_takes_it_to_the_hands_of_that_commune(known_citizen, office):
    edits(known_citizen, "rác chất đống ở ngõ 5 xã Tân Yên")
    assert now(office).commune_code == people.TAN_YEN
    assert told(office)[-1] == {"notice": "added.moved", "fields": told(office)[-1]["fields"]}
    assert "Tân Yên" in told(office)[-1]["fields"]["unit"]


@pytest.mark.parametrize(
    "edited",
    [f"{WASTE}, kéo dài tới ngõ 9", f"{WASTE}, xe chở từ xã Tân Yên sang", "rác chất đống, hôi lắm, mấy hôm rồi"],
)
@pytest.mark.usefixtures("case")
def test_a_place_that_is_named_beside_the_first_one_moves_nothing(known_citizen, office, edited):
    edits(known_citizen, edited)
    assert (now(office).place_text, now(office).commune_code) == ("ngõ 5 đường Hùng Vương", people.BAC_GIANG)


@pytest.mark.usefixtures("case")
def test_a_further_line_that_told_no_place_of_the_case_does_not_move_it(known_citizen, office):
    known_citizen.says("bổ sung: hôm qua ở ngõ 7 cũng có người đổ", message_id="11")
    known_citizen.send(kind="edited", text="bổ sung: hôm qua ở ngõ 8 cũng có người đổ", message_id="11")
    assert now(office).place_text == "ngõ 5 đường Hùng Vương"
