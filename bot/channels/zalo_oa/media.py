"""Fetching what citizens sent, from the platform's own hosts only: an address in an event is a stranger's word."""

from collections.abc import Collection
from urllib.parse import urljoin, urlsplit

import httpx

from bot.channels.base import Fetched, FetchFailed, TooLarge

_MOST_TURNS = 3
_LONGEST_HOST = 100
_GONE = frozenset({400, 401, 403, 404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})


class Media:
    """Fetches files by https from some hosts and all below them; and from `home`, whatever its scheme."""

    def __init__(self, http: httpx.AsyncClient, hosts: Collection[str], home: str) -> None:
        self._http = http
        self._hosts = tuple(hosts)
        self._home = urlsplit(home)

    async def fetch(self, url: str, limit: int) -> Fetched:
        """Fetch a file of at most `limit` bytes.

        Raises:
            TooLarge: it is larger.
            FetchFailed: it lies elsewhere, or could not be had.
        """
        for _turn in range(_MOST_TURNS):
            if not self._is_ours(url):
                host = _named_host(url)  # an administrator may let it in meanwhile
                raise FetchFailed(f"not a known host: {host}", permanent=not host)
            found = await self._try(url, limit)
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
        raise FetchFailed("sent from one address to the next")

    async def _try(self, url: str, limit: int) -> Fetched | str:
        """Return the file, or the address to which we are sent on."""
        data = bytearray()
        try:
            async with self._http.stream("GET", url) as response:
                if response.status_code in _MOVED:
                    return str(response.headers.get("Location", ""))
                if not response.is_success:
                    is_gone = response.status_code in _GONE
                    raise FetchFailed(f"HTTP {response.status_code}", permanent=is_gone)
                async for chunk in response.aiter_bytes():
                    data += chunk
                    if len(data) > limit:
                        raise TooLarge(len(data))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchFailed(type(error).__name__) from error
        return Fetched(bytes(data))

    def _is_ours(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if (parts.scheme, parts.netloc) == (self._home.scheme, self._home.netloc):
            return True
        return parts.scheme == "https" and any(host == one or host.endswith(f".{one}") for one in self._hosts)


def _named_host(url: str) -> str:
    """Return the name of the host of an https address; "" for a bare number and whatever else no platform gives."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_name = "." in host and not host.rpartition(".")[2].isdecimal() and len(host) <= _LONGEST_HOST
    return host if parts.scheme == "https" and port is None and is_name else ""
