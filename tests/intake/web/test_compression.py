"""What is sent small, and what never is: nobody learns from a length what stands on a page that they asked for."""

import asyncio
import gzip

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

import bot
from intake.web.compression import Compressed
from intake.web.static_files import Assets

PAGE = "<p>Ổ gà to trước cổng trường</p>" * 200
OWN = {"sec-fetch-site": "same-origin", "accept-encoding": "gzip, deflate, br"}
STATIC = f"{bot.__path__[0]}/static"


async def events():
    for number in range(3):
        yield f"data: {PAGE}{number}\n\n"


def app():
    routes = [
        Route("/page", lambda _request: HTMLResponse(PAGE), methods=["GET", "POST"]),
        Route("/short", lambda _request: HTMLResponse("<p>ngắn</p>")),
        Route("/photo", lambda _request: Response(PAGE.encode(), media_type="image/jpeg")),
        Route("/events", lambda _request: StreamingResponse(events(), media_type="text/event-stream")),
        Route("/pieces", lambda _request: StreamingResponse(events(), media_type="text/html")),
        Mount("/static", Assets(directory=STATIC)),
    ]
    made = Starlette(routes=routes)
    made.add_middleware(Compressed)
    return made


def raw(path, headers, method="GET"):
    """Return status, headers and the body as it went over the line."""
    sent = []

    async def ask():
        request = httpx.Request(method, f"http://nghe.example{path}", headers=headers)
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(name.lower(), value) for name, value in request.headers.raw], "root_path": "",
            "scheme": "http", "server": ("nghe.example", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        }  # fmt: skip

        async def receive():
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        await app()(scope, receive, send)

    asyncio.run(ask())
    start, *bodies = sent
    return httpx.Headers(start["headers"]), [one.get("body", b"") for one in bodies]


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_that_its_reader_asked_for_comes_small(site, method):
    headers, (body, *_rest) = raw("/page", {**OWN, "sec-fetch-site": site}, method)
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body) < len(PAGE) / 3
    assert gzip.decompress(body).decode() == PAGE
    assert "Accept-Encoding" in headers["vary"]


@pytest.mark.parametrize(
    "asked",
    [
        {**OWN, "sec-fetch-site": "cross-site"},
        {**OWN, "sec-fetch-site": "same-site"},
        {"accept-encoding": "gzip"},
        {"sec-fetch-site": "same-origin", "accept-encoding": "br"},
        {"sec-fetch-site": "same-origin", "accept-encoding": "gzip;q=0"},
    ],
)
def test_what_another_site_may_have_asked_for_comes_as_it_is(asked):
    headers, (body, *_rest) = raw("/page", asked)
    assert "content-encoding" not in headers
    assert body.decode() == PAGE


@pytest.mark.parametrize("path", ["/short", "/photo"])
def test_what_gains_nothing_comes_as_it_is(path):
    headers, _bodies = raw(path, OWN)
    assert "content-encoding" not in headers


@pytest.mark.parametrize("path", ["/events", "/pieces"])
def test_what_comes_in_pieces_is_never_held_back(path):
    headers, bodies = raw(path, OWN)
    assert "content-encoding" not in headers
    assert len([one for one in bodies if one]) == 3


def test_files_come_small_to_whoever_takes_them_so_and_are_pressed_once():
    plain, (whole, *_rest) = raw("/static/talk.js", {})
    headers, (body, *_more) = raw("/static/talk.js", {"accept-encoding": "gzip", "sec-fetch-site": "cross-site"})
    assert "content-encoding" not in plain
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == whole
    assert headers["vary"] == plain["vary"] == "Accept-Encoding"
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"] == plain["content-type"]


def test_a_file_that_the_browser_has_is_not_sent_again():
    headers, _bodies = raw("/static/talk.js", {"accept-encoding": "gzip"})
    asked = {"accept-encoding": "gzip", "if-none-match": headers["etag"]}
    _again, bodies = raw("/static/talk.js", asked)
    assert not any(bodies)
