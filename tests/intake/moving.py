"""How tests make moves and look at what came of them."""

from sqlalchemy import select

from intake import cases
from intake.files.attachments import KeptFile
from intake.moves import NewFile
from intake.tables import CaseEventRow, CaseRow, ClockRow, OutboxRow, UnitRow
from tests.factories import viewer

PAPER = NewFile(KeptFile("a" * 64, 1000, "application/pdf"), "quyet-dinh.pdf")


def act(db, case_id, move, *, login="ha", version=None, files=(), settings=None, **fields):
    actor = viewer(db, login)
    with db.transaction() as tx:
        cases.act(
            tx, case_id, move, actor=actor, fields=fields, files=files, expected_version=version, settings=settings
        )


def case(db, case_id):
    with db.read() as snap:
        return snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()


def case_by_code(db, code):
    with db.read() as snap:
        return snap.execute(select(CaseRow.__table__).where(CaseRow.code == code)).one()


def newest_clock(db, case_id, stage):
    """The newest clock of a stage."""
    with db.read() as snap:
        table = ClockRow.__table__
        found = select(table).where(table.c.case_id == case_id, table.c.stage == stage).order_by(table.c.id.desc())
        return snap.execute(found).first()


def notices_to_citizen(db):
    with db.read() as snap:
        rows = snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id)).scalars()
        return [payload for payload in rows if "notice" in payload]


def events(db, case_id):
    with db.read() as snap:
        table = CaseEventRow.__table__
        return snap.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id)).all()


def unit_id(db, code):
    with db.read() as snap:
        return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())
