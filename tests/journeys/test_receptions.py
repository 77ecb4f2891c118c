"""Trips to a leader's reception day, as citizens talk: asked for, booked, changed, given back, called off."""

from datetime import date, time

import pytest
from sqlalchemy import select

from bot.running import alarms
from bot.texts import texts_in
from bot.wording.notices import in_words
from intake.receptions import reception_plans
from intake.receptions.reception_plans import Plan
from intake.tables import BookingRow, OutboxRow, UnitRow, UtteranceRow
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


@pytest.fixture
def plan(office):
    def add(code="G", login="giap", host="Chủ tịch UBND phường Bắc Giang", seats=5, until=date(2026, 10, 1)):
        with office.transaction() as tx:
            unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one()
            wanted = Plan(
                unit_id, host, "Phòng tiếp dân, tầng 1", date(2026, 9, 17), until, "weekly", time(8), time(11), seats
            )
            reception_plans.plan(tx, viewer(office, login), wanted)

    return add


def bookings(office, status="booked"):
    with office.read() as snap:
        where = BookingRow.status == status
        return snap.execute(select(BookingRow.__table__).where(where).order_by(BookingRow.id)).all()


def books(citizen, about="Xin xem lại tiền đền bù đất ruộng"):
    citizen.says("đặt lịch gặp chủ tịch")
    citizen.says("1")
    citizen.says(about)
    citizen.says("1")
    return "\n".join(citizen.presses("Đặt lịch"))


def test_a_place_is_booked_without_diacritics_and_called_to_mind_the_day_before(citizen, plan, office, turns, clock):
    plan()
    shown = "\n".join(citizen.says("dat lich gap chu tich phuong bac giang"))
    assert "thứ Năm 17/09, 08:00–11:00: Chủ tịch UBND phường Bắc Giang" in shown
    citizen.says("17/9")
    citizen.says("tien den bu dat ruong chua nhan du")
    read_back = "\n".join(citizen.says("hai vợ chồng tôi"))
    assert "Số người: 2" in read_back
    assert not bookings(office)
    booked = "\n".join(citizen.says("dung roi"))
    assert "Số thứ tự của Anh/Chị: 1" in booked
    assert "Phòng tiếp dân" in booked
    [row] = bookings(office)
    assert (row.people, row.held_on) == (2, date(2026, 9, 17))
    clock.forward(days=2, hours=8)
    assert alarms.fire_due(office, turns) == 1
    with office.read() as snap:
        payload = snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id.desc()).limit(1)).scalar_one()
        reminder = in_words(texts_in("vi"), payload, today=snap.today, base_url="").text
    assert reminder.startswith("Nhắc Anh/Chị: thứ Năm 17/09, 08:00–11:00, Anh/Chị có lịch gặp Chủ tịch")
    clock.forward(hours=1)
    assert alarms.fire_due(office, turns) == 0


def test_a_wish_in_dialect_is_heard_and_nothing_is_booked_without_a_yes(citizen, plan, office):
    plan()
    citizen.says("tui mún gặp chủ tịch phường thì bữa nào dzậy")
    citizen.presses("24/09")
    citizen.says("đường vô xóm hư hoài hổng ai sửa")
    citizen.presses("Một mình")
    assert "chưa đặt" in "\n".join(citizen.says("thôi"))
    assert not bookings(office)


def test_a_double_tap_books_one_place(citizen, plan, office):
    plan()
    citizen.says("/lich")
    citizen.says("1")
    citizen.says("Xin xem lại tiền đền bù đất ruộng")
    citizen.says("1")
    tap = next(button for button in citizen.buttons if button["label"] == "Đặt lịch")
    assert citizen.send(kind="choice", choice=tap["payload"])
    assert citizen.send(kind="choice", choice=tap["payload"])
    assert len(bookings(office)) == 1


@pytest.mark.both_databases
def test_the_last_place_is_gone_meanwhile_and_another_day_is_one_tap_away(turns, plan, office):
    plan(seats=1)
    slow, quick = Citizen(turns, "slow"), Citizen(turns, "quick")
    slow.says("lịch tiếp dân")
    slow.says("1")
    slow.says("Xin xem lại tiền đền bù đất ruộng")
    slow.says("1")
    assert "Đã đặt lịch" in books(quick)
    told = "\n".join(slow.presses("Đặt lịch"))
    assert "vừa kín" in told
    assert "24/09" in told
    slow.presses("24/09")
    assert "Đã đặt lịch: thứ Năm 24/09" in "\n".join(slow.says("đồng ý"))
    assert [row.about for row in bookings(office)][1] == "Xin xem lại tiền đền bù đất ruộng"


def test_a_place_is_changed_and_given_back(citizen, plan, office):
    plan()
    books(citizen)
    citizen.says("đổi lịch")
    citizen.presses("Đổi lịch 17/09")
    citizen.presses("24/09")
    citizen.says("vẫn chuyện đền bù đất ruộng")
    citizen.says("2 người")
    assert "24/09" in "\n".join(citizen.says("ok"))
    assert [row.held_on for row in bookings(office)] == [date(2026, 9, 24)]
    citizen.says("huy lich")
    citizen.presses("Hủy lịch 24/09")
    assert bookings(office)
    assert "đã hủy lịch" in "\n".join(citizen.says("đúng"))
    assert not bookings(office)


def test_booking_midway_through_a_draft_loses_nothing(known_citizen, plan, office):
    plan()
    known_citizen.says(POTHOLE)
    assert "Đã đặt lịch" in books(known_citizen)
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1
    assert len(bookings(office)) == 1


def test_a_booking_is_tied_to_a_case(known_citizen, plan, office):
    plan()
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    known_citizen.says("đặt lịch gặp chủ tịch")
    known_citizen.says("1")
    known_citizen.presses("hồ sơ")
    known_citizen.says("bảy người")
    known_citizen.says("có")
    [row] = bookings(office)
    assert (row.case_id, row.people) == (case.case_id, 7)


@pytest.mark.both_databases
def test_a_denunciation_leaves_no_word_on_the_list_of_visitors(citizen, plan, office):
    plan()
    citizen.says("đặt lịch gặp chủ tịch")
    citizen.says("1")
    told = citizen.says("tôi tố cáo trưởng thôn nhận tiền của dân để cấp đất")
    assert "giữ kín" in told[0]
    citizen.says("1")
    citizen.says("đúng")
    [row] = bookings(office)
    assert "trưởng thôn" not in row.about
    with office.read() as snap:
        sealed = select(UtteranceRow.is_sealed).where(UtteranceRow.text.contains("trưởng thôn"))
        assert all(snap.execute(sealed).scalars())


def test_a_day_that_is_called_off_is_told_with_a_new_choice(citizen, plan, office, turns):
    plan()
    books(citizen)
    with office.transaction() as tx:
        [row] = tx.execute(select(BookingRow.__table__)).all()
        reception_plans.call_off(tx, viewer(office, "cuc"), row.day_id, reason="Họp đột xuất.")
    alarms.fire_due(office, turns)
    told = "\n".join(citizen.hears())
    assert "bị hủy. Lý do: Họp đột xuất. " in told
    citizen.presses("24/09")
    assert "Đã đặt lịch: thứ Năm 24/09" in "\n".join(citizen.says("đúng"))
    assert len(bookings(office, "called_off")) == 1


def test_many_offices_are_told_apart_by_a_name(citizen, plan):
    for code, host in (("G", "Chủ tịch phường"), ("T", "Chủ tịch xã Tân Yên"), ("P", "Chủ tịch UBND tỉnh")):
        plan(code, host=host)
    plan("P-SXD", host="Giám đốc Sở")
    assert "lãnh đạo xã, phường nào" in "\n".join(citizen.says("gặp lãnh đạo"))
    shown = "\n".join(citizen.says("xã Tân Yên"))
    assert "Chủ tịch xã Tân Yên" in shown
    assert "Chủ tịch phường" not in shown


def test_where_nobody_receives_it_is_said_with_a_number_to_call(citizen):
    assert "0222 3000 000" in "\n".join(citizen.says("lịch tiếp công dân"))


def test_a_matter_told_instead_of_an_answer_is_not_lost(known_citizen, plan, office):
    plan()
    known_citizen.says("đặt lịch gặp chủ tịch")
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1
    assert not bookings(office)
