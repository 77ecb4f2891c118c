"""Two tellings of one matter are found alike in any dress; two matters of one topic are not; the words say why."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.shared_words import Written
from routing.similarity import Pool, Telling, likeness
from routing.text import shadow

DAY = date(2026, 9, 14)
# one matter a line, told by different people in different dresses
MATTERS = [
    [
        "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, hôm qua có cháu bé ngã xe",
        "o ga trc cong truong ngo si lien to lam, tre con nga suot",
        "Đường trước trường Ngô Sĩ Liên có cái ổ gà sâu, mưa xuống nước ngập không thấy đâu, mấy cháu ngã rồi",
    ],
    [
        "Đoạn dốc Bãi Cháy đường sụt lún, nứt toác một bên, xe tải đi qua sợ lắm",
        "doc bai chay sut lun, nut toac ca mep duong roi",
        "Mép đường ở dốc Bãi Cháy bị sụt và nứt, chưa thấy ai căng dây cảnh báo",
    ],
    [
        "Cầu phao bắc qua kênh mục hết ván, đi xe máy lọt bánh",
        "cau phao qua kenh muc van het roi, lot banh xe may",
    ],
    ["Biển báo giao nhau ở ngã tư Đồng Cửa đổ từ bão năm ngoái", "Ngã tư Đồng Cửa biển báo giao nhau đổ nằm vệ đường"],
    ["Gờ giảm tốc mới làm trước trạm xá cao quá, xe sát gầm", "go giam toc truoc tram xa cao qua, gam xe cha het"],
]


def telling(text, place="", on=DAY, **facts):
    given = {"topic": "giao_thong_ha_tang", "commune": "07210", **facts}
    return Telling(shadow(f"{text} {place}"), shadow(place), on=on, **given)


ALL = [telling(text) for matter in MATTERS for text in matter]


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter[0][:20])
def test_one_matter_told_by_several_people_is_found_alike(matter):
    first, *others = map(telling, matter)
    assert all(likeness(first, other, ALL).is_alike for other in others)


def test_two_matters_of_one_topic_and_commune_are_not_alike():
    for number, matter in enumerate(MATTERS):
        for other in MATTERS[:number]:
            for one, two in ((one, two) for one in matter for two in other):
                assert not likeness(telling(one), telling(two), ALL).is_alike, (one, two)


def test_the_same_words_at_another_place_are_not_surely_the_same_matter():
    text = "Đèn đường tắt cả tuần nay, tối om"
    here, there = telling(text, "ngõ 12 Hùng Vương"), telling(text, "thôn Đông Nhất")
    assert likeness(here, telling(text, "Hùng Vương"), ALL).place == "same"
    assert likeness(here, there, ALL).place == "other"
    assert not likeness(here, there, ALL).is_sure


def test_spots_on_the_map_count_before_the_names_of_places():
    here = telling("Đèn tắt", "ngõ 12", lat=21.2731, lon=106.1946)
    assert likeness(here, telling("Đèn tắt", "ngõ 40", lat=21.2732, lon=106.1950), ALL).place == "same"
    assert likeness(here, telling("Đèn tắt", "ngõ 12", lat=21.2931, lon=106.1946), ALL).place == "other"


def test_what_happened_long_ago_another_topic_and_another_commune_count_less():
    one = telling(MATTERS[0][0])
    same = likeness(one, telling(MATTERS[0][1]), ALL).score
    for other in ({"on": DAY - timedelta(days=80)}, {"topic": "thoat_nuoc"}, {"commune": "07339"}):
        assert likeness(one, telling(MATTERS[0][1], **other), ALL).score < same


def test_the_words_that_speak_for_it_are_shown_as_they_were_written():
    like = likeness(telling(MATTERS[1][0]), telling(MATTERS[1][1]), ALL)
    shown = Written(MATTERS[1][0]).said(like.shared)
    assert {"sụt lún", "nứt toác"} <= set(shown)
    assert len(shown) <= 5


def test_words_are_shown_in_stretches_and_none_that_everybody_uses():
    here, there = "Cổng chợ Thương có ổ gà to, chị bán rau ngã xe", "o ga cong cho thuong to lam, ban rau nga xe"
    shown = Written(here).said(likeness(telling(here), telling(there), ALL).shared)
    assert set(shown) == {"cổng chợ thương", "ổ gà", "bán rau ngã xe"}


def test_what_is_told_beside_is_not_said_again_and_no_word_of_any_place_stands_alone():
    here = "Đèn đường trước cổng trường Ngô Sĩ Liên phường Bắc Giang tắt cả tuần nay, tối om"
    there = "Đèn đường ngõ 147 phường Bắc Giang hỏng cả dãy gần hai tuần nay, tối om"
    shared = likeness(telling(here), telling(there), ALL).shared
    assert set(Written(here).said(shared)) >= {"đèn đường", "phường Bắc Giang", "tối om"}
    assert "ngô" not in Written(here).said(shared, 50)
    beside = Written(here, beside=("den duong", "phuong bac giang"))
    assert not {"đèn đường", "phường Bắc Giang"} & set(beside.said(shared, 50))


def test_shown_words_end_where_what_is_told_beside_begins_and_say_no_time():
    here = "Đèn đường ở ngõ 12 đường Ngô Quyền phường Bắc Giang hỏng cả tuần nay, mấy hôm nay tối om"
    shared = likeness(telling(here), telling(here), ALL).shared
    shown = Written(here, beside=("chieu sang cong cong", "phuong bac giang")).said(shared, 50)
    assert {"hỏng", "đường Ngô Quyền", "tối om"} <= set(shown)
    assert not any("Bắc" in one or "Giang" in one or "nay" in one for one in shown)


def test_no_number_is_shown_for_it_may_name_a_person():
    text = "Gọi tôi theo số 0912345678, nhà số 12, đèn đường tắt"
    like = likeness(telling(text), telling(text), ALL)
    assert not any(sign.isdigit() for word in Written(text).said(like.shared, 50) for sign in word)


words = st.text("abcdđeêghiklmnoôơpqrstuưvxyáàảãạ 0123,.\n", max_size=120)


@given(words, words, words, words)
def test_likeness_knows_no_first_and_second(one, other, here, there):
    first, second = telling(one, here), telling(other, there)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second).score <= 1.25


@given(words.filter(shadow))
def test_a_telling_is_like_itself(text):
    one = telling(text)
    assert likeness(one, replace(one)).score >= 0.99


def test_a_pool_answers_in_the_order_in_which_it_was_given():
    one = telling(MATTERS[0][0])
    scores = [found.score for found in Pool(ALL).likenesses(one)]
    assert scores.index(max(scores)) == 0
    assert len(scores) == len(ALL)


def test_a_short_cry_is_never_surely_the_same_matter():
    short = likeness(telling("đường hỏng"), telling("duong hong qua"), ALL)
    assert short.is_alike
    assert not short.is_sure
    assert likeness(telling(MATTERS[0][0]), telling(MATTERS[0][2]), ALL).is_sure


def test_words_that_point_to_what_is_not_shown_do_not_end_a_stretch_and_stretches_keep_their_order():
    here, there = "Đèn đường trước số 12 Hùng Vương tắt ba hôm", "Đèn đường Hùng Vương trước số 12 tắt ba hôm rồi"
    assert Written(here).said(likeness(telling(here), telling(there), ALL).shared) == ("đèn đường", "Hùng Vương", "tắt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đèn đường trước nhà văn hóa tổ 7 tắt cả tuần", "den duong truoc nha van hoa to 9 tat ca tuan"),
        ("cống ngõ 12 đường Lê Lợi tắc", "cống ngõ 21 đường Lê Lợi tắc"),
        ("TDP 03 mất nước", "tổ dân phố số 5 mất nước"),
    ],
)
def test_places_of_other_numbers_are_not_asked_about_as_one(one, other):
    for place in ("", "trước nhà văn hóa"):
        found = likeness(telling(one, place), telling(other, place), ALL)
        assert (found.is_alike, found.place) == (False, "other")


def test_one_spot_on_the_map_is_one_whatever_numbers_are_told():
    here = {"lat": 21.27, "lon": 106.19}
    one, other = telling("đèn ngõ 12 phố Thân tắt", **here), telling("đèn ngõ 14 phố Thân tắt", **here)
    assert likeness(one, other, ALL).is_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đèn đường tổ 7, tổ 8 tắt cả tuần", "den duong to 8 tat ca tuan"),
        ("Cả khu 2 tháng nay mất nước", "khu 3 tháng nay mất nước"),
        ("đèn đường trước nhà văn hóa tổ 07 tắt", "đèn trước nhà văn hóa tổ 7 tắt rồi"),
    ],
)
def test_a_number_in_both_or_one_that_counts_keeps_nothing_apart(one, other):
    assert likeness(telling(one), telling(other), ALL).is_alike


def test_a_shown_stretch_ends_in_no_place_whose_number_is_left_out():
    written = Written("Cột đèn trước nhà văn hóa tổ 7 tắt cả tuần nay")
    shared = ["cot", "den", "truoc", "nha", "van", "hoa", "to", "tat"]
    terms = [*shared, *(f"{a} {b}" for a, b in pairwise(shared))]
    assert written.said(terms) == ("cột đèn trước nhà văn hóa", "tắt")


_LEADING = ["tổ", "thôn", "đầu", "cuối", "ở", "trước", "7", "ngõ", "đèn", "tắt", "hôm", "nay"]


@given(st.lists(st.sampled_from(_LEADING), max_size=12))
def test_words_that_only_lead_on_are_shown_or_left_out_and_break_nothing(words):
    text = " ".join(words)
    shared = shadow(text).split()
    terms = [*dict.fromkeys([*shared, *(f"{a} {b}" for a, b in pairwise(shared))])]
    assert {word for stretch in Written(text).said(terms) for word in stretch.split()} <= {*words}
