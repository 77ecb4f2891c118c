"""What is looked for in what was said: the words of a line as the index holds them, and a query as people type it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from routing.language.folding import shadow
from routing.language.numbers import personal_numbers
from routing.language.remembering import remembering
from routing.language.spoken_numbers import in_plain_signs

MOST_WORDS = 20
_LEAST_DIGITS = 9
_DIGIT = re.compile(r"\d")
_QUOTES = '"\u201c\u201d\u00ab\u00bb'
_PARTS = re.compile(
    rf"(?P<out>(?<!\S)[-\u2212\u2013])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)


@remembering(1024)  # most of what a desk says it has said before
def searched(text: str) -> str:
    """Return the words under which a line is found: its shadow, and each telephone number as it is dialled."""
    words = shadow(text)
    if len(_DIGIT.findall(words)) < _LEAST_DIGITS:
        return words
    known = set(words.split())
    numbers = dict.fromkeys(number for number in telephones(text) if number not in known)
    return " ".join((words, *numbers))


def telephones(text: str) -> Iterable[str]:
    """Yield the telephone numbers in a text as they are dialled here ("+84 912 345 678" -> "0912345678")."""
    for found in personal_numbers(text):
        if found.kind == "phone":
            yield dialled(found.digits or text[found.start : found.end])


def dialled(number: str) -> str:
    """Return a telephone number as it is dialled here: digits only, from 0."""
    digits = "".join(sign for sign in in_plain_signs(number) if sign.isdecimal())
    return "0" + digits.removeprefix("84") if digits.startswith("84") else digits


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: a line must hold every phrase of `all_of` and none of `none_of`, each a row of words.

    A phrase of one word is a word. `telephone` is blank where none is looked for; `fault` says in Vietnamese what
    cannot be understood, blank where all is well.
    """

    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    telephone: str = ""
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not (self.all_of or self.none_of or self.fault)


def query_of(text: str) -> Query:
    """Return a query as it is typed: words anywhere in a line, "a phrase", -word or -"a phrase" to leave out.

    A telephone number counts as one word however it is written; a quotation mark that is missing is put at the end.
    """
    numbers = list(dict.fromkeys(telephones(text)))
    rest = _without_telephones(text) if numbers else text
    wanted: list[str] = [*numbers]
    unwanted: list[str] = []
    is_odd = False
    for part in _PARTS.finditer(rest):
        words = shadow(part["phrase"] if part["phrase"] is not None else part["word"])
        is_odd = is_odd or not words
        if words:
            (unwanted if part["out"] else wanted).extend([words])
    wanted, unwanted = list(dict.fromkeys(wanted)), list(dict.fromkeys(unwanted))
    return Query(tuple(wanted), tuple(unwanted), numbers[0] if numbers else "", _fault(wanted, unwanted, is_odd=is_odd))


def _without_telephones(text: str) -> str:
    for found in sorted(personal_numbers(text), key=lambda one: -one.start):
        if found.kind == "phone":
            text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _fault(wanted: list[str], unwanted: list[str], *, is_odd: bool) -> str:
    if sum(len(words.split()) for words in (*wanted, *unwanted)) > MOST_WORDS:
        return f"Nhiều chữ quá. Xin tìm nhiều nhất {MOST_WORDS} chữ một lần."
    if unwanted and not wanted:
        return "Mới có chữ cần bỏ ra. Xin ghi thêm ít nhất một chữ cần tìm, ví dụ: ngập -cống."
    if is_odd and not wanted:
        return "Chưa có chữ hay số nào để tìm. Xin gõ ít nhất một chữ, có dấu hay không dấu đều được."
    return ""
