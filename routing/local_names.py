"""What offices and communes of a province are called, and names of it by which officers are shown examples."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from routing.gazetteer.units import Commune
from routing.places import Gazetteer, load_gazetteer
from routing.text import normalise, shadow


def province_in_a_name(places: Gazetteer) -> str:
    """Return a province as it stands within a name: "tỉnh Nghệ An", "Thành phố Huế"."""
    return places.province_name.replace("Tỉnh ", "tỉnh ", 1)


def province_committee(places: Gazetteer | None = None) -> str:
    """Return what the committee of a province is called, by default of the one that is served."""
    return f"UBND {province_in_a_name(places or load_gazetteer())}"


def sample_commune() -> str:
    """Return the name of a commune by which officers are shown examples, a phường rather."""
    names = [one.name for one in load_gazetteer().communes.values()]
    return next((name for name in names if name.startswith("phường")), names[0])


def communes_called(told: str, places: Gazetteer) -> Sequence[Commune]:
    """Return the communes that bear a name with its kind, "phường Bến Thành"; those written just so rather."""
    alike = _by_shadow(places).get(shadow(told), ())
    return [one for one in alike if one.name.lower() == normalise(told).lower()] or alike


@cache
def _by_shadow(places: Gazetteer) -> Mapping[str, Sequence[Commune]]:
    """The communes by their names without diacritics: "xã Thanh An" and "xã Thạnh An" are in one city."""
    found: dict[str, list[Commune]] = defaultdict(list)
    for one in places.communes.values():
        found[shadow(one.name)].append(one)
    return found
