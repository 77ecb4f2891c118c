"""Tells what stands around a name: a word for places, a street or a hamlet before it, a person, a spot, talk."""

from routing.gazetteer.place_words import HARDLY_ELSE, first_words, follows, head_at, heads, is_in, listed, streets
from routing.gazetteer.talk import people_talk
from routing.language.words import Words

_PLACE_WORDS = ("at", "near", "offices", "towards", "institutions", "resident")
_LONGER = ("near", "offices", "towards", "resident")
_SELDOM_SPOTS = frozenset({"dong", "dinh", "tram"})
SIDE = "ben"  # mostly "bên", and many landings are called after their town
_LONGEST_STREET, _FARTHEST_HEAD = 3, 4
_OF_TALK = 0.009  # what share of what follows a word shows talk
_NUMBERED = "so"  # "thôn số 3"
_MIDDLE_NAMES = frozenset({"thi", "van"})
_STREETS = frozenset({"duong", "pho"})


def is_after_place_word(words: Words, i: int) -> bool:
    """Whether a word stands before after which a place is named, "ở" or "công an"."""
    return any(follows(words, i, listed(name)) for name in _PLACE_WORDS)


def is_surely_placed(words: Words, i: int) -> bool:
    """Whether "ở" or an office stands before."""
    return follows(words, i, listed("surely_at")) or follows(words, i, listed("offices"))


def is_after_title(words: Words, i: int) -> bool:
    """Whether a person's title or a thing stands before; "nhà em", "dia chi" and "uy ban" end with none."""
    return follows(words, i, listed("not_after")) and not _is_after_longer(words, i)


def _is_after_longer(words: Words, i: int) -> bool:
    """Whether a phrase for places of several words stands before, whose last alone would be another word."""
    return any(follows(words, i, listed(name), least=2) for name in _LONGER)


def is_after_hamlet(words: Words, i: int) -> bool:
    """Whether a hamlet of a number or of one usual word stands before ("tổ 3", "thôn Đoài")."""
    if i < 2 or any(words.after_break[i - 1 : i + 1]) or words.bases[i : i + 2] in streets():  # noqa: PLR2004 - two words
        return False
    is_name = words.shown[i - 1].isdigit() or is_in(listed("single_names"), words, i - 1, i)
    return is_name and follows(words, i - 1 - (words.bases[i - 2] == _NUMBERED), listed("hamlets"))


def is_in_address(words: Words, i: int) -> bool:
    """Whether an address begins before: "duong le loi", "thon doai", or a spot and a comma."""
    if _ends_street(words, i) or is_after_hamlet(words, i):
        return True
    if not i or not words.after_break[i] or words.text[words.ends[i - 1] : words.starts[i]].strip() != ",":
        return False
    for k in range(i - 1, max(0, i - _FARTHEST_HEAD) - 1, -1):
        if k < i - 1 and head_at(words, k):
            return True
        if words.after_break[k]:
            break
    return _ends_street(words, i, is_broken=True)


def _ends_street(words: Words, i: int, *, is_broken: bool = False) -> bool:
    """Whether a street that is known everywhere is named up to word `i`, there after a sentence sign or not."""
    if i < 2 or words.after_break[i] != is_broken:  # noqa: PLR2004 - the shortest has two words
        return False
    return any(
        words.bases[i - n : i] in streets() and not any(words.after_break[i - n + 1 : i])
        for n in range(2, min(_LONGEST_STREET, i) + 1)
    )


def is_of_spot(words: Words, i: int) -> bool:
    """Whether a word right before opens the name of a spot."""
    if not i or words.after_break[i] or words.bases[i - 1] == SIDE or _ends_street(words, i):
        return False
    if not follows(words, i, heads()) or (_is_of_compound(words, i - 1) and words.bases[i : i + 2] not in streets()):
        return False
    return words.is_accented or not (follows(words, i, listed("no_heads")) or _is_after_longer(words, i))


def _is_of_compound(words: Words, head: int) -> bool:
    """Whether the word at `head`, though it opens spots, ends a word of the talk ("lao động", "chất đống")."""
    if words.bases[head : head + 1] not in heads() or (head and words.starts[head] == words.starts[head - 1]):
        return False  # "kp" is written out as one
    if not head_at(words, head):
        return True
    if not head or words.after_break[head] or words.bases[head - 1] in first_words("before"):
        return False
    return stands_with_next(words, head - 1) and not is_after_place_word(words, head)


def stands_with_next(words: Words, i: int) -> bool:
    """Whether word `i`, typed plain, mostly stands with the next one in talk ("chat dong", "cot dien")."""
    if words.is_accented or {words.bases[i], words.bases[i + 1]} & HARDLY_ELSE:
        return False
    return people_talk().words.share(words.bases[i], words.bases[i + 1]) > _OF_TALK


def is_in_spot(words: Words, i: int, *, is_clear: bool) -> bool:
    """Whether a word before opens a spot whose name may go on to here ("ap tan binh duong ...").

    With a clear name no word for places between them is a part of the spot's ("duong ve tan yen").
    """
    if follows(words, i, listed("institutions")) or follows(words, i, listed("surely_at")) or is_in_address(words, i):
        return False
    if is_after_place_word(words, i) if words.is_accented else follows(words, i, listed("no_heads")):
        return False
    if is_clear and (_is_after_longer(words, i) or follows(words, i, listed("between"))):
        return False
    return any(_opens_spot(words, i - k, i, is_clear=is_clear) for k in (1, 2) if k <= i)


def _opens_spot(words: Words, head: int, i: int, *, is_clear: bool) -> bool:
    """Whether a spot begins at `head` whose name may go on to word `i`; none does in talk before a clear name."""
    if any(words.after_break[head + 1 : i + 1]) or not head_at(words, head):
        return False
    if not is_clear or head + 1 == i:
        return not (is_clear and _is_of_compound(words, head))
    return not (words.is_accented or _is_of_compound(words, head) or stands_with_next(words, head))


def begins_spot(words: Words, i: int) -> bool:
    """Whether the name could as well be a spot's ("đèo gia bắc", "cầu gồ")."""
    return head_at(words, i) > 0 and words.bases[i] not in _SELDOM_SPOTS


def is_of_person(words: Words, i: int) -> bool:
    """Whether a person's surname stands before ("nguyen thi thanh ha"); "le loi" is a street."""
    if is_surely_placed(words, i) or _ends_street(words, i) or _ends_street(words, i, is_broken=True):
        return False
    surnames = listed("person_surnames")
    return any(
        is_in(surnames, words, k, k + 1) and not (_is_told_as_talk(words, k, i) or _is_whole_street(words, k, i))
        for k in range(max(0, i - 2), i)
    )


def _is_whole_street(words: Words, k: int, i: int) -> bool:
    """Whether a street of two words ends before word `i` that opens with a surname ("duong nguyen oanh | go vap")."""
    is_full = k + 2 == i and words.bases[k + 1] not in _MIDDLE_NAMES  # "đường nguyễn thị …"
    return is_full and k > 0 and not any(words.after_break[k : i + 1]) and words.bases[k - 1] in _STREETS


def is_relative(words: Words, i: int, end: int) -> bool:
    """Whether a word for a relative opens the name and what follows is told of a person ("vo cuong | vua sinh")."""
    if words.bases[i : i + 1] not in listed("kin_plain") or is_after_place_word(words, i) or is_in_address(words, i):
        return False
    return any(is_in(listed("personal"), words, end, end + n) for n in (1, 2, 3))


def _is_told_as_talk(words: Words, k: int, i: int) -> bool:
    """Whether a surname typed plain is rather a word of the talk beside it ("tran lan", "dich vu")."""
    if k and not words.after_break[k] and stands_with_next(words, k - 1):
        return True
    return k + 1 < i and words.bases[k + 1] not in _MIDDLE_NAMES and stands_with_next(words, k)


def goes_before(words: Words, i: int) -> bool:
    """Whether another name stands right before ("Nguyễn Tân Yên"), which no office ("Công An", "UBND") or street is."""
    if not i or words.after_break[i] or words.after_break[i - 1] or not words.capital[i - 1]:
        return False
    return not is_after_place_word(words, i) and not _ends_street(words, i)


def runs_together(words: Words, i: int, end: int) -> bool:
    """Whether the first or the last syllable belongs to a word of the talk beside it ("tiền phong bì")."""
    if i and not words.after_break[i] and is_in(listed("runs_from"), words, i - 1, i + 1):
        return True
    if end >= len(words) or words.after_break[end] or not is_in(listed("runs_into"), words, end - 1, end + 1):
        return False
    return words.is_accented or not _goes_with_next(words, end)


def _goes_with_next(words: Words, i: int) -> bool:
    """Whether a word rather goes with the next one than with the one before ("tan tien | mat dien")."""
    if i + 1 >= len(words) or words.after_break[i + 1]:
        return False
    if any(is_in(listed("clauses"), words, i, i + n) for n in (2, 3)):
        return True
    talk = people_talk().words
    return talk.share(words.bases[i], words.bases[i + 1]) > talk.share(words.bases[i - 1], words.bases[i])
