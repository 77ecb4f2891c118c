"""What is said of a sealed case outside of any chat: each saying with its pictures, where nobody else reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from intake.db import Transaction
from intake.files import attachments
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation, Saying

CHANNEL = "sealed"
_FORMS_KNOWN = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is already kept, without its metadata."""

    sha256: str
    size: int
    mime: str


def write(
    tx: Transaction, talk: Conversation, words: str, pictures: Sequence[Picture] = (), *, case_id: int | None = None
) -> int:
    """Write words down with their pictures; return the line."""
    saying = Saying("citizen", "text", words, case_id=case_id, is_sealed=True)
    utterance_id = dialogue_log.write(tx, talk.id, talk.draft_no, saying)
    media = [
        {"kind": "photo", "ref": one.sha256, "name": f"Ảnh {number}", "mime": one.mime, "size": one.size,
         "sha256": one.sha256}
        for number, one in enumerate(pictures, start=1)
    ]  # fmt: skip
    attachments.expect(
        tx,
        conversation_id=talk.id,
        utterance_id=utterance_id,
        draft_no=talk.draft_no,
        channel=CHANNEL,
        account=CHANNEL,
        media=media,
    )
    return utterance_id


def add(tx: Transaction, case_id: int, words: str, *, form_id: str = "") -> int | None:
    """Write down what was added to a sealed case by whoever holds its receipt; return the line.

    None where the same words of the same form (`form_id`) were written before: it was sent again.
    """
    talk = _beside(tx, case_id)
    key = sha256(f"{form_id}\0{words}".encode()).hexdigest()
    known = [str(one) for one in talk.state.get("forms", ())][-_FORMS_KNOWN:]
    if form_id and key in known:
        return None
    dialogue_log.save(tx, talk.id, state={"forms": [*known, key]}, step="idle")
    return write(tx, talk, words, case_id=case_id)


def write_beside(tx: Transaction, case_id: int, words: str, pictures: Sequence[Picture]) -> int:
    """Write words with their pictures down for a sealed case that is in the book already; return the line."""
    utterance_id = write(tx, _beside(tx, case_id), words, pictures, case_id=case_id)
    attachments.bind(tx, utterance_id, case_id)
    return utterance_id


def _beside(tx: Transaction, case_id: int) -> Conversation:
    return dialogue_log.open_conversation(tx, CHANNEL, CHANNEL, f"case:{case_id}", "")
