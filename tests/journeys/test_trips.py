"""Whole trips as citizens talk, through the real turn."""

import pytest
from sqlalchemy import select

from bot.messages import SECRET_MARK
from intake import cases
from intake.lifecycle import Move
from intake.sending import parcels
from intake.tables import AttachmentRow, CaseRow, InboxRow, NoticeRow, UtteranceRow
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


def rows(db, row):
    with db.read() as snap:
        return snap.execute(select(row.__table__).order_by(row.id)).all()


def test_from_the_first_word_to_the_receipt(citizen):
    hello = "\n".join(citizen.says(POTHOLE))
    assert "trợ lý tự động" in hello
    read_back = "\n".join(citizen.presses("Đồng ý"))
    assert "phường Bắc Giang" in read_back
    receipt = "\n".join(citizen.presses("Gửi"))
    [case] = citizen.cases()
    assert case.code in receipt
    assert SECRET_MARK in receipt
    assert case.officer in receipt
    assert "0204 3000" in receipt
    assert "28/09" in receipt
    assert "Luật Tiếp công dân" in receipt
    assert case.topic == "giao_thong_ha_tang"


def test_without_marks_and_without_buttons(citizen):
    citizen.says("rac do tran lan dau ngo 12 phuong bac giang, boc mui kinh khung, goi phuong may lan khong ai den")
    citizen.says("dong y")
    citizen.says("gui di")
    [case] = citizen.cases()
    assert case.topic == "moi_truong"


def test_what_is_refused_is_forgotten(citizen, office):
    citizen.says("Nhà tôi ở số 12, hàng xóm đánh bạc, tôi tên Tư", user_name="Bà Tư")
    citizen.presses("Không")
    everything = str(rows(office, InboxRow)) + str(rows(office, UtteranceRow))
    assert "đánh bạc" not in everything
    assert "Bà Tư" not in everything
    assert not citizen.cases()


def test_nothing_is_filed_without_a_clear_yes(citizen):
    citizen.says(POTHOLE)
    citizen.presses("Đồng ý")
    citizen.says("thôi")
    citizen.presses("Bỏ")
    assert not citizen.cases()


def test_a_double_tap_makes_one_case_and_answers_both_times(citizen):
    citizen.says(POTHOLE)
    citizen.presses("Đồng ý")
    tap = next(button for button in citizen.buttons if button["label"] == "Gửi")
    citizen.send(kind="choice", choice=tap["payload"])
    again = "\n".join(citizen.send(kind="choice", choice=tap["payload"]))
    [case] = citizen.cases()
    assert case.code in again


def test_a_button_of_an_older_step_is_told_to_be_old(citizen):
    citizen.says(POTHOLE)
    old = dict(citizen.buttons[0])
    citizen.presses("Đồng ý")
    answer = citizen.send(kind="choice", choice=old["payload"])
    assert answer
    assert not citizen.cases()


def test_an_unknown_button_is_answered(known_citizen):
    for payload in ("", ":", "99:send", "x:y", "1:" + "z" * 60, "٣:send"):
        assert known_citizen.send(kind="choice", choice=payload)
    assert not known_citizen.cases()


def test_photos_come_with_the_case_and_an_album_is_answered_once(known_citizen, office):
    known_citizen.says(POTHOLE)
    assert known_citizen.sends_photo(group="album")
    assert known_citizen.sends_photo(group="album") == []
    known_citizen.presses("Gửi")
    assert known_citizen.sends_photo(group="album") == []
    [case] = known_citizen.cases()
    assert [row.case_id for row in rows(office, AttachmentRow)] == [case.case_id] * 3


def test_a_photo_first_is_asked_about(known_citizen):
    assert known_citizen.sends_photo()
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_a_point_on_the_map_is_a_place(known_citizen):
    known_citizen.says("ổ gà to, hôm qua có cháu bé ngã xe")
    known_citizen.sends_location(21.2849, 106.215)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    assert case.unit.endswith("phường Bắc Giang")


def test_a_further_word_is_asked_about_and_goes_to_its_case(known_citizen, office):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    known_citizen.says("hôm nay vẫn chưa ai đến sửa")
    known_citizen.presses("Bổ sung")
    [case] = known_citizen.cases()
    told = [row.text for row in rows(office, UtteranceRow) if row.case_id == case.case_id]
    assert "hôm nay vẫn chưa ai đến sửa" in told
    assert "supplement" in [row.kind for row in rows(office, NoticeRow)]


@pytest.mark.both_databases
def test_the_answer_of_an_officer_comes_back_to_the_chat(known_citizen, office):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    login = {"Nguyễn Thu Hà": "ha", "Trần Văn Lâm": "lam"}[case.officer]
    actor = viewer(office, login)
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ACCEPT, actor=actor, fields={})
        cases.act(tx, case.case_id, Move.ASK, actor=actor, fields={"question": "Gần số nhà nào ạ?"})
    known_citizen.says("gần số 12")
    with office.read() as snap:
        assert snap.execute(select(CaseRow.state)).scalar_one() == "in_progress"
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ANSWER, actor=actor, fields={"outcome": "resolved", "text": "Đã vá xong."})
    [case] = known_citizen.cases()
    assert case.answer == "Đã vá xong."


@pytest.mark.both_databases
def test_a_denunciation_is_sealed_from_its_first_word(known_citizen, office):
    known_citizen.says("tôi tố cáo chủ tịch phường Bắc Giang nhận tiền của dân để cấp đất")
    known_citizen.presses("Nhắn tiếp ở đây")
    known_citizen.presses("Gửi")
    with office.read() as snap:
        assert snap.execute(select(CaseRow.is_sealed)).scalar_one()
    sealed = [row.is_sealed for row in rows(office, UtteranceRow) if row.case_id]
    assert all(sealed)
    assert len(sealed) >= 3


def test_danger_is_answered_with_the_number_first(citizen, office):
    [first, *_rest] = citizen.says("cháy nhà rồi cứu với, số 5 đường Lý Thái Tổ")
    assert "114" in first.split("\n")[0]
    assert "urgent" in [row.kind for row in rows(office, NoticeRow)]


def test_withdrawing_takes_two_steps(known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    known_citizen.says("/huy")
    known_citizen.presses("Rút")
    assert known_citizen.cases()[0].is_open
    known_citizen.says("đúng")
    assert not known_citizen.cases()[0].is_open


def test_words_for_the_commands_do_what_the_commands_do(known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    for words in ("/hoso", "hồ sơ của tôi", "ho so cua toi", f"tra cứu {case.code}", f"/tracuu {case.code}"):
        assert case.code in "\n".join(known_citizen.says(words)), words
    assert known_citizen.says("/help")


def test_a_wrong_secret_and_an_unknown_code_get_the_same_answer(known_citizen, turns):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    stranger = Citizen(turns, "stranger")
    stranger.agrees()
    wrong = stranger.says(f"/tracuu {case.code} AAAA-BBBB-CCCC")
    unknown = stranger.says("/tracuu ND-26-2222-2222 AAAA-BBBB-CCCC")
    assert wrong == unknown


def test_what_cannot_be_read_is_answered_and_kept(known_citizen):
    strange = ["", "😀😀😀", "\u202eابجد\u202c", "a\x00b", "\ud800 lone", "x" * 100_000, "<b>đậm</b>", "{unit} [[x]]"]
    for text in strange:
        assert known_citizen.says(text), repr(text[:20])
    assert not known_citizen.cases()


def test_one_chat_makes_many_cases(known_citizen):
    for text in (POTHOLE, "Đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay, tối om không ai sửa"):
        known_citizen.says(text)
        if any("Việc mới" in button["label"] for button in known_citizen.buttons):
            known_citizen.presses("Việc mới")
        known_citizen.presses("Gửi")
    assert {case.topic for case in known_citizen.cases()} == {"giao_thong_ha_tang", "chieu_sang"}


def test_everything_answered_waits_in_the_outbox_of_its_own_chat(known_citizen, office):
    known_citizen.says(POTHOLE)
    with office.transaction() as tx:
        found = parcels.claim(tx, channels=[("plain", "main")])
    assert len(found) == 1
    assert found[0].chat_key == "citizen"


def test_a_child_that_says_its_age_hears_once_who_listens(citizen):
    citizen.says("chú ơi chú, bố cháu đánh mẹ cháu chảy máu")
    assert sum("Em không có lỗi" in line for line in citizen.says("cháu 9 tuổi")) == 1
