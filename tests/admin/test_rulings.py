"""Calendar and limits on the panel: looked at before they are changed, changed only as they were shown."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from intake.tables import CalendarOverrideRow, ClockRow, LocalRuleRow
from routing.kinds import Kind
from tests.factories import tell

pytestmark = pytest.mark.one_database

HOLIDAY = {"day": "2026-09-17", "as": "off", "name": "Ngày nghỉ của tỉnh", "source": "Công văn 12/UBND"}
RULE = {"what": "feedback.resolution.normal", "amount": "5", "unit": "working", "since": "2026-09-14"}
RULE |= {"basis": "Quyết định 30/2026/QĐ-UBND"}


def expected_on(page):
    return re.search(r'name="expected" value="([0-9a-f]+)"', page.text)[1]


def dues(db, case_id):
    with db.read() as snap:
        where = (ClockRow.case_id == case_id, ClockRow.stage == "resolution")
        return snap.execute(select(ClockRow.due_on).where(*where)).scalar_one()


def see(browser, part, **typed):
    return browser.get(f"/admin/{part}/what-if", params=typed)


def apply(browser, part, page, **typed):
    return browser.post(f"/admin/{part}/apply", {**typed, "expected": expected_on(page), "reason": "Tỉnh cho nghỉ"})


def test_the_calendar_of_a_year_names_its_days_and_their_sources(signed_in):
    page = signed_in("quy").get("/admin/calendar?year=2026").text
    assert "T7 22/08" in page
    assert "làm bù cho 31/08" in page
    assert "Chờ xác nhận" in page
    assert "Bộ Nội vụ" in page


@pytest.mark.parametrize("year", ["", "1900", "3000", "x", "2026²"])
def test_a_year_that_is_none_shows_this_one(signed_in, year):
    assert "Lịch làm việc năm 2026" in signed_in("quy").get(f"/admin/calendar?year={year}").text


def test_a_holiday_is_shown_first_then_applied(office, settings, signed_in):
    case = tell(office, settings)
    browser = signed_in("quy")
    page = see(browser, "calendar", **HOLIDAY)
    assert page.status_code == 200
    assert case.receipt.code in page.text
    assert "T2 28/09" in page.text
    assert "T3 29/09" in page.text
    assert dues(office, case.id) == date(2026, 9, 28)
    answer = apply(browser, "calendar", page, **HOLIDAY)
    assert answer.status_code == 303
    assert dues(office, case.id) == date(2026, 9, 29)
    after = browser.get(answer.headers["location"]).text
    assert "Đã áp dụng: 2 hạn muộn hơn, 0 hạn sớm hơn" in after
    assert "Đỗ Văn Quý" in after


@pytest.mark.parametrize("typed", ["18/03/2027", "2027-03-18"])
def test_after_a_day_is_set_or_refused_the_year_of_that_day_is_shown(signed_in, typed):
    browser, other_year = signed_in("quy"), HOLIDAY | {"day": typed}
    answer = apply(browser, "calendar", see(browser, "calendar", **other_year), **other_year)
    assert "Lịch làm việc năm 2027" in browser.get(answer.headers["location"]).text
    refused = see(browser, "calendar", **other_year, make_up="2027-03-18")
    assert refused.status_code == 422
    assert "Lịch làm việc năm 2027" in refused.text


def test_a_swap_is_set_together_and_taken_back_together(office, signed_in):
    browser = signed_in("quy")
    swap = HOLIDAY | {"make_up": "2026-09-19"}
    apply(browser, "calendar", see(browser, "calendar", **swap), **swap)
    with office.read() as snap:
        rows = snap.execute(select(CalendarOverrideRow.day, CalendarOverrideRow.is_working)).all()
    assert sorted(tuple(row) for row in rows) == [(date(2026, 9, 17), False), (date(2026, 9, 19), True)]
    back = {"day": "2026-09-17", "as": "reset", "make_up": "2026-09-19"}
    apply(browser, "calendar", see(browser, "calendar", **back), **back)
    with office.read() as snap:
        assert snap.execute(select(CalendarOverrideRow.day)).all() == []


def test_a_stale_preview_is_shown_anew_with_the_reason_kept(office, settings, signed_in):
    browser = signed_in("quy")
    page = see(browser, "calendar", **HOLIDAY)
    case = tell(office, settings)
    answer = apply(browser, "calendar", page, **HOLIDAY)
    assert answer.status_code == 409
    assert case.receipt.code in answer.text
    assert ">Tỉnh cho nghỉ</textarea>" in answer.text
    assert dues(office, case.id) == date(2026, 9, 28)
    assert apply(browser, "calendar", answer, **HOLIDAY).status_code == 303


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "2026-02-30"}, "day"),
        ({"as": "maybe"}, "as"),
        ({"name": ""}, "name"),
        ({"source": " "}, "source"),
        ({"as": "worked", "make_up": "2026-09-19"}, "make_up"),
        ({"make_up": "2026-09-23"}, "make_up"),
        ({"as": "reset"}, "day"),
    ],
)
def test_a_day_that_is_not_clear_comes_back_with_what_is_wrong(signed_in, change, field):
    answer = see(signed_in("quy"), "calendar", **(HOLIDAY | change))
    assert answer.status_code == 422
    assert f'id="why-{field}"' in answer.text


def test_a_supervisor_looks_and_may_not_apply(office, settings, signed_in):
    tell(office, settings)
    browser = signed_in("giap")
    page = see(browser, "calendar", **HOLIDAY)
    assert page.status_code == 200
    assert "/admin/calendar/apply" not in page.text
    assert browser.post("/admin/calendar/apply", HOLIDAY).status_code == 403


def test_a_sealed_case_is_not_on_the_administrators_page(office, settings, signed_in):
    case = tell(office, settings, "Tố cáo chủ tịch phường", kind=Kind.DENUNCIATION, topic="can_bo")
    browser = signed_in("quy")
    page = see(browser, "calendar", **HOLIDAY)
    assert case.receipt.code not in page.text
    assert "Không hạn nào đang chạy bị đổi" in page.text
    answer = apply(browser, "calendar", page, **HOLIDAY)
    assert answer.status_code == 303
    assert "0 hạn muộn hơn, 0 hạn sớm hơn" in browser.get("/admin/calendar").text


def test_what_the_calendar_of_a_release_would_move_can_be_looked_at(signed_in):
    page = see(signed_in("quy"), "calendar", catch_up="1")
    assert page.status_code == 200
    assert "Không hạn nào đang chạy bị đổi" in page.text


def test_all_limits_are_shown_with_article_and_confidence(signed_in):
    page = signed_in("giap").get("/admin/rules").text
    assert "Điều 28 khoản 1 Luật Tiếp công dân 2013" in page
    assert "từ 01/07/2026" in page
    assert "đã đọc văn bản" in page
    assert "Đặt hạn theo quy chế" not in page


def test_a_local_rule_is_set_and_taken_back(office, settings, signed_in):
    case = tell(office, settings)
    browser = signed_in("quy")
    page = see(browser, "rules", **RULE)
    assert "T2 21/09" in page.text
    assert apply(browser, "rules", page, **RULE).status_code == 303
    assert dues(office, case.id) == date(2026, 9, 21)
    shown = browser.get("/admin/rules").text
    assert "Quyết định 30/2026/QĐ-UBND" in shown
    end = {"end": "1", "from": "2026-09-14"}
    assert apply(browser, "rules", see(browser, "rules", **end), **end).status_code == 303
    assert dues(office, case.id) == date(2026, 9, 28)
    assert "Đã thu hồi" in browser.get("/admin/rules").text
    with office.read() as snap:
        assert len(snap.execute(select(LocalRuleRow.id)).all()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"what": "complaint.acceptance.normal"},
        {"what": "nonsense"},
        {"amount": "0"},
        {"amount": "²"},
        {"unit": "hours"},
        {"since": "x"},
        {"since": "2020-12-01"},
        {"basis": ""},
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(signed_in, change):
    answer = see(signed_in("quy"), "rules", **(RULE | change))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_rule_that_is_not_there_cannot_end(signed_in):
    assert see(signed_in("quy"), "rules", end="7", **{"from": "2026-09-14"}).status_code == 404


def test_a_day_of_the_calendar_is_written_with_its_doubt(signed_in):
    browser = signed_in("quy")
    doubtful = HOLIDAY | {"unsure": "1"}
    assert "chờ xác nhận" in see(browser, "calendar", **doubtful).text
    apply(browser, "calendar", see(browser, "calendar", **doubtful), **doubtful)
    assert browser.get("/admin/calendar").text.count("Chờ xác nhận") > 1
