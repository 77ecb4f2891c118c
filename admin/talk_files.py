"""Exported talk as a file: CSV and XLSX for a spreadsheet, JSON for a program; no cell is taken for a formula."""

import json
from collections.abc import Mapping
from datetime import datetime

from starlette.responses import Response

from admin import tables
from admin.shown_refs import talk_ref
from admin.words import words
from intake import labels
from intake.clock import ZONE
from intake.files.workbooks import Sheet, workbook
from intake.talk_export import MOST_LINES, Export, ExportedLine

FORMATS: Mapping[str, str] = {"xlsx": "Bảng tính (XLSX)", "csv": "Bảng (CSV)", "json": "Dữ liệu (JSON)"}
_HEAD = ("Câu số", "Hội thoại", "Lúc", "Ai nói", "Nội dung", "Hồ sơ", "Kênh")
_WIDTHS = (9, 9, 17, 12, 90, 18, 14)
_AUTHORS = {"citizen": "Người dân", "bot": "Trợ lý tự động", "officer": "Cán bộ"}
_SEALED = "Lời nói trong việc giữ kín danh tính không có trong tệp này."
_COVERED = "Số điện thoại, số giấy tờ, tài khoản, thư điện tử đã che."
_CUT = f"Tệp có nhiều nhất {MOST_LINES:,} câu; còn nữa nhưng không ghi hết.".replace(",", ".")


def file_of(export: Export, name: str, kind: str) -> Response:
    """Return a download; `kind` is one of `FORMATS`, `name` carries no name of a person."""
    if kind == "json":
        return tables.download(f"{name}.json", _json(export), "application/json; charset=utf-8")
    if kind == "xlsx":
        return tables.xlsx_file(f"{name}.xlsx", workbook([_sheet(export)]))
    notes = [(note,) for note in _notes(export)]
    return tables.csv_file(f"{name}.csv", _HEAD, [*_rows(export), (), *notes])


def _notes(export: Export) -> list[str]:
    """Return what a reader of the file must know; the same words whether anything was left out or not."""
    made = f"Lập {_moment(export.made_at)}, {len(export.lines)} câu."
    return [made, _SEALED, *([_COVERED] if export.are_numbers_covered else []), *([_CUT] if export.is_cut else [])]


def _rows(export: Export) -> list[tuple[object, ...]]:
    return [_row(number, line) for number, line in enumerate(export.lines, start=1)]


def _row(number: int, line: ExportedLine) -> tuple[object, ...]:
    channel = labels.CHANNELS.get(line.channel, line.channel)
    about = (number, talk_ref(line.conversation_id), _moment(line.at), _AUTHORS[line.author])
    return (*about, words.said(line.text), line.case_code, channel)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _json(export: Export) -> bytes:
    lines = [
        {
            "number": number,
            "conversation": talk_ref(line.conversation_id),
            "at": line.at.isoformat(),
            "author": line.author,
            "text": words.said(line.text),
            "case": line.case_code or None,
            "channel": line.channel,
        }
        for number, line in enumerate(export.lines, start=1)
    ]
    return json.dumps({"notes": _notes(export), "lines": lines}, ensure_ascii=False, indent=1).encode()


def _sheet(export: Export) -> Sheet:
    rows = _rows(export)
    return Sheet("Hội thoại", _HEAD, rows, _notes(export), widths=_WIDTHS, can_filter=True)
