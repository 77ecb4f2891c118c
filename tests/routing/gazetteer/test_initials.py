"""People of a place write its commune by the first letters of its name."""

import pytest

from routing.reading import default_reader


@pytest.mark.parametrize("text", ["ngập ở p.hvt", "ngập ở p. HVT", "đường ở phường HVT hỏng", "duong gan p.hvt ngap"])
def test_letters_behind_the_type_stand_for_the_only_commune_that_they_fit(text):
    place = default_reader().read(text).place
    assert place is not None
    assert place.name == "phường Bắc Giang"


@pytest.mark.parametrize("text", ["xã ntn vậy", "phường bvtv", "xã htx không phát giống", "xã ubnd", "phường csgt đâu"])
def test_other_short_words_behind_a_type_name_no_commune(text):
    place = default_reader().read(text).place
    assert place is None or place.code is None
