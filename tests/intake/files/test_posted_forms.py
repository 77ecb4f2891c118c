"""What a browser posts reaches the book as text that any database holds."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from intake.files.uploads import read_form

pytestmark = pytest.mark.one_database


async def echo(request):
    form = await read_form(request, {"file": 1000}, whole=10_000, max_fields=10)
    return JSONResponse([form.fields, [one.name for one in form.uploads]])


async def posted(**what):
    door = Starlette(routes=[Route("/", echo, methods=["POST"])])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://x") as browser:
        return (await browser.post("/", **what)).json()


@pytest.mark.parametrize("files", [None, {"file": ("đơn\x00.pdf", b"%PDF-1.4")}], ids=["typed", "with a file"])
def test_a_sign_that_postgresql_does_not_store_is_left_out_of_what_was_typed(files):
    fields, names = asyncio.run(posted(data={"report": "\x00Đã nạo\x00 vét", "do": ["a\x00", "b"]}, files=files))
    assert fields == {"report": "Đã nạo vét", "do": "a,b"}
    assert all("\x00" not in name for name in names)
