"""What was told is there again on another machine, whole or not at all; and what opens it travels apart."""

import gzip
import io
import shutil
import tarfile
import threading
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, insert, select, text

from intake import audit, meta, receipts
from intake.backups.commands import backup, restore
from intake.db import open_database
from intake.errors import Conflict, Damaged, Invalid
from intake.files import attachments
from intake.migrate import is_current
from intake.queries.talk import hits
from intake.queries.talk.sought import Sought
from intake.sealed import key_mark, vault
from intake.sealed.vault_keys import new_key
from intake.settings import load_settings
from intake.tables import Base, MetaRow
from tests.factories import POTHOLE, open_office, tell, viewer, write

NUMBER = "024185007319"
ODD = "tab\t, dòng\nmới, \\N, “ngoặc”, ✔"


class House:
    """An installation that is backed up, and a place where it may be put again."""

    def __init__(self, db, here, there, path):
        self.db = db
        self.here = here
        self.there = there
        self.path = path
        self.said = []

    def backup(self):
        backup(self.here, self.path, self.said.append)

    def restore(self, settings=None, **how):
        restore(settings or self.there, self.path, self.said.append, **how)


@pytest.fixture
def house(db, database_url, request, tmp_path):
    keys = {"NGHEDAN_SECRET_KEY": "k" * 40, "NGHEDAN_VAULT_KEYS": new_key()}
    is_sqlite = database_url.startswith("sqlite")
    new = f"sqlite:///{tmp_path}/there/new.db" if is_sqlite else request.getfixturevalue("empty_postgresql_url")
    here, there = (
        load_settings({"NGHEDAN_DATA_DIR": str(tmp_path / name), "NGHEDAN_DATABASE_URL": url, **keys})
        for name, url in (("here", database_url), ("there", new))
    )
    open_office(db)
    return House(db, here, there, tmp_path / "backup.tgz")


def everything(db):
    with db.read() as snap:
        return {
            table.name: sorted(repr(row) for row in snap.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name != "audit"  # it tells of the backup and of the restoring
        }


def is_untouched(settings):
    if settings.database_url.startswith("sqlite"):
        return {path.name for path in settings.data_dir.iterdir()} <= {"attachments"}
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        tables = connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).scalar()
    engine.dispose()
    return not tables and not settings.attachments_dir.exists()


def test_all_that_was_told_is_there_again_and_goes_on(house):
    case = tell(house.db, house.here, POTHOLE, chat="c1")
    photo = attachments.keep(house.here, b"%PDF-1.7 ...")
    with house.db.transaction() as tx:
        vault.seal(tx, house.here, case.id, "id_number", NUMBER)
        write(tx, 1, ODD)
        key_mark.hold(tx, house.here)
    house.backup()
    kept = everything(house.db)
    assert house.path.stat().st_mode & 0o077 == 0
    house.restore()
    with closing(open_database(house.there.database_url, house.db.clock)) as again:
        assert is_current(again)
        assert everything(again) == kept
        assert attachments.path_of(house.there, photo.sha256).read_bytes() == b"%PDF-1.7 ..."
        with again.transaction() as tx:
            assert audit.verify(tx).ok
            asked = Sought(query="cổng trường")
            assert hits.search(tx, viewer(again, "giap"), asked).rows
            assert (
                vault.unseal(
                    tx, house.there, viewer(again, "giap"), case.id, "id_number", reason="đối chiếu sau khi phục hồi"
                )
                == NUMBER
            )
            secret = receipts.secret_for(house.there, case.receipt.code)
            assert receipts.look_up(tx, house.there, case.receipt.code, secret, client="c").case_id == case.id
        assert tell(again, house.there, POTHOLE, chat="c2").id > case.id
    assert "cất riêng" in house.said[1]


def test_no_key_travels_with_what_it_opens(house):
    house.backup()
    with gzip.open(house.path) as stream:
        content = stream.read()
    assert house.here.secret_key not in content
    assert house.here.vault_keys[0].encode() not in content
    with tarfile.open(house.path) as parcel:
        assert not [name for name in parcel.getnames() if "key" in name]


@pytest.mark.parametrize("lost", ["secret_key", "vault_keys"])
def test_without_the_keys_nothing_is_put_unless_they_are_lost_for_good(house, lost):
    house.backup()
    other = replace(house.there, **{"secret_key": {"secret_key": b"x" * 40}, "vault_keys": {"vault_keys": ()}}[lost])
    with pytest.raises(Conflict, match=lost.partition("_")[0]):
        house.restore(other)
    assert is_untouched(house.there)
    house.restore(other, without_keys=True)
    with closing(open_database(house.there.database_url)) as again, again.read() as snap:
        assert key_mark.fits(snap, other)


def broken(path, how):
    data = path.read_bytes()
    half = len(data) // 2
    return {
        "cut off": data[:half],
        "cut at its last byte": data[:-1],
        "a byte is another": data[:half] + bytes([data[half] ^ 0xFF]) + data[half + 1 :],
        "its sum is another": data[:-8] + bytes(4) + data[-4:],
        "empty": b"",
        "no backup": b"PK\x03\x04 something else",
    }[how]


@pytest.mark.parametrize(
    "how", ["cut off", "cut at its last byte", "a byte is another", "its sum is another", "empty", "no backup"]
)
def test_a_backup_that_is_broken_puts_nothing(house, how):
    attachments.keep(house.here, b"%PDF-1.7 ...")
    house.backup()
    house.path.write_bytes(broken(house.path, how))
    with pytest.raises(Invalid):
        house.restore()
    assert is_untouched(house.there)
    assert not house.there.attachments_dir.exists()


@pytest.mark.parametrize("name", ["../outside", "attachments/../../outside", "/outside", "secret.key", "vault.key"])
def test_a_part_that_is_none_of_ours_is_put_nowhere(house, tmp_path, name):
    house.backup()
    with tarfile.open(house.path) as parcel:
        first = parcel.next()
        about = parcel.extractfile(first).read()
    with tarfile.open(house.path, "w:gz") as parcel:
        for called, data in (("manifest.json", about), (name, b"x")):
            part = tarfile.TarInfo(called)
            part.size = len(data)
            parcel.addfile(part, io.BytesIO(data))
    with pytest.raises(Invalid, match="phần lạ"):
        house.restore()
    assert is_untouched(house.there)
    assert not list(tmp_path.glob("**/outside"))


def test_what_is_there_already_is_never_written_over(house):
    house.backup()
    before = house.path.read_bytes()
    with pytest.raises(Conflict, match="không ghi đè"):
        house.backup()
    assert house.path.read_bytes() == before
    attachments.keep(house.there, b"%PDF-1.7 ...")
    with pytest.raises(Conflict, match="attachments"):
        house.restore()
    shutil.rmtree(house.there.attachments_dir)
    house.restore()
    with pytest.raises(Conflict, match="không ghi đè"):
        house.restore()


def test_a_backup_is_of_one_moment_while_others_write(house):
    stop = threading.Event()

    def go_on():
        number = 0
        while not stop.is_set():
            with house.db.transaction() as tx:
                for part in "ab":
                    tx.execute(insert(MetaRow).values(key=f"{part}{number}", value={}))
            number += 1

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        house.backup()
    finally:
        stop.set()
        writer.join(60)
    house.restore()
    with closing(open_database(house.there.database_url)) as again, again.read() as snap:
        found = {key for key, _value in meta.of_prefix(snap, "")}
    assert {key[1:] for key in found if key[0] == "a" and key[1:].isdigit()} == {
        key[1:] for key in found if key[0] == "b" and key[1:].isdigit()
    }


def test_where_the_book_cannot_be_put_the_files_are_not_either(house):
    attachments.keep(house.here, b"%PDF-1.7 ...")
    tell(house.db, house.here, POTHOLE)
    house.backup()
    spoil(house)
    with pytest.raises(Invalid):
        house.restore()
    assert is_untouched(house.there)


def spoil(house):
    """Break the book inside of a backup that is whole as a file."""
    parts = {}
    with tarfile.open(house.path) as parcel:
        for part in parcel:
            parts[part.name] = parcel.extractfile(part).read()
    with tarfile.open(house.path, "w:gz") as parcel:
        for name, data in parts.items():
            spoilt = (
                data[:100]
                if name == "book/book.db"
                else data.replace(b"\t", b"")
                if name == "book/cases.rows"
                else data
            )
            part = tarfile.TarInfo(name)
            part.size = len(spoilt)
            parcel.addfile(part, io.BytesIO(spoilt))


def test_a_broken_book_makes_no_backup(house, tmp_path):
    if not house.db.is_sqlite:
        return  # PostgreSQL tells of its own files
    path = tmp_path / "here" / "broken.db"
    shutil.copyfile(house.db.url.removeprefix("sqlite:///"), path)
    data = bytearray(path.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises((Damaged, Conflict)):
        backup(replace(house.here, database_url=f"sqlite:///{path}"), house.path, house.said.append)
    assert not house.path.exists()


def test_a_book_of_postgresql_goes_into_no_embedded_one(house):
    if house.db.is_sqlite:
        return
    house.backup()
    with pytest.raises(Invalid, match="cùng loại"):
        house.restore(replace(house.there, database_url="sqlite:///x.db"))


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(house, tmp_path):
    house.path = tmp_path / "no" / "where.tgz"
    with pytest.raises(Invalid, match="Không ghi được"):
        house.backup()
