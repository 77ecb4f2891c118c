"""An office that outgrew its one machine takes its whole book along to PostgreSQL."""

from contextlib import closing
from dataclasses import replace

import pytest

from intake import audit, receipts
from intake.db import open_database
from intake.errors import Invalid
from intake.files import attachments
from intake.migrate import is_current
from intake.queries.talk import hits
from intake.queries.talk.sought import Sought
from intake.sealed import key_mark, vault
from tests.factories import POTHOLE, tell, viewer, write
from tests.intake.test_backups import NUMBER, ODD, everything, house, is_untouched, spoil

__all__ = ["house"]
pytestmark = pytest.mark.one_database


@pytest.fixture
def database_url(sqlite_url):
    """Return the embedded database, which is what grows."""
    return sqlite_url


@pytest.fixture
def grown(house, empty_postgresql_url):
    """The embedded book of an office that goes over to PostgreSQL."""
    house.there = replace(house.there, database_url=empty_postgresql_url)
    return house


def test_an_office_that_outgrew_its_machine_takes_its_book_along_to_postgresql(grown):
    case = tell(grown.db, grown.here, POTHOLE, chat="c1")
    photo = attachments.keep(grown.here, b"%PDF-1.7 ...")
    with grown.db.transaction() as tx:
        vault.seal(tx, grown.here, case.id, "id_number", NUMBER)
        write(tx, 1, ODD)
        key_mark.hold(tx, grown.here)
    grown.backup()
    kept = everything(grown.db)
    grown.restore()
    assert attachments.path_of(grown.there, photo.sha256).read_bytes() == b"%PDF-1.7 ..."
    with closing(open_database(grown.there.database_url, grown.db.clock)) as again:
        assert is_current(again)
        assert everything(again) == kept
        with again.transaction() as tx:
            assert audit.verify(tx).ok
            assert hits.search(tx, viewer(again, "giap"), Sought(query="cổng trường")).rows
            secret = receipts.secret_for(grown.there, case.receipt.code)
            assert receipts.look_up(tx, grown.there, case.receipt.code, secret, client="c").case_id == case.id
        assert tell(again, grown.there, POTHOLE, chat="c2").id > case.id


def test_a_broken_embedded_book_leaves_postgresql_as_it_was(grown):
    attachments.keep(grown.here, b"%PDF-1.7 ...")
    grown.backup()
    spoil(grown)
    with pytest.raises(Invalid):
        grown.restore()
    assert is_untouched(grown.there)
