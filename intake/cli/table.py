"""What a command of the command line is: its name, what it is for, what runs it and what it may be told."""

import argparse
from collections.abc import Callable

Arguments = argparse.Namespace
Command = tuple[str, str, Callable[[Arguments], int | None], Callable[[argparse.ArgumentParser], None]]


def nothing(_parser: argparse.ArgumentParser) -> None:
    """Say that a command may be told nothing."""


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a command print JSON."""
    parser.add_argument("--json", action="store_true", help="in ra JSON")
