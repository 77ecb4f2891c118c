"""Praise for somebody in office: thanked for, and passed on as a report on conduct where the citizen wants it."""

from bot.dialogue.asking import ask, rest, say, understood
from bot.dialogue.events import Chose, Said
from bot.dialogue.formal.denounce import before_consent
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import says_send
from bot.dialogue.hearing.praise_words import is_praise
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.telling import keep_pending, tell_pending
from bot.dialogue.words import answers
from routing.conflicts import CONDUCT_TOPIC
from routing.kinds import Kind
from routing.records import replace

_PASS_ON, _LEAVE = "praise", "no_praise"


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Thank for praise and offer to pass it on, or hear a typed answer to that; None for all other words."""
    is_offered = any(option == _PASS_ON for option, _label in state.options)
    if is_offered:
        meant = answers(event.text)
        if "yes" in meant or says_send(event.text):
            return chosen(state, Chose(state.step_no, _PASS_ON, event.reading_of_pending), context)
        if meant & {"no", "skip"}:
            return chosen(state, Chose(state.step_no, _LEAVE), context)
    if not is_praise(event.text, event.reading):
        return None
    before = state if is_offered else replace(state, pending_text="", pending_media=0)
    kept = keep_pending(before, event.text)  # whoever goes on praising has not said it anew
    return ask(understood(kept), "idle", "praise.offer", [_PASS_ON, _LEAVE])


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Begin a report with the words of praise, or leave it at the thanks."""
    if event.option == _LEAVE:
        return rest(replace(state, pending_text="", pending_media=0), say("talk.ok"))
    draft = Draft(
        kind=Kind.FEEDBACK.value, kind_confidence=1.0, topic=CONDUCT_TOPIC, topic_by="citizen", confidence=1.0
    )
    told = replace(state, draft=draft)
    if not context.consented:
        return before_consent(told, context, "", None)
    return tell_pending(told, context, event.reading_of_pending)


OPTIONS = frozenset({_PASS_ON, _LEAVE})
