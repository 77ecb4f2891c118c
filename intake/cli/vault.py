"""The command of the vault: `nghedan vault new-key` and `nghedan vault rotate`."""

import argparse

from intake.cli.table import Arguments, Command


def _vault(args: Arguments) -> int:
    from intake.sealed.vault_commands import make_key, rotate
    from intake.settings import load_settings

    settings = load_settings()
    if args.what == "rotate":
        return rotate(settings, say=print)
    make_key(settings, show=args.show, say=print)
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("new-key", "rotate"))
    parser.add_argument("--show", action="store_true", help="new-key: chỉ in khóa ra, để đặt vào NGHEDAN_VAULT_KEYS")


COMMANDS: tuple[Command, ...] = (("vault", "khóa của két giữ kín: tạo khóa, đổi khóa", _vault, _arguments),)
