"""The other pages: files, what was given up, notices, the audit, the directory."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select, update

from intake import audit
from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.files import attachments
from intake.notices import digest
from intake.notices.notices import Notice
from intake.sending import outbox
from intake.tables import AuditRow, OutboxRow, StaffRow, UnitRow
from intake.talk import inbox
from intake.talk.inbox import RawEvent
from tests.factories import tell, viewer, write

pytestmark = pytest.mark.one_database

DEAD_PARCEL = "chat_not_found"


def photo():
    picture = Image.new("RGB", (2000, 10), "red")
    exif = Image.Exif()
    exif[0x010F] = "MAY-ANH-CUA-TOI"
    data = BytesIO()
    picture.save(data, "JPEG", exif=exif)
    return data.getvalue()


def attach(office, settings, told, data, *, name, kind):
    kept = attachments.keep(settings, data, kind=kind)
    media = [{"kind": kind, "ref": "r", "name": name, "mime": kept.mime, "size": kept.size, "sha256": kept.sha256}]
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, "đây ạ")
        where = {"conversation_id": told.conversation_id, "utterance_id": line, "case_id": told.id}
        attachments.expect(tx, **where, draft_no=1, channel="telegram", account="main", media=media)


def test_a_photo_is_shown_without_its_metadata(signed_in, office, settings):
    told = tell(office, settings)
    attach(office, settings, told, photo(), name="nha toi.jpg", kind="photo")
    browser = signed_in("giap")
    assert '<img src="/admin/attachments/1"' in browser.get(f"/admin/cases/{told.id}").text
    answer = browser.get("/admin/attachments/1")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"MAY-ANH" not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (1600, 8)


def test_any_other_file_is_handed_over_to_be_saved(signed_in, office, settings):
    told = tell(office, settings)
    attach(office, settings, told, b"%PDF-1.4 x", name='đơn "của" tôi\r\nX: y.pdf', kind="file")
    answer = signed_in("giap").get("/admin/attachments/1")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "x" not in answer.headers
    assert answer.content == b"%PDF-1.4 x"


@pytest.mark.parametrize("login", ["tam", "quy"])
def test_a_file_of_a_case_out_of_sight_is_not_given(signed_in, office, settings, login):
    told = tell(office, settings)
    attach(office, settings, told, photo(), name="a.jpg", kind="photo")
    assert signed_in(login).get("/admin/attachments/1").status_code in {403, 404}


def test_a_file_that_is_gone_from_the_disk_is_a_sentence(signed_in, office, settings):
    told = tell(office, settings)
    attach(office, settings, told, photo(), name="a.jpg", kind="photo")
    for path in settings.attachments_dir.rglob("*"):
        if path.is_file():
            path.unlink()
    answer = signed_in("giap").get("/admin/attachments/1")
    assert answer.status_code == 404
    assert "không còn trong kho" in answer.text


def test_a_message_that_was_given_up_is_seen_and_sent_again(signed_in, office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        parcel = outbox.put(
            tx, conversation_id=told.conversation_id, key="k", purpose="notice", payload={}, case_id=told.id
        )
        outbox.dead(tx, parcel, DEAD_PARCEL)
    browser = signed_in("mai")
    page = browser.get("/admin/problems").text
    assert "không còn cuộc trò chuyện này" in page
    assert told.receipt.code in page
    assert '<b class="n">1</b>' in page
    assert browser.post(f"/admin/deliveries/{parcel}/retry").status_code == 303
    with office.read() as snap:
        assert snap.execute(select(OutboxRow.status).where(OutboxRow.id == parcel)).scalar_one() == "new"
    assert browser.post(f"/admin/deliveries/{parcel}/retry").status_code == 409


def test_an_account_that_needs_a_person_is_seen_and_counted_and_its_messages_go_by_themselves(
    signed_in, office, settings
):
    told = tell(office, settings, channel="zalo_oa")
    with office.transaction() as tx:
        channel_troubles.report(tx, Account("zalo_oa", "987"), "token_refused")
        facts = {"conversation_id": told.conversation_id, "purpose": "notice", "payload": {}, "case_id": told.id}
        outbox.hold(tx, outbox.put(tx, key="k", **facts), channel_troubles.SHUT)
    page = signed_in("giap").get("/admin/problems").text
    assert "nghedan zalo token set" in page
    assert "tự gửi khi kênh nối lại" in page
    assert '<b class="n">1</b>' in page


def test_an_update_that_was_given_up_is_seen_without_a_word_of_it(signed_in, office):
    with office.transaction() as tx:
        event = RawEvent("telegram", "main", "d1", "chat-9", 1, '{"text": "bí mật của tôi"}')
        number = inbox.store(tx, event)
        for _ in range(inbox.MAX_ATTEMPTS):
            inbox.failed(tx, number, "KeyError: 'bí mật của tôi'")
    browser = signed_in("giap")
    page = browser.get("/admin/problems").text
    assert "KeyError" in page
    assert "bí mật" not in page
    assert "chat-9" not in page
    assert browser.post(f"/admin/problems/inbox/{number}/retry").status_code == 303


def test_notices_are_counted_until_they_are_read(signed_in, office, settings):
    told = tell(office, settings)
    login = {"Nguyễn Thu Hà": "ha", "Trần Văn Lâm": "lam"}[told.receipt.officer]
    browser = signed_in(login)
    page = browser.get("/admin/notices").text
    assert "Có hồ sơ mới." in page
    assert 'Thông báo <b class="n">1</b>' in page
    assert browser.post("/admin/notices/read").status_code == 303
    assert 'Thông báo <b class="n">' not in browser.get("/admin/notices").text


def test_what_was_told_of_a_case_is_read_when_the_case_is_opened(signed_in, office, settings):
    told, other = tell(office, settings, chat="a"), tell(office, settings, chat="b")
    of = {"Nguyễn Thu Hà": "ha", "Trần Văn Lâm": "lam"}
    browser = signed_in(of[told.receipt.officer])
    unread = 1 + (other.receipt.officer == told.receipt.officer)
    assert f'Thông báo <b class="n">{unread}</b>' in browser.get("/admin/").text
    left = f'Thông báo <b class="n">{unread - 1}</b>' if unread > 1 else "Thông báo</a>"
    assert left in browser.get(f"/admin/cases/{told.id}").text
    assert left in browser.get("/admin/").text


def test_the_chain_is_walked_on_request_and_a_break_is_named(signed_in, office):
    browser = signed_in("quy")
    browser.get("/admin/audit")
    assert "Chuỗi nguyên vẹn" in browser.post("/admin/audit/verify").text
    with office.transaction() as tx:
        first = tx.execute(select(AuditRow.id).order_by(AuditRow.id).limit(1)).scalar_one()
        tx.execute(update(AuditRow).where(AuditRow.id == first).values(actor="staff:999"))
    assert f"Chuỗi bị đứt ở dòng {first}" in browser.post("/admin/audit/verify").text


def test_the_directory_finds_people_without_diacritics(signed_in):
    page = signed_in("giap").get("/admin/directory?q=thu+ha").text
    assert "Nguyễn Thu Hà" in page
    assert "Ngô Thị Tâm" not in page


def test_the_directory_finds_people_by_the_name_they_sign_in_with(signed_in, office):
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "ha").values(login="kt.chuyenvien"))
    page = signed_in("giap").get("/admin/directory?q=chuyenvien").text
    assert "Nguyễn Thu Hà" in page
    assert "Ngô Thị Tâm" not in page


@pytest.mark.parametrize(
    ("path", "asked", "found"),
    [
        ("directory", "bac giang kinh te", "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"),
        ("directory", "hà nguyễn", "Nguyễn Thu Hà"),
        ("directory", "hà kinh tế", "Nguyễn Thu Hà"),
        ("approvals", "kinh tế bắc giang", "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"),
        ("second-step", "hà kinh tế", "Nguyễn Thu Hà"),
        ("texts", "cu nut da", "stale.idle"),
    ],
)
def test_a_search_in_the_settings_takes_the_words_in_any_order(signed_in, path, asked, found):
    boss = signed_in("quy")
    assert found in boss.get(f"/admin/{path}?q={asked}").text
    assert found not in boss.get(f"/admin/{path}?q={asked} zzz").text


@pytest.mark.parametrize(
    "path", ["/admin/?folder=mine", "/admin/?folder=overdue", "/admin/dialogues", "/admin/board", "/admin/problems"]
)
def test_an_empty_page_says_what_will_come(signed_in, path):
    assert "sẽ hiện ở đây" in signed_in("giap").get(path).text


def test_static_files_may_be_kept_and_pages_name_them_by_content(browser):
    page = browser.get("/admin/login").text
    assert "/admin/static/panel.css?v=" in page
    answer = browser.get("/admin/static/panel.css")
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.content) < 26_000


def test_a_digest_leads_to_the_folders_that_it_speaks_of(signed_in, office):
    many = [Notice(viewer(office, "son").id, None, f"n{number}", "overdue", "Quá hạn.") for number in range(14)]
    with office.transaction() as tx:
        digest.tell(tx, many)
    page = signed_in("son").get("/admin/notices").text
    assert "còn 4 lời nhắc hạn khác" in page
    assert 'href="/admin/?folder=overdue"' in page
    assert 'href="/admin/?folder=due_soon"' in page


def test_the_log_calls_units_and_topics_by_their_names(signed_in, office):
    with office.transaction() as tx:
        unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-KT")).scalar_one()
        audit.record(tx, "system", "unit.change", f"unit:{unit_id}")
        audit.record(tx, "system", "topic.change", "topic:cay_xanh")
        audit.record(tx, "system", "unit.close", "unit:999999")
    page = signed_in("quy").get("/admin/audit").text
    assert ">Phòng Kinh tế" in page
    assert "Cây xanh" in page
    assert f"Đơn vị {unit_id}<" not in page
    assert "cay_xanh" not in page
    assert "Đơn vị 999999" in page  # what is there no more keeps its number
