"""By how much the model must take for a danger what is staged, vented, over or lasts, or names nothing grave."""

from collections.abc import Collection, Container
from functools import cache
from math import inf

from routing.dangers.danger_lexicon import Told, danger_tables, lexicon
from routing.dangers.danger_scorer import Part
from routing.language.denials import is_denied
from routing.language.folding import fold
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.words import Words

_ELECTRIC = "#electric"
_BURNS, _BOTTLES = ("#fire", "#smoke", "#gas:", "#blast"), frozenset({("binh", "gas"), ("binh", "ga")})
_IT, _NOT = "no", frozenset({"khong", "ko", "k", "chua", "chang"})
_IT_DOES = frozenset((does,) for does in (*_NOT, "tat", "bi", "cu", "van", "hong", "hu", "keu", "cung"))
_NEVER, _CLEARLY, _ASKED, _SOMEWHAT, _NOTHING = inf, 0.25, 0.2, 0.085, -1.0
_WELL_SPELT, _SPELT = 0.9, 0.6
_A_STORY = 20  # words; of less, nothing may have come after
_ENDED_BY_WORK = frozenset({"fire", "electric", "collapse", "crime", "drowning", "any"})
_CHILD, _FAINT, _CALL = "#child", "#faint", "#call"
_IN_NEED = frozenset({_CHILD, "#frail", "#many", _FAINT, "#cry", "#trapped"})
_SOMEBODY = _IN_NEED | {"#person"}
_UNOPENED = frozenset({("khong", "mo", "duoc")})
_UNANSWERED = frozenset(
    tuple(said.split())
    for said in (
        "khong ai tra loi",
        "khong tra loi",
        "khong thua",
        "goi khong thua",
        "goi khong nghe",
        "goi khong duoc",
    )
)
_SHUT_OUT = frozenset({("khoa", "cua"), ("khoa", "trai"), ("khong", "mo", "cua")})
_OF_THE_WEAK = frozenset({"suicide", "child"})
_A_CLAUSE = 12  # words
_OFFICE = "#papers"
_TOGETHER = frozenset({"va", "voi", "cung", "lan", "ca", "nguoi"})
# of these "chưa ra" traps nobody ("chưa ra kết luận")
_PAPERS_TO_COME = frozenset((one,) for one in ("ket", "quyet", "van", "so", "giay", "thong", "bien"))
# words between whom a current struck and the blow: "con gà nhà hàng xóm bị …"
_OF_WHOM = 5
_URGENT = frozenset({"#now", "#today", "#call", "#unsolved", "#hurt", "#faint", "#trapped", "#crush", "#cry"})
_OF_NATURE = frozenset({"collapse", "drowning", "any"})
_AT_HAND = (_URGENT - {"#crush"}) | {"#soon"}  # what somebody fears may bury them has not
# harm that people do lasts as well and is no less of a danger
_OF_PEOPLE = frozenset({"#child", "#frail", "#attack", "#abuse", "#threat", "#captive", "#weapon", "#despair"})
# what happened weeks ago, and was dealt with, goes on where one of these stands
_GOES_ON = frozenset(
    {"#now", "#today", "#call", "#unsolved", "#trapped", "#habit", "#threat", "#captive", "#weapon", "#despair"}
)
_DEALT_WITH = frozenset({"#improve", "#legal"})
_TO_BE_MENDED = frozenset({"#habit", "#improve"})
_ASKS = frozenset({"khong", "chua", "ha", "vay", "nhi", "a", "he", "hong", "hem"})


def least_said(part: Part, told: Collection[Told]) -> float:
    """Return what the model must say at least of words in which phrases are told; below 0 where there is no doubt."""
    if not part.is_cut and _kinship().issuperset(part.words.bases):
        return _NEVER
    if not part.is_cut and not any(one.meaning.is_grave or one.meaning.is_sure for one in told):
        return (
            _NEVER if _is_vented(part.words) or _is_harmless(part.words) else _ASKED if _asks(part.words) else _SOMEWHAT
        )
    signs = {one.sign for one in told}  # a word typed without diacritics that may be another has another sign
    if not any(is_clear(one) for one in told):
        if _is_vented(part.words):
            return _NEVER
        if _is_harmless(part.words):
            return _NEVER if signs.isdisjoint(_SOMEBODY) else _CLEARLY
    if not signs.isdisjoint(_URGENT):
        return _NOTHING
    is_nuisance = signs >= _TO_BE_MENDED and signs.isdisjoint(_OF_PEOPLE)
    return _CLEARLY if is_nuisance or _is_staged(part.words) else _NOTHING


def is_only_burden(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether a danger is read where somebody only says what weighs on them: no thing falls, and nobody is hurt."""
    if kind not in {"collapse", "medical"} or not _stands_in(words, "burdened", least=_SPELT):
        return False
    if any(is_clear(one) and one.meaning.is_event and one.meaning.kind != "collapse" for one in told):
        return False
    return not _stands_in(words, "structures", least=_SPELT)


def is_only_telephone(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds electric is a telephone ("số điện thoại gọi không được")."""
    electric = [one for one in told if one.sign.startswith(_ELECTRIC)] if kind == "electric" else []
    return bool(electric) and all(words.bases[one.end : one.end + 1] == ("thoai",) for one in electric)


def is_only_bottle(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds like fire is a bottle of gas that stands there, or is sold."""
    burns = [one for one in told if one.sign.startswith(_BURNS)] if kind == "fire" else []
    if _stands_in(words, "leaks", least=_SPELT):
        return False
    return bool(burns) and all(_BOTTLES.issuperset([words.bases[one.start : one.end]]) for one in burns)


def is_only_pronoun(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds like fire is "nó" without its marks ("den duong no tat"), or what it does not do."""
    burns = [one for one in told if one.meaning.kind == kind or one.sign.startswith(_BURNS)] if kind == "fire" else []
    its = [one for one in burns if words.shown[one.start] == _IT and words.bases[one.end : one.end + 1] in _IT_DOES]
    others = [one for one in burns if one not in its]
    return bool(its) and all(words.bases[max(one.start - 1, 0)] in _NOT for one in others)


def is_only_unopened(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds grave is that something does not open, and nothing is named that shuts anybody in."""
    del kind
    return _is_all_grave(words, told, _UNOPENED) and not _stands_in(words, "shuts", least=_SPELT)


def is_only_unanswered(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds grave is that an office, or who is in it, does not answer, and nobody else is named."""
    del kind
    signs = {one.meaning.sign for one in told} - {_FAINT}  # which they themselves are a sign of
    return _is_all_grave(words, told, _UNANSWERED) and _OFFICE in signs and signs.isdisjoint(_SOMEBODY)


def is_only_absorbed(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that sounds grave is that who plays, or stares at a telephone, does not answer."""
    del kind
    told = [one for one in told if one.sign != _ELECTRIC]  # a telephone
    return _stands_in(words, "absorbed", least=_SPELT) and _is_all_grave(words, told, _UNANSWERED | _SHUT_OUT)


def is_only_dear(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether a price shocks, or somebody is annoyed, and nothing grave is told beside a cry ("trời ơi")."""
    del kind
    others = [one for one in told if one.sign != _CALL and (words.is_accented or one.end - one.start > 1)]
    return _stands_in(words, "dear", least=_SPELT) and not any(map(is_clear, others))


def is_only_claimed(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether something is claimed today for what years ago did: all that is grave stands in the clause of its year."""
    if kind in _OF_THE_WEAK or not _stands_in(words, "claims", least=_SPELT):
        return False
    years = [one for one in _book("years_ago").find(words) if one.quality >= _SPELT]
    grave = [one for one in told if one.meaning.is_grave or one.meaning.is_sure] if years else []
    grave = [one for one in grave if words.bases[one.end : one.end + 1] not in _PAPERS_TO_COME]
    return bool(grave) and all(any(_in_clause(one.start, year.start, words) for year in years) for one in grave)


def is_only_foreseen(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that slides or floods is feared in its clause, by somebody who asks to be moved away in time."""
    if kind not in _OF_NATURE or not _stands_in(words, "moved_away", least=_SPELT):
        return False
    if not _AT_HAND.isdisjoint(one.sign for one in told):
        return False
    fears = [one.start for one in _book("feared_ahead").find(words) if one.quality >= _SPELT]
    grave = [one.end - 1 for one in told if one.meaning.is_grave or one.meaning.is_sure] if fears else []
    return bool(grave) and all(any(at < one and _in_clause(at, one, words) for at in fears) for one in grave)


def is_of_years_ago(words: Words) -> bool:
    """Whether something of years ago is told at all."""
    return _stands_in(words, "years_ago", least=_SPELT)


def _in_clause(at: int, other: int, words: Words) -> bool:
    """Whether two words stand in one clause, few words apart."""
    first, last = sorted((at, other))
    return last - first <= _A_CLAUSE and not any(words.after_break[first + 1 : last + 1])


def _is_all_grave(words: Words, told: Collection[Told], said: Container[tuple[str, ...]]) -> bool:
    """Whether something grave is told, and nothing but these words, without diacritics."""
    grave = [one for one in told if one.meaning.is_grave or one.meaning.is_sure]
    return bool(grave) and all(words.bases[one.start : one.end] in said for one in grave)


def is_over(words: Words) -> bool:
    """Whether a story tells what is told only when a danger is over ("khi tỉnh lại", "cơ quan điều tra")."""
    return len(words) >= _A_STORY and _stands_in(words, "over", least=_SPELT)


def is_settled(words: Words, kind: str) -> bool:
    """Whether what is told was told before, and whoever came since has ended it: nothing burns or hangs any more.

    Not of whom somebody hurt, or who may be dying: what becomes of people is seldom over when it is told so.
    """
    if kind not in _ENDED_BY_WORK:
        return False
    found = _book("ended").find(words)
    ended = [one.end for one in found if one.quality >= _SPELT and not is_denied(words, one.start)]
    if not ended or not _stands_in(words, "told_before", least=_SPELT):
        return False
    end = max(ended)
    behind = frozenset((words.shown if words.is_accented else words.bases)[end:])
    is_grave = any(one.start >= end and is_clear(one) for one in lexicon().find(words))
    return not is_grave and behind.isdisjoint(_anew(is_accented=words.is_accented))


def is_only_past(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether blows of some time ago are told for how somebody dealt with them, and nothing says that they go on."""
    del words
    signs = {one.sign for one in told}
    is_dealt_with = "#past" in signs and not signs.isdisjoint(_DEALT_WITH)
    return kind in {"child", "crime"} and is_dealt_with and signs.isdisjoint(_GOES_ON)


def is_only_animal(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether who is lost is a beast, and no child is told of; without diacritics that is not to be told."""
    if kind != "child" or not words.is_accented or any(one.sign == _CHILD for one in told):
        return False
    return _stands_in(words, "strayed")


def is_only_beast(words: Words, kind: str, told: Collection[Told]) -> bool:
    """Whether all that a current struck are beasts, told of right before it and without anybody beside them."""
    struck = [one for one in told if one.meaning.kind == "electric" and one.meaning.is_sure]
    if kind != "electric" or not struck or any(one.sign in _IN_NEED for one in told):
        return False
    first = min((one.start for one in told if one.sign in _SOMEBODY), default=len(words))
    beasts = [one for one in _book("beasts").find(words) if one.quality >= _WELL_SPELT and one.start < first]
    return all(any(_is_of(beast.end, one.start, words) for beast in beasts) for one in struck)


def _is_of(end: int, start: int, words: Words) -> bool:
    """Whether a blow at word `start` is that of a beast told of up to `end`, and of nobody "with" it."""
    return 0 <= start - end <= _OF_WHOM and _TOGETHER.isdisjoint(words.bases[end:start])


def is_recovered(words: Words, kind: str) -> bool:
    """Whether a story of an illness tells that whoever had it is well again."""
    return kind in {"medical", "any"} and len(words) >= _A_STORY and _stands_in(words, "recovered", least=_SPELT)


def is_clear(one: Told) -> bool:
    """Whether a phrase is grave, and no short word that without diacritics may be another."""
    return (one.meaning.is_grave or one.meaning.is_sure) and one.sign == one.meaning.sign


def _asks(words: Words) -> bool:
    return words.asks() or words.bases[-1] in _ASKS


def _is_staged(words: Words) -> bool:
    """Whether a film, a game, a play or an exercise is told of."""
    return _stands_in(words, "staged")


def _is_harmless(words: Words) -> bool:
    """Whether what is told only sounds grave: a race on bicycles, a door that sticks."""
    return _stands_in(words, "harmless")


def _is_vented(words: Words) -> bool:
    """Whether it is only said how hard something is to bear."""
    return _stands_in(words, "vented")


def _stands_in(words: Words, table: str, *, least: float = _WELL_SPELT) -> bool:
    return any(one.quality >= least for one in _book(table).find(words))


@cache
def _anew(*, is_accented: bool) -> frozenset[str]:
    """Return what tells that it goes on; without its marks "còn" is a child as well."""
    listed = danger_tables()["anew"]
    return frozenset(listed["words"].split() if is_accented else map(fold, listed["plain"].split()))


@cache
def _kinship() -> frozenset[str]:
    return frozenset(fold(word) for word in danger_tables()["kinship"]["words"].split())


@cache
def _book(table: str) -> SeldomBook:
    return SeldomBook(parse_listed(danger_tables()[table]["words"], table, 1.0))
