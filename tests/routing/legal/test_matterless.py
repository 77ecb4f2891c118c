"""Mere anger is told from an angry message that has a matter: the first is soothed, the second is worked on."""

import pytest

from routing.kinds import Kind
from routing.language.words import split
from routing.legal.matterless import anger_in, beyond_anger
from routing.reading import default_reader

MERE = [
    ("điên tiết thật chứ", "vexed"),
    ("sao mà bực thế không biết", "vexed"),
    ("tui giận lắm nghe", "vexed"),
    ("buc minh vai", "vexed"),
    ("thất vọng tràn trề", "vexed"),
    ("quan liêu hết chỗ nói", "insults"),
    ("lũ sâu mọt", "insults"),
    ("toan lu luoi bieng", "insults"),
    ("Đồ khốn nạn, cút hết đi", "insults"),
    ("cán bộ gì mà như thế", "scorn"),
    ("can bo kieu gi the nay", "scorn"),
    ("làm việc như rùa bò", "scorn"),
    ("mấy ông ngồi đó làm cảnh à", "scorn"),
    ("nói thì hay mà làm thì dở", "scorn"),
]
WITH_A_MATTER = [
    "làm ăn như hạch, rác không ai hốt",
    "lũ ăn hại, cống tắc mà mặc kệ",
    "ngu như bò, đào đường xong không lấp",
    "chửi cho bây giờ, wifi đứt 4 ngày",
    "mẹ kiếp cây đổ chắn ngang đường",
    "đm đèn giao thông nháy loạn",
    "bực ghê loa kẹo kéo",
    "that vong qua truong khong nhan con toi",
    "dien chap chon buc minh",
]


@pytest.mark.parametrize(("text", "temper"), MERE)
def test_mere_anger_tells_no_matter(text, temper):
    assert anger_in(split(text)) == temper
    assert default_reader().read(text).kind is Kind.OTHER


@pytest.mark.parametrize("text", WITH_A_MATTER)
def test_a_matter_told_in_anger_is_a_matter(text):
    assert anger_in(split(text)) == ""
    assert default_reader().read(text).kind is not Kind.OTHER


@pytest.mark.parametrize(
    "text", ["kiểu gì cũng được", "thế à", "cay do chan cong", "mat dien nua roi", "cho can con toi"]
)
def test_calm_words_are_no_anger(text):
    assert anger_in(split(text)) == ""


def test_of_an_angry_message_the_rest_is_kept():
    left = beyond_anger(split("làm ăn như hạch, rác không ai hốt"))
    assert left is not None
    assert {"rác", "hốt"} <= set(left.shown)
    assert beyond_anger(split("rác không ai hốt")) is None


def test_an_ordinary_word_in_a_text_with_marks_is_no_insult():
    assert anger_in(split("cho hỏi ai trả lời tôi")) == ""
    assert anger_in(split("đồ chó")) == "insults"


@pytest.mark.parametrize("text", ["app rác", "bot rác quá", "Đm làm ăn như cc, app rác", "trang rac vl"])
def test_an_app_called_rubbish_is_no_heap_of_it(text):
    reading = default_reader().read(text)
    assert (reading.topic, reading.kind) == ("khac", Kind.OTHER)
