"""What every answer carries: nothing from elsewhere is loaded, nothing inline runs, nothing personal is stored."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.frame import ancestors, is_framed
from intake.settings import Settings
from intake.web.transport import https_only

_NO_FRAME = "frame-ancestors 'none'"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    f"form-action 'self'; {_NO_FRAME}; base-uri 'none'"
)
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers send Origin: null and every form would be refused
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cache-Control": "no-store",
}


def headers_in_a_frame(settings: Settings) -> Mapping[str, str]:
    """Return the headers of what the sites that the installation names may frame; where it names none, nobody may."""
    if not settings.embed_origins:
        return _HEADERS
    policy = _POLICY.replace(_NO_FRAME, f"frame-ancestors {ancestors(settings)}")
    others = {name: value for name, value in _HEADERS.items() if name != "X-Frame-Options"}  # it knows no list of sites
    return others | {"Content-Security-Policy": policy}


class SecureHeaders:
    """Adds the headers that an answer does not bring itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        always = https_only(settings)
        self._usual, self._framed = (_encoded({**one, **always}) for one in (_HEADERS, headers_in_a_frame(settings)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the answer."""
        ours = self._framed if is_framed(scope.get("path", "")) else self._usual

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                brought = {name for name, _value in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in ours if one[0] not in brought)]
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


def _encoded(headers: Mapping[str, str]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())
