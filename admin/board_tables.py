"""The figures of the board as tables for files: every table of the page, with the numbers as they are shown there."""

from admin import board_words
from intake import labels
from intake.figures.tally import Spread
from intake.queries.board import AGED, Board, Line
from intake.workbooks import Sheet

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
_SPREADS = {"replied": "Trả lời lần đầu", "accepted": "Nhận xử lý", "answered": "Trả lời kết quả"}


def sheets(board: Board) -> list[Sheet]:
    """Return the tables of a board: by key, its course, and on what grounds matters were not taken."""
    since, until = board.period.since, board.period.until
    notes = [f"Từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}. Đang mở và quá hạn: lúc lập bảng."]
    if board.is_covered:
        notes.append(f"Số từ 1 đến 4 ghi là “{board_words.FEW}”; không tính hồ sơ được giữ kín.")
    return [_by_key(board, notes), _course(board), _grounds(board)]


def _by_key(board: Board, notes: list[str]) -> Sheet:
    first = board_words.DIMENSIONS[board.dimension]
    head = [first, "Thuộc", *_HEAD]
    for name in _SPREADS.values():
        head += [f"{name}: số hồ sơ", f"{name}: trung vị (giờ)", f"{name}: 90% (giờ)"]
    head += ["Chấm kết quả: số lượt", "Chấm kết quả: trung bình", "Chấm thái độ: số lượt", "Chấm thái độ: trung bình"]
    head += [f"Đang mở: {age[0].lower()}{age[1:]}" for age in board_words.AGES]
    rows = [_row("Tất cả", "", board.total)]
    rows += [_row(one.name or board_words.key_name(board.dimension, one.key), one.note, one) for one in board.lines]
    return Sheet(f"Theo {first.lower()}", head, rows, notes)


def _row(name: str, note: str, one: Line) -> list[object]:
    row: list[object] = [name, note, *(_cell(one.cells[count]) for count in _COUNTED)]
    for fact in _SPREADS:
        row += _spread(one.spreads[fact])
    for fact in ("rated", "manner"):
        mean = one.mean(fact)
        row += [_cell(one.cells[fact]), None if mean is None else round(mean, 2)]
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
