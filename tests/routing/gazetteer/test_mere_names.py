"""An answer that is nothing but an address calls nobody, whatever its syllables mean; a cry from there does."""

import pytest

from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "Cam An Nam",
        "cam an nam",
        "ở Võng La",
        "thôn Võng La",
        "em ở Trường Lạc ạ",
        "Đăk Trôi",
        "dang le",
        "o krong no",
        "Tuy An Nam, Phú Yên",
        "xã Ea Súp tỉnh Đắk Lắk",
        "Tê Xăng",
        "12 Nguyen Dang Dao",
        "45 Le Dam, Võng La",
    ],
)
def test_the_name_of_a_place_alone_rings_of_no_danger(text):
    reading = default_reader().read(text)
    assert (reading.danger, reading.hazard) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "cháy nhà ở Võng La",
        "ea sup chay",
        "cứu em với ở Trường Lạc",
        "em ở Cam An Nam có người ngộ độc",
        "ở Đăk Trôi có đứa bé đang chìm",
        "ăn nấm",
        "an nam",
        "cháy",
        "12 Nguyen Dang Dao chay nha",
    ],
)
def test_a_cry_from_such_a_place_is_heard(text):
    assert default_reader().read(text).danger is not None
