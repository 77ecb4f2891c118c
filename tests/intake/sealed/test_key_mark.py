"""A book goes with the key of whoever served it first: another one would shut every receipt that was given."""

import pytest
from sqlalchemy import select

from intake.errors import Conflict
from intake.health.doctor import doctor
from intake.sealed import key_mark
from intake.settings import load_settings
from intake.tables import AuditRow


@pytest.fixture
def own(database_url, db, tmp_path):
    """What gives the settings of a process that has this key."""
    assert db

    def of(key):
        environ = {"NGHEDAN_DATA_DIR": str(tmp_path), "NGHEDAN_DATABASE_URL": database_url, "NGHEDAN_SECRET_KEY": key}
        return load_settings(environ)

    return of


def hold(db, settings):
    with db.transaction() as tx:
        key_mark.hold(tx, settings)


def told(settings):
    return [one.sentence for one in doctor(settings) if one.what == "Khóa của sổ"]


def test_the_first_key_is_the_books_and_another_starts_no_process(db, own):
    hold(db, own("k" * 40))
    hold(db, own("k" * 40))
    with pytest.raises(Conflict, match="accept-key"):
        hold(db, own("x" * 40))
    assert told(own("k" * 40)) == []
    assert told(own("x" * 40)) == [key_mark.OTHER_KEY]


def test_a_key_that_is_lost_is_given_up_on_purpose_only_and_the_audit_knows(db, own):
    hold(db, own("k" * 40))
    assert "khóa mới" in key_mark.accept(own("x" * 40))
    assert "không có gì phải đổi" in key_mark.accept(own("x" * 40))
    hold(db, own("x" * 40))
    with db.read() as snap:
        assert snap.execute(select(AuditRow.action).where(AuditRow.action == "key.accept")).scalars().all() == [
            "key.accept"
        ]


def test_the_mark_leads_to_no_key(own):
    settings = own("k" * 40)
    assert key_mark.mark_of(settings) not in settings.secret_key.decode()
    assert len(key_mark.mark_of(settings)) == 16
