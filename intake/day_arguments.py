"""Reads a day that was typed as an argument of a command, and says in a sentence what is none."""

import argparse
from datetime import date


def a_day(text: str) -> date:
    """Return the day that was typed.

    Raises:
        ArgumentTypeError: it is none, or is written otherwise.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = f"cần một ngày có thật, viết như 2026-09-30; không đọc được “{text}”"
        raise argparse.ArgumentTypeError(told) from None
