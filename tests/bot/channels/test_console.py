"""`nghedan chat`: the same dialogue line by line, also through a pipe."""

import io
import re

import pytest
from sqlalchemy import select

from bot.channels.console.chat import chat
from intake.db import open_database
from intake.settings import load_settings
from intake.tables import AttachmentRow, CaseRow, ConversationRow, UtteranceRow
from tests.factories import open_office
from tests.pictures import JPEG, picture

POTHOLE = "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, phường Bắc Giang"


@pytest.fixture
def book(sqlite_url, tmp_path):
    db = open_database(sqlite_url)
    open_office(db)
    yield (
        db,
        load_settings(
            {
                "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
                "NGHEDAN_SECRET_KEY": "k" * 40,
                "NGHEDAN_DATABASE_URL": sqlite_url,
            }
        ),
    )
    db.close()


@pytest.fixture
def talk(book):
    def lines(*typed):
        out = io.StringIO()
        assert chat(book[1], io.StringIO("".join(f"{line}\n" for line in typed)), out) == 0
        return out.getvalue()

    return lines


def test_a_whole_trip_through_a_pipe(talk, book):
    heard = talk(POTHOLE, "1", "1")
    assert re.search(r"ND-\d\d-\w{4}-\w{4}", heard)
    assert "⟦" not in heard
    with book[0].read() as snap:
        assert len(snap.execute(select(CaseRow.id)).all()) == 1


def test_choices_are_numbered(talk):
    assert re.search(r"^  1\. Đồng ý$", talk(POTHOLE), re.MULTILINE)


def test_a_photo_by_its_path(talk, book, tmp_path):
    (tmp_path / "ổ gà.jpg").write_bytes(JPEG)
    talk(f"/anh {tmp_path}/ổ gà.jpg")
    with book[0].read() as snap:
        assert snap.execute(select(AttachmentRow.status)).scalars().all() == ["stored"]


@pytest.mark.parametrize("content", [None, b"MZ\x90\x00" * 100])
def test_a_photo_that_cannot_be_taken_is_told_and_the_talk_goes_on(talk, tmp_path, content):
    path = tmp_path / "a.jpg"
    if content is not None:
        path.write_bytes(content)
    heard = talk(f"/anh {path}", "chào")
    assert "Không đọc được" in heard or "không phải ảnh" in heard
    assert "Chào Anh/Chị" in heard


def test_no_lines_end_cleanly(talk):
    assert talk()
    assert talk("", "   ")


class Interrupted(io.StringIO):
    def readline(self, *_args):
        raise KeyboardInterrupt


def test_ctrl_c_ends_cleanly(book):
    assert chat(book[1], Interrupted(), io.StringIO()) == 0


def test_the_next_person_does_not_read_what_was_said_before(talk):
    talk("chuyện riêng của tôi")
    assert "riêng" not in talk("hồ sơ của tôi")


# --- beside words -------------------------------------------------------------------------------------------------

HERE = "/vitri 21.2731 106.1946"


def case_of(book):
    with book[0].read() as snap:
        return snap.execute(select(CaseRow.__table__)).one()


def lines_of(book, author="citizen"):
    with book[0].read() as snap:
        rows = select(UtteranceRow.kind, UtteranceRow.text, UtteranceRow.version_of_id)
        return [tuple(row) for row in snap.execute(rows.where(UtteranceRow.author == author).order_by(UtteranceRow.id))]


@pytest.mark.parametrize("typed", [HERE, f"{HERE} cổng chợ", "/vitri 21.2731,106.1946", "/VITRI 21.2731, 106.1946"])
def test_a_point_on_the_map(talk, book, typed):
    talk("Ổ gà rất to giữa đường, xe tránh nhau bị ngã", "1", typed, "1")
    case = case_of(book)
    assert (round(case.lat, 4), round(case.lon, 4)) == (21.2731, 106.1946)


@pytest.mark.parametrize("typed", ["/vitri", "/vitri chợ", "/vitri 21.27", "/vitri 121 106", "/vitri nan inf"])
def test_a_point_that_cannot_be_read_is_told(talk, book, typed):
    assert "Chưa đọc được vị trí" in talk(typed)
    assert lines_of(book) == []


def test_ones_own_number(talk, book):
    talk(POTHOLE, "1", "1", "để lại số điện thoại", "/sdt 0912 345 678")
    with book[0].read() as snap:
        assert snap.execute(select(ConversationRow.contact_phone)).scalar_one() == "0912345678"


def test_a_message_is_put_right(talk, book):
    heard = talk(
        "ổ gà ở đầu ngõ 5 đường Lý Thái Tổ", "/sua ổ gà ở đầu ngõ 7 đường Lý Thái Tổ", "/sửa ổ gà to, đầu ngõ 7"
    )
    said = lines_of(book)
    assert [line[:2] for line in said[1:]] == [
        ("edited", "ổ gà ở đầu ngõ 7 đường Lý Thái Tổ"),
        ("edited", "ổ gà to, đầu ngõ 7"),
    ]
    assert all(version is not None for *_, version in said[1:])
    assert "đổi theo lời Anh/Chị vừa sửa" in heard


@pytest.mark.parametrize("typed", [("/sua",), ("chào", "/sua"), ("/sua lời mới",)])
def test_what_cannot_be_put_right_is_told(talk, book, typed):
    assert "Chưa" in talk(*typed)
    assert "edited" not in [kind for kind, *_ in lines_of(book)]


@pytest.mark.parametrize("command", ["/anh", "/vitri", "/sdt", "/sua"])
def test_the_terminal_says_what_can_be_sent(talk, command):
    assert command in talk()


def test_a_photo_is_put_right(talk, book, tmp_path):
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue")):
        (tmp_path / name).write_bytes(picture(color=colour))
    talk(f"/anh {tmp_path}/a.jpg", f"/sua /anh {tmp_path}/b.jpg")
    with book[0].read() as snap:
        files = snap.execute(select(AttachmentRow.name, AttachmentRow.purpose).order_by(AttachmentRow.id)).all()
    assert [tuple(one) for one in files] == [("a.jpg", "replaced"), ("b.jpg", "told")]
