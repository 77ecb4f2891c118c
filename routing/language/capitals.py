"""Tells what capital letters say: a name inside a sentence, or nothing where somebody shouts."""

from dataclasses import replace

from routing.language.words import Words

_SHOUTED = 4  # words in capitals one after another; a name or the title of an office has fewer
_MOSTLY = 0.6
_LAST_DIGIT = "9"  # words are of letters or of digits; nothing is called to tell them apart
_HEADS = frozenset("thon xom lang ap to khu xa phuong duong pho ngo hem".split())  # noqa: SIM905 - reads better so


def has_capitals(words: Words) -> bool:
    """Whether the writer uses capital letters inside sentences (then a name without one is no name)."""
    if True not in words.capital:
        return False
    of_each = zip(words.capital, words.after_break, words.shown, strict=True)
    inner = [c for c, after, word in of_each if not after and word[0] > _LAST_DIGIT]
    shouted = sum(inner) > len(inner) * _MOSTLY and not _is_mere_address(words)
    return any(inner) and not shouted and any(_is_of_name(words, i) for i, c in enumerate(words.capital) if c)


def _is_of_name(words: Words, i: int) -> bool:
    """Whether a capital inside a sentence is no part of a code or of what is short for an office ("HH3C", "UBND")."""
    after = i + 1
    is_glued = after < len(words) and (
        words.starts[after] == words.starts[i]
        or (words.starts[after] == words.ends[i] and words.shown[after][0] <= _LAST_DIGIT)
    )
    is_tail = i > 0 and words.starts[i] in {words.starts[i - 1], words.ends[i - 1]}
    return not (words.after_break[i] or is_glued or is_tail)


def _is_mere_address(words: Words) -> bool:
    """Whether nearly all are names, and what they are of stands in small letters ("thôn Đình xã Tam Giang").

    The first word of a message may have a capital by itself, and one letter is shouted by nobody ("Nguyên Phi Ỷ Lan").
    """
    is_small = any((not c or not i) and words.bases[i] in _HEADS for i, c in enumerate(words.capital))
    long = [i for i, c in enumerate(words.capital) if c and len(words.shown[i]) > 1]
    return is_small and not any(is_upper(words, i) for i in long)


def unshouted(words: Words) -> Words:
    """Return the words as if what is shouted ("XÃ TÂN YÊN MẤT ĐIỆN") stood in small letters."""
    if sum(words.capital) < _SHOUTED or not _has_upper_words(words):
        return words
    capital = list(words.capital)
    for start, end in _runs(words):
        capital[start:end] = [False] * (end - start)
    return replace(words, capital=tuple(capital))


def is_upper(words: Words, i: int) -> bool:
    """Whether a word is written in capitals throughout, or is a number between such words."""
    written = words.text[words.starts[i] : words.ends[i]]
    return written.isupper() or not written[0].isalpha()


def _has_upper_words(words: Words) -> bool:
    """Whether there are enough words in capitals at all, by their first two letters."""
    text = words.text
    starts = {at for at, capital in zip(words.starts, words.capital, strict=True) if capital}
    return sum(text[at : at + 2].isupper() for at in starts) >= _SHOUTED


def _runs(words: Words) -> list[tuple[int, int]]:
    """Return from where to where the text is in capitals, longer than a name or an abbreviation is."""
    runs: list[tuple[int, int]] = []
    start = 0
    for i in range(len(words) + 1):
        if i < len(words) and is_upper(words, i):
            continue
        shouted = {at for at in words.starts[start:i] if words.text[at].isalpha()}  # "UBND" is one word to the eye
        if len(shouted) >= _SHOUTED:
            runs.append((start, i))
        start = i + 1
    return runs
