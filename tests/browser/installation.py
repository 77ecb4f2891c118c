"""A real server over a prepared book, for browsers: the small office, some weeks of cases, staff who can sign in."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from socket import socket

import httpx
from sqlalchemy import select, update

from intake.catalogue import answers
from intake.catalogue.answers import Content
from intake.db import Database, open_database
from intake.officers import hashing, staff
from intake.people import privacy, ratings
from intake.sending import courtesy, outbox
from intake.settings import Settings, load_settings
from intake.tables import CaseEventRow, CaseRow, StaffRow
from intake.talk import dialogue_log, inbox
from routing.kinds import Kind
from tests import people
from tests.factories import open_office, tell, write
from tests.scenes import Desk

PASSWORD = "mat-khau-thu-nghiem"
ACCOUNTS = ("ha", "lam", "mai", "son", "dung", "giap", "quy", "nga")
LOGINS = {who["name"]: who["login"] for who in (people.HA, people.LAM, people.SON, people.MAI)}
OLD = "Ổ gà sâu giữa đường Hùng Vương đã ba tuần không ai lấp"
_STARTS_IN_S = 60
PHONE = {"width": 360, "height": 740}
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync "
    "--disable-features=LocalNetworkAccessChecks"  # a page that a test itself answers for asks this machine
)
AGENCY, STRANGER = "http://127.0.0.1:81", "http://xa-tan-yen.localhost"  # the first is of our own site, for a browser


@dataclass(frozen=True)
class Site:
    """A running installation: its address, its book, and the accounts of `ACCOUNTS` with `PASSWORD`."""

    address: str
    db: Database
    settings: Settings

    @property
    def desk(self) -> Desk:
        """The staff of the office, who bring cases to where a test needs them."""
        return Desk(self.db, self.settings, count(int(time.time() * 1000)))

    def session_of(self, login: str) -> str:
        """Open a session for somebody and return its token."""
        with self.db.transaction() as tx:
            staff_id = tx.execute(select(StaffRow.id).where(StaffRow.login == login)).scalar_one()
            return staff.open_session(tx, staff_id).token

    def case_id(self, code: str) -> int:
        with self.db.read() as snap:
            return int(snap.execute(select(CaseRow.id).where(CaseRow.code == code)).scalar_one())

    def cases_telling(self, words: str) -> int:
        with self.db.read() as snap:
            return len(snap.execute(select(CaseRow.id).where(CaseRow.text.contains(words))).all())


def environ(folder: Path, address: str) -> dict[str, str]:
    """Return the settings of an installation in a folder, served at an address."""
    origins = f"{AGENCY} {STRANGER}"
    return {"NGHEDAN_DATA_DIR": str(folder), "NGHEDAN_BASE_URL": address, "NGHEDAN_EMBED_ORIGINS": origins}


class Server:
    """`nghedan serve` in a process of its own, begun from nothing."""

    def __init__(self, folder: Path) -> None:
        with socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environ = environ(folder, self.address)
        self._log = folder / "server.log"

    def start(self) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NGHEDAN", "TELEGRAM"))}
        command = [sys.executable, "-m", "nghedan", "serve", "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, env=inherited | self.environ, stdout=log, stderr=log)
        until = time.monotonic() + _STARTS_IN_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise AssertionError(f"the server did not start:\n{self._log.read_text('utf-8')}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz", timeout=1).is_success
        except httpx.TransportError:
            return False

    def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        self._process.terminate()
        return self._process.wait(10)


def prepare(environ: dict[str, str]) -> None:
    """Fill the book through the doors of intake: the office, its accounts, and cases told a month ago."""
    settings = load_settings(environ)
    month_ago = datetime.now(UTC) - timedelta(days=30)
    db = open_database(settings.database_url, lambda: month_ago)
    open_office(db)
    with db.transaction() as tx:
        word = hashing.hash_password(PASSWORD)  # once: it is made to take its time
        tx.execute(update(StaffRow).where(StaffRow.login.in_(ACCOUNTS)).values(password_hash=word))
        # whatever the hour of the run, citizens are told at once
        courtesy.set_own(tx, {"notices.from": "00:00", "notices.until": "23:59", "notices.gather_minutes": 0})
        answers.add(tx, Content("Mấy giờ làm việc?", "Sáng 7h30, chiều 13h30."), why="Dân hay hỏi", actor="system")
    _leave_problems(db, _tell_some(db, settings))
    _ask_about_data(db, settings)
    db.close()


def _tell_some(db: Database, settings: Settings) -> int:
    """Tell five cases, told as the first to the fifth; return the conversation of the first."""
    first = tell(db, settings, OLD, chat="month-ago")
    tell(db, settings, "Rác đổ trộm đầu ngõ 12, bốc mùi", topic="khac", commune=None, confidence=0.2, chat="unsure")
    tell(db, settings, "Tôi khiếu nại quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai", chat="complaint")
    tell(db, settings, "Tôi tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    tell(db, settings, "Cột điện nghiêng sắp đổ", is_urgent=True, chat="urgent")
    return first.conversation_id


def _ask_about_data(db: Database, settings: Settings) -> None:
    """Ask for one's data to be erased, as the sixth case, and rate what was said to it so far."""
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "month-ago", "")
        line = write(tx, chat.id, "xóa thông tin của tôi", chat.draft_no)
        receipt, _ = privacy.request(tx, settings, chat, "erase", utterance_id=line)
        said = tx.execute(select(CaseEventRow.id).where(CaseEventRow.case_id == receipt.case_id)).scalar_one()
        ratings.expect(tx, said, chat.id)
        ratings.rate(tx, said, conversation_id=chat.id, result=2, attitude=4, words="Chờ hơi lâu")


def _leave_problems(db: Database, talk: int) -> None:
    told = {"notice": "notice.sorry", "fields": {"phone": ""}}
    with db.transaction() as tx:
        inbox.quarantine(tx, "telegram", "main", "{", "không phải là một cập nhật")
        for key in ("dead", "blocked"):
            parcel = outbox.put(tx, conversation_id=talk, key=f"test:{key}", purpose="notice", payload=told)
            {"dead": outbox.dead, "blocked": outbox.blocked}[key](tx, parcel, "chat_not_found")
