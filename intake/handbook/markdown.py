"""The little Markdown that the papers need."""

from collections.abc import Iterable, Sequence

MADE = "<!-- Trang này do lệnh `nghedan docs` viết ra từ bảng trong chương trình; đừng sửa tay, hãy sửa bảng. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def first_upper(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]
