"""The form of a complaint for who told it at the counter: what their receipt says of them stands in it already."""

from dataclasses import replace

from intake import labels
from intake.acts.counter import Visit
from intake.complaints.forms import Filled, filled
from intake.db import Snapshot


def filled_for_visitor(snap: Snapshot, case_id: int, visit: Visit) -> Filled:
    """Return the form of a complaint that somebody told at the counter, with what their receipt says of them.

    Raises:
        NotFound: the case is no complaint.
    """
    who = {"name": visit.name, "address": visit.address, "id_number": visit.id_number, "issued_by": visit.id_issued_by}
    issued = {"issued_on": f"{visit.id_issued_on:%d/%m/%Y}"} if visit.id_issued_on else {}
    papers = "; ".join(paper.name for paper in visit.papers if not paper.name.startswith(labels.SIGNED_FORM))
    form = filled(snap, case_id)
    return replace(form, facts={**who, **issued, "documents": papers, **form.facts})
