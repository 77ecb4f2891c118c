"""The page of a case that was ended by a decision: over, and yet with something to send."""

import pytest

from intake.lifecycle import Move
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

ENDED = {"termination_ground": "court", "reason": "Tòa đã thụ lý", "doc_no": "40/QĐ-UBND", "doc_on": "2026-09-14"}
OWED = "Gửi quyết định đình chỉ, hạn 17/09/2026"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def test_it_offers_to_write_down_that_its_decision_was_sent(signed_in, desk):
    told, browser = desk.make(desk.accepted(), Move.TERMINATE, with_file=True, **ENDED), signed_in("giap")
    address = f"/admin/cases/{told.id}"
    assert OWED in browser.get(address).text
    sent = {**browser.form_of(told.id), "duty": "termination_notice", "done_on": "2026-09-14"}
    assert browser.post(f"{address}/moves/fulfil", sent).status_code == 303
    assert OWED not in browser.get(address).text


def test_a_part_that_was_withdrawn_is_said_beside_the_matter(signed_in, desk):
    told, browser = desk.to_be_withdrawn(), signed_in("giap")
    paper = {"form_on": "2026-09-14", "form_ref": "9/RD"}
    desk.make(told, Move.PART_WITHDRAWAL, **paper, text="việc cắt cây trên đất")
    page = browser.get(f"/admin/cases/{told.id}").text
    matter = page[page.index('id="matter-title"') : page.index("<h3>Thời hạn</h3>")]
    assert "Đã rút phần" in matter
    assert "việc cắt cây trên đất" in matter
