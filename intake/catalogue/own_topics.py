"""Topics as an administrator words, adds, splits and ends them; every change is a version with who, when and why."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from intake import meta, setting_log
from intake.catalogue.topic_book import LISTS, PART, own_of
from intake.catalogue.topic_checks import wrong_fields
from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NotFound
from intake.setting_log import Act
from intake.tables import (
    AnswerRow,
    CaseRow,
    CorrectionRow,
    OwnTopicRow,
    ReplyTemplateRow,
    RoutingRuleRow,
    StaffRow,
)
from routing.language.folding import fold, normalise
from routing.language.numbers import covered
from routing.topic_overlay import Overlay, OwnTopic
from routing.topics import load_catalogue

_DAYS = ("from_on", "off_from")
# which of a case and what was once corrected speaks of it is not told: the case may be sealed
_USES: Mapping[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "hồ sơ hoặc dữ liệu cũ": (CaseRow.topic, CorrectionRow.corrected, CorrectionRow.proposed),
    "quy tắc phân việc": (RoutingRuleRow.topic,),
    "mẫu trả lời": (ReplyTemplateRow.topic,),
    "sổ hỏi đáp": (AnswerRow.topic,),
}


def subject_of(code: str) -> str:
    """Return how the history and the audit name a topic."""
    return f"topic:{code}"


def plain_of(own: OwnTopic, *, is_removed: bool = False) -> dict[str, Any]:
    """Return what is said of a topic as the history keeps it."""
    days = {name: day.isoformat() if (day := getattr(own, name)) else None for name in _DAYS}
    return {**asdict(own), **days, **{name: list(getattr(own, name)) for name in LISTS}, "is_removed": is_removed}


def own_from(content: Mapping[str, Any]) -> OwnTopic:
    """Return what `plain_of` wrote.

    Raises:
        ValueError: a day is none.
    """
    read: dict[str, Any] = {one.name: content[one.name] for one in fields(OwnTopic)}
    read |= {name: date.fromisoformat(content[name]) if content[name] else None for name in _DAYS}
    return OwnTopic(**read | {name: tuple(content[name]) for name in LISTS})


def tidied(own: OwnTopic) -> OwnTopic:
    """Return it as it is kept: no blank lines, phrases in small letters, personal numbers in examples covered."""
    tidy: dict[str, Any] = {
        name: tuple(dict.fromkeys(filter(None, (normalise(one).lower() for one in getattr(own, name)))))
        for name in ("sure", "cues", "anti")
    }
    told = (covered(" ".join(normalise(text).split())) for text in own.examples)
    tidy |= {name: " ".join(normalise(getattr(own, name)).split()) for name in ("name", "description")}
    return replace(own, **tidy, examples=tuple(dict.fromkeys(filter(None, told))))


def slug_of(name: str) -> str:
    """Return the code that a name gives."""
    return fold(name).replace(" ", "_")[:40].strip("_")


def said_of(snap: Snapshot, code: str) -> OwnTopic:
    """Return what the office says of a topic of the catalogue.

    Raises:
        NotFound: there is no such topic.
    """
    found = own_of(snap).get(code)
    if found is None and code not in load_catalogue().topics:
        raise NotFound("Không có lĩnh vực này.")
    return found or OwnTopic(code)


def save(tx: Transaction, own: OwnTopic, *, act: Act, among: Overlay | None = None, is_new: bool = False) -> None:
    """Say this of a topic from now on; one that is not there yet is added. In use at once, in every process.

    `among` is all that will be said, where more than one topic changes at once; else what the book says.

    Raises:
        Invalid: a field is wrong, nothing changes, or no reason is given.
        Conflict: somebody has changed it since `act.seen`.
    """
    own, held = tidied(own), own_of(tx)
    require_right(tx, own, among=among or held, is_new=is_new)
    is_known = own.code in held or own.code in load_catalogue().topics
    before = plain_of(held.get(own.code, OwnTopic(own.code))) if is_known else None
    setting_log.keep(tx, subject_of(own.code), plain_of(own), before=before, act=act)
    _write(tx, own, is_held=own.code in held)


def require_right(snap: Snapshot, own: OwnTopic, *, among: Overlay | None = None, is_new: bool = False) -> None:
    """Check what is said of a topic; `among` as in `save`.

    Raises:
        Invalid: a field is wrong, or it is to be added and there is one of this code.
    """
    said = own_of(snap) if among is None else among
    if is_new and (own.code in load_catalogue().topics or own.code in said):
        raise Invalid("Lĩnh vực chưa lưu được.", {"code": "Đã có lĩnh vực mang mã này."})
    if wrong := wrong_fields(own, {**said, own.code: own}, snap.today):
        raise Invalid("Lĩnh vực chưa lưu được.", wrong)


def add(tx: Transaction, own: OwnTopic, *, act: Act) -> None:
    """Add a topic of the office's own.

    Raises:
        Invalid: as `save`, or there is one of this code.
    """
    save(tx, own, act=act, is_new=True)


def change(tx: Transaction, own: OwnTopic, *, act: Act) -> None:
    """Change what is said of a topic of the catalogue.

    Raises:
        NotFound: there is no such topic.
        Invalid, Conflict: as `save`.
    """
    said_of(tx, own.code)
    save(tx, own, act=act)


def remove(tx: Transaction, code: str, *, act: Act) -> None:
    """Take a topic of the office's own out of the catalogue, which is only done while nothing speaks of it.

    Raises:
        NotFound: the office has no such topic.
        Invalid: something speaks of it, or no reason is given.
        Conflict: somebody has changed it since `act.seen`.
    """
    held = own_of(tx)
    if code not in held or code in load_catalogue().topics:
        raise NotFound("Không có lĩnh vực riêng này.")
    if used := list(uses(tx, code)):
        raise Invalid(f"Còn {', '.join(used)} nhắc tới lĩnh vực này. Xin cho ngừng dùng thay vì bỏ.")
    gone = plain_of(held[code], is_removed=True)
    setting_log.keep(tx, subject_of(code), gone, before=plain_of(held[code]), act=act)
    tx.execute(delete(OwnTopicRow).where(OwnTopicRow.code == code))
    meta.bump(tx, PART)


def uses(snap: Snapshot, code: str) -> Iterator[str]:
    """Yield what in the book speaks of a topic, in words."""
    for what, columns in _USES.items():
        if any(snap.execute(select(one).where(one == code).limit(1)).first() for one in columns):
            yield what
    if any(code in (topics or ()) for topics in snap.execute(select(StaffRow.topics)).scalars()):
        yield "cán bộ"
    if any(code in {one.heir, one.parent} for one in own_of(snap).values() if one.code != code):
        yield "lĩnh vực khác"


def _write(tx: Transaction, own: OwnTopic, *, is_held: bool) -> None:
    values = {**asdict(own), **{name: list(getattr(own, name)) for name in LISTS}}
    if own == OwnTopic(own.code):
        tx.execute(delete(OwnTopicRow).where(OwnTopicRow.code == own.code))  # as shipped again
    elif is_held:
        tx.execute(update(OwnTopicRow).where(OwnTopicRow.code == own.code).values(**values))
    else:
        tx.execute(insert(OwnTopicRow).values(**values))
    meta.bump(tx, PART)
