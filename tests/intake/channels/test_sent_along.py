"""What an officer reads of the files of an answer is what the platform that sends them is asked to take."""

import pytest

from bot.channels.registry import open_channels
from bot.channels.zalo_oa.wire import upload_of
from bot.messages import OutFile
from intake import labels
from intake.channels import sent_along

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "size", "is_taken"),
    [
        ("anh-1.jpg", MB, True),
        ("anh-1.jpg", MB + 1, False),
        ("biên bản.PDF", 5 * MB, True),
        ("biên bản.pdf", 5 * MB + 1, False),
        ("bảng.xlsx", 10, False),
        ("thư.docx", 10, True),
    ],
)
def test_zalo_takes_what_is_told_and_nothing_else(name, size, is_taken):
    rule = sent_along.rules()["zalo_oa"]
    assert (rule.takes_as_picture(name, size) or rule.takes_as_document(name, size)) is is_taken
    assert (upload_of(OutFile(name, bytes(size))) is not None) is is_taken


def test_a_channel_has_a_rule_exactly_where_it_takes_files(db, settings):
    open_now = {key[0]: channel.caps.takes_files for key, channel in open_channels(settings, db).items()}
    assert open_now["web"] is False
    assert set(sent_along.rules()) == {"telegram", "zalo_oa"}


@pytest.mark.parametrize("channel", labels.CHANNELS)
def test_every_channel_is_told_of_in_one_sentence_with_where_the_rest_lies(channel):
    told = sent_along.told(channel, labels.CHANNELS[channel])
    assert told.startswith(f"{labels.CHANNELS[channel]}: ")
    assert told.endswith("người dân xem ở trang tra cứu, bằng mã và mã bí mật trên biên nhận.")
    assert "{" not in told
