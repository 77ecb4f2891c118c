"""What others settle is told before anything is asked: where it goes, with no form and no days that are not theirs."""

import pytest

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

TOLD = [
    ("Chấp hành viên kê biên nhà tôi sai, tôi khiếu nại", "Thủ trưởng cơ quan thi hành án dân sự tỉnh, thành phố"),
    ("chap hanh vien ke bien nha toi sai toi khieu nai", "Thủ trưởng cơ quan thi hành án dân sự tỉnh, thành phố"),
    ("THA kê biên đất của tôi không đúng, tôi khiếu nại", "Thủ trưởng cơ quan thi hành án dân sự tỉnh, thành phố"),
    ("Tòa án khu vực trả đơn kiện của tôi, tôi khiếu nại", "Tòa án nhân dân"),
    ("Viện kiểm sát không khởi tố vụ án, tôi khiếu nại", "Viện kiểm sát nhân dân"),
    ("vks tra ho so, toi khieu nai", "Viện kiểm sát nhân dân"),
    ("Đảng ủy xã khai trừ tôi, tôi khiếu nại", "Ủy ban Kiểm tra"),
    ("dang uy xa khai tru toi toi khieu nai", "Ủy ban Kiểm tra"),
    ("Ngân hàng Agribank trừ tiền tôi vô lý, tôi khiếu nại", "Ngân hàng"),
    ("Viettel trừ cước oan, tôi khiếu nại", "Doanh nghiệp viễn thông"),
    ("Điện lực tính hóa đơn gấp 3, tôi khiếu nại", "Công ty Điện lực"),
    ("dien luc tinh hoa don gap 3 toi khieu nai", "Công ty Điện lực"),
    ("Tôi khiếu nại công ty nước tính tiền sai", "Công ty cấp nước"),
]


def to_the_end(citizen):
    """Answer what is asked until nothing is; return all that was heard."""
    heard = list(citizen.says("xã Tân Yên"))
    for _ in range(4):
        if "Gửi" in [one["label"] for one in citizen.buttons]:
            return [*heard, *citizen.presses("Gửi")]
        heard += citizen.says("không rõ")
    return heard


@pytest.mark.parametrize(("words", "whom"), TOLD)
def test_a_complaint_that_no_committee_reviews_is_told_who_does_and_kept_as_a_report(known_citizen, words, whom):
    first = "\n".join(known_citizen.says(words))
    assert whom in first
    assert "Căn cứ" in first
    heard = "\n".join([first, *to_the_end(known_citizen)])
    assert heard.count("Việc này do nơi khác giải quyết") == 1
    for theirs in ("90 ngày", "Họ và tên người đứng đơn", "/khieu-nai/"):
        assert theirs not in heard
    [case] = known_citizen.cases()
    assert case.kind == "feedback"


def test_of_an_enforcement_nothing_is_told_of_an_appeal(known_citizen):
    heard = "\n".join(known_citizen.says("Khiếu nại việc thi hành bản án của cơ quan thi hành án"))
    assert "Thủ trưởng cơ quan thi hành án dân sự tỉnh, thành phố" in heard
    assert "kháng cáo" not in heard


def test_who_insists_is_heard_and_asked_for_no_form(known_citizen):
    known_citizen.says("Chấp hành viên kê biên nhà tôi ở xã Tân Yên là sai, tôi khiếu nại")
    heard = "\n".join([*known_citizen.says("tôi vẫn khiếu nại"), *to_the_end(known_citizen)])
    assert "Họ và tên người đứng đơn" not in heard
    [case] = known_citizen.cases()
    assert case.kind == "feedback"


@pytest.mark.parametrize(
    "words",
    [
        "xã cưỡng chế nhà tôi theo quyết định của chủ tịch xã, tôi khiếu nại",
        "Xã cắt điện nhà tôi để ép di dời, tôi khiếu nại",
        "xa cat dien nha toi de ep di doi, toi khieu nai",
        "tôi khiếu nại quyết định xử phạt của chủ tịch xã, tòa án đã xử tôi thắng mà xã không làm",
    ],
)
def test_what_an_office_did_stays_a_complaint(known_citizen, words):
    heard = "\n".join([*known_citizen.says(words), *known_citizen.says("xã Tân Yên")])
    assert "Việc này do nơi khác giải quyết" not in heard
    assert "Họ và tên người đứng đơn" in heard


@pytest.mark.parametrize("words", ["Bộ Giáo dục đổi sách liên tục", "bo giao duc doi sach lien tuc"])
def test_a_report_about_a_ministry_is_told_where_that_goes_before_its_receipt(known_citizen, words):
    heard = "\n".join(known_citizen.says(words))
    assert "Cổng Dịch vụ công quốc gia" in heard
    assert "Cổng Dịch vụ công quốc gia" not in "\n".join(to_the_end(known_citizen))
    assert len(known_citizen.cases()) == 1


def test_who_is_spoken_to_in_english_is_told_that_the_address_is_vietnamese(known_citizen):
    known_citizen.says("/language")
    known_citizen.presses("English")
    heard = "\n".join(known_citizen.says("Chấp hành viên kê biên nhà tôi sai, tôi khiếu nại"))
    assert "Others settle this: Thủ trưởng cơ quan thi hành án dân sự" in heard
    assert "in Vietnamese" in heard


def test_an_accusation_of_who_leads_the_police_is_told_with_its_receipt_who_decides(known_citizen):
    known_citizen.says("Giám đốc Công an tỉnh nhận tiền bảo kê sòng bạc ở xã Tân Yên")
    heard = list(known_citizen.presses("Nhắn tiếp ở đây"))
    for _ in range(3):
        if "Gửi" in [one["label"] for one in known_citizen.buttons]:
            break
        heard += known_citizen.says("không rõ")
    receipt = "\n".join(known_citizen.presses("Gửi"))
    assert "Bộ trưởng Bộ Công an" in receipt
    assert "Đã ghi nhận và niêm kín" in receipt
