"""Plays a small talk written as a transcript against the pure dialogue, with an invented book behind it.

Lines: `dân:` what the citizen writes, with what it was read as in braces; `trả lời:` the same as an answer to a
notice; `bấm:` the last button of that label; `ảnh:`, `vị trí:`, `mở:`, `khác:`, `tắt:` the other events, `danh thiếp:`
a card with the sender's own number, blank for one of somebody else; `máy:` the key of what is said, buttons in
brackets; `lệnh:` an order; `cùng việc:` numbers of open matters of others alike. A talk begins with `đã đồng ý` when
the citizen has agreed before; `hồ sơ: kind` is a case that was sent before, `cán bộ trả lời: n` the answer to case n.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.dialogue import events, orders
from bot.dialogue.machine import Context, step
from bot.dialogue.state import State
from bot.messages import Reply
from bot.texts import texts_in
from routing.dangers.urgency import Danger
from routing.gazetteer.units import Commune
from routing.kinds import Kind
from routing.places import Place
from routing.reading import Reading, TopicScore

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TOPICS: Mapping[str, str] = {
    "giao_thong_ha_tang": "Đường, cầu, ổ gà, biển báo, đèn tín hiệu, công trình trên đường",
    "moi_truong": "Rác thải, vệ sinh, ô nhiễm nước – không khí, mùi hôi, khói bụi",
    "dat_dai": "Đất đai (cấp sổ, biến động, tranh chấp, lấn chiếm đất)",
    "bao_hiem": "BHXH, BHYT, bảo hiểm thất nghiệp",
    "tham_nhung": "Tham nhũng, hối lộ, nhũng nhiễu",
    "khac": "Khác / chưa rõ",
}
COMMUNES = {
    "kb": Commune("24001", "phường Kinh Bắc", "phường", 21.18, 106.06),
    "ty": Commune("24002", "xã Tân Yên", "xã", 21.4, 106.1),
    "tt": Commune("24003", "phường Tân Tiến", "phường", 21.3, 106.2),
}
ANSWERS = {
    1: events.AnswerLine(1, "Làm khai sinh cần gì?", "Mang giấy chứng sinh.", "Luật Hộ tịch", is_checked=True),
    2: events.AnswerLine(2, "Khai tử ở đâu?", "Ở UBND.", "", is_checked=False),
}
READ = re.compile(r"\s*\{([^}]*)\}\s*$")


def reading_of(written: str = "") -> Reading:
    """Read `topic=moi_truong:0.9 kind=inquiry:0.4 second=complaint:0.3 place=kb danger=fire`; none: no matter."""
    marks = dict(mark.split("=", 1) for mark in written.split())
    topics = tuple(_score(one) for one in marks.get("topic", "").split(",") if one)
    kind, kind_share = _shared(marks.get("kind", "feedback" if topics or "danger" in marks else "other"), 0.8)
    second, second_share = _shared(marks["second"], 0.3) if "second" in marks else (None, 0.0)
    danger = Danger(marks["danger"], ("114",), "cháy") if "danger" in marks else None
    confidence = topics[0].score if topics else 0.0
    place = _place(marks)
    return Reading(kind, kind_share, topics, confidence, place, danger, (), "test", second, second_share)


def _shared(written: str, usual: float) -> tuple[Kind, float]:
    name, _, share = written.partition(":")
    return Kind(name), float(share or usual)


def _score(written: str) -> TopicScore:
    code, _, score = written.partition(":")
    return TopicScore(code, float(score or 0.9))


def _place(marks: Mapping[str, str]) -> Place | None:
    spot = marks.get("spot", "").replace("_", " ")
    if "outside" in marks:
        return Place(spot, None, None, marks["outside"].replace("_", " "))
    named = [COMMUNES[one] for one in marks.get("place", "").split("|") if one]
    if len(named) == 1:
        return Place(spot, named[0].code, named[0].name)
    return Place(spot, None, None, None, tuple(named)) if named or spot else None


def case_line(
    case_id: int = 1, *, waits: bool = False, kind: str = "feedback", answered: bool = False, topic: str = ""
) -> events.CaseLine:
    return events.CaseLine(
        case_id,
        f"ND-26-7F3K-29Q{case_id}",
        "Ổ gà trước cổng trường",
        "Đang xử lý",
        "Phòng Kinh tế, phường Kinh Bắc",
        "Nguyễn Thu Hà",
        "0204 3000 001",
        date(2026, 12, 7),
        is_open=True,
        waits_for_citizen=waits,
        kind=kind,
        topic=topic,
        is_answered=answered,
        is_signed=kind in {"complaint", "denunciation"},
        can_reopen=answered and kind not in {"complaint", "denunciation"},
    )


GONE = 13  # an open matter of others that ends before anybody joins it


def alike_matter(case_id: int = 11) -> events.AlikeMatter:
    return events.AlikeMatter(case_id, "Đường, cầu: ổ gà", "phường Kinh Bắc", date(2026, 11, 12), "in_progress")


def reception_line(day_id: int = 1) -> events.ReceptionLine:
    on = date(2026, 12, 2 + day_id)
    return events.ReceptionLine(day_id, on, "08:00–11:00", "Chủ tịch UBND phường Kinh Bắc", "Nhà văn hóa", 3)


@dataclass
class Talk:
    """One conversation with the book behind it."""

    state: State = field(default_factory=State)
    cases: list[events.CaseLine] = field(default_factory=list)
    consented: bool = False
    said: list[Reply] = field(default_factory=list)
    ordered: list[orders.Order] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
    ratings: list[events.RatingLine] = field(default_factory=list)
    alike: tuple[events.AlikeMatter, ...] | None = None
    booked: list[events.BookingLine] = field(default_factory=list)
    full: set[int] = field(default_factory=set)
    was_away: bool = False

    @property
    def context(self) -> Context:
        open_cases = tuple(case for case in self.cases if case.is_open)
        return Context(
            NOW, TODAY, "UBND tỉnh Bắc Ninh", "0222 3000 000", self.consented, open_cases, TOPICS, {}, "7h30–17h", "",
            past_cases=tuple(case for case in self.cases if not case.is_open), ratings=tuple(self.ratings),
            finds_alike=self.alike is not None, was_away=self.was_away,
        )  # fmt: skip

    def feed(self, event: events.Event) -> list[str]:
        """Play one event and everything that follows from it; return what happened as lines of a transcript."""
        waiting = [event]
        lines = []
        while waiting:
            played = step(self.state, waiting.pop(0), self.context)
            self.state = played.state
            for reply in played.replies:
                texts_in(self.state.language).say(reply)
                self.said.append(reply)
                lines.append(_line(reply))
            for order in played.orders:
                self.ordered.append(order)
                lines.append(f"lệnh: {type(order).__name__}")
                waiting.extend(self._carry_out(order))
        return lines

    def _carry_out(self, order: orders.Order) -> list[events.Event]:
        match order:
            case orders.GiveConsent():
                self.consented = True
            case orders.Register(draft):
                return [self._register(draft.kind, screening=draft.commune_code is None, is_tip=draft.way == "tip")]
            case orders.OpenSealedPage() | orders.ListCases():
                page = events.SealedPageOpened("https://nghedan.example/to-cao/abc")
                return [page if isinstance(order, orders.OpenSealedPage) else events.CasesListed(tuple(self.cases))]
            case orders.LookUp() | orders.OpenAnswer():
                return [self._find(order)]
            case orders.AddInformation(case_id, _of_earlier, commune, spot):
                place = next((one.name for one in COMMUNES.values() if one.code == commune), "")
                is_pinned = order.point is not None
                return [events.InformationAdded(self._case(case_id), place, "" if place else spot, is_pinned=is_pinned)]
            case orders.Withdraw(case_id):
                case = self._case(case_id)
                self.cases = [replace(one, is_open=False) if one is case else one for one in self.cases]
                return [events.WithdrawalDone(case, done=case.kind not in {"complaint", "denunciation"})]
        return self._carry_out_after(order)

    def _receive(self, order: orders.Order) -> list[events.Event]:
        days = tuple(reception_line(number) for number in (1, 2, 3) if number not in self.full)
        match order:
            case orders.BookReception(day_id) if day_id in self.full:
                return [events.ReceptionRefused("full", days)]
            case orders.BookReception(day_id):
                self.booked = [events.BookingLine(5, reception_line(day_id), 1)]
                return [events.ReceptionBooked(self.booked[0])]
            case orders.CancelBooking():
                done, self.booked = bool(self.booked), []
                return [events.BookingCancelled(done)]
            case orders.ListReceptions():
                return [events.ReceptionsListed(days, tuple(self.booked))]
        return []

    def _carry_out_after(self, order: orders.Order) -> list[events.Event]:
        match order:
            case orders.AskReopen(case_id):
                return [events.ReopenAsked(self._case(case_id))]
            case orders.Urge(case_id):
                return [events.Urged(self._case(case_id), is_first=True)]
            case orders.Rate():
                self._rate(order)
            case orders.RequestData(asks):
                return [
                    events.DataRequested(
                        8, "ND-26-7F3K-29Q8", "Ban Tiếp công dân", "", TODAY, "", asks, is_repeated=False
                    )
                ]
        return self._with_others(order)

    def _with_others(self, order: orders.Order) -> list[events.Event]:
        answers = {
            orders.FindAlike: lambda: events.AlikeFound(self.alike or ()),
            orders.Join: lambda: self._join(order.case_id),
            orders.Follow: lambda: events.CaseFollowed(case_line(9)),
            orders.MakeChatCode: lambda: events.ChatCodeMade(5),
            orders.JoinChat: lambda: events.ChatJoined(2) if order.code.startswith("4821") else events.ChatNotJoined(),
            orders.PartChat: lambda: events.ChatParted(done=True),
        }
        return [answers[type(order)]()] if type(order) in answers else self._receive(order)

    def _join(self, case_id: int) -> events.Event:
        if case_id == GONE:
            return events.JoinRefused()
        self.cases.insert(0, replace(case_line(len(self.cases) + 1), part="joined"))
        return events.Joined(self.cases[0])

    def answers(self, case_id: int) -> list[str]:
        """Let the office answer a case, and the question go out under the answer."""
        self.cases = [
            case_line(one.case_id, kind=one.kind, answered=True, topic=one.topic) if one.case_id == case_id else one
            for one in self.cases
        ]
        rating = events.RatingLine(case_id + 50, case_id, self._case(case_id).code)
        self.ratings.insert(0, rating)
        return self.feed(events.AnswerSent(rating))

    def _rate(self, order: orders.Rate) -> None:
        self.ratings = [
            replace(one, result=order.result or one.result, attitude=order.attitude or one.attitude)
            if one.answer_id == order.answer_id
            else one
            for one in self.ratings
            if not (order.is_last and one.answer_id == order.answer_id)
        ]

    def _find(self, order: orders.LookUp | orders.OpenAnswer) -> events.Event:
        if isinstance(order, orders.OpenAnswer):
            return events.AnswerOpened(ANSWERS.get(order.answer_id))
        found = [one for one in self.cases if one.code == order.code.upper()]
        found = found or ([case_line(9)] if order.secret == "ABCD-EFGH-2345" else [])
        return events.CaseFound(found[0]) if found else events.CaseNotFound()

    def _register(self, kind: str, *, screening: bool, is_tip: bool) -> events.Event:
        case = case_line(len(self.cases) + 1, kind=kind)
        self.cases.insert(0, case)
        basis = "Điều 28 Luật Tiếp công dân"
        return events.Registered(
            case.case_id, case.code, case.unit, case.officer_name, case.officer_phone, case.due_on, basis, kind,
            screening, "", is_tip=is_tip,
        )  # fmt: skip

    def _case(self, case_id: int) -> events.CaseLine:
        return next(one for one in self.cases if one.case_id == case_id)

    def say(self, who: str, words: str) -> list[str]:
        """Play one line of a transcript that is the citizen's."""
        marks = READ.search(words)
        text, reading = READ.sub("", words), reading_of(marks.group(1) if marks else "")
        before = self.readings.get(self.state.pending_text)
        lines = self.feed(self._event(who, text, reading, before))
        self.readings.setdefault(self.state.pending_text, reading)
        return lines

    def _event(self, who: str, text: str, reading: Reading, before: Reading | None) -> events.Event:
        made = {
            "dân": lambda: events.Said(text, reading, None, before),
            "hỏi": lambda: events.Said(text, reading, None, before, (ANSWERS[1],), is_sure=True),
            "hỏi mơ hồ": lambda: events.Said(text, reading, None, before, tuple(ANSWERS.values())),
            "trả lời": lambda: events.Said(text, reading, 1, before),
            "bấm": lambda: self._press(text, before),
            "ảnh": lambda: events.SentMedia(1, text, reading if text else None),
            "vị trí": lambda: events.Located(reading.place, 21.18, 106.06),
            "mở": events.Started,
            "tắt": events.Stopped,
            "khác": lambda: events.SentUnsupported(text),
            "danh thiếp": lambda: events.SharedContact(text),
        }
        return made[who]()

    def _press(self, label: str, before: Reading | None) -> events.Event:
        asked = next(one for one in reversed(self.said) if any(label == shown for _option, shown in one.choices))
        option = next(option for option, shown in asked.choices if label == shown)
        return events.Chose(asked.step_no, option, before)


def _line(reply: Reply) -> str:
    buttons = "|".join(label for _option, label in reply.choices)
    return f"máy: {reply.key} [{buttons}]" if buttons else f"máy: {reply.key}"


def play(transcript: str, talk: Talk | None = None) -> str:
    """Return the transcript as it really went, to be compared with what was written."""
    talk = talk or Talk()
    happened = []
    for line in (one.strip() for one in transcript.strip().splitlines()):
        who, _, words = line.partition(":")
        if line == "đã đồng ý":
            talk.consented = True
        elif line.startswith("cùng việc"):
            talk.alike = tuple(alike_matter(int(one)) for one in words.split())
        elif line.startswith("hồ sơ"):
            kind = words.split()[0] if words.split() else "feedback"
            talk.cases.insert(0, case_line(len(talk.cases) + 1, waits="chờ" in line, kind=kind))
        elif who in {"máy", "lệnh"}:
            continue
        happened.append(line)
        if line.startswith("cán bộ trả lời"):
            happened.extend(talk.answers(int(words or 1)))
        elif line != "đã đồng ý" and not line.startswith(("hồ sơ", "cùng việc")):
            happened.extend(talk.say(who, words.strip()))
    return "\n".join(happened)


def tidy(transcript: str) -> str:
    """Return a transcript without indentation."""
    return "\n".join(line.strip() for line in transcript.strip().splitlines())
