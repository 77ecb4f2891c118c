"""What is asked behind an answer of the book about the same thing: how long, what it costs, whether from home."""

import re
from collections.abc import Mapping

from bot.dialogue.phrases import tidy
from routing.records import record
from routing.text import fold

_MOST = 10  # words
_SENTENCE = re.compile(r"(?<=\.)\s+")
_ALONE = """mat bao lau the vay rua thi xong co tien khong phi le online duoc qua mang ton ko k hong a da vang nhan
lay ket may ngay het nhieu khi nao gio roi em oi lam nop o nha truc tuyen nua cho hoi chi anh bac chau
con toi dong thu mien vao tren dc r hay phai nhu ma la nhi ha chung mo kem dau den can giay to gi nhung
ban goc theo ra ai cai sao chinh bo ho so gom how long much does it take cost is free i do"""
_WORDS = frozenset(_ALONE.split())


@record
class _Aspect:
    """What is asked, and how a sentence tells it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


_ASPECTS: Mapping[str, _Aspect] = {
    "time": _Aspect(
        re.compile(
            r"\b(?:bao lau|may ngay|lau khong|(?:khi nao|bao gio|chung nao) (?:thi )?(?:co|xong|lay|nhan)|how long)\b"
        ),
        re.compile(
            r"\b(?:ket qua|(?:co|cap|xong)(?: ngay)? trong|(?:co|cap) ngay|ngay tra|lam trong \d+ ngay)\b"
            r"|\b\d+ ngay lam viec (?:co|can)\b|\b\d+ ngay lam viec ke tu ngay tiep nhan\b"
        ),
    ),
    "cost": _Aspect(
        re.compile(r"\b(?:tien|phi|le phi|ton|het bao nhieu|mat bao nhieu|how much|cost|free)\b"),
        re.compile(r"\b(?:le phi|phi|bieu phi|mat tien|nop (?:tien|thue))\b"),
    ),
    "papers": _Aspect(
        re.compile(
            r"\b(?:giay to gi|giay gi|can gi|can (?:nhung |mang )?gi|mang (?:theo )?gi|ban goc|ho so gom|can giay)\b"
        ),
        re.compile(r"\b(?:mang|giay|to khai|can cuoc|cccd|ho so|ban sao|mau|don)\b"),
    ),
    "where": _Aspect(
        re.compile(r"\b(?:nop|lam|den|ra|mang|lay|nhan)(?: \w+)? (?:o dau|dau|cho nao|cho ai|noi nao)\b"),
        re.compile(r"\b(?:tai|den|toi|o) (?:ubnd|uy ban|trung tam|cong an|bo phan|co quan|noi|so|phong)\b"),
    ),
    "online": _Aspect(
        re.compile(r"\b(?:online|qua mang|tren mang|truc tuyen|o nha)\b"),
        re.compile(r"\b(?:online|qua mang|tren mang|vneid|cong dich vu cong|dichvucong)\b"),
    ),
}


def together(before: str, text: str) -> str:
    """Return a question with the one before it that it leans on, as both are read and handed on."""
    return f"{before.rstrip()}\n{text}"


def aspect_in(text: str) -> str | None:
    """Return what a few words ask and name nothing of which they ask it ("mất bao lâu"); None for other words."""
    words = fold(tidy(text)).split()
    if not words or len(words) > _MOST or not _WORDS.issuperset(words):
        return None
    asked = " ".join(words)
    return next((name for name, aspect in _ASPECTS.items() if aspect.asked.search(asked)), None)


def told_of(answer: str, aspect: str) -> str:
    """Return the sentences of an answer that tell what is asked, blank where none does."""
    told = _ASPECTS[aspect].told
    return " ".join(one for one in _SENTENCE.split(answer) if told.search(fold(one)))
