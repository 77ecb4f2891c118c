"""What signs weigh is kept without their words, and says the same as if the words were kept."""

import pytest

from routing.dangers.danger_scorer import Scorer, Weighing, default_scorer
from routing.dangers.sign_table import SignRows, row_of
from routing.language.words import split

LEARNED = Weighing(
    kinds=("fire", "crime"),
    bias=-1.0,
    threshold=0.5,
    least_hint=0.0,
    hints={"lửa": 0.3, "nha chay": 1.25},
    weights={"#fire:sure": 2.02, "#calm": -0.07, "nha chay": 0.5},
    kind_weights={"#fire:sure": (1.5, -0.29), "#child": (0.0, 0.11)},
)


def table(weights):
    rows = SignRows(1)
    for sign, hundredths in weights.items():
        rows.add(sign, [hundredths])
    return rows.table()


def test_each_sign_keeps_its_number_and_an_unknown_one_has_none():
    weights = {f"sign {i}": str(i - 500) for i in range(1000) if i != 500}
    kept = table(weights)
    assert len(kept) == len(weights)
    assert kept.each([*weights, "never met"]).tolist() == [*map(int, weights.values()), 0]
    assert sorted(kept.known({"sign 7", "never met", "sign 9"})[:, 0].tolist()) == [-493, -491]


@pytest.mark.parametrize("weights", [{}, {"a": "1"}])
def test_of_what_is_unknown_nothing_is_found(weights):
    assert len(table(weights).known({"zzz", "yyy"})) == 0
    assert table(weights).each(["zzz"]).tolist() == [0]


def test_a_line_holds_hundredths():
    assert row_of("cháy nhà", (0.29, -1.1, 0.0)) == "cháy nhà\t29\t-110\t0"


def test_what_is_learned_of_danger_is_read_back_as_it_was():
    scorer = Scorer(f"{line}\n" for line in LEARNED.lines())
    assert (scorer.kinds, scorer.bias, scorer.threshold, scorer.least_hint) == (["fire", "crime"], -1.0, 0.5, 0.0)
    assert [scorer.weight(sign) for sign in (*LEARNED.weights, "lửa")] == [*LEARNED.weights.values(), 0.0]
    assert scorer.rank({"#fire:sure", "#child", "#calm"}) == [(1.5, "fire"), (-0.18, "crime")]
    assert scorer.score({"#calm"}) < scorer.score({"#calm", "zzz", "#fire:sure"}) < scorer.score({"#fire:sure"})
    assert [part.hint for part in scorer.parts(split("nhà cháy"))] == [1.25]


def test_without_any_sign_nothing_is_told():
    scorer = default_scorer()
    assert scorer.score(()) == scorer.bias
    assert {points for points, _kind in scorer.rank(())} == {0.0}
