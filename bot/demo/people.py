"""Invented people: common Vietnamese names drawn by seed, so that no demo names anybody who lives."""

from dataclasses import dataclass
from random import Random

_SURNAMES = (
    *("Nguyễn",) * 8, *("Trần",) * 4, *("Lê",) * 3, *("Phạm",) * 2, *("Hoàng",) * 2, *("Vũ",) * 2, *("Đỗ",) * 2,
    "Ngô", "Dương", "Bùi", "Đặng", "Hà", "Giáp", "Thân", "Chu", "Đào", "Lương", "Tạ", "Trịnh", "Đinh", "Phan",
)  # fmt: skip
_MEN = (
    ("Văn", "Đức", "Quang", "Minh", "Hữu", "Xuân", "Đình", "Tiến", "Công", "Thế", "Bá", "Ngọc"),
    ("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hùng", "Huy", "Khánh", "Lâm", "Long", "Mạnh",
     "Nam", "Phong", "Phúc", "Quân", "Sơn", "Thành", "Thắng", "Toàn", "Trung", "Tuấn", "Tùng", "Vinh"),
)  # fmt: skip
_WOMEN = (
    ("Thị", "Thị", "Thu", "Ngọc", "Thanh", "Minh", "Hồng", "Bích", "Thùy", "Kim", "Phương", "Mai"),
    ("Anh", "Bích", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hương", "Huyền", "Lan",
     "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Thảo", "Thủy", "Trang", "Vân", "Yến"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `address_word` is how a younger adult is spoken of, "anh" or "chị"."""

    name: str
    is_woman: bool

    @property
    def address_word(self) -> str:
        """The word that goes before the name."""
        return "chị" if self.is_woman else "anh"


def person(rng: Random) -> Person:
    """Draw a person."""
    is_woman = rng.random() < 0.5  # noqa: PLR2004 - a half
    middles, givens = _WOMEN if is_woman else _MEN
    middle, given = rng.choice(middles), rng.choice(givens)
    if middle == given:
        middle = middles[0]
    return Person(f"{rng.choice(_SURNAMES)} {middle} {given}", is_woman)


class Names:
    """Draws names of which none comes twice within an office, so that two colleagues are never mixed up."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[tuple[str, str]] = set()

    def draw(self, office: str) -> str:
        """Return a name that nobody of this office bears yet."""
        while True:
            name = person(self._rng).name
            if (office, name) not in self._taken:
                self._taken.add((office, name))
                return name


def phone(area: str, number: int) -> str:
    """Return an office telephone of an area (`0204`) in a block of numbers that is given to nobody."""
    return f"{area} 3000 {number % 1000:03d}"
