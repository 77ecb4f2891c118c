"""Plain questions about what becomes of a matter ("ai làm", "có mất tiền không"): answered, and nothing else changes.

While a matter is being told the open question is asked again after the answer; of a matter that was sent the answer
comes from its case.
"""

import re
from itertools import pairwise

from bot.dialogue.asides.laws_and_fees import of_fees_and_courts, of_law
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import advised, ask, case_fields, rest, say
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.denounce_ways import is_denouncing, reads_as_denunciation
from bot.dialogue.draft import is_topic_known
from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import asks_back, asks_why, is_tired_of_questions
from bot.dialogue.orders import ListCases
from bot.dialogue.phrases import tidy
from bot.dialogue.sent.binding import waiting_case
from bot.dialogue.sent.cases import show
from bot.dialogue.sent.lookup import found_without_code, says_lost_code
from bot.dialogue.sent.phone_questions import KEEP, WANTED
from bot.dialogue.state import State
from bot.dialogue.telling.questions import OF_DRAFT
from bot.dialogue.words import beyond_thanks, tells_of_a_threat, urges, vocabulary
from bot.messages import Reply
from routing.dangers.advice import advice_in
from routing.kinds import APART, Kind
from routing.reading import Reading
from routing.text import fold, normalise
from routing.topics import OTHER_TOPIC

_FEW, _FEW_WHY, _SOME = 9, 6, 13  # words
OF_SENT = frozenset({"idle", "bind", KEEP, WANTED})
_FOR_ROUTING = frozenset({"ask_place", "pick_place", "pick_topic"})
ASKED_IN = (frozenset(OF_DRAFT) | {"consent", "waiting"}) - {"drop", "sending"}
_LAST = "khong chua a ha vay z the nhi ko k hong hok hem hen nua ta day gi may j ai nao dau sao mo rang phai"
_FIRST = """ai bao bh khi chung luc may co xong gio roi the vay lam gui can nguoi do don phong toi tui em minh
when who what how will is does which are any"""
_CLOSING, _OPENING = frozenset(_LAST.split()), frozenset(_FIRST.split())
_BARE = """ai xu ly giai quyet lam lo chiu phu trach vu viec nay do ho so cua toi tui em minh khi nao bao gio xong
co ket qua chung mo chua tra loi a the vay rua thi nhi duoc gui nhan lau lai khong ko roi ben don vi
co quan noi nguoi hen"""
_ABOUT_NOTHING = frozenset(_BARE.split())  # words that tell of no matter
_DENIED = frozenset("khong chua chang cha ko k hong dau no chan bat doi bi dung khoi".split())  # noqa: SIM905
_NUMBER_ASKED = ("so dien thoai", "sdt", "so cua", "xin so", "cho xin so")
_TIMES = frozenset({"ngay", "hom", "bua", "tuan", "thang", "gio", "khi", "luc", "chung"})
_WHICH = frozenset({"nao", "may", "mo", "bao"})
_SINCE = frozenset({"nay", "ni", "roi", "lien", "qua", "truoc"})
_ADDRESSED = frozenset({"em", "e", "chau", "con", "bac", "co", "chu", "anh", "chi", "ad", "bot", "oi", "a"})
_OF_COST = """co mat ton het tien phi le gi khong ko k a bao nhieu nhiu dong nao phai tra nop dong gui o day nhan tin
cai nay dung vay the em ad chau anh chi ban hong mien"""
_ONLY_OF_COST = frozenset(_OF_COST.split())  # of no procedure
_ABOUT_SIGNING = frozenset({"do", "come"})
_BEYOND_SENDING = frozenset({"cost", "court"})
_SECRET, _OF_NAMES = frozenset({"secret", "who"}), frozenset({"secret", "name"})
_OF_NO_INQUIRY = _OF_NAMES | {"doctor"}  # answered at once, whatever is told
_NOW = re.compile(r"\s+(?:bây giờ|bay gio|lúc này|luc nay)(?=\W*$)", re.IGNORECASE)  # asks no other thing
_WOULD_TELL = re.compile(r"\b(?:muon|dinh|can|co chuyen|co viec)(?: \w+){0,2} (?:noi|ke|bao|to|to cao|phan anh)\b")
_AFRAID_OF_KNOWING = re.compile(
    r"\b(?:sợ|ngại|lo) (?:là |rằng |bị |lo )?(?!(?:không|chưa|ko|k)\b)(?:\w+ ){1,4}"
    r"(?:biết|phát hiện|nhận ra|mắng|la|chửi|ghét|trách|để ý|thù|trả thù|trù|trù dập|đuổi học|đuổi việc|đánh)\b"
    r"|\b(?:so|ngai) (?!dien|nha|tien|luong|nguoi|cua|to\b|may\b|do\b|hieu\b)(?:\w+ ){1,4}"
    r"(?:biet|phat hien|nhan ra|tra thu|tru dap)\b"
)


def answered(state: State, event: Said, context: Context) -> Step | None:
    """Answer a plain question; None where it is none, or where there is nothing that it could be about."""
    asked = meaning(event.text, event.reading)
    if asked == "sign":  # the form has its own answer
        return _signing(state, context)
    if asked is None or (event.is_sure and state.step not in ASKED_IN):  # there the book was asked before
        return _why(state, event, context)
    if state.step in ASKED_IN or (
        state.step == "denounce" and asked not in _OF_NAMES
    ):  # the warning answers that itself
        return _while_told(state, event, asked, context)
    if state.step not in OF_SENT or waiting_case(context) or urges(event.text):
        return None
    if not context.open_cases:
        return _of_nothing(state, event, asked, context)
    case = context.spoken_of(state.case_id)
    is_of_procedure = asked == "cost" and case.kind in {Kind.INQUIRY, Kind.PETITION}
    return None if is_of_procedure else _of_case(state, case, asked, context)


def _signing(state: State, context: Context) -> Step | None:
    """Say how whoever cannot write signs, where a paper to be signed was sent from here last."""
    case = context.spoken_of(state.case_id) if state.step in OF_SENT and context.open_cases else None
    return repeat(state, context, say("complaint.cannot_write")) if case is not None and case.kind in APART else None


def of_case(state: State, event: Said, case: CaseLine, context: Context) -> Step | None:
    """Answer a plain question about a case; None where it is none."""
    asked = meaning(event.text, event.reading)
    return _of_case(state, case, asked, context) if asked and asked != "sign" else None


def meaning(text: str, reading: Reading) -> str | None:
    """Return what a few words ask for: when, who, told, do, come, cost, court, code, name, secret; None for others."""
    text = _NOW.sub("", beyond_thanks(text))
    words = _without_address(fold(text).split())
    if not words or len(words) > _SOME or is_of_a_spot(reading) or reading.danger is not None:
        return None
    if _is_afraid(text, reading):
        return "secret"
    found = vocabulary("plain_question").longest_inside(text)
    if len(words) > _FEW and found != "secret":
        return None
    is_asked = found == "law" or _is_question(text, words)  # "luật nào" asks by itself
    if found is None or not is_asked or _is_told(text):
        return None
    return "when" if words[-1] == "chua" else found  # "có ai xử lý chưa" asks how far it has come


def _is_afraid(text: str, reading: Reading) -> bool:
    """Whether a few words say that somebody fears to be known, and nothing of what they would tell."""
    is_of_matter = reading.place is not None or reads_as_denunciation(reading) or is_topic_known(reading)
    is_exposed = tells_of_a_threat(text) or vocabulary("exposed").inside(text) or _WOULD_TELL.search(fold(text))
    fear = (vocabulary("fear").inside(text) and is_exposed) or _AFRAID_OF_KNOWING.search(normalise(text).lower())
    return bool(fear) and not is_of_matter


def is_of_a_spot(reading: Reading) -> bool:
    """Whether a message tells in which commune something is."""
    return reading.place is not None and reading.place.code is not None


def _without_address(words: list[str]) -> list[str]:
    """Return the words without those at their end by which one is spoken to ("mất tiền không em")."""
    spoken = list(words)
    while len(spoken) > 1 and spoken[-1] in _ADDRESSED:
        spoken.pop()
    return spoken


def _is_question(text: str, words: list[str]) -> bool:
    has_amount = any(one in " ".join(words) for one in ("bao nhieu", "bao nhiu", "bao lau"))
    has_who = "ai" in words and _DENIED.isdisjoint(words)
    is_wondering = tidy(text).endswith(" à")  # the mark tells it from the "ạ" of courtesy
    is_asked = (
        has_amount or has_who or is_wondering or _asks_for_day(words) or " ".join(words).startswith(_NUMBER_ASKED)
    )
    return is_asked or text.rstrip().endswith("?") or words[-1] in _CLOSING or words[0] in _OPENING


def _asks_for_day(words: list[str]) -> bool:
    """Whether it is asked which day, or how many days."""
    return any({one, other} & _TIMES and {one, other} & _WHICH for one, other in pairwise(words))


def _is_told(text: str) -> bool:
    """Whether something is told rather than asked ("không ai làm", "bắt nộp tiền", "mấy ngày nay", "ngày nào cũng")."""
    words = fold(text).split()
    is_each = "nao" in words and "cung" in words[words.index("nao") : -1]  # at the end somebody is spoken to ("cưng")
    is_since = "may" in words and any(one in _TIMES and other in _SINCE for one, other in pairwise(words))
    behind = {"ai", "nop", "dong", "nguoi", "bao"}
    return is_each or is_since or any(one in _DENIED and other in behind for one, other in pairwise(words))


def _while_told(state: State, event: Said, asked: str, context: Context) -> Step | None:
    told = state.draft.text if state.draft else state.pending_text
    if asked == "do" and (advice := advice_in(told)):  # about the harm that is told, once more
        return repeat(state, context, advised(state, advice))
    if asked not in _OF_NO_INQUIRY and _is_inquiry(state, event, asked):
        return None
    if state.step == "ask_what" and not _has_words(state):
        return None
    kind = state.draft.kind if state.draft else ""
    if asked == "law":
        return repeat(state, context, of_law(Kind.DENUNCIATION if is_denouncing(state) else kind))
    if asked in _BEYOND_SENDING:
        topic = state.draft.topic if state.draft else ""
        return repeat(state, context, of_fees_and_courts(asked, topic, kind, context))
    return repeat(state, context, _before_sending(state, asked, kind))


def _is_inquiry(state: State, event: Said, asked: str) -> bool:
    """Whether a question is being told: what else is asked belongs to it; what it costs, to any wish for papers."""
    pending = event.reading_of_pending if state.step == "consent" else None
    kind = pending.kind if pending else state.draft.kind if state.draft else ""
    return state.is_asking or kind == Kind.INQUIRY or (asked == "cost" and kind == Kind.PETITION)


def _why(state: State, event: Said, context: Context) -> Step | None:
    """Say what the place and the topic are asked for, where somebody asks or tires of it."""
    if state.step in ASKED_IN and event.reading.danger is None and _only_lost_code(event.text):
        return repeat(state, context, say("lookup.no_code_needed"))
    if state.step in _FOR_ROUTING and asks_back(event.text):
        return repeat(state, context, say("plain.why"))
    if state.step not in _FOR_ROUTING or len(event.text.split()) > _FEW_WHY:
        return None
    tells = event.reading.kind not in {Kind.INQUIRY, Kind.OTHER} and event.reading.topic != OTHER_TOPIC
    is_asked = asks_why(event.text) and not tells
    return repeat(state, context, say("plain.why")) if is_asked or is_tired_of_questions(event.text) else None


def _only_lost_code(text: str) -> bool:
    return len(text.split()) <= _FEW_WHY and says_lost_code(text)


def _has_words(state: State) -> bool:
    return state.draft is not None and bool(state.draft.text.strip())


def _before_sending(state: State, asked: str, kind: str) -> Reply:
    if state.step == "outside" and asked == "who":
        return say("plain.who_outside")
    if is_denouncing(state) and asked in _SECRET:
        return say("denounce.known")
    if asked == "name" and is_denouncing(state):
        return say("denouncing.nameless")
    if is_denouncing(state) and asked in _ABOUT_SIGNING:
        return say("plain.sign_accusation")
    is_signed = kind == Kind.COMPLAINT or state.step.startswith(FORM_STEP)
    if asked == "name" and is_signed:
        return say("complaint.no_name")
    return say("plain.sign" if is_signed and asked in _ABOUT_SIGNING else f"plain.{asked}")


def _of_nothing(state: State, event: Said, asked: str, context: Context) -> Step | None:
    """Say that nothing was sent from here, to a few words that ask of a matter and tell none."""
    if asked in {"secret", "name"}:
        return repeat(state, context, say("plain.secret_of_all"))
    has_sent = context.past_cases or state.pending_text
    if asked == "code" and has_sent:
        return found_without_code(state, context)
    if asked in {"law", "doctor"}:
        return repeat(state, context, say(f"plain.{asked}"))
    if asked == "cost" and _ONLY_OF_COST.issuperset(fold(event.text).split()):
        return repeat(state, context, say("plain.cost"))
    is_bare = asked == "code" or _ABOUT_NOTHING.issuperset(fold(event.text).split())
    if has_sent or not is_bare:
        return None
    return ask(state, "idle", "cases.none", ["lookup", "new"])


def _of_case(state: State, case: CaseLine, asked: str, context: Context) -> Step:
    if asked == "secret" and case.is_sealed:
        return repeat(state, context, say("denounce.known"))
    if asked == "code" and len(context.open_cases) > 1:
        return rest(state).ordering(ListCases())
    if asked not in _OF_ANY_CASE and (case.is_answered or case.is_sealed):
        return show(state, case, context)
    return repeat(state, context, _from_case(state, case, asked, context))


def _from_case(state: State, case: CaseLine, asked: str, context: Context) -> Reply:
    if asked in _BEYOND_SENDING:
        return of_fees_and_courts(asked, case.topic, case.kind, context)
    if asked == "law":
        return of_law(case.kind)
    fields = case_fields(case, state, context)
    told = {name: fields[name] for name in ("code", "state", "unit", "officer", "phone", "due", "missed")}
    needs_signing = case.kind in {Kind.COMPLAINT, Kind.DENUNCIATION} and asked in _ABOUT_SIGNING
    return say("plain.case_sign" if needs_signing else _KEYS.get(asked, f"plain.case_{asked}"), **told)


_KEYS = {"name": "plain.name", "doctor": "plain.doctor"}
_OF_ANY_CASE = frozenset({*_BEYOND_SENDING, "code", "secret", "name", "law", "doctor"})
