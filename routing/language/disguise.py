"""Undoes what hides a word from a reader of words: letters with dots between, "@" for an "a", a flame for a fire."""

import re

_SPELT = re.compile(r"(?<![\w.])(?:[^\W\d_A-Z][.\-_*]){2,}[^\W\d_A-Z](?!\w)")
_BETWEEN = re.compile(r"[.\-_*]")
_AT = re.compile(r"(?<!\S)[^\W\d_]+@[^\W\d_]+(?![\w@]|\.\w)")  # no address
_FLAME, _FIRE = "🔥", "cháy"
_FLAMES = re.compile(r"🔥(?:\s*🔥)*")
_MANY = 2  # flames that stand alone
_FEW = 6  # words
_BURNS = re.compile(
    r"\b(?:nhà|nha|phòng|phong|bếp|bep|xóm|xom|trọ|tro|kho|xưởng|xuong|chợ|rừng|rung|tầng|tang|cứu|cuu)\b"
)


def undisguised(text: str) -> str:
    """Return a text in which such words stand as they are said; any other text as it is.

    A flame is a fire in few words that name what burns, or where nothing but flames is sent.
    """
    if "@" in text:
        text = _AT.sub(lambda found: found[0].replace("@", "a"), text)
    if _FLAME in text:
        text = _with_fire(text)
    return _SPELT.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    """Return the letters as a word, as long as before: what is quoted is found where it stood."""
    return _BETWEEN.sub("", found[0]).ljust(len(found[0]))


def _with_fire(text: str) -> str:
    beside = _FLAMES.sub(" ", text).strip(" !.\n")
    is_fire = _BURNS.search(beside.lower()) is not None if beside else text.count(_FLAME) >= _MANY
    return _FLAMES.sub(f" {_FIRE} ", text).strip() if is_fire and len(beside.split()) <= _FEW else text
