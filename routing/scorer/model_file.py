"""How a model lies in a file: plain values, then its arrays, packed; the same model gives the same bytes."""

import json
import zlib
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from routing.kinds import Kind
from routing.scorer.features import Halves, Keys, keys_of
from routing.scorer.model import Curve, Model

_FORMAT = 2
# models of the first format, which an office may have trained, hold keys of 64 bits
_WIDE_FORMAT, _WIDE_BITS = 1, 20
_HEADER_END = b"\n"
_PIECE = 1 << 16
_EFFORT = 6


def to_bytes(model: Model) -> bytes:
    """Return the model as a file."""
    header = {
        "format": _FORMAT,
        "trained_on": model.trained_on,
        "topics": model.topics,
        "kinds": model.kinds,
        "words": list(model.words),
        "rows": len(model.keys),
        "bias": model.bias,
        "kind_cue_share": model.kind_cue_share,
        "topic_sharpness": model.topic_sharpness,
        "kind_sharpness": model.kind_sharpness,
        "topic_curve": asdict(model.topic_curve),
        "kind_curve": asdict(model.kind_curve),
        "kind_mix": model.kind_mix.tolist(),
        "danger_bias": model.danger_bias,
        "danger_least": model.danger_least,
    }
    arrays = (
        model.keys.astype("<i4"),
        model.rarity.astype("<f2"),
        model.scales.astype("<f2"),
        model.weights.astype("i1"),
        model.danger.astype("<f2"),
    )
    body = b"".join(array.tobytes() for array in arrays)
    return zlib.compress(json.dumps(header, ensure_ascii=False).encode() + _HEADER_END + body, _EFFORT)


def from_bytes(packed: bytes) -> Model:
    """Read a model back.

    Raises:
        ValueError: these bytes are no model of this format.
    """
    try:
        parts = _Unpacked(packed)
        header: dict[str, Any] = json.loads(parts.line())
        if header["format"] not in {_FORMAT, _WIDE_FORMAT}:
            raise ValueError("another format")  # noqa: TRY301 - one answer for a file that is no model
        return _model(header, parts)
    except (zlib.error, ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"Tệp này không phải mô hình đọc: {problem}") from problem


class _Unpacked:
    """What a file holds, a part at a time: whole, beside its parts, it would be most of what a reader ever needs."""

    def __init__(self, packed: bytes) -> None:
        self._stream = zlib.decompressobj()
        self._packed = (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))
        self._ahead = bytearray()

    def line(self) -> bytes:
        """Return what stands before the first end of a line."""
        while (end := self._ahead.find(_HEADER_END)) < 0:
            self._ahead += self._next()
        line = bytes(self._ahead[:end])
        del self._ahead[: end + 1]
        return line

    def take(self, size: int) -> bytearray:
        """Return the next bytes, none where the file ends before the first of them."""
        taken, filled = bytearray(size), 0
        while filled < size:
            part = self._ahead or self._next(is_last=filled == 0)
            if not part:
                return bytearray()
            taken[filled : min(filled + len(part), size)] = part[: size - filled]
            self._ahead = part[size - filled :]
            filled += len(part)
        return taken

    def end(self) -> None:
        """Raise `ValueError` unless all was there and all was taken."""
        if self._ahead or self._next(is_last=True) or not self._stream.eof:
            raise ValueError("another length")

    def _next(self, *, is_last: bool = False) -> bytearray:
        """Return what the next piece holds; an error where there is none, unless the last was taken."""
        for piece in self._packed:
            if unpacked := self._stream.decompress(piece):
                return bytearray(unpacked)
        if not is_last:
            raise ValueError("cut off")
        return bytearray()


def _model(header: dict[str, Any], parts: _Unpacked) -> Model:
    rows, columns = header["rows"], len(header["topics"]) + len(header["kinds"])
    model = Model(
        trained_on=header["trained_on"],
        topics=tuple(header["topics"]),
        kinds=tuple(map(Kind, header["kinds"])),
        words={word: i for i, word in enumerate(header["words"])},
        keys=_keys(parts, rows, header["format"]),
        rarity=_halves(parts.take(2 * rows)),
        scales=_halves(parts.take(2 * rows)),
        weights=np.frombuffer(parts.take(columns * rows), np.int8).reshape(rows, columns),
        bias=tuple(header["bias"]),
        kind_cue_share=header["kind_cue_share"],
        topic_sharpness=header["topic_sharpness"],
        kind_sharpness=header["kind_sharpness"],
        topic_curve=Curve(**header["topic_curve"]),
        kind_curve=Curve(**header["kind_curve"]),
        # models stored before the legal test was weighed, or danger was learned, have none
        kind_mix=np.array(header.get("kind_mix", []), np.float64).reshape(-1, len(header["kinds"])),
        danger=_halves(parts.take(2 * rows)),
        danger_bias=header.get("danger_bias", 0.0),
        danger_least=header.get("danger_least", 0.0),
    )
    parts.end()
    return model


def _halves(packed: bytearray) -> Halves:
    return np.frombuffer(packed, "<f2").astype(np.float16, copy=False)


def _keys(parts: _Unpacked, rows: int, stored_as: int) -> Keys:
    if stored_as == _WIDE_FORMAT:
        return keys_of(np.frombuffer(parts.take(8 * rows), "<i8"), _WIDE_BITS)
    return np.frombuffer(parts.take(4 * rows), "<i4").astype(np.int32, copy=False)


@cache
def packaged_model() -> Model:
    """Return the model of the package."""
    return from_bytes((files("routing") / "data" / "model.bin").read_bytes())
