"""What an officer does with a case from their phone: the panel's own door and rights, and a row of the audit."""

from collections.abc import Mapping

from intake import audit, cases
from intake.access import Viewer
from intake.acts import officer_news
from intake.db import Transaction
from intake.errors import Forbidden, NotFound
from intake.lifecycle import Move


def act(
    tx: Transaction,
    case_id: int,
    move: Move,
    *,
    actor: Viewer,
    conversation_id: int,
    version: int,
    fields: Mapping[str, str] | None = None,
) -> None:
    """Make a move from a linked chat, with the rights of this moment.

    Raises:
        NotFound: the case is out of the officer's sight, or is none for a phone.
        Conflict: it has changed since `version`, or the move does not exist in its state.
        Forbidden: the officer does not make this move, or nobody makes it from a phone.
        Invalid: a field is missing or wrong.
    """
    if officer_news.card(tx, actor, case_id) is None:
        raise NotFound
    if move not in officer_news.MOVES:
        raise Forbidden
    cases.act(tx, case_id, move, actor=actor, fields=fields or {}, expected_version=version)
    audit.record(tx, f"staff:{actor.id}", f"chat.{move.value}", f"case:{case_id}", {"chat": conversation_id})
