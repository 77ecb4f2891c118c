"""The public board: how the office answered in a month, for everybody, by unit, place and topic."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.pages import desk_of
from bot.channels.web.templating import render
from bot.channels.web.tongue import language_of
from bot.texts.languages import topic_in
from intake.catalogue import topic_book
from intake.errors import NotFound
from intake.figures.names import key_name, length_of, topic_name
from intake.queries.figures.board import Line
from intake.queries.figures.public_board import BY, public_board

router = APIRouter(include_in_schema=False)
_TOLD = ("told", "answered", "law_all", "local_all", "overdue")
_FEW = 5
_CLOSED = "Cơ quan chưa công khai số liệu ở đây. Anh/Chị gọi số của cơ quan để được trả lời."
_HEADINGS: Mapping[str, str] = dict(zip(BY, ("Đơn vị", "Xã, phường", "Lĩnh vực"), strict=True))


@router.get("/cong-khai")
def show(request: Request, thang: str = "", theo: str = "") -> Response:
    """Show the figures of a month by one dimension; for what is not offered, the newest by unit."""
    desk, language = desk_of(request), language_of(request)
    with desk.db.read() as snap:
        board = public_board(snap, thang, theo)
        office, known = desk.office_in(snap), topic_book.current(snap)
    if board is None:
        raise NotFound(_CLOSED)

    def topic(code: str) -> str:
        return topic_in(language, code, topic_name(known, code))

    names = {one.key: one.name or key_name(board.by, one.key, topic) for one in board.figures.lines}
    shown, folded = _by_how_much(board.figures.lines)
    context: dict[str, Any] = {"board": board, "shown": shown, "folded": folded, "names": names, "headings": _HEADINGS}
    return render(request, "public_board.html", office=office, length=length_of, **context)


def _by_how_much(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the rows that tell a number, and those whose every cell is none or under five, to fold away beneath."""
    many: list[Line] = []
    few: list[Line] = []
    for one in lines:
        (many if any(one.cells.get(name) for name in _TOLD) else few).append(one)
    return (many, few) if many and len(few) > _FEW else (lines, ())
