import pytest

from tests.factories import furnish
from tests.talk import Citizen, plain_turns


@pytest.fixture
def office(db):
    furnish(db)
    return db


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
