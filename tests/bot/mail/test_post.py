"""The weekly letter: in the reader's own sight, to an address that they have confirmed, once, or later, or never."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.mail import wire
from bot.mail.post import NOBODY, Post
from intake.board import board_views
from intake.errors import Invalid, TooMany
from intake.installation.mail_settings import MailServer
from intake.officers import letters, mail_addresses
from intake.settings import load_settings
from intake.tables import AuditRow, LetterRow, StaffRow
from routing.kinds import Kind
from tests.factories import open_office, tell, viewer
from tests.fakes.smtp import FakeMail

pytestmark = pytest.mark.one_database

HOME = "giap@tinh.example"


@pytest.fixture
def mail():
    with FakeMail() as fake:
        yield fake


@pytest.fixture
def served(settings, mail):
    """The settings of an installation that has a mail server."""
    server = MailServer(
        "127.0.0.1", mail.port, "none", "nghedan", "mat-khau", "nghedan@tinh.example", ("tinh.example",)
    )
    return replace(settings, mail=server)


@pytest.fixture
def office(db):
    open_office(db)
    return db


@pytest.fixture
def post(office, served):
    return Post(office, served)


def subscribe(office, served, login, address=HOME, query="days=7&by=unit"):
    who = viewer(office, login)
    with office.transaction() as tx:
        mail_addresses.choose(tx, served, who, address)
        mine = mail_addresses.of(tx, who.id)
        assert mail_addresses.confirm(tx, served, who, mail_addresses.code_of(served, who.id, mine))
        tx.execute(update(LetterRow).values(status="dropped"))
        board_views.save(tx, who.id, "Tuần này", query, is_weekly=True, is_mailed=True)


def rows(office, *columns):
    with office.read() as snap:
        return [tuple(row) for row in snap.execute(select(*columns).order_by(columns[0]))]


def standings(office):
    return [status for _id, status in rows(office, LetterRow.id, LetterRow.status)]


@pytest.mark.both_databases
def test_figures_go_out_once_in_the_first_hours_of_the_week(*, office, served, settings, clock, mail, post):
    tell(office, settings, "Ông Trần Văn Tám nói đường hỏng")
    subscribe(office, served, "giap")
    clock.forward(days=6)  # Sunday
    assert (board_views.sweep(office), post.round()) == (0, 0)
    clock.forward(days=1)
    assert (board_views.sweep(office), post.round(), board_views.sweep(office), post.round()) == (1, 1, 0, 0)
    [letter] = mail.taken
    assert (letter.sender, letter.to) == ("nghedan@tinh.example", [HOME])
    assert letter.message["Subject"] == "Nghe Dân: số liệu đến 20/09/2026"
    for text in (letter.part("plain"), letter.part("html")):
        assert "Tiếp nhận" in text
        assert "Từ 14/09/2026 đến 20/09/2026" in text
        assert "/admin/board?days=7" in text.replace("&amp;", "&")
        for secret in ("Tám", "ND-26", "đường hỏng", "Giáp Văn Thanh"):
            assert secret not in text
    assert "- Tiếp nhận: 1 (kỳ trước 0)" in letter.part("plain")
    assert "letter.sent" in [action for _id, action in rows(office, AuditRow.id, AuditRow.action)]


def test_a_view_of_days_typed_by_hand_tells_of_these_days(*, office, served, clock, mail, post):
    subscribe(office, served, "giap", query="since=01/09/2026&until=05%2F09%2F2026")
    clock.forward(days=7)
    board_views.sweep(office)
    post.round()
    assert "Từ 01/09/2026 đến 05/09/2026" in mail.taken[0].part("plain")


@pytest.mark.both_databases
@pytest.mark.parametrize(("login", "told"), [("giap", 7), ("son", 6), ("nga", 6)])
def test_each_reader_gets_what_they_may_see_when_it_is_sent(
    *, office, served, settings, clock, mail, post, login, told
):
    for number in range(6):
        tell(office, settings, chat=f"c{number}")
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="can_bo", chat="sealed")
    subscribe(office, served, login, query="days=30&by=officer")
    clock.forward(days=7)
    board_views.sweep(office)
    post.round()
    text = mail.taken[0].part("plain")
    assert f"Tiếp nhận: {told}" in text
    assert "Nguyễn Thu Hà" not in text


@pytest.mark.both_databases
@pytest.mark.parametrize("lost", ["account", "address", "view", "wish"])
def test_who_has_lost_account_address_or_view_gets_no_letter(*, office, served, clock, mail, post, lost):
    subscribe(office, served, "giap")
    clock.forward(days=7)
    board_views.sweep(office)
    who = viewer(office, "giap")
    with office.transaction() as tx:
        if lost == "account":
            tx.execute(update(StaffRow).where(StaffRow.login == "giap").values(is_active=False))
        elif lost == "address":
            mail_addresses.remove(tx, who)
        elif lost == "view":
            board_views.remove(tx, who.id, board_views.of(tx, who.id)[0].id)
        else:
            board_views.save(tx, who.id, "Tuần này", "days=7", is_weekly=True)
    post.round()
    assert mail.taken == []
    assert rows(office, LetterRow.id, LetterRow.status, LetterRow.reason)[-1][1:] == ("dropped", NOBODY)


@pytest.mark.both_databases
def test_an_address_gets_nothing_but_its_code_until_it_is_confirmed(office, served, clock, mail, post):
    giap = viewer(office, "giap")
    with office.transaction() as tx:
        mail_addresses.choose(tx, served, giap, HOME)
        board_views.save(tx, giap.id, "Tuần", "days=7", is_weekly=False, is_mailed=True)
    post.round()
    number = mail.taken[0].part("plain").split()[6]
    clock.forward(days=7)
    board_views.sweep(office)
    post.round()
    assert len(mail.taken) == 1
    with office.transaction() as tx:
        assert not mail_addresses.confirm(tx, served, giap, "00000000")
        assert mail_addresses.confirm(tx, served, giap, f" {number[:4]} {number[4:]}")
        with pytest.raises(Invalid, match="Chưa lưu được"):
            mail_addresses.choose(tx, served, giap, "giap@elsewhere.example")
    with pytest.raises(TooMany), office.transaction() as tx:
        for _ in range(20):
            mail_addresses.confirm(tx, served, giap, "1")


@pytest.mark.both_databases
def test_what_the_server_puts_off_goes_later_and_what_it_refuses_is_given_up(office, served, clock, mail, post):
    subscribe(office, served, "giap")
    clock.forward(days=7)
    board_views.sweep(office)
    mail.refuses = {"RCPT": 450}
    assert (post.round(), standings(office)[-1]) == (1, "new")
    assert post.round() == 0
    clock.forward(minutes=2)
    mail.refuses = {"AUTH": 535}
    assert (post.round(), standings(office)[-1]) == (1, "new")
    clock.forward(minutes=5)
    mail.refuses = {}
    assert (post.round(), standings(office)[-1], len(mail.taken)) == (1, "sent", 1)
    with office.transaction() as tx:
        mail_addresses.try_out(tx, served, viewer(office, "quy"), "sai@tinh.example")
    mail.refuses = {"RCPT": 550}
    post.round()
    status, reason, address = rows(office, LetterRow.id, LetterRow.status, LetterRow.reason, LetterRow.address)[-1][1:]
    assert (status, reason, address) == ("dead", "máy chủ thư không nhận địa chỉ này (550)", "")


@pytest.mark.both_databases
def test_a_sender_that_died_leaves_its_letter_to_another_and_old_news_is_dropped(office, served, clock, mail, post):
    with office.transaction() as tx:
        mail_addresses.try_out(tx, served, viewer(office, "quy"), HOME)
        [held] = letters.claim(tx)
        assert letters.claim(tx) == []
    clock.forward(minutes=6)
    assert (post.round(), len(mail.taken), mail.taken[0].message["Message-ID"][:8]) == (1, 1, "<letter-")
    with office.transaction() as tx:
        tx.execute(update(LetterRow).where(LetterRow.id == held.id).values(status="new", at=tx.now - timedelta(days=4)))
    clock.forward(minutes=6)
    assert post.round() == 0
    assert rows(office, LetterRow.id, LetterRow.status, LetterRow.reason)[-1][1:] == ("dropped", letters.STALE)


def test_the_look_at_the_server_says_what_is_wrong_and_nothing_goes_in_the_clear(served, mail):
    assert wire.examine(MailServer()) == []
    assert wire.examine(served.mail)[0].ok
    mail.refuses = {"AUTH": 535}
    assert "tài khoản hoặc mật khẩu" in wire.examine(served.mail)[0].sentence
    mail.refuses, mail.asked[:] = {}, []
    assert "STARTTLS" in wire.examine(replace(served.mail, tls="starttls"))[0].sentence
    assert "AUTH" not in mail.asked
    assert not wire.examine(replace(served.mail, port=1))[0].ok


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"NGHEDAN_SMTP_TLS": "ssl"}, "NGHEDAN_SMTP_TLS"),
        ({"NGHEDAN_SMTP_PORT": "99999"}, "NGHEDAN_SMTP_PORT"),
        ({"NGHEDAN_MAIL_FROM": "nghedan"}, "NGHEDAN_MAIL_FROM"),
        ({"NGHEDAN_SMTP_USER": "a"}, "NGHEDAN_SMTP_PASSWORD"),
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path, given, wrong):
    sound = {"NGHEDAN_SMTP_HOST": "thu.tinh.example", "NGHEDAN_MAIL_FROM": "nghedan@tinh.example"}
    home = {"NGHEDAN_DATA_DIR": str(tmp_path)}
    assert load_settings({**home, **sound}).mail.port == 587
    assert not load_settings(home).mail.is_on
    with pytest.raises(Invalid, match=wrong):
        load_settings({**home, **sound, **given})
