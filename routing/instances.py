"""Whether a complaint is the first or the second: the second is about how the first was decided, and goes higher."""

from routing.folding import fold
from routing.kinds import Kind

_SECOND = (
    "khieu nai lan hai", "khieu nai lan 2", "khieu nai tiep", "giai quyet khieu nai lan dau",
    "quyet dinh giai quyet khieu nai", "khong dong y voi ket qua giai quyet khieu nai",
    "khong dong y ket qua giai quyet khieu nai", "qua han khong giai quyet khieu nai",
)  # fmt: skip


def instance_of(kind: Kind, text: str) -> int:
    """Return 2 for a complaint about how an earlier complaint was decided, else 1 (law on complaints, Art. 33)."""
    if kind is not Kind.COMPLAINT:
        return 1
    folded = f" {fold(text)} "
    return 2 if any(f" {phrase} " in folded for phrase in _SECOND) else 1
