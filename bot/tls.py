"""Whom a process trusts when it calls a platform: read from the system once, not again for each channel and client."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """Return what every client of this process shares; to read the certificates takes 15 ms."""
    return httpx.create_ssl_context()
