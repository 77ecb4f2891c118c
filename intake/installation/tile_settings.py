"""A map under the bubbles of hot spots, from a server that the office chooses; without one nothing is fetched."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from intake.errors import Invalid

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?/[^\s\"'<>;,]*", re.IGNORECASE)
_PARTS = ("{z}", "{x}", "{y}")
_LONGEST_CREDIT = 200


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where map tiles come from: `url` with {z}, {x} and {y}, blank for none; `credit` is shown beside the map."""

    url: str = ""
    credit: str = ""

    @property
    def is_on(self) -> bool:
        """Whether there is a map."""
        return bool(self.url)

    @property
    def origin(self) -> str:
        """The one origin that pictures may come from besides our own."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def at(self, zoom: int, x: int, y: int) -> str:
        """Return the address of one tile."""
        return self.url.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))

    @classmethod
    def read(cls, get: Callable[[str, str], str]) -> Self:
        """Read the settings; `get` gives the value of a name, or the default.

        Raises:
            Invalid: a setting is wrong; the sentence names it.
        """
        url, credit = get("NGHEDAN_TILE_URL", ""), get("NGHEDAN_TILE_CREDIT", "")
        if not url:
            return cls()
        host = url.partition("://")[2].partition("/")[0]
        if not _ADDRESS.fullmatch(url) or "{" in host or not all(url.count(part) == 1 for part in _PARTS):
            raise Invalid(
                "NGHEDAN_TILE_URL: cần địa chỉ có {z}, {x}, {y}, ví dụ https://bando.tinh.gov.vn/{z}/{x}/{y}.png."
            )
        if not credit or len(credit) > _LONGEST_CREDIT:
            raise Invalid("NGHEDAN_TILE_CREDIT: cần ghi nguồn bản đồ, hiện cạnh bản đồ như giấy phép yêu cầu.")
        return cls(url, credit)
