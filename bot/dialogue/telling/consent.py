"""Asks once whether the words may be kept; until the yes nothing is done with them, after a no they are gone."""

import re

from bot.dialogue.asking import ask, missed, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.denounce_ways import ask_way, is_denunciation, reads_as_denunciation
from bot.dialogue.draft import is_topic_known
from bot.dialogue.events import Chose, Located, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.data_wishes import erases
from bot.dialogue.hearing.denounce_words import denies
from bot.dialogue.hearing.impatience import (
    agrees,
    asks_why,
    asks_why_kept,
    leaves_off,
    only_wishes_no_name,
    refuses_for_others,
    wishes_no_name,
)
from bot.dialogue.hearing.keeping import asks_of_keeping, asks_what_if_not
from bot.dialogue.orders import GiveConsent
from bot.dialogue.phrases import tidy
from bot.dialogue.state import Draft, State
from bot.dialogue.telling import greeting
from bot.dialogue.telling.refusing import refused
from bot.dialogue.telling.resuming import CONSENT_BUTTONS, ask_consent_again, ask_to_add, ask_which
from bot.dialogue.telling.telling import keep_pending, tell_pending, told_if_far, with_point
from bot.dialogue.words import answers, clauses, is_yes_in_thanks, looks_like_question, vocabulary
from routing.conflicts import GUARDED
from routing.records import replace
from routing.text import fold

_BEFORE_YES = ("", "toi ", "em ", "da ", "vang ", "ok ", "tui ", "u ", "ua ", "o ")
_PLAIN_YES = frozenset(f"{before}dong y" for before in _BEFORE_YES)
# no comma stands between the yes and where it is ("đồng ý thôn Nguyễn xã Tân Yên, gửi luôn nhé")
_YES_AND_WHERE = re.compile(
    r"^\W*(?:(?:tôi|toi|tui|em|dạ|da|vâng|vang|ok|ừ|u|ờ|o)\s+)?(?:đồng ý|dong y)\s+"
    r"(?=(?:ở|o|tại|tai|thôn|thon|xóm|xom|tổ|to|khu|ngõ|ngo|đường|duong|xã|xa|phường|phuong|ấp|ap|bản|ban|làng|lang)\s+\w)",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"/\w{1,30}")
_LEADING = re.compile(r"^(?:nhưng mà|nhưng|nhung ma|nhung|mà|ma)\s+", re.IGNORECASE)
_ENDS_WORDS = frozenset(("rồi", "roi"))  # closes what was told word by word as often as it agrees
_TAKES_BACK = frozenset({"dung", "khoan", "neu", "chi", "chua"})
_BUT = frozenset({"nhung", "khong", "ma", "khoan", "neu", "chi", "dung", "ko", "k"})


def ask_consent(state: State, context: Context, *, text: str = "", media: int = 0, voices: int = 0) -> Step:
    """Greet, keep the message aside, and ask."""
    kept = keep_pending(state, text, media, voices)
    step = ask(kept, "consent", "consent.ask", CONSENT_BUTTONS)
    return greeting.before(step, context)


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes or no; anything else is kept with the first message."""
    meant = answers(event.text)
    if "more" in meant:
        return chosen(state, Chose(state.step_no, "details"), context)
    if is_yes_in_thanks(event.text) or tidy(event.text) in _ENDS_WORDS:
        return _plainly(state)
    if "yes" in meant or agrees(event.text):
        return chosen(state, Chose(state.step_no, "agree", event.reading_of_pending), context)
    is_refused = "no" in meant or refuses_for_others(event.text)
    if is_refused or leaves_off(event.text) or erases(event.text):
        return chosen(state, Chose(state.step_no, "refuse"), context)
    return _aside(state, event, context) or _kept(state, event, context)


def _plainly(state: State) -> Step:
    """Ask for a plain word: consent is clear or none (Law 91/2025/QH15, Art. 9), and who thanks may only close."""
    return ask(missed(state), "consent", "consent.plainly", CONSENT_BUTTONS)


def told_behind_yes(text: str) -> str:
    """Return what is told behind a plain yes ("đồng ý, ở thôn Đông"), blank where it may take the yes back."""
    if (agreed := _YES_AND_WHERE.match(text)) and _BUT.isdisjoint(fold(text).split()):
        return text[agreed.end() :].strip()
    first, *others = clauses(text) or [""]
    if not others or fold(first.strip()) not in _PLAIN_YES:
        return ""
    rest = _LEADING.sub("", text.partition(first)[2].strip(" ,.;!\n"))
    said = frozenset(fold(rest).split())
    asks = looks_like_question(rest) or vocabulary("plain_question").longest_inside(rest) is not None
    is_asked = asks and _TAKES_BACK.isdisjoint(said)
    return rest if is_asked or _BUT.isdisjoint(fold(text).split()) else ""


def _aside(state: State, event: Said, context: Context) -> Step | None:
    """Answer small talk, and take the wish of whoever accuses not to be named; None for all other words."""
    if _COMMAND.fullmatch(event.text.strip()):  # one that there is not is no word of a matter
        return ask_consent_again(state, context)
    if talk := small_talk(event.text, event.reading):
        return Step(state, (say("talk.later"),)) if talk == "later" else ask_consent_again(state, context)
    if asked := _asked_of_it(state, event, context):
        return asked
    is_accusing = state.draft is not None and is_denunciation(state.draft)
    if denies(event.text) and event.reading.danger is None and not is_accusing:  # so nobody is asked for it
        return ask_consent_again(replace(state, draft=replace(state.draft or Draft(), kind_asked=True)), context)
    return _without_name(state, event, context) if wishes_no_name(event.text) else None


def _asked_of_it(state: State, event: Said, context: Context) -> Step | None:
    """Answer what is asked about the question itself: how words are kept, why, and what if one does not agree."""
    if asks_of_keeping(event.text):
        return chosen(state, Chose(state.step_no, "details"), context)
    if asks_what_if_not(event.text) or asks_why_kept(event.text):
        return ask_consent_again(state, context).after(say("consent.why"))
    return ask_consent_again(state, context).after(say("puzzled.consent")) if asks_why(event.text) else None


def _without_name(state: State, event: Said, context: Context) -> Step | None:
    """Take an accusation as a tip; who tells anything else hears that nobody has heard of it yet."""
    if state.draft is None or not is_denunciation(state.draft):
        is_more = bool(state.danger) or _tells_beside(event)  # in a danger somebody was told already
        line = "plain.secret_of_all" if looks_like_question(event.text) else "consent.unsent"
        return None if is_more else ask_consent_again(state, context).after(say(line))
    tip = replace(state, draft=replace(state.draft, way="tip"))
    return ask_consent_again(tip, context).after(say("denounce.tip"))


def _tells_beside(event: Said) -> bool:
    """Whether a matter or an accusation is told with the wish that nobody hear of it."""
    reading = event.reading
    if only_wishes_no_name(event.text) and reading.topic in GUARDED:  # the wish itself sounds like what is hidden
        return reading.danger is not None or reading.place is not None
    return reading.danger is not None or is_topic_known(reading) or reads_as_denunciation(reading)


def _kept(state: State, event: Said, context: Context) -> Step:
    kept = missed(keep_pending(state, event.text))
    if reads_as_denunciation(event.reading) and not (state.draft and state.draft.way):
        return ask_way(kept, context)
    return ask_consent_again(kept, context)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Keep photos aside too."""
    return ask_consent_again(keep_pending(state, event.caption, event.count, event.voices), context)


def located(state: State, event: Located, context: Context) -> Step:
    """Keep the point aside too."""
    return told_if_far(ask_consent_again(with_point(state, event), context), event, context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what the button says."""
    if event.option == "agree":
        return _agreed(state, event, context)
    if event.option == "refuse":
        return refused(state, context)
    return ask(state, "consent", "consent.details", CONSENT_BUTTONS, office=context.office, phone=context.office_phone)


def _agreed(state: State, event: Chose, context: Context) -> Step:
    """Go on with what was told; a chat that follows a case from elsewhere may have meant it for that one."""
    agreed = understood(state)
    if state.draft is None and context.open_cases:
        return _for_a_case(agreed, context).ordering(GiveConsent())
    return tell_pending(agreed, context, event.reading_of_pending).ordering(GiveConsent())


def _for_a_case(state: State, context: Context) -> Step:
    case = context.case(state.case_id)
    return ask_which(state, context) if case is None or state.pending_text else ask_to_add(state, case)
