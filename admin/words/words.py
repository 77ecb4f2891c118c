"""Days, spans and codes in the words that officers read."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from admin.known_topics import catalogue
from admin.shown_refs import shown
from admin.words import vocabulary
from admin.words.audit_words import ACTIONS, SUBJECTS
from intake import labels
from intake.channels.delivery_reasons import words_of
from intake.clock import ZONE
from intake.deadlines.clock_moves import Foreseen
from intake.figures.names import span
from intake.law.wording import long_day
from intake.lifecycle import DUTIES
from intake.queries.case.case_clocks import ClockLine
from intake.queries.case_lines import Due
from intake.queries.talk.talk import TalkLine
from intake.refs import CASE, FILE, PARCEL, TALK, UPDATE, VISIT
from intake.sending.put_off import PutOff
from routing.kinds import Kind
from routing.places import load_gazetteer

_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_CHAT_CODE = re.compile(r"⟦join:\d+⟧")
_SECRET = "⟦secret⟧"  # noqa: S105 - the mark in stored texts, no secret itself
_SHORT = 24
_SHORT_ANSWER = 3  # words
_MINUTE = 60
_REFERRED = {
    "case": CASE, "conversation": TALK, "attachment": FILE, "outbox": PARCEL, "inbox": UPDATE, "visit": VISIT,
}  # fmt: skip


def day(value: date, today: date) -> str:
    """Return "T4 25/11", with the year where it is not this one."""
    year = "" if value.year == today.year else f"/{value.year}"
    return f"{_WEEKDAYS[value.weekday()]} {value:%d/%m}{year}"


def moment(value: datetime, today: date) -> str:
    """Return "T4 25/11 14:05" at the office."""
    local = value.astimezone(ZONE)
    return f"{day(local.date(), today)} {local:%H:%M}"


def clock(value: datetime) -> str:
    """Return "14:05" at the office."""
    return f"{value.astimezone(ZONE):%H:%M}"


def waits(found: PutOff, today: date) -> str:
    """Return until when a message waits, and why."""
    if found.why == "retry":
        return f"thử lại lúc {clock(found.until)}"
    if found.why == "gather":
        return f"đợi tới {clock(found.until)} để gộp với bước sau"
    hours = f"{found.hours.start:%H:%M}–{found.hours.end:%H:%M}"
    return f"tự gửi lúc {moment(found.until, today)}, vì chỉ nhắn người dân trong khoảng {hours}"


def deadline(due: Due | None, today: date) -> tuple[str, str]:
    """Return how a deadline stands and its day: ("Còn 2 ngày LV", "T4 25/11"); calendar days are plain days."""
    if due is None:
        return "Không có hạn", ""
    if due.late:
        return f"Quá hạn {due.late} ngày", day(due.on, today)
    if due.on == today:
        return "Hạn hôm nay", day(due.on, today)
    return f"Còn {due.left} ngày{' LV' if due.unit == 'working' else ''}", day(due.on, today)


def wait(seconds: int | None) -> str:
    """Return a time of waiting, short ones in seconds: "40 giây", "5 phút"."""
    return f"{max(seconds, 0)} giây" if seconds is not None and seconds < _MINUTE else span(seconds)


def size(count: int | None) -> str:
    """Return a size in bytes as people say it."""
    if count is None:
        return ""
    return f"{max(count // 1024, 1)} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


def said(text: str) -> str:
    """Return what was said without the secret of the receipt, which only the citizen sees."""
    return _CHAT_CODE.sub("•••• ••••", text.replace(_SECRET, "••••-••••-••••"))


def topic(code: str) -> str:
    """Return the short name of a topic: as many of its words as fit a line of a list."""
    found = catalogue().topics.get(code)
    if found is None:
        return code
    first, *more = re.split(r"\s*[,;/]\s*", found.short_name)
    for part in more:
        if len(first) + len(part) > _SHORT:
            break
        first = f"{first}, {part}"
    return first.strip()


def value(field: str, raw: str) -> str:
    """Return the value of an event's field in words."""
    if field in {"topic", "was_topic"}:
        return topic(raw)
    if field.endswith("_on"):
        return written_day(raw)
    if field in {"commune_code", "was_commune_code"}:
        commune = load_gazetteer().communes.get(raw)
        return commune.name if commune else raw
    if field in vocabulary.LISTS:
        return ", ".join(vocabulary.LISTS[field].get(one, one) for one in raw.split(","))
    return vocabulary.VALUES.get(field, {}).get(raw, raw)


def duties_left(clocks: Iterable[ClockLine]) -> list[str]:
    """Return what the law still asks for before a case can be closed, with the days."""
    waiting = [one for one in clocks if one.status == "running" and one.stage in DUTIES]
    return [f"{labels.STAGES[one.stage].lower()} (hạn {one.due_on:%d/%m/%Y})" for one in waiting]


def about_extension(one: Foreseen) -> tuple[str, ...]:
    """Return what an extension would do to a deadline: the days, and the article that allows it."""
    new = one.deadline
    ground = "quy chế địa phương" if new.is_local else new.basis
    days = f"{new.amount} {'ngày làm việc' if new.unit == 'working' else 'ngày'} từ {long_day(new.start_on)}"
    return (
        f"Hạn đang có: {long_day(one.due_before)}. Hạn mới: {long_day(new.due_on)}.",
        f"Căn cứ: {ground}, {days}.",
    )


def written_moment(at: datetime) -> str:
    """Return "Hồi 09 giờ 05, ngày 25/11/2026" as papers write it."""
    local = at.astimezone(ZONE)
    return f"Hồi {local:%H} giờ {local:%M}, ngày {local:%d/%m/%Y}"


def written_day(raw: date | str) -> str:
    """Return "25/11/2026" of a day, also of one written as year-month-day; anything else as it stands."""
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    try:
        return f"{date.fromisoformat(raw):%d/%m/%Y}"
    except ValueError:
        return raw


def action(code: str) -> str:
    """Return the name of an audited action."""
    if code in ACTIONS:
        return ACTIONS[code]
    room, _, move = code.partition(".")
    return f"Hồ sơ: {labels.MOVES[move].lower()}" if room == "case" and move in labels.MOVES else code


def subject(code: str) -> str:
    """Return what an audited action was done to: a kind of thing, and its reference or number; a name stays."""
    kind, _, which = code.partition(":")
    if kind not in SUBJECTS:
        return code
    if kind in _REFERRED and which.isdecimal():
        which = shown(_REFERRED[kind], int(which))
    return SUBJECTS[kind] if which in {"", "all", "search"} else f"{SUBJECTS[kind]} {which}"


def actor(name: str) -> str:
    """Return who acted: a name stays, a kind is put into words."""
    return vocabulary.ACTORS.get(name.partition(":")[0], name)


def undelivered(code: str | None) -> str:
    """Return why a message could not be delivered."""
    return words_of(code)


def unheard(code: str) -> str:
    """Return why a notice did not reach an officer's phone."""
    return vocabulary.PHONE_REASONS.get(code.partition(":")[0]) or words_of(code)


def unfetched(code: str) -> str:
    """Return why a file could not be taken; of a platform's own words only that it did not give it."""
    return vocabulary.FILE_REASONS.get(code, "kênh không đưa tệp")


def step(code: str | None) -> str:
    """Return the name of a step of the dialogue."""
    return vocabulary.STEPS.get(code or "", code or "–")


def tells_a_matter(line: TalkLine) -> bool:
    """Whether a citizen's line tells a matter: no greeting, no answer to a question, whatever topic it reads like."""
    read = line.understood
    if read is None or not read.topics or (read.kind is not None and read.kind.value == Kind.OTHER):
        return False
    if line.step_before in (None, "idle") or line.step_before in vocabulary.TELLINGS:
        return True
    is_short = len(line.text.split()) <= _SHORT_ANSWER
    return line.ended != "answered" and not is_short and line.step_before not in vocabulary.OWN_ANSWERS
