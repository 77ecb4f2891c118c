"""A complaint that came after its last day is taken on only with what kept its author; one that came in time as any."""

import pytest

from intake.lifecycle import Move
from tests.admin.test_counter import WHO, case_of, take_in
from tests.intake.moving import act, case
from tests.pages import bare

pytestmark = pytest.mark.one_database

WORDS = "Tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang"
TOLD = {"kind": "complaint", "topic": "dat_dai", "commune_code": "07210", "respondent": "commune_staff"}
DECISION = {"decision_no": "12/QĐ-UBND", "decision_on": "27/02/2026", "decision_received": "28/02/2026"}
ILL = "Nằm viện từ tháng 3 đến tháng 8, có giấy ra viện"


@pytest.fixture
def desk(signed_in):
    return signed_in("mai")


def signed(desk, form_on):
    form = {"has_form": "1", "form_on": form_on, "form_ref": "12/KN", "instance": "1"}
    return case_of(take_in(desk, **WHO, **TOLD, **DECISION, **form, text=WORDS))


def accept(desk, number, **typed):
    return desk.post(f"/admin/cases/{number}/moves/accept", {**desk.form_of(number), **typed})


def test_a_late_complaint_is_taken_on_only_with_what_kept_its_author(desk, office):
    number = signed(desk, "14/09/2026")
    page = desk.get(f"/admin/cases/{number}").text
    assert "đã hết ngày T6 29/05</b>; đơn nhận T2 14/09" in bare(page)
    assert 'name="obstacle"' in page
    refused = accept(desk, number, obstacle=" ", doc_no="7/TB-UBND")
    assert refused.status_code == 422
    assert "Đơn nhận sau ngày cuối của thời hiệu, 29/05/2026" in refused.text
    assert "7/TB-UBND" in refused.text
    assert case(office, number).state == "assigned"
    assert accept(desk, number, obstacle=ILL).status_code == 303
    assert case(office, number).state == "in_progress"
    assert ILL in desk.get(f"/admin/cases/{number}").text


def test_what_came_on_the_last_day_is_in_time_whenever_it_is_looked_at(desk, office):
    number = signed(desk, "29/05/2026")
    page = desk.get(f"/admin/cases/{number}").text
    assert "đến hết T6 29/05; đơn nhận T6 29/05, còn thời hiệu" in bare(page)
    assert 'name="obstacle"' not in page
    act(office, number, Move.ACCEPT, login="mai")
    assert case(office, number).state == "in_progress"


def test_of_what_is_not_signed_yet_the_limit_is_told_and_nothing_is_asked(desk):
    number = case_of(take_in(desk, **WHO, **TOLD, **DECISION, text=WORDS))
    page = desk.get(f"/admin/cases/{number}").text
    assert "đã hết ngày T6 29/05" in bare(page)
    assert "đơn nhận" not in bare(page)
    assert 'name="obstacle"' not in page
