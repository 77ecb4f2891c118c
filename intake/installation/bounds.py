"""How much of what is taken in which time: the numbers of `bounds.toml`, by name."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Burst:
    """When many messages in a row are answered once: counts, and seconds."""

    messages: int
    within_s: int
    quiet_s: int
    longest_s: int
    joined: int
    album_s: int


@dataclass(frozen=True, slots=True)
class Insults:
    """After how many insults, in how many seconds, the talk pauses, and for how many."""

    messages: int
    within_s: int
    pause_s: int


@dataclass(frozen=True, slots=True)
class Files:
    """How many files one matter may have."""

    of_matter: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How many times a browser, and an address, may do something in so many seconds."""

    of_session: int
    of_address: int
    within_s: int


@dataclass(frozen=True, slots=True)
class Streams:
    """How many pages a process, and one chat, may keep open for news."""

    of_process: int
    of_chat: int


@dataclass(frozen=True, slots=True)
class Orphans:
    """How old, in hours, bytes without a row must be to be removed."""

    older_than_h: int


@dataclass(frozen=True, slots=True)
class Spam:
    """From how many addresses, or repetitions in how many hours, a matter is looked at as an advertisement."""

    links: int
    words_a_link: int
    repeats: int
    within_h: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """All of them."""

    burst: Burst
    insults: Insults
    files: Files
    posts: Rate
    uploads: Rate
    streams: Streams
    orphans: Orphans
    spam: Spam


@cache
def load_bounds() -> Bounds:
    """Return the numbers of `bounds.toml`."""
    table = tomllib.loads((files("intake") / "installation" / "bounds.toml").read_text(encoding="utf-8"))
    return Bounds(
        burst=Burst(**table["burst"]),
        insults=Insults(**table["insults"]),
        files=Files(**table["files"]),
        posts=Rate(**table["posts"]),
        uploads=Rate(**table["uploads"]),
        streams=Streams(**table["streams"]),
        orphans=Orphans(**table["orphans"]),
        spam=Spam(**table["spam"]),
    )
