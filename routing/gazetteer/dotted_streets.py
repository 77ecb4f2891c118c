"""Sees that no sentence ends behind "đ." before the name of a street: “ngõ 34 đ.Lê Lợi” is one address."""

from dataclasses import replace

from routing.language.words import Words

_DOTTED = ("đ.", "d.")
_WAY = "duong"
_SHORTEST = 2  # letters: "Đ.T.N" are somebody's initials


def with_dotted_streets(words: Words) -> Words:
    """Return the words with "đ." and the street behind it in one clause."""
    lowered = words.text.lower() if "." in words.text else ""
    if not any(dotted in lowered for dotted in _DOTTED):
        return words
    breaks = (broken and not _is_behind_way(words, i) for i, broken in enumerate(words.after_break))
    return replace(words, after_break=tuple(breaks))


def _is_behind_way(words: Words, i: int) -> bool:
    """Whether a name follows "đ.", written small or after a number or a sign: "ông Đ. Hôm nay" is no street."""
    if not (i and words.bases[i - 1] == _WAY and words.was_dotted(i - 1)):
        return False
    before = i - 2
    is_way = not words.capital[i - 1] or words.after_break[i - 1] or words.shown[before][0].isdigit()
    is_name = words.capital[i] and words.ends[i] - words.starts[i] >= _SHORTEST
    return is_way and (is_name or words.shown[i][0].isdigit())
