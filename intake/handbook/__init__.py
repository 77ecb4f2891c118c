"""Papers that are written from the tables themselves, so that what they say is what the program does."""

from collections.abc import Callable, Mapping

from intake.handbook import life, limits

PAPERS: Mapping[str, Callable[[], str]] = {"vong-doi-ho-so.md": life.paper, "thoi-han.md": limits.paper}
