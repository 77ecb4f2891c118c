import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.telegram.wire import LONGEST, as_html, keyboard, markup, parts_of
from bot.messages import Choice, Outbound


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(some.text(some.characters(exclude_categories=["Cs"]), max_size=12_000))
def test_every_part_fits_and_nothing_but_blanks_is_lost(text):
    parts = parts_of(text)
    assert all(0 < units(part) <= LONGEST for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_text_is_cut_at_the_end_of_a_paragraph():
    text = "a" * 3000 + "\n\n" + "b" * 3000
    assert parts_of(text) == ["a" * 3000, "b" * 3000]


def test_a_text_of_emoji_is_measured_as_the_platform_measures():
    assert len(parts_of("😡" * 3000)) == 2


def test_markup_in_a_text_is_shown_and_not_obeyed():
    assert as_html("<b>đậm</b> & nhạt") == "&lt;b&gt;đậm&lt;/b&gt; &amp; nhạt"


def test_codes_and_secrets_can_be_copied_by_a_tap():
    assert as_html("Mã ND-26-7F3K-29QX, bí mật AB23-CD45-EF67.") == (
        "Mã <code>ND-26-7F3K-29QX</code>, bí mật <code>AB23-CD45-EF67</code>."
    )


@pytest.mark.parametrize("url", ["https://nghedan.vn/khieu-nai/ND-26-7F3K-29QX", "http://a.vn/x?ma=AB23-CD45-EF67"])
def test_a_code_within_an_address_does_not_cut_the_link(url):
    assert as_html(f"Đơn ND-26-7F3K-29QX: {url}\nAnh/Chị mở ra.") == (
        f"Đơn <code>ND-26-7F3K-29QX</code>: {url}\nAnh/Chị mở ra."
    )


def test_a_telephone_number_is_no_code():
    assert "<code>" not in as_html("Gọi 0204-3000-101 hoặc 0204 3000 101")


def rows(*labels):
    return [
        len(row) for row in keyboard([Choice(f"1:{n}", label) for n, label in enumerate(labels)])["inline_keyboard"]
    ]


def test_short_buttons_share_a_row_and_long_ones_do_not():
    assert rows("Gửi", "Sửa nơi", "Thêm ảnh", "Thôi") == [3, 1]
    assert rows("Gửi", "Bổ sung cho hồ sơ …29QX") == [1, 1]


def test_no_choices_no_keyboard():
    assert keyboard(()) is None


def test_the_question_for_a_number_has_a_key_that_shares_it_and_its_answer_takes_it_away():
    asked = Outbound("Số nào ạ?", (Choice("3:skip_phone", "Không cần"),), "contact", ask_label="Gửi số của tôi")
    told = markup(asked)
    assert told["keyboard"] == [[{"text": "Gửi số của tôi", "request_contact": True}], [{"text": "Không cần"}]]
    assert told["one_time_keyboard"]
    assert markup(Outbound("Đã ghi.", ask="nothing")) == {"remove_keyboard": True}
    assert markup(Outbound("Đã ghi.", (Choice("1:a", "A"),), "nothing"))["inline_keyboard"]
    assert markup(Outbound("Chào")) is None
