"""Technical logs: one JSON object a line, with places in the code and numbers of rows, never with what people said.

Should a telephone number, an identity number or an e-mail address slip into a line, it is covered there. Of a line that
a library writes only its pattern is kept: what fills it may be a message as a platform sent it back.
"""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TextIO

from routing.language.numbers import covered

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_OURS = frozenset({"bot", "intake", "admin", "routing", "nghedan", "__main__"})
_NOISY = ("httpx", "httpcore", "telegram", "alembic", "PIL", "uvicorn.access", "uvicorn.error")


class JsonLines(logging.Formatter):
    """Formats a record as JSON; of an exception it keeps type and places, not the message, which may quote people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": _what(record),
            **{name: _shown(value) for name, value in vars(record).items() if name not in _OWN},
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["places"] = [f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames[-6:]]
        return json.dumps(line, ensure_ascii=False, default=str)


def _what(record: logging.LogRecord) -> str:
    """Return what happened: in our own words, or the first line of a library's pattern without what would fill it."""
    if record.name.partition(".")[0] in _OURS:
        return covered(record.getMessage())
    return covered(str(record.msg).partition("\n")[0])


def _shown(value: object) -> object:
    """Return a value as it may stand in a log: numbers of rows stay, in texts what names people is covered."""
    if isinstance(value, Mapping):
        return {covered(str(name)): _shown(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_shown(one) for one in value]
    return value if value is None or isinstance(value, int | float) else covered(str(value))


def set_up(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send all logs to stderr as JSON lines; libraries that log addresses (tokens in them) only speak of trouble."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
