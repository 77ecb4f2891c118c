"""Hands a letter to the mail server (SMTP), and says in words what was wrong where that failed."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from intake.installation.findings import Finding
from intake.installation.mail_settings import MailServer

TIMEOUT_S = 20.0
_FINAL = 500
_REASONS: tuple[tuple[type[Exception], str], ...] = (  # what an administrator sets right: tried again until then
    (
        smtplib.SMTPAuthenticationError,
        "máy chủ thư không nhận tài khoản hoặc mật khẩu; xem NGHEDAN_SMTP_USER, NGHEDAN_SMTP_PASSWORD",
    ),
    (smtplib.SMTPNotSupportedError, "máy chủ thư không có STARTTLS hoặc đăng nhập; xem NGHEDAN_SMTP_TLS"),
    (smtplib.SMTPSenderRefused, "máy chủ thư không nhận địa chỉ gửi đi; xem NGHEDAN_MAIL_FROM"),
    (ssl.SSLCertVerificationError, "chứng thư của máy chủ thư không đúng hoặc không đáng tin"),
    (TimeoutError, "máy chủ thư không trả lời"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a letter did not go, without an address in it; `is_final`: it will not go later either."""

    reason: str
    is_final: bool = False


def send(server: MailServer, message: EmailMessage) -> Failure | None:
    """Hand a letter over; None: the server has taken it. Blocks for at most some `TIMEOUT_S`."""
    try:
        with _connected(server) as smtp:
            smtp.send_message(message)
    except (smtplib.SMTPException, ssl.SSLError, OSError, UnicodeError) as error:
        return _failure(error)
    return None


def examine(server: MailServer) -> list[Finding]:
    """Connect and sign in, sending nothing; empty where there is no server."""
    if not server.is_on:
        return []
    try:
        with _connected(server):
            pass
    except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
        return [Finding("Máy chủ thư", ok=False, sentence=f"{_failure(error).reason} ({server.host}:{server.port})")]
    return [Finding("Máy chủ thư", ok=True, sentence=f"nối được {server.host}:{server.port}")]


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.tls == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
    with smtp:
        if server.tls == "starttls":
            smtp.starttls(context=context)  # raises where the server offers none: nothing goes in the clear
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp


def _failure(error: Exception) -> Failure:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return Failure(f"máy chủ thư không nhận địa chỉ này ({codes[0]})", is_final=min(codes) >= _FINAL)
    if isinstance(error, UnicodeError):
        return Failure("địa chỉ thư không dùng được", is_final=True)
    if reason := next((said for kind, said in _REASONS if isinstance(error, kind)), ""):
        return Failure(reason)
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(f"máy chủ thư từ chối ({error.smtp_code})", is_final=error.smtp_code >= _FINAL)
    return Failure("không nối được máy chủ thư")
