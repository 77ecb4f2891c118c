"""The log of deliveries: by case and overall, in words; what did not arrive is sent again or told in another way."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from admin.pages.talk import deliveries as pages
from intake import resending
from intake.queries.talk import deliveries as queries
from intake.sending import outbox, outgoing, parcels
from intake.tables import AuditRow, InboxRow, OutboxRow
from intake.talk import inbox
from intake.talk.inbox import RawEvent
from tests.factories import tell
from tests.people import BAC_GIANG, TAN_YEN

pytestmark = pytest.mark.one_database


@pytest.fixture
def told(office, settings):
    return tell(office, settings, commune=BAC_GIANG)


def parcel_of(office, told, status="dead", reason="refused:-213", key="k"):
    with office.transaction() as tx:
        number = outbox.put(
            tx, conversation_id=told.conversation_id, key=key, purpose="notice", payload={}, case_id=told.id
        )
        {"dead": outbox.dead, "held": outbox.hold, "blocked": outbox.blocked}[status](tx, number, reason)
    return number


def row_of(office, number):
    with office.read() as snap:
        return snap.execute(select(OutboxRow.__table__).where(OutboxRow.id == number)).one()


def audited(office, action):
    with office.read() as snap:
        return list(
            snap.execute(select(AuditRow.detail).where(AuditRow.action == action).order_by(AuditRow.id)).scalars()
        )


@pytest.mark.parametrize(
    "seen",
    [
        ("dead", "refused:-213", "dead", "kênh không nhận tin này (mã -213)"),
        ("held", "window_closed", "closed", "đã quá lâu từ lời cuối của người dân"),
        ("held", "window_told", "closed", "họ đã được báo bằng mẫu tin"),
        ("blocked", "blocked", "blocked", "người dân đã chặn"),
        ("dead", "Bad Request: secret words", "dead", "lý do khác"),
    ],
)
def test_each_message_stands_there_with_its_reason_in_words(signed_in, office, told, seen):
    status, reason, state, words = seen
    parcel_of(office, told, status, reason)
    browser = signed_in("mai")
    for query in ("", f"?state={state}", f"?code={told.receipt.code.lower()}", "?channel=telegram"):
        page = browser.get(f"/admin/deliveries{query}").text
        assert words in page
        assert "secret words" not in page
    assert words not in browser.get("/admin/deliveries?state=sent").text
    assert f"/admin/deliveries?code={told.receipt.code}" in browser.get(f"/admin/cases/{told.id}").text


@pytest.mark.parametrize(("most", "said"), [(9, "(4)"), (4, "(3+)"), (3, "(2+)")])
def test_counts_end_where_nobody_works_them_off_by_their_number(*, signed_in, office, told, monkeypatch, most, said):
    monkeypatch.setattr(queries, "COUNTED", most)
    monkeypatch.setattr(pages, "COUNTED", most)
    for number in range(4):
        parcel_of(office, told, key=f"k{number}")
    assert re.findall(r"Không gửi được (\(.*?\))</option>", signed_in("mai").get("/admin/deliveries").text) == [said]


@pytest.mark.parametrize("status", ["dead", "held", "blocked"])
def test_what_was_told_by_telephone_is_sent_no_more_and_says_by_whom(signed_in, office, told, status):
    number = parcel_of(office, told, status)
    browser = signed_in("mai")
    page = browser.get("/admin/deliveries").text
    assert f"/admin/deliveries/{number}/told" in page
    assert browser.post(f"/admin/deliveries/{number}/told", {"way": "phone"}).status_code == 303
    assert row_of(office, number).status == "told"
    page = browser.get(f"/admin/deliveries?code={told.receipt.code}").text
    assert "qua điện thoại" in page
    assert audited(office, "outbox.told") == [{"way": "phone"}]
    with office.transaction() as tx:
        outbox.release(tx, told.conversation_id)  # the citizen writes again
        assert not outgoing.undelivered(tx, told.id)
    assert row_of(office, number).status == "told"
    assert browser.post(f"/admin/deliveries/{number}/told", {"way": "phone"}).status_code == 409


def test_a_way_that_there_is_not_is_refused(signed_in, office, told):
    number = parcel_of(office, told)
    browser = signed_in("mai")
    assert browser.post(f"/admin/deliveries/{number}/told", {"way": "pigeon"}).status_code == 422
    assert row_of(office, number).status == "dead"


def test_a_held_message_may_be_tried_again_and_a_blocked_one_waits_for_the_citizen(signed_in, office, told):
    held, blocked = parcel_of(office, told, "held", key="h"), parcel_of(office, told, "blocked", key="b")
    browser = signed_in("mai")
    assert browser.post(f"/admin/deliveries/{held}/retry").status_code == 303
    refused = browser.post(f"/admin/deliveries/{blocked}/retry")
    assert refused.status_code == 409
    assert "<h1>Chưa làm được</h1>" in refused.text
    assert "Hồ sơ đã thay đổi" not in refused.text


def test_what_a_channel_does_not_take_is_told_among_the_problems(signed_in, office, told, clock):
    with office.transaction() as tx:
        parcel = outbox.put(tx, conversation_id=told.conversation_id, key="w", purpose="notice", payload={})
        outbox.put_back(tx, parcel, reason="unreachable", after=timedelta(hours=1))
    browser = signed_in("giap")
    assert "Mọi tin đều đã gửi được" in browser.get("/admin/problems").text
    clock.forward(minutes=6)
    page = browser.get("/admin/problems").text
    assert "Mọi tin đều đã gửi được" not in page
    assert "1 tin đã thử mà chưa gửi được (không nối được tới kênh)" in page


@pytest.mark.parametrize("back", ["", "problems"])
def test_whoever_tries_again_sees_that_it_was_put_back_and_then_what_became_of_it(signed_in, office, told, back):
    number = parcel_of(office, told)
    browser = signed_in("mai")
    answer = browser.post(f"/admin/deliveries/{number}/retry", {"back": back})
    page = browser.get(answer.headers["location"]).text
    assert "Đã xếp lại vào hàng gửi" in page
    log = f"/admin/deliveries?code={told.receipt.code}"
    assert 'data-of="Tình trạng">Đang chờ gửi' in browser.get(log).text
    with office.transaction() as tx:
        outbox.dead(tx, number, "unreachable")
    assert 'data-of="Tình trạng">Không gửi được' in browser.get(log).text
    assert "Đã xếp lại" not in browser.get(log).text


def test_nobody_sees_or_touches_the_messages_of_a_case_out_of_sight(signed_in, office, settings):
    told = tell(office, settings, commune=TAN_YEN)
    number = parcel_of(office, told)
    browser = signed_in("ha")
    assert told.receipt.code not in browser.get("/admin/deliveries").text
    assert browser.post(f"/admin/deliveries/{number}/told", {"way": "phone"}).status_code == 404
    assert browser.post(f"/admin/deliveries/{number}/retry").status_code == 404


# --- all of one reason --------------------------------------------------------------------------------------------


def states(office):
    with office.read() as snap:
        return dict(map(tuple, snap.execute(select(OutboxRow.key, OutboxRow.status))))


def again(browser, reason, channel=""):
    return browser.post("/admin/deliveries/again", {"reason": reason, "channel": channel}).status_code


def test_all_that_did_not_arrive_for_a_reason_goes_again_by_one_press(signed_in, office, told):
    for number in range(3):
        parcel_of(office, told, "dead", "unreachable", key=f"away-{number}")
    refused = [parcel_of(office, told, "dead", f"refused:{code}", key=f"refused-{code}") for code in (400, 403)]
    browser = signed_in("mai")
    page = browser.get("/admin/deliveries").text
    assert re.findall(r'name="reason" value="(\w+)"', page) == ["unreachable", "refused"]
    assert again(browser, "unreachable") == 303
    assert [state for key, state in states(office).items() if key.startswith("away")] == ["new"] * 3
    assert [row_of(office, number).status for number in refused] == ["dead", "dead"]
    assert again(browser, "refused") == 303
    assert set(states(office).values()) - {"sent"} == {"new"}
    logged = audited(office, "outbox.retry_all")
    assert [one["reason"] for one in logged] == ["unreachable", "refused"]
    assert logged[1]["messages"] == refused
    assert "Gửi lại mọi tin đi theo một lý do" in signed_in("quy").get("/admin/audit").text


def test_a_chat_that_counted_as_shut_is_tried_once_more(signed_in, office, told):
    number = parcel_of(office, told, "blocked", "blocked")
    assert again(signed_in("mai"), "blocked") == 303
    with office.transaction() as tx:
        [parcel] = parcels.claim(tx, channels=[("telegram", "main")], limit=1)
        assert parcel.id == number
        outbox.blocked(tx, number, "blocked")
    assert row_of(office, number).status == "blocked"


def test_a_notice_that_goes_again_days_later_says_of_which_day_it_is(signed_in, office, told, clock):
    number = parcel_of(office, told, "dead", "unreachable")
    clock.forward(days=2)
    assert again(signed_in("mai"), "unreachable") == 303
    assert row_of(office, number).payload == {"late": "2026-09-14"}


@pytest.mark.parametrize("reason", ["window_closed", "window_told", "no_chat", "no_words", "", "x", "%"])
def test_what_would_not_arrive_again_is_not_sent_again(signed_in, office, told, reason):
    number = parcel_of(office, told, "held", reason)
    browser = signed_in("mai")
    assert "Gửi lại cả loạt" not in browser.get("/admin/deliveries").text
    assert again(browser, reason) == 422
    assert row_of(office, number).status == "held"


def test_a_second_press_finds_nothing_left(signed_in, office, told):
    parcel_of(office, told, "dead", "unreachable")
    browser = signed_in("mai")
    assert [again(browser, "unreachable") for _ in range(2)] == [303, 409]


def test_only_the_channel_that_was_asked_for(signed_in, office, told):
    number = parcel_of(office, told, "dead", "unreachable")
    browser = signed_in("mai")
    assert "Gửi lại cả loạt" not in browser.get("/admin/deliveries?channel=zalo_oa").text
    assert again(browser, "unreachable", "zalo_oa") == 409
    assert again(browser, "unreachable", "telegram") == 303
    assert row_of(office, number).status == "new"


def test_messages_out_of_sight_are_neither_counted_nor_sent(signed_in, office, settings):
    told = tell(office, settings, commune=TAN_YEN)
    number = parcel_of(office, told, "dead", "unreachable")
    browser = signed_in("ha")
    assert "Gửi lại cả loạt" not in browser.get("/admin/deliveries").text
    assert again(browser, "unreachable") == 409
    assert row_of(office, number).status == "dead"


def test_no_more_go_at_once_than_a_person_can_answer_for(signed_in, office, told, monkeypatch):
    monkeypatch.setattr(resending, "AT_ONCE", 2)
    numbers = [parcel_of(office, told, "dead", "unreachable", key=f"k{number}") for number in range(3)]
    browser = signed_in("mai")
    assert again(browser, "unreachable") == 303
    assert [row_of(office, number).status for number in numbers] == ["new", "new", "dead"]


def test_an_update_that_was_given_up_may_be_settled_at_the_counter(signed_in, office):
    with office.transaction() as tx:
        number = inbox.store(tx, RawEvent("telegram", "main", "d1", "chat-9", 1, "{}"))
        for _ in range(inbox.MAX_ATTEMPTS):
            inbox.failed(tx, number, "KeyError")
    browser = signed_in("quy")  # an administrator reads no cases, but minds what the machine gave up
    assert "KeyError" in browser.get("/admin/problems").text
    assert browser.post(f"/admin/problems/inbox/{number}/settled", {"way": "counter"}).status_code == 303
    assert audited(office, "inbox.settled") == [{"way": "counter", "error": "KeyError"}]
    assert "KeyError" not in browser.get("/admin/problems").text
    with office.read() as snap:
        assert snap.execute(select(InboxRow.status)).scalar_one() == "done"


def test_the_badge_of_problems_says_how_many_rows_wait_for_somebody(signed_in, office, told):
    facts = {"conversation_id": told.conversation_id, "purpose": "notice", "payload": {}, "case_id": told.id}
    with office.transaction() as tx:
        for name in ("dead", "blocked", "held", "told", "sent"):
            parcel = outbox.put(tx, key=name, **facts)
            tx.execute(update(OutboxRow).where(OutboxRow.id == parcel).values(status=name, reason="busy"))
        for name in ("dead", "quarantined"):
            number = inbox.store(tx, RawEvent("telegram", "main", name, "chat-9", 1, "{}"))
            tx.execute(update(InboxRow).where(InboxRow.id == number).values(status=name))
    for login in ("mai", "giap"):
        page = signed_in(login).get("/admin/problems").text
        assert re.search(r'Sự cố <b class="n">3</b>', page), login
        assert "cần xử lý 2" in page
        assert "cần xử lý 1" in page
        later = page.partition("Đang giữ, máy tự gửi khi gửi được")[2]
        assert later.partition("Tin nhận vào")[0].count("Thử lại tin gửi lúc") == 1
    quy = signed_in("quy").get("/admin/problems").text
    assert re.search(r'Sự cố <b class="n">1</b>', quy)
    assert "Có 2 tin của hồ sơ" in quy
