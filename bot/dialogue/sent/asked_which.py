"""What is said where it is asked for which case some words are: a choice, more of them, or thanks."""

from bot.dialogue.asking import rest, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.denounce_ways import may_accuse, reads_as_denunciation
from bot.dialogue.events import Chose, Said
from bot.dialogue.formal.unanswered import is_unread_accusation, passed_over
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.added_words import adds_plainly
from bot.dialogue.orders import ListCases
from bot.dialogue.sent.binding import chosen, is_other_matter, tells_a_matter
from bot.dialogue.sent.named_case import case_named
from bot.dialogue.sent.reopening import ask_now
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import ask_which
from bot.dialogue.telling.telling import keep_pending, tell, tell_pending
from bot.dialogue.words import answers, asks_again, asks_for_state, says_unsolved, vocabulary
from routing.records import replace


def _no_addition(state: State, event: Said, context: Context, *, is_bare: bool) -> Step:
    """Begin a new matter with what is no addition; a bare no to both begins nothing where no matter was told."""
    told = event.reading_of_pending
    if is_bare and not state.pending_media and not (told and tells_a_matter(told)):
        return rest(understood(replace(state, pending_text="")), say("talk.ok"))
    return tell_pending(state, context, told)


def said(state: State, event: Said, context: Context) -> Step:
    """Keep further words with the first ones until the citizen has chosen; what asks for a case as it is, is done."""
    if asks_for_state(event.text):
        return Step(state, (), (ListCases(),))
    if named := _named(state, event, context):
        return named
    meant = answers(event.text) | vocabulary("which").meanings(event.text)
    meant = meant | {"old"} if asks_again(event.text) or adds_plainly(event.text) else meant
    if meant & {"no", "else", "new"}:
        return _no_addition(state, event, context, is_bare=meant == {"no"})
    return _as_chosen(state, event, context, meant) or _not_chosen(state, event, context, meant)


def _named(state: State, event: Said, context: Context) -> Step | None:
    """Take a case of several that is named by what it is about ("cái đèn"); no accusation goes to one so."""
    offered = {int(option.removeprefix("add:")) for option, _label in state.options if option.startswith("add:")}
    cases = [case for case in context.open_cases if case.case_id in offered]
    case = case_named(event.text, cases) if len(cases) > 1 and not may_accuse(event.reading_of_pending) else None
    return (
        chosen(state, Chose(state.step_no, f"add:{case.case_id}", event.reading_of_pending), context) if case else None
    )


def _as_chosen(state: State, event: Said, context: Context, meant: frozenset[str]) -> Step | None:
    """Take a yes for the only case, or what cannot be for any as a matter; None where it stays open which is meant."""
    offered = [option for option, _label in state.options if option != "new_matter"]
    if meant == {"yes"} and _is_new_first(state) and offered:  # what seems new is read back before it goes anywhere
        return tell_pending(state, context, event.reading_of_pending)
    is_accusation = reads_as_denunciation(event.reading_of_pending)  # no mere yes gives it to a case
    is_mere_yes = "old" not in meant and not (offered and offered[0].startswith("add:"))  # asks nobody to look again
    if meant & ({"old"} if is_accusation or is_mere_yes else {"yes", "old"}) and len(offered) == 1:
        return chosen(state, Chose(state.step_no, offered[0], event.reading_of_pending), context)
    if context.open_cases or offered:
        return None
    kept = keep_pending(state, event.text)
    return tell_pending(kept, context, event.reading_of_pending or event.reading)


def _is_new_first(state: State) -> bool:
    """Whether a new matter was offered before any case, since the words seem to be of another matter."""
    return bool(state.options) and state.options[0][0] == "new_matter"


def _not_chosen(state: State, event: Said, context: Context, meant: frozenset[str]) -> Step:
    talk = small_talk(event.text, event.reading)
    if talk == "thanks" and not meant:  # whoever gives thanks thinks that it is done
        return Step(state, (say("talk.thanks_kept"),))
    if meant or talk:
        return ask_which(state, context)
    kept = keep_pending(state, event.text)
    return passed_over(state, event, context) or _told_on(kept, event, context) or _asked_again(kept, event, context)


def _told_on(kept: State, event: Said, context: Context) -> Step | None:
    """Take what says that it is as it was for the answered case, and another matter behind none for a new one."""
    if may_accuse(event.reading) or may_accuse(event.reading_of_pending):
        return None
    offered = [option for option, _label in kept.options if option != "new_matter"]
    if len(offered) == 1 and offered[0].startswith("reopen:") and says_unsolved(event.text):
        return ask_now(kept, int(offered[0].partition(":")[2]))
    before, cases = event.reading_of_pending, (*context.open_cases, *context.past_cases)
    is_begun = kept.pending_media or (before is not None and tells_a_matter(before))
    is_other = bool(cases) and all(is_other_matter(event.reading, case) for case in cases)
    return tell(kept, context, kept.pending_text, event.reading) if is_other and not is_begun else None


def _asked_again(kept: State, event: Said, context: Context) -> Step:
    """Ask once more, how one may answer; whoever accuses hears that nobody reads it before they have chosen."""
    is_unread = is_unread_accusation(kept, event.reading_of_pending) or is_unread_accusation(kept, event.reading)
    return ask_which(kept, context).after(say("waiting.unread" if is_unread else "ask.which_kept"))
