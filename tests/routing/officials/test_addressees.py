"""Who is only written to in a letter is not kept out of it; whoever is accused in the same breath is."""

import pytest

from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.reading import default_reader
from tests.routing.staffing import BUILDING, INSPECTORATE, TAN_YEN_BODY, directory

ACCUSES = "Tôi tố cáo kế toán xã Tân Yên tham ô"


def kept_out(text):
    reading = default_reader().read(text)
    return conflicts_in(
        Kind.DENUNCIATION, text, topic=reading.topic, places=[reading.place], directory=directory()
    ).units


@pytest.mark.parametrize(
    "letter",
    [
        f"Kính gửi: Chủ tịch tỉnh, Chánh Thanh tra tỉnh. {ACCUSES}",
        f"Kính gửi Chủ tịch UBND tỉnh và Chánh Thanh tra tỉnh, {ACCUSES.lower()}",
        f"Kính gửi: - Chủ tịch UBND tỉnh;\n- Chánh Thanh tra tỉnh;\n- Giám đốc Sở Xây dựng.\n{ACCUSES}",
        f"Kính gửi: Chủ tịch UBND tỉnh\nĐồng kính gửi: Chánh Thanh tra tỉnh\n{ACCUSES}",
        f"Kính gửi:\n1. Chủ tịch UBND tỉnh\n2. Chánh Thanh tra tỉnh\n3. Sở Xây dựng\nTên tôi là Ngô Văn Tý. {ACCUSES}",
        f"KÍNH GỬI CHỦ TỊCH TỈNH, CHÁNH THANH TRA TỈNH. {ACCUSES.upper()}",
        "kinh gui chu tich tinh, chanh thanh tra tinh em to cao ke toan xa Tan Yen tham o",
        "Đề nghị Chủ tịch tỉnh, Chánh Thanh tra tỉnh vào cuộc: kế toán xã Tân Yên tham ô",
        f"Kính gửi ông Phan Tiến Long, Chủ tịch UBND tỉnh; bà Lê Minh, Chánh Thanh tra tỉnh; Sở Xây dựng.\n{ACCUSES}",
        "Gửi Chủ tịch tỉnh và Thanh tra tỉnh, em tố cáo kế toán xã Tân Yên ăn chặn tiền",
        "Kính gửi: Ban Tiếp công dân tỉnh, Thanh tra tỉnh, Sở Xây dựng\nĐơn tố cáo kế toán xã Tân Yên tham ô",
        f"Kính gửi các cơ quan: UBND tỉnh; Thanh tra tỉnh; Sở Xây dựng; Báo Bắc Ninh. {ACCUSES}",
    ],
)
def test_everybody_to_whom_a_letter_is_written_may_take_it_in(letter):
    out = kept_out(letter)
    assert TAN_YEN_BODY in out
    assert not {INSPECTORATE, BUILDING} & out


@pytest.mark.parametrize(
    "letter",
    [
        "Kính gửi Chủ tịch tỉnh, tôi tố cáo Chánh Thanh tra tỉnh nhận tiền",
        "Kính gửi Chủ tịch tỉnh, Chánh Thanh tra tỉnh nhận tiền của tôi",
        "Kính gửi Chủ tịch tỉnh, Chánh Thanh tra tỉnh đã nhận của tôi 20 triệu",
        "Kính gửi Chủ tịch tỉnh\nChánh Thanh tra tỉnh bao che cho kế toán tham ô",
        "Kính gửi: Chủ tịch tỉnh, Thanh tra tỉnh. Tôi tố cáo Thanh tra tỉnh bao che cho kế toán",
        "Kính gửi: Chủ tịch tỉnh, Chánh Thanh tra tỉnh. Tôi tố cáo ông Chánh Thanh tra tỉnh nhận tiền",
        "Kính gửi Chủ tịch tỉnh\nNgười bị tố cáo: Chánh Thanh tra tỉnh\nHành vi: nhận tiền",
        "Kính gửi Chủ tịch tỉnh\nĐối tượng: Chánh Thanh tra tỉnh\nViệc: nhận tiền",
        "KÍNH GỬI CHỦ TỊCH TỈNH, CHÁNH THANH TRA TỈNH NHẬN TIỀN CỦA TÔI",
        "Kính Gửi Chủ Tịch Tỉnh, Chánh Thanh Tra Tỉnh Nhận Tiền Của Tôi",
        "Kính gửi Chủ tịch tỉnh. Chánh Thanh tra tỉnh, ông Nguyễn Văn A, nhận tiền của dân",
        "Đề nghị Chủ tịch tỉnh, Chánh Thanh tra tỉnh trả tiền hối lộ cho tôi",
        "Kính gửi Chủ tịch tỉnh, về việc tố cáo Chánh Thanh tra tỉnh",
        "Tố cáo Chánh Thanh tra tỉnh và Giám đốc Sở Xây dựng",
    ],
)
def test_whoever_is_accused_behind_the_addressees_never_sees_the_letter(letter):
    assert INSPECTORATE in kept_out(letter)
