import httpx
import pytest
from fastapi import FastAPI

from bot import health
from intake.db import open_database


async def ask(db, path):
    app = FastAPI()
    app.state.db = db
    app.include_router(health.router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as client:
        return await client.get(path)


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
async def test_a_process_with_an_up_to_date_database_may_be_given_work(db):
    assert (await ask(db, "/healthz")).status_code == 200
    assert (await ask(db, "/readyz")).status_code == 200


@pytest.mark.anyio
async def test_without_a_schema_it_is_alive_but_not_ready(tmp_path):
    db = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    assert (await ask(db, "/healthz")).status_code == 200
    answer = await ask(db, "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "schema is not up to date")
    db.close()


@pytest.mark.anyio
async def test_without_a_database_it_says_so(tmp_path):
    db = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'book.db'}")
    assert (await ask(db, "/readyz")).status_code == 503
    db.close()
