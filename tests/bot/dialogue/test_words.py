"""What short typed words mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.commands import Asked, Command, command_in, small_talk
from bot.dialogue.hearing.impatience import leaves_off, wishes_a_name
from bot.dialogue.options import typed_option
from bot.dialogue.words import answers, asks_for_state, corrected, fold_equal, rating_in, vocabulary
from tests.bot.dialogue.talk import reading_of

OPTIONS = (("send", "Gửi"), ("place", "Sửa nơi"), ("drop", "Thôi"))


@pytest.mark.parametrize(
    "text", ["gửi", "Gui di", "ok", "OK.", "đúng", "dung", "Dạ đúng rồi ạ", "đồng ý", "ừ", "gửi luôn nhé"]
)
def test_yes(text):
    assert "yes" in answers(text)


@pytest.mark.parametrize(
    "text",
    [
        "dừng",
        "đừng gửi",
        "khoan",
        "chưa",
        "không",
        "ko",
        "thôi",
        "k",
        "chưa đúng",
        "dừng lại",
        "dạ thôi ạ",
        "da thoi",
        "vâng thôi",
    ],
)
def test_no(text):
    assert "no" in answers(text)
    assert "yes" not in answers(text)


@pytest.mark.parametrize(
    "text", ["đúng là ổ gà to", "gửi cho xã Tân Yên", "ok nhưng sai chỗ", "", "!!!", "không có đèn"]
)
def test_more_than_an_answer_is_none(text):
    assert not answers(text)


@pytest.mark.parametrize(
    ("text", "option"),
    [("1", "send"), ("2.", "place"), ("sua noi", "place"), ("THÔI", "drop"), ("4", None), ("0", None), ("113", None)],
)
def test_typed_option(text, option):
    assert typed_option(text, OPTIONS) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [("hai", "place"), ("Hai ạ.", "place"), ("một", "send"), ("mot nhe", "send"), ("ba", "drop"), ("two", "place"),
     ("năm", None), ("hai ngày nay", None), ("ba tôi", None)],
)  # fmt: skip
def test_a_number_is_also_said_in_words(text, option):
    assert typed_option(text, OPTIONS) == option


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start", Command.START),
        ("/help@nghedan_bot", Command.HELP),
        ("giúp", Command.HELP),
        ("huong dan", Command.HELP),
        ("/trogiup", Command.HELP),
        ("hồ sơ của tôi", Command.LIST),
        ("viec cua toi", Command.LIST),
        ("tra cứu", Command.LOOKUP),
        ("hủy", Command.CANCEL),
        ("huỷ ạ", Command.CANCEL),
        ("thôi", Command.CANCEL),
        ("làm lại", Command.RESTART),
        ("quay lai", Command.BACK),
        ("cho tôi gặp cán bộ", Command.OFFICER),
        ("gọi người ra đây", Command.OFFICER),
        ("tao ko noi chuyen voi may", Command.OFFICER),
        ("nối máy cho tôi gặp cán bộ", Command.OFFICER),
        ("phản ánh", Command.NEW),
    ],
)
def test_command(text, command):
    assert command_in(text) == Asked(command)


@pytest.mark.parametrize(
    "text",
    [
        "bỏ thuế môn bài từ 2026 đúng ko",
        "hủy hợp đồng điện thì làm thế nào",
        "cán bộ xã gặp dân mà quát",
        "gọi cán bộ ra đây mà không ai ra",
        "ngõ 12 rach nuoc dam",
        "hồ sơ đất nộp ở đâu",
        "thổi còi inh ỏi",
    ],
)
def test_a_matter_is_no_command(text):
    assert command_in(text) is None


@pytest.mark.parametrize(
    ("text", "code", "secret"),
    [
        ("/tracuu ND-26-7F3K-29QX", "ND-26-7F3K-29QX", ""),
        ("/tracuu nd 26 7f3k 29qx abcd-efgh-2345", "nd 26 7f3k 29qx", "abcd-efgh-2345"),
        ("/tra-cuu ND-26-7F3K-29QX", "ND-26-7F3K-29QX", ""),
        ("xem hồ sơ ND-26-7F3K-29QX", "ND-26-7F3K-29QX", ""),
        ("ND-26-7F3K-29QX ABCD EFGH 2345", "ND-26-7F3K-29QX", "ABCD EFGH 2345"),
    ],
)
def test_code_and_secret(text, code, secret):
    assert command_in(text) == Asked(Command.LOOKUP, code, secret)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/tra-cuu", Command.LOOKUP),
        ("/tra_cuu", Command.LOOKUP),
        ("/Hồ sơ", Command.LIST),
        ("/đánhgiá", Command.RATE),
        ("/thôi", Command.CANCEL),
        ("/huy đường Nguyễn Huệ hỏng đèn", None),
        ("/12 ngõ Hùng Vương", None),
        ("/không", None),
    ],
)
def test_a_command_is_heard_as_people_spell_it(text, command):
    found = command_in(text)
    assert (found and found.command) == command


@pytest.mark.parametrize(
    "text", ["mã ND-26-7F3K-29QX hôm nay vẫn chưa ai đến", "xin sửa lại là 47/12 chứ không phải 47/21"]
)
def test_an_addition_is_no_look_up(text):
    assert command_in(text) is None


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("alo alo có ai không ạ", "greeting"),
        ("cam on a, e nhan duoc roi nhe", "thanks"),
        ("Toàn một lũ ăn hại", "abuse"),
        ("Bạn là người hay là máy vậy?", "machine"),
        ("gửi lộn nhóm rồi, thu hồi giùm", "mistake"),
        ("Tôi có chuyện này muốn nói", "opening"),
        ("....", "wordless"),
        ("Tui bị mất con vẹt xanh", None),
    ],
)
def test_small_talk(text, talk):
    assert small_talk(text, reading_of()) == talk


def test_a_matter_with_thanks_in_it_is_no_small_talk():
    assert small_talk("Rác đầu ngõ 5, cảm ơn", reading_of("topic=moi_truong")) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("không phải, ở thôn Đông cơ", "ở thôn Đông cơ"),
        ("sai rồi, ngõ 5", "ngõ 5"),
        ("nham roi", ""),
        ("ổ gà to", None),
    ],
)
def test_correction(text, rest):
    assert corrected(text) == rest


def test_state_of_a_case():
    assert asks_for_state("hồ sơ đến đâu rồi")
    assert not asks_for_state("Nước thải tràn vào nhà")


def test_commune_by_name():
    assert fold_equal("tan yen", "xã Tân Yên")
    assert fold_equal("ở xã Tân Yên ạ", "xã Tân Yên")
    assert not fold_equal("", "xã Tân Yên")


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    answers(text)
    command_in(text)
    corrected(text)
    typed_option(text, OPTIONS)
    small_talk(text, reading_of())


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("5", 5),
        ("4/5", 4),
        ("đánh giá 4 sao", 4),
        ("thôi 3 điểm", 3),
        ("làm chậm quá thôi cho 3 điểm", 3),
        ("cán bộ nhiệt tình lắm, đánh giá 5 sao", 5),
        ("anh em làm tốt, tôi cho 4/5", 4),
        ("nhà tôi ở tổ 5", None),
        ("gọi 3 lần", None),
    ],
)
def test_a_figure_is_a_mark_alone_or_where_it_says_so(text, mark):
    assert rating_in(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "tôi muốn rút lại đơn",
        "hủy hồ sơ này",
        "thế rút hồ sơ này đi",
        "em rút đơn lại nhé tìm thấy bò rồi",
        "tìm thấy bò rồi, cho em rút hồ sơ",
        "muốn rút đơn tố cáo thì làm sao",
        "rut don duoc k",
    ],
)
def test_a_wish_to_withdraw_is_heard(text):
    assert command_in(text) == Asked(Command.WITHDRAW)


@pytest.mark.parametrize(
    "text", ["rút hồ sơ đất ở một cửa thì sao", "họ ép tôi rút đơn", "hủy đơn hàng", "tôi không muốn rút đơn"]
)
def test_a_withdrawal_of_something_else_is_none(text):
    assert command_in(text) is None


@pytest.mark.parametrize("text", ["em ko muốn gửi nữa", "thôi k báo nữa đâu", "không gửi việc này nữa", "ko cần nữa"])
def test_giving_up_is_heard(text):
    assert leaves_off(text)


@pytest.mark.parametrize("text", ["họ không gửi nữa", "công an không báo nữa", "tôi muốn gửi nữa"])
def test_what_others_give_up_is_no_giving_up(text):
    assert not leaves_off(text)


@pytest.mark.parametrize(
    ("text", "mark"), [("ko hài lòng", 2), ("k được", 2), ("chưa tốt lắm", 2), ("hài lòng", 4), ("không tệ", 3)]
)
def test_a_denied_mark_is_a_low_one(text, mark):
    assert rating_in(text) == mark


@pytest.mark.parametrize(
    ("text", "is_wished"),
    [("use my name", True), ("muốn nêu tên", True), ("do not use my name", False), ("đừng nêu tên tôi", False)],
)
def test_a_wish_to_be_named_is_told_from_its_opposite(text, is_wished):
    assert wishes_a_name(text) is is_wished


@pytest.mark.parametrize(
    "text", ["đổi ý rồi thôi khỏi gửi", "ủa mà đổi ý rồi thôi khỏi gửi", "doi y roi thoi khoi gui"]
)
def test_who_changes_their_mind_leaves_off(text):
    assert leaves_off(text)


@pytest.mark.parametrize("text", ["chỉ có rác thôi đi lại khó", "đường hỏng thôi bỏ đi lối khác"])
def test_thoi_amid_a_report_leaves_nothing_off(text):
    assert not leaves_off(text)


@pytest.mark.parametrize("text", ["thêm ảnh", "cho tôi thêm ảnh được không", "tôi muốn gửi thêm ảnh", "gui them hinh"])
def test_who_would_add_a_photo_may(text):
    assert answers(text) == {"photo"}


@pytest.mark.parametrize(
    "text",
    [
        "gửi đủ rồi",
        "em gửi đủ rồi nhé",
        "gui du roi",
        "gửi đủ ảnh rồi",
        "vậy thôi",
        "vay thoi",
        "thế thôi ạ",
        "nhiêu đó thôi",
    ],
)
def test_who_has_sent_all_photos_adds_nothing_to_the_report(text):
    assert vocabulary("no_photo").meanings(text)


@pytest.mark.parametrize(
    "text", ["vậy thôi nước ngập tới gối rồi", "hết rồi nước", "nước ngập vậy thôi", "chưa gửi đủ"]
)
def test_words_of_the_matter_at_the_photo_question_are_kept(text):
    assert not vocabulary("no_photo").meanings(text)
