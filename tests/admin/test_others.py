"""What else a citizen has told, and two cases side by side: useful, and silent about every seal."""

import pytest
from sqlalchemy import update

from intake.tables import ConversationRow
from routing.kinds import Kind
from tests.factories import POTHOLE, tell
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

BRIBE = "Tôi tố cáo cán bộ phường nhận tiền chimhoangyen"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def two(office, settings):
    return [tell(office, settings, text, chat="same") for text in (POTHOLE, "Đèn đường hỏng ba hôm nay")]


def others(browser, told):
    page = browser.get(f"/admin/cases/{told.id}").text
    return page.partition('id="others"')[2].partition("</ul>")[0]


def test_the_other_cases_of_a_citizen_stand_on_the_page(two, signed_in, office, settings):
    stranger = tell(office, settings, chat="stranger")
    listed = others(signed_in("giap"), two[0])
    assert two[1].receipt.code in listed
    assert stranger.receipt.code not in listed
    assert two[0].receipt.code not in listed


@pytest.mark.parametrize("login", ["giap", "dung", "son", "ha"])
def test_an_accusation_of_the_same_person_is_not_among_them_for_anybody(two, signed_in, office, settings, login):
    sealed = tell(office, settings, BRIBE, chat="same", kind=Kind.DENUNCIATION, topic="tham_nhung")
    page = signed_in(login).get(f"/admin/cases/{two[0].id}").text
    assert sealed.receipt.code not in page
    assert f"/admin/cases/{sealed.id}" not in page


def test_a_sealed_case_leads_to_no_other_of_its_teller(two, signed_in, office, settings):
    sealed = tell(office, settings, BRIBE, chat="same", kind=Kind.DENUNCIATION, topic="tham_nhung")
    page = signed_in("giap").get(f"/admin/cases/{sealed.id}").text
    assert 'id="others"' not in page
    assert two[0].receipt.code not in page


@pytest.mark.both_databases
def test_who_wants_their_data_used_for_nothing_else_has_no_other_cases_shown(two, signed_in, office):
    with office.transaction() as tx:
        tx.execute(update(ConversationRow).values(restricted_at=tx.now))
    assert others(signed_in("giap"), two[0]) == ""


def test_cases_out_of_the_viewers_sight_are_not_shown(office, settings, signed_in):
    mine = tell(office, settings, chat="same")
    far = tell(office, settings, "Cầu hỏng", commune="07339", chat="same")
    assert far.receipt.code in others(signed_in("giap"), mine)
    assert far.receipt.code not in signed_in("ha").get(f"/admin/cases/{mine.id}").text
    assert signed_in("ha").get(f"/admin/cases/{mine.id}/beside/{far.id}").status_code == 404


def test_two_cases_stand_side_by_side(two, signed_in):
    page = signed_in("giap").get(f"/admin/cases/{two[0].id}/beside/{two[1].id}").text
    assert POTHOLE in page
    assert "Đèn đường hỏng ba hôm nay" in page


def test_an_open_case_is_not_laid_beside_a_sealed_one(two, signed_in, office, settings):
    sealed = tell(office, settings, BRIBE, chat="other", kind=Kind.DENUNCIATION, topic="tham_nhung")
    browser = signed_in("giap")
    assert browser.get(f"/admin/cases/{two[0].id}/beside/{sealed.id}").status_code == 404
    assert browser.get(f"/admin/cases/{two[0].id}/beside/{two[0].id}").status_code == 404
