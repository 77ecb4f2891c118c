"""What the reception desk of the home ward has in its book: visits, a dialogue session, promises, a day booked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.demo.province import HOME_COMMUNE, TOP
from intake.access import Viewer
from intake.acts import counter, counter_receipts
from intake.acts.counter import Paper, Visit
from intake.clock import ZONE, local_day
from intake.db import Database, Snapshot
from intake.deadlines import calendars
from intake.directory import directory
from intake.officers.staff import viewer_for
from intake.receptions import commitments, meetings, reception_days, reception_plans, visits
from intake.receptions.commitments import Promise
from intake.receptions.meetings import MeetingPlan
from intake.receptions.reception_plans import Plan
from intake.receptions.visits import Brief
from intake.registration.matter import Matter
from intake.settings import Settings
from intake.talk import dialogue_log
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import default_reader

_TOLD = (
    (16, 9, "Cống trước chợ bị tắc, mưa là ngập vào nhà, mùi hôi", "Nguyễn Thị Bưởi", "tổ 7", 12),
    (15, 10, "Cống trước chợ tắc, nước tràn vào kiốt số 3, hư hết hàng", "Phùng Thị Gái", "tổ 7", 3),
    (9, 8, "Ổ gà to trước số nhà 15 ngõ 2, xe máy ngã hai lần, đề nghị vá lại", "Trần Văn Lợi", "tổ 4", 6),
    (2, 14, "Đèn đường ngõ 9 hỏng cả tháng nay, tối không dám đi", "Lê Văn Tám", "tổ 2", 1),
)
_BRIEFLY = (
    (8, 9, Brief("counter", "inquiry", "Hỏi thủ tục chứng thực hợp đồng", "answered", name="Phạm Thị Lụa",
     address="tổ 1", reason="Đã hướng dẫn lên bộ phận một cửa, tầng 1.")),
    (5, 10, Brief("counter", "complaint", "Không đồng ý bản án chia đất với anh trai", "guided", name="Vũ Văn Hòa",
     address="tổ 9", guided_to="Tòa án nhân dân khu vực 1", doc_no="14/HD-TCD", earlier_body="Tòa án")),
    (3, 15, Brief("counter", "complaint", "Đòi xem lại việc đền bù năm 2015 đã có kết luận rà soát", "refused",
     name="Đỗ Văn Cần", address="tổ 6", ground="settled",
     reason="Đã có Thông báo số 21/TB-UBND và đã được tiếp hai lần.", earlier_body="UBND tỉnh")),
)  # fmt: skip
_PAPERS = (Paper("Đơn đề nghị", "2", "bản chính"),)
_BOOKED = (("Hoàng Thị Mận", "Xin xem lại mức đền bù cây trồng", 1), ("Bùi Văn Đông", "Ngõ ngập, bốn nhà cùng đến", 4))
_MINUTES = (
    "Các hộ tổ 7 nêu: cống trước chợ tắc từ tháng 8, đã báo hai lần.\n"
    "Phòng Kinh tế, Hạ tầng và Đô thị: đã kiểm tra, đoạn cống 40 m bị lún, cần thay.\n"
    "Chủ tịch UBND phường kết luận: nạo vét ngay trong tuần, thay cống trong quý này."
)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who sits at the reception desk of the home ward, who leads it, and who mends its streets."""

    taker: Viewer
    chairman: Viewer
    works_unit: int
    works_officer: int


def write_book(db: Database, settings: Settings, now: datetime) -> None:
    """Let the desk write down the last two weeks, plan what comes, and have somebody waiting today."""
    with db.read() as snap:
        desk = _desk(snap)
        today, calendar = local_day(now), calendars.current(snap)
    about_drains = []
    for number, (ago, hour, text, name, address, people) in enumerate(_TOLD):
        with _at(db, _moment(calendar.next_working(today - timedelta(days=ago)), hour, now)):
            visit = Visit("counter", name, address=address, people=people, papers=_PAPERS)
            code = _take_in(db, settings, desk, visit, text=text, key=f"demo-{number}")
            about_drains += [code] if text.startswith("Cống") else []
    for number, (ago, hour, brief) in enumerate(_BRIEFLY):
        with _at(db, _moment(calendar.next_working(today - timedelta(days=ago)), hour, now)), db.transaction() as tx:
            visits.record(tx, settings, desk.taker, brief, form_key=f"demo-brief-{number}")
    _meet(db, desk, today, now, " ".join(about_drains))
    _receive_today(db, desk, today, now)


def _desk(snap: Snapshot) -> _Desk:
    known = directory.snapshot(snap)
    home = next(one.code for one in load_gazetteer().communes.values() if one.name == HOME_COMMUNE)
    units = [one for one in known.units.values() if one.commune_code == home and one.level == "commune"]
    works = next(one.id for one in units if one.function == "Phòng Kinh tế")
    top = next(one.id for one in units if one.function == TOP)
    here = [one for one in known.officers.values() if one.unit_id in {unit.id for unit in units}]
    return _Desk(
        taker=viewer_for(snap, next(one.id for one in here if one.is_reception)),
        chairman=viewer_for(snap, next(one.id for one in here if one.is_head and one.unit_id == top)),
        works_unit=works,
        works_officer=next(one.id for one in here if one.unit_id == works and not one.is_head),
    )


def _take_in(db: Database, settings: Settings, desk: _Desk, visit: Visit, *, text: str, key: str) -> str:
    reading = default_reader().read(f"{text}, {HOME_COMMUNE}")
    place = reading.place or Place(HOME_COMMUNE, None, None)
    matter = Matter(Kind.FEEDBACK, reading.topic, text, place, 1.0, reading=reading)
    with db.transaction() as tx:
        taken = counter.take_in(tx, settings, desk.taker, matter, visit, form_key=key)
        return counter_receipts.receipt_for(tx, settings, desk.taker, taken.case_id).code


def _meet(db: Database, desk: _Desk, today: date, now: datetime, codes: str) -> None:
    chair, place = "Chủ tịch UBND phường", "Nhà văn hóa tổ 7"
    there = (
        "Nguyễn Thị Bưởi, đại diện các hộ tổ 7",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Ủy ban Mặt trận Tổ quốc phường",
    )
    held_at = _moment(today - timedelta(days=7), 8, now)
    unit_id = desk.chairman.unit_id
    with _at(db, held_at - timedelta(days=3)), db.transaction() as tx:
        past = meetings.plan(
            tx, desk.chairman, MeetingPlan(unit_id, "Thoát nước khu chợ", chair, held_at, place, there, codes)
        )
    with _at(db, held_at + timedelta(hours=3)), db.transaction() as tx:
        meetings.hold(tx, desk.chairman, past, minutes=_MINUTES, result="partly", attendants=there)
        for text, days, officer in (
            ("Nạo vét cống trước chợ", 4, desk.works_officer),
            ("Thay 40 m cống lún, báo các hộ trước khi làm", 9, None),
            ("Gửi biên bản đối thoại cho các hộ", 2, desk.works_officer),
        ):
            due_on = today - timedelta(days=7) + timedelta(days=days)
            made = commitments.make(tx, desk.chairman, Promise(text, due_on, desk.works_unit, officer), meeting_id=past)
    with _at(db, held_at + timedelta(days=1)), db.transaction() as tx:
        commitments.finish(tx, desk.chairman, made, report="Đã gửi tới 12 hộ.")
    ahead = datetime.combine(today + timedelta(days=5), time(14), ZONE)
    with _at(db, now), db.transaction() as tx:
        plan = MeetingPlan(unit_id, "Vị trí điểm tập kết rác mới", chair, ahead, "Hội trường UBND phường", there[:1])
        meetings.plan(tx, desk.chairman, plan)


def _receive_today(db: Database, desk: _Desk, today: date, now: datetime) -> None:
    """Plan a reception for today and let people book it; they do so the evening before."""
    before = _moment(today - timedelta(days=1), 17, now)
    with _at(db, before), db.transaction() as tx:
        if not calendars.current(tx).is_working(today):
            return
        plan = Plan(desk.chairman.unit_id, "Chủ tịch UBND phường", "Phòng tiếp công dân, tầng 1", today, today, "once",
            time(8), time(11, 30), 8)  # fmt: skip
        reception_plans.plan(tx, desk.chairman, plan)
        [day] = reception_plans.days_between(tx, desk.chairman, today, today)[:1]
        for number, (name, about, people) in enumerate(_BOOKED):
            chat = dialogue_log.open_conversation(tx, "web", "main", f"demo-booked-{number}", name)
            reception_days.book(tx, conversation_id=chat.id, day_id=day.id, about=about, people=people)


def _moment(day: date, hour: int, now: datetime) -> datetime:
    return min(datetime.combine(day, time(hour, 20), ZONE), now - timedelta(hours=1))


@contextmanager
def _at(db: Database, moment: datetime) -> Iterator[None]:
    own, db.clock = db.clock, lambda: moment
    try:
        yield
    finally:
        db.clock = own
