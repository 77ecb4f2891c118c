"""One's own account: the password, the second step of the sign-in, sessions, looks, quiet hours."""

import re
from datetime import datetime, time

import pyotp
import pytest
from sqlalchemy import select

from admin.carried import sealed
from intake.clock import ZONE
from intake.errors import Invalid
from intake.notices import preferences
from intake.officers import passwords
from intake.sealed.vault_keys import add_key
from intake.tables import AuditRow, RecoveryCodeRow, SecondFactorRow, SessionRow
from tests.admin.conftest import PASSWORD, Browser
from tests.factories import viewer

pytestmark = pytest.mark.one_database

NEW = "bàn gỗ xanh chín ghế"


@pytest.fixture
def vault(settings):
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    add_key(settings)
    return settings


@pytest.fixture
def app_on_phone(vault, signed_in, clock):  # noqa: ARG001 - the key must be there
    """Chị Hà with a second step; the browser, the codes of her phone, the recovery codes."""
    browser = signed_in("ha")
    page = browser.get("/admin/account/second-step").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    phone = pyotp.TOTP(secret)
    done = browser.post("/admin/account/second-step", {"code": phone.at(clock.now)})
    assert done.status_code == 200
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", done.text)
    clock.forward(seconds=60)
    return browser, phone, codes


def halfway(browser, login="ha"):
    page = browser.sign_in(login)
    return re.search(r'name="halfway" value="([^"]+)"', page.text)[1]


def step(browser, token, code):
    return browser.post("/admin/login", {"halfway": token, "code": code})


def actions(office):
    with office.read() as snap:
        return snap.execute(select(AuditRow.action).order_by(AuditRow.id)).scalars().all()


# --- the second step --------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_after_the_password_a_code_of_the_phone_is_asked_once(app_on_phone, panel, clock):
    _, phone, _ = app_on_phone
    browser = Browser(panel)
    token = halfway(browser)
    assert "nghedan_staff" not in browser.cookies
    assert step(browser, token, "000000").status_code == 401
    code = phone.at(clock.now)
    assert step(browser, token, code).status_code == 303
    other = Browser(panel)
    assert step(other, halfway(other), code).status_code == 401  # seen over the shoulder
    clock.forward(seconds=60)
    assert step(other, halfway(other), phone.at(clock.now)).status_code == 303


def test_a_lost_phone_is_replaced_by_a_recovery_code_once(app_on_phone, panel, office):
    _, _, codes = app_on_phone
    assert len(set(codes)) == 10
    browser = Browser(panel)
    token = halfway(browser)
    assert step(browser, token, codes[3].upper()).status_code == 303
    assert step(Browser(panel), token, codes[3]).status_code == 401
    assert "còn 9 mã dự phòng" in browser.get("/admin/account").text
    with office.read() as snap:
        kept = str([snap.execute(select(row.__table__)).all() for row in (RecoveryCodeRow, SecondFactorRow)])
    assert codes[4] not in kept
    assert codes[4].replace("-", "") not in kept


@pytest.mark.parametrize("forge", ["1.99999999999.abc", "x", "", "1.1.1.1", "é.é.é"])
def test_what_says_that_the_password_was_shown_cannot_be_made_up(app_on_phone, panel, clock, forge):
    _, phone, _ = app_on_phone
    browser = Browser(panel)
    answer = browser.post("/admin/login", {"halfway": forge, "code": phone.at(clock.now)})
    assert answer.status_code == 401
    assert "nghedan_staff" not in browser.cookies


def test_it_ends_after_five_minutes_and_guessing_ends_sooner(app_on_phone, panel, clock):
    _, phone, _ = app_on_phone
    browser = Browser(panel)
    token = halfway(browser)
    for _ in range(8):
        assert step(browser, token, "111111").status_code == 401
    refused = step(browser, token, phone.at(clock.now))
    assert refused.status_code == 429
    assert 'name="halfway"' in refused.text
    clock.forward(minutes=15)
    late = step(browser, token, phone.at(clock.now))
    assert late.status_code == 401
    assert "quá 5 phút" in late.text


def test_what_was_typed_when_the_session_ended_survives_both_steps(app_on_phone, panel, clock, office, settings):
    _, phone, _ = app_on_phone
    browser = Browser(panel)
    typed = {"text": "đã gọi bà Tư", "title": "Hẹn gặp"}
    kept = {"kept": sealed(settings, viewer(office, "ha").id, "/admin/meetings/9", typed)}
    page = browser.post("/admin/login", {"login": "ha", "password": PASSWORD, **kept}).text
    assert "đã gọi bà Tư" not in page
    token = re.search(r'name="halfway" value="([^"]+)"', page)[1]
    assert kept["kept"] in page
    again = browser.post("/admin/login", {"halfway": token, "code": "1", **kept})
    assert kept["kept"] in again.text
    done = browser.post("/admin/login", {"halfway": token, "code": phone.at(clock.now), **kept})
    assert "đã gọi bà Tư" in done.text


@pytest.mark.usefixtures("vault")
def test_a_role_that_must_have_one_is_led_there_first_and_loses_nothing(signed_in, office, clock):
    boss, officer = signed_in("quy"), signed_in("ha")
    assert boss.post("/admin/second-step", {"officer": "1"}).status_code == 422  # why?
    assert boss.post("/admin/second-step", {"officer": "1", "why": "Chỉ đạo số 5"}).status_code == 303
    assert officer.get("/admin/").headers["location"] == "/admin/account/second-step"
    lost = officer.post("/admin/cases/1/moves/note", {"text": "đã gọi bà Tư"})
    assert lost.status_code == 403
    assert "đã gọi bà Tư" in lost.text
    page = officer.get("/admin/account/second-step").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert officer.post("/admin/account/second-step", {"code": pyotp.TOTP(secret).at(clock.now)}).status_code == 200
    assert officer.get("/admin/").status_code == 200
    off = officer.post("/admin/account/second-step/off", {"password": PASSWORD})
    assert "không tắt được" in off.text
    assert signed_in("mai").get("/admin/").status_code == 200
    assert {"second.require", "second.on"} <= set(actions(office))


def test_without_a_vault_key_no_role_can_be_shut_out_by_it(signed_in):
    boss = signed_in("quy")
    assert boss.post("/admin/second-step", {"officer": "1", "why": "Chỉ đạo"}).status_code == 503
    assert signed_in("ha").get("/admin/").status_code == 200
    assert "chưa có khóa két" in signed_in("ha").get("/admin/account/second-step").text


@pytest.mark.both_databases
def test_an_administrator_resets_it_with_a_reason_and_everybody_is_signed_out(app_on_phone, signed_in, office, panel):
    officer, _, _ = app_on_phone
    boss, hers = signed_in("quy"), viewer(office, "ha").id
    assert boss.post(f"/admin/second-step/{hers}/reset", {"reason": " "}).status_code == 422
    assert boss.post(f"/admin/second-step/{hers}/reset", {"reason": "Mất máy"}).status_code == 303
    assert officer.get("/admin/").status_code == 303
    assert Browser(panel).sign_in("ha").status_code == 303
    with office.read() as snap:
        row = snap.execute(select(AuditRow.__table__).where(AuditRow.action == "second.reset")).one()
    assert row.actor == f"staff:{viewer(office, 'quy').id}"
    assert row.detail["reason"] == "Mất máy"


@pytest.mark.both_databases
@pytest.mark.usefixtures("app_on_phone")
def test_a_shut_account_keeps_no_second_step_and_a_new_password_alone_takes_none_away(signed_in, office):
    boss, hers = signed_in("quy"), viewer(office, "ha").id
    at = f"/admin/directory/staff/{hers}"
    assert "Đang bật xác thực hai bước" in boss.post(f"{at}/password", {"why": "Quên mật khẩu"}).text
    assert boss.post(f"{at}/deactivate", {"why": "Nghỉ thai sản"}).status_code == 303
    with office.read() as snap:
        assert not snap.execute(select(SecondFactorRow.staff_id)).all()
        assert not snap.execute(select(RecoveryCodeRow.id)).all()
    assert "second.reset" in actions(office)
    assert "Chưa bật xác thực hai bước" in boss.post(f"{at}/reactivate", {"why": "Trở lại"}).text


def test_new_recovery_codes_and_turning_it_off_ask_for_the_password(app_on_phone, panel):
    browser, _, codes = app_on_phone
    assert browser.post("/admin/account/second-step/codes", {"password": "sai"}).status_code == 422
    fresh = browser.post("/admin/account/second-step/codes", {"password": PASSWORD}).text
    assert codes[0] not in fresh
    other = Browser(panel)
    assert step(other, halfway(other), codes[0]).status_code == 401
    assert browser.post("/admin/account/second-step/off", {"password": PASSWORD}).status_code == 303
    assert Browser(panel).sign_in("ha").status_code == 303


# --- the password -----------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_a_new_password_ends_every_other_session(signed_in, panel, office):
    here, there = signed_in("ha"), signed_in("ha")
    wrong = here.post("/admin/account/password", {"old": "sai", "password": NEW, "again": NEW})
    assert (wrong.status_code, "đang dùng không đúng" in wrong.text) == (422, True)
    good = here.post("/admin/account/password", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert good.headers["location"] == "/admin/account?done=password"
    assert here.get("/admin/account").status_code == 200
    assert there.get("/admin/account").status_code == 303
    assert Browser(panel).sign_in("ha").status_code == 401
    assert Browser(panel).sign_in("ha", NEW).status_code == 303
    assert {"password.refused", "password.change"} <= set(actions(office))


def test_guessing_the_password_in_a_borrowed_session_ends(signed_in):
    browser = signed_in("ha")
    answers = [browser.post("/admin/account/password", {"old": "sai"}).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn quá", "ít nhất 10 ký tự"),
        ("aaaaaaaaaaab", "lặp lại"),
        ("Nguyễn Thu Hà 1", "tên"),
        ("nguyenthuha99", "tên"),
        ("thuha.nguyen!x", "tên đăng nhập"),
        ("Mật khẩu 12345", "hay đặt"),
        ("password123456", "hay đặt"),
        (PASSWORD, "khác mật khẩu đang dùng"),
    ],
)
def test_a_weak_password_is_refused_in_words(password, said):
    with pytest.raises(Invalid) as refused:
        passwords.require_strong(password, password, old=PASSWORD, login="thuha.nguyen", name="Nguyễn Thu Hà")
    assert said in refused.value.fields["password"]


@pytest.mark.parametrize("password", [NEW, "Trâu vàng ăn lúa sớm", "h7!kQ-z0pR2w", "matkhau cua nha toi o xom doai"])
def test_a_good_password_is_taken_if_typed_twice_alike(password):
    told = {"old": PASSWORD, "login": "ha", "name": "Nguyễn Thu Hà"}
    passwords.require_strong(password, password, **told)
    with pytest.raises(Invalid) as refused:
        passwords.require_strong(password, password + "x", **told)
    assert "again" in refused.value.fields


# --- sessions, looks, quiet hours -------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_sessions_are_listed_by_device_and_ended_by_their_owner_alone(panel, signed_in, office):
    browser = Browser(panel)
    agent = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"}
    browser.send("POST", "/admin/login", data={"login": "ha", "password": PASSWORD}, headers=agent)
    here = signed_in("ha")
    page = here.get("/admin/account").text
    assert "Chrome trên Windows" in page
    key = re.search(r'name="session" value="(\w+)"', page)[1]
    assert signed_in("lam").post("/admin/account/sessions/end", {"session": key}).status_code == 404
    assert here.post("/admin/account/sessions/end", {"session": key}).status_code == 303
    assert browser.get("/admin/account").status_code == 303
    signed_in("ha")
    assert here.post("/admin/account/sessions/end").status_code == 303
    with office.read() as snap:
        hers = select(SessionRow.token_hash).where(SessionRow.staff_id == viewer(office, "ha").id)
        assert len(snap.execute(hers).all()) == 1


@pytest.mark.both_databases
def test_looks_are_remembered_by_the_account_and_by_the_browser(signed_in):
    browser = signed_in("nga")  # an observer has an account too
    assert "data-theme" not in browser.get("/admin/account").text
    browser.post("/admin/account/looks", {"theme": "dark"})
    assert 'data-theme="dark"' in browser.get("/admin/account").text
    assert signed_in("nga").get("/admin/notices").text.count('data-theme="dark"') == 1
    del browser.cookies["nghedan_staff"]
    assert 'data-theme="dark"' in browser.get("/admin/login").text
    assert browser.post("/admin/account/looks", {"theme": "neon"}).status_code in {401, 422}


@pytest.mark.parametrize(
    ("start", "end", "at", "told"),
    [
        (None, None, "09:00", "09:00"),
        ("11:30", "13:30", "11:00", "11:00"),
        ("11:30", "13:30", "11:30", "13:30"),
        ("11:30", "13:30", "13:30", "13:30"),
        ("21:00", "06:00", "05:59", "06:00"),
        ("21:00", "06:00", "22:00", "06:00+1"),
    ],
)
def test_a_phone_stays_quiet_until_the_hour_its_owner_chose(office, start, end, at, told):
    hers = viewer(office, "ha")
    given = datetime(2026, 9, 14, *map(int, at.split(":")), tzinfo=ZONE)
    with office.transaction() as tx:
        preferences.set_quiet(tx, hers, start and time.fromisoformat(start), end and time.fromisoformat(end))
        moved = preferences.after_quiet(tx, hers.id, given).astimezone(ZONE)
    assert f"{moved:%H:%M}" + ("+1" if moved.day == 15 else "") == told


def test_half_a_pair_of_quiet_hours_is_refused(signed_in):
    browser = signed_in("ha")
    for typed in ({"quiet_from": "21:00"}, {"quiet_from": "tối", "quiet_until": "06:00"}):
        answer = browser.post("/admin/account/quiet", typed)
        assert answer.status_code == 422
    assert browser.post("/admin/account/quiet", {"quiet_from": "21:00", "quiet_until": "06:00"}).status_code == 303
    assert 'value="21:00"' in browser.get("/admin/account").text
