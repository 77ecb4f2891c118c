import pytest

from routing.dangers.pleas import plea_in
from routing.language.denials import is_denied
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader

DENIED = [
    "không muốn chết",
    "chưa hề muốn chết",
    "đừng có nghĩ đến",
    "hổng muốn chết",
    "không phải tự tử",
    "never want",
]
NOT_DENIED = ["ra sông hồng nhảy xuống", "lên chùa treo cổ", "không, muốn chết", "Không. Tự tử", "muốn chết"]


@pytest.mark.parametrize("text", DENIED)
def test_what_stands_behind_a_denial_is_denied(text):
    words = split(text)
    assert is_denied(words, len(words) - (1 if words.bases[-2:] == ("never", "want") else 2))


@pytest.mark.parametrize("text", NOT_DENIED)
def test_another_word_or_another_clause_denies_nothing(text):
    words = split(text)
    assert not is_denied(words, len(words) - 2)


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    "text", ["Cháu ra cầu sông Hồng nhảy xuống cho xong đây", "tôi lên chùa, tôi muốn chết quách cho xong"]
)
def test_a_place_that_sounds_like_a_denial_drowns_no_cry(text, dress):
    assert default_reader().read(dress(text)).danger


@pytest.mark.parametrize("text", ["tôi không hề muốn chết, chỉ mệt thôi", "em chưa từng có ý định tự tử đâu ạ"])
def test_who_denies_it_cries_for_nobody(text):
    assert plea_in(split(text)) is None
