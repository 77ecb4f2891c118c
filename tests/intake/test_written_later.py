"""What is written into the book some days later is counted from the day on its paper, as the law counts it."""

from datetime import date

import pytest

from intake.errors import Invalid
from intake.lifecycle import Move
from tests.intake.moving import newest_clock
from tests.scenes import Desk

MONDAY, FRIDAY = "2026-09-14", "2026-09-18"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def due(desk, told, stage):
    clock = newest_clock(desk.db, told.id, stage)
    return clock.start_on, clock.due_on


def accept(desk, told, login="giap", **paper):
    return desk.make(told, Move.ACCEPT, login, **paper)


def test_a_complaint_accepted_on_friday_and_entered_on_monday_is_decided_within_thirty_days_of_friday(desk, clock):
    told = desk.signed()
    clock.forward(days=7)
    accept(desk, told, doc_no="7/TB-UBND", doc_on=FRIDAY)
    assert due(desk, told, "resolution") == (date(2026, 9, 18), date(2026, 10, 19))  # the 30th day, 18/10, is a Sunday


def test_a_denunciation_is_counted_and_its_parties_are_told_from_the_day_of_the_decision(desk, clock):
    told = desk.accusation()
    form = {"form_on": desk.today, "form_ref": "3/TC", "respondent": "department_staff"}
    desk.make(told, Move.RECORD_FORM, **form)
    clock.forward(days=7)
    accept(desk, told, "dung", doc_no="8/QĐ", doc_on=FRIDAY)
    assert due(desk, told, "resolution") == (date(2026, 9, 18), date(2026, 10, 19))
    assert due(desk, told, "acceptance_notice") == (date(2026, 9, 18), date(2026, 9, 25))  # five working days


def test_a_decision_is_sent_within_three_working_days_of_its_signing(desk, clock):
    told = desk.accepted()
    clock.forward(days=7)
    paper = {"doc_no": "9/QĐ-UBND", "doc_on": FRIDAY}
    desk.make(told, Move.ANSWER, outcome="upheld", text="Khiếu nại đúng.", **paper)
    assert due(desk, told, "decision_notice") == (date(2026, 9, 18), date(2026, 9, 23))
    assert due(desk, told, "decision_publication") == (date(2026, 9, 18), date(2026, 10, 5))  # 03/10 is a Saturday


def test_the_count_goes_on_from_the_day_on_which_the_expert_answered(desk, clock):
    told = desk.assessed()
    clock.forward(days=10)
    desk.make(told, Move.END_ASSESSMENT, "dung", text="Chữ ký là thật", doc_on="2026-09-21")
    # accepted and sent to the expert on 14/9, back on 21/9: the 30 days are 21/9 to 20/10
    assert due(desk, told, "resolution")[1] == date(2026, 10, 20)


def test_without_a_paper_of_another_day_it_is_of_today(desk, clock):
    told = desk.signed()
    clock.forward(days=7)
    accept(desk, told, doc_on="")
    assert due(desk, told, "resolution")[0] == date(2026, 9, 21)


@pytest.mark.parametrize(("day", "said"), [("2026-09-11", "14/09/2026"), ("2026-09-22", "21/09/2026")])
def test_nothing_is_accepted_before_its_form_came_nor_on_a_day_to_come(desk, clock, day, said):
    told = desk.signed()
    clock.forward(days=7)
    with pytest.raises(Invalid) as refused:
        accept(desk, told, doc_on=day)
    assert said in refused.value.fields["doc_on"]


def test_nothing_is_decided_before_it_was_accepted(desk, clock):
    told = desk.signed()
    clock.forward(days=2)
    accept(desk, told)
    clock.forward(days=2)
    with pytest.raises(Invalid):
        desk.make(told, Move.ANSWER, outcome="upheld", text="Khiếu nại đúng.", doc_on="2026-09-15")


def test_an_expert_does_not_answer_before_being_asked(desk, clock):
    told = desk.investigated()
    clock.forward(days=4)
    paper = {"assessor": "Viện Khoa học hình sự", "doc_no": "4/QĐ", "doc_on": FRIDAY}
    desk.make(told, Move.BEGIN_ASSESSMENT, "dung", with_file=True, **paper)
    clock.forward(days=4)
    with pytest.raises(Invalid):
        desk.make(told, Move.END_ASSESSMENT, "dung", text="Chữ ký là thật", doc_on="2026-09-16")


def test_a_report_knows_no_such_paper(desk, clock):
    told = desk.feedback()
    clock.forward(days=3)
    desk.make(told, Move.ACCEPT, doc_on=MONDAY)
    assert due(desk, told, "resolution") == (date(2026, 9, 14), date(2026, 9, 28))
