"""How much the page takes: by browser, by address, by disk; what is refused is said, and typed words come back."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.channels.web import pressure
from intake.errors import TooMany
from intake.installation.bounds import load_bounds
from intake.tables import AttachmentRow, OutboxRow
from tests.pictures import JPEG

MESSAGES = "/api/v1/chat/messages"


def bear(db, settings, count, *, chat="c", address="192.0.2.1", files=0):
    for _number in range(count):
        pressure.bear(db, settings, chat_key=chat, address=address, files=files)


def test_a_browser_that_sends_too_much_waits_and_others_of_its_village_do_not(db, settings):
    rate = load_bounds().posts
    bear(db, settings, rate.of_session)
    with pytest.raises(TooMany) as refused:
        bear(db, settings, 1)
    assert "113" in refused.value.sentence
    assert 0 < refused.value.retry_after <= rate.within_s
    bear(db, settings, 1, chat="another")
    db.clock.forward(seconds=rate.within_s)
    bear(db, settings, 1)


def test_an_address_whose_browsers_forget_their_chats_waits_too(db, settings):
    rate = load_bounds().uploads
    with pytest.raises(TooMany) as refused:
        for number in range(rate.of_address):
            bear(db, settings, 1, chat=str(number), files=2)
    assert "ảnh" in refused.value.sentence
    bear(db, settings, 1, address="192.0.2.2", files=1)


def test_the_book_does_not_hold_the_address(settings):
    assert "192.0.2.1" not in pressure.address_key(settings, "192.0.2.1")
    assert pressure.address_key(settings, "192.0.2.1") != pressure.address_key(settings, "192.0.2.2")


def test_typed_words_come_back_with_the_refusal(browser):
    citizen = browser()
    citizen.get("/")
    for _number in range(load_bounds().posts.of_session):
        citizen.post("/chat", data={"text": "", "client_id": str(uuid4()), "choice": "0:x"})
    answer = citizen.post("/chat", data={"text": "Rác ở ngõ 12", "client_id": str(uuid4())})
    assert answer.status_code == 429
    assert "Rác ở ngõ 12" in answer.text
    assert "gửi nhanh quá" in answer.text
    assert citizen.post(MESSAGES, json={"client_id": str(uuid4()), "text": "a"}).headers["Retry-After"]


def test_a_photo_that_office_computers_cannot_open_is_kept_and_told(browser, db):
    citizen = browser()
    citizen.get("/")
    heic = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40
    fields = {"text": "Rác ở ngõ 12", "client_id": str(uuid4())}
    assert citizen.post("/chat", data=fields, files={"photo": ("a.heic", heic, "image/heic")}).status_code == 303
    with db.read() as snap:
        told = [one.get("notice") for one in snap.execute(select(OutboxRow.payload)).scalars()]
    assert told.count("media.heic") == 1


@pytest.mark.parametrize(
    ("data", "kind", "mime"),
    [
        (b"%PDF-1.4 van ban", "file", "application/pdf"),
        (b"\x00\x00\x00\x18ftypmsf1" + b"\x00" * 40, "photo", "image/heic"),
        (b"\x00\x00\x00\x18ftypavif" + b"\x00" * 40, "photo", "image/avif"),
    ],
)
def test_what_is_picked_among_the_photos_is_kept_as_what_it_is(browser, db, data, kind, mime):
    citizen = browser()
    citizen.get("/")
    fields = {"text": "Rác ở ngõ 12", "client_id": str(uuid4())}
    assert citizen.post("/chat", data=fields, files={"photo": ("a.jpg", data, "image/jpeg")}).status_code == 303
    with db.read() as snap:
        assert snap.execute(select(AttachmentRow.kind, AttachmentRow.mime)).all() == [(kind, mime)]


def test_of_several_files_the_one_that_is_not_taken_is_named(browser):
    citizen = browser()
    citizen.get("/")
    files = [("photo", (name, data, "image/jpeg")) for name, data in (("a.jpg", JPEG), ("b.jpg", b"MZ\x90"))]
    answer = citizen.post("/chat", data={"text": "Rác", "client_id": str(uuid4())}, files=files)
    assert answer.status_code == 415
    assert "“b.jpg” chưa nhận được" in answer.text


def test_speech_sent_as_a_file_is_to_be_heard(browser, db):
    citizen = browser()
    citizen.get("/")
    fields = {"text": "", "client_id": str(uuid4())}
    citizen.post("/chat", data=fields, files={"file": ("a.ogg", b"OggS" + b"\x00" * 40, "audio/ogg")})
    with db.read() as snap:
        assert snap.execute(select(AttachmentRow.kind)).scalars().all() == ["audio"]


def test_a_full_disk_refuses_the_photo_and_takes_the_words(browser, monkeypatch):
    citizen = browser()
    citizen.get("/")
    desk = citizen.app.state.desk
    monkeypatch.setattr(desk, "settings", replace(desk.settings, min_free_bytes=2**60))
    fields = {"text": "Rác ở ngõ 12", "client_id": str(uuid4())}
    answer = citizen.post("/chat", data=fields, files={"photo": ("a.jpg", JPEG, "image/jpeg")})
    assert answer.status_code == 507
    assert "hết chỗ" in answer.text
    assert "Rác ở ngõ 12" in answer.text
    assert citizen.post(MESSAGES, json={"client_id": str(uuid4()), "text": "Rác"}).status_code == 202


def test_what_waits_for_the_end_of_a_burst_is_said_to_wait_and_comes(browser, db, turns):
    turns.stillness.burst = load_bounds().burst
    citizen = browser()
    citizen.get("/")
    words = [f"rác ở ngõ {number}" for number in range(turns.stillness.burst.messages + 1)]
    answers = [citizen.post(MESSAGES, json={"client_id": str(uuid4()), "text": one}) for one in words]
    assert [answer.json().get("waits", False) for answer in answers] == [False] * 4 + [True] * 2
    db.clock.forward(seconds=turns.stillness.burst.quiet_s)
    turns.run_due()
    said = [line["text"] for line in citizen.get(MESSAGES).json()["messages"] if line["from"] == "citizen"]
    assert said == words
