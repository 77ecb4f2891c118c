"""The platform's own form may be filled in by anybody, at any time: it fills a gap and replaces nothing."""

import pytest
from sqlalchemy import select

from intake.tables import ConversationRow
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

OWN, OTHER = "0912345678", "0987654321"
ACCUSATION = "Tôi tố cáo cán bộ xã Tân Yên nhận hối lộ 20 triệu để cấp sổ đỏ"


def submits(citizen, name="Trần Văn Khác", phone=OTHER):
    return " ".join(citizen.send(kind="contact", contact={"phone": phone, "is_own": True}, form_name=name))


def known(db):
    with db.read() as snap:
        row = snap.execute(select(ConversationRow.display_name, ConversationRow.contact_phone)).one()
    return row.display_name, row.contact_phone


@pytest.fixture
def citizen(turns):
    return Citizen(turns, channel="zalo_oa")


def test_a_gap_is_filled_for_who_has_agreed_the_number_after_a_yes(known_citizen, office):
    assert OWN in submits(known_citizen, "Bà Tư", OWN)
    assert known(office) == ("Bà Tư", None)
    known_citizen.presses("Giữ số này")
    assert known(office) == ("Bà Tư", OWN)


def test_another_s_name_replaces_nothing_and_another_s_number_is_asked_about(known_citizen, office):
    submits(known_citizen, "Bà Tư", OWN)
    known_citizen.presses("Giữ số này")
    assert OTHER in submits(known_citizen)
    known_citizen.presses("Không")
    assert known(office) == ("Bà Tư", OWN)


def test_the_name_of_a_profile_stays_too(turns, office):
    citizen = Citizen(turns, channel="telegram")
    citizen.says("chào", user_name="Bà Tư")
    citizen.agrees()
    submits(citizen)
    assert known(office) == ("Bà Tư", None)


def test_before_anything_is_agreed_no_name_is_kept(citizen, office):
    submits(citizen)
    assert known(office) == ("", None)


@pytest.mark.parametrize("typed", [(), ("Nhắn tiếp",)])
def test_of_who_accuses_neither_name_nor_number_is_taken_nor_asked_for(known_citizen, office, typed):
    known_citizen.says(ACCUSATION)
    for label in typed:
        known_citizen.presses(label)
    assert OTHER not in submits(known_citizen)
    assert known(office) == ("", None)
    known_citizen.says("đồng ý")
    assert known(office) == ("", None)
