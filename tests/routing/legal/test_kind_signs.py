import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.legal.kind_signs import kind_inputs, kind_signs, parts_of_the_test
from routing.lessons.kind_learning import fit_kinds
from routing.reading import default_reader

NAMES = parts_of_the_test()


def stands_in(text):
    found = kind_signs(split(text))
    return {name for name, value in zip(NAMES, found, strict=False) if value > 0}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Xã đưa nhà tôi ra khỏi hộ nghèo, chấm lại điểm cho tôi", {"act", "organ", "own", "undo"}),
        ("Ông Bình địa chính nhận tiền, đề nghị điều tra", {"named", "accused", "crime", "punish", "request"}),
        ("Làm lại giấy này bao lâu?", {"question", "mark"}),
        ("Bà con mong lắp thêm đèn", {"common", "request"}),
    ],
)
def test_what_the_law_asks_for_is_seen(text, parts):
    assert parts <= stands_in(text)


@pytest.mark.parametrize("text", ["Hàng xóm mở loa ồn", "cảm ơn các anh chị"])
def test_no_act_of_an_authority_is_seen_where_none_is(text):
    assert not {"act", "undo", "crime"} & stands_in(text)


def test_it_is_seen_without_diacritics_where_it_counts_less():
    text = "Xã thu hồi sổ của tôi, tôi không đồng ý, đề nghị xem xét lại"
    written, typed = (kind_signs(split(told)) for told in (text, bare(text)))
    assert {"act", "own", "undo", "request"} <= stands_in(bare(text))
    seen = [NAMES.index(part) for part in ("act", "own", "undo", "request")]
    assert (typed[seen] < written[seen]).all()


def test_what_stands_in_one_clause_differs_from_what_stands_in_two():
    together, apart = (kind_signs(split(told)) for told in ("Phạt tôi xem lại", "Phạt tôi, xem lại"))
    assert not np.array_equal(together, apart)


@given(st.text())
def test_any_text_gives_as_many_numbers_from_0_to_1(text):
    found = kind_signs(split(text))
    assert len(found) == len(kind_signs(split("")))
    assert all(0 <= value <= 1 for value in found)


def test_what_is_learned_tells_the_kinds_apart_and_is_the_same_again():
    kinds = tuple(Kind)
    told = [("cho hỏi làm giấy ở đâu?", Kind.INQUIRY), ("xã phạt tôi, xem lại quyết định", Kind.COMPLAINT)] * 90
    inputs = [kind_inputs(split(text), np.zeros(6, np.float32), {}, kinds) for text, _kind in told]
    labels = [kinds.index(kind) for _text, kind in told]
    mix = fit_kinds(inputs, labels, kinds)
    assert [int(np.argmax(row @ mix)) for row in inputs] == labels
    assert np.array_equal(mix, fit_kinds(inputs, labels, kinds))


@pytest.mark.parametrize("text", ["nước nhà tôi bị đục", "nha toi bi ngap", "nhà tôi bị ngập"])
def test_whoever_tells_of_no_act_of_an_authority_makes_no_complaint(text):
    assert default_reader().read(text).kind != "complaint"


@pytest.mark.parametrize("text", ["lúa tôi bị chuột phá", "vườn nhà em bị bò phá", "ngô nhà tôi bị lợn rừng phá"])
def test_of_a_harm_by_beasts_nobody_is_asked_about_a_decision(text):
    read = default_reader().read(text)
    assert read.kind == "feedback"
    assert read.kind_second != "complaint"
