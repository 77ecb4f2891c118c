"""Who usually answers, where no directory is at hand: of a complaint whoever decided, else whom the topic names."""

from collections.abc import Iterator
from functools import cache

from routing.conflicts import CORRUPTION_TOPIC, conflicts_in
from routing.directory import INSPECTORATE, PROVINCE_RECEPTION, TOP, Directory, Unit
from routing.kinds import Kind
from routing.leads import Lead, Matter, lead_of
from routing.managed import managed_by
from routing.officials.instances import instance_of
from routing.places import Place
from routing.reading import Reading
from routing.referrals import Referral, referral_for
from routing.topics import Catalogue, Topic

_SOMEWHERE = Place("", "any", "xã, phường")


def usual_unit(reading: Reading, text: str, catalogue: Catalogue) -> tuple[str | None, str]:
    """Return the function of the unit that usually answers, the commune's first, and why where the law says it.

    None where no unit of ours does: in another province, or where courts, schools, companies answer themselves.
    """
    if reading.place and reading.place.outside:
        return None, ""
    if reading.topic == CORRUPTION_TOPIC:
        return INSPECTORATE, ""
    if reading.kind is Kind.DENUNCIATION:
        return PROVINCE_RECEPTION, ""
    if reading.kind is Kind.COMPLAINT:
        lead = _of_complaint(reading, text, catalogue)
        return lead.unit.function if lead.unit else None, lead.reason
    topic = catalogue.topics.get(reading.topic)
    return (topic.commune_unit or topic.province_unit) if topic else None, ""


def elsewhere(reading: Reading, text: str, catalogue: Catalogue) -> Referral | None:
    """Return where a matter belongs that is not ours to answer; of a denunciation nothing is said by its words."""
    if reading.kind is Kind.DENUNCIATION or (reading.place and reading.place.outside):
        return None
    root, nobody = catalogue.root(reading.topic), Directory("", {}, {}, ())
    conflicts = conflicts_in(reading.kind, text, topic=reading.topic, places=(reading.place,), directory=nobody)
    return referral_for(text, kind=reading.kind, topic=root, directory=nobody, respondent=conflicts.respondent)


def _of_complaint(reading: Reading, text: str, catalogue: Catalogue) -> Lead:
    place = reading.place if reading.place and reading.place.code else _SOMEWHERE
    known, root = Directory("", dict(_units(catalogue, place)), {}, ()), catalogue.root(reading.topic)
    conflicts = conflicts_in(Kind.COMPLAINT, text, topic=reading.topic, places=(place,), directory=known)
    return lead_of(
        Matter(
            Kind.COMPLAINT,
            reading.topic,
            catalogue.topics.get(reading.topic),
            place,
            reading.confidence,
            known,
            conflicts,
            instance_of(Kind.COMPLAINT, text),
            managed_by=managed_by(text, root),
            referral=referral_for(
                text, kind=Kind.COMPLAINT, topic=root, directory=known, respondent=conflicts.respondent
            ),
        )
    )


def _units(catalogue: Catalogue, place: Place) -> Iterator[tuple[int, Unit]]:
    """Yield the bodies that every province has, and those of the one commune where it is."""
    for number, (level, function) in enumerate(_functions(tuple(catalogue.topics.values())), 1):
        code, name = (place.code, place.name or "") if level == "commune" else (None, "tỉnh")
        called = f"{function} {name}" if function == TOP else function
        yield number, Unit(number, str(number), called, level, function, code, None, "", "")


@cache
def _functions(topics: tuple[Topic, ...]) -> tuple[tuple[str, str], ...]:
    of_province = (TOP, PROVINCE_RECEPTION, INSPECTORATE, *(one.province_unit for one in topics))
    of_commune = (TOP, *(one.commune_unit for one in topics))
    said = (("province", of_province), ("commune", of_commune))
    return tuple(dict.fromkeys((level, one) for level, functions in said for one in functions if one))
