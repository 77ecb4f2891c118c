"""One way to clean, fold and expand Vietnamese, so that what was typed on any phone meets the words in our lists."""

from routing.language.folding import bare, fold, has_words, normalise, shadow
from routing.language.words import split

__all__ = ["bare", "cut_at_word", "expand", "fold", "has_words", "normalise", "shadow"]


def cut_at_word(line: str, limit: int) -> str:
    """Return a line of at most `limit` characters; a longer one ends between two words with "…"."""
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def expand(text: str) -> str:
    """Return the text with shorthand and chat spelling written out ("ko" -> "không", "p. 3" -> "phường 3")."""
    words = split(text)
    parts: list[str] = []
    last = 0
    for i, shown in enumerate(words.shown):
        start, end = words.starts[i], words.ends[i]
        between = words.text[last:start]
        if i and words.starts[i - 1] == start:
            between = " "
        elif words.was_dotted(i - 1):
            between = between.removeprefix(".")
        written = words.text[start:end]
        parts += [between, written if written.lower() == shown else shown]
        last = end
    return "".join(parts) + words.text[last:]
