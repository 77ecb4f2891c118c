"""Before anybody is named in a chat: a warning, what the law protects, and the ways to send an accusation."""

import re

from bot.dialogue.asking import Option, ask, say
from bot.dialogue.draft import TOLD
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import Draft, State
from bot.dialogue.words import tells_of_a_threat
from bot.messages import Reply
from routing.conflicts import CORRUPTION_TOPIC, GUARDED
from routing.dangers.advice import advice_in
from routing.kinds import Kind
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

WAYS: tuple[Option, ...] = ("sealed_page", "denounce_here", "denounce_paper", "denounce_tip")
PAGE_SHOWN = ("denounce_erase", "denounce_here")
PAPER_SHOWN = ("sealed_page", "denounce_here", "denounce_erase")
_OUTRIGHT = fold("tố cáo")
_WOULD_DENOUNCE = re.compile(r"\b(?:muon|dinh|tinh) (?:lam don |gui don |viet don )?to (?:cao|giac)\b")
_HARMS = frozenset({"violence", "assault"})
_BEYOND_DOUBT, _NEAR = 0.6, 0.4
_WORTH_ASKING = 0.2  # share of an accusation beside another kind
_THROUGH = {"telegram": "telegram", "zalo_oa": "zalo", "zalo_bot": "zalo", "web": "web"}


def is_denunciation(draft: Draft | None) -> bool:
    """Whether what is being told is an accusation."""
    return draft is not None and draft.kind == Kind.DENUNCIATION


def is_denouncing(state: State) -> bool:
    """Whether an accusation is being told, also before it may be kept."""
    return state.step == "denounce" or is_denunciation(state.draft)


def reads_as_denunciation(reading: Reading | None) -> bool:
    """Whether a message is an accusation."""
    return reading is not None and reading.kind is Kind.DENUNCIATION


def accuses_surely(reading: Reading | None) -> bool:
    """Whether a message is an accusation beyond doubt: nothing of it may stand where the accused could read it.

    Whoever reports corruption is protected as who denounces it (law on corruption, Art. 67).
    """
    if reading is None:
        return False
    is_bribery = reading.topic == CORRUPTION_TOPIC and reading.kind not in {Kind.OTHER, Kind.INQUIRY}
    if reads_as_denunciation(reading):
        return is_bribery or reading.kind_confidence >= _BEYOND_DOUBT
    return is_bribery and reading.confidence >= _BEYOND_DOUBT


def says_outright(text: str) -> bool:
    """Whether the word itself is said: somebody is denounced, or is not."""
    return _OUTRIGHT in fold(text)


def may_accuse(reading: Reading | None) -> bool:
    """Whether a message is an accusation, or nearly reads as one."""
    if reading is None or reading.kind is Kind.OTHER:
        return False
    is_near = reading.kind_second is Kind.DENUNCIATION and reading.kind_second_share >= _NEAR
    return reads_as_denunciation(reading) or (is_near and reading.topic in GUARDED)


def wants_way(draft: Draft) -> bool:
    """Whether the citizen has not chosen yet how to send an accusation."""
    return is_denunciation(draft) and not draft.way


def is_second_of(kind: str, share: float) -> bool:
    """Whether an accusation is so likely beside another kind that it has to be reckoned with."""
    return kind == Kind.DENUNCIATION and share >= _WORTH_ASKING


def is_in_doubt(draft: Draft) -> bool:
    """Whether it may be an accusation, and nobody has been asked yet; who cries for help is not asked.

    So may a question about what somebody has done: those accused would be who answers it.
    """
    if draft.kind_asked or draft.in_danger:
        return False
    if draft.kind == Kind.INQUIRY:
        return is_second_of(*draft.second_kind) or _would_denounce(draft.text)
    return draft.kind in TOLD and (is_second_of(*draft.second_kind) or _tells_of_corruption(draft))


def _would_denounce(text: str) -> bool:
    """Whether whoever asks says outright that they want to denounce, and what was done."""
    return _WOULD_DENOUNCE.search(fold(text)) is not None and tells_a_wrong(text)


def _tells_of_corruption(draft: Draft) -> bool:
    """Whether a report is surely about corruption: its writer is protected as who denounces (law on it, Art. 67)."""
    is_sure = draft.confidence >= _BEYOND_DOUBT and draft.kind_confidence < 1
    return draft.topic == CORRUPTION_TOPIC and is_sure and draft.topic_by == "machine"


def ask_whether(state: State, context: Context) -> Step:
    """Ask in plain words whether somebody is accused."""
    del context
    if state.draft is not None and state.draft.kind == Kind.INQUIRY:
        return ask(state, "ask_accusing", "denounce.whether_asked", ["accuses", "only_asks"])
    return ask(state, "ask_accusing", "denounce.whether", ["accuses", "only_tells"])


def ask_way(state: State, context: Context) -> Step:
    """Ask how the accusation is to be sent; the first time with the warning before it."""
    state = replace(state, draft=with_kind(state.draft)) if state.draft else state
    if state.step == "denounce" and state.options:
        return _ask_again(state)
    step = ask(state, "denounce", "denounce.ask", WAYS, phone=context.office_phone)
    return step.after(warning(context))


def _ask_again(state: State) -> Step:
    """Ask the same once more, with the choices beside it: behind the page and the letter there are others."""
    offered = tuple(option for option, _label in state.options)
    key = {PAGE_SHOWN: "denounce.page_again", PAPER_SHOWN: "denounce.paper_again"}.get(offered, "denounce.again")
    return ask(state, "denounce", key, offered if key != "denounce.again" else WAYS)


def is_whole_warning(state: State) -> bool:
    """Whether the open question is how to send an accusation, which comes with the warning."""
    return state.step == "denounce" and tuple(option for option, _label in state.options) == WAYS


def warning(context: Context) -> Reply:
    """Say through whose hands a message in this chat goes."""
    return say(f"denounce.through_{_THROUGH.get(context.channel, 'any')}")


def with_kind(draft: Draft | None) -> Draft:
    """Return the draft as an accusation, which no later word makes anything else."""
    return replace(draft or Draft(), kind=Kind.DENUNCIATION.value, kind_confidence=1.0)


def is_threatened(text: str, reading: Reading | None, state: State, context: Context) -> bool:
    """Whether somebody who accuses, or has accused, tells of a threat or a danger."""
    has_accused = any(case.kind == Kind.DENUNCIATION for case in context.open_cases)
    if not (has_accused or is_denouncing(state) or reads_as_denunciation(reading)):
        return False
    is_danger = reading is not None and reading.danger is not None and reading.danger.kind == "crime"
    return is_danger or tells_of_a_threat(text) or tells_of_blows(text)


def tells_of_blows(text: str) -> bool:
    """Whether the message tells that somebody is beaten or threatened."""
    advice = advice_in(text)
    return advice is not None and advice.code in _HARMS
