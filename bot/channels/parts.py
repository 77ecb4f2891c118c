"""Long messages in parts that a platform takes, cut where a reader would pause."""

_ENDS = ("\n\n", "\n", " ")


def split(text: str, longest: int) -> list[str]:
    """Return the text in parts of at most `longest` UTF-16 units, the end of a paragraph, a line or a word first."""
    parts: list[str] = []
    while units(text) > longest:
        cut = _cut(text, longest)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*parts, text) if part.strip()]


def units(text: str) -> int:
    """Return the length of a text as platforms count it: in UTF-16 units, two for an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, longest: int) -> int:
    head = text[:longest]
    while units(head) > longest:
        head = head[: len(head) - max(1, (units(head) - longest) // 2)]
    ends = (head.rfind(end) for end in _ENDS)
    return next((end for end in ends if end > len(head) // 2), len(head))
