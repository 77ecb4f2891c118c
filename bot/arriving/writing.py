"""What came in is written down before it is answered: its words in the log, its files among those to be fetched."""

from collections.abc import Sequence

from bot.listening.edits import changes_words, tells
from bot.listening.hearing import Heard
from bot.messages import Inbound, MediaRef
from intake.db import Transaction
from intake.files import attachments, room
from intake.installation.bounds import load_bounds
from intake.sending import outbox
from intake.talk import dialogue_log, earlier_words
from intake.talk.dialogue_log import Conversation, Saying
from intake.talk.earlier_words import EarlierLine
from routing.records import replace

_UNKNOWN_BUTTON = "[…]"  # nobody was offered it: what a program made up
_MOST_VERSIONS = 3  # times the files that a matter may have, those that were replaced among them


def write_down(tx: Transaction, inbox_id: int, conversation: Conversation, inbound: Inbound) -> Heard:
    """Write a message into the log as it came, and note its files; those beyond what a matter may have are left out."""
    saying = Saying("citizen", inbound.kind, _words_of(tx, inbound, conversation), step_before=_step_of(conversation))
    utterance_id = dialogue_log.write(tx, conversation.id, conversation.draft_no, saying, inbox_id)
    is_late_part = inbound.group_key is not None and attachments.has_group(tx, conversation.id, inbound.group_key)
    taken = _take_files(tx, conversation, utterance_id, inbound) if inbound.media else ()
    left_out = len(inbound.media) - len(taken)
    heard = replace(inbound, media=tuple(taken)) if left_out else inbound
    is_told = left_out > 0 and inbound.group_key is not None and not inbound.text  # once for a whole album
    return Heard(heard, utterance_id, is_late_part=is_late_part or is_told, left_out=left_out)


def _take_files(tx: Transaction, conversation: Conversation, utterance_id: int, inbound: Inbound) -> Sequence[MediaRef]:
    """Note the files of a message, as many as a matter may have; whoever is told so is told once."""
    most = load_bounds().files.of_matter
    left = max(most - room.count_of_draft(tx, conversation.id, conversation.draft_no, most=most), 0)
    taken = inbound.media[:left]
    _expect(tx, conversation, utterance_id, inbound, taken, draft_no=conversation.draft_no)
    if any(item.sha256 and attachments.is_hard_to_open(item.mime or "") for item in taken):
        tell_once(tx, conversation, f"hard_to_open:{utterance_id}", "media.heic")
    is_crossing = left and len(taken) < len(inbound.media)
    if is_crossing or (not left and inbound.group_key is not None):
        tell_once(tx, conversation, f"too_many:{conversation.id}:{conversation.draft_no}", "media.too_many", str(most))
    return taken


def write_version(
    tx: Transaction,
    inbox_id: int,
    conversation: Conversation,
    inbound: Inbound,
    versions: Sequence[EarlierLine],
    *,
    has_new_files: bool = False,
) -> Heard:
    """Write what a message says since it was edited, beside its first words and with the matter that these are of.

    `versions` are those before, newest first. Files that it shows instead of those before go to the same matter; those
    before stay, as what was replaced.
    """
    original = versions[0]
    case_id, draft_no = original.case_id, original.draft_no
    step = _step_of(conversation)
    saying = Saying(
        "citizen",
        "edited",
        inbound.text,
        step_before=step,
        case_id=case_id,
        is_sealed=original.is_sealed,
        version_of_id=original.utterance_id,
    )
    utterance_id = dialogue_log.write(tx, conversation.id, draft_no, saying, inbox_id)
    if has_new_files:
        _replace_files(tx, conversation, utterance_id, inbound, original)
    is_of_draft = case_id is None and draft_no == conversation.draft_no
    is_reworded = changes_words(original, inbound)
    is_put_right = has_new_files or (is_reworded and tells(original.text) and tells(inbound.text))
    return Heard(
        inbound,
        utterance_id,
        is_late_part=False,
        corrects_draft=is_of_draft and is_reworded,
        corrects_case=case_id if is_put_right and not original.is_sealed else None,
        of_sealed=case_id if is_put_right and original.is_sealed else None,
        is_reworded=is_reworded,
        was=tuple(one.text for one in versions),
    )


def _replace_files(
    tx: Transaction, conversation: Conversation, utterance_id: int, inbound: Inbound, original: EarlierLine
) -> None:
    """Note the files that a message shows now; whoever changes them over and over again is not followed for ever."""
    if room.count_of_told(tx, conversation.id, original.draft_no) >= _MOST_VERSIONS * load_bounds().files.of_matter:
        return
    attachments.replace(tx, original.utterance_id)
    draft_no, case_id = original.draft_no, original.case_id
    _expect(tx, conversation, utterance_id, inbound, inbound.media, draft_no=draft_no, case_id=case_id)
    tell_once(tx, conversation, f"replaced:{utterance_id}", "media.replaced")


def _expect(
    tx: Transaction,
    conversation: Conversation,
    utterance_id: int,
    inbound: Inbound,
    media: Sequence[MediaRef],
    *,
    draft_no: int,
    case_id: int | None = None,
) -> None:
    """Note files of a message that are to be fetched."""
    attachments.expect(
        tx,
        conversation_id=conversation.id,
        utterance_id=utterance_id,
        draft_no=draft_no,
        channel=conversation.channel,
        account=conversation.account,
        media=[item.to_json() for item in media],
        case_id=case_id,
        group_key=inbound.group_key,
    )


def tell_once(tx: Transaction, conversation: Conversation, key: str, notice: str, limit: str = "") -> None:
    """Tell the citizen something unless the same was told before; `key` says what counts as the same."""
    if not outbox.has(tx, key):
        payload = {"notice": notice, "fields": {"limit": limit}}
        outbox.put(tx, conversation_id=conversation.id, key=key, purpose="notice", payload=payload)


def _step_of(conversation: Conversation) -> str:
    return str(conversation.state.get("step", "idle"))


def _words_of(tx: Transaction, inbound: Inbound, conversation: Conversation) -> str:
    """Return what the log shows for a message: its words, the label of the button, or what was sent."""
    if inbound.kind == "choice":
        return _label_of(tx, inbound.choice or "", conversation)
    if inbound.location is not None:
        return inbound.text or f"📍 {inbound.location.lat:.5f}, {inbound.location.lon:.5f}"
    if inbound.media:
        return inbound.text
    if inbound.kind == "contact":
        return "[số điện thoại]"  # itself it is kept elsewhere, and only after a yes
    if inbound.kind == "unsupported":
        return f"[{inbound.text or inbound.kind}]"  # its text tells of the message and is nobody's words
    return inbound.text or f"[{inbound.kind}]"


def _label_of(tx: Transaction, payload: str, conversation: Conversation) -> str:
    """Return the words of a button; of an old one, as another tab still shows it, those with which it was offered."""
    option = payload.partition(":")[2]
    label = next((label for known, label in conversation.state.get("options", ()) if known == option), "")
    return label or earlier_words.label_of(tx, conversation.id, payload) or _UNKNOWN_BUTTON
