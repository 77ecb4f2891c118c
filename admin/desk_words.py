"""Words of the reception desk and of one's own account, as officers read them."""

from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "session.end_other": "Đăng xuất ở nơi khác",
    "password.change": "Đổi mật khẩu của mình",
    "password.refused": "Gõ sai mật khẩu đang dùng",
    "account.quiet": "Đổi giờ yên lặng của điện thoại",
    "second.on": "Bật xác thực hai bước",
    "second.off": "Tắt xác thực hai bước",
    "second.codes": "Tạo lại mã dự phòng",
    "second.recovery": "Đăng nhập bằng mã dự phòng",
    "second.refused": "Mã xác thực không đúng",
    "second.reset": "Đặt lại xác thực hai bước",
    "second.require": "Đổi vai trò phải xác thực hai bước",
    "visit.brief": "Ghi lượt tiếp không lập hồ sơ",
    "visit.told": "Ghi đã gửi thông báo từ chối tiếp",
    "visit.read": "Xem lượt tiếp",
    "visit.refusal": "In thông báo từ chối tiếp công dân",
    "book.read": "Xem sổ tiếp công dân",
    "book.export": "Tải sổ tiếp công dân",
    "reception.minutes": "Ghi nội dung buổi tiếp",
    "meeting.plan": "Lên lịch đối thoại",
    "meeting.hold": "Ghi biên bản đối thoại",
    "meeting.call_off": "Hủy buổi đối thoại",
    "meeting.read": "Xem buổi đối thoại",
    "meeting.export": "In biên bản đối thoại",
    "commitment.make": "Ghi cam kết",
    "commitment.done": "Ghi cam kết đã làm",
    "commitment.drop": "Thôi một cam kết",
}
