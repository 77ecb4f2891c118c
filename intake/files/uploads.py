"""Reading what a browser posts, of any size, into bounded memory; both front doors read their forms here.

What is too large is counted but not kept, and what goes beyond all reason is broken off: the words typed before it are
still there, so that neither a citizen nor an officer loses them to a file.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

MAX_FILES = 10
TOO_BIG = "too big"
BROKEN = "broken"
_MAX_FIELD = 1024 * 1024
_LISTENED_TO = 64 * 1024 * 1024
_NUL = "\x00"  # PostgreSQL stores no text that holds it


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form; `data` is None when it is larger than its field may hold."""

    field: str
    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Form:
    """The fields and files of a posted form; fields of one name (ticked boxes) are joined by commas; none holds NUL.

    Attributes:
        fault: TOO_BIG where the form was broken off, BROKEN where it was none; `fields` is what had arrived whole.
    """

    fields: Mapping[str, str]
    uploads: tuple[Upload, ...] = ()
    fault: str = ""


async def read_form(request: Request, limits: Mapping[str, int], *, whole: int, max_fields: int) -> Form:
    """Return a posted form of at most `whole` bytes; `limits` names the fields of files and the bytes of each file."""
    if not is_multipart(request):
        return await _plain(request, whole, max_fields)
    stream = _bounded(request, whole)
    options = {"max_files": MAX_FILES, "max_fields": max_fields, "max_part_size": _MAX_FIELD}
    parser = _CappedParser(request.headers, stream, **options)
    parser.limits = limits
    try:
        parts = (await parser.parse()).multi_items()
    except MultiPartException as error:
        return Form(_joined(parser.items), (), _fault(error))
    uploads = [await parser.upload(name, value) for name, value in parts if isinstance(value, UploadFile)]
    fault = TOO_BIG if parser.is_cut else ""
    return Form(_joined(parts), tuple(upload for upload in uploads if upload is not None), fault)


def is_multipart(request: Request) -> bool:
    """Say whether a request brings a form that may hold files."""
    return request.headers.get("content-type", "").startswith("multipart/form-data")


async def _plain(request: Request, whole: int, max_fields: int) -> Form:
    body = _Cut(request, min(whole, _MAX_FIELD))
    try:
        plain = await FormParser(
            request.headers, body.stream(), max_fields=max_fields, max_part_size=_MAX_FIELD
        ).parse()
    except MultiPartException as error:
        return Form({}, (), _fault(error))
    fields = _joined(plain.multi_items())
    if not body.is_cut:
        return Form(fields)
    return Form({name: value.rstrip("\ufffd") for name, value in fields.items()}, (), TOO_BIG)


@dataclass(slots=True)
class _Cut:
    """The beginning of a body; the rest is read and let go, so that the sender hears why it was not taken."""

    request: Request
    whole: int
    is_cut: bool = False

    async def stream(self) -> AsyncGenerator[bytes, None]:
        size = 0
        async for chunk in self.request.stream():
            if size < self.whole:
                yield chunk[: self.whole - size]
            size += len(chunk)
            self.is_cut = size > self.whole
            if size > _LISTENED_TO:
                return


def _fault(error: MultiPartException) -> str:
    return TOO_BIG if isinstance(error, _BrokenOff) or "maximum size" in error.message else BROKEN


def _joined(parts: list[tuple[str, str | UploadFile]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in parts:
        if isinstance(value, str):
            said = value.replace(_NUL, "")
            fields[name] = f"{fields[name]},{said}" if name in fields else said
    return fields


class _BrokenOff(MultiPartException):
    """The body goes on beyond all limits."""


class _CappedParser(MultiPartParser):
    """Stops keeping a file or a text at its limit, and goes on counting; of a text the beginning is kept."""

    limits: Mapping[str, int]
    is_cut = False

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
        elif end - start > (room := self.max_part_size - len(self._current_part.data)):
            self.is_cut, end = True, start + room
        super().on_part_data(data, start, end)

    async def upload(self, field: str, file: UploadFile) -> Upload | None:
        """Return a parsed file; None for an empty file field."""
        size = self._sizes.get(file, 0)
        data = await file.read() if size <= self._limit(field) else None
        await file.close()
        return Upload(field, (file.filename or "").replace(_NUL, ""), data) if size or file.filename else None

    def _limit(self, field: str) -> int:
        return self.limits.get(field, 0)


async def _bounded(request: Request, whole: int) -> AsyncGenerator[bytes, None]:
    """Give the body piece by piece; what goes far beyond every limit is broken off."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > whole:
            raise _BrokenOff("more than a form may hold")
        yield chunk
