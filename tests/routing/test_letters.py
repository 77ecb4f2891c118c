"""A letter is read for its matter: however it opens and closes, a report accuses nobody, an accusation stays one."""

import pytest

from routing.kinds import ALIKE, Kind
from routing.language.folding import bare
from routing.reading import default_reader

REPORTS = [
    "rác thải đổ tràn lan ở đầu ngõ 5",
    "đèn đường trước nhà văn hóa bị hỏng nửa tháng nay",
    "đường vào thôn xuống cấp, nhiều ổ gà",
    "quán karaoke mở nhạc tới 12 giờ đêm",
    "nước máy đục ngầu ba ngày nay",
    "hàng quán lấn chiếm vỉa hè trước cổng chợ",
    "xe tải quá tải chạy ầm ầm qua khu dân cư",
    "cống nghẹt, mưa xuống là ngập",
    "trại lợn xả thải ra mương hôi thối",
    "mất điện liên tục buổi tối",
    "chó thả rông đầy đường",
    "trạm y tế xã thiếu thuốc",
    "trường thu nhiều khoản đầu năm",
    "cây trước nhà nghiêng sắp đổ vào đường dây",
]
ACCUSATIONS = [
    "ông trưởng thôn thu của mỗi hộ 500 nghìn làm đường rồi bỏ túi",
    "chủ tịch xã Tân Yên cấp đất công cho em vợ",
    "cán bộ địa chính phường đòi 20 triệu mới làm sổ đỏ",
    "công an viên nhận tiền bảo kê sòng bạc",
    "kế toán trường khai khống danh sách lấy tiền ăn của học sinh",
    "phó giám đốc trung tâm nhận hối lộ của nhà thầu",
    "trưởng thôn ăn chặn tiền hỗ trợ lũ của bà con",
    "cán bộ xã làm giả chữ ký của tôi để rút tiền",
]
COMPLAINTS = [
    "tôi không đồng ý với quyết định xử phạt 5 triệu của chủ tịch phường",
    "xã từ chối cấp giấy xác nhận cho tôi mà không nêu lý do, tôi yêu cầu xem xét lại",
    "quyết định thu hồi đất của nhà tôi sai diện tích, đề nghị hủy",
    "tôi khiếu nại việc cắt trợ cấp của mẹ tôi",
    "phường bác hồ sơ của tôi trái quy định, tôi khiếu nại",
]
OPENINGS = [
    "Kính gửi UBND phường. ",
    "Tôi xin phản ánh việc ",
    "Tôi là người dân sống tại tổ 5, tôi xin phản ánh sự việc như sau: ",
    "Thay mặt bà con trong xóm, tôi kiến nghị: ",
    "Kính thưa quý cơ quan, hiện nay ",
    "Gia đình chúng tôi rất bức xúc vì ",
    "Là một người dân, tôi nhận thấy ",
    "Cử tri phản ánh: ",
    "Chúng tôi là các hộ dân trong ngõ xin trình bày: ",
]
CLOSINGS = [
    " gây mất an toàn giao thông",
    " gây ảnh hưởng đến đời sống và sức khỏe của người dân",
    " tiềm ẩn nguy cơ tai nạn",
    " gây bức xúc trong dư luận",
    " khiến người dân vô cùng bức xúc",
    " làm mất mỹ quan đô thị",
    ". Đã phản ánh nhiều lần nhưng vẫn chưa được giải quyết",
    ". Chúng tôi đã nhiều lần kiến nghị lên phường mà chưa thấy xử lý",
    ". Không hiểu chính quyền địa phương có biết không",
    ". Đề nghị các cấp có thẩm quyền sớm có biện pháp khắc phục",
    ". Kính mong lãnh đạo quan tâm chỉ đạo giải quyết dứt điểm",
    ". Đề nghị xử lý nghiêm theo quy định của pháp luật",
    ". Đề nghị cơ quan chức năng vào cuộc làm rõ",
    ". Trách nhiệm thuộc về ai?",
    ". Rất mong nhận được sự quan tâm. Tôi xin chân thành cảm ơn!",
    ". Tôi xin gửi kèm hình ảnh",
    ". Hành vi này coi thường pháp luật, đề nghị xử lý nghiêm",
    ". Mong sớm được hồi âm",
    ". Xin hỏi khi nào khắc phục?",
    ". Trân trọng!",
    ". Tôi cam đoan nội dung trên là đúng sự thật",
    ". Video ghi lúc 22h04 ngày 25/4",
    ". Cán bộ phường có về lập biên bản vài lần nhưng vẫn tái diễn",
    ". Xin giấu tên",
    ". Đề nghị kiểm tra, xử lý, trả lời bằng văn bản cho người dân",
    ". Đề nghị thanh tra làm rõ",
    ". Đơn vị nào chịu trách nhiệm việc này?",
    ". Nhờ báo đài lên tiếng giúp",
    ". Tái diễn nhiều lần không ai xử lý",
]
CALLS = [
    "alo ad ơi ",
    "chào bạn, ",
    "a/c ơi cho e báo với ",
    "xin chào, tôi muốn phản ánh ",
    "trời ơi ",
    "mấy anh chị ơi ",
    "Tin nóng: ",
    "hôm qua em có nói rồi mà ",
]
SIGHS = [
    " ạ",
    " nha",
    " hết chịu nổi",
    " khổ quá trời",
    " !!!",
    " huhu",
    " nhé ad",
    " đi ạ cảm ơn nhiều",
    " làm ơn giúp với",
    " lẹ lẹ giùm",
    " hoài luôn",
    " sao không ai nói gì",
    " tôi nói mãi rồi",
    " đúng là vô trách nhiệm",
    " làm ăn kiểu gì vậy",
    " bực mình ghê",
    " SĐT của tôi 0912345678",
]
_FEW_BARE = 2  # of 46


def letters(matter):
    """Yield the matter behind each opening, before each closing, and between some of both."""
    yield from (opening + matter for opening in OPENINGS)
    yield from (matter + closing for closing in CLOSINGS)
    yield from (OPENINGS[2] + matter + closing for closing in CLOSINGS[::4])


def typed(matter):
    """Return the matter behind each call and before each sigh."""
    return [call + matter for call in CALLS] + [matter + sigh for sigh in SIGHS]


def read_otherwise(matter, kinds, dress=str):
    """Return the letters of which the kind is none of these."""
    return [one for one in letters(matter) if default_reader().read(dress(one)).kind not in kinds]


@pytest.mark.slow
@pytest.mark.parametrize("matter", REPORTS)
def test_no_letter_makes_an_accusation_a_complaint_or_a_question_of_a_report(matter):
    assert read_otherwise(matter, ALIKE) == []


@pytest.mark.slow
@pytest.mark.parametrize("matter", REPORTS)
def test_hardly_any_does_without_diacritics(matter):
    assert len(read_otherwise(matter, ALIKE, bare)) <= _FEW_BARE


@pytest.mark.slow
@pytest.mark.parametrize("matter", ACCUSATIONS)
def test_no_letter_hides_an_accusation(matter):
    assert read_otherwise(matter, {Kind.DENUNCIATION}) == []


@pytest.mark.slow
@pytest.mark.parametrize("matter", COMPLAINTS)
def test_no_letter_hides_a_complaint(matter):
    assert read_otherwise(matter, {Kind.COMPLAINT}) == []


@pytest.mark.slow
@pytest.mark.parametrize("matter", REPORTS)
def test_neither_does_how_people_call_and_sigh_in_a_chat(matter):
    told = [*typed(matter), f"alo ad ơi {matter} cảm ơn ad"]
    assert [one for one in told if default_reader().read(one).kind not in ALIKE] == []


@pytest.mark.parametrize("matter", ACCUSATIONS)
def test_neither_hides_an_accusation(matter):
    assert [one for one in typed(matter) if default_reader().read(one).kind is not Kind.DENUNCIATION] == []


@pytest.mark.parametrize(
    "matter",
    [
        "nhà ông Ba đang cháy, lửa lên tới mái",
        "có người đuối nước ở hồ",
        "chồng em cầm dao đuổi em",
        "con em uống thuốc trừ sâu rồi",
        "sập giàn giáo có người bị đè",
    ],
)
def test_neither_hides_a_danger(matter):
    assert [one for one in typed(matter) if default_reader().read(one).danger is None] == []


@pytest.mark.parametrize("text", ["alo", "alo ad ơi", "xin chào", "cảm ơn ad nhiều", "đèn sửa xong rồi cảm ơn ad"])
def test_a_call_or_thanks_alone_are_no_matter(text):
    assert default_reader().read(text).kind is Kind.OTHER
