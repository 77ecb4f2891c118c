"""Who asks what a deed is punished by, or what one does when refused, accuses and complains of nobody."""

import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.reading import default_reader

ASKED = [
    "cán bộ nhận hối lộ bao nhiêu thì bị đi tù",
    "làm giả giấy tờ bị phạt thế nào",
    "cán bộ tham ô 50 triệu bị xử lý ra sao",
    "đánh người gây thương tích 11% thì bị tù mấy năm",
    "làm giả sổ đỏ thì bị xử lý như thế nào",
    "hồ sơ đất đai bị từ chối thì tôi được làm gì",
    "đơn bị từ chối thì hỏi ai",
]
TOLD = [
    ("ông phó xã nhận hối lộ thì bị xử thế nào, tôi có ghi âm", Kind.DENUNCIATION),
    ("xã tôi cán bộ tham ô, đã bị xử lý thế nào", Kind.DENUNCIATION),
    ("chị kế toán trường em làm giả hóa đơn, đề nghị xử lý", Kind.DENUNCIATION),
    ("hồ sơ của tôi bị từ chối vô lý, tôi yêu cầu xem xét lại quyết định", Kind.COMPLAINT),
]


@pytest.mark.parametrize("text", [dress(text) for text in ASKED for dress in (str, bare)])
def test_who_asks_what_follows_asks(text):
    assert default_reader().read(text).kind == Kind.INQUIRY


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_who_points_at_somebody_or_was_wronged_does_not_only_ask(text, kind):
    assert default_reader().read(text).kind == kind
