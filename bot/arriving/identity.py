"""Covers identity numbers that a citizen types into a chat, before anything of the message is kept or read."""

from collections.abc import Iterator

from routing.language.numbers import personal_numbers
from routing.text import fold

_OWN_DIGITS = 12
_BEFORE = 30  # letters before a nine-digit number in which a word for identity papers must stand: it may be an amount
_PAPERS = ("cmnd", "cmt", "chung minh", "cccd", "can cuoc", "dinh danh", "giay to", "ho chieu")


def without_identity_numbers(text: str) -> str:
    """Return the text with each identity number as stars; the same text where it holds none."""
    for start, end in sorted(_spots(text), reverse=True):
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def _spots(text: str) -> Iterator[tuple[int, int]]:
    for found in personal_numbers(text):
        is_own = sum(one.isdigit() for one in found.digits or text[found.start : found.end]) == _OWN_DIGITS
        if found.kind == "identity" and (is_own or _speaks_of_papers(text, found.start)):
            yield found.start, found.end


def _speaks_of_papers(text: str, before: int) -> bool:
    folded = f" {fold(text[max(before - _BEFORE, 0) : before])} "
    return any(f" {word} " in folded for word in _PAPERS)
