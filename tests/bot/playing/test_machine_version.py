from pathlib import Path

import bot
from bot.playing.machine_version import machine_version

ROOM = Path(bot.__file__).parent / "dialogue"


def test_a_change_anywhere_in_the_dialogue_changes_the_mark(monkeypatch):
    read, known = Path.read_bytes, machine_version.__wrapped__()
    parts = [path for path in ROOM.rglob("*.py") if path.parent != ROOM]
    assert parts
    for changed in (ROOM / "machine.py", ROOM / "heard.toml", parts[0], parts[-1]):
        monkeypatch.setattr(Path, "read_bytes", lambda path, of=changed: read(path) + (b"#" if path == of else b""))
        assert machine_version.__wrapped__() != known
