"""Phrases as the data files list them: between commas, some with a star that says something more of them."""

_STAR = "*"


def listed(text: str) -> tuple[str, ...]:
    """Return the phrases of a list, without their stars."""
    return tuple(one.removesuffix(_STAR) for one in _split(text))


def starred(text: str) -> tuple[str, ...]:
    """Return the phrases of a list that bear a star."""
    return tuple(one.removesuffix(_STAR) for one in _split(text) if one.endswith(_STAR))


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in text.split(",") if one.strip())
