"""A server that is killed again and again loses no message, makes no second case, and keeps each chat in order."""

import os
import random
import time

import httpx
import pytest
from sqlalchemy import select

from intake.db import open_database
from intake.sending import outbox
from intake.tables import OutboxRow
from tests.factories import open_office
from tests.fakes.mischief import Mischief
from tests.faults.citizens import Crowd, script, undisturbed
from tests.faults.ledger import account_of, talk_of, wait_for_delivery
from tests.faults.platforms import TELEGRAM, ZALO_BOT, ZALO_OA

# NGHEDAN_NIGHTLY=1 is the long form: 5,000 messages of 50 chats and a hundred kills, for each database and way in;
# NGHEDAN_FAULTS=50,40,40 (chats, lines of each, kills) is one between
_SHORT = "12,4,4"
_SIZE = os.environ.get("NGHEDAN_FAULTS") or ("50,100,100" if os.environ.get("NGHEDAN_NIGHTLY") else _SHORT)
CHATS, LINES, KILLS = map(int, _SIZE.split(","))
_databases = pytest.mark.one_database if _SIZE == _SHORT else pytest.mark.slow  # the short form: on one of them
_LIFE_S = 10  # the longest that a server is let live
# what a killed process had in hand is taken back at once; but Zalo is left alone for a while when it says "too many"
DRAINED_S = 90 + CHATS * LINES // 4


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["webhook", "polling"])
def test_killed_again_and_again_it_loses_nothing_and_keeps_each_chat_in_order(start_server, database_url, mode):
    _play(start_server, database_url, TELEGRAM, is_polled=mode == "polling")


@pytest.mark.slow
@_databases
@pytest.mark.parametrize("platform", [ZALO_OA, ZALO_BOT], ids=lambda one: one.name)
def test_the_same_holds_for_each_platform_that_calls_us(start_server, database_url, platform):
    _play(start_server, database_url, platform)


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("who", ["the next process", "another process"])
def test_who_waits_for_a_message_that_was_in_hand_at_a_kill_does_not_wait_for_its_lease(
    start_server, database_url, bot_api, who
):
    db = open_database(database_url)
    open_office(db)
    killed = start_server(database_url)
    if who == "another process":
        start_server(database_url)
    bot_api.answer("sendMessage", 0)  # the platform is silent for a while
    body, proof = TELEGRAM.bring(1, 7, "chào")
    assert httpx.post(f"{killed.address}{TELEGRAM.path}", content=body, headers=proof, timeout=60).status_code == 200
    _wait_until(lambda: _in_hand(db))
    killed.kill()
    began = time.monotonic()
    if who == "the next process":
        killed.start()
    _wait_until(lambda: bot_api.accepted)
    took_s = time.monotonic() - began
    print(f"sent again after {took_s:.1f} s by {who}")  # noqa: T201 - the nightly form reports its numbers
    assert took_s < outbox.LEASE.total_seconds() / 2  # a busy machine takes its time to start a server
    db.close()


def _in_hand(db) -> bool:
    with db.read() as snap:
        return "sending" in snap.execute(select(OutboxRow.status)).scalars().all()


def _wait_until(is_so) -> None:
    until = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def _play(start_server, database_url, platform, *, is_polled: bool = False) -> None:
    db = open_database(database_url)
    open_office(db)
    with platform.fake() as fake:
        environ = platform.environ(fake.address) | ({"TELEGRAM_MODE": "polling"} if is_polled else {})
        platform.prepare(db, environ, fake)
        crowd = Crowd(CHATS, script(LINES), platform)
        server = start_server(database_url, environ)
        expected = talk_of(db, undisturbed(db, server, fake, crowd, is_polled=is_polled))
        fake.mischief = Mischief(rate=0.03)
        if is_polled:
            crowd.lay_out(fake)
        else:
            crowd.call(server, fake.mischief)
        kills = _kill(server, crowd, random.Random(2026))
        crowd.join(DRAINED_S)
        wait_for_delivery(db, crowd, DRAINED_S)
        _settle(account_of(db, crowd, fake, expected), crowd, fake, kills)
        server.kill()
    db.close()


def _settle(account, crowd, fake, kills: int) -> None:
    unanswered = fake.mischief.played["no_answer"]
    said = f"{kills} kills, {account}, {unanswered} answers withheld, {dict(fake.mischief.played)}"
    print(said)  # noqa: T201 - the nightly form reports its numbers
    assert crowd.answers <= crowd.platform.answers
    assert (account.messages, account.repeated, account.cases) == (crowd.total, 0, CHATS), said
    assert (account.lost, account.order_faults) == (0, 0), said
    assert (account.undone, account.talks_that_differ) == ((), ()), said
    assert account.doubled <= kills + unanswered, said


def _kill(server, crowd: Crowd, dice: random.Random) -> int:
    """Kill at random instants, some of them while it is still starting; a share of the words falls before each."""
    share = crowd.total // (KILLS + 1)
    for number in range(KILLS):
        crowd.let(share)
        if number % 4 != 3:
            server.wait()
            crowd.wait_for(number * share, _LIFE_S)
        time.sleep(dice.uniform(0.02, 0.35))
        server.kill()
        server.start()
    server.wait()
    crowd.let(crowd.total - KILLS * share)
    return KILLS
