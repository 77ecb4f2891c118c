"""Which machine played a turn: a short mark of the rules of talk and the sentences of this very program."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ROOMS = (("dialogue", (".py", ".toml")), ("texts", (".toml",)))


@cache
def machine_version() -> str:
    """Return eight signs that change with every change of the dialogue, of the words it knows and of its sentences."""
    mark = hashlib.sha256()
    for room, endings in _ROOMS:
        for file in _files_of(files("bot") / room):
            if file.name.endswith(endings):
                mark.update(file.name.encode())
                mark.update(file.read_bytes())
    return mark.hexdigest()[:8]


def _files_of(folder: Traversable) -> Iterator[Traversable]:
    """All files of a folder and of the folders in it, always in the same order."""
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _files_of(one)
        else:
            yield one
