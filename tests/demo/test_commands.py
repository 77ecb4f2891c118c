import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.demo.chats import TELEGRAM, WEB
from bot.demo.commands import prepare
from bot.demo.province import build
from intake import meta
from intake.db import open_database
from intake.directory import directory
from intake.errors import Invalid
from intake.health.retelling import differences
from intake.migrate import upgrade
from intake.officers.sign_ins import begin
from intake.officers.staff import recognise
from intake.settings import load_settings
from intake.tables import AuditRow, CaseEventRow, ConversationRow, UtteranceRow


def _clock():
    return datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _prepare(settings, *, reset=False):
    said = []
    prepare(settings, reset=reset, cases=3, say=said.append, clock=_clock)
    return said


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A data folder with a demo in it, and what was said when it was made."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, _prepare(_settings(folder))


@pytest.fixture
def made(once, tmp_path):
    """Settings of a demo of one's own, and what was said when it was made."""
    folder, said = once
    shutil.copytree(folder, tmp_path / "demo")
    return _settings(tmp_path / "demo"), said


def _settings(folder):
    return load_settings({"NGHEDAN_DATA_DIR": str(folder), "NGHEDAN_SECRET_KEY": "k" * 40})


def _password(said, login):
    return next(line.split()[1] for line in said if line.split()[:1] == [login])


def test_a_second_start_makes_nothing_and_tells_the_same_accounts(made):
    settings, first = made
    second = _prepare(settings)
    assert "3 hồ sơ" in " ".join(first)
    assert len(second) == 9
    assert _password(first, "canbo") == _password(second, "canbo")


def test_a_demo_account_signs_in(made):
    settings, said = made
    db = open_database(settings.database_url)
    with db.transaction() as tx:
        session = begin(tx, settings, recognise(tx, "chutich", _password(said, "chutich"), "127.0.0.1"))
    db.close()
    assert session is not None
    assert session.viewer.role == "head"


def test_whoever_writes_in_the_demo_has_a_chat_that_answers_reach_and_every_case_is_what_its_history_says(made):
    db = open_database(made[0].database_url)
    with db.read() as snap:
        table = ConversationRow.__table__
        chats = snap.execute(select(table.c.channel, table.c.account).where(table.c.channel.in_(("web", "telegram"))))
        assert {tuple(one) for one in chats} <= {WEB, TELEGRAM}
        assert list(differences(snap)) == []
    db.close()


def test_reset_makes_a_new_province(made):
    settings, first = made
    second = _prepare(settings, reset=True)
    assert _password(first, "canbo") != _password(second, "canbo")


def test_one_that_was_interrupted_while_it_was_made_is_made_anew(made):
    settings, first = made
    db = open_database(settings.database_url)
    with db.transaction() as tx:
        meta.put(tx, "demo", {"started": True})
    db.close()
    assert _password(first, "canbo") != _password(_prepare(settings), "canbo")


@pytest.mark.parametrize("reset", [False, True])
def test_data_that_is_no_demo_is_never_touched(settings, reset):
    db = open_database(settings.database_url)
    upgrade(db)
    with db.transaction() as tx:
        directory.import_directory(tx, build().directory)
    db.close()
    with pytest.raises(Invalid):
        _prepare(settings, reset=reset)
    db = open_database(settings.database_url)
    with db.read() as snap:
        assert directory.snapshot(snap).units
    db.close()


def test_the_file_of_passwords_is_for_its_owner_only(made):
    settings, _said = made
    assert (settings.data_dir / "demo-accounts.json").stat().st_mode & 0o077 == 0


def test_what_the_demo_s_desks_did_stands_in_the_order_in_which_it_happened(made):
    settings, _said = made
    db = open_database(settings.database_url)
    with db.read() as snap:
        for row in (AuditRow, CaseEventRow, UtteranceRow):
            moments = list(snap.execute(select(row.at).order_by(row.id)).scalars())
            assert moments == sorted(moments)
            assert moments[-1] <= _clock()
        taken_in = snap.execute(select(func.count()).select_from(AuditRow).where(AuditRow.action == "visit.take_in"))
        assert taken_in.scalar() == 4
    db.close()
