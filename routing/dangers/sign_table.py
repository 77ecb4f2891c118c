"""Keeps what each sign weighs in little room: tens of thousands of signs with all their words would take megabytes.

A sign is known by its mark, the hash that Python makes of it once: it differs from process to process, so marks are
made when the weights are read. Weights are counted in hundredths.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hundredths: TypeAlias = NDArray[np.int16]

HUNDREDTHS = 100
_NOTHING = "0"


class SignTable:
    """Rows of hundredths by the marks of signs, in the order of the marks."""

    def __init__(self, marks: Sequence[int], hundredths: Sequence[int], width: int) -> None:
        """Take the marks of the signs, and for each of them `width` numbers."""
        unsorted = np.array(marks, np.int64)
        order = unsorted.argsort()
        self._marks = unsorted[order]
        self._rows = np.array(hundredths, np.int16).reshape(len(unsorted), width)[order]

    def __len__(self) -> int:
        """Return how many signs are known."""
        return len(self._marks)

    def known(self, signs: Collection[str]) -> Hundredths:
        """Return the rows of the signs that are known."""
        places, is_known = self._find(signs)
        return self._rows[places[is_known]]

    def each(self, signs: Collection[str]) -> Hundredths:
        """Return the first number of each sign in turn, 0 for one that is not known."""
        places, is_known = self._find(signs)
        return self._rows[:, 0].take(places, mode="clip") * is_known if len(self) else np.zeros(len(places), np.int16)

    def _find(self, signs: Collection[str]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return for each sign where its row may be, and whether it is."""
        met = np.fromiter(map(hash, signs), np.int64, len(signs))
        places = self._marks.searchsorted(met)
        if not len(self):
            return places, np.zeros(len(met), np.bool_)
        return places, self._marks.take(places, mode="clip") == met


class SignRows:
    """Rows of a table as they are read, packed from the first: the room of a dictionary would stay taken."""

    def __init__(self, width: int) -> None:
        """Begin a table of `width` numbers for each sign."""
        self._width = width
        self._marks = array("q")
        self._hundredths = array("h")

    def add(self, sign: str, hundredths: Collection[str]) -> None:
        """Add the weights of a sign, as they are written; where all of them are nothing it has no row."""
        if all(one == _NOTHING for one in hundredths):
            return
        self._marks.append(hash(sign))
        self._hundredths.extend(map(int, hundredths))

    def table(self) -> SignTable:
        """Return the rows by the marks of their signs."""
        return SignTable(self._marks, self._hundredths, self._width)


def row_of(sign: str, weights: Iterable[float]) -> str:
    """Return the line of a sign in a file of weights: the sign, then its weights in hundredths."""
    return "\t".join([sign, *(str(round(weight * HUNDREDTHS)) for weight in weights)])
