"""`nghedan chat`: a citizen's talk in a terminal, line by line; works as well when the lines come from a pipe."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO
from uuid import uuid4

from bot.channels.console import KEY, NAME
from bot.channels.console.commands import HELP, sent_by
from bot.channels.own import OwnChannel
from bot.turn import Turns
from bot.wording.marks import revealed
from intake import meta
from intake.db import Database, open_database
from intake.errors import NgheDanError
from intake.migrate import upgrade
from intake.settings import Settings
from intake.talk import dialogue_log, transcripts
from intake.talk.transcripts import Line

_KEPT = "(Tin đã được giữ lại; tôi sẽ trả lời khi xử lý xong.)"
_EDITED = "(Đã ghi lời sửa.)"


def chat(settings: Settings, lines: TextIO, out: TextIO) -> int:
    """Talk until the lines end or Ctrl-C; return the exit code.

    Raises:
        NgheDanError: the book cannot be opened.
    """
    db = open_database(settings.database_url)
    try:
        upgrade(db)
        _Talk(db, settings, out).run(lines, prompt=lines.isatty())
    except KeyboardInterrupt:
        pass
    finally:
        db.close()
    print(file=out)
    return 0


class _Talk:
    """One talk: a new chat in the book, so that nobody reads what was said before at this terminal."""

    def __init__(self, db: Database, settings: Settings, out: TextIO) -> None:
        self._db = db
        self._settings = settings
        self._out = out
        self._channel = OwnChannel(NAME)
        self._turns = Turns(db, settings, {KEY: self._channel})
        self._chat_key = uuid4().hex
        self._said = 0
        self._last = 0
        self._choices: list[str] = []
        self._sent: str | None = None  # the message that can be put right

    def run(self, lines: TextIO, *, prompt: bool) -> None:
        """Answer line by line."""
        with self._db.read() as snap:
            office = meta.office(snap).name
        self._print(f"{office}. {HELP}")
        for line in self._typed(lines, prompt=prompt):
            try:
                self._answer(line)
            except NgheDanError as error:
                self._print(error.sentence)

    def _typed(self, lines: TextIO, *, prompt: bool) -> Iterator[str]:
        while True:
            if prompt:
                print("> ", end="", file=self._out, flush=True)
            line = lines.readline()
            if not line:
                return
            if line.strip():
                yield line.strip()

    def _answer(self, line: str) -> None:
        self._said += 1
        meant, name = self._meant(line), str(self._said)
        event = {"client_id": self._said, "chat_key": self._chat_key, "at": self._said, "id": name, **meant}
        self._turns.receive(self._channel.envelope(json.dumps(event).encode()))
        self._turns.run_due()
        is_edit = "edits" in meant
        self._sent = self._sent if is_edit else name
        if not self._show():
            self._print(_EDITED if is_edit else _KEPT)

    def _meant(self, line: str) -> Mapping[str, Any]:
        if sent := sent_by(line, self._settings, self._sent):
            return sent
        if line.isdecimal() and 0 < int(line) <= len(self._choices):
            return {"choice": self._choices[int(line) - 1]}
        return {"text": line}

    def _show(self) -> bool:
        """Print what is new in the talk; False when nothing has been answered yet."""
        with self._db.read() as snap:
            conversation_id = dialogue_log.find_conversation(snap, *KEY, self._chat_key)
            new = transcripts.transcript(snap, conversation_id, self._last) if conversation_id is not None else ()
        answers = [line for line in new if line.author != "citizen"]
        self._last = max((line.seq for line in new), default=self._last)
        for line in answers:
            self._print_line(line)
        return bool(answers)

    def _print_line(self, line: Line) -> None:
        self._print(revealed(self._settings, line.text, code=line.case_code, secret_version=line.secret_version))
        if line.choices:
            self._choices = [choice["payload"] for choice in line.choices]
            for number, choice in enumerate(line.choices, start=1):
                print(f"  {number}. {choice['label']}", file=self._out)

    def _print(self, text: str) -> None:
        print(f"\n{text}", file=self._out, flush=True)
