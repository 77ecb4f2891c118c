"""Which machine played a turn: a short mark of the rules of talk and the sentences of this very program."""

import hashlib
from functools import cache
from importlib.resources import files

_ROOMS = (("dialogue", (".py", ".toml")), ("texts", (".toml",)))


@cache
def machine_version() -> str:
    """Return eight signs that change with every change of the dialogue, of the words it knows and of its sentences."""
    mark = hashlib.sha256()
    for room, endings in _ROOMS:
        for file in sorted((files("bot") / room).iterdir(), key=lambda one: one.name):
            if file.name.endswith(endings):
                mark.update(file.name.encode())
                mark.update(file.read_bytes())
    return mark.hexdigest()[:8]
