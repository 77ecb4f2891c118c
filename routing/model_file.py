"""How a model lies in a file: plain values, then its arrays, packed; the same model gives the same bytes."""

import json
import zlib
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from routing.kinds import Kind
from routing.model import Curve, Model

_FORMAT = 1
_HEADER_END = b"\n"
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
        "cue_share": model.cue_share,
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
        model.keys.astype("<i8"),
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
        header_text, _end, body = zlib.decompress(packed).partition(_HEADER_END)
        header: dict[str, Any] = json.loads(header_text)
        if header["format"] != _FORMAT:
            raise ValueError("another format")  # noqa: TRY301 - one answer for a file that is no model
        return _model(header, body)
    except (zlib.error, ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"Tệp này không phải mô hình đọc: {problem}") from problem


def _model(header: dict[str, Any], body: bytes) -> Model:
    rows, columns = header["rows"], len(header["topics"]) + len(header["kinds"])
    keys_end, rarity_end, scales_end, weights_end = 8 * rows, 10 * rows, 12 * rows, (12 + columns) * rows
    return Model(
        trained_on=header["trained_on"],
        topics=tuple(header["topics"]),
        kinds=tuple(map(Kind, header["kinds"])),
        words={word: i for i, word in enumerate(header["words"])},
        keys=np.frombuffer(body[:keys_end], "<i8").astype(np.int64),
        rarity=np.frombuffer(body[keys_end:rarity_end], "<f2").astype(np.float16),
        scales=np.frombuffer(body[rarity_end:scales_end], "<f2").astype(np.float16),
        weights=np.frombuffer(body[scales_end:weights_end], np.int8).reshape(rows, columns),
        bias=tuple(header["bias"]),
        cue_share=header["cue_share"],
        kind_cue_share=header["kind_cue_share"],
        topic_sharpness=header["topic_sharpness"],
        kind_sharpness=header["kind_sharpness"],
        topic_curve=Curve(**header["topic_curve"]),
        kind_curve=Curve(**header["kind_curve"]),
        # models stored before the legal test was weighed, or danger was learned, have none
        kind_mix=np.array(header.get("kind_mix", []), np.float64).reshape(-1, len(header["kinds"])),
        danger=np.frombuffer(body[weights_end:], "<f2").astype(np.float16),
        danger_bias=header.get("danger_bias", 0.0),
        danger_least=header.get("danger_least", 0.0),
    )


@cache
def packaged_model() -> Model:
    """Return the model of the package."""
    return from_bytes((files("routing") / "data" / "model.bin").read_bytes())
