"""What a citizen posts, as a form or as JSON, made into one thing that is checked once."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from starlette.requests import Request

from bot.channels.fields import Json, degrees, part, words
from bot.channels.web.problems import TooBig
from bot.channels.web.uploads import Form, Upload, read_body, read_form
from intake.errors import Invalid
from intake.settings import Settings

LONGEST_TEXT = 20_000
MAX_JSON = 1024 * 1024
SENDS = r":(send|same:\d+)$"  # of buttons that send the matter off; the script of the page reads it too
_EMPTY = "Anh/Chị chưa viết gì. Xin kể việc cần phản ánh, hoặc chọn một ảnh rồi bấm Gửi tin."
_TOO_LONG = "Tin dài quá 20.000 chữ cái nên chưa gửi được. Anh/Chị chia thành vài tin ngắn hơn giúp ạ."
_PLACE = "Ở {}"
_NO_JSON = "Yêu cầu không phải là JSON đúng."
_NO_UUID = "client_id phải là một UUID."


@dataclass(frozen=True, slots=True)
class Post:
    """A message on its way in; `client_id` is the same for every try to send it.

    `is_address`: its words are no more than the address that was typed beside them. `form_id` is the form's own id.
    """

    client_id: UUID
    text: str = ""
    choice: str = ""
    uploads: tuple[Upload, ...] = ()
    location: tuple[float, float] | None = None
    phone: str = ""
    is_address: bool = False
    form_id: UUID | None = None

    @property
    def is_only_words(self) -> bool:
        """Whether a form that holds its words can send it again."""
        return bool(self.text.strip()) and not (self.choice or self.uploads or self.location or self.phone.strip())

    @property
    def names_its_place(self) -> bool:
        """Whether there is nothing beside a point but its name, if that."""
        return not (self.uploads or self.choice) and (self.is_address or not self.text.strip())

    @property
    def is_told(self) -> bool:
        """Whether something is said or shown."""
        return bool(self.text.strip() or self.choice or self.uploads or self.location)

    @property
    def is_number(self) -> bool:
        """Whether a telephone number is all there is; beside anything else it is not read, and so not kept."""
        return bool(self.phone.strip()) and not self.is_told


async def read_page_form(request: Request, settings: Settings) -> Post:
    """Return what the page's form posts. Raises Invalid and its kin for what cannot be a form at all.

    The form's id is mixed with its content: a double tap is one message, while another text sent from the same page
    (after going back) is a message of its own and not lost.
    """
    post = _from_form(await read_form(request, _limits(settings)), _uuid_or_new)
    return replace(post, client_id=uuid5(post.client_id, _digest(post)), form_id=post.client_id)


async def read_api(request: Request, settings: Settings) -> Post:
    """Return what a program posts, as JSON or multipart. Raises Invalid and its kin."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return _from_form(await read_form(request, _limits(settings)), _uuid)
    try:
        data = json.loads(await read_body(request, MAX_JSON))
    except (ValueError, RecursionError) as error:
        raise Invalid(_NO_JSON) from error
    if not isinstance(data, dict):
        raise Invalid(_NO_JSON)
    phone = words(data, "phone")
    client_id, choice = _uuid(words(data, "client_id")), words(data, "choice")
    return Post(client_id, _told(data), choice, (), _point(data), phone, _is_address(data))


def takes_along(choice: str) -> bool:
    """Whether a button sends the matter off: what was typed and picked meanwhile is meant to go with it, before it."""
    return bool(re.search(SENDS, choice))


def check(post: Post) -> None:
    """Refuse what says nothing, or too much.

    Raises:
        Invalid: nothing was said.
        TooBig: the text is longer than a turn can take.
    """
    if len(post.text) > LONGEST_TEXT:
        raise TooBig(_TOO_LONG, {"text": _TOO_LONG})
    if not (post.is_told or post.is_number):
        raise Invalid(_EMPTY, {"text": _EMPTY})


def _from_form(form: Form, identify: Any) -> Post:  # noqa: ANN401 - one of the two functions below
    fields = dict(form.fields)
    point = {"location": {name: _float(fields.get(name, "")) for name in ("lat", "lon")}}
    return Post(
        client_id=identify(fields.get("client_id", "")),
        text=_told(fields),
        choice=words(fields, "choice"),
        uploads=form.uploads,
        location=_point(point),
        phone=words(fields, "phone"),
        is_address=_is_address(fields),
    )


def _told(fields: Json) -> str:
    """Return the words, with the address that was typed beside them as a line of its own."""
    text, address = words(fields, "text"), " ".join(words(fields, "address").split())
    return f"{text}\n{_PLACE.format(address)}" if text.strip() and address else text or address


def _is_address(fields: Json) -> bool:
    return not words(fields, "text").strip() and bool(words(fields, "address").strip())


def _limits(settings: Settings) -> dict[str, int]:
    return {"photo": settings.max_photo_bytes, "file": settings.max_file_bytes}


def _point(data: Json) -> tuple[float, float] | None:
    found = part(data, "location")
    lat, lon = degrees(found, "lat", 90), degrees(found, "lon", 180)
    return (lat, lon) if lat is not None and lon is not None else None


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid(_NO_UUID, {"client_id": _NO_UUID}) from error


def _uuid_or_new(text: str) -> UUID:
    """Return the form's id; a form that lost it still sends, only a double tap is not told any more."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _digest(post: Post) -> str:
    text = "\n".join(post.text.splitlines())  # a form that sends it again ends its lines in its own way
    digest = hashlib.sha256(f"{text}\0{post.choice}\0{post.location}\0{post.phone}".encode())
    for upload in post.uploads:
        digest.update(hashlib.sha256(upload.data or b"").digest())
    return digest.hexdigest()
