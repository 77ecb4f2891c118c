"""From what came in to what happened: the one event of the dialogue that a message is."""

from collections.abc import Sequence

from bot.dialogue import events
from bot.dialogue.answers.telephones import ASKED
from bot.dialogue.commands import Command, command_in
from bot.dialogue.denounce_ways import is_denouncing, reads_as_denunciation
from bot.dialogue.hearing.offers import without_offer
from bot.dialogue.hearing.only_where import answering_where
from bot.dialogue.hearing.place_answers import is_only_a_place, without_denied
from bot.dialogue.place_now import AS_BEFORE, PlaceNow, place_now
from bot.dialogue.state import State
from bot.dialogue.telling import second
from bot.dialogue.telling.consent import told_behind_yes
from bot.listening.answering import answers_to, behind_open_question
from bot.listening.bursts import joined
from bot.listening.doubled import chosen_before
from bot.listening.ears import Ears
from bot.listening.edits import tells
from bot.listening.law_asked import law_asked
from bot.listening.parting import of_kept, report_and_accusation
from bot.listening.two_reports import two_reports
from bot.messages import Inbound, Location
from intake.db import Snapshot
from intake.directory.in_charge import telephones_of
from intake.installation.bounds import load_bounds
from intake.receipts import status_of
from intake.sending import outgoing
from intake.talk import earlier_words
from intake.talk.dialogue_log import Conversation
from routing import matters
from routing.kinds import Kind
from routing.language.words import split
from routing.legal.asked_numbers import asks_for_a_number, asks_for_one_more
from routing.places import Place, load_gazetteer
from routing.reading import Reading
from routing.records import record, replace
from routing.text import fold, normalise
from routing.topics import OTHER_TOPIC
from routing.whole import whole

_BEHIND_A_TURN = 0.4  # who says that another matter begins tells one, though few words name it
_MAX_TEXT = 20_000
_AT_THE_DESK = fold("hành chính công")


@record
class Heard:
    """What a citizen said, as it stands in the log; a late part of an album needs no second answer.

    `is_covered`: an identity number was typed and is not kept. `secret`: of a receipt, covered in the words.
    `corrects_draft`: it is a later version of words that are in the open draft, and says something else.
    `corrects_case`: it is a later version of words that are in this case, and tells or shows something else;
    `is_reworded` where that is words; `was` are its words before, newest first; `of_sealed`: that case, sealed.
    `is_doubled`: it is the number that was typed a moment before.
    `left_out` files are beyond what a matter may have; `inbound` is without them.
    `also` are the lines of a burst that were said before and are heard with this one.
    """

    inbound: Inbound
    utterance_id: int
    is_late_part: bool
    is_covered: bool = False
    also: tuple[int, ...] = ()
    left_out: int = 0
    corrects_draft: bool = False
    is_doubled: bool = False
    corrects_case: int | None = None
    of_sealed: int | None = None
    is_reworded: bool = False
    was: tuple[str, ...] = ()
    secret: str = ""


@record
class Understood:
    """The event that a message is (None: nothing to answer), and what was read in its words.

    `place_now`: where the case is that it puts right.
    """

    event: events.Event | None
    reading: Reading | None = None
    place_now: PlaceNow = AS_BEFORE


def tidy(inbound: Inbound) -> Inbound:
    """Return a message in clean letters, cut where nobody reads on."""
    return with_text(inbound, normalise(inbound.text)[:_MAX_TEXT])


def with_text(inbound: Inbound, text: str) -> Inbound:
    """Return a message with other words, itself where they are the same."""
    return inbound if text == inbound.text else replace(inbound, text=text)


def as_one(lines: Sequence[Heard], *, is_covered: bool) -> Heard:
    """Return lines that were told in one breath as one."""
    if len(lines) == 1 and not is_covered:
        return lines[0]
    return replace(
        lines[-1],
        inbound=tidy(joined([line.inbound for line in lines])),
        is_late_part=all(line.is_late_part for line in lines),
        also=tuple(line.utterance_id for line in lines[:-1]),
        left_out=sum(line.left_out for line in lines),
        is_covered=is_covered,
    )


def only_back(heard: Heard) -> Heard:
    """Return a message that only begins the talk as one that opens the chat again: its answers waited, and go now."""
    inbound = heard.inbound
    asked = command_in(inbound.text) if inbound.kind == "command" else None
    begins = inbound.kind == "start" or (asked is not None and asked.command is Command.START)
    return replace(heard, inbound=replace(inbound, kind="back")) if begins else heard


def understand(snap: Snapshot, conversation: Conversation, state: State, heard: Heard, ears: Ears) -> Understood:
    """Return what a message means to the dialogue; its words are read here, and once."""
    inbound = heard.inbound
    if inbound.kind == "edited":
        return _edited(snap, conversation, state, heard, ears)
    if heard.is_doubled and (before := chosen_before(state)):
        return Understood(before)
    if inbound.media:
        reading = ears.read(inbound.text) if inbound.text else None
        voices = sum(item.kind == "audio" for item in inbound.media)
        return Understood(events.SentMedia(len(inbound.media), inbound.text, reading, voices), reading)
    if heard.left_out and not inbound.text:
        return Understood(events.SentUnsupported("too_many", str(load_bounds().files.of_matter)))
    pending = _pending(snap, conversation, state.pending_text, heard, ears) if state.pending_text else None
    if inbound.kind in {"text", "command"} or heard.left_out:
        left = inbound.text if is_denouncing(state) else without_offer(inbound.text)
        told = _said(snap, conversation, state, with_text(inbound, left or inbound.text), pending, ears)
        return told if left == inbound.text else _offered(told)
    return Understood(_wordless(inbound, pending))


def _offered(understood: Understood) -> Understood:
    """Return what was understood, with the mark that something was offered beside it, or alone."""
    event = understood.event
    return replace(understood, event=replace(event, has_offered=True)) if isinstance(event, events.Said) else understood


def _said(  # noqa: PLR0917 - what words are understood by
    snap: Snapshot, conversation: Conversation, state: State, inbound: Inbound, pending: Reading | None, ears: Ears
) -> Understood:
    reading = _read_at(state, inbound.text, ears)
    replied = outgoing.case_of_message(snap, conversation.id, inbound.reply_to) if inbound.reply_to else None
    parted = None if reading.danger else _parted(inbound.text, reading, ears)
    counted = _counted_off(parted, inbound.text, reading, ears) if parted and state.draft is None else None
    if counted:
        parted = None  # each of them is asked about
    parted = parted and _answered(parted, ears)
    text, told = (parted.text, parted.reading) if parted else (inbound.text, reading)
    asked, parent = state.step == "ask_question", ears.reader.catalogue.root(told.topic)
    before = state.pending_text if state.step in {"which_answer", "answered"} else ""
    answers, is_sure = answers_to(ears.book, text, told, is_asked=asked, parent=parent, before=before)
    is_begun = state.draft is not None or parted is not None or is_sure or reading.danger is not None
    twofold = None if is_begun else counted or two_reports(inbound.text, reading, ears.read)
    whole = "" if parted else behind_open_question(state, inbound.text, reading, is_known=is_sure)
    if whole:
        asked_in_all = events.Said(whole, ears.read(whole), replied, pending, answers, is_sure)
        return Understood(asked_in_all, reading)
    telephones = _telephones(snap, state, inbound.text, reading)
    of_law = law_asked(snap, state, inbound.text, reading)
    said = events.Said(inbound.text, reading, replied, pending, answers, is_sure, parted, twofold, telephones, of_law)
    return Understood(said, reading)


def _telephones(snap: Snapshot, state: State, text: str, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return how the commune is reached for which a message asks; its desk where one is only named behind an answer."""
    code = reading.place.code if reading.place else None
    if code and state.phones_of == ASKED and is_only_a_place(text, reading):
        return telephones_of(snap, code)
    there = code or (state.phones_of if reading.place is None and state.phones_of != ASKED else "")
    if there and _asks_for_number(state, text):
        return telephones_of(snap, there)
    if not code or state.step != "answered" or not is_only_a_place(text, reading):
        return ()
    known = telephones_of(snap, code)
    return tuple(one for one in known if _AT_THE_DESK in fold(one[0])) or known[:1]


def _asks_for_number(state: State, text: str) -> bool:
    words = split(text)
    return asks_for_a_number(words) or (bool(state.phones_of) and asks_for_one_more(words))


def _read_at(state: State, text: str, ears: Ears) -> Reading:
    """Read words as the open question has them: a mere name may be a place, and what is denied tells no matter."""
    if state.step == "consent" and (rest := told_behind_yes(text)):
        return ears.read(rest)
    if state.step in {"confirm", "similar", "ask_place"} and (right := without_denied(text)) != text:
        text = right
    reading = ears.read(text)
    is_where = state.step == "ask_place" or (state.step == "confirm" and _lacks_commune(state))
    return answering_where(text, reading, ears.reader.gazetteer) if is_where else reading


def _lacks_commune(state: State) -> bool:
    return state.draft is not None and state.draft.commune_code is None and bool(state.draft.place_text)


def _parted(text: str, whole: Reading, ears: Ears) -> events.Parted | None:
    """Return a message in two where it reports and accuses, or its writer turns to another matter in no danger."""
    if accused := report_and_accusation(text, whole, ears.read):
        return accused
    if (turned := matters.turned(text)) is None:
        return None
    first, other = (ears.read(part) for part in turned)
    is_told = first.kind not in {Kind.OTHER, Kind.DENUNCIATION} and first.topic != OTHER_TOPIC
    if not is_told or other.danger is not None or not second.is_told_beside(other, first.topic, least=_BEHIND_A_TURN):
        return None
    return events.Parted(turned[0], first, turned[1], other)


def _counted_off(parted: events.Parted, text: str, reading: Reading, ears: Ears) -> events.Parted | None:
    """Return the two reports at least of a message in two that accuses nobody and counts off more than two matters."""
    is_open = not reads_as_denunciation(parted.reading_of_other) and len(matters.counted_off(text)) > 1
    return two_reports(text, reading, ears.read) if is_open else None


def _answered(parted: events.Parted, ears: Ears) -> events.Parted:
    """Return a message in two with the answer to the other part, where the book of answers surely has it."""
    asked = parted.reading_of_other
    if asked.kind not in {Kind.INQUIRY, Kind.OTHER}:
        return parted
    parent = ears.reader.catalogue.root(asked.topic)
    answers, is_sure = answers_to(ears.book, parted.other, asked, is_asked=False, parent=parent)
    return replace(parted, answer=answers[0]) if is_sure else parted


def _pending(snap: Snapshot, conversation: Conversation, text: str, heard: Heard, ears: Ears) -> Reading:
    """Return what is told by words that wait for a yes; it stands in their line unless they are of several lines."""
    stored = earlier_words.reading_of(snap, conversation.id, text, before=heard.utterance_id)
    return (
        Reading.from_json(dict(stored))
        if stored and stored["version"] == ears.reader.version
        else of_kept(text, ears.read)
    )


def _wordless(inbound: Inbound, pending: Reading | None) -> events.Event | None:
    match inbound.kind:
        case "choice":
            number, _, option = (inbound.choice or "").partition(":")
            step_no = whole(number)
            return events.Chose(-1 if step_no is None else step_no, option, reading_of_pending=pending)
        case "start":
            return events.Started()
        case "stop":
            return events.Stopped()
        case "back":
            return None  # the chat can be written to again; whoever opened it says by themselves what they want
    return _shown(inbound)


def _edited(snap: Snapshot, conversation: Conversation, state: State, heard: Heard, ears: Ears) -> Understood:
    """Return what a later version of a message is: kept without a word, but for a danger or a correction of a draft.

    A danger that is told in the words of a case is told in that case, wherever the talk is.
    """
    text = heard.inbound.text
    reading = ears.read(text) if text else None
    case_id = heard.corrects_case if heard.is_reworded else None
    now = AS_BEFORE
    if case_id is not None and reading is not None:
        case = status_of(snap, case_id, conversation.id)
        named = next((place for words in heard.was if (place := ears.read(words).place)), None)
        now = place_now(named, reading.place, text, commune=case.commune, spot=case.spot)
    if reading is not None and reading.danger is not None:
        return Understood(events.Said(text, reading, case_id, place_now=now), reading)
    if reading is not None and (was := _kept_aside(state, heard)):
        return Understood(events.Reworded(was, text), reading, now)
    is_draft = state.draft is not None and heard.corrects_draft
    return Understood(events.SentUnsupported("edited") if is_draft else None, reading, now)


def _kept_aside(state: State, heard: Heard) -> str:
    """Return the words that are worded anew as they are kept until the citizen agrees; blank where none are kept."""
    if state.draft is not None or not heard.corrects_draft or not tells(heard.inbound.text):
        return ""
    return next((was for was in heard.was if was.strip() and was in state.pending_text), "")


def _shown(inbound: Inbound) -> events.Event:
    if inbound.contact is not None:
        return events.SharedContact(inbound.contact.phone if inbound.contact.is_own else "")
    if inbound.location is not None:
        return _located(inbound.location, inbound.text)
    return events.SentUnsupported(inbound.text or inbound.kind)


def _located(location: Location, words: str) -> events.Event:
    commune = load_gazetteer().nearest(location.lat, location.lon)
    place = Place(location.label or words, commune.code, commune.name) if commune else None
    return events.Located(place, location.lat, location.lon)
