"""Photographs every page of the panel for the officers' handbook: `python -m tests.browser.pictures`.

The demo province is made anew, its server started, and each page taken in the light, in the dark and on a telephone,
as the role that works with it. What comes out goes into `docs/hinh`, so that the handbook shows the product as it is.
"""

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

from admin.security import COOKIE
from bot.demo.commands import prepare
from intake import staff
from intake.db import Database, open_database
from intake.settings import load_settings
from intake.tables import CaseRow, ConversationRow, StaffRow
from tests.browser.installation import CHROMIUM_FLAGS, PHONE, Server

HERE = Path(__file__).resolve().parents[2]
DESK = {"width": 1280, "height": 860}
_COLOURS = 96
_CASES = 300
_DARK = frozenset({"hop-thu", "ho-so", "bang-theo-doi"})


@dataclass(frozen=True)
class View:
    """One picture: the name of its file, the role that looks, the address under /admin."""

    name: str
    role: str
    path: str


def views(db: Database) -> Iterator[View]:
    """Return the pages of the handbook, with a case and a talk that show something."""
    with db.read() as snap:
        told = select(CaseRow.id, CaseRow.conversation_id).where(
            CaseRow.state == "in_progress", CaseRow.kind == "feedback"
        )
        case = snap.execute(told.order_by(CaseRow.id.desc())).first()
        talk = snap.execute(select(ConversationRow.id).order_by(ConversationRow.id)).scalars().first()
    number = case.id if case else 1
    talk = case.conversation_id if case else talk
    yield View("hop-thu", "reception", "")
    yield View("ho-so", "officer", f"cases/{number}")
    yield View("tiep-nhan", "reception", "counter")
    yield View("hoi-thoai", "supervisor", "dialogues")
    yield View("tung-loi", "supervisor", f"dialogues/{talk}")
    yield View("bang-theo-doi", "supervisor", "board?days=90")


def take(page: Page, path: Path) -> None:
    """Keep what the window shows, in few colours: a page of text needs no more."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def photograph(browser: Browser, address: str, token: str, view: View, folder: Path) -> None:
    """Take one page as it is on the desk, in the dark where the handbook shows that, and on a telephone."""
    shapes = [("", DESK, "light"), ("-dien-thoai", PHONE, "light")]
    shapes += [("-toi", DESK, "dark")] if view.name in _DARK else []
    for suffix, size, scheme in shapes:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN", base_url=address)
        context.add_cookies([{"name": COOKIE, "value": token, "url": f"{address}/admin"}])
        page = context.new_page()
        page.goto(f"/admin/{view.path}")
        page.wait_for_load_state("load")
        take(page, folder / f"{view.name}{suffix}.png")
        context.close()


def session_of(db: Database, role: str) -> str:
    """Open a session for the first member of staff of a role."""
    with db.transaction() as tx:
        first = select(StaffRow.id).where(StaffRow.role == role, StaffRow.is_active).order_by(StaffRow.id)
        return staff.open_session(tx, tx.execute(first).scalars().first()).token


def main() -> None:
    """Make all pictures; `--out` is the folder they go to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "docs" / "hinh")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is missing: sudo apt-get install -y chromium")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        settings = load_settings(server.environ)
        prepare(settings, reset=False, cases=_CASES, say=print)
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS.split())
        with closing(open_database(settings.database_url)) as db:
            for view in views(db):
                photograph(browser, server.address, session_of(db, view.role), view, folder)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
