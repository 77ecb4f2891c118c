"""Who only poses as an officer is no officer: what they did is a crime of somebody unknown, for the police."""

import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.reading import default_reader
from tests.bot.dialogue.dangers.test_in_danger import heard, keys

POSED = [
    "tôi bị lừa trên mạng mất 20 triệu, nó giả công an, tôi ở phường Vũ Ninh",
    "có người giả công an gọi điện lừa tôi mất 30 triệu, phường Đa Mai",
    "đối tượng mạo danh bộ công an gọi yêu cầu chuyển tiền",
    "mấy thằng giả danh nhân viên điện lực vào thôn thu tiền",
    "nó xưng là cán bộ phường bảo cài app rồi mất tiền",
]
IN_OFFICE = [
    "tôi tố cáo ông Tuấn công an xã nhận tiền",
    "ông Hùng trưởng thôn giả chữ ký dân để lấy tiền hỗ trợ",
    "tố cáo Trần Văn Tý giả danh cán bộ tỉnh lừa tôi 100 triệu chạy việc",
]


@pytest.mark.parametrize("text", [*POSED, *map(bare, POSED)])
def test_a_crime_of_whoever_poses_as_an_officer_is_reported(text):
    assert default_reader().read(text).kind in {Kind.FEEDBACK, Kind.PETITION}
    assert "denounce.ask" not in keys(heard(text))


@pytest.mark.parametrize("text", IN_OFFICE)
def test_who_is_accused_by_name_or_office_still_is(text):
    assert default_reader().read(text).kind is Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "chong toi danh toi gay tay, toi o phuong Vu Ninh\ntoi so lam, dung ghi ten toi\nco lo ten khong",
        "chồng em uống rượu về đánh em, xin giấu tên em",
    ],
)
def test_a_beaten_wife_who_would_not_be_named_accuses_nobody_in_office(text):
    assert default_reader().read(text).kind in {Kind.FEEDBACK, Kind.PETITION}
