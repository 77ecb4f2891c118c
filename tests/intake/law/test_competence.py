"""Who decides stands in a table with its article; what could not be established is told as such."""

import tomllib
from importlib.resources import files

import pytest

from intake.errors import Invalid
from intake.law.competence import competence_for, respondents
from routing.officials.standing import RESPONDENTS
from routing.sources import MARKS

ROWS = tomllib.loads((files("intake") / "law" / "competence.toml").read_text(encoding="utf-8"))["decider"]


def test_the_table_knows_whom_the_reading_tells_apart():
    assert set(respondents()) == set(RESPONDENTS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']} {row['instance']} {row['respondents'][0]}")
def test_every_row_names_its_article_and_how_sure_it_is(row):
    assert row["basis"]
    assert row["mark"] in MARKS
    assert row["level"] in {"commune", "province", "either", "elsewhere", "beyond"}
    assert row["mark"] != "NOT ESTABLISHED" or row["note"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["mark"].startswith("SEEN")], ids=lambda row: row["decider"])
def test_whatever_was_read_says_where_and_since_when_it_is_law(row):
    assert row["source"]
    assert row["in_force"]


@pytest.mark.parametrize("respondent", RESPONDENTS)
def test_everybody_can_be_denounced_to_somebody(respondent):
    assert competence_for("denunciation", 1, respondent).decider


@pytest.mark.parametrize(
    ("kind", "instance", "respondent", "decider"),
    [
        ("denunciation", 1, "police_head", "Giám đốc Công an tỉnh"),
        ("denunciation", 1, "police_staff", "Trưởng Công an xã, phường"),
        ("denunciation", 1, "council_member", "Thường trực HĐND của cấp đó"),
        ("complaint", 1, "police_head", "Trưởng Công an xã, phường"),
    ],
)
def test_who_decides_on_whom_no_committee_does(kind, instance, respondent, decider):
    assert competence_for(kind, instance, respondent).decider == decider


def test_no_unit_of_the_committees_decides_on_a_judge():
    found = competence_for("denunciation", 1, "court")
    assert found.is_outside
    assert not found.is_of("province")


def test_a_school_may_be_of_either_level():
    assert all(competence_for("denunciation", 1, "public_head").is_of(level) for level in ("commune", "province"))


def test_who_denounces_further_is_heard_by_the_superior_of_whoever_resolved_it():
    assert competence_for("denunciation", 2, "commune_staff").is_of("province")
    assert not competence_for("denunciation", 2, "commune_staff").is_of("commune")
    assert competence_for("denunciation", 2, "commune_chair").is_outside
    with pytest.raises(Invalid):
        competence_for("denunciation", 2, "province_chair")
