"""A real server, a real Chromium, and visits that notice whatever a page does behind the reader's back."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from admin.security import COOKIE
from intake.db import open_database
from intake.settings import load_settings
from tests.browser.installation import CHROMIUM_FLAGS, PHONE, Site, environ, prepare
from tests.browser.trips import Citizen, Staff
from tests.chromium import wanted
from tests.faults.server import Server
from tests.refs import with_refs

_PATIENCE_MS = 15_000
_REFUSAL = re.compile(r"the server responded with a status of (4\d\d)")
_FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=_PATIENCE_MS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return wanted()


class _Window:
    """A browser that stays open from test to test, in whatever module the next one is, as long as it needs one too.

    Not for the whole session: while playwright is open, no other test of this process may run an event loop.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._browser: Browser | None = None

    def open(self, path: str) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self.close()
            playwright = self._stack.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS.split())
            self._stack.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        self._browser = None
        self._stack.close()


_WINDOW = _Window()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem):
    """Close the browser where the next test of this process has no use for it."""
    try:
        return (yield)
    finally:
        if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
            _WINDOW.close()


@pytest.fixture
def chromium(chromium_path) -> Browser:
    return _WINDOW.open(chromium_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory, sqlite_template, nursery) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    shutil.copyfile(sqlite_template, folder / "nghedan.db")
    server = Server(nursery, {}, folder / "server.log")
    server.environ |= environ(folder, server.address)
    prepare(server.environ)
    server.start()
    server.wait()
    settings = load_settings(server.environ)
    db = open_database(settings.database_url)
    yield Site(server.address, db, settings)
    db.close()
    server.kill()


@dataclass
class Visits:
    """Browsers of different people; `faults` holds what no page of ours may do.

    Attributes:
        refusals: statuses that a test provokes on purpose.
        is_line_cut: whether a test cuts the line on purpose.
        others: sites whose pages a test opens, as `host:port`.
    """

    browser: Browser
    site: Site
    refusals: set[int] = field(default_factory=set)
    is_line_cut: bool = False
    others: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str = "/", cookies: Sequence[dict] = (), **options) -> Page:
        """Open a page in a browser of its own."""
        context = self.browser.new_context(base_url=self.site.address, locale="vi-VN", **{"viewport": PHONE, **options})
        context.set_default_timeout(_PATIENCE_MS)
        context.on("request", self._asked)
        context.on("console", self._muttered)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.add_cookies(list(cookies))
        self.contexts.append(context)
        page = context.new_page()
        goto = page.goto  # whoever types an address names a case or a talk by its number
        page.goto = lambda address, **more: goto(with_refs(self.site.settings, address), **more)
        page.goto(path)
        return page

    def open_elsewhere(self, address: str, html: str, headers: dict, **options) -> Page:
        """Open a page of another site, which is answered for here."""
        self.others.add(urlsplit(address).netloc)
        page = self.open("about:blank", **options)
        page.route(f"{address}**", lambda route: route.fulfill(body=html, headers=headers))
        page.goto(address)
        return page

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in {urlsplit(self.site.address).netloc, *self.others}:
            self.faults.append(f"asked another server: {request.url}")

    def _muttered(self, message: ConsoleMessage) -> None:
        refusal = _REFUSAL.search(message.text)
        is_meant = (refusal and int(refusal[1]) in self.refusals) or (self.is_line_cut and "net::ERR" in message.text)
        if message.type in {"error", "warning"} and not is_meant:
            self.faults.append(f"console: {message.text}")

    def photograph(self, folder: Path) -> None:
        """Keep what every open page looks like."""
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            path = folder / f"page-{number}.png"
            page.screenshot(path=path, full_page=True)
            print(f"{page.url} -> {path}")  # noqa: T201 - shown by pytest with the failure

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visits(chromium, site, request, tmp_path) -> Iterator[Visits]:
    """Visits that end with the promise of every page: no script error, no console error, no other server asked."""
    visits = Visits(chromium, site)
    yield visits
    if request.node.stash.get(_FAILED, False):
        visits.photograph(tmp_path)
    visits.close()
    assert visits.faults == []


@pytest.fixture
def citizen(visits) -> Citizen:
    """A citizen with a phone of 360 x 740."""
    return Citizen(visits.open())


@pytest.fixture
def sign_in(visits, site):
    """Give a member of staff a browser of their own with an open session: the form to sign in has its own tests."""

    def at_desk(login: str, path: str = "/admin/") -> Staff:
        session = {"name": COOKIE, "value": site.session_of(login), "url": f"{site.address}/admin"}
        return Staff(visits.open(path, viewport={"width": 1280, "height": 800}, cookies=[session]), site)

    return at_desk
