"""Papers of the reception desk: the notice of a refusal (Mẫu 01/TCD) and the minutes of a dialogue session."""

from collections.abc import Iterator
from io import BytesIO

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from intake.clock import ZONE
from intake.files.house_paper import blank_paper
from intake.law.visit_refusals import grounds
from intake.law.wording import long_day
from intake.meta import Office
from intake.proofs.paper import LINE, pads, paragraph
from intake.proofs.receipt_paper import DOTS, SHORT_DOTS, national_head
from intake.queries.reception.meetings import MeetingPage
from intake.receptions.visits import BriefVisit

REFUSAL_FORM = "Mẫu 01/TCD (Nghị định 154/2026/NĐ-CP)"
_MARGIN = 22 * mm
_WIDTH = A4[0] - 2 * _MARGIN


def refusal_paper(visit: BriefVisit, office: Office) -> bytes:
    """Return the notice that somebody is refused to be received, to be numbered, signed and sealed."""
    return _drawn(_refusal(visit, office), office, f"Thông báo từ chối tiếp công dân {visit.id}")


def minutes_paper(page: MeetingPage, office: Office) -> bytes:
    """Return the minutes of a dialogue session, to be signed by those who were there."""
    return _drawn(_minutes(page, office), office, f"Biên bản đối thoại {page.meeting.id}")


def _drawn(story: Iterator[Flowable], office: Office, title: str) -> bytes:
    buffer = BytesIO()
    edges = (_MARGIN, _MARGIN, 16 * mm, 16 * mm)
    paper = blank_paper(buffer, title=title, author=office.name, edges=edges)  # first: it brings the letters
    paper.build(list(story))
    return buffer.getvalue()


def _refusal(visit: BriefVisit, office: Office) -> Iterator[Flowable]:
    told, at = visit.brief, visit.at.astimezone(ZONE)
    ground = grounds()[told.ground or ""]
    yield national_head(office, _WIDTH)
    yield paragraph(f"Số: {SHORT_DOTS}/TB", 10.5, before=2)
    yield paragraph("………………, ngày …… tháng …… năm ………", 10.5, align=TA_RIGHT)
    yield paragraph("THÔNG BÁO", 15, bold=True, align=TA_CENTER, before=6)
    yield paragraph("Về việc từ chối tiếp công dân", 12, bold=True, align=TA_CENTER, after=1)
    yield paragraph(REFUSAL_FORM, 8.5, soft=True, align=TA_CENTER, after=5)
    lines = (
        f"Vào hồi {at:%H} giờ {at:%M}, {long_day(at.date())}, {visit.unit} đã tiếp ông (bà): {told.name or DOTS}",
        f"Số CCCD/Hộ chiếu: {told.id_number or SHORT_DOTS}",
        f"Địa chỉ: {told.address or DOTS}",
        f"Nội dung trình bày: {told.content}",
        f"Căn cứ {ground.basis}, {visit.unit} từ chối tiếp ông (bà) về nội dung trên.",
        f"Lý do: {ground.words}. {told.reason}".strip(),
        "Vậy thông báo để ông (bà) biết.",
    )
    for line in lines:
        yield paragraph(line, 11.5, after=2)
    yield KeepTogether([_signatures(("NGƯỜI TIẾP CÔNG DÂN", visit.received_by), ("NGƯỜI ĐỨNG ĐẦU", "")), Spacer(0, 10)])
    yield paragraph("Nơi nhận: ông (bà) có tên trên; lưu hồ sơ tiếp công dân.", 9, soft=True, before=14)


def _minutes(page: MeetingPage, office: Office) -> Iterator[Flowable]:
    meeting = page.meeting
    at = meeting.starts_at.astimezone(ZONE)
    yield national_head(office, _WIDTH)
    yield paragraph("BIÊN BẢN ĐỐI THOẠI", 15, bold=True, align=TA_CENTER, before=8, after=5)
    yield paragraph(f"Vào hồi {at:%H} giờ {at:%M}, {long_day(at.date())}, tại {meeting.place}.", 11.5, after=2)
    yield paragraph(f"Nội dung: {meeting.about}", 11.5, after=2)
    if meeting.cases:
        yield paragraph(f"Hồ sơ: {'; '.join(code for _id, code in meeting.cases)}", 11.5, after=2)
    yield paragraph("I. Thành phần", 11.5, bold=True, before=2, after=1)
    yield paragraph(f"Chủ trì: {meeting.chair}", 11.5, after=1)
    for one in meeting.attendants:
        yield paragraph(f"- {one}", 11.5, after=0.5)
    yield paragraph("II. Nội dung đối thoại", 11.5, bold=True, before=3, after=1)
    for line in (meeting.minutes or DOTS).splitlines():
        yield paragraph(line, 11.5, after=1)
    yield paragraph("III. Kết quả", 11.5, bold=True, before=3, after=1)
    yield paragraph(page.result_words or DOTS, 11.5, after=1)
    if page.promised:
        yield paragraph("IV. Cam kết", 11.5, bold=True, before=3, after=1)
        yield _promises(page)
    yield paragraph("Biên bản đã được đọc lại, các bên cùng nghe và ký tên.", 11, before=3)
    yield KeepTogether([_signatures(("NGƯỜI DÂN", ""), ("NGƯỜI CHỦ TRÌ", meeting.chair))])


def _promises(page: MeetingPage) -> Table:
    head = ("TT", "Việc cam kết", "Ai chịu trách nhiệm", "Hạn")
    rows = [(str(at), one.text, one.answers, f"{one.due_on:%d/%m/%Y}") for at, one in enumerate(page.promised, 1)]
    cells = [[paragraph(word, 10, bold=not at) for word in row] for at, row in enumerate((head, *rows))]
    style = [("GRID", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"), *pads(2.5)]
    return Table(cells, colWidths=[10 * mm, _WIDTH - 95 * mm, 55 * mm, 30 * mm], style=style, repeatRows=1)


def _signatures(left: tuple[str, str], right: tuple[str, str]) -> Table:
    titles = [paragraph(one[0], 10.5, bold=True, align=TA_CENTER) for one in (left, right)]
    hints = [paragraph("(Ký, ghi rõ họ tên)", 9, soft=True, align=TA_CENTER) for _ in (left, right)]
    names = [[Spacer(0, 20 * mm), paragraph(one[1], 10.5, align=TA_CENTER)] for one in (left, right)]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table([titles, hints, names], colWidths=[_WIDTH / 2] * 2, style=style, spaceBefore=10)
