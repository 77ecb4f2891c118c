"""A text in parts that a platform takes, cut where a reader would pause."""


def parts_of(text: str, longest: int) -> list[str]:
    """Return the text in parts of at most so many UTF-16 units, cut at the end of a paragraph, a line or a word."""
    parts: list[str] = []
    while _units(text) > longest:
        cut = _cut(text, longest)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*parts, text) if part]


def _cut(text: str, longest: int) -> int:
    head = text[:longest]
    while _units(head) > longest:
        head = head[: len(head) - max(1, (_units(head) - longest) // 2)]
    ends = (head.rfind(end) for end in ("\n\n", "\n", " "))
    return next((end for end in ends if end > len(head) // 2), len(head))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
