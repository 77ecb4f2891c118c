"""Who sees how far, what a session is worth, and that a password is never kept."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from intake.errors import Conflict, Invalid, NotFound, TooMany
from intake.officers import guessing, staff
from intake.tables import SessionRow, StaffRow, UnitRow
from tests.effort import calls_in
from tests.factories import viewer

PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def hung(office):
    """An officer of the ward's economic division with a password."""
    with office.transaction() as tx:
        unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-KT")).scalar_one()
        return staff.add_staff(tx, unit_id=unit_id, name="Đào Hùng", role="officer", login=" Hung ", password=PASSWORD)


def sign_in(db, login="hung", password=PASSWORD, client="10.0.0.1", browser=""):
    with db.transaction() as tx:
        staff_id = staff.admit(tx, staff.recognise(tx, login, password, client, browser))
        return staff.open_session(tx, staff_id) if staff_id is not None else None


def units(db, codes):
    with db.read() as snap:
        return frozenset(snap.execute(select(UnitRow.id).where(UnitRow.code.in_(codes))).scalars())


@pytest.mark.parametrize(
    ("login", "codes"),
    [
        ("ha", {"G-KT"}),
        ("son", {"G-KT"}),
        ("mai", {"G", "G-VP", "G-KT", "G-CA"}),
        ("cuc", {"G", "G-VP", "G-KT", "G-CA"}),
        ("dung", {"P-BTCD"}),
        ("tam", {"T-KT"}),
    ],
)
def test_each_role_sees_as_far_as_its_place_reaches(office, login, codes):
    assert viewer(office, login).scope == units(office, codes)


def test_a_supervisor_sees_the_whole_province(office):
    assert viewer(office, "giap").scope is None


def test_the_lineage_is_ones_unit_and_all_above(office):
    assert viewer(office, "ha").lineage == units(office, {"G", "G-KT"})


def test_the_book_keeps_neither_password_nor_token(office, hung):
    session = sign_in(office)
    with office.read() as snap:
        kept = snap.execute(select(StaffRow.password_hash).where(StaffRow.id == hung)).scalar_one()
        token_hash = snap.execute(select(SessionRow.token_hash)).scalar_one()
    assert kept.startswith("$argon2id$")
    assert session.token not in token_hash
    assert len(session.token) >= 40


def test_a_stolen_hash_is_costly_to_guess_at(patient_hasher):
    assert patient_hasher.hash("mat-khau-rat-dai").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_token_is_worth_its_viewer_until_it_is_signed_out(office, hung):
    session = sign_in(office)
    assert session.viewer.id == hung
    with office.transaction() as tx:
        assert staff.viewer_of(tx, session.token) == session.viewer
        staff.sign_out(tx, session.token)
    with office.read() as snap:
        assert staff.viewer_of(snap, session.token) is None
        assert staff.viewer_of(snap, "") is None


def test_logins_are_forgiving_and_passwords_are_not(office, hung):
    assert sign_in(office, " HUNG ").viewer.id == hung
    assert sign_in(office, password=PASSWORD.upper()) is None


@pytest.mark.parametrize("login", ["khong-co-ai", "", "\x00", "\ud800", "a" * 5000])
def test_strange_logins_are_only_wrong(office, login):
    assert sign_in(office, login) is None


def test_one_client_trying_many_logins_is_stopped(office, monkeypatch):
    monkeypatch.setattr(guessing, "_TRIES_PER_CLIENT", 4)
    for number in range(4):
        assert sign_in(office, f"ai-{number}", "x") is None
    with pytest.raises(TooMany) as refused:
        sign_in(office, "nguoi-khac", "x")
    assert 0 < refused.value.retry_after <= 900


def test_somebody_elses_wrong_tries_do_not_shut_out_another_login(office, hung):
    for _ in range(8):
        sign_in(office, "ai-do", "x", client="10.0.0.9")
    assert sign_in(office).viewer.id == hung


def test_who_guesses_from_one_place_does_not_shut_the_owner_out_of_another(office, hung):
    for _ in range(8):
        assert sign_in(office, password="doan", client="10.9.9.9") is None
    with pytest.raises(TooMany):
        sign_in(office, password="doan", client="10.9.9.9")
    assert sign_in(office).viewer.id == hung


def test_who_guesses_from_many_places_is_stopped_but_not_at_a_browser_that_is_known(office, hung, settings):
    known = guessing.known_as(settings, "hung", guessing.mark_for(settings, "hung"))
    for number in range(40):
        assert sign_in(office, password="doan", client=f"10.9.{number}.9") is None
    with pytest.raises(TooMany):
        sign_in(office, client="10.0.0.2")
    assert sign_in(office, client="10.0.0.2", browser=known).viewer.id == hung


def test_a_known_browser_may_not_guess_for_ever(office, hung, settings):
    known = guessing.known_as(settings, "hung", guessing.mark_for(settings, "hung"))
    for number in range(8):
        assert sign_in(office, password="doan", client=f"10.9.{number}.9", browser=known) is None
    with pytest.raises(TooMany):
        sign_in(office, client="10.0.0.2", browser=known)
    assert sign_in(office, client="10.0.0.2").viewer.id == hung


@pytest.mark.parametrize("mark", ["", ".", "00.11", "ab", "é.é", "\udcff." + "0" * 64])
def test_a_mark_that_is_not_ours_makes_no_browser_known(settings, mark):
    assert guessing.known_as(settings, "hung", mark) == ""
    of_another = guessing.mark_for(settings, "ha")
    assert guessing.known_as(settings, "hung", of_another) == ""
    assert guessing.known_as(replace(settings, secret_key=b"k" * 32), "ha", of_another) == ""


@pytest.mark.usefixtures("hung")
def test_seen_at_is_touched_at_most_once_a_minute(office, clock):
    session = sign_in(office)
    clock.forward(seconds=59)
    with office.read() as snap:
        assert not staff.presence_of(snap, session.token).is_due_touch
    clock.forward(seconds=2)
    with office.read() as snap:
        assert staff.presence_of(snap, session.token).is_due_touch


def test_a_new_password_ends_every_session(office, hung):
    session = sign_in(office)
    with office.transaction() as tx:
        staff.set_password(tx, hung, "mot-mat-khau-khac")
    with office.read() as snap:
        assert staff.viewer_of(snap, session.token) is None
    assert sign_in(office) is None
    assert sign_in(office, password="mot-mat-khau-khac").viewer.id == hung


def test_whoever_has_left_is_not_let_in(office, hung):
    session = sign_in(office)
    with office.transaction() as tx:
        table = StaffRow.__table__
        tx.execute(table.update().where(table.c.id == hung).values(is_active=False))
    with office.read() as snap:
        assert staff.viewer_of(snap, session.token) is None
    assert sign_in(office) is None


@pytest.mark.usefixtures("hung")
def test_what_cannot_be_added_says_why(office):
    common = {"unit_id": viewer(office, "ha").unit_id, "name": "Ai Đó"}
    with office.transaction() as tx:
        with pytest.raises(Invalid, match="Mật khẩu quá ngắn"):
            staff.add_staff(tx, **common, role="officer", login="moi", password="ngan")
        with pytest.raises(Invalid, match="Vai trò"):
            staff.add_staff(tx, **common, role="vua")
        with pytest.raises(Conflict, match="hung"):
            staff.add_staff(tx, **common, role="officer", login="HUNG", password=PASSWORD)
        with pytest.raises(NotFound):
            staff.set_password(tx, 999_999, PASSWORD)


def test_csrf_tokens_differ_by_session_and_by_installation():
    one = staff.csrf_token(b"k" * 32, "a")
    assert one == staff.csrf_token(b"k" * 32, "a")
    assert len({one, staff.csrf_token(b"k" * 32, "b"), staff.csrf_token(b"l" * 32, "a")}) == 3


def test_a_viewer_is_a_plain_value(office):
    assert replace(viewer(office, "ha"), name="x").name == "x"


def test_every_page_learns_who_looks_at_it_without_putting_questions_into_words_anew(office):
    who = viewer(office, "cuc").id
    with office.read() as snap:
        assert staff.viewer_for(snap, who).id == who  # the first time may
        asked = calls_in(lambda: staff.viewer_for(snap, who))
    assert asked < 1_200  # nearly five thousand, were each question put into words where it is asked
