"""An officer's photos and papers reach the chat with the answer; what a platform does not take lies where it says."""

import asyncio
import random
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select, update

from bot.channels.registry import open_channels
from bot.sending.delivery import Delivery
from intake.cases import act
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import CaseRow, ConversationRow, OutboxRow
from tests.factories import open_office, tell, viewer
from tests.fakes.bot_api import ACCOUNT
from tests.fakes.zalo_oa import CS, CUT, OA

pytestmark = pytest.mark.one_database
PDF = b"%PDF-1.4\n" + b"x" * 40
SECRET_PLACE = b"21.2731, 106.1946"
FILE, IMAGE = "/v2.0/oa/upload/file", "/v2.0/oa/upload/image"
WORDS, LINK = "Đã vá.", "/tra-cuu"


def photo():
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "green").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def answered(db, settings, channel, account, data, *, is_sealed=False):
    open_office(db)
    told = tell(db, settings, channel=channel, chat="2468")
    files = [NewFile(attachments.keep(settings, one), name) for name, one in data]
    with db.transaction() as tx:
        tx.execute(update(ConversationRow).values(account=account, last_in_at=tx.now))
        act(tx, told.id, Move.ACCEPT, actor=viewer(db, "ha"), fields={})
        act(
            tx, told.id, Move.ANSWER, actor=viewer(db, "ha"), fields={"outcome": "resolved", "text": WORDS}, files=files
        )
        tx.execute(update(CaseRow).values(is_sealed=is_sealed))


def delivered(db, settings, *, rounds=1):
    async def one():
        channels = open_channels(settings, db)
        try:
            await Delivery(db, settings, {key: channels[key] for key in channels if key[0] != "web"}).round()
        finally:
            for channel in channels.values():
                await channel.close()

    for _round in range(rounds):
        asyncio.run(one())
        db.clock.forward(minutes=5)
    with db.read() as snap:
        return snap.execute(select(OutboxRow.status).order_by(OutboxRow.id.desc())).scalars().first()


def telegram_files(api):
    return [(name, data) for method, fields, ok in api.calls if ok for name, data in fields.get("files", ()) or ()]


def zalo_files(zalo):
    return [name for path, fields, ok in zalo.calls if ok and path in {FILE, IMAGE} for name, _ in fields["files"]]


def shown(zalo):
    return [one["message"]["attachment"] for one in zalo.sent() if "attachment" in one["message"]]


@pytest.fixture
def by_telegram(db, telegram_settings):
    def run(*data, **more):
        return answered(db, telegram_settings, "telegram", ACCOUNT, data, **more)

    return run


@pytest.fixture
def by_zalo(db, zalo_settings, tokens):
    del tokens

    def run(*data, **more):
        return answered(db, zalo_settings, "zalo_oa", OA, data, **more)

    return run


def test_telegram_shows_the_photo_and_gives_the_paper_without_where_it_was_taken(
    db, api, by_telegram, telegram_settings
):
    by_telegram(("anh.jpg", photo()), ("biên bản.pdf", PDF))
    assert delivered(db, telegram_settings) == "sent"
    given = telegram_files(api)
    assert [name for name, _data in given] == ["anh-1.jpg", "biên bản.pdf"]
    assert SECRET_PLACE not in given[0][1]
    assert WORDS in api.sent()[-1]["text"]
    assert LINK in api.sent()[-1]["text"]


def test_a_file_that_fails_half_way_is_tried_again_and_nothing_comes_twice(db, api, by_telegram, telegram_settings):
    by_telegram(("anh.jpg", photo()), ("a.pdf", PDF))
    api.answer("sendPhoto", 500, "Internal Server Error")
    delivered(db, telegram_settings)
    words = [one for one in api.sent() if WORDS in one["text"]]
    assert delivered(db, telegram_settings, rounds=2) == "sent"
    assert [one for one in api.sent() if WORDS in one["text"]] == words
    assert [name for name, _data in telegram_files(api)] == ["anh-1.jpg", "a.pdf"]


def test_a_file_that_telegram_never_takes_costs_no_other(db, api, by_telegram, telegram_settings):
    by_telegram(("a.pdf", PDF), ("b.pdf", PDF + b"b"))
    api.answer("sendDocument", 400, "Bad Request: wrong file")
    assert delivered(db, telegram_settings, rounds=2) == "sent"
    assert [name for name, _data in telegram_files(api)] == ["b.pdf"]


def test_more_than_a_message_may_hold_stays_at_the_address(db, api, by_telegram, telegram_settings):
    large = [(f"{name}.pdf", PDF + name.encode() * 9_000_000) for name in "abc"]
    by_telegram(*large)
    assert delivered(db, telegram_settings) == "sent"
    assert [name for name, _data in telegram_files(api)] == ["a.pdf", "b.pdf"]


def test_nothing_of_a_sealed_case_goes_along(db, api, by_telegram, telegram_settings):
    by_telegram(("anh.jpg", photo()), is_sealed=True)
    assert delivered(db, telegram_settings) == "sent"
    assert telegram_files(api) == []
    assert WORDS not in str(api.sent())


def test_zalo_gets_the_photo_and_the_paper_uploaded_and_then_shown(db, zalo, by_zalo, zalo_settings):
    by_zalo(("anh.jpg", photo()), ("biên bản.pdf", PDF))
    assert delivered(db, zalo_settings) == "sent"
    assert zalo_files(zalo) == ["anh-1.jpg", "biên bản.pdf"]
    assert [one["type"] for one in shown(zalo)] == ["template", "file"]


def test_what_zalo_does_not_take_is_told_by_its_address(db, zalo, by_zalo, zalo_settings):
    by_zalo(("to.pdf", PDF + b"x" * 6 * 1024 * 1024), ("bang.pdf", PDF))
    assert delivered(db, zalo_settings) == "sent"
    assert zalo_files(zalo) == ["bang.pdf"]
    assert LINK in zalo.texts()[-1]


def test_a_photo_too_heavy_for_zalo_comes_smaller_and_not_as_an_address_alone(db, zalo, by_zalo, zalo_settings):
    buffer = BytesIO()
    Image.frombytes("RGB", (1600, 1200), random.Random(1).randbytes(1600 * 1200 * 3)).save(buffer, "JPEG", quality=95)
    by_zalo(("gạch đá.jpg", buffer.getvalue()))
    assert delivered(db, zalo_settings) == "sent"
    [(_name, data)] = [one for path, fields, ok in zalo.calls if path == IMAGE and ok for one in fields["files"]]
    assert len(data) <= 1024 * 1024
    assert max(Image.open(BytesIO(data)).size) >= 800


@pytest.mark.parametrize("how", [{"status": 500}, {"how": CUT}, {"error": -100}])
def test_an_upload_to_zalo_that_fails_is_tried_again_and_nothing_comes_twice(db, zalo, by_zalo, zalo_settings, how):
    by_zalo(("a.pdf", PDF))
    zalo.answer(FILE, **how)
    delivered(db, zalo_settings)
    words = [one for one in zalo.texts() if WORDS in one]
    assert delivered(db, zalo_settings, rounds=2) == "sent"
    assert [one for one in zalo.texts() if WORDS in one] == words
    assert len(shown(zalo)) == 1


@pytest.mark.parametrize("error", [-201, -210, -224])
def test_an_upload_that_zalo_refuses_for_good_holds_up_nothing(db, zalo, by_zalo, zalo_settings, error):
    by_zalo(("a.pdf", PDF))
    zalo.answer(FILE, error=error)
    assert delivered(db, zalo_settings) == "sent"
    assert shown(zalo) == []
    assert CS in [path for path, _fields, ok in zalo.calls if ok]
