import pytest

from routing.language.telling import is_praise, telling
from routing.language.words import split
from routing.lessons.dress import small_talk, talk, wordy
from routing.reading import default_reader

TALK = "Dạ em chào anh chị. "
MATTER = "Đèn đường tắt cả tháng. "


def are_greetings(sentences):
    return ["chào" in one.shown or "ơn" in one.shown for one in sentences]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TALK + MATTER, "đèn đường tắt cả tháng"),
        (TALK + MATTER + "Cảm ơn ạ.", "đèn đường tắt cả tháng"),
        (MATTER, "đèn đường tắt cả tháng"),
        (TALK + "Cảm ơn ạ", "dạ em chào anh chị cảm ơn ạ"),
        (TALK, "dạ em chào anh chị"),
        ("", ""),
    ],
)
def test_only_sentences_that_tell_of_a_matter_stay_unless_there_is_none(text, told):
    assert " ".join(telling(split(text), are_greetings).shown) == told


def test_what_stays_still_stands_where_it_was_written():
    kept = telling(split(TALK + MATTER + "Cảm ơn ạ."), are_greetings)
    assert kept.said(0, len(kept)) == "Đèn đường tắt cả tháng"


@pytest.mark.parametrize(
    ("matter", "topic"),
    [
        ("Đèn đường ngõ 12 tắt cả tháng nay, tối om, xin thay bóng.", "chieu_sang"),
        ("Nước máy chảy ra vàng khè, cả xóm không dám nấu ăn.", "nuoc"),
        ("Chó nhà bên thả rông, phóng uế đầy ngõ.", "vat_nuoi"),
    ],
)
def test_a_matter_amid_a_long_story_is_read_as_the_matter(matter, topic):
    before, after = talk("measured_before", "measured_after")
    for n, beginning in enumerate(before):
        reading = default_reader().read(f"{beginning} {matter} {after[n % len(after)]}")
        assert reading.topic == topic


def test_what_is_learned_is_never_what_is_measured():
    learned = {*small_talk()[0], *small_talk()[1]}
    measured = {*talk("measured_before", "measured_after")[0], *talk("measured_before", "measured_after")[1]}
    assert not learned & measured


def test_a_message_amid_small_talk_keeps_its_words():
    text = "Đường hỏng, xe ngã mấy lần"
    assert text in wordy(text) or "duong hong, xe nga may lan" in wordy(text)
    assert len(wordy(text)) > len(text)


@pytest.mark.parametrize(
    ("text", "praised"),
    [
        ("Cảm ơn cán bộ phường đã sửa đường rất nhanh, bà con vui lắm", True),
        ("cam on cac anh da thay bong den ngo 5", True),
        ("Cảm ơn đã sửa đường nhưng nắp cống vẫn hở", False),
        ("Cảm ơn các anh đã đọc, xin cho biết bao giờ có nước", False),
        ("Đường hỏng, mong sửa, cảm ơn", False),
    ],
)
def test_thanks_for_what_was_done_are_praise_and_thanks_beforehand_are_not(text, praised):
    assert is_praise(split(text)) is praised
