from pathlib import Path

import pytest
from sqlalchemy import select, update

import bot.demo
from intake import meta
from intake.catalogue import answers
from intake.directory.directory import DirectoryData, import_directory
from intake.tables import StaffRow, UnitRow
from tests.factories import furnish
from tests.talk import Citizen, plain_turns

KHANG = {"unit": "G-CA", "name": "Lý Văn Khang", "title": "Trực ban", "role": "officer", "login": "khang"}


@pytest.fixture
def office(db):
    furnish(db)
    return db


@pytest.fixture
def book(office):
    """The office with the book of answers that is shipped."""
    with office.transaction() as tx:
        answers.load(tx, (Path(bot.demo.__path__[0]) / "answers.toml").read_text(encoding="utf-8"))
    return office


@pytest.fixture
def duty(office):
    """Somebody of the commune is on duty."""
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([], [{**KHANG, "is_on_duty": True}]))


@pytest.fixture
def inspector(office):
    """Somebody who is cleared leads the inspectorate."""
    with office.transaction() as tx:
        inspectorate = tx.execute(select(UnitRow.id).where(UnitRow.code == "P-TTRA")).scalar_one()
        head = {"unit_id": inspectorate, "role": "head", "has_clearance": True}
        tx.execute(update(StaffRow).where(StaffRow.login == "tam").values(**head))
        meta.bump(tx, "directory")


@pytest.fixture
def turns(office, settings):
    return plain_turns(office, settings)


@pytest.fixture
def citizen(turns):
    return Citizen(turns)


@pytest.fixture
def known_citizen(citizen):
    """A citizen who has agreed to the use of their data."""
    citizen.agrees()
    return citizen
