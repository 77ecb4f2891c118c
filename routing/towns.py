"""Tells “tt Neo”, a town, from “tt”, short for information: both are written out the same before anybody looks."""

from routing.name_context import is_after_place_word
from routing.place_words import is_in, listed
from routing.plain_names import BARE
from routing.spot_names import ahead
from routing.talk import BREAK, people_talk
from routing.words import Words

WRITTEN_OUT = ("thông", "tin")  # as which "tt" is read
_FORMER = "cu"
_SURE_PLAIN, _OF_TALK = 0.0, 0.009


def is_tt(words: Words, i: int, length: int) -> bool:
    """Whether the two words at `i` were typed as "tt", and a word follows."""
    end = i + length
    return words.shown[i:end] == WRITTEN_OUT and words.starts[i] == words.starts[i + 1] and end < len(words)


def is_followed_by_name(words: Words, i: int) -> bool:
    """Whether a capital follows the "tt" at `i`, or a word that is called former."""
    name = i + len(WRITTEN_OUT)
    return words.capital[name] or words.bases[name + 1 : name + 2] == (_FORMER,)


def may_be_town(words: Words, name: int) -> bool:
    """Whether a name of one word behind "tt" is a town's: where a place may stand, and no word of the talk.

    "tt hồ sơ" is about papers; without its marks, "tt cho" is mostly information for somebody.
    """
    i = name - len(WRITTEN_OUT)
    is_placed = i == 0 or words.after_break[i] or is_after_place_word(words, i)
    if not is_placed or words.after_break[name] or is_in(listed("compounds"), words, name, name + 2):
        return False
    if words.shown[name] == words.bases[name]:
        return people_talk().odds_of(BREAK, ahead(words, name), 1, least=BARE) > _SURE_PLAIN
    following = words.bases[name + 1 : name + 2]
    return not following or people_talk().words.share(words.bases[name], following[0]) <= _OF_TALK
