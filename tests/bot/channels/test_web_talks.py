"""Whatever a citizen says and presses, in whatever order, the page of the chat opens, and so does its receipt."""

import asyncio
import re
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as told
from hypothesis import strategies as some
from sqlalchemy import select

from bot.channels.web import pressure
from intake.tables import InboxRow
from tests.bot.channels.conftest import ADDRESS
from tests.conftest import IS_NIGHTLY

pytestmark = pytest.mark.one_database

TALKS = 1_000 if IS_NIGHTLY else 12
SAID = [
    "Ổ gà to trước cổng chợ, phường Bắc Giang",
    "nhà tôi bị thu hồi đất, tôi khiếu nại quyết định số 45/QĐ-UBND",
    "tôi tố cáo chủ tịch xã nhận tiền",
    "nhà bên cạnh cháy rồi cứu với",
    "cho hỏi giờ làm việc",
    *("đồng ý", "không đồng ý", "hủy", "gửi", "rút lại đồng ý", "xoá hết dữ liệu của tôi"),
    *(
        "rác thải bốc mùi ở xã Tam Tiến, ngoài ra đèn đường hỏng",
        "họ dập được lửa rồi",
        "tôi không hài lòng",
        "rút đơn",
    ),
    *("sai rồi, ở xã Yên Dũng", "sửa", "để sau", "giục giúp tôi", "ẩn danh được không", "chuyển cho tỉnh đi"),
    *("0912 345 678", "1", "/start", "/cua_toi", "cám ơn", "phường Bắc Giang", "hello, how are you"),
]
STEPS = some.lists(some.one_of(some.integers(0, 5), some.sampled_from(SAID)), min_size=2, max_size=10)


@pytest.fixture
def talk(app, monkeypatch):
    """Play a talk in a browser of its own and return the page after each step; how fast it sends is no matter."""
    monkeypatch.setattr(pressure, "bear", lambda *_args, **_facts: None)

    async def play(steps):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"Origin": ADDRESS}) as browser:
            page = await browser.get("/")
            for step in steps:
                buttons = re.findall(r'<button name="choice" value="([^"]+)"', page.text)
                presses = isinstance(step, int) and buttons
                words = {"choice": buttons[step % len(buttons)]} if presses else {"text": step}
                await browser.post("/chat", data={"client_id": str(uuid4()), **words})
                page = await browser.get("/")
                yield page
                for receipt in re.findall(r'href="(/bien-nhan/[^"]+)"', page.text)[-1:]:
                    yield await browser.get(receipt)

    async def all_of(steps):
        return [page async for page in play(steps)]

    with asyncio.Runner() as runner:
        yield lambda steps: runner.run(all_of(steps))


def failed_turns(db):
    with db.read() as snap:
        return snap.execute(select(InboxRow.error, InboxRow.raw).where(InboxRow.attempts > 0)).all()


def test_no_talk_leaves_a_page_that_does_not_open(talk, db):
    @told(max_examples=TALKS, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def played(steps):
        pages = talk(steps)
        assert {page.status_code for page in pages} == {200}
        assert all('id="moi"' in page.text for page in pages if page.url.path == "/")
        assert failed_turns(db) == []

    played()
