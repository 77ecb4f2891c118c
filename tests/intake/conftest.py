import pytest

from tests.factories import furnish


@pytest.fixture
def office(db):
    furnish(db)
    return db
