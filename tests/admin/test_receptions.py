"""Reception days in the panel: planned, shown with who comes, called off; what was typed survives a refusal."""

import re

import pytest
from sqlalchemy import select

from intake.receptions import reception_days
from intake.tables import BookingRow, ReceptionDayRow, UnitRow
from intake.talk import dialogue_log

pytestmark = pytest.mark.one_database

PLAN = {
    "host": "Chủ tịch UBND phường",
    "place": "Phòng tiếp dân, tầng 1",
    "first": "2026-09-17",
    "until": "2026-10-01",
    "pattern": "weekly",
    "starts": "08:00",
    "ends": "11:00",
    "seats": "2",
}


@pytest.fixture
def unit(office):
    with office.read() as snap:
        return str(snap.execute(select(UnitRow.id).where(UnitRow.code == "G")).scalar_one())


def one(office, column):
    with office.read() as snap:
        return snap.execute(select(column).order_by(column).limit(1)).scalar_one()


def test_days_are_planned_booked_marked_and_called_off(signed_in, office, unit, clock):
    browser = signed_in("mai")
    answer = browser.post("/admin/receptions", data={**PLAN, "unit": unit})
    assert answer.headers["location"] == "/admin/receptions?month=2026-09&done=3.0.0"
    page = browser.get(answer.headers["location"]).text
    assert "Đã thêm 3 buổi" in page
    assert page.count("08:00–11:00") == 2  # the third is in October
    assert "ít nhất 2 ngày" in browser.get("/admin/receptions?month=2026-10").text
    day_id = one(office, ReceptionDayRow.id)
    with office.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "web", "main", "c", "Bà Tư")
        reception_days.book(tx, conversation_id=chat.id, day_id=day_id, about="Đền bù đất", people=2)
    page = browser.get(f"/admin/receptions/{day_id}").text
    assert "Bà Tư" in page
    assert "Đền bù đất" in page
    assert "Đã đến" not in page  # not before the day
    clock.forward(days=3)
    browser = signed_in("mai")
    assert (
        browser.post(f"/admin/receptions/bookings/{one(office, BookingRow.id)}", data={"came": "1"}).status_code == 303
    )
    assert one(office, BookingRow.status) == "came"
    assert browser.post(f"/admin/receptions/{day_id + 1}/call-off", data={"reason": " "}).status_code == 422
    assert browser.post(f"/admin/receptions/{day_id + 1}/call-off", data={"reason": "Họp"}).status_code == 303
    assert "Đã hủy" in browser.get(f"/admin/receptions/{day_id + 1}").text
    assert browser.post(f"/admin/receptions/{day_id + 1}/call-off", data={"reason": "Họp"}).status_code == 409


def test_what_was_typed_wrong_comes_back_with_the_reason(signed_in, unit):
    browser = signed_in("mai")
    answer = browser.post("/admin/receptions", data={**PLAN, "unit": unit, "seats": "nhiều", "starts": "sáng"})
    assert answer.status_code == 422
    assert "Xin ghi một số." in answer.text
    assert 'value="Chủ tịch UBND phường"' in answer.text
    assert browser.post("/admin/receptions", data={**PLAN, "unit": unit, "ends": "07:00"}).status_code == 422
    assert browser.get("/admin/receptions?month=khong-phai").status_code == 200


def test_another_house_is_neither_planned_for_nor_seen(signed_in, office, unit):
    signed_in("mai").post("/admin/receptions", data={**PLAN, "unit": unit})
    stranger = signed_in("dung")
    assert stranger.post("/admin/receptions", data={**PLAN, "unit": unit}).status_code == 403
    assert stranger.get(f"/admin/receptions/{one(office, ReceptionDayRow.id)}").status_code == 404


@pytest.mark.parametrize("first", ["17/11/2026", "2026-11-17"])
def test_a_plan_that_is_refused_stays_in_its_month(signed_in, unit, first):
    answer = signed_in("mai").post("/admin/receptions", data={**PLAN, "unit": unit, "first": first, "host": ""})
    assert answer.status_code == 422
    assert re.search(r"<h1[^>]*>[^<]*11/2026", answer.text)
