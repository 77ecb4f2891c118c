"""Somebody is in danger: the units that can go there are asked in the same minute, by day and by night.

An officer asks for help when they have read a case; where a child is beaten or a wire lies in the road nobody waits for
that. The machine gives these units the task that an officer would give them, so that they hear of it and may open it.
Of what is sealed they hear the danger and the place alone: who told it, and its words, are read where it is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from intake import history
from intake.db import Transaction
from intake.directory import directory, exclusions
from intake.lifecycle import Move
from intake.notices import notices, tasks
from intake.registration import calls, danger_labels
from intake.tables import CaseTaskRow
from routing.alerting import hearing_first
from routing.assignment import Post
from routing.conflicts import conflicts_in
from routing.directory import PROVINCE_RECEPTION, Directory, full_unit_name
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.text import cut_at_word, fold

_READERS = ("officer", "head")
_LONGEST_PLACE = 80
# an accusation tells that its own writer is hurt
_BLOWS = r"(?:danh|chem|giet|dam|dap|da|tat|doa|duoi|chan|bop|nhot|hanh hung|khong che|dot nha)"
_OF_THEM = r"(?:toi|tui|tao|minh)"
_HURT_THEMSELVES = re.compile(
    rf"\b{_BLOWS} (?:(?!con |chau |be )\w+ )?{_OF_THEM}\b|\b{_OF_THEM} (?:\w+ )?bi (?:\w+ ){{0,5}}{_BLOWS}\b"
)
# words of a place that tell from where it was seen, or who that is to whom it is about
_OF_WRITER = re.compile(
    r"\b(?:toi|tui|tao|em|minh|chau|con|chung|canh|ben|sat|doi dien|hang xom|lang gieng|"
    r"gan nha(?! (?:van hoa|tho|may|ga|thuoc|hang|nghi|tre|truong|hat|thieu nhi|sinh hoat|cong dong|bia|ve sinh)\b)|"
    r"bo|me|ma|vo|chong|noi|ngoai)\b"
)


@dataclass(frozen=True, slots=True)
class Covered:
    """What may be said of a sealed matter: its place, as far as that tells of nobody, and who keeps it."""

    place: Place | None
    desk_id: int | None


def covering(place: Place | None, words: str, desk_id: int | None) -> Covered:
    """Return what may be said of a sealed matter; of one that hurts its writer no spot: it may be their home."""
    if place is not None and _HURT_THEMSELVES.search(fold(words)):
        return Covered(replace(place, text=""), desk_id)
    return Covered(place, desk_id)


@dataclass(frozen=True, slots=True)
class Cry:
    """A danger that was told in a talk, of which there may never be a case.

    `words`, `kind` and `topic` say whom it may be about; whoever is shut out of the case that it is told in hears
    nothing of it either.
    """

    danger: str
    place: Place
    words: str
    kind: Kind
    topic: str
    case_id: int | None = None
    point: tuple[float, float] | None = None


def warn(tx: Transaction, cry: Cry, *, conversation_id: int) -> None:
    """Tell who is on duty where a danger is, else who heads it there: the danger and the place, nothing of the citizen.

    Told once a day of a danger in a talk, and once more for each spot, as it is told in pieces or put right.
    """
    known, said = directory.snapshot(tx), danger_labels.told_danger(cry.danger)
    told = list(hearing_first(cry.danger, cry.place.code or "", _barring(cry, known), directory=known))
    if cry.case_id is not None:
        told = exclusions.without(tx, cry.case_id, told)
    where = _neutral(cry.place)
    if cry.point is not None:
        where = f"{where}, vị trí {cry.point[0]:.5f}, {cry.point[1]:.5f}"
    desk = known.unit_of(PROVINCE_RECEPTION, "province")
    called = f" hoặc hỏi {desk.name} {desk.phone}".rstrip() if desk else ""
    text = f"Có người vừa báo {said}, {where}: xem ngay, đừng chờ hồ sơ. Lời kể: đọc ở hồ sơ khi có{called}."
    spot = fold(where) if where != cry.place.name else ""
    spot = spot if cry.case_id is None else f"{cry.case_id}:{fold(where)}"
    key = f"{calls.key_of(tx, conversation_id, cry.danger)}{cry.place.code}:{spot}:{tx.today}"
    notices.tell(tx, told, key=key, kind="urgent", text=text, case_id=None)


def _barring(cry: Cry, known: Directory) -> Post:
    """Return who may hear of a danger: nobody who is named, whatever it is before the law; others are there as well."""
    facts: dict[str, Any] = {"topic": cry.topic, "places": (cry.place,), "directory": known}
    conflicts = conflicts_in(cry.kind, cry.words, **facts)
    named = conflicts_in(Kind.DENUNCIATION, cry.words, **facts).people
    return Post(cry.topic, conflicts.units - conflicts.spared, conflicts.people | named)


def ask(tx: Transaction, case_id: int, unit_ids: Iterable[int], *, danger: str, covered: Covered | None = None) -> None:
    """Ask units to look at a danger at once: a task due today, and a notice to all who may read it there.

    Where nobody works in one, whoever heads it from above is told. `covered`: the matter is sealed.
    """
    named = danger_labels.DANGERS.get(danger, danger)
    for unit_id in unit_ids:
        plain = f"Việc khẩn ({named}): xem ngay, tới nơi nếu cần rồi báo kết quả."
        text = _of_sealed(tx, named, covered) if covered else plain
        task_id = tasks.give(tx, case_id, unit_id, text, tx.today)
        asked = {"unit_id": unit_id, "text": text, "task_due_on": tx.today.isoformat()}
        history.note(tx, case_id, Move.ADD_UNIT.value, actor="system", data=asked)
        key = f"task:{task_id}"
        if covered:  # of no case: who is told may not know of any
            notices.tell(tx, _hearing(tx, case_id, unit_id), key=key, kind="urgent", text=text, case_id=None)
            continue
        told = notices.readers_of(tx, case_id, _READERS, unit_id) or notices.heads_above(tx, case_id, unit_id)
        notices.tell(tx, told, key=key, kind="urgent", text=f"Việc KHẨN ({named}): cần xem ngay.", case_id=case_id)


def move(tx: Transaction, case_id: int, unit_ids: Iterable[int], *, danger: str) -> None:
    """Ask the units of the place where a danger turns out to be, and let those go that were asked of another place."""
    asked = (CaseTaskRow.case_id == case_id, CaseTaskRow.status == "open", CaseTaskRow.added_by.is_(None))
    known = {row.unit_id: row.id for row in tx.execute(select(CaseTaskRow.id, CaseTaskRow.unit_id).where(*asked))}
    wanted = list(unit_ids)
    for unit_id in known.keys() - set(wanted):
        _let_go(tx, case_id, unit_id, known[unit_id])
    ask(tx, case_id, [one for one in wanted if one not in known], danger=danger)


def _let_go(tx: Transaction, case_id: int, unit_id: int, task_id: int) -> None:
    why = "Người dân báo lại: việc ở nơi khác."
    told = notices.readers_of(tx, case_id, _READERS, unit_id) or notices.heads_above(tx, case_id, unit_id)
    tasks.release(tx, task_id, why)
    history.note(tx, case_id, Move.RELEASE_UNIT.value, actor="system", data={"unit_id": unit_id, "reason": why})
    text = "Việc khẩn vừa báo nay ở nơi khác theo lời người dân; đơn vị không phải tới nữa."
    notices.tell(tx, told, key=f"task-left:{task_id}", kind="left", text=text, case_id=None)


def _of_sealed(tx: Transaction, danger: str, covered: Covered) -> str:
    """Return what a unit is asked: no word of who wrote, nor of what they wrote."""
    known, where = directory.snapshot(tx), _neutral(covered.place) or "chưa rõ nơi"
    desk = known.units.get(covered.desk_id or 0)
    called = f" {full_unit_name(known, desk.id)} {desk.phone}".rstrip() if desk else " nơi giữ hồ sơ"
    return (
        f"Việc KHẨN ({danger}), {where}: tới xem và bảo vệ ngay. Nguồn tin được giữ kín, không tìm hiểu ai báo. "
        f"Cần biết thêm và khi có kết quả: gọi{called}."
    )


def said_of(case: Row[Any], danger: str, *, spot: str, commune: str) -> str:
    """Return what the hands of a case hear of a danger that is told in it: its kind and place; of a sealed one none.

    `spot` and `commune`, a code, are as told with it; blank for where the case is.
    """
    known = load_gazetteer().communes.get(commune or case.commune_code or "")
    place = Place(spot or case.place_text, case.commune_code, known.name if known else "")
    where = "" if case.is_sealed else _neutral(place)
    return f"Người dân báo {danger_labels.told_danger(danger)}{f', {where}' if where else ''}: xem ngay."


def _neutral(place: Place | None) -> str:
    """Return a place in words that do not tell from where it was seen: else its commune alone."""
    if place is None:
        return ""
    said = "" if _OF_WRITER.search(fold(place.text)) else cut_at_word(place.text.strip(), _LONGEST_PLACE)
    name = place.name or place.outside or ""
    return said if name and fold(name) in fold(said) else ", ".join(one for one in (said, name) if one)


def _hearing(tx: Transaction, case_id: int, unit_id: int) -> list[int]:
    """Return who at a unit, or above it, hears of a danger in a sealed matter: nobody who may be meant."""
    known, barred = directory.snapshot(tx), exclusions.of(tx, case_id)
    for at in known.lineage(unit_id):
        roles = _READERS if at == unit_id else ("head",)
        if told := [one for one in notices.staff_of(tx, roles, at) if one not in barred.people]:
            return told
    return []
