"""Tells “tt Neo”, a town, from “tt hồ sơ”, information on papers, and other names of one syllable from talk."""

from routing.name_context import is_after_place_word
from routing.plain_names import BARE
from routing.spot_names import ahead
from routing.talk import BREAK, people_talk
from routing.words import Words

WRITTEN_OUT = ("thông", "tin")  # as which "tt" is read
_FORMER = "cu"
_SURE_PLAIN, _SURE_MARKED = 0.0, -5.0  # log odds; marks vouch for "vôi", and hardly for "chờ"


def is_tt(words: Words, i: int, length: int) -> bool:
    """Whether the two words at `i` were typed as "tt", and a word follows."""
    end = i + length
    return words.shown[i:end] == WRITTEN_OUT and words.starts[i] == words.starts[i + 1] and end < len(words)


def is_followed_by_name(words: Words, i: int) -> bool:
    """Whether a capital follows the "tt" at `i`, or a word that is called former."""
    name = i + len(WRITTEN_OUT)
    return words.capital[name] or words.bases[name + 1 : name + 2] == (_FORMER,)


def may_be_short_name(words: Words, name: int, start: int) -> bool:
    """Whether a word is the name of one syllable of what is told from word `start`: where a place may stand, no talk.

    "tt hồ sơ" is about papers; without its marks, "tt cho" is mostly information for somebody.
    """
    is_placed = start == 0 or words.after_break[start] or is_after_place_word(words, start)
    if not is_placed or any(words.after_break[start + 1 : name + 1]):
        return False
    if words.capital[name]:
        return True
    is_marked = words.shown[name] != words.bases[name]
    odds = people_talk().odds_of(BREAK, ahead(words, name), 1, least=BARE)
    return odds > (_SURE_MARKED if is_marked else _SURE_PLAIN)
