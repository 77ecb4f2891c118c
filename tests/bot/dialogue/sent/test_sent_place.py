"""What a citizen puts right of the spot of a matter already sent: street, number, hamlet; nothing else is a spot."""

import pytest

from bot.dialogue.sent.sent_place import spot_meant

STREET, HAMLET = "số 54 ngõ 5 đường Hùng Vương", "thôn Hạ"


@pytest.mark.parametrize(
    ("words", "told", "meant"),
    [
        ("không phải đường Hùng Vương, đường Lê Lợi nhé", STREET, "số 54 ngõ 5 đường Lê Lợi"),
        ("đường Lê Lợi chứ không phải đường Hùng Vương", STREET, "số 54 ngõ 5 đường Lê Lợi"),
        ("nhầm số nhà, số 45", STREET, "số 45 ngõ 5 đường Hùng Vương"),
        ("nham so nha, so 45", STREET, "số 45 ngõ 5 đường Hùng Vương"),
        ("à nhầm số 19 cơ", STREET, "số 19 ngõ 5 đường Hùng Vương"),
        ("sửa lại giúp em: số nhà 45 chứ ko phải 54", STREET, "số 45 ngõ 5 đường Hùng Vương"),
        ("em ghi nhầm, ngõ 7 mới đúng", STREET, "số 54 ngõ 7 đường Hùng Vương"),
        ("ngõ 7 nhé em ghi nhầm ngõ 5", STREET, "số 54 ngõ 7 đường Hùng Vương"),
        ("nhầm số nhà, số 45", HAMLET, "số 45, thôn Hạ"),
        ("à quên, cột số 15 nhé", "ngõ 3 đường Lê Lợi", "cột số 15, ngõ 3 đường Lê Lợi"),
        ("quên mất, gần nhà văn hóa", HAMLET, "gần nhà văn hóa, thôn Hạ"),
        ("à quên, thôn Đông", HAMLET, "thôn Đông"),
        ("nhầm, ở thôn Đông", HAMLET, "thôn Đông"),
        ("em ghi nhầm, thôn Tư chứ không phải thôn Hạ", HAMLET, "thôn Tư"),
        ("nhầm rồi, ở chỗ chợ Thương", HAMLET, "chợ Thương"),
        ("à nhầm số 19 cơ", HAMLET, ""),
        ("à nhầm số nhà 75", "trước nhà 37 đường Lê Lợi", "trước nhà 75 đường Lê Lợi"),
        ("à em nhầm, số nhà 41 mới đúng", "37 Lê Lợi", "41 Lê Lợi"),
        ("nhầm số điện thoại, số 0912345678", STREET, ""),
        ("không phải hôm nay mà hôm qua cơ", STREET, ""),
        ("nhầm tên, tôi tên Hùng", STREET, ""),
        ("à không, đèn hỏng 3 cái cơ", STREET, ""),
    ],
)
def test_a_correction_means_the_spot_told_before_with_what_is_right_in_it(words, told, meant):
    assert spot_meant(words, told) == meant
