"""The figures of the board and of hot spots as tables for files: each table of a page, with the numbers shown there."""

from collections.abc import Mapping

from admin.board import board_words
from admin.words import words
from intake import labels
from intake.figures.periods import Period
from intake.figures.small import SMALLEST
from intake.figures.tally import Spread
from intake.files.workbooks import Sheet
from intake.queries.figures.board import AGED, Board, Line, Side
from intake.queries.figures.board_cases import OF_NOW
from intake.queries.figures.places import HotSpots, Outbreak, Spot

_HOUR = 3600
_COUNTED = (
    "open", "overdue", "told", "closed", "law_met", "law_all", "local_met", "local_all", "reopened", "refused",
    "transferred", "sent_out",
)  # fmt: skip
_HEAD = (
    "Đang mở", "Quá hạn", "Tiếp nhận", "Đã kết thúc", "Đúng hạn theo luật", "Thời hạn theo luật",
    "Đúng hạn theo quy chế", "Thời hạn theo quy chế", "Mở lại", "Không thụ lý", "Chuyển đơn vị",
    "Hướng dẫn, chuyển cơ quan khác",
)  # fmt: skip
_SPREADS: Mapping[str, str] = {
    "replied": "Trả lời lần đầu",
    "accepted": "Nhận xử lý",
    "answered": "Trả lời kết quả",
}
_OF_SPREAD = ("số hồ sơ", "trung vị (giờ)", "90% (giờ)")
_MARKS: Mapping[str, str] = {"rated": "Chấm kết quả", "manner": "Chấm thái độ"}
_SPOT = ("Xã, phường", "Tiếp nhận", "Đang mở", "Quá hạn", "Thời hạn đã đến", "Trễ hạn")
_SURGE = ("Việc gì", "Ở đâu", "7 ngày qua", "Thường trong 7 ngày")
_GROUP = ("Số người", "Mã hồ sơ", "Nội dung", "Lĩnh vực", "Nơi xảy ra")


def sheets(board: Board) -> dict[str, Sheet]:
    """Return the tables of a board: `overview`, `keys` (of its dimension), `course` and `grounds` (of refusals)."""
    notes = _notes(board.period, is_covered=board.is_covered)
    return {
        "keys": _by_key(board, notes),
        "overview": _overview(board, notes),
        "course": _course(board),
        "grounds": _grounds(board),
    }


def sheets_of_places(found: HotSpots) -> dict[str, Sheet]:
    """Return the tables of hot spots: `spots`, `surges`, and `groups` for those who see cases."""
    notes = _notes(found.period, is_covered=not found.has_drills)
    surged = [f"Từ {found.span.since:%d/%m/%Y} đến {found.span.until:%d/%m/%Y}, so với trung vị của tám tuần trước đó."]
    tables = {
        "spots": Sheet("Theo xã, phường", _SPOT, [_spot(one) for one in found.spots], notes),
        "surges": Sheet("Tăng bất thường", _SURGE, [_surge(one, found) for one in found.surges], surged),
    }
    if found.has_drills:
        rows = [(one.crowd, one.code, one.summary, words.topic(one.topic), one.place) for one in found.groups]
        tables["groups"] = Sheet("Nhiều người một việc", _GROUP, rows)
    return tables


def _notes(period: Period, *, is_covered: bool) -> list[str]:
    notes = [f"Từ {period.since:%d/%m/%Y} đến {period.until:%d/%m/%Y}. Đang mở và quá hạn: lúc lập bảng."]
    if is_covered:
        notes.append(f"Số từ 1 đến 4 ghi là “{board_words.FEW}”; không tính hồ sơ được giữ kín.")
    return notes


def _spot(spot: Spot) -> tuple[object, ...]:
    counts = (spot.told, spot.open, spot.overdue, spot.judged, spot.late)
    return (spot.commune.name, *map(_cell, counts))


def _surge(one: Outbreak, found: HotSpots) -> tuple[object, ...]:
    usual = board_words.FEW if not found.has_drills and 0 < one.usual < SMALLEST else one.usual
    place = one.commune.name if one.commune else "Toàn tỉnh"
    return (words.topic(one.topic) if one.topic else "Mọi lĩnh vực", place, one.count, usual)


def _overview(board: Board, notes: list[str]) -> Sheet:
    rows: list[tuple[object, ...]] = []
    for label, count in zip(_HEAD, _COUNTED, strict=True):
        is_now = count in OF_NOW
        rows.append((label, _cell(board.total.cells[count]), None if is_now else _cell(board.before.cells[count])))
    for fact, label in _SPREADS.items():
        pairs = zip(_spread(board.total.spreads[fact]), _spread(board.before.spreads[fact]), strict=True)
        rows += [(f"{label}: {what}", *pair) for what, pair in zip(_OF_SPREAD, pairs, strict=True)]
    for fact, label in _MARKS.items():
        rows.append((f"{label}: số lượt", _cell(board.total.cells[fact]), _cell(board.before.cells[fact])))
        rows.append((f"{label}: trung bình", _mean(board.total, fact), _mean(board.before, fact)))
    return Sheet("Tổng quan", ("Chỉ số", "Kỳ này", "Kỳ trước"), rows, notes)


def _mean(side: Side, fact: str) -> float | None:
    mean = side.mean(fact)
    return None if mean is None else round(mean, 2)


def _by_key(board: Board, notes: list[str]) -> Sheet:
    first = board_words.DIMENSIONS[board.dimension]
    head = [first, "Thuộc", *_HEAD]
    for name in _SPREADS.values():
        head += [f"{name}: {what}" for what in _OF_SPREAD]
    for name in _MARKS.values():
        head += [f"{name}: số lượt", f"{name}: trung bình"]
    head += [f"Đang mở: {age[0].lower()}{age[1:]}" for age in board_words.AGES]
    rows = [_row("Tất cả", "", board.total)]
    rows += [_row(one.name or board_words.key_name(board.dimension, one.key), one.note, one) for one in board.lines]
    return Sheet(f"Theo {first.lower()}", head, rows, notes)


def _row(name: str, note: str, one: Line) -> list[object]:
    row: list[object] = [name, note, *(_cell(one.cells[count]) for count in _COUNTED)]
    for fact in _SPREADS:
        row += _spread(one.spreads[fact])
    for fact in _MARKS:
        row += [_cell(one.cells[fact]), _mean(one, fact)]
    return [*row, *(_cell(one.cells[age]) for age in AGED)]


def _spread(one: Spread) -> list[object]:
    if one.median is None or one.p90 is None:
        return [None, None, None]
    return [one.count, round(one.median / _HOUR, 1), round(one.p90 / _HOUR, 1)]


def _course(board: Board) -> Sheet:
    head = ("Tuần từ" if board.by_week else "Ngày", "Tiếp nhận", "Đã kết thúc", "Còn mở cuối kỳ")
    rows = [(one.on, _cell(one.told), _cell(one.closed), _cell(one.backlog)) for one in board.course]
    return Sheet("Diễn biến", head, rows)


def _grounds(board: Board) -> Sheet:
    rows = [(labels.REFUSAL_GROUNDS.get(ground, ground), _cell(count)) for ground, count in board.grounds.items()]
    return Sheet("Không thụ lý", ("Căn cứ", "Số lượt"), rows)


def _cell(value: int | None) -> object:
    return board_words.FEW if value is None else value
