"""All signs by which a clock may have been bent, in the order of the report."""

from collections.abc import Mapping

from intake.queries.figures.signs import clocks, hands, words
from intake.queries.figures.signs.base import Frame, Sign

__all__ = ["SIGNS", "Frame", "Sign"]

SIGNS: Mapping[str, Sign] = {sign.code: sign for sign in (*clocks.SIGNS, *hands.SIGNS, *words.SIGNS)}
