"""What a danger or a hazard is called to whoever works in the office."""

from collections.abc import Mapping

# nobody is hurt yet
HAZARDS: Mapping[str, str] = {
    "tree": "mối nguy: cây, tường, cột sắp đổ",
    "wire": "mối nguy: dây, tủ điện hở hoặc đứt",
    "pit": "mối nguy: hố, cống không nắp, không rào",
    "bank": "mối nguy: đất, bờ đang sạt gần nhà, lối đi",
    "bridge": "mối nguy: cầu, lan can cầu hỏng",
    "flow": "mối nguy: nước xiết trên lối đi",
    "boat": "mối nguy: đò, phà không an toàn",
    "gas": "mối nguy: rò gas",
    "animal": "mối nguy: chó, ong dữ còn thả",
    "food": "mối nguy: thức ăn hỏng, nhiều người bệnh vì một bữa ăn",
    "lift": "mối nguy: thang máy rơi, hở cửa",
    "rails": "mối nguy: chắn tàu hỏng",
    "road": "mối nguy: đường trơn, cua khuất, đèn tín hiệu hỏng",
    "exit": "mối nguy: lối thoát bị chặn, chất dễ cháy",
    "unsafe": "mối nguy: máy, đồ chơi, hóa chất, bom đạn, thứ khác",
}
DANGERS: Mapping[str, str] = {
    "fire": "cháy, nổ",
    "crime": "tội phạm đang xảy ra",
    "medical": "có người cần cấp cứu",
    "child": "trẻ em gặp nguy hiểm",
    "drowning": "đuối nước",
    "electric": "điện giật, dây điện đứt",
    "collapse": "sập, sạt lở",
    "poisoning": "ngộ độc",
    "custody": "bị đánh khi đang bị giữ",
    "suicide": "có người muốn tự tử",
    "any": "chưa rõ là gì",
    **HAZARDS,
}


def told_danger(kind: str) -> str:
    """Return what is told of, as "nguy hiểm (cháy, nổ)" or "mối nguy: …"."""
    named = DANGERS.get(kind, kind)
    return named if kind in HAZARDS else f"nguy hiểm ({named})"
