"""The commands that read messages and teach the reader; each loads only what it needs."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from intake.cli.table import Arguments, Command, add_json
from intake.errors import Invalid
from intake.learning.learning_arguments import add_corrections_arguments, add_replay_arguments

if TYPE_CHECKING:
    from intake.db import Snapshot
    from routing.lessons.examples import Lesson
    from routing.reading import Reader

T = TypeVar("T")


def _classify(args: Arguments) -> None:
    from routing.commands import classify

    for line in classify(sys.stdin, _reader(args)):
        print(line)


def _explain(args: Arguments) -> None:
    from routing.commands import explain

    print(explain(" ".join(args.text), _reader(args)))


def _evaluate(args: Arguments) -> None:
    from routing.commands import evaluate

    if args.held_out or args.by_file:
        from routing.lessons.learning import held_out, package_lessons

        evaluation = held_out(package_lessons(), _progress, by_file=args.by_file)
    elif args.file is None:
        raise Invalid("Cần một tệp có nhãn, hoặc --held-out.")
    else:
        evaluation = _told(evaluate, _lines(args.file), _reader(args))
    print(json.dumps(evaluation.to_json(), ensure_ascii=False) if args.json else evaluation.to_text())


_TAKEN = "Đã dùng mô hình mới; trả lại mô hình trước: nghedan train --back."
_FROM_NEXT_START = "Hệ thống đang chạy đổi theo khi khởi động lại."


def _train(args: Arguments) -> int:
    from intake.learning.reading_model import go_back, read_model, take, write_model
    from intake.settings import load_settings
    from routing.lessons.learning import corrections, learn, package_lessons

    if args.back:
        print(go_back(load_settings()), _FROM_NEXT_START)
        return 0
    if args.use:
        take(load_settings(), read_model(Path(args.use)))
        print(_TAKEN, _FROM_NEXT_START)
        return 0
    own = _own_lessons() if args.book else []
    learned = learn(package_lessons(), _told(corrections, _lines(args.corrections)), _progress, own=own)
    print(json.dumps(learned.to_json(), ensure_ascii=False) if args.json else learned.to_text())
    if not learned.is_accepted:
        return 1
    if args.output:
        write_model(Path(args.output), learned.model)
        return 0
    take(load_settings(), learned.model)
    _progress(f"{_TAKEN} {_FROM_NEXT_START}")
    return 0


def _reader(args: Arguments) -> "Reader | None":
    """Return the reader that is asked for: of a model's file, or as the installation reads; None for the package's."""
    base = _of_model(args.model) if args.model is not None else None
    if not args.book:
        return base
    from intake.catalogue.topic_book import reader_of
    from intake.learning.reading_model import installed_reader
    from intake.settings import load_settings

    with _open_book() as snap:
        return reader_of(snap, base or installed_reader(load_settings()))


def _of_model(model: str) -> "Reader":
    from intake.learning.reading_model import read_model
    from routing.places import load_gazetteer
    from routing.reading import Reader
    from routing.topics import load_catalogue

    return Reader(load_catalogue(), load_gazetteer(), read_model(Path(model)))


@contextmanager
def _open_book() -> "Iterator[Snapshot]":
    """Open the installation's book."""
    from intake.db import open_database
    from intake.settings import load_settings

    with closing(open_database(load_settings().database_url)) as db, db.read() as snap:
        yield snap


def _own_lessons() -> "list[Lesson]":
    from intake.catalogue.topic_book import own_of
    from routing.topic_overlay import lessons_of

    with _open_book() as snap:
        return lessons_of(own_of(snap), snap.today)


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
    from intake.learning.learning_commands import export_corrections
    from intake.settings import load_settings

    print(export_corrections(load_settings(), args))


def _replay(args: Arguments) -> None:
    from intake.learning.learning_commands import replay
    from intake.learning.reading_model import installed_reader
    from intake.settings import load_settings

    settings = load_settings()
    replay(settings, args, _of_model(args.model) if args.model else installed_reader(settings), print)


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+")
    _model(parser)


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="TỆP", help="đọc bằng mô hình này thay cho mô hình đi kèm")
    _book(parser, "đọc theo lĩnh vực của cơ quan, như trong sổ đang dùng")


def _book(parser: argparse.ArgumentParser, told: str) -> None:
    parser.add_argument("--book", action="store_true", help=told)


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="JSON từng dòng, có nhãn")
    parser.add_argument(
        "--held-out", action="store_true", help="đo trên tin mẫu, mỗi phần đọc bằng mô hình chưa học nó"
    )
    parser.add_argument("--by-file", action="store_true", help="như trên, giữ riêng từng tệp: tin của tay viết khác")
    _model(parser)
    add_json(parser)


def _train_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corrections", metavar="TỆP", help="chỗ cán bộ đã sửa: JSON từng dòng, có nhãn")
    _book(parser, "học cả câu mẫu của cơ quan, ghi ở trang Lĩnh vực")
    parser.add_argument("--output", metavar="TỆP", help="ghi mô hình ra tệp này, không dùng cho hệ thống đang chạy")
    parser.add_argument("--use", metavar="TỆP", help="dùng mô hình đã ghi ra tệp này, không học lại")
    parser.add_argument("--back", action="store_true", help="dùng lại mô hình trước")
    add_json(parser)


COMMANDS: tuple[Command, ...] = (
    ("classify", "đọc tin nhắn (JSON từng dòng) và phân loại", _classify, _model),
    ("explain", "giải thích máy hiểu một tin nhắn thế nào", _explain, _text),
    ("evaluate", "đo độ đúng trên tệp có nhãn", _evaluate, _evaluate_arguments),
    ("train", "học lại từ tin mẫu và chỗ cán bộ đã sửa", _train, _train_arguments),
    ("corrections", "xuất chỗ cán bộ đã sửa, để máy học", _corrections, add_corrections_arguments),
    ("replay", "đọc lại hồ sơ cũ theo quy tắc hôm nay, xem việc nào sẽ đi khác", _replay, add_replay_arguments),
)
