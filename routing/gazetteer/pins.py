"""Where a point on the map lies, told by the middles of communes of the province and beyond its border."""

import math
from collections.abc import Iterable
from typing import NamedTuple

_FARTHEST_KM = 30.0
_EARTH_KM = 6371.0
_OURS_KM = 1.0  # a point so near to the border may lie on our side of it


class Point(NamedTuple):
    """The middle of a commune, in degrees; `code` is that of the commune of today, None beyond the border."""

    code: str | None
    lat: float
    lon: float


class Pins:
    """The middles of all communes, old and new, of a province and of the strip around it."""

    def __init__(self, points: Iterable[Point]) -> None:
        every = tuple(points)
        self._ours = tuple(one for one in every if one.code is not None)
        self._beyond = tuple(one for one in every if one.code is None)

    def nearest(self, lat: float, lon: float) -> str | None:
        """Return the code of the commune around a point in degrees.

        None where the point is farther than 30 km from any of the province, or lies clearly beyond its border.
        """
        if not (math.isfinite(lat) and math.isfinite(lon)) or not self._ours:
            return None
        distance, code = min((_distance(lat, lon, one), str(one.code)) for one in self._ours)
        beyond = min((_distance(lat, lon, one) for one in self._beyond), default=math.inf)
        return code if distance <= min(_FARTHEST_KM, beyond + _OURS_KM) else None


def _distance(lat: float, lon: float, point: Point) -> float:
    """Return the distance in km, flat-earth: good enough for a province."""
    north = math.radians(lat - point.lat)
    east = math.radians(lon - point.lon) * math.cos(math.radians(point.lat))
    return _EARTH_KM * math.hypot(north, east)
