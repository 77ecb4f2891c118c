"""Tells “tt Neo”, a town, from “tt hồ sơ”, information on papers, and other names of one syllable from talk."""

from routing.gazetteer.name_context import is_after_hamlet, is_after_place_word, is_surely_placed
from routing.gazetteer.plain_names import BARE
from routing.gazetteer.spot_names import ahead
from routing.gazetteer.talk import BREAK, people_talk
from routing.language.words import Words

WRITTEN_OUT = ("thông", "tin")  # as which "tt" is read
_FORMER = "cu"
_SURE_PLAIN, _SURE_MARKED = 0.0, -5.0  # log odds; marks vouch for "vôi", and hardly for "chờ"
_HARDLY_FOLLOWED, _SELDOM_FOLLOWED = 0.0003, 0.03  # what share of talk goes on so after the word: "thua | ngap"


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
    is_begun = start == 0 or words.after_break[start]
    is_placed = is_begun or is_after_place_word(words, start) or is_after_hamlet(words, start)
    if not is_placed or any(words.after_break[start + 1 : name + 1]):
        return False
    if words.capital[name]:
        return True
    is_marked = words.shown[name] != words.bases[name]
    odds = people_talk().odds_of(BREAK, ahead(words, name), 1, least=BARE)
    return odds > (_SURE_MARKED if is_marked else _SURE_PLAIN) or (start < name and _ends_there(words, name, start))


def _ends_there(words: Words, name: int, start: int) -> bool:
    """Whether a matter begins after a word typed plain, with which no talk goes on ("tt thua | ngap het duong")."""
    if words.shown[name] != words.bases[name] or words.is_accented:
        return False
    if name + 1 == len(words) or words.after_break[name + 1]:
        return is_surely_placed(words, start)
    share = people_talk().words.share(words.bases[name], words.bases[name + 1])
    return share < (_SELDOM_FOLLOWED if is_surely_placed(words, start) else _HARDLY_FOLLOWED)
