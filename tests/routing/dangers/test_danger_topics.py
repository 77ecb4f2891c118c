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
