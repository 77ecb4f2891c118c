"""An accusation: the citizen is warned, chooses a way to send it, and only then tells more."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.dialogue.asking import ask, rest, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.denounce_ways import (
    PAGE_SHOWN,
    PAPER_SHOWN,
    ask_way,
    is_denunciation,
    reads_as_denunciation,
    with_kind,
)
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Located, Said, SealedPageOpened, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.denounce_words import denies, way_said
from bot.dialogue.hearing.impatience import only_wishes_no_name, says_send
from bot.dialogue.orders import DropDraft, ForgetWords, KeepApart, OpenSealedPage, OpenTalk, RefuseConsent
from bot.dialogue.state import Draft, State
from bot.dialogue.telling import greeting
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.questions import proceed
from bot.dialogue.telling.resuming import CONSENT_BUTTONS
from bot.dialogue.telling.second import beside_accusation
from bot.dialogue.telling.telling import keep_pending, tell_pending, with_media, with_point
from bot.dialogue.words import answers, looks_like_question, vocabulary
from bot.messages import Reply
from routing.kinds import Kind
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_STUBBORN = 2
_MOST_ASKED, _MOST_OF_WAYS = 12, 16  # words
_OF_PAPER = re.compile(r"\bdon giay\b|\bnop (?:don|o dau|cho ai)\b|\b(?:phai )?len (?:xa|phuong|tinh)\b")
_CLOSING = frozenset({"khong", "ko", "k", "hong", "chua", "a", "day"})  # "có ai biết không"


def begin(state: State, context: Context) -> Step:
    """Begin an accusation, or take what is being told for one: the citizen says so."""
    draft = state.draft
    text, media = state.pending_text, state.pending_media
    if context.consented and (text or media):
        draft = add_telling(draft or Draft(), text, None)
        draft = replace(draft, media=draft.media + media)
        state = replace(state, pending_text="", pending_media=0)
    return ask_way(replace(understood(state), step="idle", draft=with_kind(draft)), context)


OTHER_WAYS = ("denounce_here", "denounce_paper")
_NO_PAGE = re.compile(
    r"\b(?:khong|ko|k|hong|chang|chua)(?: \w+){0,2} (?:vao|mo|bam|dung|len|xem|biet)(?: \w+){0,3}? "
    r"(?:web|trang|link|mang|duong dan|internet)\b"
    r"|\b(?:vao|mo|bam) (?:khong|ko|k|chang|hong) (?:duoc|dc|noi)\b"
    r"|\b(?:khong|ko|k|hong) (?:vao|mo|bam) (?:duoc|dc|noi)$"
    r"|\b(?:web|trang|link|duong dan)(?: \w+){0,3} (?:loi|hong|khong)\b"
)


def before_consent(
    state: State, context: Context, text: str, reading: Reading | None, *, media: int = 0, voices: int = 0
) -> Step:
    """Ask whether the words may be kept; of an accusation first how it is to be sent, with the warning."""
    if not reads_as_denunciation(reading):
        return ask_consent(state, context, text=text, media=media, voices=voices)
    step = ask_way(keep_pending(state, text, media, voices), context)
    return greeting.before(step, context)


def said(state: State, event: Said, context: Context) -> Step:
    """Keep what else is told and ask again; whoever only goes on telling has chosen to tell it here."""
    meant = answers(event.text)
    if taken_back := _taken_back(state, event, context):
        return taken_back
    if way := way_said(event.text) or (_agreed_to(state, event.text) if "yes" in meant else ""):
        return chosen(state, Chose(state.step_no, way, event.reading_of_pending), context)
    if (asked := _asked(event, context)) is not None:
        return ask_way(state, context).after(*asked)
    if meant or small_talk(event.text, event.reading):
        return ask_way(state, context)
    if (kept := beside_accusation(state, event)) is not None:
        return ask_way(kept, context).after(say("second.kept")).ordering(KeepApart(event.text))
    return _told(state, event, context)


def _taken_back(state: State, event: Said, context: Context) -> Step | None:
    """Take the word of whoever says that it is no accusation, or only a question; None for all other words."""
    if denies(event.text):
        return is_none(state, event, context)
    if vocabulary("meant_kind").inside(event.text) != {"asks"} or tells_a_wrong(event.text):
        return None
    return is_none(_with_words(state, event, context), event, context, kind=Kind.INQUIRY)


def _agreed_to(state: State, text: str) -> str:
    """Return what a yes agrees to: what is shown first; "gửi" erases nothing."""
    first = state.options[0][0] if state.options else "sealed_page"
    return "" if first == "denounce_erase" and says_send(text) else first


def _told(state: State, event: Said, context: Context) -> Step:
    is_afraid = vocabulary("fear").inside(event.text) and not reads_as_denunciation(event.reading)
    if is_afraid or only_wishes_no_name(event.text):
        return ask_way(_with_words(state, event, context), context).after(say("denounce.safe"))
    told = _with_words(replace(state, misses=state.misses + 1), event, context)
    if told.misses >= _STUBBORN:
        return chosen(told, Chose(told.step_no, "denounce_here", event.reading_of_pending), context)
    is_asked = looks_like_question(event.text) and not tells_a_wrong(event.text)
    return ask_way(told, context).after(say("plain.kept" if is_asked else "added.to_draft"))


def _asked(event: Said, context: Context) -> Sequence[Reply] | None:
    """Return what is answered to a short question; None for words that tell on, which are kept."""
    count, folded = len(event.text.split()), fold(event.text)
    is_question = looks_like_question(event.text) or folded.rpartition(" ")[2] in _CLOSING
    if count > _MOST_OF_WAYS or not is_question:
        return None
    tells_on = reads_as_denunciation(event.reading)  # "chủ tịch có biết không" is read so for whom it names
    is_told = tells_a_wrong(event.text)
    if count <= _MOST_ASKED and not (tells_on and is_told) and vocabulary("secrecy").inside(event.text):
        return (say("denounce.safe"),)
    return None if tells_on or is_told else _of_ways(event, count, folded, context)


def _of_ways(event: Said, count: int, folded: str, context: Context) -> Sequence[Reply] | None:
    if "trang kin" in folded:
        return (say("denounce.page_how"),)
    if _OF_PAPER.search(folded):
        return (say("denounce.paper", **_office(context)),)
    is_short = count <= _MOST_ASKED
    return () if is_short and event.reading.kind in {Kind.INQUIRY, Kind.OTHER} else None


def _with_words(state: State, event: Said, context: Context) -> State:
    if not context.consented:
        return keep_pending(state, event.text)
    return replace(state, draft=add_telling(state.draft or Draft(), event.text, event.reading))


def is_none(state: State, event: Said, context: Context, *, kind: Kind = Kind.FEEDBACK) -> Step:
    """Take the citizen's word that it is no accusation but a report, or the complaint that was being filled in."""
    draft = state.draft or Draft()
    kind = Kind.COMPLAINT if draft.form else kind
    draft = replace(draft, kind=kind.value, kind_confidence=1.0)
    told = _go_on(replace(understood(state), draft=draft), context, event.reading_of_pending)
    return told.ordering(OpenTalk())


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Keep photos with what was told."""
    if not context.consented:
        return ask_way(keep_pending(state, event.caption, event.count), context)
    kept = with_media(state, event)
    if event.caption.strip():
        kept = replace(kept, draft=add_telling(kept.draft or Draft(), event.caption, event.reading))
    return ask_way(kept, context).after(say("added.photos", count=str(event.count)))


def located(state: State, event: Located, context: Context) -> Step:
    """Keep a point with what was told."""
    return ask_way(with_point(state, event), context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Go the way that was chosen."""
    return _DOES[event.option](understood(state), event, context)


def _here(state: State, event: Chose, context: Context) -> Step:
    draft = replace(with_kind(state.draft), way="here")
    return _go_on(replace(state, draft=draft), context, event.reading_of_pending)


def _tip(state: State, event: Chose, context: Context) -> Step:
    draft = replace(with_kind(state.draft), way="tip")
    step = _go_on(replace(state, draft=draft), context, event.reading_of_pending)
    return step.after(say("denounce.tip"))


def _go_on(state: State, context: Context, reading: Reading | None) -> Step:
    if not context.consented:
        return ask(state, "consent", "consent.ask", CONSENT_BUTTONS)
    return tell_pending(state, context, reading) if state.pending_text else proceed(state, context)


def _page(state: State, event: Chose, context: Context) -> Step:
    del event, context
    return Step(state, (), (OpenSealedPage(),))


def page_opened(state: State, event: SealedPageOpened, context: Context) -> Step:
    """Hand over the link; what was told here stays until the citizen says that it may go."""
    del context
    if state.step != "denounce":
        return Step(state, (say("denounce.link", url=event.url),))
    if not has_told(state):
        # who cannot open it finds the other ways under it; nothing said next is an accusation by that
        offered = ask(replace(state, draft=None), "idle", "denounce.link", OTHER_WAYS, url=event.url)
        return offered.ordering(DropDraft())
    return ask(state, "denounce", "denounce.page", PAGE_SHOWN, url=event.url)


def page_missed(state: State, text: str) -> Step | None:
    """Offer the other ways to who cannot open the page; None for other words, and where none was shown."""
    is_shown = any(option == OTHER_WAYS[0] for option, _label in state.options)
    if not is_shown or len(text.split()) > _MOST_OF_WAYS or _NO_PAGE.search(fold(text)) is None:
        return None
    return ask(state, "idle", "denounce.no_page", OTHER_WAYS)


def by_other_way(option: str, state: State, context: Context) -> Step:
    """Begin an accusation the way that was chosen under the link."""
    begun = replace(state, draft=with_kind(None), pending_text="", pending_media=0)
    return chosen(begun, Chose(state.step_no, option), context)


def _office(context: Context) -> dict[str, str]:
    return context.contact | {"address": context.office_address}


def _paper(state: State, event: Chose, context: Context) -> Step:
    del event
    fields = _office(context)
    if not has_told(state):
        return _left(state, "denounce.paper", **fields)
    return ask(state, "denounce", "denounce.paper", PAPER_SHOWN, **fields)


def _left(state: State, key: str, **fields: str) -> Step:
    return rest(replace(state, draft=None), say(key, **fields)).ordering(DropDraft())


def has_told(state: State) -> bool:
    """Whether anything was said of the accusation yet, not only that there is one."""
    draft = state.draft
    has_draft = draft is not None and bool(draft.text.strip() or draft.media or draft.lat is not None)
    return has_draft or bool(state.pending_text or state.pending_media)


def _erase(state: State, event: Chose, context: Context) -> Step:
    del event
    second, broken_off = (None if is_denunciation(one) else one for one in (state.second, state.interrupted))
    blank = State(
        language=state.language, step_no=state.step_no, case_id=state.case_id, second=second, interrupted=broken_off,
        is_child=state.is_child,
    )  # fmt: skip
    order = ForgetWords() if context.consented else RefuseConsent()
    return rest(blank, say("denounce.erased")).ordering(order)


def drop(state: State, context: Context) -> Step:
    """Leave it be before anything was agreed to, or told: what was said is forgotten."""
    if context.consented:
        return _left(state, "drop.nothing_added")
    return _erase(state, Chose(state.step_no, "denounce_erase"), context)


_DOES: Mapping[str, Callable[[State, Chose, Context], Step]] = {
    "sealed_page": _page,
    "denounce_here": _here,
    "denounce_paper": _paper,
    "denounce_tip": _tip,
    "denounce_erase": _erase,
}
