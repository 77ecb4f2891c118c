"""Who does not accept a conclusion on their denunciation denounces further (Art. 37), and is not asked to complain."""

import pytest

from routing.kinds import Kind
from routing.language.words import split
from routing.legal.further import denounces_further
from routing.reading import default_reader

FURTHER = [
    "Tôi không đồng ý với kết luận nội dung tố cáo của UBND phường, tôi muốn tố cáo tiếp lên trên",
    "Tôi muốn tố cáo tiếp",
    "Không đồng ý kết luận tố cáo số 30/KL-UBND",
    "Em không nhất trí kết luận nội dung tố cáo, xin giải quyết lại",
    "toi khong dong y ket luan to cao, toi to cao tiep",
    "Tôi đã tố cáo ông trưởng thôn, xã kết luận không có vi phạm, tôi không đồng ý",
    "Kết luận tố cáo bao che cho cán bộ địa chính, tôi đề nghị cấp trên xem xét lại",
    "tôi khiếu nại kết luận nội dung tố cáo số 30 của chủ tịch phường",
    "Tôi tố cáo lần hai vì lần trước xã kết luận không đúng",
    "Tôi gửi đơn tiếp tục tố cáo ông cán bộ địa chính",
]
OTHERWISE = [
    "Tôi bị tố cáo oan, kết luận không đúng, xin xem xét lại",
    "Hàng xóm tố cáo tôi lấn đất, xã kết luận tôi sai, tôi không đồng ý",
    "Người ta tố cáo tôi sai sự thật, kết luận là không đúng, tôi muốn được minh oan",
    "Tôi không đồng ý với kết luận thanh tra về đất của nhà tôi",
    "Xã kết luận đất của tôi là đất công, tôi không đồng ý",
    "Tôi khiếu nại lần hai quyết định giải quyết khiếu nại số 5 của chủ tịch xã",
    "Tôi không đồng ý mức bồi thường, nếu không giải quyết tôi sẽ tố cáo",
    "Nơi nào tố cáo tiếp nhận đơn",
    "Đề nghị công khai kết luận tố cáo",
    "Ổ gà trước cổng trường",
]


@pytest.mark.parametrize("text", FURTHER)
def test_a_conclusion_that_is_not_accepted_is_denounced_further(text):
    assert denounces_further(split(text))
    assert default_reader().read(text).kind is Kind.DENUNCIATION


@pytest.mark.parametrize("text", OTHERWISE)
def test_who_was_denounced_or_complains_of_something_else_does_not(text):
    assert not denounces_further(split(text))


def test_who_asks_where_one_denounces_further_only_asks():
    assert default_reader().read("Tôi muốn hỏi tố cáo tiếp thì gửi ở đâu").kind is Kind.INQUIRY
