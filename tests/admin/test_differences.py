"""What was changed between two versions is shown word by word, and both texts can be read from it."""

from hypothesis import given
from hypothesis import strategies as st

from admin.words.differences import differences

TEXT = st.text(alphabet="ab \nđ", max_size=60)


def test_changed_words_stand_beside_each_other():
    pieces = differences("Phòng đã sửa xong hôm qua.", "Phòng đã vá xong hôm qua.")
    assert [(one.kind, one.text) for one in pieces] == [
        ("same", "Phòng đã "),
        ("gone", "sửa"),
        ("new", "vá"),
        ("same", " xong hôm qua."),
    ]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_pieces(before, after):
    pieces = differences(before, after)
    assert "".join(one.text for one in pieces if one.kind != "new") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after


def test_very_long_texts_are_compared_by_lines():
    before = "\n".join(f"dòng {number} có chữ" for number in range(3000))
    assert [one.kind for one in differences(before, f"{before}\nthêm")][-1] == "new"
