"""In a chat that has accused somebody, words of which nobody says for what they are would be read by nobody.

They may go to no one but who handles the accusation (decision 0040): there they go where the question for which case
they are is passed over, and where it meets silence. What may accuse somebody else goes nowhere unasked, for it may be
who handles the first accusation; nor do any words where there are several.
"""

import re

from bot.dialogue.asking import rest, understood
from bot.dialogue.denounce_ways import accuses_surely, is_denouncing, may_accuse
from bot.dialogue.events import CaseLine, DraftWaits, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import AddInformation
from bot.dialogue.phrases import tidy
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import KEEPS_WORDS
from bot.dialogue.telling.telling import keep_pending, tell_pending
from routing.language.words import split
from routing.legal.accusing import names_an_office
from routing.officials.called import speaks_of_office, speaks_of_reception
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_OF_BEFORE = re.compile(
    r"\b(?:(?:ong|ba|anh|chi|co|chu|bac|thay|bon|tui|dam) (?:ay|ta|do|y|no)|no|ho|han|ong|ba|chung)\b"
)
_NAMED = re.compile(
    r"\b(?:ong|ba|anh|chi|co|chu|bac|thay|thang|con me|dong chi|ten|sep|lanh dao|ben)"
    r" (?!(?:ay|ta|do|y|no|nay|kia)\b)\w+"
)
_AMID = re.compile(r"(?<=\w )\w")  # how words begin that open no sentence
_SHORT = 14  # words
_PROOF = re.compile(
    r"\s*(?:(?:da|vang|thua|chung|nhan tien|a ma|toi|tui|em|chau|con|minh|nha toi|nguoi ta|van|hien|dang|giu|cung|deu)"
    r" )*(?:co|con|giu|luu|quay|chup|ghi|gui|bo sung)"
    r"(?: (?:duoc|lai|them|ca|mot|vai|may|so|doan|cai|nhieu|du|giu|luu|day))*"
    r" (?:bang chung|chung cu|ghi am|am thanh|clip|video|anh|hinh|giay to|bien lai|hoa don|tin nhan|nhan chung"
    r"|nguoi lam chung)\b"
)
_SOUTHERN = (("ổng", "ông ấy"), ("bả", "bà ấy"))
_SPOKEN_TO = re.compile(r"\b(?:anh|chi|co|chu|bac) (?:oi|a)\b")


def speaks_on(text: str) -> bool:
    """Whether words speak of somebody only as of one spoken of before ("ông ấy lại thu tiền"), and name nobody."""
    folded = _without_southern(text)
    return not _names_somebody(text, folded) and _OF_BEFORE.search(folded) is not None


def only_of_proof(text: str) -> bool:
    """Whether a short message says that there is proof ("tôi có thêm ghi âm"), and names nobody."""
    folded = _without_southern(text)
    told = _PROOF.match(folded) if len(text.split()) <= _SHORT else None
    return told is not None and not _names_somebody(text, folded[told.end() :])  # "có" is no "cô"


def _without_southern(text: str) -> str:
    said = tidy(text)
    for short, long in _SOUTHERN:
        said = re.sub(rf"\b{short}\b", long, said)
    return _SPOKEN_TO.sub(" ", fold(said))


def _names_somebody(text: str, folded: str) -> bool:
    is_named = not text.isupper() and any(one.isupper() for one in _AMID.findall(text))
    if is_named or names_an_office(split(text)) or speaks_of_office(text) or speaks_of_reception(text):
        return True
    return _NAMED.search(folded) is not None


def passed_over(state: State, event: Said, context: Context) -> Step | None:
    """Take words that are no answer as going on with what was kept: a new matter, or more of the accusation."""
    case = _handled_apart(state, context)
    kept = keep_pending(state, event.text)
    if case is None or _may_accuse_anew(event, kept.pending_text):
        return None
    is_new = bool(state.options) and state.options[0][0] == "new_matter"
    return tell_pending(kept, context, event.reading_of_pending) if is_new else _given(kept, case)


def met_by_silence(state: State, event: DraftWaits, context: Context) -> Step | None:
    """Let what nobody went on with be read by who handles the accusation; None where that is not safe."""
    case = _handled_apart(state, context)
    is_known = not state.pending_text or event.reading_of_pending is not None
    is_safe = not _may_accuse(event.reading_of_pending) or speaks_on(state.pending_text)
    return _given(state, case) if case and is_known and is_safe else None


def is_unread_accusation(state: State, reading: Reading | None) -> bool:
    """Whether an accusation waits for an answer of its writer, and nobody has read it."""
    is_kept = state.step in KEEPS_WORDS and _may_accuse(reading)
    return is_denouncing(state) or is_kept


def _handled_apart(state: State, context: Context) -> CaseLine | None:
    sealed = [case for case in context.running_cases if case.is_sealed]
    is_kept = state.step == "bind" and bool(state.pending_text.strip() or state.pending_media)
    return sealed[0] if is_kept and context.consented and len(sealed) == 1 else None


def _may_accuse_anew(event: Said, text: str) -> bool:
    return (_may_accuse(event.reading) or _may_accuse(event.reading_of_pending)) and not speaks_on(text)


def _may_accuse(reading: Reading | None) -> bool:
    return may_accuse(reading) or accuses_surely(reading)


def _given(state: State, case: CaseLine) -> Step:
    """Give it away with the words still at hand: the answer offers to make a new matter of them."""
    settled = understood(replace(state, case_id=case.case_id))
    return rest(settled).ordering(AddInformation(case.case_id, of_earlier=True))
