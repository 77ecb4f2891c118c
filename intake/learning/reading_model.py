"""Which model an installation reads with: its own, learned from its officers' corrections, or the packaged one."""

import os
from pathlib import Path

from intake.errors import Invalid
from intake.settings import Settings
from routing.places import load_gazetteer
from routing.reading import Reader, default_reader
from routing.scorer.model import Model
from routing.scorer.model_file import from_bytes, to_bytes
from routing.topics import load_catalogue

_FOLDER, _NOW, _BEFORE = "reading", "model.bin", "model-before.bin"


def installed_reader(settings: Settings) -> Reader:
    """Return the reader of this installation; it is loaded when a process starts.

    Raises:
        Invalid: the installation's own model cannot be read.
    """
    path = _path(settings, _NOW)
    if not path.exists():
        return default_reader()
    return Reader(load_catalogue(), load_gazetteer(), read_model(path))


def check_own(settings: Settings) -> bool:
    """Tell whether the installation has a model of its own.

    Raises:
        Invalid: it has one that cannot be read, so that no process would start.
    """
    path = _path(settings, _NOW)
    if path.exists():
        read_model(path)
    return path.exists()


def read_model(path: Path) -> Model:
    """Return the model of a file.

    Raises:
        Invalid: the file cannot be read, or is no model.
    """
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise Invalid(f"{path}: {problem}. Dùng lại mô hình trước bằng lệnh nghedan train --back.") from problem


def write_model(path: Path, model: Model) -> None:
    """Write a model whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_bytes(to_bytes(model))
    os.replace(draft, path)  # noqa: PTH105 - the one that is atomic on every system


def take(settings: Settings, model: Model) -> None:
    """Make a model the installation's own; the one before is kept for `go_back`."""
    now = _path(settings, _NOW)
    if now.exists():
        now.replace(_path(settings, _BEFORE))
    write_model(now, model)


def go_back(settings: Settings) -> str:
    """Read again with the model before, or with the packaged one; return which, in Vietnamese.

    Raises:
        Invalid: the installation already reads with the packaged model.
    """
    now, before = _path(settings, _NOW), _path(settings, _BEFORE)
    if not now.exists():
        raise Invalid("Đang dùng mô hình đi kèm phần mềm, không có mô hình nào trước đó.")
    if before.exists():
        before.replace(now)
        return "Đã dùng lại mô hình trước đó."
    now.unlink()
    return "Đã dùng lại mô hình đi kèm phần mềm."


def _path(settings: Settings, name: str) -> Path:
    return settings.data_dir / _FOLDER / name
