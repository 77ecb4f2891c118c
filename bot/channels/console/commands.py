"""What can be sent in a terminal beside words: a photo, a point on the map, a number, and a message put right."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from intake.errors import Invalid
from intake.files import attachments
from intake.settings import Settings

HELP = (
    "Gõ số để chọn. Gửi ảnh: /anh ĐƯỜNG-DẪN; vị trí: /vitri VĨ-ĐỘ KINH-ĐỘ [TÊN CHỖ]; số điện thoại của mình: /sdt SỐ; "
    "sửa tin vừa gửi: /sua LỜI MỚI, hoặc /sua /anh ĐƯỜNG-DẪN. Kết thúc: Ctrl-D."
)
_PHOTOS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic")
_NO_POINT = "Chưa đọc được vị trí. Gõ vĩ độ rồi kinh độ, ví dụ: /vitri 21.2731 106.1946 cổng chợ"
_NO_NUMBER = "Chưa có số. Gõ, ví dụ: /sdt 0912 345 678"
_NOTHING_NEW = "Chưa có lời mới. Gõ, ví dụ: /sua ổ gà ở ngõ 7, không phải ngõ 5"
_NOTHING_SENT = "Chưa gửi tin nào để sửa."
_POLE, _NOWHERE = 90.0, 999.0
_POINT = re.compile(r"(?P<lat>-?\d+(?:\.\d+)?)[\s,;]+(?P<lon>-?\d+(?:\.\d+)?)(?:[\s,;]+(?P<label>.*))?")
_EDITS = ("/sua", "/sửa")


def sent_by(line: str, settings: Settings, last: str | None) -> Mapping[str, Any] | None:
    """Return what a line sends; None where it is no command of the terminal. `last` names the message before.

    Raises:
        Invalid: what stands behind the command is not what it needs.
    """
    command, _, rest = line.partition(" ")
    if command.lower() in _EDITS:
        return _edit(rest.strip(), settings, last)
    send = _COMMANDS.get(command.lower())
    return send(rest.strip(), settings) if send else None


def _edit(rest: str, settings: Settings, last: str | None) -> Mapping[str, Any]:
    if not rest:
        raise Invalid(_NOTHING_NEW)
    if last is None:
        raise Invalid(_NOTHING_SENT)
    return {**(sent_by(rest, settings, last) or {"text": rest}), "edits": last}


def _photo(rest: str, settings: Settings) -> Mapping[str, Any]:
    path = Path(rest.strip("'\"")).expanduser()
    kind = "photo" if path.suffix.lower() in _PHOTOS else "file"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Invalid(f"Không đọc được tệp {path} ({error.strerror}).") from error
    kept = attachments.keep(settings, data, kind=kind)
    file = {"kind": kind, "sha256": kept.sha256, "mime": kept.mime, "size": kept.size, "name": path.name}
    return {"files": [file]}


def _point(rest: str, _settings: Settings) -> Mapping[str, Any]:
    found = _POINT.fullmatch(rest)
    lat, lon = (float(found["lat"]), float(found["lon"])) if found else (_NOWHERE, _NOWHERE)
    if not found or abs(lat) > _POLE or abs(lon) > 2 * _POLE:
        raise Invalid(_NO_POINT)
    return {"location": {"lat": lat, "lon": lon, "label": found["label"]}}


def _number(rest: str, _settings: Settings) -> Mapping[str, Any]:
    if not rest:
        raise Invalid(_NO_NUMBER)
    return {"phone": rest}


_COMMANDS: Mapping[str, Callable[[str, Settings], Mapping[str, Any]]] = {
    **dict.fromkeys(("/anh", "/ảnh"), _photo),
    **dict.fromkeys(("/vitri", "/vịtrí"), _point),
    "/sdt": _number,
}
