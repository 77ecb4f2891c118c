"""What the reception desk of the home ward has in its book: visits, a dialogue session, promises, a day booked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.demo.agenda import Life
from bot.demo.chats import WEB
from bot.demo.province import HOME_COMMUNE
from intake.access import Viewer
from intake.acts import counter, counter_receipts
from intake.acts.counter import Paper, Visit
from intake.clock import ZONE, local_day
from intake.db import Database, Snapshot
from intake.deadlines import calendars
from intake.directory import directory
from intake.directory.outline import TOP
from intake.law.workdays import Calendar
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
_CHAIR, _HALL = "Chủ tịch UBND phường", "Nhà văn hóa tổ 7"
_THERE = (
    "Nguyễn Thị Bưởi, đại diện các hộ tổ 7",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Ủy ban Mặt trận Tổ quốc phường",
)
_PROMISED = (  # what, due after how many days, whether an officer is named
    ("Nạo vét cống trước chợ", 4, True),
    ("Thay 40 m cống lún, báo các hộ trước khi làm", 9, False),
    ("Gửi biên bản đối thoại cho các hộ", 2, True),
)
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


def keeps_book(db: Database, settings: Settings, now: datetime) -> Life:
    """Let the desk write down its last two weeks as they pass, plan what comes, and have somebody waiting today."""
    with db.read() as snap:
        book = _Book(db, settings, _desk(snap), calendars.current(snap), now)
    for at, act in sorted(book.acts(), key=lambda one: one[0]):
        yield at
        act()


class _Book:
    """What the desk does, each act with its instant; what a later one needs of an earlier one is kept here."""

    def __init__(self, db: Database, settings: Settings, desk: _Desk, calendar: Calendar, now: datetime) -> None:
        self._db, self._settings, self._desk, self._calendar, self._now = db, settings, desk, calendar, now
        self._today = local_day(now)
        self._about_drains: list[str] = []
        self._past_meeting = self._last_promise = 0

    def acts(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Say what is done when, in no order."""
        for number, (ago, hour, text, name, address, people) in enumerate(_TOLD):
            visit = Visit("counter", name, address=address, people=people, papers=_PAPERS)
            yield self._working(ago, hour), partial(self._take_in, visit, text, f"demo-{number}")
        for number, (ago, hour, brief) in enumerate(_BRIEFLY):
            yield self._working(ago, hour), partial(self._record, brief, f"demo-brief-{number}")
        held_at = self._moment(self._today - timedelta(days=7), 8)
        yield held_at - timedelta(days=3), partial(self._plan_meeting, held_at)
        yield held_at + timedelta(hours=3), self._hold_meeting
        yield held_at + timedelta(days=1), self._keep_a_promise
        yield self._now, self._plan_another
        if self._calendar.is_working(self._today):
            yield self._moment(self._today - timedelta(days=1), 17), self._receive_today

    def _working(self, ago: int, hour: int) -> datetime:
        return self._moment(self._calendar.next_working(self._today - timedelta(days=ago)), hour)

    def _moment(self, day: date, hour: int) -> datetime:
        return min(datetime.combine(day, time(hour, 20), ZONE), self._now - timedelta(hours=1))

    def _take_in(self, visit: Visit, text: str, key: str) -> None:
        reading = default_reader().read(f"{text}, {HOME_COMMUNE}")
        place = reading.place or Place(HOME_COMMUNE, None, None)
        matter = Matter(Kind.FEEDBACK, reading.topic, text, place, 1.0, reading=reading)
        with self._db.transaction() as tx:
            taken = counter.take_in(tx, self._settings, self._desk.taker, matter, visit, form_key=key)
            code = counter_receipts.receipt_for(tx, self._settings, self._desk.taker, taken.case_id).code
        if text.startswith("Cống"):
            self._about_drains.append(code)

    def _record(self, brief: Brief, key: str) -> None:
        with self._db.transaction() as tx:
            visits.record(tx, self._settings, self._desk.taker, brief, form_key=key)

    def _plan_meeting(self, held_at: datetime) -> None:
        codes = " ".join(self._about_drains)
        plan = MeetingPlan(self._desk.chairman.unit_id, "Thoát nước khu chợ", _CHAIR, held_at, _HALL, _THERE, codes)
        with self._db.transaction() as tx:
            self._past_meeting = meetings.plan(tx, self._desk.chairman, plan)

    def _hold_meeting(self) -> None:
        desk, past = self._desk, self._past_meeting
        with self._db.transaction() as tx:
            meetings.hold(tx, desk.chairman, past, minutes=_MINUTES, result="partly", attendants=_THERE)
            for text, days, is_told in _PROMISED:
                due_on = self._today - timedelta(days=7) + timedelta(days=days)
                promise = Promise(text, due_on, desk.works_unit, desk.works_officer if is_told else None)
                self._last_promise = commitments.make(tx, desk.chairman, promise, meeting_id=past)

    def _keep_a_promise(self) -> None:
        with self._db.transaction() as tx:
            commitments.finish(tx, self._desk.chairman, self._last_promise, report="Đã gửi tới 12 hộ.")

    def _plan_another(self) -> None:
        ahead = datetime.combine(self._today + timedelta(days=5), time(14), ZONE)
        chairman, about = self._desk.chairman, "Vị trí điểm tập kết rác mới"
        with self._db.transaction() as tx:
            plan = MeetingPlan(chairman.unit_id, about, _CHAIR, ahead, "Hội trường UBND phường", _THERE[:1])
            meetings.plan(tx, chairman, plan)

    def _receive_today(self) -> None:
        """Plan a reception for today and let people book it; they do so the evening before."""
        chairman, today = self._desk.chairman, self._today
        plan = Plan(chairman.unit_id, _CHAIR, "Phòng tiếp công dân, tầng 1", today, today, "once",
            time(8), time(11, 30), 8)  # fmt: skip
        with self._db.transaction() as tx:
            reception_plans.plan(tx, chairman, plan)
            [day] = reception_plans.days_between(tx, chairman, today, today)[:1]
            for number, (name, about, people) in enumerate(_BOOKED):
                chat = dialogue_log.open_conversation(tx, *WEB, f"demo-booked-{number}", name)
                reception_days.book(tx, conversation_id=chat.id, day_id=day.id, about=about, people=people)


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
