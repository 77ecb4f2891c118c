"""What an answer of the book leaves to the office, in braces: one list for who writes it and who tells it."""

import re
from collections.abc import Mapping

from intake.meta import Office

# by its name in braces, what is filled in
_OF_OFFICE: Mapping[str, str] = {"office": "short_name", "phone": "phone", "hours": "hours", "address": "address"}
_FIELD = re.compile(rf"\{{({'|'.join(_OF_OFFICE)})\}}")

_SENTENCES = re.compile(r"(?<=[.!?])(?=\s)")


def listed() -> str:
    """Return the fields as they are written in an answer."""
    return ", ".join(f"{{{name}}}" for name in _OF_OFFICE)


def has_others(answer: str) -> bool:
    """Tell whether something stands in braces, or a brace alone, that nothing can be filled in for."""
    return any(sign in _FIELD.sub("", answer) for sign in "{}")


def filled(answer: str, office: Office) -> str:
    """Return an answer with what it leaves to the office, without sentences for which the office has set nothing."""
    values = {name: str(getattr(office, of)).strip() for name, of in _OF_OFFICE.items()}
    told = [part for part in _SENTENCES.split(answer) if all(values[name] for name in _FIELD.findall(part))]
    return _FIELD.sub(lambda found: values[found[1]], "".join(told) or answer).strip()
