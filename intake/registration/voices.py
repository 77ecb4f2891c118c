"""Voice messages of citizens: an officer hears them and writes down what was said, which becomes words of the case."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, func, select, update

from intake import history
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.registration.reception import words_of
from intake.tables import AttachmentRow, CaseRow
from routing.text import normalise

UNHEARD = "(Tin thoại, chờ cán bộ nghe)"
_HEARD = "(Tin thoại, cán bộ nghe và ghi lại) {text}"
_LONGEST = 20_000
_EMPTY = "Xin ghi lại người dân nói gì, dù chỉ một câu."
_WAITS = (
    AttachmentRow.kind == "audio",
    AttachmentRow.purpose == "told",
    AttachmentRow.status.in_(("pending", "stored")),
    AttachmentRow.heard_at.is_(None),
)


def unheard(snap: Snapshot, case_ids: Iterable[int]) -> Mapping[int, int]:
    """Return how many voice messages of each of these cases nobody has heard yet; a case without any is left out."""
    counted = select(AttachmentRow.case_id, func.count().label("most")).where(
        AttachmentRow.case_id.in_(list(case_ids)), *_WAITS
    )
    return {row.case_id: int(row.most) for row in snap.execute(counted.group_by(AttachmentRow.case_id))}


def write_down(tx: Transaction, case_id: int, attachment_id: int, *, actor: Viewer, text: str) -> None:
    """Note that a voice message was heard, and what was said in it.

    Raises:
        NotFound: there is no such voice message in a case within the actor's sight.
        Conflict: somebody else has written it down meanwhile.
        Invalid: nothing is written.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    words = normalise(text.replace("\x00", ""))[:_LONGEST].strip()
    if not words:
        raise Invalid(_EMPTY, {"text": _EMPTY})
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id).with_for_update()).one()
    voice = (AttachmentRow.id == attachment_id, AttachmentRow.case_id == case_id, AttachmentRow.kind == "audio")
    if tx.execute(select(AttachmentRow.id).where(*voice)).first() is None:
        raise NotFound
    heard = {"heard_at": tx.now, "heard_by": actor.id, "heard_text": words}
    if tx.execute(update(AttachmentRow).where(*voice, *_WAITS).values(**heard)).rowcount != 1:
        raise Conflict("Tin thoại này đã có người nghe và ghi lại. Xin tải lại trang.")
    _add_to_case(tx, case, _HEARD.format(text=words))
    history.add(
        tx,
        case_id,
        "hear",
        actor=f"staff:{actor.id}",
        audience="internal",
        state_from=case.state,
        state_to=case.state,
        data={"text": words},
    )


def _add_to_case(tx: Transaction, case: Row[Any], told: str) -> None:
    before = "" if case.text == UNHEARD else case.text
    text = "\n".join(filter(None, (before, told)))
    values = {**words_of(text, case.place_text), "version": CaseRow.version + 1}
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**values))
