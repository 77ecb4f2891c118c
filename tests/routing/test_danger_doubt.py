"""What is staged, or lasts and is to be mended, or names nothing grave rings no bell; what happens beside it does."""

import pytest

from routing.folding import bare
from routing.reading import default_reader

CALM = [
    "tiếng súng nổ trong phim chiếu ở nhà văn hóa to quá",
    "tiếng đâm chém trong trò chơi của quán net mở loa ngoài",
    "đường dây cao thế chạy qua mái nhà tôi 10 năm nay, mong di dời",
    "dây trung thế võng thấp qua ao nhiều năm, đề nghị kéo lên",
    "mấy hôm nữa có người gọi không",
    "bà ấy nhốt gà trong nhà vệ sinh chung",
]
DANGERS = [
    "đang coi phim thì có tiếng súng ngoài đường, một người gục",
    "nhà sau lưng rạp chiếu phim đang cháy",
    "đang diễn tập thì cháy thật rồi, gọi 114 giúp",
    "dây trung thế võng mấy năm nay giờ đứt rớt xuống sân",
    "nó nhốt thằng con tôi trong nhà kho",
    "thằng cháu em nuốt pin cúc áo",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", CALM)
def test_what_happens_to_nobody_now_is_no_danger(text, way):
    assert default_reader().read(way(text)).danger is None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", DANGERS)
def test_what_happens_beside_it_is_one(text, way):
    assert default_reader().read(way(text)).danger
