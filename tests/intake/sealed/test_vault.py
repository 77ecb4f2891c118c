"""The vault: what is sealed rests unreadable, opens for cleared staff on record, and survives a change of key."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from intake.errors import Forbidden, Invalid, NotFound
from intake.sealed import vault
from intake.sealed.vault_commands import make_key, rotate
from intake.sealed.vault_keys import NoVaultKey, add_key, keys_of, new_key
from intake.tables import AuditRow, Base, SealedValueRow
from routing.kinds import Kind
from tests.factories import tell, viewer

NUMBER = "024185007319"
WHY = "đối chiếu người khiếu nại"


@pytest.fixture
def keyed(settings):
    return replace(settings, vault_keys=(new_key(),))


@pytest.fixture
def case(office, settings):
    return tell(office, settings, "Tôi khiếu nại quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")


@pytest.fixture
def sealed(office, keyed, case):
    with office.transaction() as tx:
        vault.seal(tx, keyed, case.id, "id_number", NUMBER)
    return case


def opened(db, settings, login, case_id, *, field="id_number", reason=WHY):
    with db.transaction() as tx:
        return vault.unseal(tx, settings, viewer(db, login), case_id, field, reason=reason)


def everything_stored(db):
    with db.read() as snap:
        return "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in snap.execute(select(table)))


def test_no_row_of_the_book_holds_a_sealed_value_in_clear(office, sealed):
    assert sealed.receipt.code in everything_stored(office)
    assert NUMBER not in everything_stored(office)


def test_a_cleared_supervisor_opens_it_and_the_reason_goes_on_record(office, keyed, sealed):
    assert opened(office, keyed, "giap", sealed.id) == NUMBER
    with office.read() as snap:
        found = snap.execute(select(AuditRow.subject, AuditRow.detail).where(AuditRow.action == "vault.open")).all()
    assert [tuple(row) for row in found] == [(f"case:{sealed.id}", {"field": "id_number", "reason": WHY})]


@pytest.mark.parametrize(
    ("asked", "error"), [(("quy", WHY), NotFound), (("ha", WHY), (Forbidden, NotFound)), (("giap", " "), Invalid)]
)
def test_nobody_else_opens_it_and_none_without_a_reason(office, keyed, sealed, asked, error):
    login, reason = asked
    with pytest.raises(error):
        opened(office, keyed, login, sealed.id, reason=reason)


def test_a_new_value_takes_the_place_of_the_old_and_may_be_taken_back(office, keyed, sealed):
    with office.transaction() as tx:
        vault.seal(tx, keyed, sealed.id, "id_number", "024185007320")
        assert [one.field for one in vault.kept(tx, sealed.id)] == ["id_number"]
    assert opened(office, keyed, "giap", sealed.id) == "024185007320"
    with office.transaction() as tx:
        assert vault.forget(tx, sealed.id) == 1
        assert not vault.has(tx, sealed.id)


def test_a_row_that_was_put_under_another_field_does_not_open(office, keyed, sealed):
    with office.transaction() as tx:
        tx.execute(update(SealedValueRow).values(field="phone"))
    with pytest.raises(vault.KeyLost, match="bị sửa"):
        opened(office, keyed, "giap", sealed.id, field="phone")


def test_without_any_key_nothing_is_sealed_and_the_sentence_says_what_to_do(office, settings, case):
    with pytest.raises(NoVaultKey, match="nghedan vault new-key"), office.transaction() as tx:
        vault.seal(tx, settings, case.id, "id_number", NUMBER)


def test_a_lost_key_is_told_in_words_and_counted(office, keyed, sealed):
    lost = replace(keyed, vault_keys=(new_key(),))
    with pytest.raises(vault.KeyLost, match="khai lại"):
        opened(office, lost, "giap", sealed.id)
    with office.read() as snap:
        assert vault.orphans(snap, lost) == 1
        assert vault.orphans(snap, keyed) == 0


def test_rotation_seals_everything_anew_and_the_old_key_is_then_not_needed(office, settings, case, database_url):
    settings = replace(settings, database_url=database_url)
    make_key(settings, show=False, say=lambda _: None)
    with office.transaction() as tx:
        for field in ("id_number", "issued_on", "issued_by"):
            vault.seal(tx, settings, case.id, field, NUMBER)
    said = []
    assert rotate(settings, said.append) == 0
    assert "3 giá trị" in said[0]
    newest, _old = settings.vault_key_file.read_text().split()
    assert opened(office, replace(settings, vault_keys=(newest,)), "giap", case.id) == NUMBER


@pytest.mark.usefixtures("sealed")
def test_rotation_tells_of_what_no_key_opens(settings, database_url):
    settings = replace(settings, database_url=database_url)
    add_key(settings)
    said = []
    assert rotate(settings, said.append) == 1
    assert "1 giá trị không mở được" in said[-1]


def test_the_key_file_is_for_its_owner_alone_and_a_wrong_line_is_told(settings):
    add_key(settings)
    assert settings.vault_key_file.stat().st_mode & 0o077 == 0
    with pytest.raises(Invalid, match="Khóa két"):
        keys_of(replace(settings, vault_keys=("khóa",)))
