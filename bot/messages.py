"""Messages as the dialogue knows them: the same for every channel, with nothing of any platform in them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Protocol

from routing.records import record

SECRET_MARK = "⟦secret⟧"  # noqa: S105 - the mark that stands where a secret will be shown
COVERED_SECRET = "••••-••••-••••"  # noqa: S105 - what stands where a citizen typed one


def chat_code_mark(number: int) -> str:
    """Return the mark that stands where the code that joins chats will be shown."""
    return f"⟦join:{number}⟧"


@record
class MediaRef:
    """A file of a message, by the name under which its channel gives it out.

    Attributes:
        kind: `photo`, `file`, `audio` or `video`.
        ref: the channel's own handle (a file id, or the hash of an upload).
        sha256: set when the bytes are already kept (uploads of the web page).
        size: bytes, where the platform tells.
        same: what tells the same file where its handle may change.
    """

    kind: str
    ref: str
    mime: str | None = None
    name: str | None = None
    size: int | None = None
    sha256: str | None = None
    same: str | None = None

    def is_same(self, other: "MediaRef") -> bool:
        """Whether both are the same file."""
        return (self.same or self.ref) == (other.same or other.ref)

    def to_json(self) -> Mapping[str, Any]:
        """Return the file as `intake.files.attachments.expect` takes it."""
        known = {"mime": self.mime, "name": self.name, "size": self.size, "sha256": self.sha256}
        return {"kind": self.kind, "ref": self.ref, **known}


@record
class Location:
    """A point in degrees (WGS 84), with the name that the sender's map gave it."""

    lat: float
    lon: float
    label: str | None = None


@record
class Contact:
    """A shared contact card; `phone` as people write it ("0912345678"), `is_own` where it is the sender's."""

    phone: str
    is_own: bool


@record
class Inbound:
    """What came in.

    Attributes:
        kind: text, command, choice, photo, file, audio, video, location, contact, sticker, start, stop (the chat was
            shut), back (it was opened again), edited, group (not a private chat) or unsupported, whose `text` tells
            what it is; and what is no word of the citizen: delivered, read, staff_echo (an officer wrote to them in
            the platform's own tool) or signal (anything else that a platform tells).
        choice: payload of the pressed button.
        group_key: the same for all parts of an album.
        goes_on: parts of the same may follow, and the platform does not tell which they are.
        is_whole: all that was picked came at once, so that nothing more of it follows.
        form_name: a name that was typed into the platform's own form; it may be anybody's.
        reply_to: the channel's id of the message that this one answers.
        callback_id: what a channel needs to acknowledge a pressed button.
        about: the channel's ids of our messages that were delivered or read.
    """

    channel: str
    account: str
    chat_key: str
    kind: str
    text: str = ""
    choice: str | None = None
    media: tuple[MediaRef, ...] = ()
    group_key: str | None = None
    location: Location | None = None
    contact: Contact | None = None
    reply_to: str | None = None
    user_name: str | None = None
    message_id: str | None = None
    callback_id: str | None = None
    sent_at: datetime | None = None
    about: tuple[str, ...] = ()
    goes_on: bool = False
    is_whole: bool = False
    form_name: str | None = None

    @property
    def is_of_album(self) -> bool:
        """Whether it may be one of several things that were sent together."""
        return self.group_key is not None or self.goes_on


class Normaliser(Protocol):
    """The part of a channel that a turn needs: raw update in, channel-neutral message out."""

    def normalise(self, raw: str) -> Inbound:
        """Return what the update says; unknown content is kind "unsupported", never an exception."""


@record
class Choice:
    """A button; the payload is `step_no:option`, at most 64 bytes."""

    payload: str
    label: str


@record
class OutFile:
    """A file that goes out, made just before it is sent."""

    name: str
    data: bytes = field(repr=False)


@record
class Outbound:
    """What goes out; the text may hold SECRET_MARK.

    Attributes:
        ask: what the citizen is asked to share: None, "location", "photo" or "contact"; "nothing": that is over now.
        ask_label: what stands on the button that shares it, where the platform has one.
        attach: names what is to be sent along (`complaint_form`); `files` are what came of it where a channel takes
            files.
        is_window_closed: the platform takes no plain message any more, so long ago did the citizen write.
        reply_to: the platform's id of the message that this one answers, where it answers late.
        facts: what a ready-made message of the platform may be filled with then; none for what must stay sealed.
        sent: how many pieces of it have arrived, where a platform takes it in several.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    ask: str | None = None
    attach: str = ""
    files: tuple[OutFile, ...] = ()
    is_window_closed: bool = False
    reply_to: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    ask_label: str = ""
    sent: int = 0


@record
class Reply:
    """A sentence that the dialogue wants said, before it is put into words.

    Attributes:
        key: of the sentence in the texts.
        fields: what stands in its braces, ready to be read; a blank one drops its optional part.
        choices: (option, label) of each button.
        step_no: number of the question that the buttons answer.
        attach: what is to be sent along, as `Outbound` has it.
    """

    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    ask: str | None = None
    step_no: int = 0
    attach: str = ""
