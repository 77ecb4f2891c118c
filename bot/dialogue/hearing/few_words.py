"""A few words that tell of no wrong and name nobody are no accusation, whatever the learned reader makes of them."""

from dataclasses import replace

from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.praise_words import is_praise
from bot.dialogue.words import answers, asks_for_state, vocabulary
from routing.conflicts import GUARDED
from routing.kinds import Kind
from routing.language.words import split
from routing.officials.offices import titles_in
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.text import fold

_FEW, _FEWEST, _SOME = 8, 3, 12
_ACCUSING = frozenset({"to", "ke"})  # "tố", "tố cáo", "tố giác", "bảo kê"
_AROUND = "ong ba anh chi chu bac co dong o xa phuong tinh thon xom khu pho a thua la"
_AROUND_TITLE = frozenset(_AROUND.split())
_UNLISTED_TITLES = (frozenset({"bi", "thu"}), frozenset({"truong", "thon"}), frozenset({"to", "truong"}))
_LISTED = 1.0  # a cue of the lists weighs this much, a share of the learned guess less


def sobered(text: str, reading: Reading) -> Reading:
    """Return the reading, of its second kind where only the sound of a few words speaks for an accusation."""
    if reading.danger is not None and (answers(text) or vocabulary("call_back").meanings(text)):
        reading = replace(reading, danger=None)  # a bare "no" is no "nổ"
    if reading.danger is None and _tells_nothing(text, reading):
        return replace(reading, kind=Kind.OTHER, kind_second=None, topics=(), confidence=0.0)
    if is_praise(text, reading):
        return replace(reading, kind=Kind.OTHER)
    count = len(fold(text).split())
    if count > _SOME or _accuses(text, reading):
        return reading
    if reading.kind is not Kind.DENUNCIATION:
        is_only_sound = reading.topic in GUARDED and (count <= _FEWEST or reading.place is not None)
        return replace(reading, topics=(), confidence=0.0) if is_only_sound else reading
    if count > _FEW:
        return reading
    second = reading.kind_second or Kind.OTHER
    return replace(reading, kind=second, kind_confidence=reading.kind_second_share)


def _tells_nothing(text: str, reading: Reading) -> bool:
    is_denied = reading.kind is Kind.DENUNCIATION and denies(text)
    if vocabulary("of_photo").meanings(text):  # "coi hình là biết"
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
