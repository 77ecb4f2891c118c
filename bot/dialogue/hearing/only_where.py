"""Words that say where and nothing else tell no matter, whatever the learned reader hears in the name of the place."""

from bot.dialogue.hearing.place_answers import is_nothing_else, without_at
from routing.gazetteer.spots import is_housing
from routing.kinds import Kind
from routing.language.words import split
from routing.places import Gazetteer
from routing.reading import Reading
from routing.records import replace

_FEW = 12  # words
_AROUND = frozenset(
    """
    a ad anh ba bac bay ben canh chau chi cho chu co con cu cuoi da dan dau day dien dinh doan doi em gan gia goc
    khuc kia la minh nam nay nga ngay nha nhe noi nua o oi ong phuong sau song tai them thi thua thuoc tinh toi
    tran tren truoc tu tui vang xa xua
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def only_where(text: str, reading: Reading, gazetteer: Gazetteer) -> Reading:
    """Return the reading, without kind and topic where the words only name a place."""
    if is_housing(text) and reading.danger is None:
        return _mere_place(reading)
    if reading.place is None or reading.danger is not None or len(text.split()) > _FEW:
        return reading
    if not is_nothing_else(text, reading.place) and not _AROUND.issuperset(gazetteer.beside_places(split(text))):
        return reading
    return _mere_place(reading)


def answering_where(text: str, reading: Reading, gazetteer: Gazetteer) -> Reading:
    """Return the reading of an answer to "where": a mere name of this province is a place there ("kép", "tiên du")."""
    if reading.place is not None or reading.danger is not None or len(text.split()) > _FEW:
        return reading
    called = gazetteer.called(split(without_at(text.strip(" .,!"))))
    return reading if called is None else _mere_place(replace(reading, place=called))


def _mere_place(reading: Reading) -> Reading:
    hazard = reading.hazard if reading.hazard is not None and reading.hazard.is_sure else None
    return replace(
        reading, hazard=hazard, kind=Kind.OTHER, kind_confidence=0.0, topics=(), confidence=0.0, kind_second=None,
        kind_second_share=0.0, parts=(),
    )  # fmt: skip
