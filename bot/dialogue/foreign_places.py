"""A commune as another language names it: the kind behind the name, as in "Bac Giang ward"."""

import re
from collections.abc import Iterable

_KINDS = {"ward": "phường", "commune": "xã"}
_NAMED = re.compile(r"((?:[^\W\d_]+\s+){1,3})(ward|commune)\b", re.IGNORECASE)


def commune_first(text: str) -> Iterable[str]:
    """Yield what is told with each commune as it is said in Vietnamese, for names of two, three and one words."""
    for found in _NAMED.finditer(text):
        name, kind = found[1].split(), _KINDS[found[2].lower()]
        for length in (2, 3, 1):
            if length <= len(name):
                spot = text[: found.start()] + " ".join(name[: len(name) - length])
                yield f"{spot}, {kind} {' '.join(name[-length:])}"
