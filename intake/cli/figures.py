"""The command `nghedan figures`: counts the kept sums of the board anew, or tells whether they are right."""

import argparse
import sys
from contextlib import closing
from itertools import islice

from intake.cli.table import Arguments, Command

_SHOWN = 10


def _figures(args: Arguments) -> int:
    from intake.db import open_database
    from intake.settings import load_settings

    with closing(open_database(load_settings().database_url)) as db:
        if args.what == "rebuild":
            from intake.figures import kept

            print(f"Đã cộng lại số liệu của {kept.rebuild(db)} ngày từ hồ sơ.")
            return 0
        from intake.figures.checking import differences

        with db.read() as snap:
            found = list(islice(differences(snap), _SHOWN))
    for one in found:
        when = f"{one.on:%d/%m/%Y}" if one.level == "day" else f"tháng {one.on:%m/%Y}"
        print(f"Số liệu {when} khác với hồ sơ: {one.dimension} {one.key or '(tất cả)'}.", file=sys.stderr)
    if found:
        print("Xin chạy nghedan figures rebuild để cộng lại.", file=sys.stderr)
        return 1
    print("Số liệu đã cộng khớp với hồ sơ.")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("rebuild", "verify"), help="rebuild: cộng lại tất cả; verify: chỉ đối chiếu")


COMMANDS: tuple[Command, ...] = (("figures", "số liệu cộng sẵn của bảng theo dõi", _figures, _arguments),)
