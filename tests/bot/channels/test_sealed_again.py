"""A sealed form that is changed and sent again puts its first case right: nothing is doubled, lost or shown further."""

from uuid import uuid4

import pytest
from sqlalchemy import update

from intake import cases, receipts
from intake.sealed import vault
from intake.tables import AttachmentRow, CaseRow, ConversationRow, NoticeRow, UtteranceRow
from tests.bot.channels.conftest import OF_SEALED_PAGES
from tests.bot.channels.test_patience import picture
from tests.bot.channels.test_sealed_page import ACT, FORM, NAME, TIP, codes, everything, page, rows, sends  # noqa: F401
from tests.factories import viewer

pytestmark = OF_SEALED_PAGES

ADDED = f"{ACT}. Tháng 9 ông ấy đòi thêm 5 triệu"


@pytest.fixture
def form():
    return {**FORM, "form_id": str(uuid4())}


def said(db):
    return [row.text for row in rows(db, UtteranceRow) if row.author == "citizen"]


@pytest.mark.parametrize(
    ("changed", "tells"),
    [
        ({"act": ADDED}, "đòi thêm 5 triệu"),
        ({"more": "Bà Tám thấy việc này"}, "Bà Tám thấy"),
        ({"where": "thôn Núi, xã Tân Yên"}, "Nơi xảy ra: thôn Núi"),
        ({"accused": "ông Giáp Văn Thanh, kế toán"}, "kế toán"),
    ],
)
@pytest.mark.parametrize("who", [FORM, TIP], ids=["named", "tip"])
def test_what_was_changed_is_added_to_the_case_of_the_first_try(sends, db, who, changed, tells):  # noqa: F811
    form = {**who, "form_id": str(uuid4())}
    first, second, third = sends(form), sends(form, **changed), sends(form, **changed)
    assert codes(first) == codes(second) == codes(third)
    assert "ghi thêm vào chính hồ sơ đó" in second.text
    assert "Anh/Chị không phải gửi lại" in third.text
    [case] = rows(db, CaseRow)
    [_told, added] = [row for row in rows(db, UtteranceRow) if row.author == "citizen"]
    assert tells in added.text
    assert (added.case_id, added.is_sealed) == (case.id, True)
    assert any(row.kind == "supplement" for row in rows(db, NoticeRow))


def test_a_picture_that_was_forgotten_is_taken_by_the_second_try(sends, db, form):  # noqa: F811
    assert codes(sends(form)) == codes(sends(form, files=[picture()])) == codes(sends(form, files=[picture()]))
    [file] = rows(db, AttachmentRow)
    assert file.case_id == rows(db, CaseRow)[0].id


def test_who_tells_and_the_form_itself_are_in_the_book_no_more_than_before(
    sends,  # noqa: F811
    db,
    form,
    telegram_settings,
):
    sends(form)
    sends(form, contact="0900 000 222", act=f"{ACT}. Tôi là {NAME}")
    book = everything(db)
    for canary in ("Chimhoangyen", "0900 000 222", "Rặng Nhãn", form["form_id"]):
        assert canary not in book
    case_id = rows(db, CaseRow)[0].id
    with db.transaction() as tx:
        officer = viewer(db, "dung")
        assert vault.unseal(tx, telegram_settings, officer, case_id, "contact", reason="liên hệ") == "0900 000 222"


def test_whom_the_new_words_accuse_sees_nothing_of_either(sends, db, form):  # noqa: F811
    sends(form)
    sends(form, accused="ông Chủ tịch UBND phường Bắc Giang")
    with db.read() as snap:
        for case in rows(db, CaseRow):
            assert not cases.moves_of(snap, viewer(db, "cuc"), case.id)


@pytest.mark.parametrize(
    "changed",
    [{"protection": "1"}, {"who": "tip"}, {"accused": "cán bộ Ban Tiếp công dân tỉnh"}],
    ids=["who is threatened now", "who takes their name back", "who accuses those that have the first one"],
)
def test_what_the_first_case_cannot_hold_is_taken_apart_and_both_are_told(sends, db, form, changed, telegram_settings):  # noqa: F811
    first = codes(sends(form))
    if "accused" in changed:
        with db.transaction() as tx:
            tx.execute(update(CaseRow).values(screening_unit_id=viewer(db, "dung").unit_id))
    again = sends(form, **changed)
    assert codes(again)[0] != first[0]
    assert f"thành hồ sơ {first[0]}" in again.text
    assert receipts.secret_for(telegram_settings, first[0]) in again.text
    assert codes(sends(form, **changed)) == codes(again)
    assert len(rows(db, CaseRow)) == len(said(db)) == 2


def test_a_case_that_is_over_takes_no_words_that_nobody_would_read(sends, db, form):  # noqa: F811
    first = codes(sends(form))
    with db.transaction() as tx:
        tx.execute(update(CaseRow).values(is_open=False, state="closed"))
    assert codes(sends(form, act=ADDED)) != first


def test_another_form_with_the_same_words_is_another_case(sends, db):  # noqa: F811
    assert codes(sends()) != codes(sends())
    assert len(rows(db, CaseRow)) == 2
    assert len(rows(db, ConversationRow)) == 2
