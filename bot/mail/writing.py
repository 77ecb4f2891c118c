"""Puts a letter into words: plain text and HTML side by side, with nothing fetched from anywhere."""

from collections.abc import Mapping
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from intake.board.board_letters import HEAD, BoardLetter
from intake.installation.mail_settings import MailServer

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = _day
    return made


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def board(server: MailServer, to: str, letter: BoardLetter, *, base_url: str, office: str) -> EmailMessage:
    """Return the weekly letter of a view of the board."""
    subject = f"Nghe Dân: số liệu đến {_day(letter.period.until)}"
    facts = {"letter": letter, "head": HEAD, "base_url": base_url, "office": office}
    return _message(server, to, subject, "board", facts)


def code(server: MailServer, to: str, number: str, *, base_url: str, office: str) -> EmailMessage:
    """Return the letter with the code that confirms an address."""
    facts = {"number": number, "base_url": base_url, "office": office}
    return _message(server, to, "Nghe Dân: mã xác nhận địa chỉ thư", "code", facts)


def trial(server: MailServer, to: str, *, base_url: str, office: str) -> EmailMessage:
    """Return the letter of trial."""
    return _message(server, to, "Nghe Dân: thư gửi thử", "trial", {"base_url": base_url, "office": office})


def stamped(message: EmailMessage, key: str, at: datetime) -> EmailMessage:
    """Give a letter its date and a number that stays the same when it is sent again, so that it is shown once."""
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{key}@{message['From'].rpartition('@')[2].rstrip('>')}>"
    return message


def _message(server: MailServer, to: str, subject: str, template: str, facts: Mapping[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Nghe Dân <{server.sender}>", to, subject
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "vi"
    message.set_content(_environment().get_template(f"{template}.txt").render(**facts))
    message.add_alternative(_environment().get_template(f"{template}.html").render(**facts), subtype="html")
    return message
