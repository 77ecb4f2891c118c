"""Where the scorer wavers between two topics, the one word by which a clerk tells them apart settles it."""

import pytest

from routing.language.folding import bare
from routing.language.words import split
from routing.neighbours import neighbour
from routing.reading import default_reader
from routing.topics import load_catalogue

TOLD = [
    ("nuoc", "con mương dẫn nước xóm trên vỡ một khúc, nước rò hết ra bãi, ruộng dưới khô cong", "nong_nghiep"),
    ("nuoc", "xin làm cho thôn cái đập nhỏ giữ nước cấy lúa", "nong_nghiep"),
    ("trat_tu_do_thi", "rác vun thành đống tràn cả ra lề đường tỉnh lộ", "moi_truong"),
    ("giao_thong_vi_pham", "sáng nào người ta cũng họp chợ tràn ra cản trở giao thông", "trat_tu_do_thi"),
    ("thu_hoi_dat", "đường dự án đã nát bét, xe đi không nổi", "giao_thong_ha_tang"),
    ("dan_chu_co_so", "đề nghị nâng phụ cấp cho trưởng thôn", "can_bo"),
    ("quan_su", "xin sửa sang khu di tích trận địa pháo ngày xưa", "van_hoa_du_lich"),
    ("dan_chu_co_so", "tòa nhà em tháng nào cũng thu quỹ mà không thấy công khai", "xay_dung"),
    ("khac", "đường dây 110 đi ngay trên mái nhà, trời mưa nghe xè xè", "dien"),
    ("tu_phap", "có số lạ tự xưng kiểm sát viên đọc đúng căn cước của tôi", "an_ninh_trat_tu"),
    ("tham_nhung", "thằng em rể vay tôi 50 triệu 3 năm không trả, nhờ phường đòi giúp", "tu_phap"),
    ("thue_phi", "vô bãi biển ngồi cát cũng bị thu năm chục", "van_hoa_du_lich"),
    ("thue_phi", "hỏi ba người ba kiểu, tiền thuế dân nuôi để ngồi chơi", "can_bo"),
    ("khac", "nửa đêm còn gào, tội cái lỗ tai tôi quá", "tieng_on"),
    ("giao_thong_ha_tang", "bờ kè mới làm đã bị sóng đánh lở", "nong_nghiep"),
    ("doanh_nghiep", "chung cư ở sáu năm chưa ai có sổ vì họ đem cầm ở ngân hàng", "xay_dung"),
    ("dat_dai", "nhà nằm ngay tim đường mới mà chưa thấy ai xuống đo", "thu_hoi_dat"),
    ("dien", "tháng nào thang máy cũng ngưng mà phí quản lý vẫn thu đủ", "xay_dung"),
    ("thu_hoi_dat", "bốc thăm suất nhà thu nhập thấp mà không công khai", "xay_dung"),
    ("moi_truong", "đêm họ đổ trộm móng trên ruộng", "xay_dung"),
    ("thue_phi", "bãi xe lậu thu hai chục trong ngõ", "trat_tu_do_thi"),
    ("giao_thong_ha_tang", "đoạn qua nghĩa địa không có đèn, các cháu đi học về sợ", "chieu_sang"),
    ("an_ninh_trat_tu", "chỗ đầu cầu xóc nảy cả người", "giao_thong_ha_tang"),
    ("nuoc", "giếng nhà tôi có váng dầu từ ngày mở tiệm rửa xe", "moi_truong"),
    ("cay_xanh", "có kẻ biến thái hay đứng ở công viên", "an_ninh_trat_tu"),
    ("an_ninh_trat_tu", "tự nhiên có người lạ đứng tên trong hộ khẩu nhà tôi", "cu_tru"),
    ("an_sinh", "đăng ký giám hộ cho cháu mồ côi", "ho_tich"),
    ("an_sinh", "mấy tháng nay chưa thấy tiền trợ cấp người có công về tài khoản", "nguoi_co_cong"),
    ("ho_tich", "bằng tổ quốc ghi công của bác tôi ghi sai quê", "nguoi_co_cong"),
    ("tieng_on", "chờ siêu âm từ sáng tới chiều", "y_te"),
    ("tham_nhung", "cô giáo ép học ở nhà cô", "giao_duc"),
    ("dat_dai", "rừng phòng hộ giao cho hai người", "lam_nghiep"),
    ("thu_tuc_hanh_chinh", "ra chứng giấy mà cô ở quầy cứ bấm điện thoại", "can_bo"),
    ("khac", "sáp nhập rồi không biết nộp chỗ nào", "thu_tuc_hanh_chinh"),
    ("thi_truong", "EVN tăng giá điện giữa mùa nóng, dân gánh hết", "dien"),
    ("thi_truong", "vay tiêu dùng hai chục triệu trả hai năm chưa hết", "doanh_nghiep"),
    ("dat_dai", "ghe cào nhà tôi muốn sang tên", "nong_nghiep"),
    ("tham_nhung", "tổ phó không có phụ cấp gì", "can_bo"),
]
STAYS = [
    ("thi_truong", "chủ chợ thu tiền điện quầy 6 ngàn một số"),
    ("thue_phi", "tàu cá nhà tôi bị tính thuế hai lần"),
    ("nuoc", "nước máy về mương thì đục, tắm giặt không nổi"),
    ("nuoc", "thôn trên cao mất nước từ hôm hỏng trạm bơm"),
    ("trat_tu_do_thi", "quán cơm bày bàn ghế với thùng rác ra kín vỉa hè"),
    ("giao_thong_vi_pham", "xe tải dừng bán hàng ngay khúc cua"),
    ("thu_hoi_dat", "làm đường vào hỏng hết bờ ruộng mà chưa đền bù"),
    ("dan_chu_co_so", "quỹ của thôn thu theo đầu người, chung cư mới cũng phải đóng"),
    ("tu_phap", "tòa xử xong bị đơn mạo danh người khác kháng cáo, bản án chưa thi hành"),
    ("thue_phi", "mở quầy nước ở bãi biển thì nộp thuế môn bài bao nhiêu"),
    ("thue_phi", "mã số thuế của tôi bị khóa, tờ khai nộp rồi"),
    ("khac", "cảm ơn phường đã nhắc quán karaoke"),
    ("giao_thong_ha_tang", "mặt đê thành ổ gà vì xe tải"),
    ("dat_dai", "nhà bên lấn sang lối đi, đòi đền bù mới trả"),
    ("dien", "điện lực ghi hóa đơn thang máy sai giá"),
    ("thu_hoi_dat", "khu tái định cư chưa có điện, không phải nhà ở xã hội"),
    ("moi_truong", "lò mổ không phép xả máu ra mương"),
    ("giao_thong_ha_tang", "đèn đỏ hỏng, ngã tư tối thui"),
    ("an_ninh_trat_tu", "tụi nhỏ đánh nhau ở đầu cầu"),
    ("nuoc", "vòi nước máy có váng dầu"),
    ("an_ninh_trat_tu", "bị kẻ gian dùng căn cước vay tiền"),
    ("ho_tich", "làm giấy khai tử cho bác là thương binh"),
    ("tieng_on", "quán cạnh bệnh viện mở loa tới khuya"),
    ("tham_nhung", "hiệu trưởng ăn bớt tiền của giáo viên"),
    ("dat_dai", "xin cấp sổ cho đất trồng keo"),
]


@pytest.mark.parametrize(("guessed", "text", "topic"), TOLD)
def test_a_telling_word_settles_which_of_two_neighbours_it_is(guessed, text, topic):
    assert neighbour(guessed, split(text)) == topic


@pytest.mark.parametrize(("guessed", "text", "topic"), TOLD)
def test_the_word_tells_without_diacritics_too(guessed, text, topic):
    assert neighbour(guessed, split(bare(text))) == topic


@pytest.mark.parametrize(("guessed", "text"), STAYS)
def test_a_word_beside_it_that_speaks_for_the_first_leaves_it(guessed, text):
    assert neighbour(guessed, split(text)) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("mương xóm em làm lâu rồi giờ rò rỉ nước nhiều, xin sửa lại", "nong_nghiep"),
        ("nhà ven hồ đổ rác ngập cả lề đường, thành bãi", "moi_truong"),
        ("buôn bán tràn lan trên đường cản trở giao thông", "trat_tu_do_thi"),
    ],
)
def test_a_message_is_read_by_it(text, topic):
    assert default_reader().read(text).topic == topic


def test_what_the_scorer_is_sure_of_is_left_to_it():
    assert default_reader().read("nước máy đục ngầu ba ngày nay, không nấu cơm được").topic == "nuoc"


def test_every_neighbour_is_a_topic_of_the_catalogue():
    topics = load_catalogue().topics
    assert all(code in topics for guessed, _text, topic in TOLD for code in (guessed, topic))
