"""An accusation amid anything else stands nowhere but in what is sealed, and what else was told stays what it was."""

import pytest
from sqlalchemy import select

from intake import cases
from intake.lifecycle import Move
from intake.tables import AttachmentRow, CaseRow, UtteranceRow
from tests.factories import viewer
from tests.secrets import found_openly
from tests.talk import heard

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
SECRETS = ("Rạng", "Rang", "rạng")
ACCUSED = [
    "ông Nguyễn Văn Rạng chủ tịch xã lấy tiền đền bù của dân",
    "ong Rang truong thon an chan tien ho tro bao lu",
    "ý tôi là ông Rạng chủ tịch phường nhận hối lộ của nhà thầu",
    "tôi tố cáo bà Rạng kế toán xã khai khống danh sách hộ nghèo",
    "ông Rạng chủ tịch xã lấy tiền đền bù, giấu tên tôi nhé",
    "ông Rạng ăn tiền hỗ trợ của dân, đừng ghi tên tôi",
]


def send(citizen):
    """Press on until it is sent."""
    for _number in range(8):
        labels = [one["label"] for one in citizen.buttons]
        if "Gửi" in labels:
            return citizen.presses("Gửi")
        citizen.says("không rõ")
    raise AssertionError(labels)


def sent(citizen):
    citizen.says(LAMP)
    citizen.presses("Gửi")
    return citizen.cases()[0]


def answered(citizen, office):
    case = sent(citizen)
    boss = viewer(office, "giap")
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
        cases.act(tx, case.case_id, Move.ANSWER, actor=boss, fields={"outcome": "resolved", "text": "Đã thay bóng."})


def by_adding(citizen, _office):
    sent(citizen)
    citizen.says("bổ sung")


def by_typing_on(citizen, _office):
    sent(citizen)


def by_asking_how_it_stands(citizen, _office):
    sent(citizen)
    citizen.says("hồ sơ của tôi")


def by_withdrawing(citizen, _office):
    sent(citizen)
    citizen.says("rút hồ sơ")


def by_answering_a_question(citizen, office):
    case = sent(citizen)
    boss = viewer(office, "giap")
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
        cases.act(tx, case.case_id, Move.ASK, actor=boss, fields={"question": "Cột số mấy ạ?"})


def by_a_last_word(citizen, office):
    answered(citizen, office)
    for words in ("đánh giá", "5", "5"):
        citizen.says(words)


def by_a_mark(citizen, office):
    answered(citizen, office)
    citizen.says("đánh giá")


def by_a_reason(citizen, office):
    answered(citizen, office)
    citizen.says("đánh giá")
    citizen.says("1")
    citizen.says("có")


def by_looking_up(citizen, _office):
    sent(citizen)
    citizen.says("tra cứu")


def by_the_read_back(citizen, _office):
    citizen.says(LAMP)


def by_the_place(citizen, _office):
    citizen.says("đèn đường tắt cả tuần tối om")


def by_the_photo(citizen, _office):
    citizen.says(LAMP)
    citizen.presses("ảnh")


def by_dropping(citizen, _office):
    citizen.says(LAMP)
    citizen.says("thôi")


def by_changing_the_place(citizen, _office):
    citizen.says(LAMP)
    citizen.says("sửa nơi")


def by_the_form(citizen, _office):
    citizen.says("tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi")


def by_a_number(citizen, _office):
    sent(citizen)
    citizen.says("để lại số điện thoại")


def by_own_data(citizen, _office):
    sent(citizen)
    citizen.says("/dulieu")


def by_a_reception(citizen, _office):
    sent(citizen)
    citizen.says("đặt lịch tiếp dân")


def by_a_question(citizen, _office):
    sent(citizen)
    citizen.says("hỏi thủ tục")


WAYS = [one for name, one in sorted(globals().items()) if name.startswith("by_")]


@pytest.mark.one_database
@pytest.mark.parametrize("words", ACCUSED)
@pytest.mark.parametrize("way", WAYS, ids=[one.__name__ for one in WAYS])
def test_an_accusation_typed_anywhere_is_found_nowhere_openly(known_citizen, office, way, words):
    way(known_citizen, office)
    known_citizen.says(words)
    assert not found_openly(office, *SECRETS)
    for more in ("1", "vâng", "gửi", "gửi"):
        known_citizen.says(more)
    assert not found_openly(office, *SECRETS)


@pytest.mark.one_database
@pytest.mark.parametrize("words", ACCUSED[:2])
@pytest.mark.parametrize("way", [by_adding, by_the_read_back, by_a_reason, by_typing_on, by_a_last_word])
def test_nor_do_the_words_under_a_photo(known_citizen, office, way, words):
    way(known_citizen, office)
    known_citizen.sends_photo(words)
    for more in ("gửi", "gửi"):
        known_citizen.says(more)
    assert not found_openly(office, *SECRETS)


def test_a_report_that_is_dropped_for_the_accusation_behind_it_stays_open_in_the_log(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.says(ACCUSED[0])
    known_citizen.says("thôi")
    assert "trang kín" in heard(known_citizen.says("vâng"))
    assert [line.is_sealed for line in lines_of(office) if line.text == LAMP] == [False]
    assert not found_openly(office, *SECRETS)


def test_an_album_goes_where_its_accusing_words_go(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.sends_photo(ACCUSED[0], group="album")
    known_citizen.sends_photo(group="album")
    known_citizen.says("gửi")
    with office.read() as snap:
        [openly] = rows(snap)
        files = snap.execute(select(AttachmentRow.case_id)).scalars().all()
    assert len(files) == len([one for one in files if one != openly.id]) == 2


@pytest.mark.one_database
@pytest.mark.parametrize("is_sent", [True, False])
def test_nor_what_a_message_says_since_it_was_edited(known_citizen, office, is_sent):
    known_citizen.says(LAMP, message_id="m")
    if is_sent:
        known_citizen.presses("Gửi")
    said = known_citizen.send(kind="edited", text=f"{LAMP}. {ACCUSED[0]}", message_id="m")
    assert "giữ kín" in heard(said)
    known_citizen.says("gửi")
    assert not found_openly(office, *SECRETS)
    assert any(case.kind == "feedback" for case in known_citizen.cases())


def test_the_citizen_hears_that_it_is_kept_from_the_case_and_is_led_on(known_citizen, office):
    case = sent(known_citizen)
    known_citizen.says("bổ sung")
    said = heard(known_citizen.says(ACCUSED[0]))
    assert f"không ghi vào hồ sơ {case.code}" in said
    known_citizen.presses("Nhắn tiếp ở đây")
    send(known_citizen)
    assert sorted(one.kind for one in known_citizen.cases()) == ["denunciation", "feedback"]
    with office.read() as snap:
        sealed, openly = rows(snap)
    assert (sealed.text, openly.text) == (ACCUSED[0], LAMP)
    assert all(line.case_id == sealed.id for line in lines_of(office) if "Rạng" in line.text)


REPORTED = [
    ("Rác chất đống trước chợ Thương phường Bắc Giang", "moi_truong"),
    ("cong ngo 7 duong Giap Hai phuong Bac Giang bi tac nuoc tran ra duong", "thoat_nuoc"),
]
TOGETHER = [
    ("{report}. {accusation}",),
    ("{report}, còn nữa {accusation}",),
    ("{report}\n{accusation}",),
    ("{report}", "{accusation}"),
    ("{accusation}. Còn nữa, {report}",),
    ("{accusation}", "à mà {report}"),
]


@pytest.mark.one_database
@pytest.mark.parametrize("messages", TOGETHER)
@pytest.mark.parametrize("reported", REPORTED)
@pytest.mark.parametrize("who", ["citizen", "known_citizen"])
def test_a_report_told_with_an_accusation_is_an_ordinary_case_and_the_accusation_a_sealed_one(
    request, office, messages, reported, who
):
    citizen, (report, topic) = request.getfixturevalue(who), reported
    for message in messages:
        citizen.says(message.format(report=report, accusation=ACCUSED[0]))
    for _number in range(12):
        press_on(citizen)
    with office.read() as snap:
        sealed, openly = rows(snap)
    assert (sealed.is_sealed, openly.is_sealed, openly.topic) == (True, False, topic)
    assert "Rạng" in sealed.text
    assert openly.text.strip(".") == report
    assert not found_openly(office, *SECRETS)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words",
    [
        "Tôi khiếu nại quyết định 12/QĐ-UBND thu hồi đất nhà tôi. Ông Rạng chủ tịch phường nhận tiền của doanh nghiệp",
        "tôi khiếu nại quyết định xử phạt số 5 của UBND phường Bắc Giang, ông Rạng chủ tịch ăn tiền nên phạt oan tôi",
        "toi khieu nai quyet dinh boi thuong dat, can bo dia chinh Rang an chan tien den bu cua toi",
        "Khiếu nại việc công an phường Đa Mai giữ xe tôi. Anh Rạng công an đòi 10 triệu mới trả xe",
    ],
)
def test_no_complaint_tells_whoever_decides_on_it_of_what_they_are_accused(known_citizen, office, words):
    known_citizen.says(words)
    for _number in range(12):
        press_on(known_citizen)
    assert sorted(case.kind for case in known_citizen.cases()) == ["complaint", "denunciation"]
    assert not found_openly(office, *SECRETS)


@pytest.mark.parametrize(
    "words",
    [
        "Tôi tố cáo ông Rạng chủ tịch xã lấn chiếm đất công. Nhà xây ba tầng không phép ở ngõ 7",
        "ông Rạng trưởng thôn thu tiền làm đường của dân rồi bỏ túi, đường giờ vẫn lầy lội",
    ],
)
def test_what_is_told_behind_an_accusation_is_of_it(known_citizen, words):
    known_citizen.says(words)
    assert "giữ riêng" not in heard(known_citizen.says("nhắn tiếp ở đây"))
    for _number in range(8):
        press_on(known_citizen)
    assert [case.kind for case in known_citizen.cases()] == ["denunciation"]


def test_who_says_that_nobody_is_accused_is_believed_and_the_words_are_open(known_citizen, office):
    known_citizen.says("ông trưởng thôn ăn chặn tiền hỗ trợ lũ lụt ở phường Bắc Giang")
    known_citizen.says("tôi chỉ phản ánh")
    for _number in range(5):
        press_on(known_citizen)
    [case] = known_citizen.cases()
    told = [line for line in lines_of(office) if "ăn chặn" in line.text]
    assert told
    assert all(line.case_id == case.case_id and not line.is_sealed for line in told)


def test_what_was_said_of_an_accusation_is_no_line_of_the_report(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.says(ACCUSED[0])
    known_citizen.says("gửi")
    [case] = [one for one in known_citizen.cases() if one.kind == "feedback"]
    told = " ".join(line.text for line in lines_of(office) if line.case_id == case.case_id and line.author == "bot")
    assert "giữ kín" not in told.partition("Đã nhận")[0]


def press_on(citizen):
    """Take the next step to a receipt, as far as one is open."""
    labels = [one["label"] for one in citizen.buttons]
    wanted = next(
        (one for one in ("Gửi", "Điền sau trên giấy", "Nhắn tiếp ở đây", "Đồng ý", "Không rõ") if one in labels), None
    )
    if wanted:
        citizen.presses(wanted)


def rows(snap):
    """Return all cases, the sealed ones first."""
    return snap.execute(select(CaseRow.__table__).order_by(CaseRow.is_sealed.desc())).all()


def lines_of(db):
    with db.read() as snap:
        return snap.execute(select(UtteranceRow.__table__).order_by(UtteranceRow.id)).all()


@pytest.mark.one_database
def test_an_answer_with_an_accusation_behind_it_is_an_answer(known_citizen, office):
    by_answering_a_question(known_citizen, office)
    said = heard(known_citizen.says(f"Đèn ở cột số 7 phố Thân Nhân Trung vẫn tắt tối om. {ACCUSED[0]}"))
    assert "đã chuyển lời này" in said
    assert "trang kín" in said
    assert not found_openly(office, *SECRETS)
    [case] = [one for one in known_citizen.cases() if one.kind == "feedback"]
    assert any("cột số 7" in line.text and line.case_id == case.case_id for line in lines_of(office))
