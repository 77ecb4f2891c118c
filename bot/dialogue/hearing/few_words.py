"""A few words that tell of no wrong and name nobody are no accusation, whatever the learned reader makes of them."""

import re

from bot.dialogue.hearing.at_hand import only_names_proof
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.only_who import only_says_who
from bot.dialogue.hearing.praise_words import is_praise
from bot.dialogue.words import answers, asks_for_state, looks_like_question, vocabulary
from routing.conflicts import CORRUPTION_TOPIC, GUARDED
from routing.kinds import Kind
from routing.language.words import split
from routing.officials.offices import titles_in
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading, TopicScore
from routing.records import replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

_FEW, _FEWEST, _SOME = 8, 3, 12
_SURE = 0.9
_BRIBE = r"(?:hoi lo|dut lot|lo lot|dut tien|mua chuoc|lai qua|bao ke)"
_BRIBES = re.compile(
    r"\b(?:no|ho|chung no|chung|ong|ba|thang|anh|chi|quan|cong ty|chu|ben|nha|hang xom|thau|xuong)\b"
    rf"(?: \w+){{0,6}}? {_BRIBE}(?: (?:cho|ca|het|duoc|tien))*"
    r" (?:phuong|xa|can bo|cong an|uy ban|chu tich|dia chinh|quan ly)\b"
)
_NO_BRIBE = re.compile(rf"\b(?:khong|ko|chua|chong|vu|cam|dung|so|nghi)(?: \w+)? {_BRIBE}|\bco {_BRIBE}.* dau$")
_ACCUSING = frozenset({"to", "ke"})  # "tố", "tố cáo", "tố giác", "bảo kê"
_AROUND = "ong ba anh chi chu bac co dong o xa phuong tinh thon xom khu pho a thua la"
_AROUND_TITLE = frozenset(_AROUND.split())
_UNLISTED_TITLES = (frozenset({"bi", "thu"}), frozenset({"truong", "thon"}), frozenset({"to", "truong"}))
# with or without their marks: in doubt somebody is meant
_WHO = """ong ba anh chi em chu bac thay no ho chung bon lu nguoi ke thang dua sep chu quan can bo xa phuong thon xom to
ubnd uy ban cong an truong giam doc lanh dao nhan vien quy toan si ta ty doanh nghiep ai may hang bi"""
_SOMEBODY = frozenset(_WHO.split())
_LISTED = 1.0  # a cue of the lists weighs this much, a share of the learned guess less


def sobered(text: str, reading: Reading) -> Reading:
    """Return the reading, of its second kind where only the sound of a few words speaks for an accusation."""
    if reading.danger is not None and (answers(text) or vocabulary("call_back").meanings(text)):
        reading = replace(reading, danger=None)  # a bare "no" is no "nổ"
    reading = _of_a_bribe(reading) if _tells_of_a_bribe(text, reading) else reading
    if reading.danger is None and (bare := _bare_kind(text, reading)):
        return replace(reading, kind=bare, kind_confidence=0.0, kind_second=None, topics=(), confidence=0.0)
    if is_praise(text, reading):
        return replace(reading, kind=Kind.OTHER)
    count = len(fold(text).split())
    if count > _SOME or _accuses(text, reading):
        return reading
    if reading.kind is not Kind.DENUNCIATION:
        is_of_nobody = count <= _FEWEST or reading.place is not None or _names_nobody(text, count)
        is_only_sound = reading.topic in GUARDED and is_of_nobody
        return replace(reading, topics=(), confidence=0.0) if is_only_sound else reading
    if count > _FEW:
        return reading
    second = reading.kind_second or Kind.OTHER
    return replace(reading, kind=second, kind_confidence=reading.kind_second_share)


def _bare_kind(text: str, reading: Reading) -> Kind | None:
    """Return the kind of words that tell nothing yet: who says who they are is about to report; None for others."""
    if _tells_nothing(text, reading):
        return Kind.OTHER
    return Kind.FEEDBACK if reading.topic == OTHER_TOPIC and only_says_who(text) else None


def _names_nobody(text: str, count: int) -> bool:
    """Whether few words speak of money and of nobody who takes it ("tiền thì vẫn thu đủ")."""
    return count <= _FEW and _SOMEBODY.isdisjoint(fold(text).split())


def _of_a_bribe(reading: Reading) -> Reading:
    others = tuple(one for one in reading.topics if one.code != CORRUPTION_TOPIC)
    topics = (TopicScore(CORRUPTION_TOPIC, _SURE), *others)
    told = replace(reading, topics=topics, confidence=_SURE, kind_second=reading.kind)
    return replace(told, kind=Kind.DENUNCIATION, kind_confidence=_SURE, kind_second_share=reading.kind_confidence)


def _tells_of_a_bribe(text: str, reading: Reading) -> bool:
    """Whether a few words say of somebody that they bribe, whatever they sound like: who tells that is protected."""
    if reading.kind is Kind.DENUNCIATION or reading.danger is not None or len(text.split()) > _SOME:
        return False
    folded = fold(text)
    is_told = _BRIBES.search(folded) is not None and _NO_BRIBE.search(folded) is None
    return is_told and not looks_like_question(text) and not denies(text)


def _tells_nothing(text: str, reading: Reading) -> bool:
    is_denied = reading.kind is Kind.DENUNCIATION and denies(text)
    if vocabulary("of_photo").meanings(text) or only_names_proof(text):  # "coi hình là biết"
        return True
    return is_denied or _asks_how_it_stands(text) or _is_bare_title(text, reading)


def _asks_how_it_stands(text: str) -> bool:
    """Whether an accusation is spoken of that was made before, and nothing is told but the question how far it is."""
    return len(text.split()) <= _FEW + 1 and asks_for_state(text) and not tells_a_wrong(text)


def _is_bare_title(text: str, reading: Reading) -> bool:
    """Whether somebody in office is named, with their place at most, and nothing is told of them."""
    words = split(text)
    if not 0 < len(words) <= _FEW:
        return False
    named = {i for title in titles_in(words) for i in range(title.start, title.end)}
    unlisted = frozenset[str]().union(*(one for one in _UNLISTED_TITLES if one.issubset(words.bases)))
    placed = set(fold(f"{reading.place.text} {reading.place.name}").split()) if reading.place else set()
    said = placed | unlisted | _AROUND_TITLE
    return bool(named or unlisted) and all(i in named or base in said for i, base in enumerate(words.bases))


def _accuses(text: str, reading: Reading) -> bool:
    if reading.danger is not None or _ACCUSING & set(fold(text).split()):
        return True
    return tells_a_wrong(text) or _names_an_office(text, reading) or _is_listed(reading)


def _names_an_office(text: str, reading: Reading) -> bool:
    """Whether somebody in office is named; where a place is told, a bare "xã" is the kind of that place."""
    is_placed = reading.place is not None and reading.place.code is not None
    return any(not (title.is_bare and is_placed) for title in titles_in(split(text)))


def _is_listed(reading: Reading) -> bool:
    """Whether a cue of the lists, not only the learned guess, speaks for a topic that is about people in office."""
    said = {one.value for one in reading.evidence if one.about == "topic" and one.score >= _LISTED}
    return bool(said & GUARDED)
