"""Cases brought to a stage of their life through the doors of the book, as the staff of the small office would."""

from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from intake import cases
from intake.acts import citizen_steps
from intake.db import Database
from intake.directory import directory
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.settings import Settings
from intake.tables import UnitRow
from routing.kinds import Kind
from tests.factories import Told, tell, viewer

PDF = b"%PDF-1.4 van ban"
LAND = "Tôi không đồng ý quyết định thu hồi đất của gia đình tôi"
BRIBE = "Tôi tố cáo cán bộ địa chính nhận tiền để làm giấy"


@dataclass
class Desk:
    """The staff at work; `today` is the ISO day on which everything happens."""

    db: Database
    settings: Settings
    chats: count = field(default_factory=lambda: count(1))

    @property
    def today(self) -> str:
        with self.db.read() as snap:
            return snap.today.isoformat()

    def unit(self, code: str) -> str:
        with self.db.read() as snap:
            return str(snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())

    def make(self, told: Told, move: Move, login: str = "giap", *, with_file: bool = False, **fields: str) -> Told:
        """Make a move, with a paper where one is needed."""
        files = [NewFile(attachments.keep(self.settings, PDF), "quyet-dinh.pdf")] if with_file else []
        actor = viewer(self.db, login)
        with self.db.transaction() as tx:
            cases.act(tx, told.id, move, actor=actor, fields=fields, files=files)
        return told

    def tell(self, *args: object, **options: object) -> Told:
        return tell(self.db, self.settings, *args, chat=f"scene-{next(self.chats)}", **options)

    def unsure(self) -> Told:
        return self.tell(confidence=0.1)

    def feedback(self) -> Told:
        return self.tell()

    def at_work(self) -> Told:
        return self.make(self.feedback(), Move.ACCEPT)

    def told_by_telephone(self) -> Told:
        return self.tell(channel="phone")

    def asked(self) -> Told:
        return self.make(self.feedback(), Move.ASK, question="Ổ gà ở số nhà nào ạ?")

    def four_eyes(self) -> Told:
        with self.db.transaction() as tx:
            unit = int(self.unit("G-KT"))
            directory.set_policy(tx, unit, needs_approval=True, needs_proof=False, actor="system")
        return self.at_work()

    def drafted(self) -> Told:
        draft = {"outcome": "resolved", "text": "Đã vá xong sáng nay."}
        return self.make(self.four_eyes(), Move.PROPOSE, "son", **draft)

    def helped(self) -> Told:
        task = {
            "unit_id": self.unit("T-KT"),
            "text": "Xin cho biết ai quản lý đoạn đường này",
            "task_due_on": self.today,
        }
        return self.make(self.at_work(), Move.ADD_UNIT, **task)

    def answered(self) -> Told:
        return self.make(self.at_work(), Move.ANSWER, outcome="resolved", text="Đã vá xong.")

    def complained_of(self) -> Told:
        told = self.answered()
        with self.db.transaction() as tx:
            citizen_steps.ask_reopen(tx, told.id, conversation_id=told.conversation_id, reason="Vẫn còn ổ gà")
        return told

    def refused(self) -> Told:
        return self.make(self.feedback(), Move.REFUSE, ground="unclear", text="Đã hỏi lại mà chưa rõ.")

    def joined(self) -> Told:
        leader = self.feedback()
        return self.make(self.feedback(), Move.JOIN, code=leader.receipt.code, reason="Cùng một ổ gà")

    def intended(self) -> Told:
        told = self.tell(LAND, kind=Kind.COMPLAINT, topic="dat_dai")
        return self.make(told, Move.SCREEN, kind="complaint", topic="dat_dai", unit_id=self.unit("G-KT"))

    def signed(self) -> Told:
        form = {"form_on": self.today, "form_ref": "12/TD", "instance": "1", "respondent": "commune_staff"}
        return self.make(self.intended(), Move.RECORD_FORM, **form)

    def accepted(self) -> Told:
        return self.make(self.signed(), Move.ACCEPT)

    def suspended(self) -> Told:
        decision = {"suspension_ground": "waits_for_other", "reason": "Chờ kết quả đo đạc", "doc_no": "15/QĐ-UBND"}
        return self.make(self.accepted(), Move.SUSPEND, with_file=True, **decision, doc_on=self.today)

    def to_be_withdrawn(self) -> Told:
        told = self.accepted()
        with self.db.transaction() as tx:
            citizen_steps.withdraw(tx, told.id, conversation_id=told.conversation_id)
        return told

    def decided(self) -> Told:
        return self.make(self.accepted(), Move.ANSWER, outcome="partly_upheld", text="Khiếu nại đúng một phần.")

    def accusation(self) -> Told:
        told = self.tell(BRIBE, kind=Kind.DENUNCIATION, topic="tham_nhung")
        fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": self.unit("P-BTCD")}
        return self.make(told, Move.SCREEN, **fields)

    def investigated(self) -> Told:
        form = {"form_on": self.today, "form_ref": "3/TC", "respondent": "department_staff"}
        return self.make(self.make(self.accusation(), Move.RECORD_FORM, **form), Move.ACCEPT)

    def assessed(self) -> Told:
        paper = {"assessor": "Viện Khoa học hình sự", "doc_no": "4/QĐ", "doc_on": self.today}
        return self.make(self.investigated(), Move.BEGIN_ASSESSMENT, with_file=True, **paper)

    def stored(self) -> Told:
        unit = self.unit("P-BTCD")
        return self.make(self.accusation(), Move.STORE, reason="Không rõ người gửi", unit_id=unit)
