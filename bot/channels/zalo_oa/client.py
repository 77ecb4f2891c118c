"""Requests to the OpenAPI, and what came back: an answer, an error of the platform, or nothing to rely on."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from bot.channels.base import AWAY
from bot.channels.fields import number, part, sign, words
from bot.channels.zalo_oa.errors import Action, Meaning, meaning_of, too_many
from bot.channels.zalo_oa.numbers import decimal
from bot.channels.zalo_oa.wire import Body, Upload

_log = logging.getLogger(__name__)
_TOO_MANY = 429
_SERVER = 500
_A_DAY_S = 86400
_ODD = "answer in an unknown shape"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request.

    Attributes:
        error: what its error means, where it did not take the request.
        is_unsure: nothing reliable came back, and the request may have been carried out.
        told: its whole answer, where it took the request.
    """

    error: Meaning | None = None
    is_unsure: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Mapping[str, Any]:
        """What the platform gave back, where it took the request."""
        return part(self.told, "data")

    @property
    def wants_token(self) -> bool:
        """Whether the access token was refused."""
        return self.error is not None and self.error.action is Action.RENEW

    def handle(self, name: str) -> str | None:
        """Return an id that the platform gave."""
        return sign(self.data, name)


class Client:
    """Speaks to one address of the OpenAPI."""

    def __init__(self, http: httpx.AsyncClient, api: str) -> None:
        self._http = http
        self._api = api

    async def post(self, path: str, body: Body, *, access: str) -> Answer:
        """Send JSON."""
        return await self._ask("POST", path, access, json=body)

    async def upload(self, upload: Upload, *, access: str) -> Answer:
        """Send a file; what is asked for twice does no harm."""
        files = {"file": (upload.file.name, upload.file.data)}
        answer = await self._ask("POST", upload.path, access, files=files)
        return Answer(error=Meaning(Action.RETRY, _ODD)) if answer.is_unsure else answer

    async def get(self, path: str, *, access: str) -> Answer:
        """Ask for something."""
        return await self._ask("GET", path, access)

    async def _ask(self, method: str, path: str, access: str, **content: Any) -> Answer:  # noqa: ANN401 - httpx's own
        try:
            response = await self._http.request(
                method, f"{self._api}{path}", headers={"access_token": access}, **content
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            _log.warning("platform not reached", extra={"path": path, "kind": type(error).__name__})
            return Answer(error=Meaning(Action.RETRY, "unreachable", AWAY, is_of_all=True))
        except httpx.HTTPError as error:
            _log.warning("no answer of the platform", extra={"path": path, "kind": type(error).__name__})
            return Answer(is_unsure=True)
        return _read(path, response)


def _read(path: str, response: httpx.Response) -> Answer:
    if response.status_code == _TOO_MANY:
        return Answer(error=too_many(_asked_wait(response)))
    if response.status_code >= _SERVER:
        return Answer(error=Meaning(Action.RETRY, f"channel_error:{response.status_code}"))
    try:
        told = response.json()
    except (ValueError, RecursionError):
        told = None
    code = number(told, "error") if isinstance(told, dict) else None
    if code is None:
        _log.warning("the platform answered in an unknown shape", extra={"path": path, "status": response.status_code})
        return Answer(is_unsure=True)
    if code == 0:
        return Answer(told=told)
    message = words(told, "message")
    facts = {"path": path, "code": code, "says": message, "left": response.headers.get("X-RateLimit-Remain", "")}
    _log.warning("refused by the platform", extra=facts)
    return Answer(error=meaning_of(code, message))


def _asked_wait(response: httpx.Response) -> timedelta | None:
    seconds = decimal(response.headers, "Retry-After", _A_DAY_S)
    return timedelta(seconds=seconds) if seconds is not None and seconds > 0 else None
