"""Judges names typed small, without marks and without their type: "que vo" is Quế Võ, or somebody's wife's village."""

from routing.gazetteer.name_context import (
    is_after_place_word,
    is_in_address,
    is_in_spot,
    is_of_person,
    is_relative,
    runs_together,
    stands_with_next,
)
from routing.gazetteer.namesakes import is_never_talk, is_often_talk, is_seldom_talk
from routing.gazetteer.place_words import follows, listed
from routing.gazetteer.spot_names import ahead
from routing.gazetteer.talk import BREAK, people_talk
from routing.language.words import Words

BARE = 0.02  # how often at least a place stands without its type
# by what log odds it must beat talk: after "ở", after "công an", elsewhere; there too, when it is talk often
_AFTER_AT, _AFTER_NEAR, _SURE_BARE, _SURE_OFTEN, _SURE_TYPED = -7.0, 0.0, 2.0, 4.0, -2.0
# for names that hardly are other words: after a word for places; today's that never were, today's; old ones alike
_SELDOM_PLACED, _NEVER_TODAYS, _SELDOM_TODAYS, _NEVER, _SELDOM = -4.0, -1.5, -0.5, 1.0, 2.0
_NOT_OFTEN_TODAYS = -0.8  # when it is talk now and then
_ORDINARY, _AT_START = 2.5, 1.5  # how much more where a list calls it a word; how much less at the start of all
_OFTEN_MET, _ONE_WORD = 3, 0.04
_RIVER_WORDS = frozenset({"song", "cau"})


def is_told_plain(words: Words, i: int, end: int, *, is_ours: bool, is_todays: bool) -> bool:
    """Whether the name is likelier than talk of the same words."""
    is_seldom = is_seldom_talk(words.bases[i:end])
    if (
        is_of_person(words, i)
        or is_relative(words, i, end)
        or is_in_spot(words, i, is_clear=is_todays or (is_ours and is_seldom))
    ):
        return False
    if (is_ours and runs_together(words, i, end)) or (_is_other(words, i, end) and not (is_todays and is_seldom)):
        return False
    if _stands_with_neighbour(words, i, end):
        return False
    before = words.bases[i - 1] if i and not words.after_break[i] else BREAK
    odds = people_talk().odds_of(before, ahead(words, i), end - i, least=BARE)
    if not is_ours:
        return odds > _needed_elsewhere(words, i, is_seldom=is_seldom)
    if is_seldom:
        return odds > _needed_of_seldom(words, i, end, is_todays=is_todays)
    return odds > _needed(words, i, end, is_todays=is_todays)


def _stands_with_neighbour(words: Words, i: int, end: int) -> bool:
    """Whether the first or the last syllable is of a word of the talk with its neighbour ("kien | lao dong")."""
    if is_after_place_word(words, i) or is_in_address(words, i):
        return False
    is_after = i > 0 and not words.after_break[i] and _is_word(words.bases[i - 1], words.bases[i])
    return is_after or (
        end < len(words) and not words.after_break[end] and _is_word(words.bases[end - 1], words.bases[end])
    )


def _is_word(first: str, second: str) -> bool:
    """Whether a word was met so often before another, among all before which it was met, that both are one."""
    talk = people_talk().words
    return talk.pairs.get(first, {}).get(second, 0) >= _OFTEN_MET and talk.share(first, second) > _ONE_WORD


def _is_ordinary(words: Words, i: int, end: int) -> bool:
    return any(words.bases[i:end] in listed(name) for name in ("ordinary", "ordinary_plain"))


def _is_other(words: Words, i: int, end: int) -> bool:
    """Whether the words are other ones unless "ở" stands before."""
    return words.bases[i] in _RIVER_WORDS or (_is_ordinary(words, i, end) and not follows(words, i, listed("at")))


def _needed_of_seldom(words: Words, i: int, end: int, *, is_todays: bool) -> float:
    if follows(words, i, listed("at")):
        return _AFTER_AT
    if is_after_place_word(words, i) or is_in_address(words, i):
        return _SELDOM_PLACED
    is_never = is_never_talk(words.bases[i:end])
    if not is_todays:
        return _NEVER if is_never else _SELDOM
    needed = _NEVER_TODAYS if is_never else _SELDOM_TODAYS
    return needed + _ORDINARY if _is_ordinary(words, i, end) else needed - _AT_START * _opens(words, i, end)


def _needed(words: Words, i: int, end: int, *, is_todays: bool) -> float:
    if follows(words, i, listed("surely_at")):
        return _AFTER_AT
    if any(follows(words, i, listed(name)) for name in ("at", "near", "offices")) or is_in_address(words, i):
        return _AFTER_NEAR
    if is_todays and not is_often_talk(words.bases[i:end]):
        return _NOT_OFTEN_TODAYS - _AT_START * _opens(words, i, end)
    return _SURE_BARE if is_todays and is_after_place_word(words, i) else _SURE_OFTEN


def _opens(words: Words, i: int, end: int) -> bool:
    """Whether the message opens with the name, and what comes after hardly goes with its last word."""
    return i == 0 and (end >= len(words) or not stands_with_next(words, end - 1))


def _needed_elsewhere(words: Words, i: int, *, is_seldom: bool) -> float:
    """Return the log odds for a name of another province."""
    if follows(words, i, listed("at")):
        return _AFTER_AT if is_seldom or follows(words, i, listed("surely_at")) else _AFTER_NEAR
    return _SURE_BARE if is_seldom else _SURE_OFTEN


def is_told_typed(words: Words, i: int) -> bool:
    """Whether a name of one word, "chu" or "kep", follows its type and is no other word."""
    return people_talk().odds_of(words.bases[i - 1], ahead(words, i), 1, least=BARE) > _SURE_TYPED
