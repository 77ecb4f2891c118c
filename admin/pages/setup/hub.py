"""The way to everything that can be set: one calm page of links by group, each with a sentence on what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import require
from admin.templating import render
from intake.access import Viewer

router = APIRouter()
Reader = Annotated[Viewer, Depends(require("administrator", "supervisor", "head"))]
_BOTH = frozenset({"administrator", "supervisor"})
_WATCH_CASES = frozenset({"head", "supervisor"})
_HEADS_TOO = _BOTH | {"head"}
_ADMINISTRATOR, _SUPERVISOR = frozenset({"administrator"}), frozenset({"supervisor"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the hub; `roles` are those that its own rule lets in."""

    path: str
    name: str
    sentence: str
    roles: frozenset[str] = _BOTH


GROUPS: Mapping[str, tuple[Entry, ...]] = {
    "Cơ quan và con người": (
        Entry("/admin/directory", "Danh bạ", "Đơn vị, cán bộ, vai trò, lịch vắng, người thay, tài khoản."),
        Entry("/admin/settings/office", "Thông tin cơ quan", "Tên, điện thoại, giờ tiếp, địa chỉ nói với người dân."),
        Entry("/admin/routing", "Phân việc", "Việc nào về đơn vị nào; thử trước xem một việc sẽ đi đâu."),
        Entry("/admin/topics", "Lĩnh vực", "Danh mục, từ khóa và câu mẫu máy dựa vào để đoán."),
        Entry("/admin/receptions", "Lịch tiếp công dân", "Buổi tiếp, chỗ đặt, người đã đến.", _SUPERVISOR),
        Entry("/admin/reception-book", "Sổ tiếp công dân", "Sổ theo mẫu 03/TCD, in và tải bảng tính.", _SUPERVISOR),
        Entry("/admin/settings/duty", "Giờ làm việc và trực", "Giờ báo hạn cho cán bộ; ai trực việc khẩn ngoài giờ."),
        Entry("/admin/approvals", "Duyệt trước khi gửi", "Đơn vị, loại việc phải có người thứ hai duyệt trả lời."),
        Entry("/admin/second-step", "Xác thực hai bước", "Vai trò nào phải dùng; đặt lại khi mất máy.", _ADMINISTRATOR),
        Entry("/admin/posters", "Áp phích QR", "Tờ dán tường có mã QR cho từng đơn vị.", _ADMINISTRATOR),
    ),
    "Thời hạn": (
        Entry("/admin/calendar", "Lịch làm việc", "Ngày nghỉ, ngày làm bù; xem hạn nào sẽ đổi trước khi sửa."),
        Entry("/admin/rules", "Thời hạn", "Hạn theo luật để xem; hạn theo quy chế của tỉnh để đặt."),
    ),
    "Lời nói với người dân": (
        Entry("/admin/texts", "Câu nói của trợ lý", "Từng câu trợ lý nói với người dân; sửa và lấy lại bản cũ."),
        Entry("/admin/answers", "Sổ hỏi đáp", "Câu hỏi thường gặp và câu trả lời có nguồn."),
        Entry("/admin/templates", "Mẫu trả lời", "Mẫu soạn sẵn cho cán bộ theo lĩnh vực và bước.", _HEADS_TOO),
        Entry("/admin/settings/courtesy", "Giờ giấc nhắn tin", "Nhắn vào giờ nào, chờ bao lâu, gộp tin ra sao."),
    ),
    "Kênh": (
        Entry("/admin/channels", "Các kênh", "Web, Telegram, Zalo: đang chạy không, tin đến và đi, cách đặt."),
        Entry("/admin/settings/mail", "Thư điện tử", "Máy chủ thư gửi số liệu tuần; gửi thử, xem thư đã đi."),
        Entry("/admin/deliveries", "Nhật ký gửi tin", "Từng tin gửi người dân đi tới đâu, vì sao chưa tới."),
    ),
    "Theo dõi": (
        Entry("/admin/reports", "Báo cáo định kỳ", "Biểu theo mẫu của kỳ, tải bảng tính."),
        Entry("/admin/board/places", "Điểm nóng", "Nơi và lĩnh vực tăng bất thường trên bản đồ."),
        Entry("/admin/board/clocks", "Soi đồng hồ", "Dấu hiệu làm đẹp thời hạn."),
        Entry("/admin/funnel", "Người dân dừng ở đâu", "Câu hỏi nào của máy làm người dân bỏ dở.", _WATCH_CASES),
        Entry("/admin/audit", "Nhật ký hệ thống", "Ai đã xem, sửa, tải gì; kiểm tra chuỗi nhật ký."),
    ),
    "Dữ liệu": (
        Entry("/admin/settings/retention", "Lưu giữ và xóa", "Giữ từng loại dữ liệu bao lâu, căn cứ nào."),
        Entry("/admin/settings/import", "Xuất và nhập cài đặt", "Mọi cài đặt; danh bạ từ bảng tính.", _ADMINISTRATOR),
    ),
}  # fmt: skip


@router.get("/settings")
def show(request: Request, viewer: Reader) -> Response:
    """Show the pages that this role may open."""
    groups = {name: [one for one in entries if viewer.role in one.roles] for name, entries in GROUPS.items()}
    return render(request, "settings.html", groups={name: some for name, some in groups.items() if some})
