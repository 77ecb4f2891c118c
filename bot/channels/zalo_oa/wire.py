"""How a message looks on an Official Account: composed letters, numbered choices, parts that fit; and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from bot.channels.parts import split
from bot.messages import Outbound, OutFile
from intake.channels import sent_along
from intake.sending.windows import ANONYMOUS

LONGEST = 2000
_TITLE, _SUBTITLE = 100, 500
MESSAGE, ANONYMOUS_MESSAGE = "/v3.0/oa/message/cs", "/v2.0/oa/message"
TEMPLATE = "/v3.0/oa/message/template"
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One request: where to, and what; a `spare` one may be refused without loss, for the words said it too."""

    path: str
    body: Body
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be uploaded before it is sent: where to, and which part of the answer names it."""

    path: str
    handle: str
    file: OutFile


def calls(chat_key: str, message: Outbound) -> list[Call]:
    """Return the requests that say a message, without its files."""
    texts = split(normalize("NFC", message.text), LONGEST)
    said: list[Body] = [{"text": text} for text in texts]
    if message.reply_to and said:
        said[0] = {**said[0], "quote_message_id": message.reply_to}
    form = (
        [to(chat_key, _asking_for_contact(texts[0], message.ask_label))] if message.ask == "contact" and texts else []
    )
    return [*(to(chat_key, one) for one in said), *(replace(one, is_spare=True) for one in form)]


def to(chat_key: str, message: Body) -> Call:
    """Return the request that sends one message of the platform to a chat."""
    kind, _, rest = chat_key.partition(":")
    if kind != ANONYMOUS:
        return Call(MESSAGE, {"recipient": {"user_id": chat_key}, "message": message})
    user, _, conversation = rest.partition(":")
    recipient = {"anonymous_id": user, "conversation_id": conversation}
    return Call(ANONYMOUS_MESSAGE, {"recipient": recipient, "message": message})


def upload_of(file: OutFile) -> Upload | None:
    """Return how a file is uploaded; None for one that the platform does not take: the words name its address."""
    rule, size = sent_along.rules()["zalo_oa"], len(file.data)
    if rule.takes_as_document(file.name, size):
        return Upload("/v2.0/oa/upload/file", "token", file)
    if rule.takes_as_picture(file.name, size):
        return Upload("/v2.0/oa/upload/image", "attachment_id", file)
    return None


def of_upload(upload: Upload, handle: str) -> Body:
    """Return the message that shows an uploaded file."""
    if upload.handle == "token":
        return {"attachment": {"type": "file", "payload": {"token": handle}}}
    return _template("media", {"media_type": "image", "attachment_id": handle})


def ready_made(chat_key: str, template_id: str, fields: Sequence[tuple[str, str]], facts: Mapping[str, str]) -> Call:
    """Return the request that sends an approved template, filled with what is known."""
    data = {name: facts.get(fact, "") for name, fact in fields}
    return Call(TEMPLATE, {"user_id": chat_key, "template_id": template_id, "template_data": data})


def _asking_for_contact(text: str, label: str) -> Body:
    """Return the form beneath a question: its numbered choices stand in the words above, and are none of the form."""
    question = text.partition("\n\n")[0]
    return _template("request_user_info", {"title": (label or question)[:_TITLE], "subtitle": question[:_SUBTITLE]})


def _template(kind: str, element: Body) -> Body:
    payload = {"template_type": kind, "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload}}
