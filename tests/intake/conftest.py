import pytest

from tests.factories import open_office


@pytest.fixture
def office(db):
    open_office(db)
    return db
