"""Who asks how an office is reached accuses nobody."""

import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.legal.asked_numbers import asks_for_a_number, asks_how_to_get, asks_to_reach
from routing.reading import default_reader

ASKED = [
    "Cho tôi hỏi số điện thoại cán bộ địa chính xã Tân Sơn",
    "xin số công an xã Kép",
    "cho em xin sđt bộ phận một cửa phường Bắc Giang",
    "số điện thoại trưởng thôn Đông là gì ạ",
    "ubnd xã Kép làm việc mấy giờ",
    "ubnd xã làm việc t7 ko",
    "một cửa phường mở cửa buổi trưa không ạ",
]
TOLD = [
    "cán bộ xã làm việc buổi chiều không có mặt",
    "số điện thoại công an xã Kép gọi mãi không ai nghe",
    "cán bộ địa chính xã đòi tôi hai triệu mới đo đất",
    "có số lạ gọi đến xưng công an đòi chuyển tiền",
]


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", ASKED)
def test_who_asks_to_reach_asks(text, dress):
    assert asks_to_reach(split(dress(text)))
    assert default_reader().read(dress(text)).kind is Kind.INQUIRY


@pytest.mark.parametrize("text", TOLD)
def test_who_tells_of_somebody_does_more_than_ask(text):
    assert not asks_to_reach(split(text))


@pytest.mark.parametrize(
    "text",
    [
        "mần răng để đổi bằng lái",
        "làm răng cấp lại bằng lái",
        "đổi bằng lái thì làm thế nào",
        "làm cách mô để tách sổ hộ khẩu",
        "đăng ký tạm trú mần chi rứa hè",
        "man rang de lam lai can cuoc hi",
    ],
)
def test_who_asks_in_whatever_dialect_how_a_paper_is_got_asks(text):
    assert default_reader().read(text).kind is Kind.INQUIRY


@pytest.mark.parametrize(
    "text",
    [
        "làm răng mà cấp lại bằng lái được khi cán bộ đòi tiền",
        "làm cách nào để cấp nước lại, cả tuần nay mất nước",
        "đường hỏng thế này làm sao mà chuyển nhà",
        "đổi tên đường làm sao mà dân chẳng ai biết",
    ],
)
def test_who_tells_of_trouble_asks_for_no_paper(text):
    assert not asks_how_to_get(split(text))


@pytest.mark.parametrize(
    "text",
    [
        "chủ tịch xã tên gì",
        "chu tich xa ten gi",
        "chủ tịch xã Kép tên gì vậy em",
        "bí thư xã tên là gì",
        "ai là chủ tịch xã mới",
    ],
)
def test_who_asks_who_holds_an_office_accuses_nobody(text):
    assert default_reader().read(text).kind == Kind.INQUIRY


def test_who_is_asked_for_and_said_to_take_money_is_accused():
    assert default_reader().read("chủ tịch xã là ai mà dám ăn tiền của dân").kind == Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text", ["chủ tịch xã là ai, số điện thoại", "chủ tịch phường số điện thoại là gì ạ", "cong an xa sdt"]
)
def test_a_number_may_be_asked_for_behind_the_office(text):
    assert asks_for_a_number(split(text))


@pytest.mark.parametrize(
    "text", ["chủ tịch xã làm lộ số điện thoại", "cán bộ xã không cho số điện thoại", "công an lừa xin số điện thoại"]
)
def test_who_tells_of_a_number_asks_for_none(text):
    assert not asks_for_a_number(split(text))
