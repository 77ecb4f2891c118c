"""Voice messages wait to be heard, and held advertisements to be let go, on the pages of officers."""

import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select, update

from intake import cases
from intake.files import attachments
from intake.lifecycle import Move
from intake.tables import AttachmentRow, AuditRow, CaseRow, ConversationRow
from tests.factories import viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

SAID = "Cống tắc ở đầu ngõ mười hai"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def told(desk, office):
    """A case with a voice message that nobody has heard."""
    told = desk.feedback()
    with office.transaction() as tx:
        case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()
        utterance = {"utterance_id": None, "draft_no": case.draft_no, "case_id": told.id}
        media = [{"kind": "audio", "ref": "v", "sha256": "0" * 64, "mime": "audio/ogg", "size": 10}]
        keys = {"channel": "web", "account": "web"}
        attachments.expect(tx, conversation_id=told.conversation_id, media=media, **utterance, **keys)
        who = ConversationRow.id == told.conversation_id
        tx.execute(update(ConversationRow).where(who).values(contact_phone="0912345678"))
    return told


def voice_of(db):
    with db.read() as snap:
        return snap.execute(select(AttachmentRow.id)).scalar_one()


def test_a_voice_is_marked_heard_and_its_words_are_the_cases(signed_in, told, office):
    browser = signed_in("giap")
    page = browser.get(f"/admin/cases/{told.id}").text
    assert "Cần nghe" in page
    assert "0912345678" in page
    assert "Cần nghe" in browser.get("/admin/?folder=all").text
    address = f"/admin/cases/{told.id}/voices/{voice_of(office)}"
    assert browser.post(address, {"text": "  "}).status_code == 422
    assert browser.post(address, {"text": SAID}).status_code == 303
    assert browser.post(address, {"text": SAID}).status_code == 409
    page = browser.get(f"/admin/cases/{told.id}").text
    assert "Cần nghe" not in page
    assert SAID in page
    with office.read() as snap:
        assert SAID in snap.execute(select(CaseRow.text)).scalar_one()
    assert told.receipt.code[-9:] in browser.get("/admin/?folder=all&q=cong+tac+o+dau+ngo").text


def test_a_photo_is_shown_without_what_the_camera_wrote_and_given_whole_on_demand(signed_in, desk, office, settings):
    told = desk.feedback()
    with_place = Image.new("RGB", (64, 48))
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    buffer = BytesIO()
    with_place.save(buffer, "JPEG", exif=exif)
    kept = attachments.keep(settings, buffer.getvalue(), kind="photo")
    with office.transaction() as tx:
        media = [{"kind": "photo", "ref": "p", "sha256": kept.sha256, "mime": kept.mime, "size": kept.size}]
        where = {"channel": "web", "account": "web", "utterance_id": None, "draft_no": 1, "case_id": told.id}
        attachments.expect(tx, conversation_id=told.conversation_id, media=media, **where)
    browser = signed_in("giap")
    address = f"/admin/attachments/{voice_of(office)}"
    assert b"a camera" not in browser.get(address).content
    assert b"a camera" in browser.get(f"{address}?goc=1").content
    with office.read() as snap:
        actions = snap.execute(select(AuditRow.action)).scalars().all()
    assert {"attachment.read", "attachment.original"} <= set(actions)


def test_a_voice_of_a_case_out_of_sight_cannot_be_written_down(signed_in, told, office):
    browser = signed_in("tam")
    browser.get("/admin/")
    assert browser.post(f"/admin/cases/{told.id}/voices/{voice_of(office)}", {"text": SAID}).status_code == 404


def test_reception_lets_a_held_matter_go_with_one_click(signed_in, desk, office):
    told = desk.feedback()
    with office.transaction() as tx:
        desk_of = viewer(office, "mai").unit_id
        held = {"suspicion": "ads", "screening_unit_id": desk_of, "state": "screening", "officer_id": None}
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(**held))
    for login in ("ha", "son", "giap"):
        assert signed_in(login).get(f"/admin/cases/{told.id}").status_code == 404
        assert "Nghi rác" not in signed_in(login).get("/admin/").text
    browser = signed_in("mai")
    folder = browser.get("/admin/?folder=suspect").text
    assert "Lời lẽ quảng cáo".lower() in folder.lower()
    assert re.search(rf'action="/admin/cases/{told.id}/let-go"', folder)
    assert browser.post(f"/admin/cases/{told.id}/let-go").status_code == 303
    assert told.receipt.code[-9:] in browser.get("/admin/?folder=screening").text
    with office.read() as snap:
        assert Move.SCREEN in cases.moves_of(snap, viewer(office, "mai"), told.id)
