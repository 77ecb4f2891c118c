"""The chat in another site's page: who may frame it, what never is, and a cookie that is kept or honestly is not."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from admin.app import create_admin
from bot.app import create_bot_app
from intake.tables import InboxRow
from tests.bot.channels.conftest import ADDRESS, Browser

AGENCY = "https://xa-tan-yen.gov.vn"
FRAMED = ("/nhung/", "/nhung/api/v1/chat/messages", "/nhung/bien-nhan/ND-26-ZZZZ-ZZZZ")
NEVER_FRAMED = ("/", "/tra-cuu", "/to-cao", "/bien-nhan/ND-26-ZZZZ-ZZZZ", "/admin/login", "/khong-co")


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.fixture
def open_site(db, telegram_settings, turns):
    """Open a browser on an installation that lets some sites frame its chat."""

    def opened(*origins, **settings) -> Browser:
        installed = replace(telegram_settings, embed_origins=origins, **settings)
        app = create_bot_app(db, installed, turns, turns.channels)
        app.mount("/admin", create_admin(db, installed))
        return Browser(app)

    return opened


def policy(answer):
    return re.search(r"frame-ancestors ([^;]+)", answer.headers["content-security-policy"])[1]


def talk(browser, text):
    client_id = re.search(r'name="client_id" value="([0-9a-f-]{36})"', browser.get("/nhung/").text)[1]
    return browser.post("/nhung/chat", data={"client_id": client_id, "text": text})


def inbox_size(db):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(InboxRow)).scalar()


def test_only_the_named_sites_may_frame_and_only_the_chat(open_site):
    browser = open_site(AGENCY, "https://*.bacninh.gov.vn")
    browser.get("/nhung/")
    for path in FRAMED:
        answer = browser.get(path)
        assert policy(answer) == f"{AGENCY} https://*.bacninh.gov.vn", path
        assert "x-frame-options" not in answer.headers
    for path in NEVER_FRAMED:
        answer = browser.get(path)
        assert policy(answer) == "'none'", path
        assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", [*FRAMED, *NEVER_FRAMED])
def test_without_named_sites_nobody_may_frame_anything(open_site, path):
    answer = open_site().get(path)
    assert policy(answer) == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("base_url", "kept"),
    [
        ("https://nghedan.gov.vn", {"Secure", "SameSite=None", "Partitioned"}),
        ("http://127.0.0.1:8000", {"SameSite=Lax"}),
    ],
)
def test_the_cookie_of_a_frame_is_its_own(open_site, base_url, kept):
    browser = open_site(AGENCY, base_url=base_url, secure_cookies=base_url.startswith("https"))
    framed, page = (set(browser.get(path).headers["set-cookie"].split("; ")) for path in ("/nhung/", "/"))
    assert {"Path=/nhung", "HttpOnly"} | kept <= framed
    assert "SameSite=Lax" in page
    assert not {"Partitioned", "SameSite=None"} & page
    assert {one.split("=")[0] for one in framed} & {"nd_chat_nhung"}


def test_the_talk_in_the_frame_goes_on_there_and_is_not_the_one_outside(open_site):
    browser = open_site(AGENCY)
    answer = talk(browser, "Ổ gà to trước cổng chợ, phường Bắc Giang")
    assert (answer.status_code, answer.headers["location"]) == (303, "/nhung/#moi")
    page = browser.get("/nhung/").text
    assert "Ổ gà to trước cổng chợ" in page
    assert "Ổ gà" not in browser.get("/").text
    assert re.findall(r'(?:action|href)="(/(?!nhung|static)[^"]*)"', page) == ["/", "/tra-cuu", "/to-cao"]
    assert page.count('target="_blank" rel="noopener"') == 3  # none of these opens in the frame
    assert browser.post("/nhung/chat/leave").headers["location"] == "/nhung/"
    assert "Ổ gà" not in browser.get("/nhung/").text


def test_where_no_cookie_is_kept_the_words_are_given_back_with_the_way_out(open_site, db):
    browser = open_site(AGENCY)
    answer = browser.post("/nhung/chat", data={"text": "Đèn đường tắt"})
    assert answer.status_code == 403
    assert "Mở trang riêng" in answer.text
    assert "Đèn đường tắt</textarea>" in answer.text
    for method in ("GET", "POST"):
        told = Browser(browser.app).send(method, "/nhung/api/v1/chat/messages", json={})
        assert (told.status_code, "trang riêng" in told.json()["detail"]) == (403, True)
        assert ("chưa gửi" in told.json()["detail"]) == (method == "POST")  # before that nobody has sent anything
    assert inbox_size(db) == 0


def test_the_framing_site_itself_may_not_post(open_site, db):
    browser = open_site(AGENCY)
    browser.get("/nhung/")
    for headers in ({"Origin": AGENCY}, {"Origin": ADDRESS, "Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert browser.post("/nhung/chat", data={"text": "chào"}, headers=headers).status_code == 403
    assert inbox_size(db) == 0


def test_one_line_brings_the_button_and_nothing_from_elsewhere(open_site):
    browser = open_site(AGENCY)
    script = browser.get("/nhung.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age=600" in script.headers["cache-control"]
    assert set(re.findall(r"https?://[\w.-]+", script.text)) == {AGENCY}  # where the button may be shown
    assert browser.get("/nhung").headers["location"] == "/nhung/"
