"""A receipt's secret is taken for nothing but a secret, whatever letters chance gave it: what is a code is kept."""

from dataclasses import replace

import pytest

from bot.dialogue.events import Said
from bot.dialogue.machine import step
from bot.dialogue.orders import LookUp
from bot.dialogue.state import State
from tests.bot.dialogue.talk import Talk, reading_of

CODE = "ND-26-7F3K-29QX"
ASKED = State(step="lookup_secret", step_no=7, lookup_code=CODE, options=(("back", "Quay lại"),))


def answered(text, state=ASKED):
    return step(state, Said(text, reading_of()), Talk().context)


@pytest.mark.parametrize(
    "secret", ["YH66-WCDN-D8N2", "AB26-7F3K-29QX", "yh26 wcdn d8n2", "ND26WCDND8N2", "7F3K-29QX-HJ4M"]
)
def test_the_answer_to_the_question_for_the_secret_is_the_secret(secret):
    taken = answered(secret)
    assert taken.orders == (LookUp(CODE, secret),)
    assert taken.state.lookup_code == CODE


def test_code_and_secret_may_still_be_sent_together():
    assert answered("ND-26-ABCD-29QX YH66-WCDN-D8N2").orders == (LookUp("ND-26-ABCD-29QX", "YH66-WCDN-D8N2"),)
    assert answered("ND-26-ABCD-29QX").state.lookup_code == "ND-26-ABCD-29QX"


def test_a_secret_sent_at_rest_is_kept_as_no_code():
    taken = answered("YH66-WCDN-D8N2", replace(ASKED, step="idle", lookup_code="", options=()))
    assert taken.state.lookup_code == ""
    assert taken.orders == ()
