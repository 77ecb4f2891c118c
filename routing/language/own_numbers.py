"""Sets aside the numbers that name a person: a telephone or an identity paper tells neither what is wrong nor where."""

from bisect import bisect_left

from routing.language.numbers import personal_numbers
from routing.language.remembering import remembering
from routing.language.words import Words

_LONG = 4_000

# what is said right before such a number to say what it is ("số căn cước công dân của tôi là")
_SAYS_WHAT = frozenset(
    """
    so dien thoai dt sdt can cuoc cong dan chung minh nhan thu dinh danh ca ma zalo cua toi em chau la mang co
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def own_numbers_in(words: Words) -> frozenset[int]:
    """Return the words that belong to a telephone, an identity paper, an account or an e-mail address."""
    return frozenset(i for start, end in _spans(words.text) for i in _within(words, start, end))


@remembering(8, up_to=_LONG)  # both who reads what is wrong and who reads where ask for those of a message
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in personal_numbers(text))


def _within(words: Words, start: int, end: int) -> range:
    first = bisect_left(words.starts, start)
    return range(first, bisect_left(words.starts, end, first))


def beyond_numbers(words: Words) -> Words:
    """Return the words without the numbers of persons, nor what only says of them what they are.

    "Mất căn cước số …" is a matter; "căn cước số …", before or behind one, names who writes.
    """
    numbers = own_numbers_in(words)
    if not numbers:
        return words
    said = set(numbers)
    for number in numbers:
        start = number
        while start > 0 and not words.after_break[start] and words.bases[start - 1] in _SAYS_WHAT:
            start -= 1
        if not start or words.after_break[start]:
            said.update(range(start, number))
    return words.only([i for i in range(len(words)) if i not in said])
