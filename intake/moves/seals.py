"""How a case goes under the seal, or out of it, when it is screened: its talk, and who had sight of it by helping."""

from sqlalchemy import exists, select, update
from sqlalchemy.orm import aliased

from intake.moves.work import Work
from intake.notices import tasks
from intake.receptions import meeting_cases
from intake.tables import CaseLinkRow, CaseRow, UtteranceRow
from routing.kinds import Kind

_WHY = "Hồ sơ được phân loại lại."


def is_sealed_as(work: Work, kind: Kind) -> bool:
    """Tell whether a case is sealed once it is of this kind; a part of a sealed case stays so, whatever it is about."""
    return kind is Kind.DENUNCIATION or (work.case.is_sealed and _is_of_sealed(work))


def _is_of_sealed(work: Work) -> bool:
    whole = aliased(CaseRow)
    links = select(whole.id).join(CaseLinkRow, CaseLinkRow.other_id == whole.id)
    where = (CaseLinkRow.case_id == work.case.id, CaseLinkRow.relation == "split_from", whole.is_sealed.is_(True))
    return bool(work.tx.execute(exists(links.where(*where)).select()).scalar())


def change(work: Work, *, is_sealed: bool) -> None:
    """Cover the talk of a case, or open it; who helped while it was open has no part in what is sealed."""
    talk = update(UtteranceRow).where(UtteranceRow.case_id == work.case.id)
    work.tx.execute(talk.values(is_sealed=is_sealed))
    if is_sealed:
        tasks.withdraw(work.tx, work.case.id, _WHY)
        meeting_cases.leave_shared(work.tx, work.case.id)
