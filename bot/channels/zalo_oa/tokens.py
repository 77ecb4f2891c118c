"""The access token of an account: renewed in time by one process at a time, and kept in the book before it is used.

A refresh token works once: whoever loses the pair that was given for it must ask a person to consent anew. So the new
pair is committed first, tried again for as long as it takes the database to come back.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from bot.channels.fields import sign, words
from bot.channels.zalo_oa.numbers import decimal
from intake.channels import channel_tokens, channel_troubles, token_pairs
from intake.channels.channel_tokens import Account, Pair
from intake.db import Database
from intake.errors import Unavailable
from intake.sealed.sealing import KeyLost
from intake.sealed.vault_keys import NoVaultKey
from intake.settings import Settings

RENEW_BEFORE = timedelta(hours=5)  # of 25: at about twenty hours
WORRY_BEFORE = timedelta(hours=3)
_AFTER_REFUSAL, _AFTER_FAILURE = timedelta(minutes=10), timedelta(minutes=1)
_ANSWER_S = 15.0  # well within the lease
_WAITS_S = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0)
_SERVER = 500
_MOST_S = 90 * 86400
_PATH = "/v4/oa/access_token"
_log = logging.getLogger(__name__)


class Shut(Exception):
    """There is no token, and only a person can help; those who can have been told."""


class NotNow(Exception):
    """No token could be had now; another try may."""


@dataclass(frozen=True, slots=True)
class Given:
    """A pair as the platform gave it."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    lives: timedelta


class Tokens:
    """Hands out the access token of one account. Its methods block: call them in a thread."""

    def __init__(self, db: Database, settings: Settings, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._db = db
        self._settings = settings
        self._zalo = settings.zalo_oa
        self._wait = wait
        self.account = Account("zalo_oa", self._zalo.oa_id)

    def usable(self) -> Pair:
        """Return a pair that counts, renewed where it is time.

        Raises:
            Shut, NotNow: there is none.
        """
        pair = self.newest()
        left = pair.expires_at - self._db.clock()
        if left > RENEW_BEFORE:
            return pair
        try:
            return self.renewed(pair)
        except (Shut, NotNow):
            if left > timedelta(0):
                return pair
            raise

    def renewed(self, seen: Pair) -> Pair:
        """Return a newer pair than the one seen, asking the platform for it where nobody else does.

        Raises:
            Shut, NotNow: there is none.
        """
        if seen.origin == "refresh" and self._db.clock() - seen.at < _AFTER_FAILURE:
            raise NotNow("renewed a moment ago")  # no new pair would help; each costs a refresh token
        try:
            with self._db.transaction() as tx:
                pair = channel_tokens.lease(tx, self._settings, self.account, seen=seen.id)
        except (KeyLost, NoVaultKey) as error:
            raise self._told("key_lost") from error
        if pair is None:
            return self._of_another(seen)
        given = self._exchanged(pair)
        self._keep(given)
        return self.newest()

    def _of_another(self, seen: Pair) -> Pair:
        newest = self.newest()
        if newest.id != seen.id:
            return newest
        with self._db.read() as snap:
            trouble = channel_troubles.trouble_of(snap, self.account)
        if trouble is not None and trouble.code == "token_refused":
            raise Shut(trouble.code)
        raise NotNow("renewed elsewhere")

    def _exchanged(self, pair: Pair) -> Given:
        try:
            return self._ask(pair.refresh)
        except Shut as error:
            _log.error("the refresh token was refused", extra={"account": self.account.name, "says": str(error)})
            self._put_off(_AFTER_REFUSAL, "token_refused")
            raise
        except NotNow as error:
            _log.warning("tokens not renewed", extra={"account": self.account.name, "kind": str(error)})
            is_late = pair.expires_at - self._db.clock() < WORRY_BEFORE
            self._put_off(_AFTER_FAILURE, "token_stuck" if is_late else None)
            raise

    def put_in(self, access: str, refresh: str) -> None:
        """Keep a pair that a person got from the platform; messages that were held for want of one are sent.

        Raises:
            NoVaultKey: there is no key to seal it with.
        """
        with self._db.transaction() as tx:
            token_pairs.take(tx, self._settings, self.account, (access, refresh), origin="person")

    def _keep(self, given: Given) -> None:
        for wait in (*_WAITS_S, None):
            try:
                with self._db.transaction() as tx:
                    pair = given.access, given.refresh
                    token_pairs.take(tx, self._settings, self.account, pair, lives=given.lives, origin="refresh")
            except Unavailable:
                if wait is None:
                    raise
                _log.warning("new tokens not kept yet: the database is away")
                self._wait(wait)
            else:
                return

    def _ask(self, refresh: str) -> Given:
        """Exchange a refresh token.

        Raises:
            Shut, NotNow: no pair came back.
        """
        form = {"refresh_token": refresh, "app_id": self._zalo.app_id, "grant_type": "refresh_token"}
        try:
            response = httpx.post(
                f"{self._zalo.oauth}{_PATH}",
                data=form,
                headers={"secret_key": self._zalo.app_secret},
                timeout=_ANSWER_S,
            )
        except httpx.HTTPError as error:
            raise NotNow(type(error).__name__) from error
        return _given(response)

    def _put_off(self, wait: timedelta, trouble: str | None) -> None:
        with self._db.transaction() as tx:
            channel_tokens.put_off(tx, self.account, wait)
            if trouble:
                channel_troubles.report(tx, self.account, trouble)

    def _told(self, trouble: str) -> Shut:
        with self._db.transaction() as tx:
            channel_troubles.report(tx, self.account, trouble)
        return Shut(trouble)

    def newest(self) -> Pair:
        """Return the pair that counts, as it stands in the book. Raises Shut."""
        pair = self._current()
        if pair is None:
            raise self._told("token_missing")
        return pair

    def _current(self) -> Pair | None:
        try:
            with self._db.read() as snap:
                return channel_tokens.current(snap, self._settings, self.account)
        except KeyLost as error:
            raise self._told("key_lost") from error


def _given(response: httpx.Response) -> Given:
    if response.status_code >= _SERVER:
        raise NotNow(f"HTTP {response.status_code}")
    try:
        told = response.json()
    except (ValueError, RecursionError) as error:
        raise NotNow("not JSON") from error
    told = told if isinstance(told, dict) else {}
    access, refresh = sign(told, "access_token"), sign(told, "refresh_token")
    if access and refresh:
        return Given(access, refresh, _lives(told))
    says = (str(told.get("error", "")), words(told, "error_name"), words(told, "error_description"))
    raise Shut(" ".join(filter(None, says))[:200])


def _lives(told: Mapping[str, Any]) -> timedelta:
    """Return how long a pair counts; the platform writes the seconds as text."""
    seconds = decimal(told, "expires_in", _MOST_S)
    return timedelta(seconds=seconds) if seconds is not None and seconds > 0 else token_pairs.LIVES
