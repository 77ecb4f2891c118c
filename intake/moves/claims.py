"""What a complaint or a denunciation brings along: its paper at the counter, and whether it came in time."""

from sqlalchemy import select

from intake import labels
from intake.complaints.complained import complained_of
from intake.errors import Invalid
from intake.moves.work import Work
from intake.tables import VisitRow
from routing.kinds import Kind


def has_handed_in(work: Work) -> bool:
    """Tell whether the signed form lies here, to be recorded next: nobody is asked for it a second time."""
    papers = work.tx.execute(select(VisitRow.papers).where(VisitRow.case_id == work.case.id)).scalar()
    return any(paper["name"].startswith(labels.SIGNED_FORM) for paper in papers or ())


def in_time(work: Work) -> dict[str, str]:
    """Return why a complaint that came after its last day is taken on all the same (Luật Khiếu nại Điều 9).

    Raises:
        Invalid: nothing says what kept it.
    """
    found = complained_of(work.tx, work.case.id) if work.kind is Kind.COMPLAINT else None
    if found is None or found.lapsed_on is None:
        return {}
    if obstacle := work.fields.get("obstacle"):
        return {"obstacle": obstacle}
    late = f"Đơn nhận sau ngày cuối của thời hiệu, {found.lapsed_on:%d/%m/%Y}."
    raise Invalid(late, {"obstacle": "Thụ lý thì ghi trở ngại; không có trở ngại thì chọn “Không thụ lý”."})
