"""A refresh token works once: it is spent by one process at a time, and what came for it is kept before it is used."""

import asyncio
import threading
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from bot.channels.zalo_oa import ZaloChannel
from bot.channels.zalo_oa.tokens import NotNow, Shut, Tokens
from bot.messages import Outbound
from intake.channels import channel_tokens, channel_troubles
from intake.errors import Unavailable
from intake.sealed.vault_keys import new_key
from intake.sending import outbox
from intake.tables import Base, ChannelStateRow, ChannelTokenRow, NoticeRow, OutboxRow
from intake.talk import dialogue_log
from tests.factories import open_office, viewer
from tests.fakes.zalo_oa import CS, OA, TOKEN

HELLO = Outbound("Chào Anh/Chị")


def pairs(db):
    with db.read() as snap:
        return snap.execute(select(ChannelTokenRow.origin).order_by(ChannelTokenRow.id)).scalars().all()


def trouble(db, tokens):
    with db.read() as snap:
        found = channel_troubles.trouble_of(snap, tokens.account)
    return found.code if found else None


def send(db, settings, message=HELLO):
    async def one():
        channel = ZaloChannel(settings, db)
        try:
            return await channel.send("2468", message)
        finally:
            await channel.close()

    return asyncio.run(one())


def tend(db, settings):
    async def one():
        channel = ZaloChannel(settings, db)
        try:
            await channel.upkeep()
        finally:
            await channel.close()

    asyncio.run(one())


def test_a_pair_is_used_for_twenty_hours_then_renewed_and_the_old_one_stays_in_the_book(db, tokens, zalo, clock):
    clock.forward(hours=19, minutes=59)
    assert tokens.usable().access == "access-0"
    clock.forward(minutes=2)
    assert tokens.usable().access == "access-1"
    assert pairs(db) == ["person", "refresh"]
    assert zalo.refreshed == 1


def test_many_at_once_spend_one_refresh_token(db, tokens, zalo, zalo_settings, clock):
    clock.forward(hours=21)
    zalo.answer(TOKEN, how="slow", status=500)  # the first is held up while the others come
    seen, start = [], threading.Barrier(4)

    def use():
        start.wait()
        seen.append(Tokens(db, zalo_settings).usable().access)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert seen == ["access-0"] * 4  # it still counts, nobody waits for the one who renews it
    clock.forward(minutes=2)
    assert tokens.usable().access == "access-1"
    assert [path for path, *_ in zalo.calls].count(TOKEN) == 2


def test_a_race_after_a_refusal_ends_with_one_new_pair(db, tokens, zalo, zalo_settings):
    seen, found, start = tokens.usable(), [], threading.Barrier(2)

    def renew():
        start.wait()
        try:
            found.append(Tokens(db, zalo_settings).renewed(seen).access)
        except NotNow:
            found.append("later")

    threads = [threading.Thread(target=renew) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert zalo.refreshed == 1
    assert set(found) <= {"access-1", "later"}
    assert pairs(db) == ["person", "refresh"]


def test_a_kill_after_the_pair_is_kept_loses_nothing(db, tokens, zalo, zalo_settings, monkeypatch):
    """As soon as the pair is in the book the process ends: the next one reads it there."""
    seen, clear = tokens.usable(), channel_troubles.clear

    def commit_and_die(tx, of):
        def die():
            raise SystemExit

        tx.after_commit.append(die)
        return clear(tx, of)

    monkeypatch.setattr(channel_troubles, "clear", commit_and_die)
    with pytest.raises(SystemExit):
        tokens.renewed(seen)
    monkeypatch.undo()
    assert Tokens(db, zalo_settings).usable().access == zalo.access


def test_a_kill_before_the_platform_answered_leaves_a_lease_that_runs_out(db, tokens, zalo, zalo_settings, clock):
    clock.forward(hours=21)
    with db.transaction() as tx:  # and dies here
        assert channel_tokens.lease(tx, zalo_settings, tokens.account, seen=1) is not None
    assert tokens.usable().access == "access-0"
    assert zalo.refreshed == 0
    clock.forward(seconds=61)
    assert tokens.usable().access == "access-1"


def test_a_new_pair_waits_for_the_database_to_come_back(tokens, zalo, monkeypatch):
    keep, tries = channel_tokens.keep, []

    def away(tx, *args, **facts):
        tries.append(1)
        if len(tries) < 4:
            raise Unavailable("Tạm gián đoạn.")
        keep(tx, *args, **facts)

    monkeypatch.setattr(channel_tokens, "keep", away)
    assert tokens.renewed(tokens.usable()).access == zalo.access
    assert zalo.refreshed == 1


@pytest.mark.parametrize("error", [-216, -220])
def test_a_refused_access_token_is_renewed_and_the_message_sent(db, tokens, zalo, zalo_settings, error):
    zalo.answer(CS, error=error)
    assert send(db, zalo_settings).status == "sent"
    assert zalo.refreshed == 1
    assert tokens.usable().access == "access-1"


def test_a_token_refused_again_and_again_costs_one_pair(db, tokens, zalo, zalo_settings):
    zalo.answer(CS, error=-216, times=6)
    assert [send(db, zalo_settings).status for _ in range(3)] == ["retry"] * 3
    assert zalo.refreshed == 1
    assert pairs(db) == ["person", "refresh"]
    assert tokens.usable()


# --- when a person must help ------------------------------------------------------------------------------------------


def put_in_outbox(db):
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "zalo_oa", OA, "2468", "")
        outbox.put(tx, conversation_id=chat.id, key="n", purpose="reply", payload={"text": "Chào"})


def hold(db):
    with db.transaction() as tx:
        outbox.hold(tx, 1, channel_troubles.SHUT)


def status(db):
    with db.read() as snap:
        return snap.execute(select(OutboxRow.status)).scalar_one()


def test_who_put_in_tokens_that_are_refused_again_the_same_day_is_told_again(db, tokens, zalo, clock):
    open_office(db)

    def told():
        with db.read() as snap:
            found = select(NoticeRow.id).where(NoticeRow.staff_id == viewer(db, "giap").id)
            return len(snap.execute(found).all())

    zalo.refresh = "given-to-somebody-else"
    for pairs_put_in in (1, 2):
        for _ in range(2):  # by the hour it is refused anew, and not told anew
            clock.forward(minutes=11)
            with pytest.raises(Shut):
                tokens.renewed(tokens.newest())
        assert told() == pairs_put_in
        tokens.put_in("access-9", "spent-too")


def test_a_refresh_token_that_is_spent_is_told_to_people_and_messages_wait(db, tokens, zalo, zalo_settings, clock):
    open_office(db)
    zalo.refresh = "given-to-somebody-else"
    clock.forward(hours=21)
    assert tokens.usable().access == "access-0"  # as long as it counts
    assert trouble(db, tokens) == "token_refused"
    with db.read() as snap:
        told = snap.execute(select(NoticeRow.staff_id, NoticeRow.text)).all()
    assert {row.staff_id for row in told} >= {viewer(db, "giap").id}
    assert all("nghedan zalo token set" in row.text for row in told)
    clock.forward(hours=5)
    assert send(db, zalo_settings).reason == channel_troubles.SHUT
    asked = [path for path, *_ in zalo.calls].count(TOKEN)
    for _ in range(3):
        assert send(db, zalo_settings).reason == channel_troubles.SHUT
    assert [path for path, *_ in zalo.calls].count(TOKEN) == asked  # nobody asks again at every message


def test_a_new_pair_of_a_person_ends_the_trouble_and_sends_what_waited(db, tokens, zalo, clock):
    put_in_outbox(db)
    hold(db)
    zalo.refresh = "spent"
    clock.forward(hours=26)
    with pytest.raises(Shut):
        tokens.usable()
    tokens.put_in(zalo.access, zalo.refresh)
    assert trouble(db, tokens) is None
    assert status(db) == "new"
    assert tokens.usable().access == zalo.access


def test_a_service_that_is_away_is_tried_again_and_told_when_it_grows_late(db, tokens, zalo, clock):
    zalo.answer(TOKEN, status=500, times=2)
    clock.forward(hours=20, minutes=30)
    assert tokens.usable().access == "access-0"
    assert trouble(db, tokens) is None
    clock.forward(hours=2)
    assert tokens.usable().access == "access-0"
    assert trouble(db, tokens) == "token_stuck"
    clock.forward(minutes=2)
    assert tokens.usable().access == "access-1"
    assert trouble(db, tokens) is None


def test_without_any_pair_messages_wait(db, tokens, zalo_settings):
    with db.transaction() as tx:
        tx.execute(delete(ChannelTokenRow))
    assert send(db, zalo_settings).reason == channel_troubles.SHUT
    assert trouble(db, tokens) == "token_missing"


def test_a_lost_key_of_the_vault_is_told_before_a_token_is_spent(db, tokens, zalo, zalo_settings, clock):
    clock.forward(hours=21)
    other = replace(zalo_settings, vault_keys=(new_key(),))
    assert send(db, other).reason == channel_troubles.SHUT
    assert trouble(db, tokens) == "key_lost"
    assert zalo.refreshed == 0


@pytest.mark.usefixtures("zalo")
def test_what_was_held_for_the_account_goes_out_when_it_works_again(db, tokens, zalo_settings, clock):
    put_in_outbox(db)
    hold(db)
    with db.transaction() as tx:
        channel_troubles.report(tx, tokens.account, "account_refused")
    tend(db, zalo_settings)
    assert status(db) == "held"
    clock.forward(minutes=31)
    tend(db, zalo_settings)
    assert status(db) == "new"
    assert trouble(db, tokens) is None


def test_a_refusal_of_the_refresh_token_stays_in_sight_while_the_old_pair_still_counts(
    db, tokens, zalo, zalo_settings, clock
):
    zalo.refresh = "spent"
    clock.forward(hours=21)
    tend(db, zalo_settings)
    clock.forward(minutes=40)
    tend(db, zalo_settings)
    assert trouble(db, tokens) == "token_refused"


def test_while_no_tokens_are_renewed_one_message_tries_whether_the_old_one_counts(db, tokens, zalo_settings):
    with db.transaction() as tx:
        for user in ("1", "2", "3"):
            chat = dialogue_log.open_conversation(tx, "zalo_oa", OA, user, "")
            held = outbox.put(tx, conversation_id=chat.id, key=user, purpose="reply", payload={"text": "Chào"})
            outbox.hold(tx, held, channel_troubles.SHUT)
        channel_troubles.report(tx, tokens.account, "token_refused")

    def statuses():
        with db.read() as snap:
            return snap.execute(select(OutboxRow.status).order_by(OutboxRow.id)).scalars().all()

    tend(db, zalo_settings)
    assert statuses() == ["new", "held", "held"]
    tokens.put_in("access-0", "refresh-0")
    assert statuses() == ["new", "new", "new"]


def test_a_key_that_is_back_ends_its_trouble(db, tokens, zalo_settings):
    with db.transaction() as tx:
        channel_troubles.report(tx, tokens.account, "key_lost")
    tend(db, zalo_settings)
    assert trouble(db, tokens) is None


def test_no_token_stands_in_the_book_in_clear(db, tokens, zalo):
    tokens.renewed(tokens.usable())
    with db.read() as snap:
        book = "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in snap.execute(select(table)))
    assert "channel.token" in book
    assert zalo.access not in book
    assert zalo.refresh not in book
    assert zalo.access not in repr(tokens.usable())


@pytest.mark.usefixtures("tokens")
def test_a_pair_moved_to_another_account_does_not_open(db, zalo_settings):
    with db.transaction() as tx:
        tx.execute(update(ChannelTokenRow).values(account="1"))
        tx.execute(update(ChannelStateRow).values(account="1"))
    other = replace(zalo_settings, zalo_oa=replace(zalo_settings.zalo_oa, oa_id="1"))
    with pytest.raises(Shut):
        Tokens(db, other).usable()
