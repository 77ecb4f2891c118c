"""What the gazetteer speaks of: units by name, where in a message such a name stands, and where a spot is told."""

from dataclasses import dataclass

COMMUNE_LEVELS = frozenset({"commune", "old", "vague"})
OWN_LEVELS = frozenset({"commune", "old", "district"})  # units inside of the province


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by name.

    `level`: "commune" (of today), "old" (commune until 2025), "vague" (one of which only its district is known; `codes`
    are all of it), "district", "home" (the province itself, also its old
    parts) or "outside". `codes` are communes of today; `where` is the province when outside, else the district.
    `written` is how it is spelt where `name` is how its letters are read ("Tả Nhìu", which is read as "tả nhiều").
    `is_by_marks`: typed without its marks it may be one of another province ("Xuân Hóa" and Xuân Hòa).
    """

    name: str
    kind: str
    level: str
    codes: tuple[str, ...] = ()
    where: str = ""
    written: str = ""
    is_by_marks: bool = False

    @property
    def told(self) -> str:
        """The name as it is told to people: a mere number with its kind."""
        name = self.written or self.name
        return f"{self.kind} {name}" if name.isdecimal() else name


@dataclass(frozen=True, slots=True)
class Named:
    """Units that words `start` to `end` (not included) may name.

    `is_typed` when a type word stands before the name; `is_of_house` when a house stands before it that is called after
    them and is the spot told ("trạm y tế Tân Yên").
    """

    units: tuple[Unit, ...]
    start: int
    end: int
    kind: str | None
    is_of_house: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether the writer said what sort of unit it is."""
        return self.kind is not None

    def meets(self, other: "Named") -> bool:
        """Whether both have a word in common."""
        return self.start < other.end and other.start < self.end

    @property
    def bare(self) -> tuple[int, int]:
        """Where the name starts and ends without the word that says what sort of unit it is."""
        return min(self.start + len(self.kind.split()) if self.kind else self.start, self.end), self.end


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot named at words `start` to `end` (not included); `points` tells how telling it is."""

    start: int
    end: int
    points: float


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today: `name` with its type ("phường Bắc Giang"), `kind` "phường", "xã" or "đặc khu"; degrees.

    `told_as` is the former unit in it that a message named, blank where it was called as it is today.
    """

    code: str
    name: str
    kind: str
    lat: float
    lon: float
    told_as: str = ""
