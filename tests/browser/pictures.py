"""Photographs every page of the panel for the officers' handbook: `python -m tests.browser.pictures`.

The demo province is made anew, its server started, and each page taken in the light, in the dark and on a telephone,
as the role that works with it. What comes out goes into `docs/hinh`, so that the handbook shows the product as it is.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import func, select

from admin.security import COOKIE
from bot.demo.commands import prepare
from intake.db import Database, open_database
from intake.officers import staff
from intake.settings import Settings, load_settings
from intake.tables import CaseRow, StaffRow
from tests.browser.installation import CHROMIUM_FLAGS, PHONE, Server
from tests.chromium import MISSING, found
from tests.refs import with_refs

HERE = Path(__file__).resolve().parents[2]
DESK = {"width": 1280, "height": 860}
_COLOURS = 96
_CASES = 300
_DARK = frozenset({"hop-thu", "ho-so", "bang-theo-doi"})


@dataclass(frozen=True)
class View:
    """One picture: the name of its file, the member of staff who looks, the address under /admin."""

    name: str
    staff_id: int
    path: str


PAGES = {
    "hop-thu": ("supervisor", ""),
    "tiep-nhan": ("reception", "counter"),
    "so-tiep-cong-dan": ("reception", "reception-book"),
    "doi-thoai": ("reception", "meetings"),
    "hoi-thoai": ("supervisor", "dialogues"),
    "bang-theo-doi": ("supervisor", "board?days=90"),
    "diem-nong": ("supervisor", "board/places"),
    "bao-cao": ("supervisor", "reports"),
    "mau-tra-loi": ("supervisor", "templates"),
    "cai-dat": ("administrator", "settings"),
    "danh-ba": ("administrator", "directory"),
    "phan-viec": ("administrator", "routing"),
    "kenh": ("administrator", "channels"),
    "tai-khoan": ("reception", "account"),
}


def views(db: Database) -> Iterator[View]:
    """Return the pages of the handbook, with a case and its talk as the officer in charge sees them."""
    with db.read() as snap:
        first = select(StaffRow.role, func.min(StaffRow.id)).where(StaffRow.is_active, StaffRow.login.is_not(None))
        staff_ids = {row[0]: row[1] for row in snap.execute(first.group_by(StaffRow.role))}
        at_work = (CaseRow.state == "in_progress", CaseRow.kind == "feedback", CaseRow.officer_id.is_not(None))
        case = snap.execute(select(CaseRow.__table__).where(*at_work).order_by(CaseRow.id.desc())).first()
    if case is None:
        raise LookupError("the demo has no case at work")
    yield View("ho-so", case.officer_id, f"cases/{case.id}")
    yield View("tung-loi", case.officer_id, f"dialogues/{case.conversation_id}")
    for name, (role, path) in PAGES.items():
        yield View(name, staff_ids[role], path)


def take(page: Page, path: Path) -> None:
    """Keep what the window shows, in few colours: a page of text needs no more."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def photograph(browser: Browser, settings: Settings, token: str, view: View, folder: Path) -> None:
    """Take one page as it is on the desk, in the dark where the handbook shows that, and on a telephone."""
    address = settings.base_url
    shapes = [("", DESK, "light"), ("-dien-thoai", PHONE, "light")]
    shapes += [("-toi", DESK, "dark")] if view.name in _DARK else []
    for suffix, size, scheme in shapes:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN", base_url=address)
        context.add_cookies([{"name": COOKIE, "value": token, "url": f"{address}/admin"}])
        page = context.new_page()
        page.goto(with_refs(settings, f"/admin/{view.path}"))
        page.wait_for_load_state("load")
        take(page, folder / f"{view.name}{suffix}.png")
        context.close()


def session_of(db: Database, staff_id: int) -> str:
    """Open a session for a member of staff."""
    with db.transaction() as tx:
        return staff.open_session(tx, staff_id).token


def main() -> None:
    """Make all pictures; `--out` is the folder they go to, `--data` a demo province that is there already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "docs" / "hinh")
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    folder: Path = asked.out
    folder.mkdir(parents=True, exist_ok=True)
    chromium = found()
    if chromium is None:
        sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        server = Server(asked.data or Path(made))
        settings = load_settings(server.environ)
        prepare(settings, reset=False, cases=_CASES, say=print)
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS.split())
        with closing(open_database(settings.database_url)) as db:
            for view in views(db):
                photograph(browser, settings, session_of(db, view.staff_id), view, folder)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
