"""Whole trips of citizens who ask, and of citizens who do not speak Vietnamese, through the real turn."""

from datetime import date

import pytest
from sqlalchemy import select, update

from bot.texts.wordbook import ShippedSentences
from intake import meta
from intake.catalogue import answers, sentences
from intake.tables import CaseRow, ClockRow, ConversationRow, UnitRow
from routing.kinds import Kind
from tests.talk import heard

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


@pytest.fixture
def telephones(office):
    """The ward's office has a telephone of its own, its police another."""
    with office.transaction() as tx:
        for code, phone in (("G", "0204 3000 900"), ("G-CA", "0204 3000 901")):
            tx.execute(update(UnitRow).where(UnitRow.code == code).values(phone=phone))
        meta.bump(tx, "directory")
    return office


def counts(db):
    with db.read() as snap:
        found = answers.counted(snap, date(2026, 1, 1))
    totals = {}
    for outcomes in found.values():
        for outcome, count in outcomes.items():
            totals[outcome] = totals.get(outcome, 0) + count
    return totals


def test_a_question_is_answered_with_its_source_and_nothing_is_kept_as_a_case(citizen, book):
    answer = "\n".join(citizen.says("cho em hỏi làm giấy khai sinh ở đâu ạ"))
    assert "giấy chứng sinh" in answer
    assert "Luật Hộ tịch" in answer
    assert "chưa được cơ quan kiểm tra lại" in answer
    assert "Cảm ơn" in "\n".join(citizen.presses("Đúng rồi"))
    assert not citizen.cases()
    assert counts(book) == {"shown": 1, "helped": 1}


def test_a_question_typed_without_marks_tells_the_office_s_own_facts(citizen, book):
    answer = "\n".join(citizen.says("may gio uy ban lam viec vay"))
    assert "7h30" in answer
    assert "0222 3000 000" in answer
    assert "{" not in answer
    assert counts(book) == {"shown": 1}


def test_a_wrong_answer_becomes_an_inquiry_with_the_clock_of_the_law(known_citizen, book):
    known_citizen.says("làm giấy khai sinh ở đâu ạ")
    known_citizen.says("chua dung")
    known_citizen.says("phường Bắc Giang")
    assert not known_citizen.cases()
    known_citizen.says("gui di")
    [case] = known_citizen.cases()
    assert case.kind == Kind.INQUIRY
    with book.read() as snap:
        stages = set(snap.execute(select(ClockRow.stage).where(ClockRow.case_id == case.case_id)).scalars())
    assert "information_access" in stages
    assert counts(book) == {"shown": 1, "not_helped": 1}


def test_a_doubtful_question_is_chosen_by_its_title(citizen, book):
    citizen.says("đất nhà tôi có nằm trong quy hoạch không xem ở đâu")
    assert "quy hoạch" in "\n".join(citizen.says("1"))
    assert counts(book) == {"offered": 1, "shown": 1}


@pytest.mark.usefixtures("book")
@pytest.mark.usefixtures("book")
def test_a_few_words_behind_a_question_are_about_the_same_thing(citizen):
    citizen.says("làm lại căn cước hết bao nhiêu tiền")
    said = " ".join(citizen.says("thế mất bao lâu"))
    assert "7 ngày làm việc" in said
    assert "khai sinh" not in said


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("mất bao lâu", "Kết quả trong 3 ngày làm việc"),
        ("the mat bao lau a", "Kết quả trong 3 ngày làm việc"),
        ("online được không", "VNeID"),
    ],
)
def test_of_an_answer_just_told_only_the_part_that_is_asked_is_told_again(citizen, asked, part):
    whole = heard(citizen.says("đăng ký tạm trú ở đâu"))
    told = heard(citizen.says(asked))
    assert part in told
    assert "Điều 27, 28 Luật Cư trú" in told
    assert len(told) < len(whole)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("asked", ["mất bao lâu", "có mất tiền không"])
def test_of_titles_that_are_open_no_others_are_offered_by_how_long_it_takes(citizen, asked):
    citizen.says("Tôi muốn hỏi thủ tục chuyển mục đích đất vườn sang đất ở")
    citizen.says(asked)
    labels = [button["label"] for button in citizen.buttons]
    assert not any("khai sinh" in label or "căn cước" in label for label in labels)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("asked", ["cho hỏi chủ nhật có làm việc không", "cho hoi chu nhat co lam viec khong"])
def test_the_word_by_which_one_asks_is_no_market(citizen, asked):
    assert "7h30" in heard(citizen.says(asked))


@pytest.mark.usefixtures("book")
def test_a_limit_for_the_citizen_is_not_told_as_how_long_it_takes(known_citizen):
    assert "Trong 60 ngày" in heard(known_citizen.says("làm giấy khai sinh cho con cần giấy gì"))
    told = heard(known_citizen.says("mất bao lâu"))
    assert "60 ngày" not in told
    assert "chuyển tới cán bộ" in told


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("words", ["mai mấy giờ mưa", "mấy giờ có điện lại", "may gio xe rac toi"])
def test_what_hour_something_else_is_asks_for_no_office_hours(citizen, words):
    assert "7h30" not in " ".join(citizen.says(words))


def test_a_question_without_an_answer_goes_to_an_officer_after_consent_and_a_yes(citizen):
    citizen.says("xin chào")
    citizen.says("ờ")
    citizen.says("học phí trường mầm non công lập phường Bắc Giang bao nhiêu một tháng ạ?")
    citizen.says("đồng ý")
    assert not citizen.cases()
    for _ in range(3):
        if any("Gửi" in button["label"] for button in citizen.buttons):
            break
        citizen.says("phường Bắc Giang")
    citizen.presses("Gửi")
    [case] = citizen.cases()
    assert case.kind == Kind.INQUIRY


def assert_the_pothole_alone_is_sent(citizen, book):
    citizen.presses("Gửi")
    [case] = citizen.cases()
    with book.read() as snap:
        assert "căn cước" not in snap.execute(select(CaseRow.text)).scalar_one()
    assert case.topic == "giao_thong_ha_tang"


def test_a_question_in_the_middle_of_a_matter_loses_nothing(known_citizen, book):
    known_citizen.says(POTHOLE)
    answer = known_citizen.says("à cho hỏi mất căn cước thì làm lại ở đâu")
    assert "công an xã, phường" in "\n".join(answer)
    assert_the_pothole_alone_is_sent(known_citizen, book)


def test_a_question_behind_a_report_is_answered_and_the_report_is_sent(known_citizen, book):
    answer = known_citizen.says(f"{POTHOLE}, à cho hỏi luôn mất căn cước thì làm lại ở đâu")
    assert "công an xã, phường" in "\n".join(answer)
    assert_the_pothole_alone_is_sent(known_citizen, book)
    assert counts(book) == {"shown": 1}


@pytest.mark.usefixtures("telephones")
def test_who_asks_for_a_number_is_told_it_and_files_nothing(citizen):
    told = "\n".join(citizen.says("cho tôi hỏi số điện thoại cán bộ địa chính phường Bắc Giang"))
    assert "0204 3000 900" in told
    assert "0204 3000 900" not in "\n".join(citizen.says("xin số công an phường Bắc Giang"))
    assert "tố cáo" not in told.lower()
    assert not citizen.cases()


@pytest.mark.usefixtures("telephones")
def test_who_asks_for_the_chair_and_their_number_is_told_the_committees_alone(known_citizen):
    told = "\n".join(known_citizen.says("chủ tịch phường Bắc Giang là ai, số điện thoại"))
    assert "0204 3000 900" in told
    assert "0204 3000 901" not in told
    assert not known_citizen.cases()


@pytest.mark.usefixtures("telephones")
def test_a_number_asked_for_amid_a_report_leaves_the_report_as_it_was(known_citizen):
    known_citizen.says(POTHOLE)
    told = "\n".join(known_citizen.says("xin số ủy ban phường Bắc Giang"))
    assert "UBND phường Bắc Giang" in told
    assert "Gửi đi nhé" in told
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


@pytest.mark.usefixtures("telephones")
def test_who_asks_which_number_somebody_in_office_has_accuses_nobody(known_citizen):
    told = "\n".join(known_citizen.says("cho hỏi anh Nam địa chính phường Bắc Giang số mấy"))
    assert "0204 3000 900" in told
    assert "tố cáo" not in told.lower()


@pytest.mark.usefixtures("telephones")
def test_another_number_asked_for_right_behind_is_of_the_commune_named_first(citizen):
    citizen.says("xin số công an phường Bắc Giang")
    assert "0204 3000 900" in "\n".join(citizen.says("thế còn ủy ban thì sao"))
    assert "0204 3000 901" in "\n".join(citizen.says("số công an nữa"))
    citizen.says("cảm ơn")
    assert "0204 3000" not in "\n".join(citizen.says("còn công an thì sao"))


def test_an_old_title_and_a_double_tap_are_answered_and_file_nothing(citizen, book):
    citizen.says("đất nhà tôi có nằm trong quy hoạch không xem ở đâu")
    title = dict(citizen.buttons[0])
    assert citizen.send(kind="choice", choice=title["payload"])
    assert citizen.send(kind="choice", choice=title["payload"])
    wrong = next(button for button in citizen.buttons if "Chưa đúng" in button["label"])
    citizen.send(kind="choice", choice=wrong["payload"])
    assert citizen.send(kind="choice", choice=wrong["payload"])
    assert not citizen.cases()
    assert counts(book)["not_helped"] == 1


def test_a_complaint_about_the_same_thing_is_no_question(known_citizen, book):
    known_citizen.says("Cán bộ tư pháp phường Bắc Giang đòi hai trăm nghìn mới làm giấy khai sinh cho con tôi")
    assert not counts(book)
    assert any("Gửi" in button["label"] or "rõ" in button["label"] for button in known_citizen.buttons)


@pytest.mark.both_databases
@pytest.mark.usefixtures("book")
def test_an_english_speaker_from_hello_to_the_receipt_and_its_notice(citizen, office):
    offered = "\n".join(citizen.says("hello"))
    assert "English" in offered
    citizen.presses("English")
    citizen.says("There is a big hole in the road near the school, please repair it")
    citizen.says("yes")
    citizen.says("phường Bắc Giang")
    answer = "\n".join(citizen.says("send"))
    assert "Received" in answer
    [case] = citizen.cases()
    with office.read() as snap:
        told, state = snap.execute(select(CaseRow.text, CaseRow.state)).one()
        assert snap.execute(select(ConversationRow.language)).scalar_one() == "en"
    assert "big hole in the road" in told
    assert state == "screening"
    assert case.code in "\n".join(citizen.says("my cases"))


def test_an_english_danger_is_answered_with_the_number(citizen):
    [first, *_rest] = citizen.says("please help, the house is on fire and there are people inside")
    assert "114" in first


@pytest.mark.both_databases
def test_what_the_office_words_itself_is_said_from_the_next_message_on(citizen, office):
    citizen.says("xin chào")
    before = "\n".join(citizen.says("xin chào"))
    mine = "Dạ, Anh/Chị cứ nói ạ."
    with office.transaction() as tx:
        sentences.change(
            tx, ShippedSentences(), language="vi", key="talk.still_here", text=mine, why="thân mật hơn", seen=0,
            actor="system",
        )  # fmt: skip
    assert "cứ nói" not in before
    assert citizen.says("xin chào") == [mine]
    with office.transaction() as tx:
        sentences.change(
            tx,
            ShippedSentences(),
            language="vi",
            key="talk.still_here",
            text=None,
            why="như cũ",
            seen=1,
            actor="system",
        )
    assert "\n".join(citizen.says("xin chào")) == before


@pytest.mark.usefixtures("book")
def test_what_is_asked_behind_a_question_nobody_answered_goes_with_it(citizen):
    citizen.says("Cho hỏi làm giấy khai sinh cho cháu mới đẻ cần giấy gì, bao lâu có")
    citizen.says("Mẹ cháu ở xã khác thì làm ở đâu")
    citizen.says("có mất tiền không")
    assert "khai sinh" in citizen.buttons[0]["label"]
    citizen.says("câu hỏi khác")
    citizen.says("đồng ý")
    shown = "\n".join(citizen.says("phường Bắc Giang"))
    for told in ("mới đẻ", "xã khác", "có mất tiền không"):
        assert told in shown


@pytest.mark.usefixtures("book")
def test_a_yes_to_the_one_title_offered_opens_it(citizen):
    citizen.says("Cho hỏi làm giấy khai sinh cho cháu mới đẻ cần giấy gì, bao lâu có")
    citizen.says("Mẹ cháu ở xã khác thì làm ở đâu")
    citizen.says("có mất tiền không")
    assert "giấy chứng sinh" in "\n".join(citizen.says("đúng rồi"))


@pytest.mark.usefixtures("book")
def test_a_few_words_that_the_book_knows_by_themselves_leave_the_question_before(citizen):
    citizen.says("làm giấy khai sinh ở đâu ạ")
    assert "7h30" in "\n".join(citizen.says("mấy giờ ủy ban làm việc"))


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("asked", ["bao nhiêu tiền", "bao lâu có thẻ"])
def test_an_entry_just_shown_is_not_offered_again(known_citizen, asked):
    assert "điểm thu" in heard(known_citizen.says("làm thẻ bảo hiểm y tế cho con ở đâu"))
    known_citizen.says(asked)
    assert not any("Mua, đổi thẻ" in button["label"] for button in known_citizen.buttons)


@pytest.mark.usefixtures("book")
def test_what_the_book_has_no_more_of_goes_to_an_officer_with_the_question_before(known_citizen):
    known_citizen.says("làm thẻ bảo hiểm y tế cho con ở đâu")
    assert "tôi chưa có sẵn câu trả lời" in heard(known_citizen.says("bao nhiêu tiền"))
    shown = heard(known_citizen.says("xã Tân Yên"))
    assert "làm thẻ bảo hiểm y tế cho con ở đâu" in shown
    assert "bao nhiêu tiền" in shown


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    "asked",
    ["tôi 76 tuổi rồi có được tiền người già không", "tiền 80 tuổi nhận ở đâu", "trợ cấp tuổi già làm ở đâu"],
)
def test_money_for_the_old_is_found_by_what_people_call_it(citizen, asked):
    assert "trợ cấp hưu trí xã hội" in heard(citizen.says(asked))


@pytest.mark.usefixtures("book", "telephones")
def test_a_place_told_behind_an_answer_is_told_its_desk_and_one_at_titles_keeps_their_question(known_citizen):
    known_citizen.says("Thủ tục đăng ký kết hôn cần giấy tờ gì?")
    assert "0204 3000 900" in heard(known_citizen.says("ở phường Bắc Giang"))
    known_citizen.says("làm giấy khai sinh cần gì")
    again = heard(known_citizen.says("phường Bắc Giang"))
    assert "một trong các điều này" in again
    assert not known_citizen.cases()


@pytest.mark.usefixtures("book")
def test_send_said_at_titles_sends_the_question_and_opens_no_answer(known_citizen):
    known_citizen.says("làm giấy khai sinh cần gì")
    assert "chuyển tới cán bộ" in heard(known_citizen.says("gửi"))
    assert "làm giấy khai sinh cần gì" in heard(known_citizen.says("phường Bắc Giang"))
