"""A panel over the small office, and browsers of its staff that keep their cookies."""

import asyncio
import re
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.routing import Mount

from admin.app import create_admin
from admin.security import COOKIE
from bot.playing.replaying import Replaying
from bot.sending.foretelling import Foretelling
from bot.texts.wordbook import ShippedSentences
from intake.officers import hashing, staff
from intake.tables import StaffRow
from routing.reading import default_reader
from tests.factories import furnish, viewer
from tests.refs import with_numbers, with_refs, with_refs_in

PASSWORD = "mat-khau-thu-nghiem"
ORIGIN = "http://127.0.0.1:8000"


@dataclass
class Browser:
    """A browser without JavaScript: it keeps cookies and sends the CSRF field of the page it last saw.

    Whoever sits at it reads and types the numbers of cases and talks; over the line go their references.
    """

    app: Starlette
    cookies: dict = field(default_factory=dict)
    csrf: str = ""

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def post(self, path, data=None, *, csrf=True, **options):
        form = {"csrf": self.csrf, **(data or {})} if csrf else (data or {})
        return self.send("POST", path, data=form, **options)

    def send(self, method, path, *, headers=None, **options):
        there = with_refs(self.settings, path)
        if isinstance(options.get("data"), dict):
            options["data"] = with_refs_in(self.settings, options["data"])
        answer = self.read(asyncio.run(self.ask(method, there, headers=headers, **options)))
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        if found := re.search(r'name="csrf" value="([0-9a-f]+)"', answer.text):
            self.csrf = found[1]
        return answer

    @property
    def settings(self):
        app = self.app.routes[0].app if isinstance(self.app.routes[0], Mount) else self.app
        return app.state.settings

    def read(self, answer):
        """The answer with numbers of cases and talks in the place of references."""
        headers = {name: with_numbers(self.settings, value) for name, value in answer.headers.multi_items()
                   if name not in {"content-length", "content-encoding", "set-cookie"}}  # fmt: skip
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        content = with_numbers(self.settings, answer.text).encode() if is_page else answer.content
        cookies = [("set-cookie", one) for one in answer.headers.get_list("set-cookie")]
        whole = [*headers.items(), *cookies]
        return httpx.Response(answer.status_code, headers=whole, content=content, request=answer.request)

    async def ask(self, method, path, *, headers=None, **options):
        transport = httpx.ASGITransport(app=self.app)
        cookies = httpx.Cookies(self.cookies)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, cookies=cookies) as client:
            return await client.request(method, path, headers=headers, **options)

    def sign_in(self, login, password=PASSWORD):
        return self.post("/admin/login", {"login": login, "password": password})

    def form_of(self, case_id):
        """The hidden fields of the case page as it stands now."""
        page = self.get(f"/admin/cases/{case_id}").text
        return {name: re.search(rf'name="{name}" value="(\w+)"', page)[1] for name in ("version", "seen")}


@pytest.fixture(scope="session")
def password_hash():
    return hashing.hash_password(PASSWORD)


@pytest.fixture
def office(db, password_hash):
    furnish(db)
    with db.transaction() as tx:
        tx.execute(update(StaffRow).values(password_hash=password_hash))
    return db


@pytest.fixture(scope="session")
def panel_app():
    """One application for the whole run: it learns its routes at their first call, longer than most tests."""
    return create_admin(None, None, ShippedSentences())


@pytest.fixture
def panel(panel_app, office, settings):
    panel_app.state.db, panel_app.state.settings = office, settings
    panel_app.state.replay = Replaying(settings, default_reader)
    panel_app.state.foreteller = Foretelling(settings.base_url)
    return Starlette(routes=[Mount("/admin", panel_app)])


@pytest.fixture
def browser(panel):
    return Browser(panel)


@pytest.fixture
def signed_in(panel, office):
    def sign_in(login):
        browser = Browser(panel)
        staff_id = viewer(office, login).id
        with office.transaction() as tx:
            session = staff.open_session(tx, staff_id)
        browser.cookies[COOKIE] = session.token
        browser.get("/admin/notices")
        return browser

    return sign_in
