"""One's own account: a code for the phone, the chats that are linked, what is told there; unlinking by either side."""

import re

import pytest
from sqlalchemy import select

from intake.officers import officer_chats
from intake.tables import AuditRow, NoticeRow, OfficerPhoneRow
from intake.talk import dialogue_log
from tests.factories import viewer

pytestmark = pytest.mark.one_database


def link(office, settings, code, chat="phone"):
    with office.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "telegram", "main", chat, "")
        return officer_chats.link(tx, settings, code, conversation)


@pytest.fixture
def phone(office, settings, signed_in):
    """The browser of chị Hà, to whose account a chat is linked with the code on the page."""
    browser = signed_in("ha")
    page = browser.post("/admin/account/code").text
    code = re.search(r"<code>lien ket (\d{4} \d{4})</code>", page)[1]
    with office.read() as snap:
        kept = snap.execute(select(OfficerPhoneRow.code_hash)).scalar_one()
    assert code.replace(" ", "") not in kept
    assert code not in browser.get("/admin/account").text
    assert link(office, settings, code).name == "Nguyễn Thu Hà"
    return browser


def chats(office, login="ha"):
    with office.read() as snap:
        return officer_chats.chats_of(snap, viewer(office, login).id)


@pytest.mark.both_databases
def test_a_linked_chat_is_shown_told_of_and_unlinked_by_its_owner_alone(phone, office, signed_in):
    assert "Telegram" in phone.get("/admin/account").text
    (chat,) = chats(office)
    with office.read() as snap:
        assert snap.execute(select(NoticeRow.kind)).scalars().all() == ["chat_linked"]
    other = signed_in("lam")
    assert other.post(f"/admin/account/chats/{chat.conversation_id}/unlink").status_code == 404
    assert chats(office)
    assert phone.post(f"/admin/account/chats/{chat.conversation_id}/unlink").status_code == 303
    assert chats(office) == ()


@pytest.mark.both_databases
def test_an_administrator_unlinks_all_chats_of_somebody_and_their_code(phone, office, settings, signed_in):
    code = re.search(r"lien ket (\d{4} \d{4})", phone.post("/admin/account/code").text)[1]
    boss = signed_in("quy")
    page = boss.get("/admin/directory?q=Nguyễn Thu Hà").text
    path = re.search(r'action="(/admin/directory/staff/\d+/unlink)"', page)[1]
    assert boss.post(path).status_code == 303
    assert chats(office) == ()
    assert link(office, settings, code) is None
    with office.read() as snap:
        rows = select(AuditRow.actor).where(AuditRow.action == "chat.unlink")
        assert snap.execute(rows).scalars().all() == [f"staff:{viewer(office, 'quy').id}"]
    assert "Quản trị vừa ngắt" in phone.get("/admin/notices").text


@pytest.mark.usefixtures("phone")
def test_who_looks_at_a_person_whose_phone_is_stolen_unlinks_it_there(office, signed_in):
    boss, path = signed_in("quy"), f"/admin/directory/staff/{viewer(office, 'ha').id}"
    assert "1 chat đã nối với tài khoản này" in boss.get(path).text
    assert f'action="{path}/unlink"' in boss.get(path).text
    boss.post(f"{path}/unlink")
    assert "chat đã nối" not in boss.get(path).text


@pytest.mark.both_databases
def test_what_goes_to_the_phone_is_each_officers_own_choice(phone, office):
    phone.post("/admin/account/kinds", {"overdue": "1", "nothing": "1"})
    with office.read() as snap:
        assert officer_chats.choice_of(snap, viewer(office, "ha").id) == ({"overdue"}, False)
    page = phone.get("/admin/account?done=kinds").text
    assert re.search(r'name="overdue" value="1" checked', page)
    assert not re.search(r'name="new" value="1" checked', page)


def test_codes_are_not_made_without_end(signed_in):
    browser = signed_in("ha")
    answers = [browser.post("/admin/account/code").status_code for _number in range(6)]
    assert answers == [200] * 5 + [429]
