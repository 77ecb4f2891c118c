"""The commands of the legal clock and the book's own checks; each loads only what it needs."""

import argparse
import json
import sys
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

from intake.cli.table import Arguments, Command, add_json
from intake.day_arguments import a_day

_SHOWN = 20


def _deadline(args: Arguments) -> None:
    from intake.law.commands import Asked, show

    complexity = "specially_complex" if args.specially_complex else "complex" if args.complex else "normal"
    asked = Asked(args.kind, args.stage, args.start, args.instance, complexity, args.remote, tuple(args.pause))
    print(show(asked, as_json=args.json))
    if args.pdf:
        from intake.proofs.commands import write_deadline

        write_deadline(args.pdf, asked)


def _proof(args: Arguments) -> None:
    from intake.proofs.commands import show_case
    from intake.settings import load_settings

    print(show_case(load_settings(), args.code, as_json=args.json, pdf=args.pdf))


def _clocks(_args: Arguments) -> int:
    from intake.proofs.commands import verify
    from intake.settings import load_settings

    return verify(load_settings(), say=print)


def _calendar(args: Arguments) -> None:
    from intake.cli.commands import own_days
    from intake.law.commands import calendar_text, calendar_year
    from intake.settings import database_url

    days = own_days(database_url())
    if args.json:
        print(json.dumps(calendar_year(args.year, days), ensure_ascii=False, default=str))
    else:
        print(calendar_text(args.year, days))


def _docs(args: Arguments) -> None:
    from intake.handbook import PAPERS

    for name, paper in PAPERS.items():
        path = Path(args.folder) / name
        path.write_text(paper(), encoding="utf-8")
        print(f"Đã viết {path}.")


def _audit_verify(_args: Arguments) -> int:
    from intake.audit import verify
    from intake.db import open_database
    from intake.health.retelling import differences
    from intake.migrate import require_current
    from intake.settings import load_settings

    with closing(open_database(load_settings().database_url)) as db:
        require_current(db)
        with db.read() as snap:
            report, found = verify(snap), differences(snap)
            strange, more = list(islice(found, _SHOWN)), sum(1 for _one in found)
    if not report.ok:
        print(f"Chuỗi nhật ký bị đứt ở dòng {report.broken_id}: {report.why}.", file=sys.stderr)
    for one in strange:
        what = f"mục {one.fact} là {one.stored!r}, theo diễn biến phải là {one.told!r}"
        print(f"Hồ sơ {one.code} không khớp diễn biến của nó: {what}.", file=sys.stderr)
    if more:
        print(f"Và {more} chỗ khác nữa.", file=sys.stderr)
    if not report.ok or strange:
        return 1
    print(f"Chuỗi nhật ký nguyên vẹn: {report.rows} dòng; mọi hồ sơ khớp với diễn biến của mình.")
    return 0


def _deadline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--from", dest="start", required=True, type=a_day, help="ngày YYYY-MM-DD")
    parser.add_argument("--instance", type=int, choices=(1, 2), default=1)
    hard = parser.add_mutually_exclusive_group()
    hard.add_argument("--complex", action="store_true")
    hard.add_argument("--specially-complex", action="store_true")
    parser.add_argument("--remote", action="store_true", help="vùng sâu, vùng xa đi lại khó khăn")
    parser.add_argument("--pause", action="append", type=_days, default=[], metavar="TỪ..ĐẾN", help="không tính")
    _pdf_json(parser)


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return a_day(first), a_day(last)


def _pdf_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi thêm bảng tính hạn ra tệp PDF")
    add_json(parser)


def _proof_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="mã hồ sơ")
    _pdf_json(parser)


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int)
    add_json(parser)


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default="docs", help="thư mục để viết")


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("verify",))


COMMANDS: tuple[Command, ...] = (
    ("deadline", "tính hạn, có bảng từng ngày", _deadline, _deadline_arguments),
    ("proof", "in bảng tính hạn của một hồ sơ", _proof, _proof_arguments),
    ("clocks", "tính lại mọi thời hạn đang chạy", _clocks, _verify_arguments),
    ("calendar", "lịch làm việc của một năm", _calendar, _year),
    ("audit", "kiểm tra chuỗi nhật ký", _audit_verify, _verify_arguments),
    ("docs", "viết lại trang vòng đời hồ sơ và trang thời hạn từ bảng", _docs, _folder),
)
