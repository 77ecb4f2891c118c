"""What is offered side by side has titles that differ: of two templates or answers of one name nobody knows which."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from intake.catalogue import answers
from intake.db import Snapshot
from intake.errors import Invalid
from intake.replies import reply_templates
from intake.tables import ReplyTemplateRow
from routing.text import fold

_TEMPLATE = "Đã có mẫu mang tên này cho cùng bước, loại, lĩnh vực và đơn vị. Xin sửa mẫu đó, hoặc đặt tên khác."
_ANSWER = "Đã có mục mang câu hỏi này đang dùng trong cùng thời gian. Xin sửa mục đó, hoặc cho nó hết hạn trước."


def of_template(snap: Snapshot, content: reply_templates.Content, *, but: int | None = None) -> None:
    """Refuse a template called as another in use that is offered in the same places; `but` is the one being changed.

    Raises:
        Invalid: as said.
    """
    places = ("step", "kind", "topic", "state")
    row = ReplyTemplateRow
    here = [getattr(row, name) == getattr(content, name) for name in places]
    unit = row.unit_id.is_(None) if content.unit_id is None else row.unit_id == content.unit_id
    same = select(row.title).where(*here, unit, row.is_active.is_(True), row.id != (but or 0))
    if content.is_active:
        _require_new(content.title, snap.execute(same).scalars(), "Mẫu này chưa lưu được.", _TEMPLATE)


def of_answer(snap: Snapshot, content: answers.Content, *, but: int | None = None) -> None:
    """Refuse an answer to the very question of another that holds at the same time; `but` is the one being changed.

    Raises:
        Invalid: as said.
    """
    others = (
        one.content.title
        for one in answers.entries(snap)
        if one.id != but
        and (one.content.language, one.content.unit_id) == (content.language, content.unit_id)
        and _overlap(one.content, content)
    )
    _require_new(content.title, others, "Mục này chưa lưu được.", _ANSWER)


def _overlap(one: answers.Content, other: answers.Content) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _require_new(title: str, known: Iterable[str], refused: str, why: str) -> None:
    if fold(title) in {fold(one) for one in known}:
        raise Invalid(refused, {"title": why})
