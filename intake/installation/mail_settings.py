"""What an installation may set about electronic mail; without a server there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from intake.errors import Invalid

TLS = ("starttls", "tls", "none")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_MOST_PORT = 65535
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our letters.

    Attributes:
        host, port: where it listens; a blank host switches mail off.
        tls: `starttls`, `tls` from the first byte on, or `none` (only for a server on the same machine).
        user, password: how we sign in there; blank for none.
        sender: the address that letters come from.
        domains: domains to which letters may go, blank for any.
    """

    host: str = ""
    port: int = 587
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    domains: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether there is a server."""
        return bool(self.host)

    def require_address(self, text: str) -> str:
        """Return an address that letters may go to, tidied.

        Raises:
            Invalid: it is none, or of a domain that is not allowed; `fields` says so of `address`.
        """
        address = text.strip()
        if not is_address(address):
            raise Invalid("Chưa lưu được.", {"address": "Xin ghi một địa chỉ thư, ví dụ ten@tinh.gov.vn."})
        domain = address.rpartition("@")[2].lower()
        if self.domains and not any(domain == one or domain.endswith(f".{one}") for one in self.domains):
            allowed = ", ".join(self.domains)
            raise Invalid("Chưa lưu được.", {"address": f"Cơ quan chỉ gửi thư tới địa chỉ thuộc {allowed}."})
        return address

    @classmethod
    def read(cls, get: Callable[[str, str], str]) -> Self:
        """Read the settings; `get` gives the value of a name, or the default.

        Raises:
            Invalid: a setting is wrong; the sentence names it.
        """
        host = get("NGHEDAN_SMTP_HOST", "")
        if not host:
            return cls()
        tls, port = get("NGHEDAN_SMTP_TLS", "starttls"), get("NGHEDAN_SMTP_PORT", "")
        user, password, sender = (
            get(name, "") for name in ("NGHEDAN_SMTP_USER", "NGHEDAN_SMTP_PASSWORD", "NGHEDAN_MAIL_FROM")
        )
        if tls not in TLS:
            raise Invalid(f"NGHEDAN_SMTP_TLS: chỉ nhận {', '.join(TLS)}.")
        if port and not (port.isascii() and port.isdigit() and 0 < int(port) <= _MOST_PORT):
            raise Invalid("NGHEDAN_SMTP_PORT: cần một số cổng, ví dụ 587.")
        if not is_address(sender):
            raise Invalid("NGHEDAN_MAIL_FROM: cần địa chỉ mà thư được gửi đi, ví dụ nghedan@tinh.gov.vn.")
        if bool(user) != bool(password):
            raise Invalid("NGHEDAN_SMTP_USER và NGHEDAN_SMTP_PASSWORD: đặt cả hai, hoặc bỏ cả hai.")
        domains = tuple(get("NGHEDAN_MAIL_DOMAINS", "").lower().replace(",", " ").split())
        return cls(host, int(port or _PORTS[tls]), tls, user, password, sender, domains)


def is_address(text: str) -> bool:
    """Tell whether a text is an address that any server of today takes."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None
