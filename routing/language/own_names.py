"""Finds what people call themselves in their own words ("tôi tên là Phạm Văn Đức"), so that others do not read it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from routing.language.folding import bare

_FAMILY = """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai luong luu ha cao ta
to chu thai trieu diep nong vi giap than khuc dam dao doan la quach tong ninh phung kieu vuong lai mac bach
nghiem"""
SURNAMES = frozenset(_FAMILY.split())
_ME = "toi|tui|em|con|chau|minh"
_WHO = f"{_ME}|bac|co|chu|anh|chi|ong|ba"
_FORM = rf"(?:ho (?:va )?ten|ten|nguoi (?:gui|viet|lam don|phan anh|khieu nai))(?: (?:{_WHO}))?(?: la)?"
_SPOKEN = rf"(?:{_ME})(?: xin)?(?: ho)?(?: ten)?(?: la)?|(?:{_WHO}) (?:ten(?: la)?|la)"
_SAYS = re.compile(rf"(?<!\w)(?:{_FORM}|{_SPOKEN}|my name is|i am|i'm|this is)[ :]+(?:(?:ong|ba|anh|chi|co|chu) )?")
_WORD = re.compile(r"[^\W\d_]+")
_MOST, _FEWEST = 5, 2  # words of a name
_BETWEEN = frozenset({"van", "thi", "huu", "duc", "dinh", "xuan", "ngoc"})  # behind them the given name is yet to come
_BEHIND = """o tru thuong sinh khieu nam dia tai xa phuong thon so cu que hien dan xin nay viet lam muon va tu cmnd cccd
can quyet toi em bi khong da duoc gui nhe nha phan ba bao la co sdt dt dien"""
_ENDS = frozenset(_BEHIND.split())


def names_said(text: str) -> tuple[str, ...]:
    """Return the names, family name first, that somebody gives as their own; written small, each reading of one."""
    text = unicodedata.normalize("NFC", text)
    plain = plainly(text)
    found = (_name_at(text, plain, said.end(), _least(said.group())) for said in _SAYS.finditer(plain))
    return tuple(dict.fromkeys(name for names in found for name in names))


def _least(said: str) -> int:
    """Return how many words written small are a name behind this: "tôi" says none, "tôi là" less than "tên tôi là"."""
    words = {*said.split()}
    if words & {"ten", "nguoi"}:
        return _FEWEST
    return _FEWEST + 1 if words & {"la", "am", "is", "i'm"} else _MOST + 1


def _name_at(text: str, plain: str, start: int, least: int) -> Iterator[str]:
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(plain, start):
        is_next = word.start() == (words[-1].end() + 1 if words else start)
        if not is_next or len(words) == _MOST:
            break
        words.append(word)
    if not words or words[0].group() not in SURNAMES:
        return
    capital = next((at for at, word in enumerate(words) if not text[word.start()].isupper()), len(words))
    if capital >= _FEWEST:
        yield text[start : words[capital - 1].end()]
    if capital:
        return
    for count in range(_FEWEST, len(words) + 1):
        last = words[count - 1].group()
        if count > _FEWEST and last in _ENDS:
            return
        if count >= least and last not in _BETWEEN:
            yield text[start : words[count - 1].end()]


def plainly(text: str) -> str:
    """Return a composed (NFC) text in small letters without marks, sign by sign: what is found in it has its place."""
    return "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    plain = bare(sign)
    return plain if len(plain) == 1 else sign
