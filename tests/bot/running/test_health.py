import resource
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from bot.running import health
from intake.db import open_database
from intake.files import room

pytestmark = pytest.mark.one_database


async def ask(db, settings, path):
    app = FastAPI()
    app.state.db, app.state.settings = db, settings
    app.include_router(health.router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as client:
        return await client.get(path)


@pytest.fixture
def no_room():
    """No file of this process may grow; return the limit that it had."""
    had = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, had[1]))
    yield had
    resource.setrlimit(resource.RLIMIT_FSIZE, had)


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
async def test_a_process_with_an_up_to_date_database_may_be_given_work(db, settings):
    assert (await ask(db, settings, "/healthz")).status_code == 200
    assert (await ask(db, settings, "/readyz")).status_code == 200


@pytest.mark.anyio
async def test_without_a_schema_it_is_alive_but_not_ready(tmp_path, settings):
    db = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    assert (await ask(db, settings, "/healthz")).status_code == 200
    answer = await ask(db, settings, "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "schema is not up to date")
    db.close()


@pytest.mark.anyio
async def test_without_a_database_it_says_so(tmp_path, settings):
    db = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'book.db'}")
    assert (await ask(db, settings, "/readyz")).status_code == 503
    db.close()


@pytest.mark.anyio
async def test_a_process_that_can_keep_nothing_is_given_no_work(db, settings, no_room):
    assert (await ask(db, settings, "/healthz")).status_code == 200
    assert (await ask(db, settings, "/readyz")).status_code == 503
    assert not room.can_write(settings)
    resource.setrlimit(resource.RLIMIT_FSIZE, no_room)
    assert (await ask(db, settings, "/readyz")).status_code == 200


@pytest.mark.anyio
async def test_where_only_files_are_refused_words_still_come_in(db, settings):
    full = replace(settings, min_free_bytes=2**62)
    assert not room.has_room(full)
    assert (await ask(db, full, "/readyz")).status_code == 200
