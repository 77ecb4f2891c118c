"""Sees that a nuisance is told and nobody is accused of a crime, however hard the punishment that is demanded.

Who denounces names somebody who breaks the law in office, or a crime (law on denunciations 2018, Art. 2); noise, waste,
pavements, lorries and rude clerks are reported, also where the authority that was told so often has done nothing.
"""

from itertools import pairwise

from routing.language.folding import bare
from routing.language.words import Words
from routing.legal.accusing import (
    ACCUSING,
    Found,
    accuses_authority,
    object_of,
    says_accuse,
    speaks_of_office,
    stands_behind,
)
from routing.legal.awaited import is_awaited
from routing.legal.filing import threatens_to_complain
from routing.legal.kind_signs import signs_found
from routing.shared_matters import load_shared_matters

_CRIME, _STATE, _PROOF, _TO = "crime", "state", "proof", "to"
_CLEAR = 0.65
_ACCUSED_AFTER = frozenset((*(after for _to, after in ACCUSING), "con", "ong", "ba", "thang"))
_KEPT = ("unnamed", "keeps", "kin", "gone", "ghost", "price", "unreceipted", "threat")
_MORE_THAN_THE_WORD = (
    "wrong", "blow", "deceit", "taken", "unnamed", "shade", "threat", "keeps", "kin", "gone", "ghost", "price", "money",
    "takes",
)  # fmt: skip
_FIRMS = frozenset(
    {
        ("cong", "ty"), ("nha", "may"), ("xuong",), ("co", "so"), ("doanh", "nghiep"), ("lo",), ("trai",),
        ("hop", "tac", "xa"), ("nha", "thau"), ("chu", "dau", "tu"), ("chu", "thau"), ("don", "vi", "thi", "cong"),
        ("xi", "nghiep"), ("mo",), ("bang",), ("doi", "tuong"),
    }
)  # fmt: skip
_WORDS = frozenset({"to cao", "to giac", "toi to", "em to", "e to", "tui to", "xin to"})
# with their marks, where a text has any: "Bắc Giang" is no "bác"
_MARKED_CALLED = frozenset(
    ["ông", "bà", "anh", "chị", "chú", "bác", "cô", "cậu", "thầy", "thằng", "con", "mụ", "lão", "tên"],
)
_CALLED = frozenset(map(bare, _MARKED_CALLED))
_BEFORE_WHOM = 2  # words between the word and whoever it is said of ("tố cáo việc anh tài xế")
_TAKINGS = ("wrong", "taken", "money", "takes", "price")
_TAKING = frozenset(map(bare, ("lấy", "thu", "đòi", "tính", "tiền", "nghìn", "ngàn", "triệu", "củ", "trăm")))
_SHORT, _SCORNED_WITHIN = 25, 6  # words: of a message, and between somebody in office and the scorn
# typed without diacritics they show in no phrase, and whoever is only scorned has none of them said of him
_OF_GAIN = frozenset(
    [
        "tien",
        "trieu",
        "nghin",
        "ngan",
        "nhan",
        "lay",
        "chia",
        "thau",
        "dat",
        "rung",
        "go",
        "ruot",
        "chay",
        "quy",
        "nop",
        "vo",
    ]
)
_IDLE_WITHIN = 6
_WISHED = frozenset(
    {("de", "nghi"), ("yeu", "cau"), ("xu", "ly"), ("giai", "quyet"), ("vao", "cuoc"), ("nhieu", "lan")}
)
_GAINED = ("money", "takes", "taken", "keeps", "kin", "price")
_MORE_THAN_SCORN = (*_KEPT, *_GAINED, "meant", "shade")


def is_nuisance_topic(topic: str) -> bool:
    """Whether what a topic is about is a nuisance to its neighbours more often than anybody's crime."""
    return topic in load_shared_matters().nuisances


def is_mere_nuisance(words: Words, found: Found, *, is_topic: bool) -> bool:
    """Whether a nuisance or bad manners are told, no crime, and nobody in office gains by it.

    `is_topic`: it is about what seldom is a crime; then that a fine is demanded, or the name to be kept, tells a
    nuisance as well.
    """
    is_told = found["nuisance"] or found["manners"] or (is_topic and (found["fined"] or found["unnamed"]))
    if not is_told or tells_a_crime(words, found) or (found["unnamed"] and not is_topic):
        return False
    if speaks_of_office(words, found):
        return bool(found["manners"] or found["idle"]) and not any(found[part] for part in _GAINED)
    return not found["shade"]


def is_nuisance_by_another_word(words: Words, found: Found, *, is_topic: bool) -> bool:
    """Whether of a denunciation nothing is told but the word: what is told is a nuisance, bad work, or a high price.

    Neighbours, vehicles, a bar that is loud, a contractor who leaves a road open, a driver who takes too much. Who
    names a firm, somebody by a title, a proof or a secret, or would not be known, is taken at their word.
    """
    if not (found["said"] or says_accuse(words)) or _names_somebody(words):
        return False
    if _is_of_office(words, found) and not (threatens_to_complain(words) and not speaks_of_office(words, found)):
        return False
    is_price = bool(found["charged"]) and _accuses_first(words, found, "trader")
    is_bad_work = bool(found["undone"]) and _accuses_first(words, found, "provider")
    is_topic = is_topic or bool(found["reminded"])
    if not is_price and not (is_topic and (found["nuisance"] or is_bad_work)):
        return False
    is_proved = any(" ".join(one.phrase.bases) not in _WORDS for one in found["meant"])
    told = {part for part in _MORE_THAN_THE_WORD if _tells_more(part, found, is_price=is_price)}
    is_more = is_proved or bool(told) or _tells_a_sign_of_crime(words, found) or (is_price and _is_shown(words))
    return not (is_more or _names_firm(words, found, is_bad_work=is_bad_work))


def _tells_more(part: str, found: Found, *, is_price: bool) -> bool:
    """Whether more than the word is told; where it is a price, who takes it from a customer takes no bribe."""
    if not is_price:
        return bool(found[part])
    charged = [range(one.start, one.end) for one in found["charged"]]  # "chặt chém" is no blow
    is_taking = part in _TAKINGS
    return any(
        not (is_taking and one.phrase.bases[0] in _TAKING) and not any(one.start in price for price in charged)
        for one in found[part]
    )


def _is_of_office(words: Words, found: Found) -> bool:
    """Whether an authority or somebody in office is accused, and not only said to have done little about it."""
    if accuses_authority(words, found) and not _accuses_first(words, found, "provider"):
        return True
    if any(stands_behind(one, words, found["said"]) for one in found["office"]):
        return True
    if not speaks_of_office(words, found):
        return False
    is_of_others = any(_accuses_first(words, found, part) for part in ("private", "trader", "provider"))
    return not (is_of_others and _is_idle(found)) or any(found[part] for part in _GAINED)


def _is_idle(found: Found) -> bool:
    """Whether each of those in office is said, right before or behind, to have been told of it in vain."""
    idle = [one for one in found["idle"] if one.phrase.bases not in _WISHED]
    return all(
        any(-_IDLE_WITHIN <= one.start - office.start <= _IDLE_WITHIN for one in idle) for office in found["office"]
    )


def _accuses_first(words: Words, found: Found, part: str) -> bool:
    """Whether one of those stands right behind the word, or begins the message."""
    at = max(one.end for one in found["said"]) if found["said"] else object_of(ACCUSING, words)
    is_behind = at is not None and any(at <= one.start <= at + _BEFORE_WHOM for one in found[part])
    return is_behind or any(one.start == 0 for one in found[part])


def _is_shown(words: Words) -> bool:
    return any(one.phrase.label == _PROOF and one.quality >= _CLEAR for one in signs_found(words))


def _names_firm(words: Words, found: Found, *, is_bad_work: bool) -> bool:
    """Whether a firm is told of, but one that only works badly for the public and is not named."""
    providers = found["provider"] if is_bad_work else ()
    unnamed = [one.start for one in providers if not any(words.capital[one.end : one.end + 1])]
    return any(one.phrase.bases in _FIRMS and one.start not in unnamed for one in found["body"])


def _names_somebody(words: Words) -> bool:
    """Whether a title stands before a name ("ông Nam")."""
    said, called = (words.shown, _MARKED_CALLED) if words.is_accented else (words.bases, _CALLED)
    pairs = pairwise(range(len(words)))
    return any(said[i] in called and words.capital[after] and not words.after_break[after] for i, after in pairs)


def accuses_of_no_crime(words: Words, found: Found) -> bool:
    """Whether nobody in office and no crime is told of, nor the word said, nuisance or not."""
    return not speaks_of_office(words, found) and not found["unnamed"] and not tells_a_crime(words, found)


def only_keeps_quiet(words: Words, found: Found) -> bool:
    """Whether all that is told of somebody in office is that the people were not asked, or not shown the accounts."""
    return bool(found["closed"]) and not tells_a_crime(words, found) and not any(found[part] for part in _KEPT)


def only_scorns(words: Words, found: Found) -> bool:
    """Whether of somebody in office nothing is told but scorn, amid what is out of order: anger accuses nobody."""
    if (
        len(words) > _SHORT
        or not _OF_GAIN.isdisjoint(words.bases)
        or tells_a_crime(words, found)
        or any(found[part] for part in _MORE_THAN_SCORN)
    ):
        return False
    is_told = bool(found["nuisance"]) or any(one.phrase.label == _STATE for one in signs_found(words))
    near = (scorn.start - office.end for office in found["office"] for scorn in found["scorn"])
    return is_told and any(0 <= words_between < _SCORNED_WITHIN for words_between in near)


def tells_a_crime(words: Words, found: Found) -> bool:
    """Whether a crime is told, or the word that accuses somebody of one."""
    return bool(found["said"]) or _says_to(words) or tells_what_is_a_crime(words, found)


def tells_what_is_a_crime(words: Words, found: Found) -> bool:
    """Whether something is told that is a crime, whatever it is called."""
    return bool(found["wrong"] or found["blow"] or found["deceit"]) or _tells_a_sign_of_crime(words, found)


def _tells_a_sign_of_crime(words: Words, found: Found) -> bool:
    slight = {(one.start, one.end) for part in ("slight", "said") for one in found[part]}
    signs = (one for one in signs_found(words) if one.phrase.label == _CRIME and one.quality >= _CLEAR)
    return any((one.start, one.end) not in slight and not is_awaited(one, words) for one in signs)


def _says_to(words: Words) -> bool:
    """Whether somebody is accused by "tố" alone ("tố ông Ba", "Tố quán …"); "tổ", the quarter, is another word."""
    shown = words.shown if words.is_accented else words.bases
    accuses = "tố" if words.is_accented else _TO
    pairs = pairwise((*zip(shown, words.bases, strict=True), ("", "")))
    return any(one == accuses and (not i or after in _ACCUSED_AFTER) for i, ((one, _), (_, after)) in enumerate(pairs))
