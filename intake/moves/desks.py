"""Finds whose desk screens a case that is given back: one that went straight to work has never been at any."""

from intake.catalogue import topic_book
from intake.directory import directory, exclusions
from intake.moves.work import Work
from routing.conflicts import Conflicts
from routing.directory import PROVINCE_RECEPTION
from routing.kinds import Kind
from routing.leads import Matter, reception_of
from routing.places import Place


def desk_for(work: Work) -> int | None:
    """Return the unit that screens the case anew: that which did, else the reception where it lies, shut out none.

    What a body of the province gives back goes to the province's reception, which passes on to any commune.
    """
    if work.case.screening_unit_id is not None:
        return int(work.case.screening_unit_id)
    known, barred = directory.snapshot(work.tx), exclusions.of(work.tx, work.case.id)
    place = Place(work.case.place_text, work.case.commune_code, None) if work.case.commune_code else None
    topic = topic_book.current(work.tx).topics.get(work.case.topic)
    conflicts = Conflicts(units=barred.units, people=barred.people)
    matter = Matter(Kind(work.case.kind), work.case.topic, topic, place, 1.0, known, conflicts, work.case.instance)
    lead = known.units.get(work.case.lead_unit_id or 0)
    above = matter.unit(PROVINCE_RECEPTION, "province") if lead and lead.level == "province" else None
    desk = above or reception_of(matter)
    return desk.id if desk else None
