"""What the figures of the board are called, on the page and in its files."""

from collections.abc import Mapping

from admin.words import words
from intake.figures import names
from intake.figures.names import DIMENSIONS, FEW, WITHOUT, mark, share

__all__ = ["AGES", "DIMENSIONS", "FACTS", "FEW", "PERIODS", "WITHOUT", "key_name", "mark", "share"]

PERIODS: Mapping[int, str] = {7: "7 ngày", 30: "30 ngày", 90: "3 tháng", 180: "6 tháng", 365: "1 năm"}
AGES = ("Đến 7 ngày", "8–30 ngày", "31–60 ngày", "61–90 ngày", "Trên 90 ngày")
FACTS: Mapping[str, str] = {
    "open": "Đang mở",
    "overdue": "Quá hạn",
    **{f"age_{at}": f"Đang mở, {name[0].lower()}{name[1:]}" for at, name in enumerate(AGES)},
    "told": "Tiếp nhận",
    "closed": "Đã kết thúc",
    "replied": "Đã trả lời lần đầu",
    "accepted": "Đã nhận xử lý",
    "answered": "Đã trả lời kết quả",
    "law_all": "Có thời hạn theo luật đã đến hạn hoặc đã xong",
    "law_late": "Trễ thời hạn theo luật",
    "local_all": "Có thời hạn theo quy chế đã đến hạn hoặc đã xong",
    "local_late": "Trễ thời hạn theo quy chế",
    "refused": "Không thụ lý",
    "transferred": "Chuyển đơn vị",
    "sent_out": "Hướng dẫn, chuyển cơ quan khác",
    "reopened": "Mở lại",
    "rated": "Có chấm điểm kết quả",
    "rated_low": "Chấm kết quả từ 2 điểm trở xuống",
    "manner": "Có chấm điểm thái độ",
    "manner_low": "Chấm thái độ từ 2 điểm trở xuống",
}


def key_name(dimension: str, key: str) -> str:
    """Return the name of a key of a dimension whose names are no rows of the book."""
    return names.key_name(dimension, key, words.topic)
