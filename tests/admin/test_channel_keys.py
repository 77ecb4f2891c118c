"""When Zalo renews no tokens any more an administrator puts in new ones in the panel, and what waits goes out."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from intake.channels import channel_tokens, channel_troubles
from intake.channels.channel_tokens import Account
from intake.installation.zalo_settings import ZaloOA
from intake.sealed.vault_keys import new_key
from intake.sending import outbox
from intake.tables import AuditRow, OutboxRow
from intake.talk import dialogue_log

OF = Account("zalo_oa", "987")
PAGE = "/admin/channels/zalo_oa"
PAIR = {"access": " moi-truy-cap ", "refresh": "moi-lam-moi\n"}


@pytest.fixture
def sealing(settings):
    zalo = ZaloOA(app_id="1", oa_id=OF.account, app_secret="s")
    return replace(settings, zalo_oa=zalo, vault_keys=(new_key(),))


@pytest.fixture
def shut(office, sealing, panel_app, signed_in):
    """A browser of an administrator where Zalo has refused the refresh token, and a message is held for it."""
    browser = signed_in("quy")
    panel_app.state.settings = sealing
    with office.transaction() as tx:
        channel_troubles.report(tx, OF, "token_refused")
        chat = dialogue_log.open_conversation(tx, OF.channel, OF.account, "2468", "")
        waiting = outbox.put(tx, conversation_id=chat.id, key="n", purpose="reply", payload={"text": "Chào"})
        outbox.hold(tx, waiting, channel_troubles.SHUT)
    return browser


def status(db):
    with db.read() as snap:
        return snap.execute(select(OutboxRow.status)).scalar_one()


def pair_of(db, settings):
    with db.read() as snap:
        return channel_tokens.current(snap, settings, OF)


def test_new_tokens_are_kept_unseen_and_what_was_held_is_sent(office, shut, sealing):
    assert "<details open><summary>Dán cặp khóa mới</summary>" in shut.get(PAGE).text
    answer = shut.post(f"{PAGE}/keys", PAIR)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?done=keys")
    pair = pair_of(office, sealing)
    assert (pair.access, pair.refresh, pair.origin) == ("moi-truy-cap", "moi-lam-moi", "person")
    assert status(office) == "new"
    page = shut.get(answer.headers["location"]).text
    assert "Đã cất cặp khóa mới" in page
    assert not re.search("moi-truy-cap|moi-lam-moi", page)
    with office.read() as snap:
        done = snap.execute(select(AuditRow.actor).where(AuditRow.action == "channel.token")).scalar_one()
    assert done.startswith("staff:")


@pytest.mark.one_database
def test_the_answer_of_the_platform_may_be_pasted_as_it_came(office, shut, sealing):
    shut.get(PAGE)
    told = '{"access_token": "a", "refresh_token": "r", "expires_in": "90000"}'
    assert shut.post(f"{PAGE}/keys", {"access": told, "refresh": ""}).status_code == 303
    assert pair_of(office, sealing).refresh == "r"


@pytest.mark.one_database
@pytest.mark.parametrize("typed", [{"access": "a", "refresh": ""}, {"access": "{", "refresh": "r"}, {"access": "a b"}])
def test_half_a_pair_changes_nothing_and_is_not_shown(office, shut, sealing, typed):
    shut.get(PAGE)
    answer = shut.post(f"{PAGE}/keys", {"refresh": "bi-mat-nua-chung", **typed})
    assert answer.status_code == 422
    assert "Cần đủ khóa truy cập" in answer.text
    assert "bi-mat-nua-chung" not in answer.text
    assert (pair_of(office, sealing), status(office)) == (None, "held")


@pytest.mark.one_database
@pytest.mark.usefixtures("shut")
def test_only_an_administrator_puts_them_in_and_only_where_there_is_an_account(signed_in):
    boss = signed_in("giap")
    assert "Dán cặp khóa mới" not in boss.get(PAGE).text
    assert boss.post(f"{PAGE}/keys", PAIR).status_code == 403


@pytest.mark.one_database
def test_without_an_account_there_is_nothing_to_put_in(signed_in):
    browser = signed_in("quy")
    assert "Dán cặp khóa mới" not in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/keys", PAIR).status_code == 404
