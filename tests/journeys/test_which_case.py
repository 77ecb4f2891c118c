"""Twelve hard pairs: a word on a case, or a new matter? Nothing goes anywhere before the citizen says so."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context
from bot.dialogue.sent.binding import further
from bot.dialogue.state import State
from intake.clock import start_of
from routing.reading import default_reader

TODAY = date(2026, 9, 14)
HOLE, RUBBISH, LAMP, LAND = "giao_thong_ha_tang", "moi_truong", "chieu_sang", "dat_dai"
# What the case is about, what is said, and what is offered first.
PAIRS = (
    (HOLE, "hôm nay vẫn chưa ai đến sửa", "case"),
    (HOLE, "nó sâu thêm rồi, xe máy không qua được", "case"),
    (HOLE, "ổ gà ở cổng trường phường Bắc Giang giờ to gấp đôi", "case"),
    (HOLE, "đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay, tối om", "new"),
    (RUBBISH, "xe rác có tới hôm qua nhưng còn sót một đống", "case"),
    (RUBBISH, "rac van con nguyen, hoi lam", "case"),
    (RUBBISH, "nhà bên cạnh hát karaoke ầm ĩ tới 12 giờ đêm ở phường Kinh Bắc", "new"),
    (LAMP, "tui gửi thêm cái ảnh cho rõ hỉ", "case"),
    (LAMP, "cột đèn đó ở trước số nhà 14", "case"),
    (LAMP, "tôi muốn hỏi thủ tục cấp lại sổ đỏ ở phường Bắc Giang", "new"),
    (LAND, "tôi có thêm giấy tờ của ông nội để lại", "case"),
    (LAND, "cống trước nhà ở phường Bắc Giang tắc, mưa xuống là ngập vào nhà", "new"),
)


def line(topic, *, waits=False):
    return CaseLine(
        1, "ND-26-7F3K-29QX", "Việc đã gửi", "Đang xử lý", "Phòng Kinh tế", "Nguyễn Thu Hà", "0204 3000 101", TODAY,
        is_open=True, waits_for_citizen=waits, kind="feedback", topic=topic,
    )  # fmt: skip


def hears(topic, words, *, waits=False):
    context = Context(start_of(TODAY), TODAY, "UBND", "", consented=True, open_cases=(line(topic, waits=waits),))
    return further(State(), Said(words, default_reader().read(words)), context)


@pytest.mark.parametrize(("topic", "words", "first"), PAIRS)
def test_nothing_is_bound_unasked_and_the_likelier_stands_first(topic, words, first):
    step = hears(topic, words)
    assert not step.orders
    assert step.state.pending_text == words
    offered = [option for option, _label in step.state.options]
    assert offered == (["new_matter", "add:1"] if first == "new" else ["add:1", "new_matter"])


PAVEMENT = "Vỉa hè trước nhà 35 đường Lê Lợi bị đào lên rồi bỏ đó cả tháng"


@pytest.mark.parametrize(
    ("words", "is_answer"),
    [
        ("Bên cấp nước đào, có biển của họ", True),
        ("ben cap nuoc dao hom rằm, xong bo do luon", True),
        ("điện lực với nước thay nhau đào vỉa, lấp cát qua loa", True),
        ("nhà tôi mất điện từ sáng đến giờ chưa có", False),
        ("đèn đường trước đình phường Kinh Bắc tắt, dân tự đào cột lên", False),
    ],
)
def test_an_answer_in_words_of_the_case_is_for_it_though_it_sounds_like_another_topic(words, is_answer):
    asked = replace(line(HOLE, waits=True), summary=PAVEMENT)
    context = Context(start_of(TODAY), TODAY, "UBND", "", consented=True, open_cases=(asked,))
    step = further(State(), Said(words, default_reader().read(words)), context)
    assert bool(step.orders) == is_answer


@pytest.mark.parametrize(("topic", "words", "first"), PAIRS)
def test_a_case_that_waits_takes_the_answer_and_is_asked_about_where_it_is_another_matter(topic, words, first):
    step = hears(topic, words, waits=True)
    assert bool(step.orders) == (first == "case")
