"""What people say at a question of the complaint form that is no answer to it: what is it for, how much more."""

import re

from bot.dialogue.asking import missed, say, understood
from bot.dialogue.complaint_questions import ask_field, with_answer, with_facts
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_answers import has_odd_date, is_name, is_place, name_and_address
from bot.dialogue.hearing.complaint_facts import FIELDS, acts_alone, answer_to, facts_in
from bot.dialogue.hearing.impatience import asks_why, is_tired_of_questions, wishes_no_name
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import proceed
from bot.dialogue.words import corrected
from routing.dangers.urgency import names_event
from routing.language.words import split
from routing.officials.offices import titles_in
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_FRAIL = re.compile(
    r"\b(?:gia(?: yeu| ca| roi| lam| qua)|cao tuoi|om|yeu|benh|dau (?:chan|lung|yeu)|liet|tan tat|khuyet tat|nam vien"
    r"|nam mot cho|gay chan|mo xong|xe lan|[6-9]\d tuoi)\b"
)
_NO_WAY = re.compile(
    r"\b(?:khong|ko|k|chang|hong|kho|het|chua)(?: the)?(?: tu)? (?:di|den|toi|ra|len|ve|ky|ngoi|dung)\b"
    r"|\b(?:nam|bi|dang nam) (?:liet|vien|mot cho|bep)\b"
)
_CANNOT_WRITE = re.compile(r"\b(?:khong|ko|k|chang|hong) biet (?:chu|viet|ky)\b|\bmu chu\b")
_OF_PROXY = re.compile(  # asks what paper whoever stands for another needs
    r"\buy quyen(?: \w+){0,4} (?:khong|ko|k|hong|a|chua|the nao|o dau|lam sao|sao)(?: (?:a|vay|em|ad|nhi))*$"
    r"|\b(?:can|phai) (?:co )?(?:giay )?uy quyen (?:khong|ko|k|a|gi)\b"
)
_WARD = re.compile(  # for whom somebody else stands by law: whoever is under age or has lost their capacity
    r"\b(?:con|chau|em)(?: \w+){0,5}? (?:chua (?:du )?(?:18|muoi tam)|(?:\d|1[0-7]) tuoi)\b"
    r"|\b(?:vi|chua) thanh nien\b|\bmat nang luc\b|\b(?:bi|benh) (?:tam than|down|thieu nang|mat tri)\b"
)
_STANDS = re.compile(r"\b(?:dung (?:don|ten)|khieu nai|lam don|viet don|ky (?:don|thay|ho)|thay|nguoi dai dien)\b")
_OF_LAWYER = re.compile(
    r"\b(?:luat su|tro giup (?:vien )?phap ly)\b.*\b(?:khong|ko|k|hong|o dau|the nao|lam sao|sao)"
    r"(?: (?:a|vay|em|ad|nhi))*$"
)
_WISHED = (
    r"(?:huy|bo(?= quyet dinh)|boi thuong|den bu|tra (?:lai|tien|dat|du)|hoan (?:tra|lai)|tinh lai|do lai|xem xet"
    r"|xem lai|xet lai|giai quyet|cap lai|cap so|rut lai|thu hoi (?:lai )?(?:quyet dinh|so)|cong nhan|xin loi|giam|mien"
    r"|dung cuong che|bo tri|khoi phuc|phuc hoi)\b"
)
_WISH = re.compile(
    r"(?:(?:toi|tui|em|con|chau|minh|chung|gia dinh|nha|thi|la|chi|xin|mong|muon|de nghi|yeu cau|duoc|phai|co quan"
    rf"|nha nuoc|uy ban|ubnd|phuong|xa) )*{_WISHED}"
)
_TELLS_WISH = re.compile(rf"\b{_WISHED}")
_PAPERS = re.compile(
    r"(?:(?:toi|tui|em|con|chau|minh|da|thi|chi|co|kem|gui|cam|giu|day la|bo|ban|ca|them) )*"
    r"(?:so (?:do|hong|dat|ho khau)|giay(?! to gi)|bien ban|bien lai|hoa don|hop dong|trich luc|ban do"
    r"|(?:hinh )?anh chup|tai lieu|phieu|gcn|cccd)\b"
)
_NOT_KNOWN = re.compile(
    r"(?:(?:toi|tui|em|con|chau|minh|da|thi|gia|lau) )*(?:khong|ko|k|chang|chua|hong|no) (?:nho|biet|ro|thay)\b"
)
_BODY = re.compile(r"(?:ubnd|uy ban|(?:pho )?chu tich|cong an|chi cuc|thanh tra|hoi dong|can bo) \w")
_DECISION = re.compile(r"(?:(?:la|do la|cai|theo|toi|khieu nai|ve) )*(?:quyet dinh|qd)\b")
_BEFORE_DECISION = frozenset({"name", "address", "proxy", "against"})
_WHOSE = frozenset({"name", "proxy"})  # the questions who stands for it
_BEFORE_WISH = frozenset({"name", "address", "proxy"})
_SHORT, _OF_PAPERS, _BARE = 12, 6, 3  # words
_FEW = 16  # words


def heard(state: State, field: str, event: Said, context: Context) -> Step | None:
    """Hear "why", impatience and an answer to another field; None for an answer."""
    if field == "name" and wishes_no_name(event.text):
        draft = with_answer(state.draft or Draft(), field, "")
        return proceed(understood(replace(state, draft=draft)), context).after(say("complaint.no_name"))
    if told := _told_of(field, event):
        return ask_field(field, state, context).after(say(told))
    if is_tired_of_questions(event.text):
        return ask_field(field, state, context).after(say("complaint.how_many", count=str(_left(state))))
    return _of_both(state, field, event, context) or _of_other_field(state, field, event, context)


def _told_of(field: str, event: Said) -> str:
    """Return which sentence answers who cannot write or come, or asks who may stand for whom, or why; else blank."""
    if _CANNOT_WRITE.search(fold(event.text)):
        return "complaint.cannot_write"
    if cannot_come(event.text, event.reading):
        return "complaint.cannot_come"
    if _is_of_ward(field, event):
        return "complaint.ward"
    if len(event.text.split()) <= _SHORT and _OF_LAWYER.search(fold(event.text)):
        return "complaint.lawyer"
    if len(event.text.split()) <= _SHORT and _OF_PROXY.search(fold(event.text)):
        return "complaint.proxy_paper"
    return "complaint.why" if asks_why(event.text) else ""


def _is_of_ward(field: str, event: Said) -> bool:
    """Tell whether it is asked or told that whoever complains is under age or has lost their capacity (Art. 12)."""
    said = fold(event.text)
    is_told = len(said.split()) <= _FEW and event.reading.danger is None and _WARD.search(said) is not None
    return is_told and (field in _WHOSE or _STANDS.search(said) is not None)


def cannot_come(text: str, reading: Reading) -> bool:
    """Whether a short message says that whoever complains is too old or ill to come (law on complaints, Art. 12).

    Where it names what endangers them it is no such thing, however frail they are.
    """
    said = fold(text)
    is_told = len(text.split()) <= _FEW and _FRAIL.search(said) is not None and _NO_WAY.search(said) is not None
    return is_told and (reading.danger is None or not names_event(split(text), reading.danger.kind))


def _left(state: State) -> int:
    """Return how many questions are still to come, this one with them."""
    known = dict(state.draft.form) if state.draft else {}
    return max(1, sum(field not in known for field in FIELDS))


def _of_both(state: State, field: str, event: Said, context: Context) -> Step | None:
    """Take an answer to the question for the name that tells the address as well; None for any other."""
    is_of_proxy = acts_alone(event.text) and not is_place(event.text, event.reading)
    is_early = field == "name" or (field == "address" and len(event.text.split()) <= _OF_PAPERS)
    if is_early and is_of_proxy:  # who stands for it is told before it is asked
        alone = replace(state, draft=with_answer(state.draft or Draft(), "proxy", ""))
        return ask_field(field, alone, context).after(say("added.to_draft"))
    both = name_and_address(event.text, event.reading) if field == "name" else None
    if both is None:
        return None
    named = with_answer(with_answer(state.draft or Draft(), "name", both[0]), "address", both[1])
    return proceed(understood(replace(state, draft=named)), context)


def _of_other_field(state: State, field: str, event: Said, context: Context) -> Step | None:
    """Put an answer where it belongs: a place told for a name, a name told for a place; a date is looked at once."""
    known, text = dict(state.draft.form) if state.draft else {}, corrected(event.text) or event.text
    if field in _BEFORE_DECISION and not known.get("decision") and _DECISION.match(fold(text)):
        return _decision_told(state, field, text, context)
    is_of_body = _BODY.match(fold(text)) is not None
    lacks_address = not known.get("address") or known["address"] == known.get("name")
    if field in {"name", "proxy"} and lacks_address and not is_of_body and is_place(text, event.reading):
        return _moved(state, field, "address", text, context)
    if field == "address" and is_name(text, event.reading) and not known.get("name"):
        return _moved(state, field, "name", text, context)
    if field == "name" and not known.get("against") and is_of_body and len(text.split()) <= _SHORT:
        return _moved(state, field, "against", text, context)
    if field == "proxy" and not known.get("against") and any(titles_in(split(text))):
        return _moved(state, field, "against", text, context)
    return _of_later_field(state, field, text, context) or _doubtful(state, field, text, context)


def _decision_told(state: State, field: str, text: str, context: Context) -> Step:
    """Note the decision that is told at another question, and of whom it is; go on with what is still missing."""
    told = with_answer(
        state.draft or Draft(), "decision", facts_in(text).get("decision") or answer_to("decision", text)
    )
    noted = replace(state, draft=with_facts(told, text))
    is_known = field in dict((noted.draft or Draft()).form)  # whose it is may stand behind it
    step = proceed(understood(noted), context) if is_known else ask_field(field, noted, context)
    return step.after(say("complaint.as_decision"))


def _of_later_field(state: State, field: str, text: str, context: Context) -> Step | None:
    """Put a wish told for the papers, and papers told for the wish, where they belong."""
    said, known = fold(text), dict(state.draft.form) if state.draft else {}
    if len(said.split()) > _SHORT:
        return None
    if field in _BEFORE_WISH and not known.get("wish") and _WISH.match(said):
        return _moved(state, field, "wish", text, context)
    if field == "documents" and _WISH.match(said):
        before = known.get("wish", "")
        is_both = bool(_WISH.match(fold(before)))
        return _moved(state, field, "wish", f"{before}; {text}" if is_both else text, context)
    is_brief = field == "wish" and "documents" not in known and len(said.split()) <= _OF_PAPERS
    is_of_papers = is_brief and _PAPERS.match(said) is not None and not _TELLS_WISH.search(said)
    return _moved(state, field, "documents", text, context) if is_of_papers else None


def _doubtful(state: State, field: str, text: str, context: Context) -> Step | None:
    """Ask once more for what was told of another question, or cannot be: a date to come, "không nhớ số" for a wish."""
    if state.misses:
        return None
    is_bare = field == "decision" and len(text.split()) <= _BARE and any(titles_in(split(text)))
    if is_bare or (field == "wish" and _NOT_KNOWN.match(fold(text)) and len(text.split()) <= _SHORT):
        return ask_field(field, missed(state), context)
    if field == "decision" and has_odd_date(text, context.today):
        return ask_field(field, missed(state), context).after(say("complaint.odd_date"))
    return None


def _moved(state: State, field: str, other: str, text: str, context: Context) -> Step:
    draft = with_answer(state.draft or Draft(), other, answer_to(other, text))
    return ask_field(field, replace(state, draft=draft), context).after(say(_SAID.get(other, "added.to_draft")))


_SAID = {"address": "complaint.as_address", "name": "complaint.as_name"}
