"""The command `nghedan report`: a periodic form of a period, on the screen and as a workbook."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from intake.cli.table import Arguments, Command
from intake.day_arguments import a_day
from intake.errors import Invalid

if TYPE_CHECKING:
    from intake.reports import Filled


def _report(args: Arguments) -> None:
    from intake import audit
    from intake.db import open_database
    from intake.figures.periods import Period
    from intake.files.workbooks import workbook
    from intake.reports import FORMS, fill, find
    from intake.settings import load_settings

    form = find(args.form)
    if form is None:
        raise Invalid(f"Không có biểu {args.form}. Các biểu có sẵn: {', '.join(FORMS)}.")
    if args.since > args.until:
        raise Invalid("Ngày cuối (--to) phải bằng hoặc sau ngày đầu (--from).")
    db = open_database(load_settings().database_url)
    try:
        with db.transaction() as tx:
            filled = fill(tx, None, form, Period(args.since, args.until))
            days = {"since": args.since.isoformat(), "until": args.until.isoformat()}
            audit.record(tx, "operator", "report.export", f"report:{form.slug}", days)
    finally:
        db.close()
    for line in _lines(filled):
        print(line)
    if args.xlsx:
        args.xlsx.write_bytes(workbook([filled.sheet()]))
        print(f"Đã ghi {args.xlsx}.")


def _lines(filled: "Filled") -> Iterator[str]:
    form, period = filled.form, filled.period
    yield f"{form.code}. {form.title}"
    yield f"Từ {period.since:%d/%m/%Y} đến {period.until:%d/%m/%Y}"
    for column in form.columns:
        name = f"{column.group}: {column.label}" if column.group else column.label
        yield f"{column.no:>3}  {filled.said(filled.total, column.no) or '(trống)':>8}  {name}"
    yield from form.notes


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", help="mã biểu: 01/TCD, 02/TCD, 01–04/XLD, 01/KQGQ, 03/KQGQ")
    parser.add_argument("--from", dest="since", required=True, type=a_day, help="ngày đầu YYYY-MM-DD")
    parser.add_argument("--to", dest="until", required=True, type=a_day, help="ngày cuối YYYY-MM-DD")
    parser.add_argument("--xlsx", type=Path, metavar="TỆP", help="ghi thêm ra tệp Excel")


COMMANDS: tuple[Command, ...] = (("report", "lập biểu báo cáo định kỳ", _report, _arguments),)
