"""Who goes to look needs the number of the house, the flat, the lamp post; what only counts is no number of a house."""

import pytest

from routing.language.folding import bare
from routing.places import load_gazetteer

TOLD = [
    ("trước nhà 37 đường Lê Lợi có ổ gà to", "trước nhà 37 đường Lê Lợi"),
    ("nhà 37 Lê Lợi nuôi gà hôi", "nhà 37 Lê Lợi"),
    ("đối diện nhà 12A, đường Nguyễn Trãi chất gạch", "đối diện nhà 12A, đường Nguyễn Trãi"),
    ("nhà 5 ngõ 12 đường Hùng Vương xây lấn", "nhà 5 ngõ 12 đường Hùng Vương"),
    ("số nhà 12/3 ngõ 45 đường Nguyễn Văn Cừ mất nước", "số nhà 12/3 ngõ 45 đường Nguyễn Văn Cừ"),
    ("sn 12 ngõ 8 ngách 3 đường Huyền Quang mất điện", "sn 12 ngõ 8 ngách 3 đường Huyền Quang"),
    ("ở 24 đường Giáp Hải chiếm hết vỉa hè", "24 đường Giáp Hải"),
    ("37 đường Lê Lợi hát to", "37 đường Lê Lợi"),
    ("quán phở 24 đường Lý Thái Tổ lấn vỉa hè", "24 đường Lý Thái Tổ"),
    ("Nhà trọ số 5 ngõ 12 thu tiền điện cao", "Nhà trọ số 5 ngõ 12"),
    ("ở địa chỉ 37 đường Lê Lợi", "37 đường Lê Lợi"),
    ("cột điện số 23 đường Nguyễn Cao nghiêng", "cột điện số 23 đường Nguyễn Cao"),
    ("chân cột đèn số 27 đường Hùng Vương mất nắp", "chân cột đèn số 27 đường Hùng Vương"),
    ("căn hộ 1204 tòa B chung cư Hoàng Gia thấm trần", "căn hộ 1204 tòa B chung cư Hoàng Gia"),
    ("phòng 302 nhà G3 khu tập thể Đáp Cầu mùi gas", "phòng 302 nhà G3 khu tập thể Đáp Cầu"),
    ("phòng 2 tầng 3 tòa C chung cư Cát Tường dột", "phòng 2 tầng 3 tòa C chung cư Cát Tường"),
    ("tầng 8 chung cư Cát Tường ồn", "tầng 8 chung cư Cát Tường"),
    ("ki ốt 17 chợ Thương bán thịt ôi", "ki ốt 17 chợ Thương"),
    ("km 12+300 quốc lộ 17 hay tai nạn", "km 12+300 quốc lộ 17"),
    ("hẻm 45/2/7 đường Trần Hưng Đạo ngập", "hẻm 45/2/7 đường Trần Hưng Đạo"),
    ("Ngõ 34 đ.Lê Lợi rác ba ngày", "Ngõ 34 đ.Lê Lợi"),
    ("Đường Lê Thái Tổ, phường Võ Cường, trước số 210 hố ga hở", "Đường Lê Thái Tổ, phường Võ Cường, trước số 210"),
    ("15/3 Trần Hưng Đạo, phường Kinh Bắc, cống tắc", "15/3 Trần Hưng Đạo"),
    ("12/3 đường Lê Lợi, phường Võ Cường ngập", "12/3 đường Lê Lợi"),
    ("12/5 ngõ Đình, phường Đa Mai nuôi gà hôi", "12/5 ngõ Đình"),
    ("thôn Đông, xã Tân Yên, gần chợ Mọc có bãi rác", "thôn Đông, xã Tân Yên, gần chợ Mọc"),
]
PLAIN = [
    ("truoc nha 37 duong le loi co cai ho to", "truoc nha 37 duong le loi"),
    ("nha 112 nguyen van cu do be tong", "nha 112 nguyen van cu"),
    ("toa b2 chung cu cat tuong mat nuoc", "toa b2 chung cu cat tuong"),
    ("sn 8 ngo 15 duong nguyen khuyen mat nuoc", "sn 8 ngo 15 duong nguyen khuyen"),
    ("sau lung uy ban co bai rac to lam", "sau lung uy ban"),
    ("cot den so 15 duong nguyen du khong sang", "cot den so 15 duong nguyen du"),
]
STREET_ONLY = [
    "tôi 37 tuổi ở đường Lê Lợi",
    "nhà có 37 người ở đường Lê Lợi",
    "0912345678 đường Lê Lợi ngập",
    "ngày 12/3 đường Lê Lợi ngập",
    "12/3 đường Lê Lợi ngập đến nay chưa rút",
    "hôm 15/3 đường Lê Lợi, ngập cả phố",
    "theo điều 37, đường Lê Lợi thuộc quy hoạch",
    "nhà 3 tầng đường Lê Lợi xây không phép",
    "khu trọ 5 tầng đường Lê Lợi có tiếng kêu",
    "mất 37 con gà, đường Lê Lợi hay có trộm",
    "tháng 4 đường Lê Lợi đào lên",
]
NOWHERE = [
    "nhà 3 tầng của hàng xóm xây không phép",
    "nhà 2 đứa con nhỏ, xin trợ cấp",
    "15/3 nộp hồ sơ, 20/4 chưa thấy trả",
    "12/5 đường ngập, xe chết máy",
    "căn hộ 70m2 đóng phí bao nhiêu",
    "khu trọ 40 phòng không có lối thoát",
    "chung cư 16 tầng, thang máy kẹt",
    "phòng một cửa bảo nộp lại",
    "tòa án xử rồi mà chưa thi hành",
    "cột điện cao 8 mét sắp đổ",
    "can 4 nguoi ky ten vao don",
    "ông Đ. Hôm qua đánh tôi, bà T.L nhìn thấy",
]


def place(text):
    return load_gazetteer().find(text)


@pytest.mark.parametrize(("text", "told"), TOLD + PLAIN)
def test_the_number_stands_in_the_place(text, told):
    assert place(text).text == told


@pytest.mark.parametrize("text", STREET_ONLY)
def test_what_only_counts_is_no_house(text):
    assert place(text).text.lower() == "đường lê lợi"
    assert place(bare(text)).text.lower() == "duong le loi"


@pytest.mark.parametrize("text", NOWHERE)
def test_a_count_alone_is_no_place(text):
    assert place(text) is None


def test_two_addresses_stay_two():
    found = place("Em ở ngõ 5, phường Kinh Bắc, đường Nguyễn Du phường Vũ Ninh ngập")
    assert (found.text, found.name) == ("đường Nguyễn Du", "phường Vũ Ninh")
