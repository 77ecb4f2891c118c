"""Tables as spreadsheets save them: any separator, mark and line end; every row keeps its line."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from intake.errors import Invalid
from routing.text import shadow

MOST_ROWS = 20_000
_MOST_CELL = 1000
_SEPARATORS = (";", ",", "\t")
_FORMULA = ("=", "+", "-", "@")
_NOT_TEXT = "Tệp không đọc được là chữ. Trong Excel, chọn Lưu thành “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, and its cells by the code of their column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `headings` are the columns as the file calls them, by code, `unused` those that mean nothing here."""

    rows: tuple[Row, ...]
    headings: Mapping[str, str]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell: line and column as the file has them, what stands there, and why it cannot be."""

    line: int
    column: str
    value: str
    why: str


def decoded(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        Invalid: it is empty, or no text.
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(_NOT_TEXT, {"table": _NOT_TEXT}) from error
    if not text.strip() or "\x00" in text:
        raise Invalid("Tệp không có gì để đọc.", {"table": "Xin chọn tệp khác."})
    return text


def read_sheet(text: str, columns: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Sheet:
    """Return a table, its columns recognised by their headings with or without diacritics.

    Args:
        text: the file.
        columns: by code, how a column may be called.
        needed: codes of the columns without which nothing can be read.

    Raises:
        Invalid: a needed column is missing, or there are too many rows.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    codes = {shadow(name): code for code, names in columns.items() for name in (code, *names)}
    heads = [cell.strip() for cell in next(reader, [])]
    found = [codes.get(shadow(head), "") for head in heads]
    if missing := [columns[code][0] for code in needed if code not in found]:
        said = f"Thiếu cột {', '.join(missing)}. Tải bảng mẫu để xem đủ cột."
        raise Invalid(said, {"table": said})
    rows, line = [], reader.line_num + 1
    for cells in reader:
        tidy = [_cell(cell) for cell in cells]
        if any(tidy):
            rows.append(Row(line, {code: cell for code, cell in zip(found, tidy, strict=False) if code}))
        line = reader.line_num + 1
        if len(rows) > MOST_ROWS:
            raise Invalid(f"Bảng dài quá {MOST_ROWS} dòng.", {"table": "Xin chia nhỏ."})
    headings = {code: head for code, head in zip(found, heads, strict=True) if code}
    unused = tuple(head for code, head in zip(found, heads, strict=True) if head and not code)
    return Sheet(tuple(rows), headings, unused)


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def _cell(cell: str) -> str:
    """Return a cell tidied; a formula that our own export has made harmless comes back as it was."""
    tidy = " ".join(cell.split())[:_MOST_CELL]
    return tidy[1:] if tidy.startswith("'") and tidy[1:].startswith(_FORMULA) else tidy
