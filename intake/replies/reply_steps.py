"""Which moves carry words to a citizen, in which field, and under which step their templates are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.lifecycle import Move


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of reply as templates are sorted: its name, the moves that use it, and the sentence it is told in."""

    label: str
    moves: tuple[Move, ...]
    notice: str


STEPS: Mapping[str, Step] = {
    "answer": Step("Trả lời kết quả", (Move.ANSWER, Move.PROPOSE, Move.APPROVE), "notice.answered"),
    "interim": Step("Báo tình hình", (Move.INTERIM,), "notice.interim"),
    "ask": Step("Hỏi thêm người dân", (Move.ASK,), "notice.question"),
    "extend": Step("Gia hạn", (Move.EXTEND,), "notice.extended"),
    "refuse": Step("Không thụ lý", (Move.REFUSE,), "notice.refused"),
    "refer": Step("Hướng dẫn nơi giải quyết", (Move.REFER,), "notice.referred"),
    "transfer_out": Step("Chuyển cơ quan khác", (Move.TRANSFER_OUT,), "notice.transferred_out"),
    "deny_reopen": Step("Giữ kết quả đã trả lời", (Move.DENY_REOPEN,), "notice.reopen_denied"),
}
STEP_OF: Mapping[Move, str] = {move: code for code, step in STEPS.items() for move in step.moves}
_FIELDS: Mapping[str, str] = {"ask": "question", "extend": "reason", "refer": "reason", "transfer_out": "reason",
                              "deny_reopen": "reason"}  # fmt: skip


def text_field(move: Move) -> str:
    """Return the field of a move in which its words to the citizen are written; blank where it has none."""
    step = STEP_OF.get(move)
    return _FIELDS.get(step, "text") if step else ""
