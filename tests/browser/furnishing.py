"""What pages of the desk need before they show something: one of each thing that an officer can make."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from intake import cases
from intake.access import Viewer
from intake.acts import counter
from intake.clock import ZONE
from intake.db import Transaction
from intake.directory import routing_rules
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.officers import saved_filters
from intake.queries.inbox.narrowing import Filters
from intake.receptions import commitments, meetings, reception_plans, visits
from intake.registration.matter import Matter
from intake.replies import reply_templates
from intake.setup import setting_imports
from intake.tables import AttachmentRow, UnitRow
from routing.kinds import Kind
from routing.places import Place
from tests import people
from tests.browser.installation import Site
from tests.factories import tell, viewer
from tests.pictures import picture

WALL = "Tường rào nhà văn hóa nghiêng, cháu nhỏ hay chơi ở đó"
_SHEET = (
    "\ufeffMã;Tên;Cấp;Chức năng;Xã, phường;Mã đơn vị cấp trên;Điện thoại\r\n"
    "T-VH;Phòng Văn hóa;Xã;Phòng Văn hóa – Xã hội;xã Tân Yên;T;2043000120\r\n"
    ";Không mã;Huyện;;;;\r\n"
)


def furnish(site: Site) -> dict[str, int]:
    """Make one of each, and return their ids by the names that the addresses of pages have for them."""
    told = tell(site.db, site.settings, WALL, chat="furnished", reading=True)
    other = tell(site.db, site.settings, f"{WALL}, sắp đổ", chat="furnished")
    picture_of = NewFile(attachments.keep(site.settings, picture()), "tường.jpg")
    paper = NewFile(attachments.keep(site.settings, b"%PDF-1.4 van ban"), "văn bản.pdf")
    mai, giap = viewer(site.db, "mai"), viewer(site.db, "giap")
    with site.db.transaction() as tx:
        cases.act(tx, told.id, Move.ACCEPT, actor=giap, fields={})
        _ask_for_help(tx, giap, told.id, [picture_of, paper])
        saved_filters.keep(tx, mai, "Đường sá phường", "all_open", Filters(query="ổ gà"), is_shared=True)
        of_case = select(AttachmentRow.id).where(AttachmentRow.case_id == told.id, AttachmentRow.kind == "photo")
        filed = tx.execute(of_case.order_by(AttachmentRow.id)).scalars().first()
        return {
            "told": told.id,
            "other": other.id,
            "file": int(filed or 0),
            "taken_in": _take_in(tx, site, mai),
            "visit": visits.record(tx, site.settings, mai, _REFUSED, form_key="furnished"),
            "meeting": _meet(tx, giap, told.receipt.code),
            "day": _open_day(tx, giap),
            "template": reply_templates.add(tx, _THANKS, why="Hay dùng", actor=giap),
            "rule": routing_rules.add(tx, _drafted(tx), why="Dự kiến giao lại", actor=f"staff:{giap.id}"),
            "handed": setting_imports.take(tx, "units", "don-vi.csv", _SHEET.encode(), actor=f"staff:{giap.id}"),
        }


_THANKS = reply_templates.Content("Đã sửa tường rào", "answer", "{{ don_vi }} đã sửa xong [việc gì] ngày [ngày].")
_REFUSED = visits.Brief(
    how="counter",
    kind="complaint",
    content="Vẫn đòi xem lại việc đền bù năm 2019",
    ending="refused",
    name="Ông Bảy",
    ground="settled",
    reason="Đã có thông báo số 5/TB-UBND",
)


def _ask_for_help(tx: Transaction, actor: Viewer, case_id: int, files: list[NewFile]) -> None:
    unit = str(_unit(tx, "T-KT"))
    task = {"unit_id": unit, "text": "Ai quản lý tường rào này", "task_due_on": tx.today.isoformat()}
    cases.act(tx, case_id, Move.ADD_UNIT, actor=actor, fields=task)
    cases.act(tx, case_id, Move.FINISH_TASK, actor=actor, fields={"report": "Nhà trường."}, files=files)


def _take_in(tx: Transaction, site: Site, taker: Viewer) -> int:
    place = Place("nhà văn hóa", people.BAC_GIANG, "phường Bắc Giang")
    matter = Matter(Kind.FEEDBACK, "giao_thong_ha_tang", f"{WALL}, bà Tư đến báo", place, 0.9)
    visit = counter.Visit("counter", "Bà Tư", papers=(counter.Paper("Đơn đề nghị", "2", "bản chính"),))
    return counter.take_in(tx, site.settings, taker, matter, visit, form_key="furnished").case_id


def _meet(tx: Transaction, actor: Viewer, code: str) -> int:
    unit, at = _unit(tx, "P"), datetime.combine(_soon(tx), time(8), ZONE)
    plan = meetings.MeetingPlan(unit, "Tường rào nhà văn hóa", "Ông Sơn", at, "Nhà văn hóa", ("Ông Tám, tổ 3",), code)
    meeting = meetings.plan(tx, actor, plan)
    commitments.make(tx, actor, commitments.Promise("Xây lại tường", _soon(tx), unit), meeting_id=meeting)
    return meeting


def _drafted(tx: Transaction) -> routing_rules.RuleData:
    return routing_rules.RuleData(topic="giao_thong_ha_tang", unit_id=_unit(tx, "T-KT"), is_draft=True)


def _open_day(tx: Transaction, actor: Viewer) -> int:
    first = _soon(tx)
    plan = reception_plans.Plan(
        _unit(tx, "P"), "Chủ tịch", "Tầng 1", first, first, "once", starts=time(8), ends=time(11), seats=5
    )
    reception_plans.plan(tx, actor, plan)
    return reception_plans.days_between(tx, actor, first, first + timedelta(days=10))[0].id


def _soon(tx: Transaction) -> date:
    return tx.today + timedelta(days=3)


def _unit(tx: Transaction, code: str) -> int:
    return int(tx.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one())
