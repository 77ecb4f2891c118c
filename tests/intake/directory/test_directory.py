"""The directory that routing sees: absences by the day, changes at once."""

from datetime import date

from sqlalchemy import update

from intake import meta
from intake.directory import directory
from intake.directory.in_charge import in_charge
from intake.tables import StaffRow, UnitRow
from tests.factories import tell, viewer


def absent(db, login, first, last=None):
    with db.transaction() as tx:
        where = StaffRow.id == viewer(db, login).id if not db.is_sqlite else StaffRow.login == login
        tx.execute(update(StaffRow).where(where).values(absent_from=first, absent_until=last))
        meta.bump(tx, "directory")


def test_who_is_absent_gets_nothing_until_they_are_back(office, settings, clock):
    absent(office, "ha", date(2026, 9, 14), date(2026, 9, 15))
    during = {tell(office, settings, chat=f"a{n}").receipt.officer for n in range(3)}
    assert during == {"Trần Văn Lâm"}
    clock.forward(days=2)
    assert tell(office, settings, chat="b").receipt.officer == "Nguyễn Thu Hà"


def test_an_absence_without_end_lasts(office, clock):
    absent(office, "ha", date(2026, 9, 14))
    clock.forward(days=300)
    with office.read() as snap:
        assert directory.snapshot(snap).officers[viewer(office, "ha").id].is_absent


def test_an_unchanged_directory_is_read_once(office):
    with office.read() as snap:
        assert directory.snapshot(snap) is directory.snapshot(snap)


def test_a_unit_with_hours_of_its_own_tells_them_with_the_receipt(office, settings):
    told = tell(office, settings, chat="a")
    assert told.receipt.hours == ""
    with office.transaction() as tx:
        tx.execute(update(UnitRow).where(UnitRow.code == "G-KT").values(hours="7h–11h30"))
        meta.bump(tx, "directory")
    with office.read() as snap:
        assert in_charge(snap, told.id)["hours"] == "7h–11h30"
    assert tell(office, settings, chat="b").receipt.hours == "7h–11h30"
