"""Reading what a browser posts, of any size, into bounded memory: what is too large is counted but not kept.

The rest of a form with one file too large still arrives, so that the citizen's words are not lost with it.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.channels.web.problems import TooBig
from intake.errors import Invalid

MAX_FILES = 10
_MAX_FIELDS = 20
_MAX_FIELD = 1024 * 1024
_HARD_LIMIT = 120 * 1024 * 1024
_TOO_BIG = "Tin này lớn quá nên chưa gửi được. Anh/Chị gửi ít ảnh hơn mỗi lần giúp ạ."
_BROKEN = "Trình duyệt gửi dữ liệu bị lỗi nên tôi chưa nhận được gì. Anh/Chị thử gửi lại giúp ạ."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form; `data` is None when it is larger than its field may hold."""

    field: str
    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Form:
    """The fields and files of a posted form."""

    fields: Mapping[str, str]
    uploads: tuple[Upload, ...]


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body.

    Raises:
        TooBig: it is longer than `limit` bytes.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooBig(_TOO_BIG)
    return bytes(body)


async def read_form(request: Request, limits: Mapping[str, int]) -> Form:
    """Return a posted form; `limits` names the fields that hold files and how many bytes each file may have.

    Raises:
        TooBig: the whole is beyond reason.
        Invalid: it is no form, or has too many parts.
    """
    try:
        return await _read(request, limits)
    except MultiPartException as error:
        if "maximum size" in error.message:
            raise TooBig(_TOO_BIG) from error
        raise Invalid(_BROKEN) from error


async def _read(request: Request, limits: Mapping[str, int]) -> Form:
    stream = _bounded(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        plain = await FormParser(request.headers, stream, max_fields=_MAX_FIELDS, max_part_size=_MAX_FIELD).parse()
        return Form({name: _as_text(value) for name, value in plain.items()}, ())
    parser = _CappedParser(
        request.headers, stream, max_files=MAX_FILES, max_fields=_MAX_FIELDS, max_part_size=_MAX_FIELD
    )
    parser.limits = limits
    parts = (await parser.parse()).multi_items()
    fields = {name: value for name, value in parts if isinstance(value, str)}
    uploads = [await parser.upload(name, value) for name, value in parts if isinstance(value, UploadFile)]
    return Form(fields, tuple(upload for upload in uploads if upload is not None))


class _CappedParser(MultiPartParser):
    """Stops keeping a file at its limit, and goes on counting."""

    limits: Mapping[str, int]

    def __init__(self, *args: object, **options: int) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._sizes: dict[UploadFile, int] = {}

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Keep a piece of a part, unless its file is full."""
        file = self._current_part.file
        if file is not None:
            self._sizes[file] = self._sizes.get(file, 0) + end - start
            if self._sizes[file] > self._limit(self._current_part.field_name):
                return
        super().on_part_data(data, start, end)

    async def upload(self, field: str, file: UploadFile) -> Upload | None:
        """Return a parsed file; None for an empty file field."""
        size = self._sizes.get(file, 0)
        data = await file.read() if size <= self._limit(field) else None
        await file.close()
        return Upload(field, file.filename or "", data) if size or file.filename else None

    def _limit(self, field: str) -> int:
        return self.limits.get(field, 0)


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """Give the body piece by piece; what goes far beyond every limit is broken off."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > _HARD_LIMIT:
            raise TooBig(_TOO_BIG)
        yield chunk


def _as_text(value: str | UploadFile) -> str:
    return value if isinstance(value, str) else ""
