"""Tells how far the name of a spot goes after "ngõ", "thôn", "chợ": by capitals, else by known names and by talk."""

import math
from functools import cache

from routing.gazetteer.hamlet_heads import is_who_leads
from routing.gazetteer.place_words import (
    HARDLY_ELSE,
    Marked,
    first_words,
    head_at,
    is_in,
    known_beginnings,
    listed,
    listed_by_bases,
    streets,
    tables,
    well_known,
)
from routing.gazetteer.talk import LONGEST, LOOKED_AT, NUMBER, people_talk
from routing.language.words import Words

_LONGEST_NAME = 6
_FULL_NAME, _SHORT = 3, 2
_LONGEST_STREET = 4  # words
_OFTEN_NAMED, _SELDOM_NAMED = 0.5, 0.002
_ALLEYS = frozenset({"ngo", "hem", "ngach", "kiet"})
_OF_STREETS = _ALLEYS | frozenset({"sn", "so", "duong", "pho", "d", "lo"})
_OF_HAMLETS = frozenset({"thon", "xom", "ap", "khom"})
# one of the hamlets, or all of them, but none by its name ("các thôn trong xã")
_MANY = frozenset("cac nhung moi nhieu may hai ba mot toan ca tung vai tat".split())  # noqa: SIM905 - reads better so
_WITHIN = frozenset({"trong", "ngoai", "tren"})
_ADDRESSED = frozenset({"em", "anh", "chi", "ad", "a", "ban", "co", "chu", "bac", "con", "chau", "may", "oi"})
_FROM, _WAY = "từ", "duong"
GOING = frozenset({"di", "ve", "len", "sang", "ra"})
_OF_VILLAGES = ("xá",)  # "thôn mẫn xá | khói …": no smoke is let out with this mark
_POURS = "xa"  # "cong ty xa khoi": what follows is smoke, and no name
_SAME = {"d": "duong", "cc": "chung cu", "to dp": "to dan pho"}
_PLACED_ODDS = 2.0
_LIKELIER, _CLEAR_ENOUGH, _OF_UNIT = 0.0, -0.8, 2.0
_PLACING = frozenset(
    "o tai ven dau gan doan tri dan giua doc cuoi gam ngay goc canh truoc sau dien sat".split()  # noqa: SIM905 - a list of words reads better so
)

# typed plain, these are seldom another word
CLEAR_HEADS = frozenset(
    """
    duong ngo hem ngach kiet xuyet thon xom ap to khu khoi khom km ql dt tl so block lang truong xa phuong huyen p d
    tinh pho sn
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_UNIT_HEADS = frozenset({"xa", "phuong", "huyen", "tinh"})  # a unit that no list knows


def name_end(words: Words, start: int, head: int, *, with_capitals: bool) -> int:
    """Return where the name ends that begins at word `start` after `head` words of a head; `start` when none does."""
    if is_who_leads(words, start, head):
        return start
    end = start + known_name(words, start, with_capitals=with_capitals)
    if end == start and not with_capitals:
        end += _well_known(words, start, head)
    if end == start and not with_capitals:
        end += _small_name(words, start, head)
    while end < len(words) and end - start < _LONGEST_NAME and not words.after_break[end]:
        if words.shown[end][0].isdigit():
            if "," in words.shown[end] or "." in words.shown[end]:
                break
            end += 1
            continue
        is_letter_of_number = end > start and words.starts[end] == words.ends[end - 1]
        if not is_letter_of_number and not (with_capitals and words.capital[end]):
            break
        if end > start and head_at(words, end) > 1:
            break  # "km 98 | Quốc lộ 1A"
        end += 1
    return end


def _well_known(words: Words, start: int, head: int) -> int:
    """Return how many words at `start` make, with their head, a spot that everybody knows ("song cau")."""
    if start >= len(words) or words.after_break[start]:
        return 0
    longest = min(_FULL_NAME, len(words) - start)
    return next((n for n in range(longest, 0, -1) if is_in(well_known(), words, start - head, start + n)), 0)


def known_spot(words: Words, i: int) -> int:
    """Return where a spot ends that everybody knows and whose name is no word of its own ("ngã 6"); 0 where none is."""
    for length in known_beginnings().at(words.bases, i):
        end = i + length
        if is_in(well_known(), words, i, end) and not any(words.after_break[i + 1 : end]):
            return end if _is_clear(words, i, end) else 0
    return 0


def _is_clear(words: Words, i: int, end: int) -> bool:
    """Whether two words typed plain are no other ones: "nga 6", but not "cho dau"."""
    return words.is_accented or end - i > _SHORT or words.shown[end - 1].isdigit()


def _small_name(words: Words, start: int, head: int) -> int:
    """Return how many words at `start` are a name typed in small letters: likelier that than talk."""
    if start >= len(words) or words.after_break[start]:
        return 0
    if (words.bases[start] in GOING and leads_on(words, start - head, start)) or _goes_on_otherwise(words, start, head):
        return 0
    if _is_single_name(words, start):
        return 1
    longest = 0 if _closes(words, start) else _before_hamlet(words, start, longest_name(words, start))
    if not longest:
        return 0
    first = start - head
    named = " ".join(words.bases[first:start])
    length, odds = people_talk().name_after(
        _SAME.get(named, named),
        ahead(words, start),
        least=_OFTEN_NAMED if head > 1 else _SELDOM_NAMED,
        longest=longest,
    )
    if 0 < length < longest and not _wrong().isdisjoint(words.shown[start + longest : start + longest + 1]):
        length = longest  # "ngã tư đông côi | tắc"
    if length == 1 and words.shown[start + 1 : start + 2] == _OF_VILLAGES and not words.after_break[start + 1]:
        length += 1
    if not length or (len(words.shown[start]) == 1 and length == 1 and not _has_number(words, start)):
        return 0
    is_placed = first > 0 and words.bases[first - 1] in _PLACING and not words.after_break[first]
    return length if odds + _PLACED_ODDS * is_placed > _needed(words, start, is_long=head > 1 and length > 1) else 0


def _before_hamlet(words: Words, start: int, longest: int) -> int:
    """Return how many of so many words at `start` stand before the head of a hamlet or a way ("xóm đông | làng …").

    Typed plain only the head of a hamlet is clear: "thôn Đông Dương" has no way in it.
    """
    clear = HARDLY_ELSE if words.is_accented else _OF_HAMLETS
    further = words.bases[start + 1 : start + longest]
    if clear.isdisjoint(further):
        return longest
    return next((k for k, base in enumerate(further, 1) if base in clear and head_at(words, start + k)), longest)


def odds_of_name(words: Words, first: int, start: int, end: int) -> float:
    """Return the log odds that words `start` to `end` are the name to the head from `first`, and no talk."""
    if longest_name(words, start) < end - start:
        return -math.inf
    named = " ".join(words.bases[first:start])
    least = _OFTEN_NAMED if start - first > 1 else _SELDOM_NAMED
    return people_talk().odds_of(_SAME.get(named, named), ahead(words, start), end - start, least=least)


def _is_single_name(words: Words, start: int) -> bool:
    """Whether a usual name of one word follows "thôn" or the like, and no name goes on after it ("thôn Sau | thấy")."""
    if words.bases[start - 1] not in _OF_HAMLETS or not is_in(listed("single_names"), words, start, start + 1):
        return False
    return start + 1 == len(words) or words.after_break[start + 1] or not longest_name(words, start + 1)


def _goes_on_otherwise(words: Words, start: int, head: int) -> bool:
    """Whether what follows a head is surely no name ("công ty xả khói", "các thôn trong xã")."""
    if words.bases[start] == _POURS:
        return is_in(listed("compounds"), words, start, start + 2)
    if head > 1 and words.shown[start] == _FROM and words.bases[start - head] == _WAY:
        return True  # "đường liên xã | từ tiên nha đi …"
    return words.bases[start] in _WITHIN and is_of_many(words, start - head)


def leads_on(words: Words, i: int, start: int) -> bool:
    """Whether a word of going follows the way whose head is words `i` to `start` ("cao tốc | đi Bắc Giang")."""
    return start - i > 1 and words.bases[start] in GOING and is_in(_ways(), words, i, start)


@cache
def _ways() -> Marked:
    return listed_by_bases([tables()["heads"]["street"]])


def is_of_many(words: Words, i: int) -> bool:
    """Whether a count or "các" stands before a hamlet's head: it is one of them, told by no name."""
    return i > 0 and not words.after_break[i] and words.bases[i - 1] in _MANY


def _closes(words: Words, start: int) -> bool:
    """Whether a word only closes what is said ("phát ở xã vậy em"), and nothing but an address stands behind it."""
    after = start + 1
    while after < len(words) and not words.after_break[after] and words.bases[after] in _ADDRESSED:
        after += 1
    is_last = after == len(words) or words.after_break[after]
    return is_last and is_in(listed("closings" if words.is_accented else "closings_plain"), words, start, start + 1)


def longest_name(words: Words, start: int) -> int:
    """Return how many words at `start` a name has at most: one that no name bears ends it ("ngã tư chợ mới | hỏng")."""
    talk = people_talk()
    written, unnamed = (words.shown, talk.unnamed_marked) if words.is_accented else (words.bases, talk.unnamed)
    wrong = _wrong()
    for k, word in enumerate(written[start : start + LONGEST]):
        if word in unnamed or (k and words.is_accented and word in wrong):
            return k
    return LONGEST


@cache
def _wrong() -> frozenset[str]:
    return frozenset(" ".join(written) for phrases in listed("wrong").values() for written in phrases)


def _needed(words: Words, start: int, *, is_long: bool) -> float:
    """Return the log odds from which a name is believed: after a head that is hardly another word, less."""
    head = words.bases[start - 1]
    if head in HARDLY_ELSE:
        return _CLEAR_ENOUGH
    if words.is_accented:
        return _LIKELIER
    return _OF_UNIT if head in _UNIT_HEADS else _CLEAR_ENOUGH if is_long else _LIKELIER


def ahead(words: Words, start: int) -> tuple[str, ...]:
    """Return the word at `start` and those up to the next break, as many as talk is judged by."""
    end = start + 1
    while end < len(words) and end - start < LOOKED_AT and not words.after_break[end]:
        end += 1
    return words.bases[start:end]


def _street_after_number(words: Words, number: int, *, with_capitals: bool) -> int:
    """Return how many words after a house number are its street, typed small ("ngo 87 dinh thanh")."""
    after = number + 1
    if with_capitals or words.bases[number - 1] not in (_ALLEYS if words.is_accented else _OF_STREETS):
        return 0
    if after >= len(words) or words.after_break[after] or head_at(words, after):
        return 0
    length, odds = people_talk().name_after(NUMBER, ahead(words, after), least=0.0, longest=longest_name(words, after))
    return length if length > 1 and odds > _LIKELIER else 0


def _has_number(words: Words, i: int) -> bool:
    """Whether a number is written to the word ("D9")."""
    after = i + 1
    return after < len(words) and words.shown[after][0].isdigit() and words.starts[after] == words.ends[i]


def street_at(words: Words, start: int, *, is_sure: bool = False) -> int:
    """Return how many words the well-known street name at `start` has, 0 when there is none.

    `is_sure` after "đường" and the like; else a name among marks must have its capital.
    """
    name, known = words.bases[start : start + _LONGEST_STREET], streets()
    while name and name not in known:
        name = name[:-1]
    is_meant = len(name) > 1 and (is_sure or not words.is_accented or words.capital[start])
    return len(name) if is_meant else 0


def street_behind(words: Words, i: int) -> int:
    """Return how many words a known street has at a word behind a house number; a small one opens with a surname."""
    is_surname = is_in(listed("clear_family_names"), words, i, i + 1)
    return street_at(words, i, is_sure=is_surname) or (0 if words.is_accented else _full_name(words, i))


def _full_name(words: Words, start: int) -> int:
    """Return how many words at `start` are a person's name by what stands in its middle ("phan van hon"), else 0."""
    end = start + _FULL_NAME
    if end > len(words) or words.bases[start : start + 1] not in listed("clear_family_names"):
        return 0
    is_name = words.bases[start + 1 : start + 2] in listed("middle_names")
    return _FULL_NAME if is_name and not any(words.after_break[start + 1 : end]) else 0


def known_name(words: Words, start: int, *, with_capitals: bool) -> int:
    """Return how many words at `start` surely are a name though typed small: a known street, "nguyen" and two more."""
    if start < len(words) and words.shown[start][0].isdigit() and not words.after_break[start]:
        dated = street_at(words, start, is_sure=True)  # "đường 30 tháng 4"
        further = known_name(words, start + 1, with_capitals=with_capitals)
        return dated or 1 + (further or _street_after_number(words, start, with_capitals=with_capitals))
    if start >= len(words) or words.after_break[start] or (with_capitals and words.capital[start]):
        return 0
    known = street_at(words, start, is_sure=True)
    if known or with_capitals or words.bases[start] not in first_words("clear_family_names"):
        return known
    if start and words.bases[start - 1] not in _OF_STREETS and not words.shown[start - 1][0].isdigit():
        return 0
    if words.bases[start] not in first_words("surnames"):
        return _full_name(words, start)
    broken = any(words.after_break[start : start + _FULL_NAME])
    return 0 if broken or len(words) - start < _FULL_NAME else _FULL_NAME
