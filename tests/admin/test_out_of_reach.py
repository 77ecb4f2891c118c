"""What an officer reads of somebody whom no message reaches any more: before writing, and until they have been told."""

import re
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from intake.channels.delivery_reasons import WINDOW_CLOSED
from intake.lifecycle import Move
from intake.sending import outbox, parcels
from intake.tables import OutboxRow
from intake.talk import dialogue_log
from tests.factories import tell
from tests.scenes import Desk

PHONE = "0912345678"
ANSWER = {"outcome": "resolved", "text": "Đã vá xong sáng nay."}


@pytest.fixture
def told(office, settings):
    told = tell(office, settings, channel="zalo_oa")
    with office.transaction() as tx:
        dialogue_log.keep_phone(tx, told.conversation_id, PHONE)
    return told


@pytest.fixture
def tell_where_a_template_is(panel_app, panel, settings):
    """Return what a citizen tells an office that has a ready-made message of its platform."""
    del panel  # which brings settings of its own
    panel_app.state.settings = replace(settings, zalo_oa=replace(settings.zalo_oa, template_id="277"))
    return partial(tell, panel_app.state.db, panel_app.state.settings, channel="zalo_oa")


@pytest.fixture
def held(office, settings, clock, told):
    """A case whose citizen has not written for eight days, and whose answer is held therefore."""
    clock.forward(days=8)
    desk = Desk(office, settings)
    desk.make(desk.make(told, Move.ACCEPT), Move.ANSWER, **ANSWER)
    clock.forward(hours=1)
    with office.transaction() as tx:
        while found := parcels.claim(tx, channels=[("zalo_oa", "main")]):
            for parcel in found:
                outbox.hold(tx, parcel.id, WINDOW_CLOSED)
    return told


def page_of(browser, told):
    return re.sub(r"\s+", " ", browser.get(f"/admin/cases/{told.id}").text)


@pytest.mark.parametrize(("chat", "is_told"), [("2468", True), ("anonymous:2468:c1", False)])
@pytest.mark.one_database
def test_of_a_late_answer_a_ready_made_message_tells_whom_the_platform_knows(
    tell_where_a_template_is, clock, signed_in, chat, is_told
):
    told = tell_where_a_template_is(chat=chat)
    clock.forward(days=8)
    page = page_of(signed_in("ha"), told)
    assert ("chỉ chuyển một tin theo mẫu báo “có tin mới” (có phí), không chuyển nội dung" in page) is is_told
    assert ("họ sẽ không biết là có tin mới" in page) is not is_told


@pytest.mark.one_database
def test_whom_nothing_reaches_is_to_be_called_and_the_forms_do_not_say_that_they_are_told(
    office, settings, clock, signed_in, told
):
    Desk(office, settings).make(told, Move.ACCEPT)
    assert "Người dân nhận nguyên văn nội dung này." in (page := page_of(signed_in("ha"), told))
    assert f'Xin gọi <a href="tel:{PHONE}">' not in page
    clock.forward(days=8)
    page = page_of(signed_in("ha"), told)
    assert f'họ cũng đọc được khi tra cứu bằng mã. Xin gọi <a href="tel:{PHONE}">{PHONE}</a>.' in page
    assert "Người dân nhận nguyên văn" not in page
    assert "họ đọc nội dung này khi nhắn lại hoặc tra cứu bằng mã" in page


def test_an_answer_that_is_held_stands_above_its_case_until_it_is_told_in_another_way(office, signed_in, held):
    browser = signed_in("ha")
    head = page_of(browser, held).partition("Việc có thể làm")[0]
    assert "Người dân chưa nhận được 1 tin của hồ sơ này" in head
    assert "đã quá lâu từ lời cuối của người dân" in head
    assert "Tin gửi thêm bây giờ cũng chờ như vậy." in head
    assert "Đã quá 7 ngày" not in page_of(browser, held)  # said once is enough
    assert f'Xin gọi <a href="tel:{PHONE}">{PHONE}</a>' in head
    assert f"/admin/deliveries?state=need&amp;code={held.receipt.code}" in head
    with office.read() as snap:
        parcel = snap.execute(select(OutboxRow.id).where(OutboxRow.status == "held")).scalar_one()
    assert browser.post(f"/admin/deliveries/{parcel}/told", {"way": "phone"}).status_code == 303
    assert "chưa nhận được" not in page_of(browser, held).partition("Việc có thể làm")[0]


@pytest.mark.one_database
def test_what_only_waits_for_its_hour_is_not_called_unreceived(office, settings, signed_in):
    desk = Desk(office, settings)
    told = desk.make(desk.at_work(), Move.ANSWER, **ANSWER)
    assert "chưa nhận được" not in page_of(signed_in("ha"), told)
