"""Reads the words of a PDF of ours back by the tables that it carries for copying text."""

import base64
import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+\+?\d*) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj|(ET|T\*)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,8})>")


def words_of(pdf: bytes) -> str:
    """Return the text of all pages as words with one blank between them."""
    objects = {int(number): content for number, content in _OBJECT.findall(pdf)}
    names = dict(re.findall(rb"/(F\d+\+\d+) (\d+) 0 R", b"".join(objects.values())))
    tables = {name: _table(objects, objects[int(number)]) for name, number in names.items()}
    pages = [objects[int(number)] for number in re.findall(rb"/Contents (\d+) 0 R", b"".join(objects.values()))]
    return " ".join(" ".join(_read(_stream(page), tables) for page in pages).split())


def _stream(content: bytes) -> bytes:
    head = _STREAM.search(content)
    data = content[head.end() : head.end() + int(head[1])]
    if b"ASCII85Decode" in content[: head.end()]:
        data = base64.a85decode(b"<~" + data.strip(), adobe=True)
    return zlib.decompress(data)


def _table(objects: dict, font: bytes) -> dict[int, str]:
    cmap = _stream(objects[int(re.search(rb"/ToUnicode (\d+) 0 R", font)[1])])
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in _LETTER.findall(cmap)}


def _read(content: bytes, tables: dict) -> str:
    font, said = b"", []
    for name, string, end in _SHOWN.findall(content):
        font = name or font
        if string:
            said.append("".join(tables.get(font, {}).get(code, chr(code)) for code in _codes(string)))
        if end:
            said.append("\n")
    return "".join(said)


def _codes(string: bytes) -> bytes:
    controls = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return _ESCAPED.sub(
        lambda found: bytes([int(found[1], 8)]) if len(found[1]) == 3 else controls.get(found[1], found[1]), string
    )
