"""Link checkers and monitors ask for the head of a page only; they are answered as a visitor is, without the page."""

import pytest

pytestmark = pytest.mark.one_database


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.mark.parametrize("path", ["/", "/tra-cuu", "/embed/", "/api/v1/openapi.json", "/khong-co", "/static/chat.css"])
def test_the_head_of_a_page_is_that_of_a_visit(browser, path):
    visit, head = browser().get(path), browser().send("HEAD", path)
    assert head.status_code == visit.status_code
    assert head.headers["content-type"] == visit.headers["content-type"]
    assert head.headers.get("content-length") == visit.headers.get("content-length")
    assert visit.content
    assert head.content == b""


def test_the_head_of_a_stream_ends_at_once(browser):
    citizen = browser()
    citizen.post("/api/v1/chat/messages", json={"client_id": "7d2f6c1e-0f0c-4a55-9a55-1d5b1f6c7a01", "text": "chào"})
    head = citizen.send("HEAD", "/api/v1/chat/stream", timeout=10)
    assert head.status_code == 200
    assert head.headers["content-type"].startswith("text/event-stream")
    assert head.content == b""


def test_what_only_takes_forms_answers_neither_a_visit_nor_a_head(browser):
    assert browser().get("/chat").status_code == browser().send("HEAD", "/chat").status_code
