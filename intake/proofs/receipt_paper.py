"""The receipt of a visit as paper: Giấy biên nhận, Mẫu 02/TCD, with what the visitor needs to follow the matter."""

from collections.abc import Iterator
from io import BytesIO

import segno
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, KeepTogether, Spacer, Table

from intake.acts.counter import Paper
from intake.acts.counter_receipts import CounterReceipt
from intake.clock import ZONE
from intake.files.house_paper import blank_paper
from intake.law.wording import long_day
from intake.meta import Office
from intake.proofs.paper import INK, LINE, pads, paragraph

TITLE = "GIẤY BIÊN NHẬN THÔNG TIN, TÀI LIỆU"
FORM = "Mẫu 02/TCD (Nghị định 154/2026/NĐ-CP)"
DOTS, SHORT_DOTS = "…" * 40, "…" * 14  # where something is written by hand
_MARGIN = 20 * mm
_WIDTH = A4[0] - 2 * _MARGIN


def receipt_paper(receipt: CounterReceipt, office: Office, look_up: str) -> bytes:
    """Return the receipt as a PDF of one or two A4 pages; `look_up` is the address of the look-up page of this case."""
    buffer = BytesIO()
    edges = (_MARGIN, _MARGIN, 15 * mm, 15 * mm)
    document = blank_paper(buffer, title=f"Giấy biên nhận {receipt.code}", author=office.name, edges=edges)
    document.build(list(_story(receipt, office, look_up)))
    return buffer.getvalue()


def _story(receipt: CounterReceipt, office: Office, look_up: str) -> Iterator[Flowable]:
    yield national_head(office, _WIDTH)
    yield paragraph(TITLE, 15, bold=True, align=TA_CENTER, before=6, after=1)
    yield paragraph(FORM, 8.5, soft=True, align=TA_CENTER, after=4)
    for line in _lines(receipt):
        yield paragraph(line, 11, after=1.2)
    yield paragraph("Thông tin, tài liệu đã nhận:", 11, bold=True, before=2, after=1)
    yield _papers(receipt.visit.papers)
    yield paragraph("Giấy này lập thành 02 bản, mỗi bên giữ 01 bản.", 10, before=3, after=3)
    yield KeepTogether([_signatures(receipt), Spacer(0, 6 * mm)])
    yield KeepTogether([_to_follow(receipt, look_up)])


def national_head(office: Office, width: float) -> Table:
    """Return the head of a paper of the state over this width in points: the body left, the motto right."""
    nation = [
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10, bold=True, align=TA_CENTER),
        paragraph("Độc lập - Tự do - Hạnh phúc", 10, bold=True, align=TA_CENTER),
    ]
    body = [paragraph(office.name.upper(), 10, bold=True, align=TA_CENTER)]
    return Table([[body, nation]], colWidths=[width * 0.42, width * 0.58], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _lines(receipt: CounterReceipt) -> Iterator[str]:
    visit, at = receipt.visit, receipt.at.astimezone(ZONE)
    yield f"Vào hồi {at:%H} giờ {at:%M}, {long_day(at.date())}, tại {receipt.received_in}."
    yield f"Tôi là: {receipt.received_by}. Chức vụ: {receipt.received_as}."
    yield f"Đã nhận của ông (bà): {visit.name or DOTS}"
    issued = f"{visit.id_issued_on:%d/%m/%Y}" if visit.id_issued_on else "……/……/………"
    number, issuer = visit.id_number or SHORT_DOTS, visit.id_issued_by or SHORT_DOTS
    yield f"CCCD/Hộ chiếu số: {number} ngày cấp: {issued} nơi cấp: {issuer}"
    yield f"Địa chỉ: {visit.address or DOTS}"


def _papers(papers: tuple[Paper, ...]) -> Flowable:
    if not papers:
        return paragraph("Không có tài liệu kèm theo; người dân trình bày bằng lời.", 11)
    head = ("TT", "Tên tài liệu", "Số trang", "Tình trạng")
    rows = [(str(number), one.name, one.pages, one.condition) for number, one in enumerate(papers, 1)]
    cells = [[paragraph(word, 10, bold=not at) for word in row] for at, row in enumerate((head, *rows))]
    widths = [10 * mm, _WIDTH - 80 * mm, 25 * mm, 45 * mm]
    style = [("GRID", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"), *pads(2.5)]
    return Table(cells, colWidths=widths, style=style, repeatRows=1)


def _signatures(receipt: CounterReceipt) -> Table:
    left = [paragraph("NGƯỜI GIAO", 10.5, bold=True, align=TA_CENTER), _signed()]
    right = [paragraph("NGƯỜI NHẬN", 10.5, bold=True, align=TA_CENTER), _signed()]
    signers = (receipt.visit.name, receipt.received_by)
    names = [[Spacer(0, 20 * mm), paragraph(one, 10.5, align=TA_CENTER)] for one in signers]
    return Table([[left, right], names], colWidths=[_WIDTH / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _signed() -> Flowable:
    return paragraph("(Ký, ghi rõ họ tên)", 9, soft=True, align=TA_CENTER)


def _to_follow(receipt: CounterReceipt, look_up: str) -> Table:
    """Return what the visitor needs later, in a frame of its own: it is no part of the form."""
    told = [paragraph("Để theo dõi việc này", 11, bold=True, after=1)]
    told += [paragraph(line, 10, after=0.8) for line in follow_lines(receipt, look_up)]
    picture = BytesIO()
    segno.make(look_up, micro=False, error="m").save(picture, kind="png", scale=6, border=2)
    picture.seek(0)
    code = Image(picture, width=32 * mm, height=32 * mm)
    style = [("BOX", (0, 0), (-1, -1), 1, INK), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *pads(5)]
    return Table([[told, code]], colWidths=[_WIDTH - 42 * mm, 42 * mm], style=style)


def follow_lines(receipt: CounterReceipt, look_up: str) -> Iterator[str]:
    """Yield what the visitor is told for later; secrets only where the receipt holds them."""
    yield f"Mã hồ sơ: {receipt.code}" + (f". Mã bí mật: {receipt.secret}" if receipt.secret else "")
    phone = f", điện thoại {receipt.phone}" if receipt.phone else ""
    yield f"Loại việc: {receipt.kind_label}. Nơi phụ trách: {receipt.unit}{phone}."
    if receipt.due_on:
        yield f"Chậm nhất {long_day(receipt.due_on)} được báo ({receipt.basis})."
    yield f"Xem trên mạng: {look_up.partition('?')[0]}, hoặc quét mã bên cạnh, rồi nhập mã bí mật."
    if receipt.join_code:
        yield f"Muốn nhận tin trên điện thoại: nhắn cho trợ lý mã {receipt.join_code} (dùng một lần, trong 90 ngày)."
    if receipt.secret:
        yield "Ai có mã bí mật sẽ xem được hồ sơ. Xin giữ kín."
