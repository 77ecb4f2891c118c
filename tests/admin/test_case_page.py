"""What the page of a case tells its officers: standing, tasks, other cases, drafts, pauses, what the citizen asks."""

import re

import pytest
from sqlalchemy import select, update

from intake import labels
from intake.acts import denunciations
from intake.acts.denunciations import Accusation
from intake.directory import directory
from intake.lifecycle import Move
from intake.people import participants
from intake.sending import dead_letters, outbox, parcels
from intake.tables import CaseRow, OutboxRow
from intake.talk import dialogue_log
from routing.reading import default_reader
from tests.factories import tell, viewer
from tests.scenes import BRIBE, Desk

pytestmark = pytest.mark.one_database


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def page_of(signed_in, told, login="giap"):
    text = signed_in(login).get(f"/admin/cases/{told.id}").text
    return re.sub(r"\s+", " ", text)


def test_a_notice_that_was_put_into_the_next_one_says_when_that_was_sent(desk, signed_in, clock):
    told = desk.feedback()
    desk.make(told, Move.ACCEPT)
    desk.make(told, Move.INTERIM, text="Đang đo đạc")
    assert "Đã gộp vào tin kế tiếp của hồ sơ, tin đó chưa gửi" in page_of(signed_in, told)
    clock.forward(minutes=20)
    with desk.db.transaction() as tx:
        waits = (OutboxRow.case_id == told.id, OutboxRow.status == "new")
        tx.execute(update(OutboxRow).where(*waits).values(status="sent", sent_at=tx.now))
    assert "Đã gộp vào tin gửi lúc T2 14/09 09:20" in page_of(signed_in, told)


def test_a_complaint_without_a_form_is_not_called_more_than_it_is(desk, signed_in):
    page = page_of(signed_in, desk.intended())
    assert "chưa có đơn" in page
    assert "thời hạn thụ lý và giải quyết khiếu nại chưa tính" in page
    assert "Đang tính: báo đã thụ lý, từ chối hay chuyển," in page
    assert "theo luật chưa chạy" not in page
    assert "Thẩm quyền</dt>" not in page


def test_a_signed_complaint_names_who_decides_and_by_which_article(desk, signed_in):
    page = page_of(signed_in, desk.signed())
    assert "Đã có đơn ký tên, lần đầu" in page
    assert "Độ chắc: đã đọc văn bản: Luật 136/2025/QH15" in page
    assert "Chủ tịch UBND xã, phường <small>(Điều 17 Luật Khiếu nại" in page


def test_information_is_never_called_a_denunciation(desk, signed_in):
    told = desk.stored()
    page = page_of(signed_in, told)
    assert "Thông tin có nội dung tố cáo" in page
    assert "không phải là tố cáo" in page
    row = signed_in("giap").get(f"/admin/?folder=all&q={told.receipt.code[-4:]}").text
    assert "Thông tin có nội dung tố cáo" in row
    assert "Tố cáo</span>" not in row


def _sent(office, settings, accusation):
    with office.transaction() as tx:
        return denunciations.file(tx, settings, default_reader(), accusation, form_key="f").receipt


def test_a_tip_without_a_name_is_not_shown_as_if_a_name_were_kept(office, settings, signed_in):
    tip = Accusation(
        accused="cán bộ địa chính phường Bắc Giang", act="Nhận tiền để làm sổ đỏ cho nhà không đủ giấy tờ."
    )
    sent = _sent(office, settings, tip)
    browser = signed_in("giap")
    page = browser.get(f"/admin/cases/{sent.case_id}").text
    assert "Nặc danh, không nêu tên" in page
    assert "Giữ kín danh tính" not in page
    assert "<h1>Tin báo về cán bộ địa chính" in page
    assert "được dùng để thanh tra, kiểm tra" in page


def test_what_is_told_beside_an_accusation_does_not_name_its_topic(office, settings, signed_in):
    told = {"accused": "hiệu trưởng trường tiểu học", "act": "Thu tiền trái quy định của phụ huynh."}
    more = "Trước cổng có con chó dữ thả rông, đèn đường hỏng, rác đổ đống không ai dọn."
    sent = _sent(office, settings, Accusation(**told, more=more))
    page = signed_in("giap").get(f"/admin/cases/{sent.case_id}").text
    assert re.search(r"<dt>Lĩnh vực</dt><dd>Trường học, học phí", page)


def test_a_pause_says_since_when_why_and_by_which_decision(desk, signed_in):
    page = page_of(signed_in, desk.suspended())
    assert "Đang dừng từ T2 14/09: tạm đình chỉ, quyết định số 15/QĐ-UBND" in page


def test_an_extension_names_its_decision(desk, signed_in):
    told = desk.accepted()
    extension = {"stage": "resolution", "criteria": "many_people", "reason": "Nhiều hộ cùng khiếu nại"}
    desk.make(told, Move.EXTEND, with_file=True, **extension, doc_no="30/QĐ", doc_on=desk.today)
    page = page_of(signed_in, told)
    assert re.search(r"Gia hạn từ T\w \d\d/\d\d đến T\w \d\d/\d\d, quyết định số 30/QĐ ngày T2 14/09: Nhiều hộ", page)
    assert "Nhiều người cùng khiếu nại, tố cáo" in page


def test_deadlines_that_count_no_longer_are_folded_and_those_that_do_are_not(desk, signed_in, clock):
    told = desk.answered()
    clock.forward(days=1)
    desk.make(told, Move.REOPEN, reason="Chưa xong")
    page = page_of(signed_in, told)
    deadlines = page[page.index("<h3>Thời hạn</h3>") :]
    shown, folded = re.split(r'<details class="mind"><summary>(?=\d+ mốc đã thay)', deadlines)
    assert "đang tính" in shown
    assert "mốc đã thay hoặc thôi tính</summary>" in folded
    assert shown.count("<b>Giải quyết</b>") == folded.count("<b>Giải quyết</b>") == 1


def test_what_must_be_said_comes_before_the_draft_that_may_stay(desk, signed_in):
    page = page_of(signed_in, desk.drafted())
    form = page[page.index('id="move-send_back"') :]
    assert 0 < form.index('name="reason"') < form.index('name="text"')


def test_a_draft_is_put_before_whoever_approves_it_and_back_before_its_author(desk, signed_in):
    told = desk.drafted()
    page = page_of(signed_in, told)
    assert "Dự thảo do Phạm Minh Sơn soạn" in page
    assert re.search(r'id="approve-text" name="text"[^>]*> Đã vá xong sáng nay.</textarea>', page)
    assert '<option value="resolved" selected>' in page
    author = page_of(signed_in, told, "son")
    assert "/moves/approve" not in author
    assert "chờ người khác duyệt" in author
    desk.make(told, Move.SEND_BACK, reason="Ghi rõ giờ")
    again = page_of(signed_in, told, "son")
    assert re.search(r'id="propose-text" name="text"[^>]*> Đã vá xong sáng nay.</textarea>', again)


def test_what_the_citizen_asks_stands_at_the_top_with_what_to_do(desk, signed_in):
    page = page_of(signed_in, desk.complained_of())
    head = page.partition('class="case-grid"')[0]
    assert "xin xem xét lại" in head
    assert "“Vẫn còn ổ gà”" in head
    assert "“Không mở lại”" in head
    assert "Người dân xin rút" in page_of(signed_in, desk.to_be_withdrawn()).partition('class="case-grid"')[0]


def test_a_case_that_cannot_be_closed_yet_says_what_is_missing(desk, signed_in):
    page = page_of(signed_in, desk.decided())
    assert "/moves/close" not in page
    assert "Trước khi kết thúc còn việc theo luật: gửi quyết định giải quyết (hạn 17/09/2026)" in page


def test_cases_that_belong_together_lead_to_each_other(desk, signed_in):
    follower = desk.joined()
    page = page_of(signed_in, follower)
    leader = re.search(r'Trả lời chung với <a class="code" href="/admin/cases/(\d+)">', page)[1]
    back = re.sub(r"\s+", " ", signed_in("giap").get(f"/admin/cases/{leader}").text)
    assert f'Cùng được trả lời <a class="code" href="/admin/cases/{follower.id}">{follower.receipt.code}' in back


def test_whoever_answers_for_a_group_reads_which_of_it_waits_for_another_unit(desk, signed_in):
    leader, other = desk.at_work(), desk.feedback()
    desk.make(other, Move.TRANSFER, unit_id=desk.unit("T-KT"), reason="Đường của xã")
    desk.make(other, Move.JOIN, code=leader.receipt.code, reason="Cùng một ổ gà")
    with desk.db.transaction() as tx:
        unit = int(desk.unit("T-KT"))
        directory.set_policy(tx, unit, needs_approval=True, needs_proof=False, actor="system")
    code = other.receipt.code
    assert f"Đơn vị giữ {code} cần duyệt trước khi gửi" in page_of(signed_in, leader)
    desk.make(leader, Move.ANSWER, outcome="resolved", text="Đã vá xong.")
    page = page_of(signed_in, leader)
    assert f'Câu trả lời chung chưa gửi cho <a class="code" href="/admin/cases/{other.id}">{code}</a>' in page


def test_an_accusation_that_was_split_off_leaves_no_trace_for_those_who_may_not_know(desk, signed_in, office):
    told = desk.at_work()
    part = {"kind": "denunciation", "topic": "tham_nhung", "text": BRIBE, "rest": "Ổ gà to trước cổng trường"}
    desk.make(told, Move.SPLIT, "giap", unit_id=desk.unit("P-BTCD"), **part)
    supervisor = page_of(signed_in, told)
    code = re.search(r'Đã tách ra <a class="code" href="/admin/cases/\d+">([\w-]+)</a>', supervisor)[1]
    assert viewer(office, "son").has_clearance is False
    for login in ("son", "ha"):
        page = page_of(signed_in, told, login)
        assert "Ổ gà to trước cổng trường" in page
        assert code not in page
        assert "ố cáo" not in page.partition('class="matter"')[2]
        assert "địa chính" not in page


def test_the_notice_of_a_split_accusation_stands_under_its_seal(desk, office, signed_in, clock):
    told = desk.at_work()
    part = {"kind": "denunciation", "topic": "tham_nhung", "text": BRIBE, "rest": "Ổ gà to trước cổng trường"}
    desk.make(told, Move.SPLIT, "giap", unit_id=desk.unit("P-BTCD"), **part)
    clock.forward(minutes=3)
    with office.transaction() as tx:
        said = []
        while found := parcels.claim(tx, channels=[("telegram", "main")]):
            for parcel in found:
                said.append(parcel.payload["notice"])
                parcels.wrote(tx, parcel, f"chim hoàng yến {said[-1]}")
                outbox.sent(tx, parcel.id)
    assert said == ["notice.accepted", "notice.split"]
    page = page_of(signed_in, told, "son")
    assert "chim hoàng yến notice.accepted" in page
    assert "chim hoàng yến notice.split" not in page


@pytest.mark.parametrize(
    "seen",
    [
        (0, "Người dân chỉ nhận được qua Zalo trước T2 21/09 09:00; từ T4 16/09 09:00 Zalo tính phí."),
        (3, "trước T2 21/09 09:00; tin gửi bây giờ Zalo tính phí."),
        (8, "Đã quá 7 ngày từ lời nhắn cuối của người dân: Zalo không chuyển tin nào nữa, họ sẽ không biết"),
    ],
)
def test_an_officer_sees_until_when_a_citizen_on_zalo_can_be_written_to(office, settings, signed_in, clock, seen):
    days, words = seen
    told = tell(office, settings, channel="zalo_oa")
    clock.forward(days=days)
    page = page_of(signed_in, told, "ha")
    assert words in page
    assert ("Người dân chưa nhận được ngay" in page) == (days > 7)
    assert ("Người dân nhận câu hỏi này ngay" in page) == (days < 7)


@pytest.mark.parametrize("channel", ["zalo_oa", "telegram"])
def test_an_officer_sees_that_a_citizen_has_shut_the_chat_before_writing_there(office, settings, signed_in, channel):
    told = tell(office, settings, channel=channel)
    with office.transaction() as tx:
        dialogue_log.block(tx, told.conversation_id)
    page = page_of(signed_in, told, "ha")
    assert f"Người dân đã chặn hoặc thôi quan tâm kênh {labels.CHANNELS[channel]}: tin gửi qua đó được giữ lại" in page
    assert "chỉ nhận được qua" not in page


def test_an_officer_sees_first_of_all_that_a_message_was_given_up(office, settings, signed_in):
    told = tell(office, settings)
    assert "Người dân chưa nhận được" not in page_of(signed_in, told, "ha")
    with office.transaction() as tx:
        facts = {"purpose": "notice", "payload": {}, "case_id": told.id}
        number = outbox.put(tx, conversation_id=told.conversation_id, key="k", **facts)
        outbox.dead(tx, number, "refused")
    page = page_of(signed_in, told, "ha")
    assert "Người dân chưa nhận được 1 tin của hồ sơ này" in page
    assert f"code={told.receipt.code}" in page
    with office.transaction() as tx:
        dead_letters.tell(tx, number, way="phone", staff_id=1)
    assert "Người dân chưa nhận được" not in page_of(signed_in, told, "ha")


def test_what_was_tried_and_shut_out_stands_above_the_case_too(desk, office, signed_in, clock):
    told = desk.at_work()
    clock.forward(minutes=3)
    with office.transaction() as tx:
        for parcel in parcels.claim(tx, channels=[("telegram", "main")]):
            parcels.wrote(tx, parcel, "đã nhận xử lý")
            outbox.blocked(tx, parcel.id, "blocked")
    assert "Người dân chưa nhận được 1 tin của hồ sơ này" in page_of(signed_in, told)


def test_of_several_people_the_one_who_heard_nothing_is_to_be_called(desk, office, settings, signed_in):
    told = desk.feedback()
    with office.transaction() as tx:
        neighbour = dialogue_log.open_conversation(tx, "telegram", "main", "neighbour", "Ông Bảy")
        dialogue_log.keep_phone(tx, told.conversation_id, "0912000111")
        row = tx.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()
        participants.join(tx, settings, row, conversation=neighbour, text="Tôi cũng thấy ổ gà ấy")
        dialogue_log.keep_phone(tx, neighbour.id, "0912000222")
        facts = {"purpose": "notice", "payload": {}, "case_id": told.id}
        outbox.blocked(tx, outbox.put(tx, conversation_id=neighbour.id, key="k", **facts), "blocked")
        dialogue_log.block(tx, neighbour.id)
    page = page_of(signed_in, told)
    assert "Có người cùng báo chưa nhận được 1 tin của hồ sơ này" in page
    assert 'Xin gọi <a href="tel:0912000222">' in page
    assert 'Xin gọi <a href="tel:0912000111">' not in page
    assert "Một trong 2 người cùng báo đã chặn hoặc thôi quan tâm kênh Telegram" in page


def test_a_chat_without_a_limit_shows_none(office, settings, signed_in):
    assert "nhận được qua" not in page_of(signed_in, tell(office, settings), "ha")


def test_under_a_form_of_many_stands_how_many_speak_for_them(office, settings, signed_in):
    desk = Desk(office, settings)
    form = {"form_on": desk.today, "form_ref": "12/TD", "instance": "1", "respondent": "commune_staff", "people": "7"}
    told = desk.make(desk.intended(), Move.RECORD_FORM, **form)
    assert "phải có văn bản cử 1 hoặc 2 người đại diện" in signed_in("giap").get(f"/admin/cases/{told.id}").text


MISSING_COVER = "Nắp cống giữa đường Lý Thái Tổ bị mất, hố sâu hơn 2 mét, tối đến không có đèn"


def test_who_has_a_case_sees_whether_somebody_is_in_danger_or_a_hazard_is_told(desk, signed_in, settings):
    hazard = tell(desk.db, settings, MISSING_COVER, is_urgent=True, danger="pit", reading=True)
    danger = tell(desk.db, settings, is_urgent=True, danger="fire", chat="citizen-2")
    shown = page_of(signed_in, hazard)
    assert "Khẩn: mối nguy</b> (chưa ai bị hại)" in shown
    assert "máy đọc: <q>Nắp cống giữa đường Lý Thái Tổ bị mất</q>" in shown
    assert "mối nguy" not in page_of(signed_in, danger)
    listed = signed_in("giap").get("/admin/").text
    assert listed.count("Khẩn: mối nguy</span>") == 1
    assert "Khẩn</span>" in listed
