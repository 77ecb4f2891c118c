"""The dialogue of a complaint: told in time to those who come, and held before a second complaint is decided."""

import pytest

from intake.lifecycle import Move
from routing.kinds import Kind
from tests.admin.test_meetings import HELD, meeting
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

ANSWER = {"outcome": "not_upheld", "text": "Quyết định số 40/QĐ-UBND giữ nguyên quyết định trước."}
OWED = "Giải quyết khiếu nại lần hai phải có đối thoại"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def accepted(desk, instance):
    words = "Tôi không đồng ý quyết định giải quyết khiếu nại của Chủ tịch phường"
    told = desk.tell(words, kind=Kind.COMPLAINT, topic="dat_dai")
    unit = desk.unit("P-BTCD" if instance > 1 else "G-KT")
    desk.make(told, Move.SCREEN, kind="complaint", topic="dat_dai", unit_id=unit)
    form = {"form_on": desk.today, "form_ref": "12/TD", "respondent": "commune_chair", "instance": str(instance)}
    return desk.make(desk.make(told, Move.RECORD_FORM, **form), Move.ACCEPT)


def answer(browser, told):
    return browser.post(f"/admin/cases/{told.id}/moves/answer", {**browser.form_of(told.id), **ANSWER})


@pytest.mark.parametrize(("on", "until", "is_late"), [("2026-09-25", "18/09", False), ("2026-09-16", "11/09", True)])
def test_a_session_about_a_complaint_says_until_when_it_must_be_told(signed_in, desk, on, until, is_late):
    browser = signed_in("giap")
    number = meeting(browser, desk.db, code=accepted(desk, 1).receipt.code, on=on)
    page = browser.get(f"/admin/meetings/{number}").text
    assert f"chậm nhất T6 {until}" in page
    assert "Điều 28 Nghị định 124/2020/NĐ-CP" in page
    assert ("Đã qua ngày này" in page) is is_late


def test_a_session_about_anything_else_has_no_such_day(signed_in, desk):
    browser = signed_in("giap")
    for told in (desk.feedback(), desk.intended()):
        number = meeting(browser, desk.db, code=told.receipt.code)
        assert "chậm nhất" not in browser.get(f"/admin/meetings/{number}").text


@pytest.mark.both_databases
def test_a_second_complaint_is_not_decided_by_oversight_without_its_dialogue(signed_in, desk, clock):
    told, browser = accepted(desk, 2), signed_in("giap")
    refused = answer(browser, told)
    assert refused.status_code == 422
    assert OWED in refused.text
    number = meeting(browser, desk.db, code=told.receipt.code)
    assert OWED in answer(browser, told).text  # planned is not held
    clock.forward(days=3)
    browser = signed_in("giap")
    assert browser.post(f"/admin/meetings/{number}", HELD).status_code == 303
    assert answer(browser, told).status_code == 303


def test_a_first_complaint_is_decided_without_being_asked_for_one(signed_in, desk):
    assert answer(signed_in("giap"), accepted(desk, 1)).status_code == 303
