"""In a danger whoever is on duty there hears where it is as soon as it is told, in whatever pieces it comes."""

import pytest
from sqlalchemy import select

from bot.dialogue.hearing.pointing import asks_only_where
from intake.tables import CaseRow, NoticeRow, StaffRow
from tests.talk import heard

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("duty")]

CRASH = "xe tải đâm xe máy, có người nằm bất động"


def told(office, login="khang"):
    at = select(NoticeRow.text).join(StaffRow).where(NoticeRow.kind == "urgent", StaffRow.login == login)
    with office.read() as snap:
        return list(snap.execute(at.order_by(NoticeRow.id)).scalars())


@pytest.mark.parametrize("words", ["ở đâu", "ở đâu ạ?", "o dau", "dau a", "đâu vậy", "chỗ nào"])
def test_where_asked_back_is_no_place(words):
    assert asks_only_where(words)


@pytest.mark.parametrize("words", ["ở đầu làng", "ở đầu", "o dau duong Le Loi", "đâu có biết", "ở đây"])
def test_a_spot_that_sounds_so_is_one(words):
    assert not asks_only_where(words)


@pytest.mark.parametrize("words", ["ở đâu", "o dau", "bệnh viện ở đâu", "trạm y tế gần nhất ở đâu"])
def test_who_asks_where_hears_whom_to_call_and_it_is_noted_as_no_place(office, known_citizen, words):
    known_citizen.says("mẹ tôi ngất xỉu bất tỉnh rồi")
    said = known_citizen.says(words)
    assert "115" in said[0]
    assert "xã, phường nào" in said[-1] or not asks_only_where(words)
    known_citizen.says("thôn Đoài phường Bắc Giang")
    known_citizen.presses("Gửi")
    with office.read() as snap:
        case = snap.execute(select(CaseRow.place_text, CaseRow.summary)).one()
    assert case.place_text == "thôn Đoài"
    assert words not in case.summary


def test_where_no_danger_is_it_is_only_asked_again(known_citizen):
    known_citizen.says("đèn đường tắt cả tuần tối om")
    assert "dau" not in heard(known_citizen.says("o dau"))


PIECES = [
    (("ao làng", "thôn Đoài", "phường Bắc Giang"), "ao làng, thôn Đoài, phường Bắc Giang"),
    (("xom 4", "thon doai", "phuong bac giang"), "xom 4, thon doai, phường Bắc Giang"),
    (("phường Bắc Giang", "tổ 3", "gần nhà văn hóa"), "tổ 3, gần nhà văn hóa, phường Bắc Giang"),
    (("trên quốc lộ 1", "chỗ cây xăng", "phường Bắc Giang"), "quốc lộ 1, chỗ cây xăng, phường Bắc Giang"),
]


@pytest.mark.parametrize(("pieces", "where"), PIECES)
def test_told_in_pieces_it_is_passed_on_whole(office, known_citizen, pieces, where):
    known_citizen.says(CRASH)
    for piece in pieces:
        known_citizen.says(piece)
    assert where in told(office)[-1]
    known_citizen.presses("Gửi")
    with office.read() as snap:
        assert snap.execute(select(CaseRow.topic)).scalar_one() == "giao_thong_vi_pham", "no petrol of a market"


@pytest.mark.parametrize(("pieces", "where"), PIECES[:3])
def test_so_it_is_before_the_yes(office, citizen, pieces, where):
    citizen.says("chay nha roi cuu voi")
    for piece in pieces:
        citizen.says(piece)
    assert where.removeprefix("ao làng, ") in told(office)[-1]


def test_a_spot_put_right_is_passed_on(office, known_citizen):
    known_citizen.says(f"{CRASH} ở tổ 3 phường Bắc Giang")
    known_citizen.says("nhầm, tổ 5 mới đúng")
    assert "tổ 3" in told(office)[0]
    assert "tổ 5" in told(office)[-1]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_point_on_the_map_is_passed_on_at_once(office, citizen, is_known):
    if is_known:
        citizen.agrees()
    citizen.says(CRASH)
    citizen.sends_location(21.273, 106.194)
    assert "phường Bắc Giang, vị trí 21.27300, 106.19400" in told(office)[-1]


def test_nor_is_one_lost_that_came_first(office, citizen):
    citizen.sends_location(21.273, 106.194)
    citizen.says(CRASH)
    assert "21.27300" in told(office)[-1]


def test_who_looks_on_at_a_crime_is_not_shown_on_the_map(office, known_citizen):
    known_citizen.says("họ đang chém nhau ngoài ngõ")
    known_citizen.sends_location(21.273, 106.194)
    assert "phường Bắc Giang" in told(office)[-1]
    assert "21.27" not in told(office)[-1]


def test_where_it_was_is_no_alarm_once_it_is_over(office, known_citizen):
    known_citizen.says("nhà hàng xóm cháy to lắm")
    known_citizen.says("dập được rồi")
    known_citizen.says("tổ 3 phường Bắc Giang")
    assert told(office) == []
