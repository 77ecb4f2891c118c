"""A market, a landing or a hamlet typed plain before its commune is kept, and a commune behind a spot is found."""

import pytest

from routing.gazetteer.namesakes import is_never_talk
from routing.gazetteer.place_words import streets
from routing.language.folding import bare
from routing.places import load_gazetteer

TYPED, BARE = 0.9, 0.8
SPOTS = [
    "bản nghè",
    "chợ quê",
    "đê hữu đuống",
    "cầu đồng",
    "đập suối cấy",
    "đèo thùng khê",
    "rừng cấm sơn",
    "ngõ hàng kênh",
    "mỏ đá gò mốc",
    "kênh ba bò",
    "suối nước vàng",
    "làng gốm đông",
]
FRAMES = ["{} xe bên chạy suốt ngày", "gần {} rác chất đống", "ở {} có người xả thải", "{} cứ mưa là ngập"]
OF_TALK = [
    "bán hàng rong phường võ cường lấn hết vỉa hè",
    "bàn ghế xã hợp thịnh hỏng hết",
    "hộ dân xã hợp thịnh chưa có nước",
    "cho con xã hợp thịnh tiền",
    "đối diện xã hợp thịnh có quán nhậu",
    "cầu hỏng xã hợp thịnh chưa sửa",
    "đường hỏng xã hợp thịnh không ai sửa",
    "đồng tiền xã hợp thịnh đi đâu",
    "đền bù xã hợp thịnh rẻ quá",
    "hỗ trợ xã hợp thịnh đến đâu rồi",
    "cho em hỏi xã hợp thịnh làm việc thứ bảy không",
    "bán thuốc giả xã hợp thịnh không ai bắt",
]


def _clear_communes():
    """Return communes of today whose names are no other words, and of which no old district bears the name."""
    gazetteer = load_gazetteer()
    for one in list(gazetteer.communes.values())[::5]:
        name = bare(one.name.removeprefix(f"{one.kind} ")).lower()
        called = gazetteer.find(f"{one.kind} {name}"), gazetteer.find(f"o {name}")
        if (
            " " in name
            and tuple(name.split()) not in streets()
            and is_never_talk(tuple(name.split()))
            and all(found and found.code for found in called)
        ):
            yield one


def _share(address):
    """Return the share of addresses in talk that goes on of which spot and commune are both kept as told."""
    kept = []
    for commune in _clear_communes():
        for spot in SPOTS:
            for frame in FRAMES:
                told = bare(
                    frame.format(address.format(spot=spot, commune=commune, name=commune.name.partition(" ")[2]))
                )
                place = load_gazetteer().find(told.lower())
                is_kept = place is not None and place.text.removeprefix("gan ") == bare(spot)
                kept.append(is_kept and place.code == commune.code)
    return sum(kept) / len(kept)


def test_a_spot_typed_plain_before_its_commune_is_kept_though_the_talk_goes_on():
    assert _share("{spot} {commune.name}") >= TYPED


def test_a_commune_typed_plain_without_its_type_is_found_behind_a_spot():
    assert _share("{spot} {name}") >= BARE


@pytest.mark.parametrize("text", OF_TALK)
def test_talk_before_a_commune_is_no_spot(text):
    place = load_gazetteer().find(bare(text))
    assert place.code in {"09190", "07864"}
    assert place.text == ""


def test_a_commune_with_capitals_is_found_behind_a_spot():
    found = load_gazetteer().find("Cầu Bún Hợp Thịnh sụt lún, xe tải vẫn chạy")
    assert (found.text, found.name) == ("Cầu Bún", "xã Hợp Thịnh")


@pytest.mark.parametrize(
    "text", ["to 7 thon tan an mat nuoc", "duong nguyen tan an ngap", "hem 56/7 duong ton duc thang cu mua la ngap"]
)
def test_what_is_all_of_the_name_of_a_spot_is_no_commune_behind_it(text):
    found = load_gazetteer().find(text)
    assert found.name is None


def test_a_street_called_after_a_person_is_no_commune_behind_a_spot():
    assert load_gazetteer().find("ngo 5 quang trung ngap").name is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("gần đồi Vọng phường Việt Yên có lò than", "gần đồi Vọng"),
        ("cụm Đồng Rừng xã Văn Môn xả khói", "cụm Đồng Rừng"),
        ("Nước Hồ Thành Cổ phường Kinh Bắc bốc mùi", "Hồ Thành Cổ"),
        ("gần Hồ Gươm phường Kinh Bắc có rác", "gần Hồ Gươm"),
        ("ben cat xa xuan cam xe ben chay suot ngay", "ben cat"),
        ("bến Cát xã Xuân Cẩm xe chạy suốt ngày", "bến Cát"),
        ("o cang ca vam xa xuan cam hoi thoi", "cang ca vam"),
        ("nhà 12 lê lợi p kinh bắc hát tới khuya", "nhà 12 lê lợi"),
        ("12 lê lợi p kinh bắc hát tới khuya", "12 lê lợi"),
    ],
)
def test_a_hill_a_landing_and_a_lake_are_spots(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize("text", ["đội bảo vệ phường Việt Yên", "em ben cong ty xa xuan cam", "anh Nguyễn Hồ Nam kể"])
def test_a_team_a_side_and_a_name_are_none(text):
    found = load_gazetteer().find(text)
    assert found is None or found.text == ""


@pytest.mark.parametrize("text", ["tôi quê ở Bến Tre", "ben Thu Dau Mot co xe du", "ở bến Ninh Kiều có hát"])
def test_a_landing_called_after_its_town_leaves_the_town_known(text):
    assert load_gazetteer().find(text).outside


def test_a_name_across_two_others_is_no_commune():
    found = load_gazetteer().find("khu do thi bich dong viet yen rac day duong")
    assert found.name in {None, "phường Việt Yên"}


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("thôn mỏ tuấn đạo có đứa bán thuốc lá lậu", "xã Tuấn Đạo"),
        ("thôn cổ vài hộ đáp nay là sơn hải chưa có nước", "xã Sơn Hải"),
        ("ngõ 12 Lê Lợi Võ Cường ngập", "phường Võ Cường"),
        ("thon cau meo ngoc van cu co nguoi nghien", "xã Ngọc Thiện"),
        ("ngõ 18 nguyễn đăng đạo, suối hoa hát karaoke", "phường Kinh Bắc"),
    ],
)
def test_a_commune_behind_a_named_hamlet_or_its_former_name_is_found(text, commune):
    assert load_gazetteer().find(text).name == commune


@pytest.mark.parametrize("text", ["thon dong xa hop thinh, gan nha ong Bay", "thôn đông xã hợp thịnh, gần nhà ông Bảy"])
def test_a_person_with_a_capital_leaves_a_small_address_as_it_is(text):
    assert bare(load_gazetteer().find(text).text) == "thon dong"


def test_a_street_behind_the_number_of_an_alley_and_a_comma_is_no_former_ward():
    found = load_gazetteer().find("ngõ 5, lê lợi, võ cường, hàng quán lấn chiếm")
    assert (found.text, found.name) == ("ngõ 5", "phường Võ Cường")


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("xóm 5 đào mỹ lạng giang mất điện hoài", "xóm 5", "xã Tiên Lục"),
        ("to 5 dao my lang giang mat dien", "to 5", "xã Tiên Lục"),
        ("nha e thon co mieu lien bao, duong be tong nut het ca", "thon co mieu", "xã Liên Bão"),
        ("thôn suối nước cẩm lý sạt núi, nhà e sợ quá", "thôn suối nước", "xã Cẩm Lý"),
    ],
)
def test_a_hamlet_by_number_or_name_leaves_its_commune_known(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name) == (spot, commune)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("ngõ 5 cao thắng ngập", "ngõ 5 cao thắng"),
        ("ngõ 12 giáp hải hôi quá", "ngõ 12 giáp hải"),
        ("ngõ 3 hỏng đèn cả tháng", "ngõ 3"),
        ("hẻm 4 nước ngập hết", "hẻm 4"),
        ("lô 41 giáp mương", "lô 41"),
    ],
)
def test_a_street_behind_the_number_of_an_alley_is_kept_in_small_letters(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("lô 15 hương gián chưa có đường", "lô 15", "phường Tân Tiến"),
        ("thôn ngõ vặm phúc sơn mất điện cả tuần", "thôn ngõ vặm", "xã Đại Sơn"),
        ("xưởng gỗ gần cầu Treo việt tiến cưa tới đêm", "xưởng gỗ gần cầu Treo", "phường Tự Lạn"),
        ("thôn số 3 quý sơn chưa có nước", "thôn số 3", "phường Phượng Sơn"),
        ("xóm đông làng dương ổ phong khê khói đen", "xóm đông làng dương ổ", "phường Võ Cường"),
        ("ngach 5 ngo 21 khu dinh xuan lam rac chat dong", "ngach 5 ngo 21 khu dinh", "phường Song Liễu"),
        ("ngo vao nha van hoa thon gai kien thanh bi rao", "ngo vao nha van hoa thon gai", "xã Kiên Lao"),
        ("thôn Bùi Xá Tiên Lục kêu mãi chưa có nước", "thôn Bùi Xá", "xã Tiên Lục"),
        ("bà con ngõ 12 Đồng Nguyên mất nước", "ngõ 12", "phường Đồng Nguyên"),
        ("tổ dân phố Liêm Xuyên Tăng Tiến ngập", "tổ dân phố Liêm Xuyên", "phường Nếnh"),
        ("thôn ngăm mạc đại đồng bị ngập", "thôn ngăm mạc", "xã Đại Đồng"),
        ("bản chão, bảo đài bị cắt nước", "bản chão", "xã Bảo Đài"),
        ("kênh t4 yên định đầy bèo", "kênh t4", "xã Yên Định"),
        ("tổ 5 nếnh mất nước", "tổ 5", "phường Nếnh"),
        ("đường vào ngã ba bỉ bên tam dị lầy lội", "đường vào ngã ba bỉ", "xã Bảo Đài"),
        ("bản chão thị cầu rác chất đống", "bản chão", "phường Vũ Ninh"),
        ("trom cho o lang ngoc tri quang fu ca thang nay", "lang ngoc tri", "xã Lâm Thao"),
    ],
)
def test_a_former_commune_in_small_letters_is_found_behind_a_spot(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name) == (spot, commune)


@pytest.mark.parametrize(
    "text",
    [
        "kcn van trung xa khoi dem",
        "ap tan binh duong lay loi",
        "khu vuc phu lac ve viec tach thua",
        "quy tin dung xa loc an lap ho so khong",
        "duong len doc tan lap xe chay nhu bay",
        "hang giay dep quang chau ban tren mang",
        "cháy bên sườn đồi thông sau thôn Tân Lập, gió to",
        "ma túy ở bìa rừng cao su làng Kép, nhiều người nghiện",
        "kiet 41 chi lang co dan dap cua",
        "trưởng thôn bỏ đi Bình Dương làm ăn nửa năm",
        "san duoc con cay huong lac vo nha kho",
        "cuu tro co thung my an lien het han",
    ],
)
def test_words_that_run_into_each_other_are_no_former_commune(text):
    found = load_gazetteer().find(text)
    assert found is None or (found.name, found.candidates) == (None, ())


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("duong be tong xom dong o xuan cam vo het", "xom dong"),
        ("xóm đồng lái ở xuân cẩm chưa có nước", "xóm đồng lái"),
        ("chợ mới thuộc xã hợp thịnh bẩn", "chợ mới"),
    ],
)
def test_what_ties_a_spot_to_its_commune_is_no_part_of_its_name(text, spot):
    assert load_gazetteer().find(text).text == spot
