"""A cry is a danger by its words alone; figures of speech, what is past, denied or only talked of are none."""

import pytest

from routing.dangers.pleas import plea_in
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("có người chết đuối", "drowning"),
        ("co nguoi chet duoi", "drowning"),
        ("con muốn chết, bố mẹ bắt con học suốt ngày", "suicide"),
        ("chac toi chet di cho xong", "suicide"),
        ("em không muốn sống nữa", "suicide"),
        ("con tôi mất tích từ hôm qua", "child"),
        ("chau nha toi mat tich", "child"),
        ("con tôi đi học từ sáng tới giờ 10h đêm chưa về", "child"),
        ("thằng cu nhà em tan học từ 5h chiều, giờ này khuya lắm rồi vẫn chưa về", "child"),
        ("chau be 9 tuoi di choi tu sang den gio chua ve", "child"),
        ("chẳng muốn tỉnh dậy thêm ngày nào nữa", "suicide"),
        ("em ước ngủ rồi không bao giờ tỉnh lại", "suicide"),
        ("chị đọc tin này thì em không còn trên đời nữa", "suicide"),
        ("di thư em để trong ngăn kéo", "suicide"),
        ("bà hàng xóm đòi tự vẫn, con cháu can không nổi", "suicide"),
        ("nho em tui doa tu thieu", "suicide"),
        ("tao đi tự tử đây", "suicide"),
        ("uống thuốc gì cho chết không đau", "suicide"),
        ("he wants to kill himself", "suicide"),
        ("there is a fire in our building", "fire"),
        ("my neighbour is beating his wife", "crime"),
        ("I found a dead man in the boarding house", "crime"),
        ("grandma is not breathing", "medical"),
        ("cầu treo đứt cáp", "collapse"),
        ("cau treo thon toi dut cap roi, tre con van di hoc qua", "collapse"),
        ("cáp cầu treo sắp đứt", "collapse"),
        ("đê bị thẩm lậu nước đục chảy mạnh", "drowning"),
        ("đê bị sạt 20 mét sát nhà dân", "drowning"),
        ("trạm y tế không có bác sĩ trực, con tôi sốt co giật", "medical"),
    ],
)
def test_a_cry_is_heard(text, kind):
    assert plea_in(split(text)).kind == kind


def test_a_cry_without_doubt_is_heard_however_much_is_said_around_it():
    around = "Tôi ở đây đã lâu, năm ngoái có gửi đơn về con đường trước nhà. {} Xin xã cho người sang. Tôi cảm ơn."
    cry, past = "Con gái tôi bỏ đi, cháu nói không muốn sống nữa.", "Năm 2015 chú tôi đòi tự tử, xã có tới giúp."
    assert plea_in(split(around.format(cry))).kind == "suicide"
    assert plea_in(split(around.format(past))) is None


@pytest.mark.parametrize(
    "text",
    [
        "nóng muốn chết",
        "năm ngoái cầu treo đứt cáp, nay đã sửa",
        "cáp quang đứt cả xã mất mạng",
        "de xe sat nha toi khong vao duoc",
        "năm ngoái đê bị sạt 20 mét",
        "tháng trước con tôi sốt co giật phải vào viện",
        "mệt muốn chết luôn",
        "người chết dưới mồ cũng bực",
        "năm ngoái ao này có người chết đuối",
        "hồ sơ của tôi mất tích",
        "con tôi đi học về muộn vì kẹt xe, ngày nào cũng 7h tối chưa về tới nhà",
        "con tôi đi lính chưa về, giờ này muốn hỏi chế độ",
        "con tôi làm thẻ BHYT, thẻ đến giờ chưa về",
        "cháu tôi nộp hồ sơ, giấy khai sinh đến giờ chưa về",
        "con tôi gửi tiền từ sáng tới giờ chưa về tài khoản",
        "chồng tôi đi làm từ sáng chưa về, cho tôi hỏi ủy quyền nhận giấy",
        "Xin trợ cấp cho nhà có cháu đuối nước hè năm ngoái",
        "Đề nghị khen thưởng anh công an cứu người đuối nước",
        "tôi muốn chết với cái thủ tục này, chạy bốn năm lần mà chưa xong, hồ sơ thì ngâm mãi ở xã",
        "tôi không định tự tử đâu, đừng lo",
        "toi muon tu van ve dat",
        "em se tu tu lam ho so",
        "tin nhắn cuối cùng của tôi về vụ lấn vỉa hè",
        "tôi không muốn sống gần lò mổ nữa",
        "muốn kết thúc hợp đồng thuê nhà",
        "phim có cảnh đòi tự tử chiếu cho trẻ con xem",
        "lớp phòng chống ý định tự tử ở trường mở khi nào",
        "bạn trường khác định tự tử, cứu được rồi",
        "my house was on fire last year",
        "does the ward need an ambulance service",
    ],
)
def test_no_cry(text):
    assert plea_in(split(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Cây xà cừ mục gốc trước cổng trường mầm non nghiêng hẳn sang đường sắp đổ, phường Chũ",
        "tường trường tiểu học nghiêng sắp sập xã Trung Kênh",
        "tuong truong tieu hoc nghieng sap sap xa Trung Kenh",
        "mái nhà văn hóa mục nát, sắp sập xuống đầu dân",
        "cột điện đầu ngõ sắp gãy",
    ],
)
def test_what_is_about_to_fall_where_people_pass_is_a_danger(text):
    assert plea_in(split(text)).kind == "collapse"


@pytest.mark.parametrize(
    "text",
    [
        "xin hỏi nhà tôi muốn đổ thêm một tầng có phải xin phép không",
        "cây bàng đầu ngõ sắp đổ, nhờ đơn vị cây xanh cắt tỉa giúp",
        "thị trường nhà đất sắp sập, người dân lo",
        "vẫy xe muốn gãy tay trước cổng trường",
        "chuc do truong thon giu",
        "bảng hiệu treo lủng lẳng chờ rơi trúng đầu người",
    ],
)
def test_what_only_sounds_like_falling_is_none(text):
    assert plea_in(split(text)) is None


def test_who_has_taken_poison_gets_the_doctor_first_whatever_else_they_say():
    plea = plea_in(split("tôi không muốn sống nữa, tôi vừa uống thuốc sâu"))
    assert plea.numbers == ("115", "113")


@pytest.mark.parametrize(
    "text",
    [
        "Tầng hầm chung cư đang có khói, mùi khét lắm, bảo vệ nói không sao",
        "toa B2 tang ham co mui khet khoi nhe cho sac xe dien, chuong bao chay khong keu",
        "hành lang tầng 5 khói mù mịt",
        "phong tro ben canh khoa cua ma khoi bay ra mui khet let",
    ],
)
def test_smoke_inside_a_building_is_a_fire_whatever_a_guard_says(text):
    assert plea_in(split(text)).kind == "fire"


@pytest.mark.parametrize(
    "text",
    [
        "hàng xóm đốt rác khói mù mịt bay vào nhà trọ",
        "quan nuong duoi chung cu khoi bay len tang 5 ngay nao cung khet",
        "Chung cư chưa có báo khói, đề nghị lắp ở hành lang",
        "hôm kia tủ điện tầng 3 bốc khói, đã dập xong",
        "đốt rơm khói vào phòng học, các cháu ho",
    ],
)
def test_smoke_of_rubbish_straw_and_grills_is_no_fire(text):
    assert plea_in(split(text)) is None


DEAD = [
    "có người chết trong nhà trọ",
    "phát hiện người chết ngoài ruộng thôn Đông",
    "có xác người nổi dưới sông Thương",
    "ông hàng xóm nằm chết trong nhà mấy hôm rồi",
    "có người treo cổ chết ngoài rừng keo",
    "phát hiện thi thể trong rừng keo",
    "thấy xác người trôi dưới kênh",
    "có ông chết trong nhà mà gọi xã không ai tới",
    "ông già hàng xóm chết mấy hôm rồi hôi quá",
]


@pytest.mark.parametrize("text", [*DEAD, *map(bare, DEAD)])
def test_who_finds_somebody_dead_is_told_to_call_police_and_a_doctor(text):
    assert plea_in(split(text)).numbers == ("113", "115")


@pytest.mark.parametrize(
    "text",
    [
        "nhà hàng xóm có người chết mà kèn trống suốt đêm",
        "xác chó chết trôi dưới kênh hôi quá",
        "đường này có người chết rồi sao chưa làm biển báo",
        "xin lam giay cho nguoi chet trong nha",
        "ban toi co nguoi chet may chuc nam ma so khai tu thi khong co",
        "năm ngoái có người chết ở khúc cua này",
        "để có người chết ở đây thì mới làm à",
        "phải có người chết ở đây các ông mới lắp đèn à",
        "nhà có người chết ở viện, xin giấy báo tử",
        "xác lợn chết trôi trên kênh",
        "chủ tịch xã lấy tên người chết trong sổ để lĩnh tiền",
        "nhà có người chết ngay giữa làng kèn trống ầm ĩ",
        "xac minh nguoi o tro",
        "lợn nhà hàng xóm chết mấy hôm rồi hôi quá",
        "cụ bà hàng xóm chết mấy hôm nay mà xã chưa làm giấy khai tử",
    ],
)
def test_who_only_speaks_of_the_dead_finds_nobody(text):
    assert plea_in(split(text)) is None


RACES = [
    "Tối nay đám thanh niên đang đua xe bốc đầu ầm ầm ngoài đường lộ",
    "thanh niên tụ tập đua xe trái phép ngay lúc này ở cầu mới",
    "tụi nhỏ đang bốc đầu nẹt pô ngoài đường nè",
    "hai nhóm đang đua xe tốc độ cao trước bệnh viện",
]
NUISANCES = [
    "tối nào thanh niên cũng đua xe nẹt pô ở đường này, phản ánh hoài",
    "cuối tuần mấy đứa hay bốc đầu, rú ga ồn ào không ngủ được",
    "đề nghị công an tuần tra tình trạng đua xe",
    "xóm đang tổ chức đua xe đạp chậm mừng quốc khánh",
    "dạo này tụi nó đua xe nhiều quá, công an bây giờ có xử không",
    "đang coi giải đua xe trên tivi",
    "đang đưa xe đi sửa",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", RACES)
def test_who_races_on_a_road_now_is_a_matter_for_113(text, way):
    plea = plea_in(split(way(text)))
    assert plea is not None
    assert plea.kind == "crime"


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", NUISANCES)
def test_who_races_each_night_or_in_a_game_is_none(text, way):
    assert plea_in(split(way(text))) is None


BURNING = [
    "rác chất đống ở đầu ngõ cả tuần, cháy rồi",
    "đống rơm bên hông trường, nó cháy rồi",
    "bãi phế liệu phát cháy kìa",
]
NOT_BURNING = [
    "bóng đèn đầu hẻm cạnh bãi rác cháy rồi",
    "xe rác chạy rồi mà rác vẫn còn",
    "họ đốt rác cháy suốt, khói chịu không nổi",
    "tôi đang chạy xe ngang bãi rác, hôi quá",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", BURNING)
def test_a_heap_that_burns_is_a_fire(text, way):
    plea = plea_in(split(way(text)))
    assert plea is not None
    assert plea.kind == "fire"


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", NOT_BURNING)
def test_a_lamp_that_is_burnt_out_beside_a_heap_is_none(text, way):
    assert plea_in(split(way(text))) is None


WORSE = [
    "ông ngoại tui bị rắn cắn bầm đen cái chân, giờ ổng lừ đừ, trạm xá đóng cửa",
    "chồng em bị ong vò vẽ đốt, mặt tím tái khó thở",
    "flames from the roof of the market",
    "smoke is pouring out of the flat above mine",
]
NO_WORSE = [
    "năm ngoái ông tôi bị rắn cắn sưng vù, đề nghị trạm có huyết thanh",
    "bị muỗi đốt sưng vù cả người, xin phun thuốc",
    "smoke from the restaurant comes into my room every night",
    "black smoke from trucks on the road",
]


@pytest.mark.parametrize("text", WORSE)
def test_who_grows_worse_needs_a_doctor_and_smoke_that_pours_out_is_a_fire(text):
    assert plea_in(split(text)) is not None


@pytest.mark.parametrize("text", NO_WORSE)
def test_what_is_past_or_annoys_each_night_is_none(text):
    assert plea_in(split(text)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ba chú xuống thông bể phốt, không thấy ai trả lời nữa", "114"),
        ("Thợ chui vào bồn chứa sơn, kêu không ai thưa", "114"),
        ("thằng bé nhà tôi nghịch pháo nổ nát bàn tay", "115"),
        ("máy cưa đứt lìa ngón tay anh thợ, máu phun", "115"),
    ],
)
def test_who_answers_no_more_from_below_and_whose_hand_is_torn_off_is_in_danger(text, number):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert danger.numbers[0] == number


@pytest.mark.parametrize(
    "text",
    [
        "bể phốt đầy, gọi thợ không ai lên",
        "giếng làng cạn, gửi đơn xuống huyện không thấy trả lời",
        "cống tắc, công nhân xuống thông xong không thấy lên dọn bùn",
        "tôi là thương binh cụt chân, xin chế độ",
        "bố tôi cụt một bàn tay do bom mìn, làm giấy khuyết tật ở đâu",
    ],
)
def test_an_unanswered_letter_and_an_old_wound_are_none(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize(
    "text",
    [
        "chồng em đang ngủ, em nhắn khẽ thôi",
        "ổng đang ngủ, tui nhắn lén đây",
        "bố đang ở dưới nhà, con không dám nói to",
        "chong em dang ngu em nhan khe thoi",
    ],
)
def test_who_writes_so_that_nobody_at_home_hears_is_in_danger_of_that_person_and_of_no_fire(text):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert danger.kind == "crime"


@pytest.mark.parametrize(
    "text",
    [
        "con em đang ngủ em nhắn nhanh",
        "con em đang ngủ, em nhắn khẽ thôi, cho em hỏi thủ tục khai sinh",
        "chồng em là công nhân, em nhắn hỏi thủ tục",
        "xã làm đường ẩu nhưng dân không dám kêu to",
    ],
)
def test_who_lets_a_child_sleep_is_in_none(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    "text",
    [
        "vớt lên rồi nhưng chưa tỉnh",
        "có người đuối nước vớt lên rồi nhưng bất tỉnh",
        "vớt được lên bờ mà không thở",
    ],
)
def test_who_is_out_of_the_water_and_does_not_wake_needs_a_doctor(text, way):
    assert default_reader().read(way(text)).danger.kind == "medical"


@pytest.mark.parametrize("text", ["rác vớt lên bờ không dọn", "tàu kéo xà lan lên bờ chưa xong"])
def test_what_is_pulled_out_of_the_water_and_is_nobody_needs_none(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mẹ tôi ngất xỉu ở ủy ban", "medical"),
        ("bà cụ ngất xỉu giữa đường", "medical"),
        ("có người ngất xỉu ở chợ", "medical"),
        ("có người đốt nhà hàng xóm", "fire"),
        ("nó dọa đốt nhà tôi", "crime"),
    ],
)
def test_who_faints_and_who_sets_fire_is_heard_wherever_it_is(text, kind, way):
    assert default_reader().read(way(text)).danger.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "nghe giá xong muốn ngất xỉu",
        "mẹ tôi hay ngất xỉu, xin hưởng trợ cấp",
        "công nhân ngất xỉu vì nóng, đề nghị kiểm tra công ty",
        "hôm qua mẹ tôi ngất xỉu, đã đưa đi viện",
        "có người đốt rác sau nhà",
        "năm ngoái có người đốt nhà văn hóa",
    ],
)
def test_what_only_sounds_like_fainting_or_arson_is_none(text):
    assert default_reader().read(text).danger is None


BURIED = [
    "núi lở xuống rồi, đất lấp hai cái nhà trong bản, không biết người còn sống không",
    "đồi sạt, bùn vùi mất nhà ông Páo rồi",
    "con chó xổng chuồng đang táp ông già giữa đường, gỡ không ra",
]
NOT_BURIED = [
    "đất đồi lấp rãnh thoát nước, nhờ xã nạo vét",
    "năm ngoái đất lấp mất nhà tôi, xin hỗ trợ",
    "nguy cơ đất vùi mấy nhà dưới chân đồi, đề nghị di dời",
    "chó nhà bên hay táp quần người đi đường, đề nghị nhốt lại",
    "mùa ni có lớp dạy bơi cho con nít không, sợ tụi hắn ra sông đuối nước",
    "trại gà xì mùi nồng không chịu được",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", BURIED)
def test_who_is_buried_or_torn_by_a_beast_is_in_danger(text, way):
    assert default_reader().read(way(text)).danger is not None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", NOT_BURIED)
def test_a_ditch_a_fear_and_a_class_for_swimmers_are_none(text, way):
    assert default_reader().read(way(text)).danger is None
