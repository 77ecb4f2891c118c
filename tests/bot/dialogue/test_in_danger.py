"""Whoever is in danger is answered as such at every step: a child as a child, who may die without a form."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue import events
from bot.dialogue.asking import texts_for
from bot.dialogue.machine import step
from bot.dialogue.state import Draft, State
from routing.reading import default_reader
from tests.bot.dialogue.talk import Talk, case_line


def heard(text, state=None, *, consented=False, **known):
    context = replace(Talk().context, consented=consented, **known)
    reading = default_reader().read(text)
    return step(state or State(), events.Said(text, reading, reading_of_pending=reading), context)


def keys(played):
    return [reply.key for reply in played.replies]


def words(played):
    return "\n".join(texts_for(played.state).say(reply).text for reply in played.replies)


BEATEN = "cháu 13 tuổi bố cháu say rượu đánh cháu suốt cháu sợ"


def test_a_child_is_given_111_first_and_spoken_to_as_a_child():
    played = heard(BEATEN)
    assert keys(played)[0] == "danger.child_itself"
    assert "111" in words(played).splitlines()[0]
    assert "Anh/Chị" not in words(played)
    assert played.state.step != "denounce", "nobody tells it to keep silent"


def test_a_child_that_asks_what_to_do_after_the_receipt_is_told_whom_to_call():
    told = replace(heard(BEATEN).state, step="idle", pending_text="")
    played = heard("em phải làm gì bây giờ", told, consented=True, open_cases=(case_line(),))
    assert keys(played) == ["danger.child_itself"]


def test_the_next_day_the_question_is_about_the_case():
    told = replace(heard(BEATEN).state, step="idle", pending_text="")
    later = Talk().context.now + timedelta(days=2)
    played = heard("em phải làm gì bây giờ", told, consented=True, open_cases=(case_line(),), now=later)
    assert keys(played) == ["plain.case_do"]


def test_a_grown_person_is_not_spoken_to_as_a_child():
    assert "Anh/Chị" in words(heard("cháu bé hàng xóm bị bố dượng sờ mó"))


@pytest.mark.parametrize("text", ["tôi ở nhà một mình, nợ nhiều quá", "tôi không muốn nói", "không biết nữa"])
@pytest.mark.parametrize("at", ["consent", "ask_place", "pick_topic"])
def test_who_may_die_is_stayed_with_and_asked_nothing(text, at):
    alone = heard("Tôi không muốn sống nữa").state
    draft = Draft(text="Tôi không muốn sống nữa", urgent=True) if at != "consent" else None
    state = replace(alone, step=at, draft=draft, options=())
    played = heard(text, state, consented=draft is not None)
    assert keys(played) == ["danger.listening"]
    assert text in (played.state.draft.text if draft else played.state.pending_text)
    assert draft is None or not played.state.draft.place_text


def test_a_fire_told_by_who_may_die_is_a_fire():
    alone = heard("Tôi không muốn sống nữa").state
    assert keys(heard("nhà cháy rồi, lửa lan sang bếp", alone))[0] == "danger.fire"


def test_an_answer_of_who_may_die_is_still_an_answer():
    alone = heard("Tôi không muốn sống nữa").state
    assert keys(heard("đồng ý", alone)) != ["danger.listening"]
