import pytest

from routing.kinds import Kind
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
