import pytest

from routing.dangers.urgency import danger_in
from routing.language.words import split
from routing.reading import default_reader
from tests.effort import calls_in


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("cháy nhà ở ngõ 5", "fire", "114"),
        ("chay nha roi cuu voi", "fire", "114"),
        ("có người đuối nước ở bến đò", "drowning", "114"),
        ("co nguoi duoi nuoc", "drowning", "114"),
        ("nó đang cầm dao chém người", "crime", "113"),
        ("chồng nhà bên đang đánh vợ, kêu cứu", "crime", "113"),
        ("dây điện đứt rơi xuống đường", "electric", "114"),
        ("bé 3 tuổi uống nhầm thuốc trừ sâu", "poisoning", "115"),
        ("em không muốn sống nữa", "suicide", "113"),
        ("ông cụ bất tỉnh giữa đường, gọi cấp cứu gấp", "medical", "115"),
        ("bé bị dượng đánh bầm tím cả người", "child", "111"),
        ("cứu tôi với", "any", "113"),
        ("con k mun sống nữa", "suicide", "113"),
        ("anh hang xom doi treo co, vo con om chan", "suicide", "113"),
        ("chay!!!", "fire", "114"),
        ("TRẦN NHÀ SẬP ĐÈ NGƯỜI", "collapse", "114"),
        ("Trần Nhà Sập Rồi", "collapse", "114"),
        ("Trần Nhà Sập Đè Người", "collapse", "114"),
        ("Lê Văn Đâm Người", "crime", "113"),
        ("tường sập đè lên người đang mắc kẹt", "collapse", "114"),
        ("Khói đang tuôn ra ở phòng kế bên, cửa khóa trong, nghe tiếng người ho", "fire", "114"),
        ("ghe up giua song, vo chong em dang bam can nhua, nuoc chay xiet", "drowning", "114"),
        ("ck e đang cầm dao đòi giết e, e trốn trong wc, cứu e vs", "crime", "113"),
        ("cháu uống nhầm thuốc chuột, giờ sùi bọt mép", "poisoning", "115"),
        ("chị ấy ngồi ngoài lan can tầng 12 khóc đòi nhảy", "suicide", "113"),
    ],
)
def test_danger_to_life_is_found_with_its_number(text, kind, number):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert (danger.kind, danger.numbers[0]) == (kind, number)
    assert danger.words in text


@pytest.mark.parametrize(
    "text",
    [
        "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, hôm qua có cháu bé ngã xe",
        "mùi hôi thối chết mất, nguy hiểm quá đi",
        "đèn đường bị cháy bóng",
        "karaoke ồn muốn chết mất",
        "đường xấu đi sợ chết",
        "hàng bán cháy quá",
        "đốt rác khói mù mịt ngày nào cũng vậy",
        "cho hỏi thủ tục nghiệm thu phòng cháy chữa cháy",
        "cá chết trôi đầy sông",
        "mất nước ba hôm rồi",
        "Đặng Đức Long",
        "Đặng Ngọc Mai",
        "cháy nhà năm 2019 mất giấy tờ, nay xin cấp lại sổ đỏ",
        "nếu có cháy thì gọi số nào",
        "không có cháy đâu, báo nhầm ạ",
        "nắng cháy da, trạm xe buýt không có mái che",
        "giá điện tăng chết người",
        "Cột điện nghiêng từ đợt bão năm trước, bà con lo mùa mưa này đổ, kính mong thay cột",
        "Đường tỉnh nhiều ổ gà, xe tải chạy nhanh rất nguy hiểm đến tính mạng, đề nghị sửa",
        "tối qua quán nhậu có đánh nhau, công an tới giải tán rồi, đề nghị quán đóng cửa đúng giờ",
        "Chung cư để xe điện sạc đầy hành lang, lỡ cháy không biết chạy đường nào, đề nghị dẹp",
        "bố tôi mất vì nhồi máu hồi tết, làm mai táng phí ở đâu",
        "cứu với, nộp hồ sơ trên mạng báo lỗi hoài",
        "",
    ],
)
def test_nuisance_and_figures_of_speech_are_no_danger(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize(
    "answer",
    [
        "một mình",
        "hai người",
        "hai mẹ con",
        "mẹ con tôi",
        "cháu bé",
        "vợ tôi",
        "3 người",
        "trong nhà",
        "dưới sông",
        "cấp cứu số mấy",
    ],
)
def test_an_answer_of_a_few_words_is_no_danger_by_whom_or_where_it_names(answer):
    assert default_reader().read(answer).danger is None


@pytest.mark.parametrize("cry", ["cháy nhà", "cứu với", "đuối nước", "bị điện giật", "chay nha"])
def test_a_cry_of_a_few_words_is_heard(cry):
    assert default_reader().read(cry).danger


@pytest.mark.parametrize(
    "vent", ["tức ói máu", "trời ơi tức chết đi được", "chán các ông lắm rồi", "tuc oi mau", "chan cac ong lam roi"]
)
def test_who_merely_vents_is_in_no_danger(vent):
    assert default_reader().read(vent).danger is None


@pytest.mark.parametrize(
    "told",
    ["tôi tức chết đi được, tôi uống thuốc trừ sâu rồi", "cháu tức quá muốn chết cho xong", "chết tôi rồi cứu với"],
)
def test_who_is_in_danger_is_heard_through_their_anger(told):
    assert default_reader().read(told).danger


def test_what_the_learned_model_is_sure_of_needs_no_look_at_signs():
    words = split("cháy nhà rồi cứu với")
    assert danger_in(words).kind == "fire"
    assert danger_in(words, -0.1).kind == "fire"
    assert danger_in(words, -0.3) is None
    assert 10 * calls_in(lambda: danger_in(words, -0.3)) < calls_in(lambda: danger_in(words, -0.1))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chồng tôi cứ uống rượu là đánh tôi, tôi sợ lắm", "crime"),
        ("cháu nhà tôi bị bố dượng đánh tím người", "child"),
        ("ăn cỗ xong cả nhà nôn mửa, hai người ngất", "poisoning"),
    ],
)
def test_blows_are_no_poisoning(text, kind):
    assert default_reader().read(text).danger.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "to truong lay thuoc sat quat vao lung nguoi ta, gio con chan cua khong cho ai ra",
        "tía tui vác cá lên bờ cái té xụm, mặt méo xẹo, tay trái xuội lơ",
        "ro khi clo o be xu ly, may anh ho sac sua khong chay noi",
        "thằng Hải nó vừa xiên bạn tao một nhát, nó nằm đấy lòi cả ruột ra",
        "đứa nhỏ bán vé số bị thằng kia bắt quỳ, gí tàn thuốc vô tay",
    ],
)
def test_a_danger_is_heard_in_words_of_the_street_and_of_the_river(text):
    assert default_reader().read(text).danger


def test_what_is_told_faintly_is_no_danger_where_it_is_a_hazard():
    reading = default_reader().read("nhà số 12 dắt con rottweiler đi dạo không rọ mõm, nó chồm lên mấy đứa nhỏ")
    assert reading.danger is None
    assert reading.hazard


def test_whoever_is_hurt_needs_an_ambulance_whatever_hurt_them():
    for text in ("nhà cháy có người ngất bên trong", "chồng đánh vợ chảy máu đầu ở xóm"):
        assert "115" in default_reader().read(text).danger.numbers
    crashed = "có thằng say rượu lái ô tô lạng lách đâm vào 2 xe máy ở vòng xuyến rồi, người nằm ra đường"
    assert "115" in default_reader().read(crashed).danger.numbers
