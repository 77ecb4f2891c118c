import pytest

from routing.kinds import Kind
from routing.matters import turned
from routing.reading import default_reader

TWO = (
    "Tôi khiếu nại quyết định xử phạt số 12 của chủ tịch xã về đất, tôi không đồng ý, đề nghị xem xét lại quyết định. "
    "Ngoài ra ngõ nhà tôi đèn đường tắt cả tháng, tối om, mong xã cho thợ lên thay bóng."
)


def test_a_complaint_and_a_request_in_one_message_are_proposed_as_two():
    parts = default_reader().read(TWO).parts
    assert parts[0].kind == Kind.COMPLAINT
    assert parts[-1].topic == "chieu_sang"
    assert "thay bóng" in parts[-1].words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ngõ nhà tôi đèn đường tắt cả tháng. Tối om, xe ngã mấy lần. Mong phường cho thợ lên thay bóng sớm.",
        "mất nước",
        "Ngoài ra. Ngoài ra. Ngoài ra.",
    ],
)
def test_one_matter_stays_whole(text):
    assert default_reader().read(text).parts == ()


FINE = "Tôi không đồng ý với quyết định phạt 7 triệu về xây dựng của phường, tôi xây đúng phép, đề nghị xem lại."
BENEFIT = "Xã cắt trợ cấp hộ nghèo của tôi mà không nói lý do, tôi đề nghị xét lại."
LAND = "Thêm nữa tôi khiếu nại việc xã thu hồi đất của gia đình tôi bồi thường thiếu 40 m2."
MIXED = {
    f"{FINE} Nhân tiện cho hỏi làm lại căn cước cho mẹ tôi thì cần giấy tờ gì ạ?": {"complaint", "inquiry"},
    f"{BENEFIT} Bên cạnh đó đường vào xóm lầy lội, mong xã đổ đá cho bà con đi.": {"complaint", "petition"},
    f"Điện yếu quá không nấu nổi cơm, mong điện lực nâng trạm. {LAND}": {"petition", "complaint"},
}


def test_most_messages_of_two_kinds_are_proposed_as_two():
    found = [{str(part.kind) for part in default_reader().read(text).parts} for text in MIXED]
    assert sum(parts == kinds for parts, kinds in zip(found, MIXED.values(), strict=True)) >= len(MIXED) - 1


COMPLAINS = "Tôi khiếu nại quyết định thu hồi đất của nhà tôi"
ACCUSES = "tố cáo ông Lân địa chính nhận 20 triệu của tôi"


@pytest.mark.parametrize(
    "text",
    [
        f"{COMPLAINS}. Tôi cũng {ACCUSES}",
        f"{COMPLAINS} và {ACCUSES}",
        f"{COMPLAINS}, đồng thời {ACCUSES}",
        f"Thứ nhất {COMPLAINS}; thứ hai {ACCUSES}",
        f"Một là {COMPLAINS}, hai là {ACCUSES}",
        f"Vừa {ACCUSES}, vừa {COMPLAINS}",
        f"1. {COMPLAINS} 2. {ACCUSES}",
        f"- {COMPLAINS}\n- {ACCUSES}",
        f"{COMPLAINS}, con toi to cao ong cong an xa danh toi gay tay",
    ],
)
def test_who_complains_and_accuses_has_two_papers_to_write(text):
    kinds = [part.kind for part in default_reader().read(text).parts]
    assert sorted(kinds) == [Kind.COMPLAINT, Kind.DENUNCIATION]


@pytest.mark.parametrize(
    "text",
    [
        f"{COMPLAINS} và kiến nghị xã hủy quyết định đó cho gia đình tôi",
        "Ngõ vừa hẹp vừa tối, xe rác vừa to vừa ồn, sáng nào cũng kẹt cứng ở đầu ngõ",
        "Hàng xóm xả nước thải ra ngõ, tôi cũng nói nhiều lần rồi mà họ không nghe, nhờ xã xuống xem",
        "Quán bị đình chỉ vì thiếu cầu thang thứ hai, tôi làm xong cầu thang thứ hai rồi, đề nghị xem lại quyết định",
    ],
)
def test_words_of_turning_alone_make_no_second_matter(text):
    assert default_reader().read(text).parts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nhà máy gạch khói đen, lúa cháy hết, bà con kiến nghị di dời",
        "trai ga thoi qua, ba con kien nghi di doi",
        "Nhà con ở cạnh trại gà, con kiến nghị di dời",
    ],
)
def test_who_asks_in_the_name_of_the_people_is_cut_in_no_word(text):
    assert turned(text) is None


def test_what_is_added_is_another_matter():
    assert turned("Cống tắc, còn tôi khiếu nại việc xã phạt tôi") == ("Cống tắc", "còn tôi khiếu nại việc xã phạt tôi")
