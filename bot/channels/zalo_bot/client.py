"""The few methods of the Zalo Bot API that are used, over HTTP, with one error for whatever goes wrong."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

from bot.tls import trusted

_LONGEST_REASON = 300


class Refused(Exception):
    """The platform did not do what was asked.

    Attributes:
        code: its error code, most like those of HTTP; 0 where it gave no answer in its own shape.
        after: how long it wants us to wait.
        is_certain: nothing can have been done; else the call may have been carried out.
        is_unreached: there was nobody to ask.
    """

    def __init__(
        self,
        code: int,
        reason: str,
        after: timedelta | None = None,
        *,
        is_certain: bool = True,
        is_unreached: bool = False,
    ) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
        self.after = after
        self.is_certain = is_certain
        self.is_unreached = is_unreached


class ZaloBotApi:
    """One bot's client. Every method raises Refused."""

    def __init__(self, token: str, address: str, *, answer_s: float) -> None:
        self._base = f"{address}/bot{token}"
        self.http = httpx.AsyncClient(verify=trusted(), timeout=httpx.Timeout(answer_s))

    async def call(self, method: str, *, wait_s: float | None = None, **fields: Any) -> Any:  # noqa: ANN401 - JSON
        """Call a method and return its result; `wait_s` lets the platform answer later than usual."""
        timeout = httpx.USE_CLIENT_DEFAULT if wait_s is None else httpx.Timeout(wait_s)
        try:
            response = await self.http.post(f"{self._base}/{method}", json=fields, timeout=timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Refused(0, type(error).__name__, is_unreached=True) from error
        except httpx.HTTPError as error:
            raise Refused(0, type(error).__name__, is_certain=False) from error
        return _result_of(response)

    async def close(self) -> None:
        """Give back connections."""
        await self.http.aclose()


def _result_of(response: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    try:
        answer = response.json()
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        is_certain = response.status_code >= HTTPStatus.BAD_REQUEST
        code = response.status_code if is_certain else 0
        raise Refused(code, f"HTTP {response.status_code}, not JSON", is_certain=is_certain)
    if answer.get("ok") is True:
        return answer.get("result")
    raise Refused(_code(answer, response), str(answer.get("description", ""))[:_LONGEST_REASON], _wait(answer))


def _code(answer: Mapping[str, Any], response: httpx.Response) -> int:
    """Return the error code; the platform also tells of an error in an answer of status 200."""
    code = answer.get("error_code")
    return code if isinstance(code, int) else response.status_code


def _wait(answer: Mapping[str, Any]) -> timedelta | None:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else answer.get("retry_after")
    is_sane = isinstance(seconds, int) and 0 < seconds <= timedelta(days=1).total_seconds()
    return timedelta(seconds=seconds) if is_sane and isinstance(seconds, int) else None
