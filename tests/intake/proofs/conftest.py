"""What the tests of proofs share: cases brought to the point where their deadlines can be moved."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from intake import cases
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import ClockRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer

PDF = b"%PDF-1.4\n" + b"x" * 40
LAND = ("Tôi không đồng ý quyết định thu hồi đất", Kind.COMPLAINT, "dat_dai")
BRIBE = ("Tôi tố cáo giám đốc sở nhận tiền", Kind.DENUNCIATION, "tham_nhung")


@dataclass
class Desk:
    """The small office at work: moves made by whoever may make them, and the deadlines that follow."""

    db: object
    settings: object
    clock: object
    chats: int = 0

    def tell(self, text="Ổ gà to trước cổng trường", kind=Kind.FEEDBACK, topic="giao_thong_ha_tang"):
        self.chats += 1
        return tell(self.db, self.settings, text, kind=kind, topic=topic, chat=f"proof-{self.chats}").id

    def act(self, case_id, move, login, **fields):
        actor = viewer(self.db, login)
        decision = NewFile(attachments.keep(self.settings, PDF), "quyet-dinh.pdf")
        with self.db.transaction() as tx:
            cases.act(tx, case_id, move, actor=actor, fields=fields, files=[decision] if "doc_no" in fields else [])

    def unit(self, code):
        with self.db.read() as snap:
            return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())

    @property
    def today(self):
        with self.db.read() as snap:
            return snap.today

    def decision(self, number="45/QĐ-UBND", reason="Lý do nội bộ"):
        return {"doc_no": number, "doc_on": self.today.isoformat(), "reason": reason}

    def feedback(self):
        """A feedback in the hands of an officer of the ward."""
        case_id = self.tell()
        self.act(case_id, Move.ACCEPT, "son")
        return case_id, "son"

    def complaint(self):
        """A complaint whose signed form was recorded and accepted today."""
        return self._formal(LAND, "G-VP", "mai", {"instance": "1", "respondent": "commune_staff"})

    def denunciation(self):
        """A denunciation whose signed form was recorded and accepted today."""
        return self._formal(BRIBE, "P-BTCD", "dung", {"respondent": "department_head"})

    def _formal(self, told, unit, login, form):
        text, kind, topic = told
        case_id = self.tell(text, kind, topic)
        self.act(case_id, Move.SCREEN, login, kind=kind.value, topic=topic, unit_id=self.unit(unit))
        form = {"form_on": self.today.isoformat(), "form_ref": "Số 12/TD", **form}
        self.act(case_id, Move.RECORD_FORM, login, **form)
        self.act(case_id, Move.ACCEPT, login)
        return case_id, login

    def clocks(self, case_id):
        with self.db.read() as snap:
            table = ClockRow.__table__
            return snap.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id)).all()

    def clock_id(self, case_id, stage="resolution"):
        return next(one.id for one in self.clocks(case_id) if one.stage == stage)


@pytest.fixture
def desk(office, settings, clock):
    return Desk(office, settings, clock)
