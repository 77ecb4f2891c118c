"""The grounds on which a visitor may be refused: each says how its words were read, and two are owed in writing."""

from intake.law.statutes import MARKS
from intake.law.visit_refusals import grounds


def test_each_ground_says_by_which_article_and_how_surely():
    for ground in grounds().values():
        assert ground.basis.startswith("Điều ")
        assert ground.mark in MARKS
        assert ground.source


def test_those_of_the_law_that_are_owed_in_writing_are():
    assert {code for code, ground in grounds().items() if ground.is_written} == {"settled", "answered_before"}
