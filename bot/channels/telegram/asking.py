"""How the client of the Bot API asks it: small questions by aiohttp, files and what needs a proxy by httpx.

httpx makes some four thousand calls for one message, more than the turn of talk that it answers; aiohttp a tenth. What
each turn asks is told in plain values (`ask`): the library's models of a message cost as much as all of its sending.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter
from yarl import URL

from bot.tls import trusted

Ask = Callable[[str, Mapping[str, object]], Awaitable[Any]]  # a method and its fields; its result, or TelegramError
_MOST = 32
_IDLE_S = 20.0  # servers keep a line open for longer
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def is_direct(url: str) -> bool:
    """Tell whether an address is reached without a proxy, as the surroundings of this process say."""
    parts, proxies = urlsplit(url), getproxies()
    return not (parts.scheme in proxies or "all" in proxies) or bool(proxy_bypass(parts.hostname or ""))


class Asking(HTTPXRequest):
    """The way to one Bot API."""

    def __init__(self, api: str, *, answer_s: float, pool_s: float) -> None:
        """Open no connection yet; waits in seconds: for an answer, and for one of the connections."""
        trust = {"verify": trusted()}
        super().__init__(_MOST, read_timeout=answer_s, pool_timeout=pool_s, httpx_kwargs=trust)
        self._is_direct, self._answer_s = is_direct(api), answer_s
        self._session: ClientSession | None = None

    async def ask(self, url: str, fields: Mapping[str, object]) -> Any:  # noqa: ANN401 - each method has its own result
        """Return the result of a method whose fields are plain values; raises TelegramError as the library does."""
        return await self.post(url, RequestData([RequestParameter(name, one, None) for name, one in fields.items()]))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,  # noqa: ANN401 - waits, as the library gives them
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> tuple[int, bytes]:
        """Return status and body; raises TelegramError where there are none."""
        if not self._is_direct or method != "POST" or request_data is None or request_data.contains_files:
            return await super().do_request(url, method, request_data, *args, **kwargs)
        body = _encoded(request_data.parameters).encode()
        try:
            async with self._opened().post(URL(url), data=body, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            raise NetworkError(type(error).__name__) from error

    async def shutdown(self) -> None:
        """Give connections back."""
        self._is_direct = False  # what is asked later opens no connection that nobody would give back
        if self._session is not None:
            await self._session.close()
            self._session = None
        await super().shutdown()

    def _opened(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=_MOST, ssl=trusted(), keepalive_timeout=_IDLE_S),
                cookie_jar=DummyCookieJar(),
                timeout=ClientTimeout(total=self._answer_s),
                headers={"User-Agent": self.USER_AGENT, "Content-Type": "application/json"},
            )
        return self._session
