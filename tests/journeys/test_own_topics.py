"""A topic of the office's own, from a citizen's words to the unit of its rule; a running bot knows it at once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from intake.catalogue import own_topics
from intake.directory import routing_rules
from intake.directory.routing_rules import RuleData
from intake.officers import staff
from intake.setting_log import Act
from intake.tables import CaseRow, UnitRow
from routing.topic_overlay import OwnTopic

pytestmark = pytest.mark.one_database

FARM = OwnTopic("trai_lon", name="Mùi hôi trại lợn", parent="moi_truong", sure=("trại lợn",))
SMELL = "Trại lợn nhà ông Tư ở phường Bắc Giang bốc mùi hôi thối khắp xóm, không ai ngủ được"
_WHY = {"why": "Nghị quyết", "actor": "system"}


def say(db, own):
    with db.transaction() as tx:
        own_topics.save(tx, own, act=Act("Nghị quyết", "system", "topic.change"))


@pytest.fixture
def ruled(office):
    """The police of the ward answer for the topic."""
    say(office, FARM)
    with office.transaction() as tx:
        police = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-CA")).scalar_one()
        staff.add_staff(tx, unit_id=police, name="Đàm Văn Lực", role="officer")
        routing_rules.add(tx, RuleData(topic="trai_lon", unit_id=police), **_WHY)
    return office


@pytest.mark.both_databases
def test_it_is_read_back_by_its_name_and_goes_where_its_rule_says(ruled, known_citizen):
    read_back = "\n".join(known_citizen.says(SMELL))
    assert "Mùi hôi trại lợn" in read_back
    assert "Công an phường" in "\n".join(known_citizen.presses("Gửi"))
    with ruled.read() as snap:
        topic, reading = snap.execute(select(CaseRow.topic, CaseRow.reading).order_by(CaseRow.id)).one()
    assert topic == "trai_lon"
    assert "+" in reading["version"]


@pytest.mark.both_databases
def test_what_ends_while_it_is_being_told_goes_to_its_heir(office, known_citizen, clock):
    say(office, FARM)
    known_citizen.says(SMELL)
    say(office, replace(FARM, off_from=clock().date(), heir="vat_nuoi"))
    known_citizen.presses("Gửi")
    assert [case.topic for case in known_citizen.cases()] == ["vat_nuoi"]
    assert "Mùi hôi" not in "\n".join(known_citizen.says(SMELL))
