"""A danger goes to the desk that looks after such, whatever field of the administration its words sound like."""

import pytest

from routing.reading import default_reader


@pytest.mark.parametrize(
    ("told", "topic"),
    [
        ("con học lớp 4, bố con hay đánh con đau lắm", "an_sinh"),  # the school is only where it goes to
        ("em học lớp 7 bị dượng đánh", "an_sinh"),
        ("cô giáo đánh con lớp 4 sưng tay", "giao_duc"),
        ("có người ngất ở chợ Nhã Nam", "y_te"),
        ("công nhân ngất xỉu hàng loạt ở công ty vì nóng", "lao_dong"),
    ],
)
def test_topic(told, topic):
    assert default_reader().read(told).topic == topic


@pytest.mark.parametrize("text", ["mẹ tôi ngất xỉu rồi", "mẹ tôi ngất xỉu rồi ở tổ 3 phường Bắc Giang"])
def test_who_faints_at_home_is_no_matter_of_labour(text):
    assert default_reader().read(text).topic == "y_te"


def test_workers_who_faint_at_their_work_are():
    told = "công nhân ngất xỉu hàng loạt trong xưởng may, công ty bắt tăng ca"
    assert default_reader().read(told).topic != "y_te"
