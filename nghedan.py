"""The gate: the command line, and the one ASGI application made of the two front doors."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from intake.errors import Invalid, NgheDanError
from intake.learning_arguments import add_corrections_arguments, add_replay_arguments

if TYPE_CHECKING:
    from fastapi import FastAPI

    from intake.db import Database
    from intake.settings import Settings
    from routing.reading import Reader

T = TypeVar("T")
Arguments = argparse.Namespace
Adder = Callable[[argparse.ArgumentParser], None]


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 failed with a sentence on stderr, 2 wrong arguments."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except NgheDanError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


# --- running ------------------------------------------------------------------------------------------------------


def _demo(args: Arguments) -> int:
    from bot.demo.commands import prepare
    from bot.server import serve
    from intake.settings import load_settings

    environ = {"NGHEDAN_DATA_DIR": args.data, "NGHEDAN_BASE_URL": f"http://127.0.0.1:{args.port}"}
    settings = load_settings({**os.environ, **environ})
    prepare(settings, reset=args.reset, cases=args.cases, say=print)
    return serve(settings, _application, host=args.host, port=args.port, say=print)


def _serve(args: Arguments) -> int:
    from bot.server import serve
    from intake.settings import load_settings

    return serve(load_settings(), _application, host=args.host, port=args.port, only=args.only, say=print)


def _application(settings: "Settings", db: "Database", front: "FastAPI") -> "FastAPI":
    from admin.app import create_admin

    front.mount("/admin", create_admin(db, settings))
    return front


def _chat(_args: Arguments) -> int:
    from bot.channels.console.chat import chat
    from intake.settings import load_settings

    return chat(load_settings(), sys.stdin, sys.stdout)


def _migrate(_args: Arguments) -> None:
    from intake.db import open_database
    from intake.migrate import upgrade
    from intake.settings import load_settings

    db = open_database(load_settings().database_url)
    print("Đã cập nhật cấu trúc dữ liệu." if upgrade(db) else "Cấu trúc dữ liệu đã mới nhất.")
    db.close()


def _seed(args: Arguments) -> None:
    from intake.commands import seed
    from intake.settings import load_settings

    print(seed(load_settings(), Path(args.file)))


def _doctor(_args: Arguments) -> int:
    from intake.commands import doctor
    from intake.settings import load_settings

    findings = doctor(load_settings())
    for finding in findings:
        print(f"{'✔' if finding.ok else '✘'} {finding.what}: {finding.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


# --- reading ------------------------------------------------------------------------------------------------------


def _classify(args: Arguments) -> None:
    from routing.commands import classify

    for line in classify(sys.stdin, _reader(args.model)):
        print(line)


def _explain(args: Arguments) -> None:
    from routing.commands import explain

    print(explain(" ".join(args.text), _reader(args.model)))


def _evaluate(args: Arguments) -> None:
    from routing.commands import evaluate

    if args.held_out or args.by_file:
        from routing.learning import held_out, package_lessons

        evaluation = held_out(package_lessons(), _progress, by_file=args.by_file)
    elif args.file is None:
        raise Invalid("Cần một tệp có nhãn, hoặc --held-out.")
    else:
        evaluation = _told(evaluate, _lines(args.file), _reader(args.model))
    print(json.dumps(evaluation.to_json(), ensure_ascii=False) if args.json else evaluation.to_text())


def _train(args: Arguments) -> int:
    from intake.reading_model import go_back, take, write_model
    from intake.settings import load_settings
    from routing.learning import corrections, learn, package_lessons

    if args.back:
        print(go_back(load_settings()))
        return 0
    learned = learn(package_lessons(), _told(corrections, _lines(args.corrections)), _progress)
    print(json.dumps(learned.to_json(), ensure_ascii=False) if args.json else learned.to_text())
    if not learned.is_accepted:
        return 1
    if args.output:
        write_model(Path(args.output), learned.model)
    else:
        take(load_settings(), learned.model)
    return 0


def _reader(model: str | None) -> "Reader | None":
    if model is None:
        return None
    from intake.reading_model import read_model
    from routing.places import load_gazetteer
    from routing.reading import Reader
    from routing.topics import load_catalogue

    return Reader(load_catalogue(), load_gazetteer(), read_model(Path(model)))


def _lines(path: str | None) -> list[str]:
    if path is None:
        return []
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Invalid(f"Không đọc được tệp {path}: {problem}") from problem


def _told(read: Callable[..., T], *arguments: object) -> T:
    """Return what `read` makes of labelled lines; a bad line is told as a sentence."""
    try:
        return read(*arguments)
    except ValueError as problem:
        raise Invalid(str(problem)) from problem


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _corrections(args: Arguments) -> None:
    from intake.learning_commands import export_corrections
    from intake.settings import load_settings

    print(export_corrections(load_settings(), args))


def _replay(args: Arguments) -> None:
    from intake.learning_commands import replay
    from intake.settings import load_settings
    from routing.reading import default_reader

    replay(load_settings(), args, default_reader(), print)


# --- the law ------------------------------------------------------------------------------------------------------


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
    from intake.commands import own_days
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
    from intake.retelling import differences
    from intake.settings import load_settings

    db = open_database(load_settings().database_url)
    with db.read() as snap:
        report, strange = verify(snap), next(differences(snap), None)
    db.close()
    if not report.ok:
        print(f"Chuỗi nhật ký bị đứt ở dòng {report.broken_id}: {report.why}.", file=sys.stderr)
    elif strange:
        what = f"mục {strange.fact} là {strange.stored!r}, theo diễn biến phải là {strange.told!r}"
        print(f"Hồ sơ {strange.code} không khớp diễn biến của nó: {what}.", file=sys.stderr)
    else:
        print(f"Chuỗi nhật ký nguyên vẹn: {report.rows} dòng; mọi hồ sơ khớp với diễn biến của mình.")
    return 0 if report.ok and strange is None else 1


def _bench(args: Arguments) -> None:
    if args.what == "sweep":
        from bot.bench_sweep import run as sweep

        result = sweep(args.db, args.cases)
    else:
        from bot.bench import run

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


def _nothing(_parser: argparse.ArgumentParser) -> None:
    return


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


def _deadline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--from", dest="start", required=True, type=date.fromisoformat, help="ngày YYYY-MM-DD")
    parser.add_argument("--instance", type=int, choices=(1, 2), default=1)
    hard = parser.add_mutually_exclusive_group()
    hard.add_argument("--complex", action="store_true")
    hard.add_argument("--specially-complex", action="store_true")
    parser.add_argument("--remote", action="store_true", help="vùng sâu, vùng xa đi lại khó khăn")
    parser.add_argument("--pause", action="append", type=_days, default=[], metavar="TỪ..ĐẾN", help="không tính")
    _pdf_json(parser)


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last)


def _pdf_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi thêm bảng tính hạn ra tệp PDF")
    _json(parser)


def _proof_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="mã hồ sơ")
    _pdf_json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file")


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+")
    _model(parser)


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="TỆP", help="đọc bằng mô hình này thay cho mô hình đi kèm")


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="JSON từng dòng, có nhãn")
    parser.add_argument(
        "--held-out", action="store_true", help="đo trên tin mẫu, mỗi phần đọc bằng mô hình chưa học nó"
    )
    parser.add_argument("--by-file", action="store_true", help="như trên, giữ riêng từng tệp: tin của tay viết khác")
    _model(parser)
    _json(parser)


def _train_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corrections", metavar="TỆP", help="chỗ cán bộ đã sửa: JSON từng dòng, có nhãn")
    parser.add_argument("--output", metavar="TỆP", help="ghi mô hình ra tệp này, không dùng cho hệ thống đang chạy")
    parser.add_argument("--back", action="store_true", help="dùng lại mô hình trước")
    _json(parser)


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int)
    _json(parser)


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default="docs", help="thư mục để viết")


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("verify",))


def _bench_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("intake", "read", "sweep"))
    parser.add_argument("--db", default="sqlite", help="sqlite, hoặc postgresql://… (sweep: cơ sở dữ liệu trống)")
    parser.add_argument("--cases", type=int, default=1_000_000, help="sweep: số hồ sơ đang mở")
    _json(parser)


_COMMANDS: Iterable[tuple[str, str, Callable[[Arguments], int | None], Adder]] = (
    ("demo", "chạy thử với một tỉnh mẫu", _demo, _demo_arguments),
    ("serve", "chạy trang web, kênh trò chuyện và việc nền", _serve, _serve_arguments),
    ("chat", "trò chuyện như người dân, ngay trong cửa sổ lệnh", _chat, _nothing),
    ("migrate", "cập nhật cấu trúc cơ sở dữ liệu", _migrate, _nothing),
    ("seed", "nạp danh bạ đơn vị, cán bộ từ tệp JSON", _seed, _file),
    ("doctor", "kiểm tra cài đặt và nói cần làm gì", _doctor, _nothing),
    ("classify", "đọc tin nhắn (JSON từng dòng) và phân loại", _classify, _model),
    ("explain", "giải thích máy hiểu một tin nhắn thế nào", _explain, _text),
    ("evaluate", "đo độ đúng trên tệp có nhãn", _evaluate, _evaluate_arguments),
    ("train", "học lại từ tin mẫu và chỗ cán bộ đã sửa", _train, _train_arguments),
    ("corrections", "xuất chỗ cán bộ đã sửa, để máy học", _corrections, add_corrections_arguments),
    ("replay", "đọc lại hồ sơ cũ theo quy tắc hôm nay, xem việc nào sẽ đi khác", _replay, add_replay_arguments),
    ("deadline", "tính hạn, có bảng từng ngày", _deadline, _deadline_arguments),
    ("proof", "in bảng tính hạn của một hồ sơ", _proof, _proof_arguments),
    ("clocks", "tính lại mọi thời hạn đang chạy", _clocks, _verify_arguments),
    ("calendar", "lịch làm việc của một năm", _calendar, _year),
    ("audit", "kiểm tra chuỗi nhật ký", _audit_verify, _verify_arguments),
    ("docs", "viết lại trang vòng đời hồ sơ và trang thời hạn từ bảng", _docs, _folder),
    ("bench", "đo tốc độ", _bench, _bench_arguments),
)


if __name__ == "__main__":
    sys.exit(main())
