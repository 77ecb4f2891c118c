"""Somebody is in danger: the units that can go there are asked in the same minute, by day and by night.

An officer asks for help when they have read a case; where a child is beaten or a wire lies in the road nobody waits for
that. The machine gives these units the task that an officer would give them, so that they hear of it and may open it.
"""

from collections.abc import Iterable

from intake import history, labels, notices, tasks
from intake.db import Transaction
from intake.lifecycle import Move

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
