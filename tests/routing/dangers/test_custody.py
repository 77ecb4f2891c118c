"""Blows by the police accuse them, whatever word is used; they are urgent as long as whoever is beaten is held."""

import pytest

from routing.dangers.custody import beaten_by_police_in, beaten_in_custody_in
from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader

HELD = [
    "Con trai tôi bị công an xã Hiệp Hòa bắt giữ 2 ngày không cho gặp, còn bị đánh",
    "công an phường Chũ tạm giữ em tôi từ hôm qua, dùng dùi cui đánh em tôi",
    "chồng em bị tạm giam ở trại tạm giam tỉnh, bị quản giáo đánh gãy tay",
]


@pytest.mark.parametrize("text", HELD)
def test_blows_in_custody_are_an_urgent_accusation(text):
    reading = default_reader().read(text)
    assert reading.kind is Kind.DENUNCIATION
    assert reading.danger.kind == "custody"


@pytest.mark.parametrize("text", HELD)
def test_they_are_heard_without_marks(text):
    assert beaten_in_custody_in(split(bare(text)))


def test_blows_of_last_year_accuse_and_call_nobody():
    words = split("năm ngoái tôi bị công an phường bắt giữ và đánh gãy răng, đã thả")
    assert beaten_by_police_in(words)
    assert beaten_in_custody_in(words) is None


@pytest.mark.parametrize(
    "text",
    [
        "công an xã đánh giá tốt phong trào thôn tôi",
        "con tôi bị bạn đánh, công an xã không xử lý",
        "gọi công an giúp em, nó đang đánh em",
        "bị công an phường lập biên bản gây rối vì đứng can hai thanh niên đánh nhau",
        "cảm ơn công an xã, xe đạp điện của con tôi tìm được rồi",
        "công an xã làm định danh cho người già",
    ],
)
def test_what_is_no_blow_of_theirs_accuses_nobody(text):
    assert beaten_by_police_in(split(text)) is None
    assert beaten_by_police_in(split(bare(text))) is None
