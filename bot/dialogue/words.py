"""Understands short typed words as a clerk does: yes, no, a number, a label, with or without diacritics."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from bot.dialogue.phrases import Vocabulary, tidy
from bot.texts.languages import heard
from routing.language.remembering import remembering
from routing.language.telex import decoded, may_be_telex
from routing.text import fold, normalise

_WORD = re.compile(r"\w+")
_SHORT = 30  # signs
_DOUBLED = re.compile(r"ddd+")
_FEW, _SOME, _MANY = 6, 14, 30  # words of a message that may still be what it is taken for
_MARK = re.compile(r"\b(?P<given>(?:cho|cham|duoc|thoi|danh gia) )?(?P<mark>[1-5])(?P<counted> 5| diem| sao)?$")
_KINDS_NAMED = {"complaint": ("khieu nai", "complain"), "report": ("phan anh", "kien nghi", "gop y", "report")}
_THANKS = re.compile(r"\bc[aảá]m [oơ]n\b", re.IGNORECASE)
_THANKED = re.compile(
    r"\b(?:c[aảá]m ?[oơ]n|thanks|thank (?:you|u)|thank|thanx|thx|tks+|tkx|thks|tk|ths)\b(?:\s+nh(?:i[eề]|[iì])u)?",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(  # "ok" and "dạ" before thanks only close a talk, "vâng" answers
    r"\b(?:dong (?:y|i)|nhat tri|chap (?:nhan|thuan)|cho phep|tan thanh|xac nhan|bang long|vang|dung|duoc|dc)\b"
    r"|\b(?:yes|agree|(?:gui|goi|luu|chuyen) (?:di|luon|giup))\b|^(?:da )?(?:co|gui|goi)\b"
)
_PARTS = re.compile(r"[,.;!\n]+")
_BEFORE_NOW = re.compile(r"\b(?:trước|truoc) (?:kia|đây|day|nay|đó|do)\b")
_WRONG_BEFORE = re.compile(
    r"(?:^|\b(?:toi|em|minh|chau|con|bac|tui) )(?:ghi|viet|go|noi|nhan|bam|danh|ke) (?:nham|lon)\b"
    r"|^(?:(?:a|ay|u|da|oi|thoi|lai|chet|xin loi|anh|chi) )*(?:(?:toi|em|minh|chau|con|bac|tui) )?(?:nham|lon|quen)\b"
    r"|\b(?:toi|em|minh|chau|con|bac|tui) (?:bi )?nham(?: mat| roi| a| nhe| nha)*$"
    r"|\bmoi (?:dung|phai)$|\bchu khong phai\b|\bdinh chinh\b"
)
_NOTHING_AT_ALL = re.compile(  # "không giấy tờ gì" asks for no paper
    r"\b(?:không|ko|kg|chẳng|chả|chưa|khong)(?: có| hề)?(?! biết| rõ| hiểu| nhớ| biet| ro)"
    r"(?: [^\W\d]+){0,2} gì\b(?! không| ko)"
)
_GREETED = re.compile(
    r"(?:(?:(?:xin chao|chao|hello|helo|hi(?! vong)|hey|alo|a lo|da|thua|oi|a)"
    r"(?: (?:ban|anh|chi|em|ad|admin|bot|co|chu|bac|ong|ba|can bo|cac (?:anh|chi|ban|bac|chau)|anh chi|quy co quan))*"
    r"|(?:ban|anh|chi|em|ad|admin|bot|co|chu|bac|chau|con|can bo|moi nguoi)(?: oi| a)+|oi)(?: |$))+"
)
_THANKED_BUT = re.compile(r"\b(?:cam on|thanks)\b.{0,60}?\b(?:nhung ma|nhung|tuy nhien|co dieu)\b")
_THANKED_FIRST = re.compile(
    r"(?:(?:ok|oke|okie|da|vang|u|uh|roi|duoc) )*(?:cam ?on|thanks|thank you|tks|thks|thx)"
    r"(?: (?:nhieu|lam|rat|em|e|chau|con|co|chu|bac|ong|ba|anh|chi|ban|ad|bot|can bo|nhe|nha|nhen|nghen|a|truoc))* "
)
_WAITED = re.compile(  # "chờ ba tuần rồi"
    r"\b(?:cho|doi)(?: (?:suot|da|duoc|het|ca|hon|gan|nua|may|\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc))+"
    r" (?:ngay|hom|bua|tuan|thang)(?: (?:nay|ni|troi))* roi\b"
)
_FILE = r"\b(?:ảnh|hình|video|clip|tệp|file)\b"
_WRONG_FILE = re.compile(rf"{_FILE}.{{0,15}}\b(?:nhầm|lộn)\b|\b(?:nhầm|lộn)\b.{{0,6}}{_FILE}")
_SIGNS = {"👍": "yes", "👌": "yes", "✅": "yes", "🆗": "yes", "👎": "no", "❌": "no"}
_TINTS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"  # how an emoji is shown, not which it is
FACES = ("😠", "🙁", "😐", "🙂", "😀")


@lru_cache(maxsize=256)
def without_courtesy(typed: str) -> tuple[str, ...]:
    """Return the words as they are, then with less and less courtesy around them; a turn asks in seven lists."""
    return tuple(dict.fromkeys(_with_less_courtesy(typed)))


def _with_less_courtesy(typed: str) -> Iterable[str]:
    before, after = _courtesy()
    words = typed.split()
    yield typed
    end = len(words)
    while end > 1 and after.holds(words[end - 1]):
        end -= 1
        yield " ".join(words[:end])
    start = 0
    while start < end - 1 and before.holds(words[start]):
        start += 1
        yield " ".join(words[start:])
        yield " ".join(words[start:end])


@cache
def _heard() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("bot.dialogue") / "heard.toml").read_text(encoding="utf-8"))


@cache
def _courtesy() -> tuple[Vocabulary, Vocabulary]:
    before, after = (Vocabulary({side: _heard()["courtesy"][side]}) for side in ("before", "after"))
    return before, after


@cache
def vocabulary(part: str) -> Vocabulary:
    """Return the phrases of one part of heard.toml, and those of the other languages for it."""
    lists = dict(_heard()[part])
    for meaning, listed in heard(part).items():
        lists[meaning] = f"{lists[meaning]}, {listed}" if meaning in lists else listed
    return Vocabulary(lists, _heard()["any_of"], without_courtesy)


def load_words() -> None:
    """Read all parts of heard.toml now; else the first citizens who write at once read each of them at once."""
    _courtesy()
    for part in _heard():
        vocabulary(part)


@remembering(256)
def answers(text: str) -> frozenset[str]:
    """Return the meanings of a typed answer: yes, no, skip, done, else, more, topic, place, photo, keep.

    What is said twice over counts once ("đúng rồi đó, gửi giùm tui"); parts that contradict each other mean nothing.
    """
    if sign := _SIGNS.get("".join(one for one in text.strip() if one not in _TINTS)):
        return frozenset({sign})
    known = vocabulary("answers")
    text = as_keyed(text)
    meant = known.meanings(text) or frozenset[str]().union(*_agreed(known.meanings(part) for part in clauses(text)))
    return meant or (frozenset({"yes"}) if _assents(text) else frozenset())


def as_keyed(text: str) -> str:
    """Return few words as their keys of Telex meant them ("ddoongf ys", "gui ddi"); any others as they are."""
    if len(text) > _SHORT or not any(may_be_telex(word) for word in tidy(text).split()):
        return text
    return " ".join(decoded(_DOUBLED.sub("dd", word)) for word in tidy(text).split())


def _assents(text: str) -> bool:
    """Whether a few words are all words of assent, in whatever order ("uh dong y", "dung r ad")."""
    words = tidy(text).split()
    plain, around = vocabulary("assent"), vocabulary("assent_around")
    is_plain = [plain.holds(word) for word in words[:_FEW]]
    return (
        any(is_plain)
        and len(words) <= _FEW
        and all(is_yes or around.holds(word) for is_yes, word in zip(is_plain, words, strict=True))
    )


def agrees_with_thanks(text: str) -> bool:
    """Whether a few words are a yes with thanks beside it ("ok tks", "vâng cảm ơn cháu"), and nothing else."""
    rest = _THANKED.sub(" ", text)
    return rest != text and len(text.split()) <= _SOME and "yes" in answers(rest)


def is_yes_in_thanks(text: str) -> bool:
    """Whether a yes is only a word by which thanks begin ("ok cảm ơn"), and nothing says outright that one agrees."""
    return agrees_with_thanks(text) and _OUTRIGHT.search(fold(text)) is None


def strung_talk(text: str) -> frozenset[str]:
    """Return what a few words mean that are courtesies side by side ("ok tks", "hi bot là ai đấy"), else nothing."""
    if len(text.split()) > _SOME:
        return frozenset()
    between = (*map(vocabulary, ("assent", "assent_around", "thanked_around")), *_courtesy())
    return vocabulary("talk").strung(text, between)


def clauses(text: str) -> list[str]:
    """Return what stands between commas, stops and the ends of lines; what has no word is left out."""
    return [part for part in _PARTS.split(text) if tidy(part)]


def _agreed(meanings: Iterable[frozenset[str]]) -> Iterable[frozenset[str]]:
    """Yield what all parts of an answer mean alike."""
    each = list(meanings)
    if len(each) > 1:
        yield frozenset.intersection(*each)


def asks_for_state(text: str) -> bool:
    """Whether a short message asks how far a case has come."""
    return len(text.split()) <= _SOME and bool(vocabulary("state").inside(text))


def rating_in(text: str) -> int | None:
    """Return the mark (1 worst, 5 best) that a short message is: a figure, a face or words; None for anything else."""
    if mark := _mark_in(text):
        return mark
    faces = [mark for mark, face in enumerate(FACES, start=1) if face in text]
    if len(faces) == 1 and not fold(text):
        return faces[0]
    if len(text.split()) > _FEW:
        return None
    found = vocabulary("rating").longest_inside(_THANKS.sub(" ", normalise(text)))
    return int(found) if found else None


def _mark_in(text: str) -> int | None:
    """Return the figure that a message is, or closes with where it says that it is a mark ("… thôi cho 3 điểm")."""
    found = _MARK.search(fold(text)) if len(text.split()) <= _SOME else None
    if found is None or not (found.start() == 0 or (found["given"] and found["counted"])):
        return None
    return int(found["mark"])


def says_unsolved(text: str) -> bool:
    """Whether a message says that the matter is as it was, or that the answer does not do."""
    return len(text.split()) <= _MANY and (vocabulary("unsolved").longest_inside(text) is not None or recurs(text))


def asks_again(text: str) -> bool:
    """Whether a few words only ask for a case to be looked at again, as the button says."""
    return len(text.split()) <= _FEW and "xem lai" in fold(text)


def recurs(text: str) -> bool:
    """Whether a short message tells that something is as bad again ("rác lại đầy rồi")."""
    typed = tidy(text).split()
    words = [fold(word) for word in typed]
    at = words.index("lai") if "lai" in words[1:] else 0
    if not at or len(words) > _SOME or vocabulary("done_again").holds(typed[at - 1]):
        return False
    return not {"roi", "nua"}.isdisjoint(words[at + 2 :])


def urges(text: str) -> bool:
    """Whether a short message asks for a case to go faster."""
    is_inside = len(text.split()) <= _SOME and (
        vocabulary("urge").longest_inside(text) is not None or _WAITED.search(fold(text)) is not None
    )
    return is_inside or bool(vocabulary("urge_alone").meanings(text))


def only_urges(text: str) -> bool:
    """Whether a message asks for a case to go faster and says nothing else but courtesies."""
    return bool(vocabulary("urge").meanings(text) or vocabulary("urge_alone").meanings(text))


def is_about_handling(text: str) -> bool:
    """Whether a message is about how officers work: such words with the officer named, or hardly anything else."""
    found = vocabulary("handling").inside(text)
    return "words" in found and ("office" in found or len(text.split()) <= _FEW)


def kind_named(text: str) -> str:
    """Return the kind that a few words name and nothing else ("tôi muốn phản ánh"): report, complaint or blank."""
    words = fold(text)
    return next((kind for kind, names in _KINDS_NAMED.items() if any(one in words for one in names)), "")


def tells_of_a_threat(text: str) -> bool:
    """Whether the message tells of a threat or of violence against somebody."""
    return bool(vocabulary("threat").inside(text))


def looks_like_question(text: str) -> bool:
    """Whether a message has the form of a question: it ends in a question mark, or asks in words."""
    if text.rstrip().endswith("?"):
        return True
    return bool(vocabulary("question").inside(_NOTHING_AT_ALL.sub(" ", normalise(text).lower())))


def names_a_spot(text: str) -> bool:
    """Whether the message says where more exactly than by a commune."""
    return vocabulary("spot").longest_inside(_BEFORE_NOW.sub(" ", tidy(text))) is not None


def says_it_was_wrong(text: str) -> bool:
    """Whether a message says of itself that it puts right what was written before."""
    return _WRONG_BEFORE.search(fold(text)) is not None or _WRONG_FILE.search(normalise(text).lower()) is not None


def corrected(text: str) -> str | None:
    """Return what follows the words of a correction ("không phải, ở thôn Đông cơ"), None when it is none."""
    taken = vocabulary("correction").at_start(text)
    if not taken:
        return None
    return behind(text, taken)


def behind_greeting(text: str) -> str:
    """Return what a message tells behind a greeting, or behind thanks that go on, blank where it does not begin so."""
    folded = fold(text)
    found = _THANKED_BUT.search(folded) or (_GREETED.match(folded) if "cam on" not in folded else None)
    return behind(text, len(folded[: found.end()].split())) if found else ""


def beyond_thanks(text: str) -> str:
    """Return what a message says behind the thanks that it begins with; the whole where it begins with none."""
    found = _THANKED_FIRST.match(fold(text))
    return behind(text, len(found[0].split())) if found else text


def behind(text: str, taken: int) -> str:
    """Return what a message tells behind so many of its words, as it was written; blank where there are no more."""
    whole = normalise(text)
    found = list(_WORD.finditer(whole))
    return whole[found[taken].start() :] if len(found) > taken else ""


def fold_equal(typed: str, name: str) -> bool:
    """Whether the words name a commune, with or without its type and diacritics."""
    said, meant = fold(typed), fold(name)
    return bool(said) and (said == meant or said == meant.split(" ", 1)[-1] or f" {meant} " in f" {said} ")
