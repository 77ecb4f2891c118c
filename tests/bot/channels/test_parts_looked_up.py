"""What was split off a case is found with the receipt of the whole: who told it on a page without chat has no other."""

import re
from dataclasses import replace

from intake import receipts
from intake.cases import act
from intake.lifecycle import Move
from intake.tables import CaseRow
from tests.bot.channels.conftest import OF_SEALED_PAGES
from tests.bot.channels.test_sealed_page import codes, page, rows, sends  # noqa: F401
from tests.factories import tell, viewer

pytestmark = OF_SEALED_PAGES

RUBBISH = "Bãi rác đầu làng bốc mùi"


def split(db, case_id, login, **fields):
    part = {"kind": "feedback", "topic": "moi_truong", "text": RUBBISH, "unit_id": str(viewer(db, login).unit_id)}
    with db.transaction() as tx:
        act(tx, case_id, Move.SPLIT, actor=viewer(db, login), fields={**part, **fields})


def offered(answer):
    """The codes and secrets of the parts that a page offers to open."""
    _whole, _, parts = answer.text.partition("Việc đã tách thành hồ sơ riêng")
    return re.findall(r'name="ma" value="([^"]+)">\s*<input type="hidden" name="bi-mat" value="([^"]+)"', parts)


def test_a_part_of_a_sealed_case_opens_from_the_page_of_the_whole(sends, look, db):  # noqa: F811
    code, secret = codes(sends())
    whole = rows(db, CaseRow)[0]
    split(db, whole.id, "dung")
    [part] = offered(look(code, secret))
    opened = look(*part)
    assert part[0] == rows(db, CaseRow)[1].code != code
    assert opened.status_code == 200
    assert RUBBISH not in opened.text
    assert "Nơi xảy ra" not in opened.text
    assert f"Trong hồ sơ {code} có thêm một việc khác" in opened.text


def test_a_part_of_an_open_case_opens_too(look, db, turns, telegram_settings):
    told = tell(turns.db, telegram_settings)
    split(db, told.id, "ha")
    [part] = offered(look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code)))
    assert look(*part).status_code == 200


def test_the_receipt_of_an_open_case_opens_no_sealed_part(look, db, turns, telegram_settings):
    told = tell(turns.db, telegram_settings)
    sealed = {
        "kind": "denunciation",
        "topic": "tham_nhung",
        "text": "Cán bộ nhận tiền",
        "rest": "Ổ gà trước cổng trường",
    }
    split(db, told.id, "ha", **sealed, unit_id=str(viewer(db, "dung").unit_id))
    answer = look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code))
    assert answer.status_code == 200
    assert not offered(answer)
    assert rows(db, CaseRow)[1].code not in answer.text


def test_who_joined_a_case_sees_no_part_of_it(db, turns, telegram_settings):
    told = tell(turns.db, telegram_settings)
    split(db, told.id, "ha")
    with db.read() as snap:
        teller = receipts.status_of(snap, told.id)
        assert receipts.parts_of(snap, telegram_settings, teller)
        assert not receipts.parts_of(snap, telegram_settings, replace(teller, part="joined"))
