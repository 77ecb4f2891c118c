"""Somebody is in danger: the units that can go there are asked in the same minute, by day and by night.

An officer asks for help when they have read a case; where a child is beaten or a wire lies in the road nobody waits for
that. The machine gives these units the task that an officer would give them, so that they hear of it and may open it.
"""

from collections.abc import Iterable

from sqlalchemy import select, update

from intake import history, labels, notices, tasks
from intake.db import Transaction
from intake.lifecycle import Move
from intake.tables import CaseTaskRow

_READERS = ("officer", "head")


def ask(tx: Transaction, case_id: int, unit_ids: Iterable[int], *, danger: str) -> None:
    """Ask units to look at a danger at once: a task due today, and a notice to all who may read it there.

    Where nobody works in one, whoever heads it from above is told.
    """
    named = labels.DANGERS.get(danger, danger)
    for unit_id in unit_ids:
        text = f"Việc khẩn ({named}): xem ngay, tới nơi nếu cần rồi báo kết quả."
        task_id = tasks.give(tx, case_id, unit_id, text, tx.today)
        asked = {"unit_id": unit_id, "text": text, "task_due_on": tx.today.isoformat()}
        history.note(tx, case_id, Move.ADD_UNIT.value, actor="system", data=asked)
        told = notices.readers_of(tx, case_id, _READERS, unit_id) or notices.heads_above(tx, case_id, unit_id)
        notices.tell(
            tx, told, key=f"task:{task_id}", kind="urgent", text=f"Việc KHẨN ({named}): cần xem ngay.", case_id=case_id
        )


def move(tx: Transaction, case_id: int, unit_ids: Iterable[int], *, danger: str) -> None:
    """Ask the units of the place where a danger turns out to be, and let those go that were asked of another place."""
    asked = (CaseTaskRow.case_id == case_id, CaseTaskRow.status == "open", CaseTaskRow.added_by.is_(None))
    known = {row.unit_id: row.id for row in tx.execute(select(CaseTaskRow.id, CaseTaskRow.unit_id).where(*asked))}
    wanted = list(unit_ids)
    for unit_id in known.keys() - set(wanted):
        _let_go(tx, case_id, unit_id, known[unit_id])
    ask(tx, case_id, [one for one in wanted if one not in known], danger=danger)


def _let_go(tx: Transaction, case_id: int, unit_id: int, task_id: int) -> None:
    why = "Người dân báo lại: việc ở nơi khác."
    told = notices.readers_of(tx, case_id, _READERS, unit_id) or notices.heads_above(tx, case_id, unit_id)
    ended = {"status": "released", "report": why, "done_at": tx.now, **tasks.NO_STEP}
    tx.execute(update(CaseTaskRow).where(CaseTaskRow.id == task_id).values(**ended))
    history.note(tx, case_id, Move.RELEASE_UNIT.value, actor="system", data={"unit_id": unit_id, "reason": why})
    text = "Việc khẩn vừa báo nay ở nơi khác theo lời người dân; đơn vị không phải tới nữa."
    notices.tell(tx, told, key=f"task-left:{task_id}", kind="left", text=text, case_id=None)
