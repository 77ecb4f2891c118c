"""An earlier matter tells two namesakes apart, but nobody guesses where the accused sit."""

from dataclasses import replace

import pytest

from bot.dialogue.state import Draft, State
from bot.dialogue.telling.namesakes import told_before
from tests.bot.dialogue.talk import Talk, case_line

TWO = Draft(
    text="rác chất đống",
    kind="feedback",
    candidates=(("24001", "phường Kinh Bắc"), ("24002", "xã Tân Yên")),
    formerly=(("24001", "Ninh Xá"),),
)


def told(draft, *communes):
    cases = [replace(case_line(number), commune=commune) for number, commune in enumerate(communes, 1)]
    return told_before(State(draft=draft), Talk(cases=cases).context).draft


def test_the_one_of_an_earlier_matter_is_meant():
    assert told(TWO, "24002").commune_name == "xã Tân Yên"


@pytest.mark.parametrize("communes", [(), ("24009",), ("24001", "24002")])
def test_neither_is_where_no_earlier_matter_tells_them_apart(communes):
    assert told(TWO, *communes) == TWO


@pytest.mark.parametrize(
    "draft",
    [replace(TWO, formerly=()), replace(TWO, kind="denunciation"), replace(TWO, kind="denunciation", way="tip")],
)
def test_of_a_district_and_of_an_accusation_is_asked(draft):
    assert told(draft, "24002") == draft
