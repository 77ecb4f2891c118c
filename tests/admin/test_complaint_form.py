"""The form of a complaint on the panel: what its citizen filled in, and what only cleared staff may open."""

import pytest
from sqlalchemy import select

from intake.complaints import forms
from intake.sealed import vault
from intake.sealed.vault_keys import add_key
from intake.tables import AuditRow
from routing.kinds import Kind
from tests.factories import tell
from tests.pdf import words_of

pytestmark = pytest.mark.one_database

NUMBER = "024185007319"


@pytest.fixture
def complaint(office, settings):
    told = tell(office, settings, "Tôi khiếu nại quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")
    add_key(settings)
    with office.transaction() as tx:
        forms.keep(tx, told.id, {"name": "Nguyễn Văn Bình", "wish": "Hủy quyết định"})
        vault.seal(tx, settings, told.id, "id_number", NUMBER)
    return told


def test_staff_read_what_was_filled_in_and_take_it_along_without_the_number(complaint, signed_in):
    browser = signed_in("giap")
    page = browser.get(f"/admin/cases/{complaint.id}/form")
    assert "Nguyễn Văn Bình" in page.text
    assert NUMBER not in page.text
    assert f"/admin/cases/{complaint.id}/form" in browser.get(f"/admin/cases/{complaint.id}").text
    paper = words_of(browser.get(f"/admin/cases/{complaint.id}/form.pdf").content)
    assert "Nguyễn Văn Bình" in paper
    assert NUMBER not in paper


def test_a_cleared_person_opens_the_number_once_and_it_goes_on_record(office, complaint, signed_in):
    browser = signed_in("giap")
    browser.get(f"/admin/cases/{complaint.id}/form")
    there, asked = f"/admin/cases/{complaint.id}/form", {"field": "id_number", "reason": "đối chiếu đơn vừa nộp"}
    assert NUMBER in browser.post(there, asked).text
    assert NUMBER not in browser.get(there).text
    assert browser.post(there, {**asked, "reason": ""}).status_code == 422
    with office.read() as snap:
        opened = snap.execute(select(AuditRow.detail).where(AuditRow.action == "vault.open")).scalars().all()
    assert opened == [{"field": "id_number", "reason": "đối chiếu đơn vừa nộp"}]


def test_who_is_not_cleared_is_told_so_and_sees_nothing(complaint, signed_in):
    browser = signed_in("mai")
    page = browser.get(f"/admin/cases/{complaint.id}/form")
    assert "chưa được giao quyền" in page.text
    answer = browser.post(f"/admin/cases/{complaint.id}/form", {"field": "id_number", "reason": "xem thử một chút"})
    assert answer.status_code in {403, 404}
    assert NUMBER not in answer.text


def test_a_lost_key_is_told_on_the_page(complaint, settings, signed_in):
    browser = signed_in("giap")
    settings.vault_key_file.unlink()
    browser.get(f"/admin/cases/{complaint.id}/form")
    answer = browser.post(f"/admin/cases/{complaint.id}/form", {"field": "id_number", "reason": "đối chiếu đơn"})
    assert answer.status_code == 503
    assert "khai lại" in answer.text


def test_another_commune_does_not_learn_of_it(complaint, signed_in):
    assert signed_in("tam").get(f"/admin/cases/{complaint.id}/form").status_code == 404
    assert signed_in("tam").get(f"/admin/cases/{complaint.id}/form.pdf").status_code == 404
