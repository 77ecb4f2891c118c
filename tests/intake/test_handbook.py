"""The papers in docs/ say what the tables say, for they are written from them."""

from pathlib import Path

import pytest

from intake import labels
from intake.handbook import PAPERS
from intake.law.ladder import load_ladder
from intake.law.statutes import load_statutes
from intake.lifecycle import INFORMATION, TABLE

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAPERS)
def test_a_committed_paper_is_what_the_tables_say_now(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAPERS[name](), "nghedan docs"


def test_every_limit_and_every_rung_stands_in_the_paper():
    paper = PAPERS["thoi-han.md"]()
    for row in load_statutes().rows:
        assert f"| {row.id} |" in paper
        assert row.basis in paper
    assert all(rule.label in paper for rules in load_ladder().rules.values() for rule in rules)


def test_every_move_of_every_kind_stands_in_the_paper():
    lives = PAPERS["vong-doi-ho-so.md"]().split("\n## ")[1:]
    for life, table in zip(
        lives, (TABLE["feedback"], TABLE["complaint"], TABLE["denunciation"], INFORMATION), strict=True
    ):
        rows = [line.split(" | ")[0].removeprefix("| ") for line in life.rpartition("| Việc |")[2].split("\n")[2:]]
        assert rows[: len(table)] == [labels.MOVES[move.value] for move in table]


def test_a_diagram_names_only_states_that_it_draws():
    for life in PAPERS["vong-doi-ho-so.md"]().split("```mermaid")[1:]:
        diagram = life.partition("```")[0]
        drawn = {line.split(" as ")[1].split()[0] for line in diagram.split("\n") if " as " in line} | {"[*]"}
        arrows = [line.partition(":")[0].split(" --> ") for line in diagram.split("\n") if " --> " in line]
        assert arrows
        assert {end.strip() for arrow in arrows for end in arrow} <= drawn
