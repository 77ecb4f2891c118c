"""What a file is, told by its content: the name and the type that came with it are only claims."""

from collections.abc import Mapping

# What a file is, told by its first bytes: (offset, bytes, type, may be a photo).
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    *((4, b"ftyp" + brand, "image/heic") for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")),
    *((4, b"ftyp" + brand, "image/avif") for brand in (b"avif", b"avis")),
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
_NAMES: Mapping[str, str] = {
    "image/jpeg": "Ảnh JPEG",
    "image/png": "Ảnh PNG",
    "image/gif": "Ảnh GIF",
    "image/webp": "Ảnh WebP",
    "image/heic": "Ảnh HEIC (điện thoại iPhone)",
    "image/avif": "Ảnh AVIF",
    "application/pdf": "Văn bản PDF",
    "application/msword": "Văn bản Word hoặc Excel đời cũ",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Văn bản Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Bảng tính Excel",
    "audio/ogg": "Tin thoại",
    "audio/mpeg": "Âm thanh MP3",
    "audio/amr": "Âm thanh AMR",
    "audio/aac": "Âm thanh AAC",
    "audio/mp4": "Âm thanh M4A",
    "video/mp4": "Phim MP4",
}


def type_of(data: bytes) -> str | None:
    """Return the type of a file by its first bytes; None for one that is not taken."""
    for offset, signature, mime in _SIGNATURES:
        if data[offset : offset + len(signature)] == signature:
            return mime
    if data[:4] == b"PK\x03\x04":
        return next((mime for part, mime in _ZIPPED if part in data), None)
    return None


def name_of(mime: str) -> str:
    """Return what officers call a type of file."""
    return _NAMES.get(mime, "Tệp khác")
