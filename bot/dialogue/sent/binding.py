"""For which case is it? A further message goes to a case only where that is plain; in doubt the citizen is asked."""

import re

from bot.dialogue.asking import rest, say, understood
from bot.dialogue.denounce_ways import may_accuse, reads_as_denunciation, warning
from bot.dialogue.draft import SURE
from bot.dialogue.events import CaseLine, Chose, Located, Said, SentMedia
from bot.dialogue.formal import held_apart
from bot.dialogue.formal.unanswered import only_of_proof, speaks_on
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.added_words import adds, adds_plainly
from bot.dialogue.hearing.few_asked import asks_shortly
from bot.dialogue.hearing.place_answers import denied_in, is_bare_spot
from bot.dialogue.hearing.solved import is_solved
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.reopening import ask_now
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import ask_what
from bot.dialogue.telling.resuming import ask_which
from bot.dialogue.telling.second import is_told_beside, matter_behind
from bot.dialogue.telling.telling import keep_pending, tell, tell_pending, with_media
from bot.dialogue.words import corrected, says_it_was_wrong, tells_of_a_threat
from bot.messages import Reply
from routing.conflicts import CONDUCT_TOPIC, GUARDED
from routing.gazetteer.spots import are_numbered_apart
from routing.kinds import Kind
from routing.language.folding import shadow
from routing.language.links import point_in
from routing.reading import Reading
from routing.records import replace
from routing.shared_words import tells_alone
from routing.text import fold
from routing.topics import OTHER_TOPIC

_FEWEST_WORDS, _MOST_CORRECTING = 6, 20
_HANDED_IN = re.compile(
    r"\b(?:nop|gui|dua|trinh) (?:don|giay|ban giay|to don)(?: \w+){0,6} (?:roi|xong)\b"
    r"|\b(?:da|vua|moi) nop (?:don|giay|to don)\b"
)
_BEYOND_DOUBT = 0.85  # a few words of talk are often read as some topic, but seldom with this much confidence


def waiting_case(context: Context) -> CaseLine | None:
    """Return the case that waits for the citizen, when it is the only one that does."""
    waiting = [case for case in context.open_cases if case.waits_for_citizen]
    return waiting[0] if len(waiting) == 1 else None


def is_other_matter(reading: Reading, case: CaseLine) -> bool:
    """Whether a message is surely about something else than a case, or the same at another number ("ngõ 7").

    How officers behave is no such other thing.
    """
    if not tells_a_matter(reading) or reading.topic in {OTHER_TOPIC, CONDUCT_TOPIC}:
        return False
    spot = shadow(reading.place.text) if reading.place and reading.place.text else ""
    return reading.topic != case.topic or are_numbered_apart(spot, shadow(case.spot))


def tells_a_matter(reading: Reading) -> bool:
    """Whether a message surely tells a matter: what it is about is known beyond doubt, or well enough with a place."""
    needed = _BEYOND_DOUBT if reading.place is None else SURE
    return reading.kind is not Kind.OTHER and reading.confidence >= needed


def accuses(reading: Reading, case: CaseLine) -> bool:
    """Whether a message may accuse somebody, and the case is no accusation: its officers may be those accused."""
    return may_accuse(reading) and case.kind != Kind.DENUNCIATION


def ask_apart(state: State, event: Said, context: Context) -> Step:
    """Warn, and ask whether an accusation is a new matter, before it goes to any case."""
    kept = keep_pending(replace(understood(state), pending_text="", pending_media=0), event.text)
    return ask_which(kept, context, new_first=True).after(*_warnings(event.reading, context))


def _warnings(reading: Reading, context: Context) -> tuple[Reply, ...]:
    """Return what is said before an accusation may go to a case; it is sealed only where it is read as one."""
    is_open_to_others = any(not case.is_sealed for case in context.open_cases)
    read_there = (say("second.read_there"),) if reads_as_denunciation(reading) and is_open_to_others else ()
    return (warning(context), *read_there)


def add_now(state: State, case: CaseLine, *, point: tuple[float, float] | None = None) -> Step:
    """Give the message just sent to a case; it is kept at hand until the result says where it went."""
    added = AddInformation(case.case_id, point=point)
    return rest(understood(replace(state, case_id=case.case_id))).ordering(added)


def add_pending(state: State, case_id: int) -> Step:
    """Give what was kept to the case that the citizen chose."""
    added = AddInformation(case_id, of_earlier=True, point=point_in(state.pending_text))
    return rest(understood(replace(state, case_id=case_id, pending_text="", pending_media=0))).ordering(added)


def further(state: State, event: Said, context: Context) -> Step:
    """Take a message that comes when nothing is being told and the chat has open cases."""
    case = waiting_case(context)
    again = next((one for one in context.open_cases if _is_the_same(event.text, one)), None)
    if again is not None and case is None:
        return rest(understood(replace(state, case_id=again.case_id)), say("receipt.again", code=again.code))
    is_apart = case is not None and accuses(event.reading, case)
    if case is not None and not is_apart and not _leaves_unanswered(event, case):
        return add_now(replace(state, pending_text=event.text, pending_media=0), case)
    if case is None and (sealed := _only_sealed(event, context)):
        return add_now(replace(state, pending_text=event.text, pending_media=0), sealed)
    if case is None and matter_behind(event.text) and _is_beside_all(event.reading, context):
        return tell(state, context, matter_behind(event.text), event.reading)
    if (only := _corrected_case(state, event, context) or asks_of_only_case(event, context)) is not None:
        return add_now(replace(state, pending_text=event.text, pending_media=0), only)
    is_new = all(_seems_new(event.reading, one) for one in context.open_cases)
    step = ask_which(keep_pending(replace(state, pending_text=""), event.text), context, new_first=is_new)
    return step.after(*_warnings(event.reading, context)) if reads_as_denunciation(event.reading) else step


def asks_of_only_case(event: Said, context: Context) -> CaseLine | None:
    """Return the only case of a chat where a short question tells no matter, or it is put right by now."""
    cases, reading = context.open_cases, event.reading
    if len(cases) != 1 or not cases[0].is_open:
        return None
    if is_solved(event.text, reading):
        return cases[0]
    if not asks_shortly(event.text):
        return None
    is_told = reading.place is not None or reading.danger is not None or may_accuse(reading)
    is_known = event.is_sure or event.of_law is not None
    # of officers: perhaps of the one who has the case
    of_officers = reading.topic in {CONDUCT_TOPIC, *GUARDED} and reading.confidence >= SURE
    is_other = of_officers or (reading.topic not in {OTHER_TOPIC, cases[0].topic} and tells_a_matter(reading))
    return None if is_told or is_known or is_other else cases[0]


def _leaves_unanswered(event: Said, case: CaseLine) -> bool:
    """Whether words are surely of another matter than the case about which an officer has just asked.

    An answer may well be read as another topic ("bên cấp nước đào" of a torn-up pavement): one in words of the case, of
    no place of its own, is for it.
    """
    if len(event.text.split()) < _FEWEST_WORDS or not is_other_matter(event.reading, case):
        return False
    return event.reading.place is not None or not _shares_words(event.text, case)


def _shares_words(text: str, case: CaseLine) -> bool:
    told = {word for word in shadow(case.summary).split() if tells_alone(word)}
    return not told.isdisjoint(shadow(text).split())


def _is_the_same(text: str, case: CaseLine) -> bool:
    """Whether a whole message stands word for word in what was sent: it was sent again."""
    is_wordy = len(text.split()) >= _FEWEST_WORDS
    return is_wordy and not case.is_sealed and f" {fold(text)} " in f" {fold(case.summary)} "


def _only_sealed(event: Said, context: Context) -> CaseLine | None:
    """Return the accusation that is the only case of a chat, for words that tell no other matter and accuse nobody.

    Kept until its writer says for what they are, they would be read by nobody.
    """
    cases = context.open_cases
    is_proof = only_of_proof(event.text) and event.reading.topic in GUARDED | {OTHER_TOPIC}
    is_of_it = tells_of_a_threat(event.text) or is_proof or not tells_a_matter(event.reading)
    is_on = speaks_on(event.text) or only_of_proof(event.text)
    is_more = is_on if may_accuse(event.reading) else is_of_it
    return cases[0] if len(cases) == 1 and cases[0].is_sealed and is_more else None


def _corrected_case(state: State, event: Said, context: Context) -> CaseLine | None:
    """Return the case that a short correction, or what is said to be added, is for.

    It is the one last spoken of, or the only one that runs.
    """
    denied = denied_in(event.text)
    is_spot = is_bare_spot(event.text) and event.reading.danger is None
    is_short = len(event.text.split()) <= _MOST_CORRECTING
    says_wrong = says_it_was_wrong(event.text) or corrected(event.text) is not None
    is_correction = is_spot or (is_short and (bool(denied) or says_wrong))
    running = context.running_cases
    spoken_of = next((case for case in running if case.case_id == state.case_id), None)
    case = spoken_of or (running[0] if len(running) == 1 else None)
    if case is None or accuses(event.reading, case):
        return None
    if not (is_correction or adds(event.text) or _hands_in(event, case)):
        return None
    if denied:  # what is denied was told there, or it is no word on that case
        return case if f" {denied} " in f" {fold(case.summary)} " or says_it_was_wrong(event.text) else None
    return case if is_spot or adds_plainly(event.text) or not is_other_matter(event.reading, case) else None


def _hands_in(event: Said, case: CaseLine) -> bool:
    """Whether few words tell that the signed letter was handed in, for which the receipt of a case asked."""
    is_asked = case.kind in {Kind.COMPLAINT, Kind.DENUNCIATION} and len(event.text.split()) <= _MOST_CORRECTING
    return is_asked and _HANDED_IN.search(fold(event.text)) is not None


def _is_beside_all(reading: Reading, context: Context) -> bool:
    return all(is_told_beside(reading, one.topic) for one in context.open_cases)


def _seems_new(reading: Reading, case: CaseLine) -> bool:
    if reading.kind is Kind.OTHER or reading.topic == case.topic:
        return False
    return reading.place is not None or is_other_matter(reading, case)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Keep photos with the words."""
    return ask_which(keep_pending(state, event.caption, event.count, event.voices), context)


def located(state: State, event: Located, context: Context) -> Step:
    """Keep the name of the place with the words."""
    name = event.place.name if event.place else None
    return ask_which(keep_pending(state, name or ""), context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Give what was kept to the case or begin a new matter with it."""
    if event.option == "new_matter":
        return tell_pending(state, context, event.reading_of_pending)
    what, _, number = event.option.partition(":")
    if not held_apart.is_taken_by(context.any_case(int(number)), event.reading_of_pending):
        return held_apart.begun_with_pending(state, event.reading_of_pending, context)
    if what == "reopen":
        return ask_now(state, int(number))
    if what == "about":
        return _tell_about_handling(state, int(number), event, context)
    return add_pending(state, int(number))


def add_to_only(state: State, event: Said, context: Context) -> Step | None:
    """Give what was kept to the case that is offered, where it is the only one."""
    offered = [option for option, _label in state.options if option.startswith("add:")]
    is_plain = state.step == "bind" and len(offered) == 1
    return chosen(state, Chose(state.step_no, offered[0], event.reading_of_pending), context) if is_plain else None


def _tell_about_handling(state: State, case_id: int, event: Chose, context: Context) -> Step:
    """Begin a matter of its own about how officers worked in a case; where it belongs follows from that case."""
    about = Draft(
        kind=Kind.FEEDBACK.value,
        kind_confidence=SURE,
        topic=CONDUCT_TOPIC,
        topic_by="citizen",
        confidence=1.0,
        place_skipped=True,
        about_case=case_id,
    )
    return tell_pending(replace(state, draft=about), context, event.reading_of_pending)


# --- in idle --------------------------------------------------------------------------------------------------------


def media_in_idle(state: State, event: SentMedia, context: Context) -> Step:
    """Take photos that come when nothing is being told."""
    case = waiting_case(context)
    if case is not None:
        return add_now(replace(state, pending_text=event.caption, pending_media=event.count), case)
    if context.open_cases:
        fresh = replace(state, pending_text="", pending_media=0)
        return ask_which(keep_pending(fresh, event.caption, event.count, event.voices), context)
    if event.caption.strip():
        counts = {"media": event.count, "voices": event.voices}
        return tell(replace(state, draft=None), context, event.caption, event.reading, **counts)
    return ask_what(with_media(state, event), context)
