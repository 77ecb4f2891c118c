"""The complaint form behind the receipt: the paper holds what was typed, the book does not unless it is wanted."""

import io

import pytest
from docx import Document
from sqlalchemy import select, update

from intake import receipts
from intake.sealed import vault
from intake.sealed.vault_keys import add_key
from intake.tables import Base, CaseRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.pdf import words_of

NUMBER = "024185007319"
TYPED = {"id_number": NUMBER, "issued_on": "05/03/2022", "issued_by": "Cục Cảnh sát", "proxy": "Lê Văn Ba"}


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.fixture
def told(turns, telegram_settings):
    words = "Tôi khiếu nại quyết định thu hồi đất số 12/QĐ-UBND của UBND phường Bắc Giang"
    return tell(turns.db, telegram_settings, words, kind=Kind.COMPLAINT, topic="dat_dai")


@pytest.fixture
def take(browser, told, telegram_settings):
    def up(secret=None, **fields):
        secret = secret or receipts.secret_for(telegram_settings, told.receipt.code)
        return browser().post(f"/khieu-nai/{told.receipt.code}", data={"bi-mat": secret, **fields})

    return up


def stored(db):
    with db.read() as snap:
        return "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in snap.execute(select(table)))


def test_the_form_shows_nothing_of_the_case_before_its_secret(browser, told):
    page = browser().get(f"/khieu-nai/{told.receipt.code}")
    assert page.status_code == 200
    assert "thu hồi đất" not in page.text


def test_the_form_to_sign_is_offered_until_it_is_signed(browser, told, db, telegram_settings):
    shown = {"ma": told.receipt.code, "bi-mat": receipts.secret_for(telegram_settings, told.receipt.code)}
    assert "Đơn khiếu nại điền sẵn" in browser().post("/tra-cuu", data=shown).text
    with db.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(standing="signed"))
    page = browser().post("/tra-cuu", data=shown).text
    assert told.receipt.code in page
    assert "Đơn khiếu nại điền sẵn" not in page


def test_what_was_typed_stands_on_both_papers_and_nowhere_in_the_book(take, db):
    paper = words_of(take(lay="pdf", **TYPED).content)
    file = take(lay="word", **TYPED)
    lines = [line.text for line in Document(io.BytesIO(file.content)).paragraphs]
    assert f"Ngày cấp: {TYPED['issued_on']}" in lines
    for words in (NUMBER, "Cục Cảnh sát", "Lê Văn Ba", "Chủ tịch UBND phường Bắc Giang", "thu hồi đất số 12/QĐ-UBND"):
        assert words in paper
        assert any(words in line for line in lines)
    assert NUMBER not in stored(db)


@pytest.mark.parametrize("secret", ["AAAA-AAAA-AAAA", "", "x" * 5000])
def test_without_the_secret_there_is_no_paper(take, secret):
    answer = take(secret or "?", lay="pdf")
    assert answer.status_code == 404
    assert "thu hồi đất" not in answer.text


def test_a_wrong_number_is_told_and_what_was_typed_stays(take):
    answer = take(id_number="12345", issued_by="Cục Cảnh sát")
    assert answer.status_code == 422
    assert "12 chữ số" in answer.text
    assert "Cục Cảnh sát" in answer.text


def test_what_is_kept_rests_encrypted_opens_for_cleared_staff_and_may_be_taken_back(take, db, told, telegram_settings):
    add_key(telegram_settings)
    assert take(lay="pdf", giu="1", **TYPED).status_code == 200
    assert NUMBER not in stored(db)
    with db.transaction() as tx:
        opened = vault.unseal(tx, telegram_settings, viewer(db, "giap"), told.id, "id_number", reason="đối chiếu đơn")
    assert opened == NUMBER
    assert "Đã xóa" in take(lay="forget").text
    with db.read() as snap:
        assert not vault.has(snap, told.id)


def test_where_nothing_can_be_kept_the_citizen_is_told(take, db, told):
    assert "bỏ chọn" in take(lay="pdf", giu="1", **TYPED).text
    with db.read() as snap:
        assert not vault.has(snap, told.id)


def test_a_case_of_another_kind_has_no_form(browser, turns, telegram_settings):
    other = tell(turns.db, telegram_settings, chat="other").receipt.code
    secret = receipts.secret_for(telegram_settings, other)
    assert browser().post(f"/khieu-nai/{other}", data={"bi-mat": secret}).status_code == 404
