"""The Zalo channel: one Official Account, which calls our webhook and takes messages through its OpenAPI."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import httpx
from starlette.concurrency import run_in_threadpool

from bot.channels.arriving import parse, text_of
from bot.channels.base import WINDOW_CLOSED, Caps, Fetched, Key, SendResult, piece
from bot.channels.zalo_oa import quota, standing, updates, wire
from bot.channels.zalo_oa.client import Answer, Client
from bot.channels.zalo_oa.errors import Action, Meaning
from bot.channels.zalo_oa.media import Media
from bot.channels.zalo_oa.quota import Quota
from bot.channels.zalo_oa.signature import Signatures
from bot.channels.zalo_oa.tokens import NotNow, Shut, Tokens
from bot.messages import Inbound, Outbound
from bot.tls import trusted
from intake.channels import channel_troubles
from intake.channels.channel_health import Health
from intake.channels.channel_tokens import Account
from intake.channels.channel_troubles import SHUT
from intake.channels.delivery_reasons import QUOTA_SPENT, WINDOW_TOLD
from intake.db import Database, Transaction
from intake.errors import NgheDanError
from intake.sending.windows import ANONYMOUS
from intake.settings import Settings
from intake.talk.inbox import RawEvent

NAME = "zalo_oa"
ANSWER_S = 20.0
_NOT_NOW = "not_now"
_SOON = timedelta(seconds=5)
_A_MINUTE_TAKES = 4000
_Ask = Callable[[str], Awaitable[Answer]]
_Tell = Callable[[Transaction, Account, str], object]
_log = logging.getLogger(__name__)


def open_zalo_oa(settings: Settings, db: Database) -> "ZaloChannel | None":
    """Open the channel; None where no account is set."""
    return ZaloChannel(settings, db) if settings.zalo_oa.is_on else None


class _NotSent(Exception):
    """A message was not taken; `result` says what that means for it."""

    def __init__(self, result: SendResult) -> None:
        super().__init__(result.reason)
        self.result = result


class ZaloChannel:
    """One Official Account; its account is the id of the OA."""

    name = NAME
    caps = Caps(takes_files=True, has_buttons=False, every_s=60 / _A_MINUTE_TAKES)

    def __init__(self, settings: Settings, db: Database, *, answer_s: float = ANSWER_S) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold addresses of citizens' files
        zalo = settings.zalo_oa
        self._settings = settings
        self.account = zalo.oa_id
        self.tokens = Tokens(db, settings)
        self._zalo = zalo
        self._db = db
        self._signatures = Signatures(zalo)
        self._http = httpx.AsyncClient(verify=trusted(), timeout=answer_s)
        self._client = Client(self._http, zalo.api)
        self._media = Media(self._http, zalo.media_hosts, zalo.api)

    @property
    def key(self) -> Key:
        """Platform and account."""
        return self.name, self.account

    # --- in -------------------------------------------------------------------------------------------------------

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Check the signature over the bytes of a call. Raises BadSignature."""
        self._signatures.check(headers, body)

    def envelope(self, raw: bytes) -> RawEvent:
        """Return an event as it is stored; Malformed if it is none."""
        text = text_of(raw)
        return updates.envelope(self.key, parse(text), text)

    def normalise(self, raw: str) -> Inbound:
        """Return what an event says."""
        return updates.normalise(self.key, raw)

    async def acknowledge(self, inbound: Inbound) -> None:
        """Do nothing: there are no buttons."""

    async def fetch(self, ref: str, limit: int) -> Fetched:
        """Fetch a file by its address. Raises TooLarge, FetchFailed."""
        return await self._media.fetch(ref, limit)

    # --- out ------------------------------------------------------------------------------------------------------

    async def send(self, chat_key: str, message: Outbound) -> SendResult:
        """Send the next piece of a message: a part of its words, a form, a file; tell what became of it."""
        if chat_key == updates.NO_CHAT:
            return SendResult("blocked", reason="chat_not_found")
        try:
            if message.is_window_closed:
                return await self._beyond(chat_key, message)
            return await self._next(chat_key, message)
        except _NotSent as error:
            return error.result
        except NgheDanError as error:
            return SendResult("retry", reason="unreachable", detail=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the message stays
            _log.warning("message not sent", extra={"kind": type(error).__name__})
            return SendResult("maybe_sent", reason="no_answer", detail=type(error).__name__)

    async def _next(self, chat_key: str, message: Outbound) -> SendResult:
        calls = wire.calls(chat_key, message)
        if not calls:
            return SendResult("bad", reason="empty")
        pieces: list[wire.Call | wire.Upload] = [*calls, *filter(None, map(wire.upload_of, message.files))]
        try:
            sent = [await self._one(chat_key, one) for one in pieces[message.sent :][:1]]
        except _NotSent as error:
            if error.result.reason == WINDOW_CLOSED:
                return await self._beyond(chat_key, message)
            if error.result.status == "bad" and message.reply_to:  # what it quotes may be there no more
                return await self._next(chat_key, replace(message, reply_to=None))
            raise
        return piece(next(filter(None, sent), None), message.sent, of=len(pieces))

    async def _one(self, chat_key: str, what: wire.Call | wire.Upload) -> str | None:
        """Send one piece; return the platform's id of it where it holds the words."""
        if isinstance(what, wire.Upload):
            await self._show_if_taken(chat_key, what)
            return None
        if what.is_spare:
            await self._try(what)
            return None
        return (await self._call(what)).handle("message_id")

    async def _try(self, call: wire.Call) -> None:
        try:
            await self._call(call)
        except _NotSent as error:
            _log.info("a form was not taken", extra={"reason": error.result.reason})

    async def _show_if_taken(self, chat_key: str, upload: wire.Upload) -> None:
        """Show a file; one that is refused for good is left out: the words, which have arrived, say where it lies."""
        try:
            await self._show(chat_key, upload)
        except _NotSent as error:
            if error.result.status != "bad" and error.result.reason != _NOT_NOW:
                raise
            _log.warning("a file is not taken by the platform", extra={"size": len(upload.file.data)})

    async def _show(self, chat_key: str, upload: wire.Upload) -> None:
        uploaded = await self._asked(lambda access: self._client.upload(upload, access=access), tells=False)
        handle = uploaded.handle(upload.handle)
        if handle is None:
            raise _NotSent(SendResult("retry", reason="channel_error", detail="upload without a handle"))
        await self._call(wire.to(chat_key, wire.of_upload(upload, handle)))

    async def _beyond(self, chat_key: str, message: Outbound) -> SendResult:
        """Tell by a ready-made message that there is news, where one is set up; the words wait in any case."""
        template, is_anonymous = self._zalo.template_id, chat_key.startswith(f"{ANONYMOUS}:")
        if not template or not message.facts or is_anonymous:
            return SendResult("held", reason=WINDOW_CLOSED)
        call = wire.ready_made(chat_key, template, self._zalo.template_fields, message.facts)
        try:
            await self._call(call)
        except _NotSent as error:
            is_passing = error.result.status in {"retry", "maybe_sent"} or error.result.reason in {SHUT, QUOTA_SPENT}
            return error.result if is_passing else SendResult("held", reason=WINDOW_CLOSED)
        return SendResult("held", reason=WINDOW_TOLD)

    async def _call(self, call: wire.Call) -> Answer:
        tells = not call.is_spare and call.path != wire.ANONYMOUS_MESSAGE
        return await self._asked(lambda access: self._client.post(call.path, call.body, access=access), tells=tells)

    async def _asked(self, ask: _Ask, *, tells: bool = True) -> Answer:
        """Ask with the token that counts, and once more with a new one where it was refused.

        `tells`: a refusal tells how the whole account stands, and not only what it may do beside its messages.

        Raises:
            _NotSent: it was not taken.
        """
        try:
            pair = await run_in_threadpool(self.tokens.usable)
            answer = await ask(pair.access)
            if answer.wants_token:
                pair = await run_in_threadpool(self.tokens.renewed, pair)
                answer = await ask(pair.access)
        except Shut as error:
            raise _NotSent(SendResult("held", reason=SHUT)) from error
        except NotNow as error:
            raise _NotSent(SendResult("retry", reason="token", after=_SOON, is_flood=True)) from error
        if answer.is_unsure:
            raise _NotSent(SendResult("maybe_sent", reason="no_answer"))
        if answer.error is not None:
            raise _NotSent(await self._refused(answer.error, tells=tells))
        return answer

    async def _refused(self, error: Meaning, *, tells: bool) -> SendResult:
        match error.action:
            case Action.SHUT | Action.QUOTA if not tells:
                return SendResult("held", reason=_NOT_NOW)
            case Action.WINDOW:
                return SendResult("held", reason=WINDOW_CLOSED)
            case Action.GONE:
                return SendResult("blocked", reason=error.reason)
            case Action.BAD:
                return SendResult("bad", reason=error.reason)
            case Action.SHUT | Action.QUOTA:
                await run_in_threadpool(self._tell, channel_troubles.report, error.reason)
                return SendResult("held", reason=SHUT if error.action is Action.SHUT else error.reason)
        return SendResult("retry", reason=error.reason, after=error.after, is_flood=error.is_of_all)

    def _tell(self, tell: _Tell, trouble: str) -> None:
        with self._db.transaction() as tx:
            tell(tx, self.tokens.account, trouble)

    # --- the account ----------------------------------------------------------------------------------------------

    async def about(self) -> Answer:
        """Return what the platform says of the account: `name`, `oa_id`. Raises Shut, NotNow."""
        pair = await run_in_threadpool(self.tokens.usable)
        return await self._client.get("/v2.0/oa/getoa", access=pair.access)

    async def health(self) -> Health:
        """Return how the account stands by what we keep of it, and how many messages the platform says are left."""
        stands = await run_in_threadpool(self._stands)
        is_spent = not stands.is_well and await run_in_threadpool(standing.is_spent, self._db, self.tokens.account)
        found = await self._quota() if stands.is_well or is_spent else None
        if is_spent and found is not None and found.left:
            await run_in_threadpool(self._tell, channel_troubles.put_right, QUOTA_SPENT)
            stands = await run_in_threadpool(self._stands)
        return stands if found is None else standing.with_quota(stands, found)

    async def _quota(self) -> Quota | None:
        try:
            pair = await run_in_threadpool(self.tokens.usable)
        except (Shut, NotNow, NgheDanError):
            return None
        answer = await self._client.post(quota.PATH, quota.ASKED, access=pair.access)
        return quota.read(answer.told)  # whoever may not ask is told nothing: no trouble of the account

    def _stands(self) -> Health:
        return standing.stands(self._db, self._settings, self.tokens.account)

    async def upkeep(self) -> None:
        """Renew the token in time, and send what was held once the account works again. Called every minute."""
        try:
            await run_in_threadpool(self.tokens.usable)
        except (Shut, NotNow):
            return
        await run_in_threadpool(standing.let_out, self._db, self.tokens.account)

    async def close(self) -> None:
        """Give back connections."""
        await self._http.aclose()
