import zlib
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.words import split
from routing.lessons.examples import Example, fingerprint, load_examples, load_lessons
from routing.lessons.training import fit
from routing.scorer.model_file import from_bytes, packaged_model, to_bytes

TAUGHT = [
    *(Example(text, "nuoc", "", "feedback", "t") for text in ("vòi không có giọt nước nào", "mất nước ba hôm nay")),
    *(Example(text, "dien", "", "feedback", "t") for text in ("mất điện từ sáng", "điện yếu quạt không quay")),
    *(
        Example(text, "dien", "", "inquiry", "t")
        for text in ("cho hỏi tiền điện tính sao?", "cho hỏi bao giờ có điện?")
    ),
]


@pytest.fixture(scope="module")
def small():
    return fit(TAUGHT, [])


@pytest.mark.slow
def test_the_packaged_model_was_trained_on_the_packaged_examples():
    # a red test here means: nghedan train --output routing/data/model.bin
    assert packaged_model().trained_on == fingerprint(load_examples(), load_lessons())


def test_the_packaged_model_is_light():
    assert len((files("routing") / "data" / "model.bin").read_bytes()) < 9_500_000


def test_a_model_learns_what_it_is_taught(small):
    scores = small.scores(split("nhà tôi mất nước"))
    assert small.topics[int(np.argmax(scores.topics))] == "nuoc"
    asked = small.scores(split("cho hỏi nước?"))
    assert small.kinds[int(np.argmax(asked.kinds))] == "inquiry"


def test_what_was_taught_with_marks_is_known_without():
    small = fit(TAUGHT, [])
    scores = small.scores(split("dien yeu quat khong quay"))
    assert small.topics[int(np.argmax(scores.topics))] == "dien"


WORDS = ("mất", "nước", "điện", "yếu", "cho", "hỏi", "sao?", "đèn", "Đường", "tat", "12", "2024", "xyzw", "kính", "gửi")
SAID = st.lists(st.sampled_from(WORDS), max_size=40)


@given(st.lists(SAID.map(" ".join), min_size=1, max_size=6))
def test_texts_that_are_weighed_together_score_what_each_scores_alone(texts):
    model = packaged_model()
    texts = [split(text) for text in texts]
    for text, together in zip(texts, model.scores_apart(texts), strict=True):
        alone = model.scores(text)
        assert together.rows.tolist() == alone.rows.tolist()
        assert together.topics.tolist() == alone.topics.tolist()
        assert together.kinds.tolist() == alone.kinds.tolist()
        assert together.danger == alone.danger


def test_more_sentences_than_are_weighed_at_once_are_all_weighed():
    model = packaged_model()
    texts = [split(text) for text in ("mất nước ba hôm nay " * 60, "đèn tắt", "điện yếu " * 200, "")]
    for text, together in zip(texts, model.scores_apart(texts), strict=True):
        assert together.topics.tolist() == model.scores(text).topics.tolist()


def test_the_same_examples_give_the_same_bytes(small):
    assert to_bytes(fit(TAUGHT, [])) == to_bytes(small)


def test_a_model_comes_back_from_its_file_as_it_was(small):
    again = from_bytes(to_bytes(small))
    words = split("mất nước, mất điện")
    assert again.version == small.version
    assert np.allclose(again.scores(words).topics, small.scores(words).topics)


@pytest.mark.parametrize("packed", [b"", b"x", b"PK\x03\x04" * 20])
def test_a_file_that_is_no_model_is_told(packed):
    with pytest.raises(ValueError, match="không phải mô hình"):
        from_bytes(packed)


def test_a_cut_file_is_told(small):
    with pytest.raises(ValueError, match="không phải mô hình"):
        from_bytes(to_bytes(small)[:-20])


def test_unknown_words_leave_the_bias_alone(small):
    scores = small.scores(split("zzz qqq"))
    assert np.allclose(np.concatenate([scores.topics, scores.kinds]), small.bias)


def test_courtesy_does_not_move_the_words_that_are_quoted(small):
    words = split("Kính gửi ủy ban, kính mong xem: vòi không có giọt nào")
    nuoc = small.topics.index("nuoc")
    start, end, _share = small.weighed_most(small.scores(words), nuoc, 1)[0]
    assert words.said(start, end) in "vòi không có giọt"


@given(st.text(max_size=200))
def test_the_words_that_weighed_most_stand_in_the_message(text):
    words = split(text)
    model = packaged_model()
    for start, end, share in model.weighed_most(model.scores(words), 0, 4):
        assert 0 <= start < end <= len(words)
        assert share > 0


def test_the_version_changes_with_any_example():
    other = [*TAUGHT[:-1], replace(TAUGHT[-1], topic="nuoc")]
    assert fingerprint(other, []) != fingerprint(TAUGHT, [])


def test_a_model_of_the_first_format_is_still_read(small):
    """An office may have trained it: its keys have 64 bits, 20 for each word."""
    header, _end, body = zlib.decompress(to_bytes(small)).partition(b"\n")
    rows = len(small.keys)
    keys = small.keys.astype(np.int64)
    wide = ((keys >> 28) << 40) | (((keys >> 14) & 0x3FFF) << 20) | (keys & 0x3FFF)
    old = header.replace(b'"format": 2', b'"format": 1') + b"\n" + wide.astype("<i8").tobytes() + body[4 * rows :]
    assert np.array_equal(from_bytes(zlib.compress(old)).keys, small.keys)


@pytest.mark.parametrize("more", [b"x", b""])
def test_a_file_of_another_length_is_told(small, more):
    body = zlib.decompress(to_bytes(small))
    with pytest.raises(ValueError, match="không phải mô hình"):
        from_bytes(zlib.compress(body + more if more else body[:-1]))
