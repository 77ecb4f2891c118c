"""Factories: a small office with one ward, one commune and the province; cases made through the doors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, exists, func, insert, or_, select

from intake import meta
from intake.access import Viewer
from intake.db import Database, Transaction
from intake.directory.directory import DirectoryData, import_directory
from intake.engine.prepared import Prepared
from intake.meta import Office
from intake.officers.staff import viewer_for
from intake.registration.matter import Matter
from intake.registration.reception import Receipt, register
from intake.settings import Settings
from intake.tables import AuditRow, MetaRow, StaffRow, UnitRow
from intake.talk import dialogue_log, log_order
from intake.talk.dialogue_log import Saying
from routing.kinds import Kind
from routing.places import Place
from routing.reading import default_reader
from tests import people

UNITS = [
    {"code": "P", "name": "UBND tỉnh Bắc Ninh", "level": "province", "function": "UBND", "phone": "0222 3000 000"},
    {"code": "P-BTCD", "name": "Ban Tiếp công dân tỉnh", "level": "province", "function": "Ban Tiếp công dân tỉnh"},
    {"code": "P-TTRA", "name": "Thanh tra tỉnh", "level": "province", "function": "Thanh tra tỉnh"},
    {"code": "P-SXD", "name": "Sở Xây dựng", "level": "province", "function": "Sở Xây dựng"},
    {"code": "G", "name": "UBND phường Bắc Giang", "level": "commune", "function": "UBND"},
    {"code": "G-VP", "name": "Văn phòng HĐND và UBND", "level": "commune", "function": "Văn phòng HĐND và UBND"},
    {"code": "G-KT", "name": "Phòng Kinh tế, Hạ tầng và Đô thị", "level": "commune", "function": "Phòng Kinh tế"},
    {"code": "G-CA", "name": "Công an phường", "level": "commune", "function": "Công an xã"},
    {"code": "T", "name": "UBND xã Tân Yên", "level": "commune", "function": "UBND"},
    {"code": "T-KT", "name": "Phòng Kinh tế", "level": "commune", "function": "Phòng Kinh tế"},
]
STAFF = [
    {"unit": "G-KT", **people.HA},
    {"unit": "G-KT", **people.LAM},
    {"unit": "G-KT", **people.SON},
    {"unit": "G-VP", "has_clearance": False, **people.MAI},
    {"unit": "G", "has_clearance": True, **people.CUC},
    {"unit": "P-BTCD", "has_clearance": True, **people.DUNG},
    {"unit": "P", "has_clearance": True, **people.GIAP},
    {"unit": "P", **people.QUY},
    {"unit": "P", **people.NGA},
    {"unit": "T-KT", **people.TAM},
]
POTHOLE = "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe"


def open_office(db: Database) -> None:
    """Fill a book with the small office, by the doors."""
    communes = {"G": people.BAC_GIANG, "T": people.TAN_YEN}
    units = []
    for unit in UNITS:
        head, _, rest = unit["code"].partition("-")
        units.append({**unit, "parent": head if rest else None, "commune_code": communes.get(head)})
    with db.transaction() as tx:
        meta.set_office(tx, Office("UBND tỉnh Bắc Ninh", "UBND tỉnh Bắc Ninh", "0222 3000 000"))
        import_directory(tx, DirectoryData(units, STAFF))


_NUMBERED = (AuditRow.__table__, UnitRow.__table__, StaffRow.__table__)
_FURNITURE = (MetaRow.__table__, *_NUMBERED)
# put into words once: half of all tests begin with them
_IS_FURNISHED = Prepared(select(or_(*(exists().select_from(one) for one in _FURNITURE))))
_INSERTS = {one: Prepared(insert(one)) for one in _FURNITURE}
_NUMBERED_ON = Prepared(
    select(
        *(
            func.setval(func.pg_get_serial_sequence(one.name, "id"), select(func.max(one.c.id)).scalar_subquery())
            for one in _NUMBERED
        )
    )
)
_OF_LOGIN = Prepared(select(StaffRow.id).where(StaffRow.login == bindparam("login")))
_furnished: dict[datetime, list[tuple[Table, list[dict[str, Any]]]]] = {}


def furnish(db: Database) -> None:
    """Fill an empty book with the small office as `open_office` has once filled one at this moment."""
    now, is_empty = db.clock(), _is_empty(db)
    if not is_empty or now not in _furnished:
        open_office(db)
        if is_empty:
            _furnished[now] = _furniture(db)
        return
    with db.transaction() as tx:
        for table, rows in _furnished[now]:
            tx.execute(_INSERTS[table], rows)
        if not tx.is_sqlite:
            tx.execute(_NUMBERED_ON)


def _is_empty(db: Database) -> bool:
    with db.read() as snap:
        return not snap.execute(_IS_FURNISHED).scalar_one()


def _furniture(db: Database) -> list[tuple[Table, list[dict[str, Any]]]]:
    with db.read() as snap:
        found = [(one, snap.execute(select(one).order_by(*one.primary_key)).mappings()) for one in _FURNITURE]
        return [(one, [dict(row) for row in rows]) for one, rows in found]


def viewer(db: Database, login: str) -> Viewer:
    """Return a member of staff as a signed-in viewer."""
    with db.read() as snap:
        return viewer_for(snap, snap.execute(_OF_LOGIN, {"login": login}).scalar_one())


@dataclass(frozen=True)
class Told:
    """A registered case and the conversation it was told in."""

    receipt: Receipt
    conversation_id: int

    @property
    def id(self) -> int:
        return self.receipt.case_id


def tell(
    db: Database,
    settings: Settings,
    text: str = POTHOLE,
    *,
    kind: Kind = Kind.FEEDBACK,
    topic: str = "giao_thong_ha_tang",
    commune: str | None = people.BAC_GIANG,
    confidence: float = 0.9,
    chat: str = "citizen-1",
    channel: str = "telegram",
    is_urgent: bool = False,
    danger: str = "",
    reading: bool = False,
) -> Told:
    """Tell a matter and register it."""
    names = {people.BAC_GIANG: "phường Bắc Giang", people.TAN_YEN: "xã Tân Yên"}
    place = Place("cổng trường", commune, names[commune]) if commune else None
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, channel, "main", chat, "Bà Tư")
        dialogue_log.consent(tx, conversation.id)
        write(tx, conversation.id, text, conversation.draft_no)
        log_order.put_in_order(tx, conversation.id)
        read = default_reader().read(text) if reading else None
        matter = Matter(kind, topic, text, place, confidence, is_urgent=is_urgent, reading=read, danger=danger)
        return Told(register(tx, settings, matter, conversation), conversation.id)


def write(tx: Transaction, conversation_id: int, text: str, draft_no: int = 1) -> int:
    """Write one line of a citizen."""
    return dialogue_log.write(tx, conversation_id, draft_no, Saying("citizen", "text", text))
