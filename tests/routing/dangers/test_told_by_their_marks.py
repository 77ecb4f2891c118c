"""What hurts somebody is heard by what it leaves, who waits outside and what may not be told; no blow is named."""

import pytest

from routing.dangers.children import writes_as_child
from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader

HURT = [
    ("chồng tôi nhậu say về là mặt tôi sưng", "crime", "113"),
    ("người em bầm tím vì chồng", "crime", "113"),
    ("hễ ổng xỉn thì tui lại thâm mắt", "crime", "113"),
    ("gã người yêu cũ đứng trước cổng suốt đêm, em không dám về", "crime", "113"),
    ("có người đi theo tôi về nhà, nhà có mình tôi", "crime", "113"),
    ("nó nhắn không lấy nó thì hai đứa cùng chết", "crime", "113"),
    ("tụi nó chặn đường đòi tiền, không đưa là bị đánh", "crime", "113"),
    ("công nhân xỉu hàng loạt trong xưởng", "poisoning", "115"),
    ("hai người thợ bị đất vùi", "collapse", "114"),
    ("con nuốt cục pin đồng hồ", "medical", "115"),
    ("chó dại cắn hai đứa nhỏ ngoài ngõ", "medical", "115"),
    ("tụi tui leo lên mái từ tối qua, nước còn lên", "drowning", "114"),
    ("chồng khoá cửa đi làm, tôi ở trong ba hôm nay rồi", "crime", "113"),
    ("tụi cho vay đặt quan tài trước nhà em", "crime", "113"),
    ("nó nhắn cả nhà mày coi chừng, tao qua liền", "crime", "113"),
    ("thằng say vác gậy ngoài ngõ đòi vô nhà", "crime", "113"),
    ("thằng bé lỡ uống dầu hỏa", "poisoning", "115"),
    ("ăn nồi cháo xong cả nhà tôi nôn", "poisoning", "115"),
    ("ba em đi thả lưới từ hôm qua, giờ chưa thấy về", "drowning", "114"),
    ("ông Bảy bị trâu húc nằm ngoài ruộng", "medical", "115"),
    ("bùn trên núi đổ xuống bản rồi", "collapse", "114"),
    ("anh thợ bị dính điện trên mái tôn", "electric", "114"),
    ("nhà tôi nước ngập lút bụng rồi", "drowning", "114"),
    ("ong bắp cày chích mấy đứa nhỏ", "medical", "115"),
    ("em bị lừa qua Campuchia, họ nhốt em", "crime", "113"),
]
CHILDREN = [
    "dượng bắt con cởi đồ",
    "thầy bơi hay ôm em sau giờ tập",
    "chú ấy làm con đau, chú dặn không được kể với ai",
    "thằng nhỏ nhà bên người đầy vết bầm",
    "con tôi bị bạn đánh ở trường",
    "con bé 12 tuổi nhà bên có bầu, ở với cậu nó",
    "mặt con em in nguyên năm ngón tay",
    "chú cứ kéo cháu vô buồng",
    "có ông lạ dụ mấy bạn lớp con lên xe",
]
PUPILS = [
    "ở trường cháu có mấy bạn đánh cháu",
    "mấy anh lớp trên chặn đánh em",
    "mấy đứa lớp khác nhốt em trong nhà vệ sinh",
    "tụi lớp 8 bắt em quỳ rồi tạt nước",
    "bạn cùng lớp hay bắt nạt em, em không dám đi học",
]
NONE = [
    "mỗi lần họp là cãi nhau sưng mặt",
    "té xe nên mặt em sưng, chồng em chở đi khám",
    "số con lại còn thiếu mười suất quà",
    "bạn cùng lớp nợ tiền cháu không trả",
    "ở trường cháu có mấy bạn hay nói tục",
    "cháu tôi bị bạn cùng lớp đánh, trường ra quyết định kỷ luật cả hai, tôi khiếu nại",
    "đừng nói với ai chuyện mua đất này",
    "ruộng nhà tôi bị đất đá vùi hết",
    "vườn sầu riêng rụng trái non hàng loạt",
    "thợ leo lên mái sửa từ hôm qua",
    "vợ tôi mang thai, con lớn 10 tuổi, hỏi bảo hiểm",
    "cho thuê xe chở quan tài tới nhà tang lễ",
    "tiêm ở phòng khám, cô kéo bé vô phòng tiêm",
    "mùa mưa đất trên đồi cứ chảy xuống mương",
    "lửa trên bếp gas nhà em yếu",
    "hồ sơ nộp từ hôm qua tới giờ chưa thấy đâu",
    "ong nhà nuôi lấy mật bán ở chợ",
    "xe đưa rước mấy bạn lên xe trễ",
    "phải ngậm đèn pin đi đường vì không có đèn",
]


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(("text", "kind", "number"), HURT)
def test_who_is_hurt_is_heard_though_no_blow_is_named(text, kind, number, dress):
    danger = default_reader().read(dress(text)).danger
    assert (danger.kind, number in danger.numbers) == (kind, True)


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", [*CHILDREN, *PUPILS])
def test_a_child_is_heard_in_its_own_words(text, dress):
    reading = default_reader().read(dress(text))
    assert reading.danger.numbers == ("111", "113")
    assert reading.kind in {Kind.FEEDBACK, Kind.PETITION}, "pupils are no officials, and no form is asked of a child"


@pytest.mark.parametrize("text", PUPILS)
def test_a_pupil_who_is_beaten_is_spoken_to_as_a_child(text):
    assert writes_as_child(split(text))
    assert not writes_as_child(split(text.replace("cháu", "con tôi").replace("em", "con em")))


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_so_is_none(text, dress):
    assert default_reader().read(dress(text)).danger is None


def test_whoever_robs_and_is_nobody_known_is_reported_not_denounced():
    assert default_reader().read("chúng nó chặn đường về đòi tiền không đưa thì đấm em").kind is Kind.FEEDBACK


def test_an_attack_that_names_no_field_goes_to_public_order():
    assert default_reader().read("ổng uống rượu vô là mặt tôi sưng, giờ ổng đang kiếm tôi").topic == "an_ninh_trat_tu"
