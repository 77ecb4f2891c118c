"""Plays a trip written as a transcript through the real turn: what citizens say, and words that must come back.

A line is one of
  `dân: …` what the citizen writes · `[nút] Gửi` presses the newest button of that label · `[nút cũ] Gửi` the first one
  ever shown · `[nút lại]` the last press once more · `[ảnh] …` a photo with a caption or none · `[vị trí] lat lon` ·
  `[nhãn dán]` a sticker · `[mở]` opens the chat;
  `bot: a | b` each of these words is in the answer · `bot đầu: a | b` in its first message · `không: a` not in it;
  `[đã đồng ý]` the citizen agreed before · `[kênh web]` where the chat runs · `[sau 3 ngày]`, `[sau 2 giờ]` with the
  timers that fire meanwhile · `[lịch tiếp dân]` an office receives on Thursdays · `[cán bộ] hỏi …` and `[cán bộ] trả
  lời …` on the newest case · `[chat tên]` another chat · `[hồ sơ] n` so many cases have come of this chat ·
  `[loại] complaint` kind of the newest case · `[kín]` it is sealed · `[lời] …` words that its text holds.
A line that begins with # tells what the trip is about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.running import alarms
from bot.turn import Turns
from intake import cases
from intake.lifecycle import Move
from intake.receptions import reception_plans
from intake.receptions.reception_plans import Plan
from intake.tables import CaseRow, UnitRow
from tests.factories import viewer
from tests.talk import Citizen

_LINE = re.compile(r"\[(nút cũ|nút lại|nút|[^\W\d]+(?: [^\W\d]+)*?|sau \d+ (?:ngày|giờ))\] ?(.*)")
_HOURS = {"ngày": 24, "giờ": 1}


def written_in(folder: Path) -> Iterator[Path]:
    """Yield the files of trips in a folder."""
    yield from sorted(folder.glob("*.txt"))


@dataclass
class Trip:
    """One trip under way."""

    turns: Turns
    clock: Any
    deliver: Callable[[], object]
    channel: str = "plain"
    chat: str = "citizen"
    citizens: dict[str, Citizen] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    shown: list[dict[str, str]] = field(default_factory=list)
    pressed: str = ""

    @property
    def citizen(self) -> Citizen:
        return self.citizens.setdefault(self.chat, Citizen(self.turns, self.chat, channel=self.channel))

    def play(self, path: Path) -> None:
        """Play a file; a line that does not hold is named with its number."""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                try:
                    self._line(line.strip())
                except AssertionError as error:
                    heard = "\n  ".join(self.heard)
                    raise AssertionError(f"{path.name}:{number}: {line}\n{error}\nheard:\n  {heard}") from error

    def _line(self, line: str) -> None:
        who, colon, words = line.partition(":")
        if not line.startswith("[") and colon and who in _CHECKS:
            _CHECKS[who](self, [one.strip().lower() for one in words.split("|")])
            return
        if who == "dân":
            self.hear(self.citizen.says(words.strip()))
            assert self.heard, "no answer"
            return
        if line.startswith("[sau "):
            _, amount, unit = line.strip("[]").split()
            self._wait(int(amount) * _HOURS[unit])
            return
        if line.startswith(("[chat ", "[kênh ")):
            what, name = line.strip("[]").split(" ", 1)
            setattr(self, {"chat": "chat", "kênh": "channel"}[what], name)
            return
        name, _, rest = line.removeprefix("[").partition("]")
        _DOES[name](self, rest.strip())

    def hear(self, said: list[str]) -> None:
        self.heard = said
        self.shown.extend(dict(button) for button in self.citizen.buttons)

    def _wait(self, hours: int) -> None:
        heard: list[str] = []
        for _hour in range(0, hours, 4):
            self.clock.forward(hours=min(4, hours))
            alarms.fire_due(self.turns.db, self.turns)
            heard.extend(self.citizen.hears())
        self.hear(heard)

    def press(self, label: str, *, oldest: bool = False) -> None:
        buttons = self.shown if oldest else self.citizen.buttons[::-1]
        found = [one["payload"] for one in buttons if label.lower() in one["label"].lower()]
        assert found, f"no button {label!r} among {[one['label'] for one in buttons]}"
        self.pressed = found[0]
        self.hear(self.citizen.send(kind="choice", choice=self.pressed))

    def act(self, words: str) -> None:
        does, _, text = words.partition(" ")
        if does == "trả":
            text = text.removeprefix("lời").strip()
        case = self.citizen.cases()[0]
        boss = viewer(self.turns.db, "giap")
        with self.turns.db.transaction() as tx:
            state = tx.execute(select(CaseRow.state).where(CaseRow.id == case.case_id)).scalar_one()
            if state == "assigned":
                cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
            move, fields = (
                (Move.ASK, {"question": text})
                if does == "hỏi"
                else (Move.ANSWER, {"outcome": "resolved", "text": text})
            )
            cases.act(tx, case.case_id, move, actor=boss, fields=fields)
        self.deliver()
        self.hear(self.citizen.hears())

    def plan(self, _words: str) -> None:
        with self.turns.db.transaction() as tx:
            unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == "G")).scalar_one()
            first, last, begins, ends = date(2026, 9, 17), date(2026, 10, 1), time(8), time(11)
            host, place = "Chủ tịch UBND phường Bắc Giang", "Phòng tiếp dân, tầng 1"
            wanted = Plan(unit_id, host, place, first, last, "weekly", begins, ends, 5)
            reception_plans.plan(tx, viewer(self.turns.db, "giap"), wanted)

    def _newest(self) -> CaseRow:
        with self.turns.db.read() as snap:
            return snap.execute(select(CaseRow.__table__).order_by(CaseRow.id.desc()).limit(1)).one()

    def agree(self, _words: str) -> None:
        self.citizen.agrees()

    def press_again(self, _words: str) -> None:
        self.hear(self.citizen.send(kind="choice", choice=self.pressed))

    def point(self, words: str) -> None:
        lat, lon = map(float, words.split())
        self.hear(self.citizen.sends_location(lat, lon))

    def count_cases(self, words: str) -> None:
        assert len(self.citizen.cases()) == int(words), f"{len(self.citizen.cases())} cases"

    def check_kind(self, words: str) -> None:
        assert self._newest().kind == words, self._newest().kind

    def check_sealed(self, _words: str) -> None:
        assert self._newest().is_sealed, "open to read"

    def check_words(self, words: str) -> None:
        assert words in self._newest().text, self._newest().text


def _all_there(trip: Trip, words: list[str]) -> None:
    answer = "\n".join(trip.heard).lower()
    assert not [one for one in words if one not in answer], words


def _all_first(trip: Trip, words: list[str]) -> None:
    first = trip.heard[0].lower() if trip.heard else ""
    assert not [one for one in words if one not in first], words


def _none_there(trip: Trip, words: list[str]) -> None:
    answer = "\n".join(trip.heard).lower()
    assert not [one for one in words if one in answer], words


_CHECKS: dict[str, Callable[[Trip, list[str]], None]] = {
    "bot": _all_there,
    "bot đầu": _all_first,
    "không": _none_there,
}
_DOES: dict[str, Callable[[Trip, str], None]] = {
    "nút": Trip.press,
    "nút cũ": lambda trip, label: trip.press(label, oldest=True),
    "nút lại": Trip.press_again,
    "ảnh": lambda trip, words: trip.hear(trip.citizen.sends_photo(words)),
    "vị trí": Trip.point,
    "nhãn dán": lambda trip, _words: trip.hear(trip.citizen.send(kind="sticker", text="sticker")),
    "mở": lambda trip, _words: trip.hear(trip.citizen.send(kind="start")),
    "đã đồng ý": Trip.agree,
    "lịch tiếp dân": Trip.plan,
    "cán bộ": Trip.act,
    "hồ sơ": Trip.count_cases,
    "loại": Trip.check_kind,
    "kín": Trip.check_sealed,
    "lời": Trip.check_words,
}
