"""What `nghedan corrections` and `nghedan replay` may be told; light, for the gate reads it at every command."""

import argparse
from pathlib import Path

from intake.day_arguments import a_day


def add_corrections_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `nghedan corrections` may be told."""
    parser.add_argument("file", help="tệp để ghi (JSON từng dòng), dùng cho nghedan train --corrections")
    _period(parser, is_needed=False)
    parser.add_argument("--with-sealed", action="store_true", help="kể cả hồ sơ giữ kín (tố cáo)")


def add_replay_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `nghedan replay` may be told."""
    _period(parser, is_needed=True)
    parser.add_argument("--rules", type=Path, metavar="TỆP", help='quy tắc thử: JSON {"rules": [...]} như tệp của seed')
    parser.add_argument("--model", metavar="TỆP", help="đọc thử bằng một mô hình khác")
    parser.add_argument("--json", action="store_true", help="in ra JSON, mỗi dòng một hồ sơ, dòng cuối là tổng")


def _period(parser: argparse.ArgumentParser, *, is_needed: bool) -> None:
    parser.add_argument("--from", dest="since", type=a_day, required=is_needed, help="ngày YYYY-MM-DD")
    parser.add_argument("--to", dest="until", type=a_day, required=is_needed, help="ngày YYYY-MM-DD")
