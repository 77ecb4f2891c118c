"""What the figures of the board are called, on the page and in its files."""

from collections.abc import Mapping

from admin import words
from intake import labels
from routing.places import load_gazetteer

PERIODS: Mapping[int, str] = {7: "7 ngày", 30: "30 ngày", 90: "3 tháng", 180: "6 tháng", 365: "1 năm"}
DIMENSIONS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "officer": "Cán bộ",
    "topic": "Lĩnh vực",
    "commune": "Xã, phường",
    "kind": "Loại",
    "channel": "Kênh",
}
WITHOUT: Mapping[str, str] = {
    "unit": "Chưa phân đơn vị",
    "officer": "Chưa có người",
    "topic": "Chưa rõ lĩnh vực",
    "commune": "Chưa rõ nơi",
    "kind": "Chưa rõ loại",
    "channel": "Khác",
}
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
FEW = "dưới 5"


def key_name(dimension: str, key: str) -> str:
    """Return the name of a key of a dimension whose names are no rows of the book."""
    if not key:
        return WITHOUT[dimension]
    if dimension == "topic":
        return words.topic(key)
    if dimension == "commune":
        commune = load_gazetteer().communes.get(key)
        return commune.name if commune else key
    return {"kind": labels.KINDS, "channel": labels.CHANNELS}.get(dimension, {}).get(key, key)


def mark(value: float | None) -> str:
    """Return a mean of marks from 1 to 5 as "4,2"."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def share(part: int | None, whole: int | None) -> str:
    """Return "46 / 52"; a dash where there is nothing to share, "dưới 5" where a number is covered."""
    if whole is None:
        return FEW
    return f"{FEW if part is None else part} / {whole}" if whole else "–"
