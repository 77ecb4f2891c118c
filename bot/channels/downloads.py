"""Fetching a file from an address that a platform gave: never more than is taken, never from inside our own net."""

import ipaddress
from http import HTTPStatus

import httpx

from bot.channels.base import FetchFailed, TooLarge

_NEVER_AGAIN = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE}
)


async def download(client: httpx.AsyncClient, url: str, limit: int) -> bytes:
    """Return the bytes at an address, `limit` of them at most; the client must not follow redirects.

    Raises:
        TooLarge: there are more.
        FetchFailed: they were not given out.
    """
    data = bytearray()
    try:
        async with client.stream("GET", url) as response:
            _check(response.status_code)
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > limit:
                    raise TooLarge(len(data))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(type(error).__name__, permanent=isinstance(error, httpx.InvalidURL)) from error
    return bytes(data)


def _check(status: int) -> None:
    if status != HTTPStatus.OK:
        raise FetchFailed(f"HTTP {status}", permanent=status in _NEVER_AGAIN)


def is_outside(url: str) -> bool:
    """Whether an address is one of the public net, told by its words: https, and no address or name of our own net."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return parsed.scheme == "https" and _is_public(parsed.host)


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.lower().endswith((".local", ".internal", ".localhost", ".lan"))
