"""What an empty folder of the inbox says, and what will come into it."""

from collections.abc import Mapping

EMPTY_FOLDERS: Mapping[str, tuple[str, str]] = {
    "screening": (
        "Không còn hồ sơ chờ phân loại.",
        "Việc mà máy chưa chắc lĩnh vực hay đơn vị, cùng khiếu nại và tố cáo, sẽ vào đây để anh/chị xem và phân.",
    ),
    "unassigned": (
        "Hồ sơ nào cũng đã có người.",
        "Hồ sơ chưa có cán bộ phụ trách sẽ hiện ở đây, gấp nhất trước, cho tới khi có người nhận.",
    ),
    "mine": ("Anh/chị không có hồ sơ nào đang mở.", "Hồ sơ được giao cho anh/chị sẽ hiện ở đây, gấp nhất trước."),
    "to_approve": (
        "Không có dự thảo nào chờ anh/chị duyệt.",
        "Câu trả lời của đơn vị cần người thứ hai duyệt sẽ vào đây, gấp nhất trước; dự thảo anh/chị tự soạn thì không.",
    ),
    "coordinating": (
        "Không có việc phối hợp nào đang mở.",
        "Hồ sơ mà đơn vị khác mời anh/chị phối hợp sẽ hiện ở đây cho tới khi báo kết quả.",
    ),
    "due_soon": ("Không có hồ sơ sắp đến hạn.", "Hồ sơ còn từ hai ngày làm việc trở xuống sẽ hiện ở đây."),
    "overdue": (
        "Không có hồ sơ quá hạn.",
        "Hồ sơ qua hạn theo luật hoặc quy chế sẽ hiện ở đây và được báo cho cán bộ và người đứng đầu.",
    ),
    "gravely_late": (
        "Không có hồ sơ quá hạn nặng.",
        "Hồ sơ quá hạn từ 5 ngày làm việc sẽ hiện ở đây; cấp trên cũng được báo.",
    ),
    "waiting": (
        "Ngăn này đang trống.",
        "Hồ sơ đang chờ người dân bổ sung hoặc nộp đơn có chữ ký sẽ hiện ở đây.",
    ),
    "answered": ("Ngăn này đang trống.", "Hồ sơ đã trả lời, chờ kết thúc, sẽ hiện ở đây."),
    "": ("Ngăn này đang trống.", "Hồ sơ mới sẽ hiện ở đây."),
}
