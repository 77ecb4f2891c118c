"""Whether something is lawful is asked of no place, and is no matter of whoever stands in the question."""

import pytest

from routing.kinds import Kind
from routing.legal.lawful import asks_whether_lawful
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "tôi ghi âm cán bộ có phạm luật không",
        "quay phim cán bộ làm việc có bị phạt không",
        "nuoi cho khong ro mom co bi phat khong a",
        "dân có được phép quay phim csgt không",
        "luật có cho phép đốt rơm rạ không",
        "đốt rác trong vườn có vi phạm không",
    ],
)
def test_who_asks_whether_something_is_lawful_is_heard(text):
    assert asks_whether_lawful(text)


@pytest.mark.parametrize(
    "text",
    [
        "hàng xóm xây như vậy có đúng luật không",
        "cán bộ thu tiền như thế có đúng quy định không",
        "xã thu tiền không biên lai thế là trái luật",
        "con tôi được nhập học không",
        "đường này có bị ngập không",
        "tôi nộp hồ sơ có phải công chứng không",
    ],
)
def test_what_somebody_did_somewhere_is_no_such_question(text):
    assert not asks_whether_lawful(text)


@pytest.mark.parametrize("text", ["tôi ghi âm cán bộ có phạm luật không", "quay phim cán bộ làm việc có bị phạt không"])
def test_nor_is_it_a_matter_of_officers(text):
    reading = default_reader().read(text)
    assert (reading.kind, reading.topic) == (Kind.INQUIRY, "khac")
