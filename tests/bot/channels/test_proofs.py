"""What proves a case to its citizen: how the days were counted, the paper, and the files of the answer."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select, update

from intake import meta, receipts
from intake.cases import act
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import AttachmentRow, CaseRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.pdf import words_of

PDF = b"%PDF-1.4\n" + b"x" * 40
SECRET_PLACE = "21.2731, 106.1946"


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.fixture
def told(turns, telegram_settings):
    return tell(turns.db, telegram_settings)


@pytest.fixture
def secret(told, telegram_settings):
    return receipts.secret_for(telegram_settings, told.receipt.code)


@pytest.fixture
def look(browser, told, secret):
    def up(path="/tra-cuu", code=told.receipt.code, key=secret):
        return browser().post(path, data={"ma": code, "bi-mat": key})

    return up


def photo():
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "green").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def move(db, settings, case_id, what, *, login="ha", data=(), **fields):
    files = [NewFile(attachments.keep(settings, one), name) for name, one in data]
    with db.transaction() as tx:
        act(tx, case_id, what, actor=viewer(db, login), fields=fields, files=files)


@pytest.fixture
def answered(turns, telegram_settings, told):
    move(turns.db, telegram_settings, told.id, Move.ACCEPT)
    files = [("anh.jpg", photo()), ("biên bản.pdf", PDF)]
    move(turns.db, telegram_settings, told.id, Move.ANSWER, data=files, outcome="resolved", text="Đã vá.")
    return told


def links(page):
    return list(dict.fromkeys(unescape(one) for one in re.findall(r'href="(/tra-cuu/tep/[^"]+)"', page.text)))


def test_the_holder_of_the_receipt_reads_how_each_day_was_counted(look, told):
    page = look().text
    assert "Cách tính hạn" in page
    assert f"Hạn: hết thứ Hai {told.receipt.due_on:%d/%m/%Y}" in page
    assert "10 ngày làm việc kể từ ngày tiếp nhận nội dung" in page
    assert "Không tính: thứ Bảy" in page


def test_no_officer_and_no_inner_reason_stands_in_how_it_was_counted(look, told, turns, telegram_settings):
    move(turns.db, telegram_settings, told.id, Move.ASK, question="Đoạn nào ạ?")
    with turns.db.read() as snap:
        unit = next(row.id for row in snap.execute(UnitRow.__table__.select()) if row.code == "G-VP")
    reason = "Chị Hà bận việc riêng"
    move(turns.db, telegram_settings, told.id, Move.TRANSFER, unit_id=str(unit), reason=reason)
    counted = look().text.partition('class="how"')[2].partition("</details>")[0]
    assert "chờ người dân bổ sung" in counted
    assert reason not in counted
    assert "Nguyễn Thu Hà" not in counted


def test_the_address_of_a_file_tells_no_number_and_a_number_opens_none(look, browser, answered, turns):
    assert answered
    with turns.db.read() as snap:
        ids = {str(one) for one in snap.execute(select(AttachmentRow.id)).scalars()}
    found = links(look())
    refs = {link: re.search(r"/tep/(\w+)\?", link)[1] for link in found}
    assert len(refs) == 2
    assert all(len(ref) == 11 for ref in refs.values())
    opened = browser()
    for link, ref in refs.items():
        assert opened.get(link).status_code == 200
        assert ref in opened.get(link).headers["content-disposition"]
        assert {opened.get(link.replace(ref, one)).status_code for one in ids} == {404}


def test_the_paper_needs_the_secret_again(look, told, secret):
    paper = look("/tra-cuu/cach-tinh-han.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.headers["cache-control"] == "no-store"
    assert f"Hạn: hết thứ Hai {told.receipt.due_on:%d/%m/%Y}" in words_of(paper.content)
    refused = look("/tra-cuu/cach-tinh-han.pdf", key="AAAA-AAAA-AAAA")
    assert refused.status_code == 404
    assert b"%PDF" not in refused.content
    assert secret not in look().text


def test_the_paper_is_not_given_for_an_address_alone(browser, told, secret):
    answer = browser().get(f"/tra-cuu/cach-tinh-han.pdf?ma={told.receipt.code}&bi-mat={secret}")
    assert answer.status_code in {404, 405}


def test_guessing_at_the_paper_counts_as_guessing(look):
    for _ in range(10):
        assert look("/tra-cuu/cach-tinh-han.pdf", key="AAAA-AAAA-AAAA").status_code == 404
    assert look("/tra-cuu/cach-tinh-han.pdf").status_code == 429
    assert look().status_code == 429


@pytest.fixture
def sealed(turns, telegram_settings):
    words = "Tôi tố cáo giám đốc sở nhận tiền khi làm sổ đỏ"
    return tell(turns.db, telegram_settings, words, kind=Kind.DENUNCIATION, topic="tham_nhung", chat="citizen-2")


def test_a_sealed_case_shows_days_and_nothing_of_what_it_is_about(look, sealed, telegram_settings):
    keys = {"code": sealed.receipt.code, "key": receipts.secret_for(telegram_settings, sealed.receipt.code)}
    page, paper = look(**keys).text, words_of(look("/tra-cuu/cach-tinh-han.pdf", **keys).content)
    assert "Cách tính hạn" in page
    for said in (page, paper):
        assert f"{sealed.receipt.due_on:%d/%m/%Y}" in said
        for word in ("tố cáo", "sổ đỏ", "Thanh tra", "Tiếp công dân tỉnh", "thụ lý", "Điều 28"):
            told = said.casefold().replace("luật tố cáo và", "").replace("trang kín để tố cáo", "")  # on every page
            assert word.casefold() not in told, word


@pytest.mark.usefixtures("answered")
def test_the_answer_comes_with_its_photo_and_its_document(look, browser):
    first, second = links(look())
    picture, document = browser().get(first), browser().get(second)
    assert picture.headers["content-type"] == "image/jpeg"
    assert SECRET_PLACE.encode() not in picture.content
    assert not Image.open(BytesIO(picture.content)).getexif()
    assert document.content == PDF
    assert document.headers["content-disposition"].startswith("attachment")
    assert {one.headers["cache-control"] for one in (picture, document)} == {"no-store"}


@pytest.mark.usefixtures("answered")
def test_a_link_ends_after_a_quarter_of_an_hour(look, browser, clock):
    [address, *_] = links(look())
    clock.forward(minutes=14)
    assert browser().get(address).status_code == 200
    clock.forward(minutes=1)
    answer = browser().get(address)
    assert answer.status_code == 404
    assert "hết hạn" in answer.text


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("change", ["longer", "other file", "cut", "blank", "huge", "words"])
def test_a_link_cannot_be_made_up(look, browser, change):
    first, second = links(look())
    path, ends, seal = re.fullmatch(r"(.+)\?het=(\d+)&ky=(\w+)", first).groups()
    later = int(ends) + int(timedelta(hours=1).total_seconds())
    made_up = {
        "longer": f"{path}?het={later}&ky={seal}",
        "other file": f"{second.partition('?')[0]}?het={ends}&ky={seal}",
        "cut": f"{path}?het={ends}&ky={seal[:-1]}",
        "blank": path,
        "huge": f"{path}?het={'9' * 5000}&ky={seal}",
        "words": f"{path}?het=mãi+mãi&ky=ừ",
    }[change]
    assert browser().get(made_up).status_code == 404


@pytest.mark.usefixtures("answered")
def test_a_link_ends_with_the_secret_that_opened_it_and_when_the_case_is_sealed(look, browser, db):
    [address, *_] = links(look())
    with db.transaction() as tx:
        tx.execute(update(CaseRow).values(secret_version=2))
    assert browser().get(address).status_code == 404
    with db.transaction() as tx:
        tx.execute(update(CaseRow).values(secret_version=1, is_sealed=True))
    assert browser().get(address).status_code == 404
    assert links(look()) == []


def test_what_waits_for_approval_was_sent_back_or_told_by_a_citizen_is_no_proof(
    look, told, turns, telegram_settings, browser
):
    db = turns.db
    with db.transaction() as tx:
        tx.execute(update(UnitRow).values(needs_approval=True))
        meta.bump(tx, "directory")
    move(db, telegram_settings, told.id, Move.ACCEPT)
    draft = {"outcome": "resolved", "text": "Đã vá."}
    wrong, right = [("sai.pdf", PDF + b"1")], [("đúng.pdf", PDF + b"2")]
    move(db, telegram_settings, told.id, Move.PROPOSE, data=wrong, **draft)
    assert links(look()) == []
    move(db, telegram_settings, told.id, Move.SEND_BACK, login="son", reason="Sai ảnh")
    move(db, telegram_settings, told.id, Move.PROPOSE, data=right, **draft)
    assert links(look()) == []
    move(db, telegram_settings, told.id, Move.APPROVE, login="son", **draft)
    [address] = links(look())
    assert browser().get(address).content == PDF + b"2"
