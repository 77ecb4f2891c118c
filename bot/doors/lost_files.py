"""A file that could not be kept is not counted to what is being told: nobody is to send a matter of nothing."""

from dataclasses import replace

from bot.dialogue.state import State
from intake.db import Transaction
from intake.files.attachments import PendingFile
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation

_VOICE = "audio"


def uncount(tx: Transaction, conversation: Conversation, file: PendingFile) -> None:
    """Take a file off what its chat, which is locked, is telling; one that belongs to a case already is none of it."""
    state = State.from_json(conversation.state)
    left = state if file.case_id is not None else _without(state, voices=int(file.kind == _VOICE))
    if left != state:
        asked_at = conversation.asked_at
        dialogue_log.save_state(tx, conversation.id, state=left.to_json(), step=left.step, asked_at=asked_at)


def _without(state: State, *, voices: int) -> State:
    """Return the state with one file less, in the draft or among what waits for a yes."""
    if state.draft is not None and state.draft.media:
        heard = max(state.draft.voices - voices, 0)
        draft = replace(state.draft, media=state.draft.media - 1, voices=heard)
        return replace(state, draft=replace(draft, wordless=draft.wordless and heard > 0))
    if not state.pending_media:
        return state
    return replace(state, pending_media=state.pending_media - 1, pending_voices=max(state.pending_voices - voices, 0))
