"""A photo and a paper, sent with an answer from the panel of a running server, reach the citizen on each channel."""

import re
import time
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy import update

from admin.security import COOKIE
from intake import receipts
from intake.cases import act
from intake.db import open_database
from intake.lifecycle import Move
from intake.officers import staff
from intake.sending import courtesy
from intake.settings import load_settings
from intake.tables import ConversationRow
from tests.factories import open_office, tell, viewer
from tests.fakes import bot_api, zalo_bot, zalo_oa
from tests.faults.platforms import TELEGRAM, ZALO_BOT, ZALO_OA
from tests.pictures import picture
from tests.refs import case_ref

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
PDF = b"%PDF-1.4\n" + b"x" * 40
WORDS, LINK = "Đã vá xong ổ gà.", "/tra-cuu"
_PATIENCE_S = 60


def telegram_got(fake):
    names = [name for _m, fields, ok in fake.calls if ok for name, _data in fields.get("files", ()) or ()]
    return names, [one["text"] for one in fake.sent()]


def zalo_got(fake):
    uploads = [fields["files"] for path, fields, ok in fake.calls if ok and "/upload/" in path]
    return [name for files in uploads for name, _data in files], fake.texts()


def zalo_bot_got(fake):
    return [], [one["text"] for one in fake.sent()]


def nothing_got(_fake):
    return [], []


BOTH = ["anh-1.jpg", "biên bản.pdf"]
WAYS = {
    "telegram": (TELEGRAM, bot_api.ACCOUNT, telegram_got, BOTH, "Telegram: ảnh và tệp tới ngay trong chat"),
    "zalo_oa": (ZALO_OA, zalo_oa.OA, zalo_got, BOTH, "Zalo: ảnh, và PDF, Word đến 5 MB, tới ngay trong chat"),
    "zalo_bot": (ZALO_BOT, zalo_bot.ACCOUNT, zalo_bot_got, [], "Zalo Bot: ảnh, tệp không tới trong chat"),
    "web": (TELEGRAM, "main", nothing_got, [], "Trang web: ảnh, tệp không tới trong chat"),
}


@pytest.fixture(params=WAYS)
def way(request, settings, database_url, start_server):
    """A citizen of one channel with a case at work, and a server whose platform is a small one of our own."""
    platform, account, got, files, told = WAYS[request.param]
    db = open_database(database_url)
    open_office(db)
    with platform.fake() as fake:
        environ = {**platform.environ(fake.address), "NGHEDAN_SECRET_KEY": settings.secret_key.decode()}
        data = {"NGHEDAN_DATA_DIR": str(settings.data_dir), "NGHEDAN_DATABASE_URL": database_url}
        platform.prepare(db, {**data, **environ}, fake)
        its_settings = load_settings({**data, **environ})
        case = tell(db, its_settings, channel=request.param, chat="2468")
        with db.transaction() as tx:
            # whatever the hour of the run, citizens are told at once
            courtesy.set_own(tx, {"notices.from": "00:00", "notices.until": "23:59", "notices.gather_minutes": 0})
            tx.execute(update(ConversationRow).values(account=account, last_in_at=tx.now))
            act(tx, case.id, Move.ACCEPT, actor=viewer(db, "ha"), fields={})
        server = start_server(database_url, environ)
        of_platform = {"fake": fake, "got": got, "files": files, "told": told}
        yield SimpleNamespace(db=db, case=case, server=server, settings=its_settings, **of_platform)
    db.close()


def signed_in(way):
    with way.db.transaction() as tx:
        token = staff.open_session(tx, viewer(way.db, "ha").id).token
    headers = {"Origin": way.server.address}
    return httpx.Client(base_url=way.server.address, cookies={COOKIE: token}, headers=headers, timeout=30)


def answer(way, officer):
    there = f"/admin/cases/{case_ref(way.settings, way.case.id)}"
    page = officer.get(there).text
    form = re.search(r'action="[^"]*/moves/answer".*?</form>', page, re.DOTALL)[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    files = [("proof", ("anh.jpg", picture(), "image/jpeg")), ("proof", ("biên bản.pdf", PDF, "application/pdf"))]
    said = {**hidden, "outcome": "resolved", "text": WORDS}
    assert officer.post(f"{there}/moves/answer", data=said, files=files).status_code == 303
    return form


def arrived(way, files):
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        names, texts = way.got(way.fake)
        if len(names) >= files and any(WORDS in one for one in texts):
            return names, " ".join(texts)
        time.sleep(0.1)
    raise AssertionError(way.got(way.fake))


def test_files_come_into_the_chat_or_lie_where_the_words_say_and_the_officer_knew(way):
    with signed_in(way) as officer:
        assert way.told in answer(way, officer)
    if way.got is not nothing_got:
        names, words = arrived(way, len(way.files))
        assert names == way.files
        assert LINK in words
    asked = {"ma": way.case.receipt.code, "bi-mat": receipts.secret_for(way.settings, way.case.receipt.code)}
    found = httpx.post(f"{way.server.address}/tra-cuu", data=asked, headers={"Origin": way.server.address}, timeout=30)
    assert WORDS in found.text
    links = re.findall(r'(?:src|href)="(/tra-cuu/tep/[^"]+)"', found.text)
    given = [httpx.get(way.server.address + one.replace("&amp;", "&"), timeout=30).content for one in links]
    assert PDF in given
    assert any(one.startswith(b"\xff\xd8") for one in given)
