"""What the offices of the served province are called, and names of it by which officers are shown examples."""

from routing.places import Gazetteer, load_gazetteer


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
