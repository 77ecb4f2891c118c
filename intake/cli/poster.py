"""The command `nghedan poster`: the poster with the code, for the wall of the office."""

import argparse
from pathlib import Path

from intake.cli.table import Arguments, Command


def _poster(args: Arguments) -> None:
    from intake.db import open_database
    from intake.migrate import upgrade
    from intake.posters import poster_of
    from intake.posters.paper import poster_paper
    from intake.settings import load_settings

    settings = load_settings()
    db = open_database(settings.database_url)
    try:
        upgrade(db)
        with db.read() as snap:
            poster = poster_of(snap, settings, args.channel, args.unit)
    finally:
        db.close()
    Path(args.output).write_bytes(poster_paper(poster, args.paper))
    print(f"Đã ghi {args.output}: {poster.name}, mã mở {poster.way.address}")
    if poster.way.is_local:
        print("Địa chỉ này chỉ mở được trên chính máy chủ. Đặt NGHEDAN_BASE_URL rồi in lại.")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", default="", help="mã đơn vị trong danh bạ; bỏ trống: cả cơ quan")
    parser.add_argument("--channel", choices=("web", "zalo", "telegram"), default="web", help="mã mở trang nào")
    parser.add_argument("--paper", choices=("A4", "A5"), default="A4", help="khổ giấy")
    parser.add_argument("--output", default="ap-phich.pdf", help="tệp PDF sẽ ghi")


COMMANDS: tuple[Command, ...] = (("poster", "áp phích mã QR để treo ở cơ quan", _poster, _arguments),)
