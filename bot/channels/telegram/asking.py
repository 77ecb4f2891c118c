"""How the client of the Bot API asks it: small questions by quick lines, files and what needs a proxy by httpx."""

from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.channels.lines import Broken, Lines, NotConnected, is_direct

_MOST = 32


class Asking(HTTPXRequest):
    """The way to one Bot API."""

    def __init__(self, api: str, *, answer_s: float, pool_s: float) -> None:
        """Open no connection yet; waits in seconds: for an answer, and for one of the connections."""
        super().__init__(connection_pool_size=_MOST, read_timeout=answer_s, pool_timeout=pool_s)
        self._lines = Lines(api, most=_MOST, answer_s=answer_s) if is_direct(api) else None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,  # noqa: ANN401 - waits, as the library gives them
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> tuple[int, bytes]:
        """Return status and body; raises TelegramError where there are none."""
        if self._lines is None or method != "POST" or request_data is None or request_data.contains_files:
            return await super().do_request(url, method, request_data, *args, **kwargs)
        headers = {"User-Agent": self.USER_AGENT, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            return await self._lines.post(url, headers, request_data.url_encoded_parameters().encode())
        except TimeoutError as error:
            raise TimedOut from error
        except (NotConnected, Broken) as error:
            raise NetworkError(type(error).__name__) from error

    async def shutdown(self) -> None:
        """Give connections back."""
        if self._lines is not None:
            self._lines.close()
        await super().shutdown()
