"""The charts of the board: what came and went, what is left over, and how old it is."""

from markupsafe import Markup

from admin.board import board_words, charts
from admin.board.board_form import Link
from intake.queries.figures.board import AGED, Board

_HEADS = ("flow", "backlog", "ages")


def charts_of(board: Board, link: Link) -> dict[str, Markup]:
    """Return the charts of a board by name; none where there is nothing to draw."""
    if len(board.course) < 2 or not any(one.backlog or one.told for one in board.course):  # noqa: PLR2004 - a course
        return {}
    days = [f"{one.on:%d/%m}" for one in board.course]
    every = "tuần" if board.by_week else "ngày"
    backlog = [one.backlog for one in board.course]
    last = board.course[-1]
    total = board.total.cells
    found = {
        "backlog": charts.line(
            f"Hồ sơ còn mở theo {every}",
            f"Đầu kỳ {_said(backlog[0])}, cuối kỳ {_said(last.backlog)} hồ sơ còn mở.",
            days,
            [charts.Series("Còn mở", backlog)],
        ),
        "ages": _ages(board, link),
    }
    if not board.is_covered:
        told, closed = [one.told for one in board.course], [one.closed for one in board.course]
        found["flow"] = charts.bars(
            f"Tiếp nhận và kết thúc theo {every}",
            f"Trong kỳ tiếp nhận {_said(total['told'])}, kết thúc {_said(total['closed'])} hồ sơ.",
            days,
            [
                charts.Series("Tiếp nhận", told, _of_days(board, link, "told")),
                charts.Series("Đã kết thúc", closed, _of_days(board, link, "closed")),
            ],
        )
    found["told_spark"] = charts.sparkline("Diễn biến số tiếp nhận", [one.told for one in board.course])
    found["open_spark"] = charts.sparkline("Diễn biến số còn mở", backlog)
    return {name: found[name] for name in (*_HEADS, "told_spark", "open_spark") if name in found}


def _of_days(board: Board, link: Link, fact: str) -> list[str]:
    """Return where each day or week of the course leads; nowhere for those who see no cases."""
    return [link.of(board.span_of(one))("/cases", fact=fact) for one in board.course] if board.has_drills else []


def _ages(board: Board, link: Link) -> Markup:
    counts = [board.total.cells[age] for age in AGED]
    links = [link("/cases", fact=age) for age in AGED] if board.has_drills else ()
    told = ", ".join(f"{name.lower()}: {_said(count)}" for name, count in zip(board_words.AGES, counts, strict=True))
    return charts.bars(
        "Tuổi của hồ sơ đang mở", f"Tính từ ngày tiếp nhận. {told}.", board_words.AGES,
        [charts.Series("Đang mở", counts, links)],
    )  # fmt: skip


def _said(count: int | None) -> str:
    return board_words.FEW if count is None else str(count)
