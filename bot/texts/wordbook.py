"""The shipped sentences for whoever words them anew: what they are, what a new wording must hold, how it will read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.texts import LONGEST, MAY_BE_LONG, fields_of, fill, shipped_tables
from bot.texts.languages import languages
from routing.local_names import province_committee, sample_commune

_LONGEST_LABEL = 40
_LONGEST_OF_ALL = 1200
_BRACE = re.compile(r"[{}]|\[\[|\]\]")
_WHOLE = re.compile(r"\{[a-z_]+\}|\[\[|\]\]")
_SAMPLES: Mapping[str, str] = {
    "again_days": "30",
    "answer": "Anh/Chị mang căn cước đến UBND phường",
    "basis": "Điều 28 Luật Tiếp công dân",
    "code": "ND-26-7F3K-29QX",
    "count": "2",
    "way_basis": "Điều 37 Luật Tố cáo 2018",
    "doc_no": "15/QĐ-UBND",
    "due": "thứ Hai 07/12",
    "hours": "7h30–11h30 và 13h30–17h, thứ Hai đến thứ Sáu",
    "kind": "Phản ánh",
    "limit": "20 MB",
    "media": "2",
    "missed": "thứ Sáu 04/12",
    "new_code": "ND-26-8G4M-31RT",
    "new_due": "thứ Hai 14/12",
    "numbers": "114",
    "officer": "Nguyễn Thu Hà",
    "old_due": "thứ Hai 07/12",
    "other_code": "ND-26-8G4M-31RT",
    "outcome": "đã giải quyết",
    "phone": "0204 3000 001",
    "province": "Hải Phòng",
    "reason": "cần kiểm tra tại chỗ",
    "secret": "ABCD-EFGH-2345",
    "state": "Đang xử lý",
    "summary": "Ổ gà to trước cổng trường",
    "topic": "Đường, cầu, ổ gà",
    "url": "https://vi-du.gov.vn/tra-cuu",
}


class ShippedSentences:
    """The shipped sentences of every language; keeps nothing."""

    def languages(self) -> Mapping[str, str]:
        """Return the names of the languages by code, Vietnamese first."""
        return {code: language.name for code, language in languages().items()}

    def shipped(self, language: str) -> Mapping[str, str]:
        """Return the shipped sentences of a language by key."""
        return shipped_tables()[language]

    def fields(self, language: str, key: str) -> Sequence[str]:
        """Return the fields of a sentence as they are written in it."""
        return sorted(f"{{{name}}}" for name in fields_of(self.shipped(language)[key]))

    def problems(self, language: str, key: str, text: str) -> Sequence[str]:
        """Return what is wrong with a new wording, each a sentence for a person."""
        wanted, given = fields_of(self.shipped(language)[key]), fields_of(text)
        limit = limit_of(key)
        found = []
        if not text.strip():
            found.append("Câu không được để trống.")
        if missing := sorted(wanted - given):
            found.append(f"Thiếu chỗ điền: {_named(missing)}.")
        if strange := sorted(given - wanted):
            found.append(f"Không có chỗ điền: {_named(strange)}.")
        if len(text) > limit:
            found.append(f"Dài {len(text)} chữ, nhiều nhất {limit}.")
        if _BRACE.search(_WHOLE.sub("", text)) or not _is_paired(text):
            found.append("Dấu ngoặc {…} hoặc [[…]] chưa đủ cặp.")
        if strange_signs := sorted({sign for sign in text if not _is_plain(sign)}):
            found.append(f"Có ký tự lạ: {' '.join(f'U+{ord(sign):04X}' for sign in strange_signs)}.")
        return found

    def shown(self, language: str, key: str, text: str) -> str:
        """Return a wording as a citizen would read it, filled in with samples."""
        del language, key
        samples = {**_SAMPLES, **_samples_here()}
        return fill(text, {name: samples.get(name, f"‹{name}›") for name in fields_of(text)})


def _samples_here() -> Mapping[str, str]:
    """Return samples that lie in the province that is served."""
    commune = sample_commune()
    return {
        "commune": commune,
        "office": province_committee(),
        "place": f"ngõ 12, {commune}",
        "unit": f"UBND {commune}",
    }


def limit_of(key: str) -> int:
    """Return how long a wording of a sentence may be; buttons are short, few sentences are long."""
    if key.startswith("choice."):
        return _LONGEST_LABEL
    return _LONGEST_OF_ALL if key in MAY_BE_LONG else LONGEST


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _is_paired(text: str) -> bool:
    """Whether optional parts open and close in turn, none inside another."""
    depth = 0
    for sign in re.findall(r"\[\[|\]\]", text):
        depth += 1 if sign == "[[" else -1
        if depth not in {0, 1}:
            return False
    return depth == 0


def _is_plain(sign: str) -> bool:
    """Whether a sign is a letter, a mark on one, a number, common punctuation, a symbol, a blank or a line end."""
    return sign == "\n" or unicodedata.category(sign)[0] in "LMNPS" or sign == " "
