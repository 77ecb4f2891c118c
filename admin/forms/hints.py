"""What happens when a move is made, in a clerk's words: who gets what, and what the law makes of it."""

from collections.abc import Mapping

from intake.lifecycle import FORMAL_KINDS, Move, Standing
from intake.queries.case.case_page import CasePage
from routing.kinds import Kind

_ASKED_NOW = "Người dân nhận câu hỏi này ngay trong cuộc trò chuyện."
_ASKED_LATER = (
    "Người dân chưa nhận được ngay: họ chỉ đọc câu hỏi này khi nhắn lại hoặc tra cứu bằng mã. Nên gọi điện hỏi."
)
_RECEIVED_NOW, _RECEIVED_FIRST = "Người dân nhận nguyên văn nội dung này.", "Người dân nhận nguyên văn;"
# what is untrue of somebody whom nothing reaches now, and what is true of them
_OUT_OF_REACH: Mapping[str, str] = {
    _ASKED_NOW: _ASKED_LATER,
    _RECEIVED_NOW: "Người dân chưa nhận được ngay: họ đọc nội dung này khi nhắn lại hoặc tra cứu bằng mã.",
    _RECEIVED_FIRST: "Người dân chưa nhận được ngay, họ đọc khi nhắn lại hoặc tra cứu bằng mã;",
}
_HINTS: Mapping[Move, str] = {
    Move.SCREEN: "Chọn lại loại, lĩnh vực, nơi, đơn vị nếu máy đọc chưa đúng. Sửa của anh/chị được lưu để máy học.",
    Move.RECORD_FORM: "Chỉ ghi khi đã có đơn ký tên hoặc điểm chỉ. Từ đây hồ sơ theo thời hạn của luật.",
    Move.STORE: "Dùng khi không rõ người tố cáo. Đây không phải là tố cáo, không có thời hạn của tố cáo; "
    "chỉ lưu làm thông tin để xem xét (Luật Tố cáo, Điều 25).",
    Move.ACCEPT: "Nhận trách nhiệm xử lý.",
    Move.ASSIGN: "Giao cho người khác trong đơn vị đang giữ hồ sơ; người đó được báo.",
    Move.ASK: f"{_ASKED_NOW} Hạn theo quy chế dừng cho tới khi có trả lời; hạn theo luật vẫn chạy.",
    Move.ASK_ELSEWHERE: "Người này không có nơi nhắn tin: anh/chị gọi điện, gửi giấy hoặc hỏi trực tiếp rồi ghi ở đây. "
    "Hạn theo quy chế dừng cho tới khi có trả lời; hạn theo luật vẫn chạy.",
    Move.RECEIVE: "Người dân gọi lại, tới nơi hoặc gửi giấy: ghi lời họ để làm tiếp. Thời hạn lại chạy.",
    Move.ANSWER: _RECEIVED_NOW,
    Move.PROPOSE: "Đơn vị này cần người khác duyệt trước khi gửi. Người đứng đầu được báo có dự thảo.",
    Move.APPROVE: f"Xem và sửa nếu cần. {_RECEIVED_NOW}",
    Move.SEND_BACK: "Người soạn được báo, thấy ý kiến này và dự thảo như anh/chị để lại.",
    Move.INTERIM: "Cho người dân biết việc đã làm đến đâu; hồ sơ vẫn ở bước này.",
    Move.EXTEND: "Chỉ gia hạn được khi đủ tiêu chí và chưa hết số lần. Người dân nhận lý do và hạn mới.",
    Move.SUSPEND: "Thời hạn giải quyết dừng từ ngày quyết định cho tới ngày có quyết định tiếp tục.",
    Move.RESUME: "Thời hạn tính tiếp từ ngày quyết định; những ngày tạm đình chỉ không tính.",
    Move.BEGIN_ASSESSMENT: "Thời gian giám định không tính vào hạn giải quyết (Nghị định 31/2019/NĐ-CP, Điều 15).",
    Move.END_ASSESSMENT: "Thời hạn giải quyết tính tiếp từ ngày nhận kết quả giám định.",
    Move.FULFIL: "Ghi ngày đã làm xong việc luật giao sau khi thụ lý hoặc ra quyết định. Đủ việc mới kết thúc được.",
    Move.CLOSE: "Kết thúc hồ sơ. Việc phối hợp chưa báo kết quả thì được hỏi lại trước.",
    Move.TRANSFER: "Đơn vị mới nhận cả hồ sơ và biết lý do. Thời hạn không tính lại.",
    Move.ADD_UNIT: "Đơn vị được mời xem được hồ sơ và được báo; đơn vị đang giữ hồ sơ vẫn phải trả lời.",
    Move.FINISH_TASK: "Cán bộ đang giữ hồ sơ được báo.",
    Move.RELEASE_UNIT: "Đơn vị này không còn xem được hồ sơ.",
    Move.RESCHEDULE_TASK: "Đơn vị phối hợp được báo ngày mới; ngày cũ và lý do còn trong diễn biến.",
    Move.RETURN: "Trả về bộ phận tiếp nhận để phân loại lại. Thời hạn không tính lại.",
    Move.SPLIT: "Lập hồ sơ riêng cho một phần; hạn của hồ sơ mới vẫn tính từ ngày người dân kể.",
    Move.JOIN: "Nhiều người cùng một việc: trả lời một lần cho tất cả. Mỗi người giữ biên nhận và hạn của mình.",
    Move.LEAVE: "Hồ sơ này lại được trả lời riêng.",
    Move.MERGE: "Chỉ khi cùng một người gửi hai lần một việc. Hồ sơ này kết thúc, hồ sơ kia đi tiếp.",
    Move.REFUSE: "Chỉ khi có căn cứ dưới đây. Hồ sơ kết thúc; người dân nhận căn cứ và lời giải thích.",
    Move.REFER: "Việc của nơi khác: chỉ đúng nơi giải quyết. Hồ sơ kết thúc.",
    Move.TRANSFER_OUT: "Gửi bằng văn bản tới cơ quan có thẩm quyền. Hồ sơ kết thúc ở đây.",
    Move.GRANT_WITHDRAWAL: "Chỉ khi đã có đơn rút ký tên. Hồ sơ kết thúc.",
    Move.PART_WITHDRAWAL: "Chỉ khi đã có đơn rút ký tên. Phần còn lại được giải quyết tiếp, thời hạn giữ nguyên.",
    Move.DENY_WITHDRAWAL: "Hồ sơ được giải quyết tiếp.",
    Move.TERMINATE: "Hồ sơ kết thúc mà không kết luận đúng hay sai.",
    Move.REOPEN: "Kết quả cũ được gỡ; thời hạn giải quyết và mốc 45 ngày tính lại từ hôm nay.",
    Move.DENY_REOPEN: "Kết quả, hay việc không thụ lý, được giữ nguyên.",
    Move.TAKE_UP: "Bỏ việc không thụ lý: hồ sơ giao lại cho đơn vị này, các thời hạn tính lại từ hôm nay. Lý do ghi ở "
    "diễn biến và gửi người dân.",
    Move.NOTE: "Ghi cho cán bộ đọc.",
}
_FORMAL: Mapping[Move, str] = {
    Move.SCREEN: "Chọn lại loại, lĩnh vực, nơi, đơn vị nếu máy đọc chưa đúng. Khiếu nại, tố cáo chưa có đơn ký tên thì "
    "thời hạn thụ lý, giải quyết chưa tính; người dân được mời nộp đơn.",
    Move.ACCEPT: "Thụ lý: thời hạn giải quyết theo luật tính từ ngày thụ lý.",
    Move.ASK: f"{_ASKED_NOW} Thời hạn theo luật vẫn chạy.",
    Move.ASK_ELSEWHERE: "Người này không có nơi nhắn tin: anh/chị gọi điện, gửi giấy hoặc hỏi trực tiếp rồi ghi ở đây. "
    "Thời hạn theo luật vẫn chạy.",
    Move.RETURN: "Trả về bộ phận tiếp nhận để phân loại lại; đơn có chữ ký vẫn còn đó. Thời hạn không tính lại.",
    Move.ANSWER: f"Ghi kết quả theo quyết định, kết luận. {_RECEIVED_FIRST} sau đó còn việc gửi và công khai.",
    Move.TAKE_UP: "Bỏ việc không thụ lý. Đơn đã ký thì hạn thụ lý tính lại từ hôm nay; chưa có đơn ký thì chờ nộp đơn. "
    "Lý do ghi ở diễn biến và gửi người dân.",
    Move.APPROVE: f"{_RECEIVED_FIRST} sau đó còn việc gửi và công khai quyết định, kết luận.",
}
_BY_KIND: Mapping[tuple[Kind, Move], str] = {
    (Kind.COMPLAINT, Move.GRANT_WITHDRAWAL): "Chỉ khi đã có đơn rút ký tên (Luật Khiếu nại, Điều 10). Hồ sơ kết thúc.",
    (Kind.DENUNCIATION, Move.GRANT_WITHDRAWAL): "Chỉ khi đã có đơn rút ký tên và không có căn cứ phải giải "
    "quyết tiếp (Luật Tố cáo, Điều 33). Hồ sơ kết thúc.",
    (Kind.DENUNCIATION, Move.DENY_WITHDRAWAL): "Hồ sơ được giải quyết tiếp dù đã rút (Luật Tố cáo, Điều 33 khoản 3).",
    (Kind.COMPLAINT, Move.TERMINATE): "Chỉ khi có một căn cứ dưới đây; người khiếu nại rút thì chọn “Cho rút đơn”. Gửi "
    "quyết định cho các bên trong 03 ngày làm việc. Hồ sơ kết thúc mà không kết luận đúng hay sai.",
    (Kind.DENUNCIATION, Move.TERMINATE): "Chỉ khi có một căn cứ dưới đây; người tố cáo rút thì chọn “Cho rút đơn”. Gửi "
    "quyết định trong 05 ngày làm việc. Hồ sơ kết thúc mà không kết luận đúng hay sai.",
    (
        Kind.DENUNCIATION,
        Move.FULFIL,
    ): "Ghi ngày đã làm xong việc luật giao: yêu cầu và nhận báo cáo việc quá hạn (Luật Tố "
    "cáo, Điều 38), việc sau khi thụ lý, sau kết luận. Đủ việc mới kết thúc được.",
    (Kind.DENUNCIATION, Move.TRANSFER_OUT): "Gửi bằng văn bản tới cơ quan có thẩm quyền; mỗi nội dung tố cáo chỉ "
    "chuyển một lần (Thông tư 05/2021/TT-TTCP, Điều 14). Hồ sơ kết thúc ở đây.",
}
# The same once the form was accepted: the law leaves fewer ways out.
_ACCEPTED: Mapping[tuple[Kind, Move], str] = {
    (Kind.COMPLAINT, Move.GRANT_WITHDRAWAL): "Đã thụ lý: phải có đơn rút ký tên (Luật Khiếu nại, Điều 10) và quyết "
    "định đình chỉ (Điều 11a khoản 2). Gửi quyết định trong 03 ngày làm việc. Hồ sơ kết thúc.",
    (Kind.DENUNCIATION, Move.GRANT_WITHDRAWAL): "Đã thụ lý: phải có đơn rút ký tên, không có căn cứ phải giải quyết "
    "tiếp (Luật Tố cáo, Điều 33) và có quyết định đình chỉ (Điều 34). Gửi quyết định trong 05 ngày làm việc. "
    "Hồ sơ kết thúc.",
    (Kind.COMPLAINT, Move.TRANSFER_OUT): "Đã thụ lý: chỉ chuyển khi xác định lại là nơi khác có thẩm quyền. Gửi bằng "
    "văn bản; hồ sơ kết thúc ở đây.",
    (Kind.DENUNCIATION, Move.TRANSFER_OUT): "Đã thụ lý: chỉ chuyển khi xác định lại là nơi khác có thẩm quyền, hoặc có "
    "dấu hiệu tội phạm (Luật Tố cáo, Điều 27). Gửi bằng văn bản; hồ sơ kết thúc ở đây.",
}  # fmt: skip
_FEWER = (
    "Đã thụ lý thì giải quyết, hoặc dừng hẳn bằng quyết định đình chỉ của người đứng đầu khi có căn cứ ({}). "
    "Vì vậy không còn “Không thụ lý”, “Hướng dẫn nơi khác”."
)
_NO_LONGER: Mapping[Kind, str] = {
    Kind.COMPLAINT: _FEWER.format("Luật Khiếu nại, Điều 11a"),
    Kind.DENUNCIATION: _FEWER.format("Luật Tố cáo, Điều 34"),
}


def why_fewer(page: CasePage) -> str:
    """Return why ways to end a case are offered no longer; blank where all are."""
    return _NO_LONGER.get(Kind(page.line.kind), "") if page.legal.is_accepted else ""


def hint_of(move: Move, page: CasePage) -> str:
    """Return what a move does to a case."""
    kind = Kind(page.line.kind)
    hint = _HINTS[move]
    if kind in FORMAL_KINDS and page.legal.standing != Standing.INFORMATION:
        hint = _BY_KIND.get((kind, move), _FORMAL.get(move, hint))
    if page.legal.is_accepted:
        hint = _ACCEPTED.get((kind, move), hint)
    if page.is_out_of_reach:
        for now, later in _OUT_OF_REACH.items():
            hint = hint.replace(now, later)
    return hint
