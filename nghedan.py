"""The gate: the command line, and the one ASGI application made of the two front doors."""

import argparse
import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import telegram
from intake.cli import figures, keeping, law, outline, poster, reading, report, vault
from intake.cli.table import Arguments, Command, add_json, nothing
from intake.errors import NgheDanError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from intake.db import Database
    from intake.installation.findings import Finding
    from intake.settings import Settings


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 failed with a sentence on stderr, 2 wrong arguments."""
    args = _parser().parse_args(argv)
    try:
        if args.run is not _demo:
            _choose_province()
        return int(args.run(args) or 0)
    except NgheDanError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


def _choose_province() -> None:
    from intake.settings import province
    from routing.gazetteer.served import serve

    serve(province())


# --- running ------------------------------------------------------------------------------------------------------


def _demo(args: Arguments) -> int:
    from bot.demo.commands import prepare
    from bot.running.front_port import take_port
    from bot.server import serve
    from intake.engine.one_process import alone_on
    from intake.settings import load_settings

    front = take_port(args.host, args.port)
    environ = {"NGHEDAN_DATA_DIR": args.data, "NGHEDAN_BASE_URL": f"http://127.0.0.1:{args.port}"}
    settings = load_settings({**os.environ, **environ})
    with alone_on(settings.database_url):  # nobody's book is made anew while it is served
        prepare(settings, reset=args.reset, cases=args.cases, say=print)
    return serve(settings, _application, front=front, say=print)


def _serve(args: Arguments) -> int:
    from routing.loading import uninterrupted

    with uninterrupted():
        import admin.app  # noqa: F401 - half of what is served
        from bot.running.front_port import take_port
        from bot.server import serve
        from intake.settings import load_settings

    settings = load_settings()
    return serve(settings, _application, front=take_port(args.host, args.port), only=args.only, say=print)


def _application(settings: "Settings", db: "Database", front: "FastAPI") -> "FastAPI":
    from functools import cache

    from admin.app import create_admin
    from bot.playing.replaying import Replaying
    from bot.sending.foretelling import Foretelling
    from bot.texts.wordbook import ShippedSentences
    from intake.learning.reading_model import installed_reader

    replay = Replaying(settings, cache(lambda: installed_reader(settings)))
    foreteller = Foretelling(settings.base_url)
    front.mount("/admin", create_admin(db, settings, ShippedSentences(), replay, foreteller))
    return front


def _chat(_args: Arguments) -> int:
    from bot.channels.console.chat import chat
    from intake.settings import load_settings

    return chat(load_settings(), sys.stdin, sys.stdout)


def _migrate(_args: Arguments) -> None:
    from intake.db import open_database
    from intake.migrate import upgrade
    from intake.settings import load_settings

    with closing(open_database(load_settings().database_url)) as db:
        print("Đã cập nhật cấu trúc dữ liệu." if upgrade(db) else "Cấu trúc dữ liệu đã mới nhất.")


def _seed(args: Arguments) -> None:
    from intake.cli.commands import seed
    from intake.settings import load_settings

    print(seed(load_settings(), Path(args.file)))


def _doctor(_args: Arguments) -> int:
    from bot.mail import wire
    from bot.running.checkups import examine
    from intake.health.doctor import doctor
    from intake.settings import load_settings

    settings = load_settings()
    return _tell(lambda: [*doctor(settings), *examine(settings), *wire.examine(settings.mail)])


def _tell(look: "Callable[[], list[Finding]]") -> int:
    """Print what was found, and return 1 where something is wrong; what channels mutter meanwhile is in it."""
    import logging

    logging.disable(logging.WARNING)
    try:
        findings = look()
    finally:
        logging.disable(logging.NOTSET)
    for finding in findings:
        print(f"{'✔' if finding.ok else '✘'} {finding.what}: {finding.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


def _zalo(args: Arguments) -> int:
    from bot.channels.zalo_oa import commands
    from intake.settings import load_settings

    settings = load_settings()
    if args.what == "check":
        return _tell(lambda: commands.check(settings))
    if args.do == "set":
        commands.token_set(settings, _secrets_typed(), say=print)
    elif args.do == "refresh":
        commands.token_refresh(settings, say=print)
    else:
        commands.token_show(settings, say=print)
    return 0


def _secrets_typed() -> str:
    """Read two secrets: asked for one by one without showing them, or from a pipe; never from the arguments."""
    from getpass import getpass

    if not sys.stdin.isatty():
        return sys.stdin.read()
    return f"{getpass('Khóa truy cập (access token): ')}\n{getpass('Khóa làm mới (refresh token): ')}"


def _bench(args: Arguments) -> None:
    if args.what == "sweep":
        from bot.benches.bench_sweep import run as sweep

        result = sweep(args.db, args.cases or 1_000_000)
    elif args.what == "panel":
        from admin.bench_panel import run as panel
        from bot.benches.bench import Result
        from bot.demo.province import build

        result = Result("panel", panel(args.db, args.cases or 100_000, build().directory))
    elif args.what == "search":
        from bot.benches.bench_search import run as search

        result = search(args.db, args.messages)
    else:
        from bot.benches.bench import run

        result = run(args.what, args.db)
    print(json.dumps(result.to_json(), ensure_ascii=False) if args.json else result.to_text())


# --- the table of commands ----------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nghedan", description="Nghe Dân: bàn tiếp nhận ý kiến người dân trong một cuộc trò chuyện."
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    for name, about, run, add in _COMMANDS:
        command = commands.add_parser(name, help=about, description=about)
        add(command)
        command.set_defaults(run=run)
    return parser


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe")
    parser.add_argument("--port", type=int, default=8000, help="cổng")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument("--data", default="var/demo", help="thư mục dữ liệu của tỉnh mẫu")
    parser.add_argument("--reset", action="store_true", help="làm lại tỉnh mẫu từ đầu")
    parser.add_argument("--cases", type=int, default=300, help="số hồ sơ mẫu")


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument("--only", choices=("web", "worker", "bot"), help="chỉ chạy một phần")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file")


def _zalo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("check", "token"), help="check: thử kết nối; token: khóa truy cập")
    parser.add_argument("do", nargs="?", default="show", choices=("set", "show", "refresh"), help="việc với token")


def _bench_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("intake", "turn", "read", "panel", "search", "sweep"))
    parser.add_argument(
        "--db",
        default="sqlite",
        help="sqlite, hoặc địa chỉ cơ sở dữ liệu trống (panel, search, sweep); panel đo lại được sổ nó đã làm",
    )
    parser.add_argument("--messages", type=int, default=100_000, help="search: số câu trong sổ hội thoại")
    parser.add_argument("--cases", type=int, help="panel: số hồ sơ (100.000); sweep: số hồ sơ đang mở (1.000.000)")
    add_json(parser)


_COMMANDS: tuple[Command, ...] = (
    ("demo", "chạy thử với một tỉnh mẫu", _demo, _demo_arguments),
    ("serve", "chạy trang web, kênh trò chuyện và việc nền", _serve, _serve_arguments),
    ("chat", "trò chuyện như người dân, ngay trong cửa sổ lệnh", _chat, nothing),
    ("migrate", "cập nhật cấu trúc cơ sở dữ liệu", _migrate, nothing),
    *outline.COMMANDS,
    ("seed", "nạp danh bạ đơn vị, cán bộ từ tệp JSON", _seed, _file),
    ("doctor", "kiểm tra cài đặt và nói cần làm gì", _doctor, nothing),
    *keeping.COMMANDS,
    *reading.COMMANDS,
    *law.COMMANDS,
    *vault.COMMANDS,
    ("zalo", "tài khoản Zalo OA: thử kết nối, cất và làm mới khóa truy cập", _zalo, _zalo_arguments),
    *poster.COMMANDS,
    *report.COMMANDS,
    *figures.COMMANDS,
    *telegram.COMMANDS,
    ("bench", "đo tốc độ", _bench, _bench_arguments),
)


if __name__ == "__main__":
    sys.exit(main())
