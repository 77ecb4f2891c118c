"""A message that waits for its hour says until when and why; it is sent at once only where the house would at night."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from intake.errors import Conflict
from intake.sending import citizen_notices, put_off
from intake.tables import AuditRow, CaseRow, OutboxRow
from tests.factories import tell
from tests.people import BAC_GIANG, TAN_YEN

pytestmark = pytest.mark.one_database
AT_NIGHT = {"hours": 14}  # eleven o'clock in the evening


def notice_for(office, told, notice="notice.assigned"):
    with office.transaction() as tx:
        return citizen_notices.tell(
            tx, conversation_id=told.conversation_id, case_id=told.id, key="night", notice=notice, fields={}
        )


def row_of(office, number):
    with office.read() as snap:
        return snap.execute(select(OutboxRow.__table__).where(OutboxRow.id == number)).one()


@pytest.fixture
def told(office, settings):
    told = tell(office, settings, commune=BAC_GIANG)
    with office.transaction() as tx:
        tx.execute(update(OutboxRow).values(status="sent"))
    return told


def press(office, told, what, clock):
    values = {"danger": {"is_urgent": True}, "last day": {"due_on": clock.now.date()}, "nothing": {}}[what]
    if values:
        with office.transaction() as tx:
            tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(**values))


@pytest.mark.parametrize("night", [("nothing", 403), ("danger", 303), ("last day", 303)])
def test_at_night_the_page_says_until_when_and_only_what_presses_is_sent(signed_in, office, told, clock, night):
    presses, status = night
    clock.forward(**AT_NIGHT)
    press(office, told, presses, clock)
    number = notice_for(office, told)
    browser = signed_in("ha")
    page = browser.get(f"/admin/cases/{told.id}").text
    assert "tự gửi lúc T3 15/09 07:00, vì chỉ nhắn người dân trong khoảng 07:00–21:00" in page
    assert (f"/admin/deliveries/{number}/now" in page) == (status == 303)
    assert browser.post(f"/admin/deliveries/{number}/now", {"back": str(told.id)}).status_code == status
    assert (row_of(office, number).not_before == clock.now) == (status == 303)
    with office.read() as snap:
        detail = list(snap.execute(select(AuditRow.detail).where(AuditRow.action == "outbox.hurried")).scalars())
    assert detail == ([{"why": "hours"}] if status == 303 else [])


def test_whoever_calls_at_night_says_so_and_it_is_sent_no_more(signed_in, office, told, clock):
    clock.forward(**AT_NIGHT)
    number = notice_for(office, told)
    browser = signed_in("ha")
    assert f"/admin/deliveries/{number}/told" in browser.get(f"/admin/deliveries?code={told.receipt.code}").text
    assert browser.post(f"/admin/deliveries/{number}/told", {"way": "phone"}).status_code == 303
    assert row_of(office, number).status == "told"


def test_by_day_a_step_that_waits_for_the_next_may_go_at_once(signed_in, office, told, clock):
    number = notice_for(office, told)
    browser = signed_in("ha")
    assert "để gộp với bước sau" in browser.get(f"/admin/cases/{told.id}").text
    back = browser.post(f"/admin/deliveries/{number}/now", {"back": str(told.id)})
    assert back.headers["location"] == f"/admin/cases/{told.id}?done=now#talk-title"
    assert "Đã xếp tin gửi ngay" in browser.get(back.headers["location"]).text
    assert row_of(office, number).not_before == clock.now
    assert browser.post(f"/admin/deliveries/{number}/now").status_code == 409


def test_what_failed_says_when_it_is_tried_again_and_is_not_hurried(signed_in, office, told, clock):
    number = notice_for(office, told)
    with office.transaction() as tx:
        again = {"attempts": 2, "not_before": clock.now + timedelta(minutes=5), "reason": "unreachable"}
        tx.execute(update(OutboxRow).where(OutboxRow.id == number).values(**again))
    page = signed_in("ha").get(f"/admin/deliveries?code={told.receipt.code}").text
    assert "không nối được tới kênh, thử lại lúc 09:05" in page
    assert f"/admin/deliveries/{number}/now" not in page
    with office.transaction() as tx, pytest.raises(Conflict):
        put_off.send_now(tx, number, staff_id=1)


def test_nobody_hurries_a_message_of_a_case_out_of_sight(signed_in, office, settings):
    told = tell(office, settings, commune=TAN_YEN)
    number = notice_for(office, told)
    assert signed_in("ha").post(f"/admin/deliveries/{number}/now").status_code == 404


def test_the_log_shows_what_needs_a_person_and_the_rest_behind_a_filter(signed_in, office, told):
    notice_for(office, told)
    browser = signed_in("mai")
    assert "Không tin nào cần anh/chị xem." in browser.get("/admin/deliveries").text
    assert told.receipt.code not in browser.get("/admin/deliveries?channel=telegram").text
    assert told.receipt.code in browser.get("/admin/deliveries?state=all").text
    assert told.receipt.code in browser.get(f"/admin/deliveries?code={told.receipt.code}").text


def test_what_goes_to_an_officer_s_phone_is_no_message_to_a_citizen(signed_in, office, told):
    notice_for(office, told)
    with office.transaction() as tx:
        tx.execute(update(OutboxRow).values(purpose="officer", status="dead", case_id=None))
    assert "Không tin nào cần anh/chị xem." in signed_in("mai").get("/admin/deliveries").text
