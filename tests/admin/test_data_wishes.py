"""An officer of the reception carries out a citizen's wish about their own data, from the page of its case."""

import html
import re

import pytest
from sqlalchemy import select

from intake import labels
from intake.lifecycle import Move
from intake.people import privacy, ratings
from intake.people.data_copy import copy_of
from intake.tables import AuditRow, CaseEventRow, ConversationRow
from intake.talk import dialogue_log, transcripts
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.intake.moving import act
from tests.pdf import words_of

pytestmark = pytest.mark.one_database

SECRET = "chuyện riêng chưa gửi"


@pytest.fixture
def wish(office, settings):
    """A citizen has sent one matter, told another that was never sent, and asks something about their data."""
    told = tell(office, settings)

    def ask(asks):
        with office.transaction() as tx:
            chat = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "Bà Tư")
            write(tx, chat.id, SECRET, chat.draft_no)
            line = write(tx, chat.id, "xin dữ liệu của tôi", chat.draft_no)
            receipt, _ = privacy.request(tx, settings, chat, asks, utterance_id=line)
        return told, receipt.case_id

    return ask


def page_of(browser, case_id):
    return re.sub(r"\s+", " ", html.unescape(browser.get(f"/admin/cases/{case_id}").text))


def test_the_page_says_what_is_asked_and_how_to_do_it(wish, signed_in):
    _, case_id = wish("erase")
    page = page_of(signed_in("dung"), case_id)
    assert f"Người dân muốn <b>{labels.DATA_ASKS['erase']}</b>" in page
    for address in ("copy", "correct", "restrict", "erase"):
        assert f'action="/admin/cases/{case_id}/data/{address}"' in page


def test_a_copy_holds_what_is_kept_and_is_written_down(office, wish, signed_in):
    told, case_id = wish("see")
    browser = signed_in("dung")
    page_of(browser, case_id)
    answer = browser.post(f"/admin/cases/{case_id}/data/copy")
    assert answer.headers["content-type"] == "application/pdf"
    words = words_of(answer.content)
    assert told.receipt.code in words
    assert SECRET in words
    with office.read() as snap:
        assert "case.data_export" in snap.execute(select(AuditRow.action)).scalars().all()


def test_a_copy_keeps_what_is_sealed_from_those_who_may_not_see_it(office, settings, wish):
    accusation = "Tôi tố cáo cán bộ địa chính nhận tiền"
    sealed = tell(office, settings, accusation, kind=Kind.DENUNCIATION, topic="tham_nhung")
    _, case_id = wish("see")
    with office.read() as snap:
        blind = str(copy_of(snap, viewer(office, "mai"), case_id))
        cleared = str(copy_of(snap, viewer(office, "giap"), case_id))
    assert sealed.receipt.code not in blind
    assert accusation not in blind
    assert sealed.receipt.code in cleared


def test_erasing_asks_for_a_tick_and_leaves_the_filed_case(office, wish, signed_in):
    told, case_id = wish("erase")
    browser = signed_in("dung")
    page_of(browser, case_id)
    refused = browser.post(f"/admin/cases/{case_id}/data/erase")
    assert refused.status_code == 422
    assert "không lấy lại được" in refused.text
    assert browser.post(f"/admin/cases/{case_id}/data/erase", {"sure": "1"}).status_code == 303
    page = page_of(browser, case_id)
    assert "Đã xóa; địa chỉ liên lạc tự xóa" in page
    assert "Xóa dữ liệu theo yêu cầu" in page
    with office.read() as snap:
        lines = [line.text for line in transcripts.transcript(snap, told.conversation_id)]
    assert SECRET not in lines
    assert any("Ổ gà" in text for text in lines)


def test_a_name_is_corrected_and_what_was_typed_survives_a_refusal(office, wish, signed_in):
    _, case_id = wish("correct")
    browser = signed_in("dung")
    page_of(browser, case_id)
    refused = browser.post(f"/admin/cases/{case_id}/data/correct", {"name": "Trần Thị Tư", "reason": " "})
    assert refused.status_code == 422
    assert "Trần Thị Tư" in html.unescape(refused.text)
    browser.post(f"/admin/cases/{case_id}/data/correct", {"name": "Trần Thị Tư", "reason": "Tên ghi thiếu dấu"})
    assert "Trần Thị Tư" in page_of(browser, case_id)
    with office.read() as snap:
        assert snap.execute(select(ConversationRow.display_name)).scalar_one() == "Trần Thị Tư"
        assert "data_correct" in snap.execute(select(CaseEventRow.move)).scalars().all()


def test_nobody_else_carries_it_out(wish, signed_in):
    told, case_id = wish("erase")
    for login, status in (("ha", 404), ("quy", 403), ("nga", 403)):
        browser = signed_in(login)
        assert browser.post(f"/admin/cases/{case_id}/data/erase", {"sure": "1"}).status_code == status, login
    assert signed_in("son").post(f"/admin/cases/{told.id}/data/erase", {"sure": "1"}).status_code == 404


def test_ratings_stand_on_the_page_of_their_case(office, settings, signed_in):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    act(office, told.id, Move.ANSWER, outcome="resolved", text="Đã vá xong.")
    with office.transaction() as tx:
        event_id = tx.execute(select(CaseEventRow.id).order_by(CaseEventRow.id.desc())).scalars().first()
        ratings.expect(tx, event_id, told.conversation_id)
        ratings.rate(tx, event_id, conversation_id=told.conversation_id, result=2, words="Mưa là lại hỏng")
    page = page_of(signed_in("son"), told.id)
    assert "Kết quả <b>2/5</b> (chưa được)" in page
    assert "Mưa là lại hỏng" in page
