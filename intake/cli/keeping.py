"""The commands that keep an installation whole; each loads only what it needs."""

import argparse
from pathlib import Path

from intake.cli.table import Arguments, Command, nothing


def _backup(args: Arguments) -> None:
    from intake.backups.commands import backup
    from intake.settings import load_settings

    backup(load_settings(), args.file.absolute(), print)


def _restore(args: Arguments) -> None:
    from intake.backups.commands import restore
    from intake.settings import load_settings

    restore(load_settings(), args.file, print, without_keys=args.without_keys)


def _accept_key(_args: Arguments) -> None:
    from intake.sealed.key_mark import accept
    from intake.settings import load_settings

    print(accept(load_settings()))


def _password(args: Arguments) -> None:
    from intake.officers.way_in import give
    from intake.settings import load_settings

    give(load_settings(), args.login, forgets_phone=args.lost_phone, say=print)


def _login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", metavar="TÊN-ĐĂNG-NHẬP")
    parser.add_argument("--lost-phone", action="store_true", help="bỏ luôn xác thực hai bước của điện thoại đã mất")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--without-keys", action="store_true", help="khóa của bản sao lưu đã mất hẳn")


COMMANDS: tuple[Command, ...] = (
    ("backup", "sao lưu sổ, ảnh và tệp vào một tệp, ngay khi máy chủ đang chạy", _backup, _file),
    ("restore", "phục hồi một bản sao lưu vào nơi còn trống", _restore, _restore_arguments),
    ("password", "cấp mật khẩu đầu cho một tài khoản: mới cài đặt, hoặc quản trị không vào được", _password, _login),
    ("accept-key", "cho sổ dùng khóa bí mật đang đặt, khi khóa cũ đã mất hẳn hoặc đã lộ", _accept_key, nothing),
)
