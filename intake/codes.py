"""Case codes that can be read over the telephone, and receipt secrets that never need to be stored."""

import hashlib
import hmac
import re
import secrets

from routing.text import shadow

# No 0/O, 1/I/L, U/V look-alikes; 29 is prime, so the check letter finds every wrong and every swapped sign.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
_NO_GAPS = str.maketrans("", "", " -.")
_BODY = 7
_SECRET = 12
_SPOKEN = 8
_PRINTED = 8
_QUARTER = 4
_PREFIX = "[A-Z0-9]{2,5}"
_WHOLE = rf"{_PREFIX}[\s.-]*\d\d(?:[\s.-]*[{ALPHABET}]){{8}}"
_HEAD = re.compile(rf"{_PREFIX}\d\d")
_END = rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"
_SHOWN_END = re.compile(rf"(?=.*[A-Z])…?-?{_END}")
_WRITTEN = re.compile(rf"(?<!\w){_WHOLE}(?!\w)")
_LISTED = re.compile(rf"(?<![^\s,;])(?:{_WHOLE}|{_END}|[^\s,;]+)(?![^\s,;])")


def new_code(prefix: str, year: int) -> str:
    """Return a fresh code such as `ND-26-7F3K-29QX`; the last letter checks the others."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
    full = body + _check(f"{prefix}{year % 100:02d}{body}")
    return f"{prefix}-{year % 100:02d}-{full[:4]}-{full[4:]}"


def tidy_code(text: str) -> str | None:
    """Return the printed form of a code as people type it (any case, blanks, no dashes); None if it is no code."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    body, check = signs[-_BODY - 1 : -1], signs[-1:]
    head = signs[: -_BODY - 1]
    if not _HEAD.fullmatch(head) or any(sign not in ALPHABET for sign in body + check):
        return None
    if _check(head + body) != check:
        return None
    return f"{head[:-2]}-{head[-2:]}-{body[:4]}-{body[4:]}{check}"


def is_mistyped(text: str) -> bool:
    """Whether words have the length of a whole code, and no case ever bears it: a sign is wrong or none of ours."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return re.fullmatch(rf"[A-Z]{{1,5}}\d\d[A-Z0-9]{{{_BODY + 1}}}", signs) is not None and tidy_code(text) is None


def tidy_end(text: str) -> str | None:
    """Return the last eight signs of a code as lists show them, or its last four; None if it is neither."""
    signs = text.strip().upper().lstrip("…-.").translate(_NO_GAPS)
    if len(signs) not in {_QUARTER, _BODY + 1} or any(sign not in ALPHABET for sign in signs):
        return None
    return "-".join(_fours(signs))


def code_among(text: str) -> tuple[str, str]:
    """Return the first whole code that stands among words, or the end that they are, and the words without it.

    Without its dash an end may be a word, a telephone or the plate of a car.
    """
    for found in _WRITTEN.finditer(text.upper()):
        if code := tidy_code(found.group()):
            return code, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    end = tidy_end(text) if _SHOWN_END.fullmatch(text.strip().upper()) else None
    return (end, "") if end else ("", text)


def listed(text: str) -> tuple[str, ...]:
    """Return each code of a list as it is printed, or its end; what is neither stands there as it was typed."""
    signs = _LISTED.findall(text.upper())
    return tuple(dict.fromkeys(tidy_code(one) or tidy_end(one) or one for one in signs))


def secret_of(key: bytes, code: str, version: int) -> str:
    """Return the secret of a case's receipt, `XXXX-XXXX-XXXX` (58 bits); raising the version revokes the old one."""
    return "-".join(_fours(_signs(key, f"receipt:{code}:{version}", ALPHABET, _SECRET)))


def join_code(key: bytes, number: int, *, is_printed: bool) -> str:
    """Return the code that joins a chat: `4821 0937` to be said aloud, `NOI-7F3K-29QX` (39 bits) on paper."""
    if is_printed:
        return "-".join(("NOI", *_fours(_signs(key, f"join:printed:{number}", ALPHABET, _PRINTED))))
    return " ".join(_fours(_signs(key, f"join:spoken:{number}", "0123456789", _SPOKEN)))


def _signs(key: bytes, of: str, alphabet: str, count: int) -> str:
    number = int.from_bytes(hmac.new(key, of.encode(), hashlib.sha256).digest(), "big")
    signs = []
    for _ in range(count):
        number, index = divmod(number, len(alphabet))
        signs.append(alphabet[index])
    return "".join(signs)


def _fours(text: str) -> list[str]:
    return [text[start : start + 4] for start in range(0, len(text), 4)]


def secrets_match(given: str, expected: str) -> bool:
    """Compare a typed secret in constant time, forgiving case, blanks and dashes."""
    signs = "".join(sign for sign in given.upper() if sign.isalnum())
    return hmac.compare_digest(signs.encode(), expected.replace("-", "").encode())


def _check(signs: str) -> str:
    total = sum(weight * _value(sign) for weight, sign in enumerate(signs, start=1))
    return ALPHABET[total % len(ALPHABET)]


def _value(sign: str) -> int:
    return ALPHABET.index(sign) if sign in ALPHABET else ord(sign)


def content_key(text: str) -> str:
    """Return what is the same for the same words, whatever their marks, case and punctuation."""
    return hashlib.sha256(shadow(text).encode()).hexdigest()[:32]
