"""The sealed form: who tells is in the vault and nowhere else, and nothing ties it to a chat."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select, update

from intake import cases, meta, receipts
from intake.files import attachments
from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.sealed import sealed_links, vault
from intake.tables import AttachmentRow, Base, CaseRow, OutboxRow, SealedLinkRow, StaffRow
from tests.bot.channels.conftest import OF_SEALED_PAGES
from tests.factories import tell, viewer

pytestmark = OF_SEALED_PAGES

NAME, HOME, PHONE = "Chimhoangyen Thị Sen", "thôn Rặng Nhãn", "0900 000 111"
ACT = "Năm 2025 ông ấy nhận 20 triệu đồng của dân để cấp đất"
FORM = {
    "who": "named",
    "accused": "ông Giáp Văn Thanh",
    "act": ACT,
    "where": "phường Bắc Giang",
    "name": NAME,
    "address": HOME,
    "contact": PHONE,
    "consent": "1",
}
TIP = {**FORM, "who": "tip", "name": "", "address": "", "contact": ""}


@pytest.fixture
def page(browser):
    return browser()


@pytest.fixture
def sends(page):
    def send(form=None, path="/to-cao", files=(), **changed):
        data = {"form_id": str(uuid4()), **(form or FORM), **changed}
        return page.post(path, data=data, files=[("photo", one) for one in files] or [("photo", ("", b""))])

    return send


def codes(answer):
    code = re.search(r'<p class="code">([^<]+)', answer.text)[1]
    return code, re.search(r'<dd class="code small">([^<]+)', answer.text)[1]


def rows(db, row):
    with db.read() as snap:
        return snap.execute(select(row.__table__).order_by(row.__table__.c[0])).all()


def everything(db):
    """All that the book holds in clear."""
    with db.read() as snap:
        tables = Base.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in snap.execute(select(table)).all())


def test_it_sets_no_cookie_runs_no_script_and_is_kept_nowhere(page, sends):
    page.get("/")  # a chat in the same browser is not touched
    chat = dict(page.cookies)
    for answer in (page.get("/to-cao"), sends()):
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["cache-control"] == "no-store"
    assert dict(page.cookies) == chat


def test_who_tells_is_in_the_vault_and_nowhere_else(sends, db, telegram_settings):
    answer = sends()
    code, secret = codes(answer)
    [case] = rows(db, CaseRow)
    assert (case.code, secret) == (code, receipts.secret_for(telegram_settings, code))
    assert case.is_sealed
    assert case.standing == "chat"
    book = everything(db)
    assert ACT in book
    for canary in ("Chimhoangyen", "chimhoangyen", "Rặng Nhãn", "rang nhan", "0900 000 111"):
        assert canary not in book
    with db.transaction() as tx:
        officer = viewer(db, "dung")
        opened = [vault.unseal(tx, telegram_settings, officer, case.id, one, reason="liên hệ lại") for one in
                  ("name", "address", "contact")]  # fmt: skip
    assert opened == [NAME, HOME, PHONE]


def test_a_name_written_into_the_story_is_covered_there(sends, db):
    sends(act=f"Tôi là {NAME}, {HOME.upper()}, gọi {PHONE}. Ông ấy nhận tiền.")
    [case] = rows(db, CaseRow)
    assert case.text.endswith("Tôi là [giữ kín], [giữ kín], gọi [giữ kín]. Ông ấy nhận tiền.")
    assert "Rặng Nhãn" not in everything(db)


def test_whom_it_accuses_is_kept_out_by_the_same_rules_as_in_a_chat(sends, db):
    sends()
    [case] = rows(db, CaseRow)
    with db.read() as snap:
        assert not cases.moves_of(snap, viewer(db, "giap"), case.id)
        assert cases.moves_of(snap, viewer(db, "dung"), case.id)


def test_a_tip_is_information_whatever_stands_in_the_fields_of_the_name(sends, db):
    answer = sends(TIP, name=NAME)
    [case] = rows(db, CaseRow)
    assert (case.standing, case.state, case.is_sealed) == ("information", "screening", True)
    assert "chưa phải là tố cáo" in answer.text
    assert "Đơn tố cáo soạn sẵn" not in answer.text
    assert "Chimhoangyen" not in everything(db)
    with db.read() as snap:
        assert not vault.has(snap, case.id)
        assert Move.STORE in cases.moves_of(snap, viewer(db, "dung"), case.id)


def test_the_letter_to_sign_goes_to_who_decides(sends):
    letter = sends(accused="ông Chủ tịch UBND phường Bắc Giang").text
    assert "Kính gửi: Chủ tịch UBND tỉnh" in letter
    assert f"Tôi tên là: {NAME}" in letter


@pytest.mark.parametrize("who", [FORM, TIP])
def test_what_nobody_here_may_see_is_sent_where_it_belongs_and_no_name_is_kept(sends, db, who):
    with db.transaction() as tx:
        chair = {"unit_id": viewer(db, "giap").unit_id, "title": "Chủ tịch UBND tỉnh"}
        tx.execute(update(StaffRow).where(StaffRow.login == "cuc").values(**chair))
        meta.bump(tx, "directory")
    answer = sends(who, accused="ông chủ tịch UBND tỉnh")
    assert "Nơi giải quyết" in answer.text
    [case] = rows(db, CaseRow)
    assert case.state == "referred"
    with db.read() as snap:
        assert list(differences(snap)) == []
        assert not cases.moves_of(snap, viewer(db, "dung"), case.id)
        assert not vault.has(snap, case.id)


def test_a_double_tap_is_one_case(sends, db):
    form = {**FORM, "form_id": str(uuid4())}
    first, second = sends(form), sends(form)
    assert codes(first) == codes(second)
    assert len(rows(db, CaseRow)) == 1


@pytest.mark.parametrize("missing", ["accused", "act", "name", "address", "contact", "who", "consent"])
def test_what_is_missing_is_said_and_what_was_typed_is_there(sends, db, missing):
    answer = sends(**{missing: ""})
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert "20 triệu" in answer.text or missing == "act"
    assert not rows(db, CaseRow)


def test_a_picture_keeps_only_what_is_seen(sends, db, telegram_settings):
    exif = Image.Exif()
    exif[0x010F] = "MayAnhCuaSen"
    buffer = BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "JPEG", exif=exif)
    sends(files=[("nha-sen-IMG_2025.jpg", buffer.getvalue() + b"giau-o-cuoi")])
    [file] = rows(db, AttachmentRow)
    kept = attachments.path_of(telegram_settings, file.sha256).read_bytes()
    assert b"MayAnhCuaSen" in buffer.getvalue()
    assert b"MayAnhCuaSen" not in kept
    assert b"giau-o-cuoi" not in kept
    assert "nha-sen" not in everything(db)
    assert file.case_id == rows(db, CaseRow)[0].id


def test_a_file_that_is_no_picture_is_refused_with_the_words_kept(sends, db):
    answer = sends(files=[("don.pdf", b"%PDF-1.4 x")])
    assert answer.status_code == 422
    assert ACT in answer.text
    assert not rows(db, CaseRow)


def test_without_a_key_no_name_is_taken_but_a_tip_is(sends, db, telegram_settings):
    telegram_settings.vault_key_file.unlink()
    refused = sends()
    assert refused.status_code == 503
    assert ACT in refused.text
    assert not rows(db, CaseRow)
    assert sends(TIP).status_code == 200


@pytest.mark.parametrize("changed", [{"protection": "1"}, {"more": "họ hăm dọa cả nhà tôi"}])
def test_a_threat_is_answered_with_the_numbers_first(sends, changed):
    answer = sends(**changed)
    assert answer.text.index("Gọi ngay") < answer.text.index('<p class="code">')


def test_who_asks_for_protection_is_urgent(sends, db):
    sends(protection="1")
    assert rows(db, CaseRow)[0].is_urgent


@pytest.fixture
def chat(turns, telegram_settings):
    """A chat with a case of its own, in which a link to the form was asked for."""
    told = tell(turns.db, telegram_settings, chat="from-here")
    with turns.db.transaction() as tx:
        return told.conversation_id, sealed_links.make(tx, told.conversation_id)


def test_a_link_is_used_once_and_leaves_no_trace_unless_the_citizen_joins(sends, page, db, chat):
    conversation, token = chat
    assert 'name="join"' in page.get(f"/to-cao/{token}").text
    sends(path=f"/to-cao/{token}")
    assert rows(db, CaseRow)[-1].conversation_id != conversation
    assert not rows(db, SealedLinkRow)
    assert 'name="join"' not in page.get(f"/to-cao/{token}").text
    assert not [row for row in rows(db, OutboxRow) if row.conversation_id == conversation]


def test_a_joined_chat_hears_the_code_and_nothing_else(sends, db, chat):
    conversation, token = chat
    answer = sends(path=f"/to-cao/{token}", join="1")
    code, _secret = codes(answer)
    [message] = [row.payload["text"] for row in rows(db, OutboxRow) if row.conversation_id == conversation]
    assert code in message
    for word in ("Giáp", "20 triệu", "Chimhoangyen", "Thanh tra"):
        assert word not in message
    with db.read() as snap:
        [line, _other] = receipts.statuses_of_conversation(snap, conversation)
    assert line.code == code


def test_its_receipt_opens_what_the_office_told_and_takes_an_answer(sends, page, db):
    code, secret = codes(sends())
    [case] = rows(db, CaseRow)
    desk = viewer(db, "dung")
    with db.transaction() as tx:
        unit = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": str(desk.unit_id)}
        cases.act(tx, case.id, Move.SCREEN, actor=desk, fields=unit)
    shown = page.post("/tra-cuu", data={"ma": code, "bi-mat": secret}).text
    assert "cần nộp đơn có chữ ký" in shown
    assert "20 triệu" not in shown
    thanked = page.post("/tra-cuu/bo-sung", data={"ma": code, "bi-mat": secret, "loi": "Tôi có giấy biên nhận"})
    assert "Đã nhận lời bổ sung" in thanked.text
    assert "Tôi có giấy biên nhận" in everything(db)
    wrong = page.post("/tra-cuu/bo-sung", data={"ma": code, "bi-mat": "AAAA-AAAA-AAAA", "loi": "kẻ lạ viết"})
    assert wrong.status_code == 404
    assert "kẻ lạ viết" not in everything(db)


def test_a_form_from_another_site_is_refused(page, db):
    answer = page.post("/to-cao", data=FORM, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not rows(db, CaseRow)
