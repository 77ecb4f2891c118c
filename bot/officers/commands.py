"""The few things that an officer may type, each a short word with or without its slash, with or without diacritics."""

import re
from collections.abc import Mapping
from enum import StrEnum

from routing.text import fold, normalise


class Command(StrEnum):
    """What an officer may ask for."""

    LIST = "list"
    STOP = "stop"
    RESUME = "resume"
    CITIZEN = "citizen"
    UNLINK = "unlink"
    CANCEL = "cancel"
    HELP = "help"


_MEANT: Mapping[Command, frozenset[str]] = {
    Command.LIST: frozenset({"viec", "viec hom nay", "hom nay", "danh sach", "viec cua toi", "xem viec"}),
    Command.STOP: frozenset({"thoi", "thoi bao", "ngung bao", "dung bao", "tat bao"}),
    Command.RESUME: frozenset({"bao", "bao lai", "bat bao", "bao tiep"}),
    Command.CITIZEN: frozenset({"dan", "nguoi dan", "toi la dan", "gui nhu nguoi dan", "phan anh"}),
    Command.UNLINK: frozenset({"ngat", "ngat noi", "ngat lien ket", "huy lien ket"}),
    Command.CANCEL: frozenset({"huy", "huy bo", "bo", "thoi khong", "khong chuyen nua"}),
    Command.HELP: frozenset({"start", "help", "giup", "tro giup", "trogiup", "menu", "huong dan"}),
}
_BY_WORDS: Mapping[str, Command] = {words: command for command, all_of in _MEANT.items() for words in all_of}
# behind a slash words are run together: a chat ends the command at a blank
_BY_RUN: Mapping[str, Command] = {words.replace(" ", ""): command for words, command in _BY_WORDS.items()}
_LINK = re.compile(r"(?:lien ?ket|noi can ?bo|noicanbo)(?: ma)?(?: so)?((?: ?\d)*)")
_LONGEST = 60  # signs; whoever writes more tells something
_NUMBER = re.compile(r"\d{1,2}")


def command_in(text: str) -> Command | None:
    """Return the command that a whole message is, behind a slash also where its words are run together ("/homnay")."""
    if len(text) > _LONGEST:
        return None
    words = fold(normalise(text.replace("_", " ")))
    run = _BY_RUN.get(words.replace(" ", "")) if has_slash(text) else None
    return _BY_WORDS.get(words) or run


def has_slash(text: str) -> bool:
    """Whether a message was typed as a command, so that it means the same at every step."""
    return text.lstrip().startswith("/")


def code_in(text: str) -> str | None:
    """Return the digits of a message that links a chat, blank where they are missing; None for any other message."""
    found = _LINK.fullmatch(fold(normalise(text))) if len(text) <= _LONGEST else None
    if found is None:
        return None
    digits = found.group(1).replace(" ", "")
    return digits if digits or has_slash(text) else None


def number_in(text: str) -> int | None:
    """Return the number that a message is and nothing else."""
    tidy = text.strip().rstrip(".)")
    return int(tidy) if _NUMBER.fullmatch(tidy) else None
