"""Threats to kill, fallen lines and what is about to fall are dangers; what is over, asked or played is none."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nó nhắn tin bảo không rút đơn là nó giết cả nhà em, em sợ không dám ra đường", "crime"),
        ("Ổng nói tao mà thấy mày bế con đi là tao giết hết, mấy mẹ con em đang trốn trong phòng", "crime"),
        ("Nhóm thanh niên vác mã tấu tới nhà tìm con tôi, dọa chém chết, hàng xóm đóng cửa hết", "crime"),
        ("Đám đòi nợ đứng trước cửa khóa trái cổng, nhốt vợ con tôi bên trong, chửi bới từ chiều", "crime"),
        ("Con trai tôi nghiện, nó cầm dao đòi tiền, dọa đốt nhà, tôi già rồi không cản được", "crime"),
        ("Nó dọa tôi mà đi kiện nữa là nó cho người tông xe chết, đã có xe bám theo tôi về tận nhà", "crime"),
        ("Nó nhắn đúng mùng 3 tao sang đốt nhà cả họ mày, hôm nay mùng 1 rồi", "crime"),
        ("chồng tôi bảo tối nay về sẽ tẩm xăng cả nhà, hắn mua can 5 lít rồi", "crime"),
        ("chủ nợ nói mai không trả thì cho xe cán chết con trai tôi", "crime"),
        ("nó bảo sẽ thuê người chém chết vợ con tôi, giờ tôi không dám về nhà", "crime"),
        ("Đường dây điện ngay góc đường Lê Lợi - Hàm Nghi sà xuống mặt đất", "electric"),
        ("Dây điện đứt nằm giữa đường ngay cổng chợ, xe cộ vẫn chạy qua", "electric"),
        ("Trụ đèn ngã tư bị xe tông nghiêng, sắp ngã xuống mái quán phở, khách ngồi đầy", "collapse"),
        ("Ban công nhà tập thể B5 có thể sập bất cứ lúc nào, vữa rơi lả tả xuống chỗ trẻ con chơi", "collapse"),
        ("Đường dây điện chập tóe lửa trên đầu dân", "electric"),
        ("Cột điện cứ tóe lửa mỗi khi mưa", "electric"),
    ],
)
def test_a_threat_a_fallen_line_and_what_is_about_to_fall_are_told(text, kind, dress):
    danger = default_reader().read(dress(text)).danger
    assert danger is not None
    assert danger.kind == kind


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    "text",
    [
        "Dọa giết người trên mạng thì bị xử phạt thế nào ạ",
        "Năm ngoái nó dọa giết tôi, công an đã phạt nó hai triệu, nay tôi hỏi có được xóa án không",
        "Hồi trước hai nhà cầm dao đuổi nhau vì ranh đất, nay hòa giải xong rồi, tôi xin cấp sổ",
        "nó đốt nhà máy than khói quá",
        "mua xăng đổ đầy bình, bị gian lận thì báo ai",
        "họ thuê người phun thuốc chết cả vườn rau",
        "trâu nhà tôi bị xe tải đâm chết, ai đền",
        "cho xe cán đá cấp phối chết cây xanh ven đường",
        "năm ngoái nó thuê người chém chết con chó nhà tôi",
        "Mấy đứa nhỏ chơi trò cầm kiếm nhựa đuổi nhau ồn quá",
        "Dây cáp viễn thông sà xuống vỉa hè, vướng đầu người đi bộ, nhờ nhà mạng bó lại",
        "Cây điện trước nhà nghiêng từ mấy năm nay xấu quá, xin dời vào sát tường cho gọn",
        "Bão năm ngoái cột điện đổ xuống nhà tôi, tới nay điện lực chưa đền",
        "Giá xăng tăng giết chết dân nghèo rồi",
        "Hôm qua trạm biến áp nổ làm mất điện cả thôn, bao giờ có điện lại",
        "Điện chập chờn suốt đêm",
        "Dây nhợ chằng chịt, lỡ chập cháy thì biết chạy đường nào",
        "cổng trường bị kẹt",
    ],
)
def test_what_is_over_asked_or_played_is_no_danger(text, dress):
    assert default_reader().read(dress(text)).danger is None


@pytest.mark.parametrize("text", ["Dây điện trước nhà chập cháy suốt đêm", "Công tơ nhà tôi đánh lửa tí tách"])
def test_a_line_that_burns_is_a_danger_where_its_marks_leave_no_doubt(text):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert danger.kind == "electric"


def test_who_tells_what_came_after_does_not_cry_for_help():
    told = (
        "Do can ngăn nên tôi bị ông ta cầm gậy đánh liên tiếp vào đầu và chân, ngã lăn ra đất và bất tỉnh. "
        "Sau đó tôi được hàng xóm đưa đi cấp cứu. Cơ quan điều tra trả lời không khởi tố, tôi không đồng ý."
    )
    assert default_reader().read(told).danger is None
