"""What each answer of the OpenAPI means for a message, spoken over real HTTP."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.base import FetchFailed, TooLarge
from bot.channels.zalo_oa import ZaloChannel
from bot.channels.zalo_oa.errors import ERRORS
from bot.messages import Choice, Outbound, OutFile
from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from tests.bot.channels.whole import send_whole
from tests.fakes.zalo_oa import CS, CUT, OA, SLOW, TEMPLATE, TOKEN

HELLO = Outbound("Chào Anh/Chị", (Choice("1:agree", "Đồng ý"), Choice("1:no", "Thôi")))
_MB = 1024 * 1024
ACCOUNT = Account("zalo_oa", OA)
pytestmark = pytest.mark.usefixtures("tokens")


@pytest.fixture(params=["sqlite"])
def database_url(request) -> str:
    """What is asked of the platform is the same on every database; the tokens have tests on both."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def ask(db, zalo_settings):
    """Do something with a channel in a loop of its own."""

    def run(action, settings=zalo_settings, **options):
        async def one():
            channel = ZaloChannel(settings, db, **options)
            try:
                return await action(channel)
            finally:
                await channel.close()

        return asyncio.run(one())

    return run


@pytest.fixture
def send(ask):
    def run(message=HELLO, chat="2468", **options):
        return ask(lambda channel: send_whole(channel, chat, message), **options)

    return run


def test_a_message_arrives(send, zalo):
    result = send()
    assert (result.status, result.external_id) == ("sent", "m1")
    assert zalo.texts() == ["Chào Anh/Chị"]


def test_letters_are_composed_before_they_are_measured(send, zalo):
    assert send(Outbound("e\u0302\u0301" * 1500)).status == "sent"
    assert zalo.texts() == ["ế" * 1500]


def test_a_long_message_goes_in_parts(send, zalo):
    assert send(Outbound("một đoạn văn\n" * 300 + "2. Thôi")).external_id == "m2"
    assert [text.endswith("2. Thôi") for text in zalo.texts()] == [False, True]


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_late_answer_quotes_what_it_answers_as_long_as_that_is_there(send, zalo, is_gone):
    if is_gone:
        zalo.answer(CS, error=-201)
    assert send(Outbound("Vâng ạ", reply_to="a7")).status == "sent"
    assert zalo.sent()[0]["message"].get("quote_message_id") == (None if is_gone else "a7")


def test_an_anonymous_chat_is_answered_in_its_conversation(send, zalo):
    assert send(chat="anonymous:77:c-1").status == "sent"
    assert zalo.sent()[0]["recipient"] == {"anonymous_id": "77", "conversation_id": "c-1"}


def test_who_is_asked_for_a_number_gets_the_platform_s_own_form(send, zalo):
    assert send(Outbound("Anh/Chị cho số gọi lại nhé?", ask="contact")).status == "sent"
    assert zalo.sent()[1]["message"]["attachment"]["payload"]["template_type"] == "request_user_info"


def test_the_form_says_what_it_is_for_and_repeats_no_choices(send, zalo):
    asked = "Để lại số điện thoại của mình nhé?\n\n1. Không cần\nAnh/Chị nhắn số để chọn."
    send(Outbound(asked, ask="contact", ask_label="Gửi số của tôi"))
    [element] = zalo.sent()[1]["message"]["attachment"]["payload"]["elements"]
    assert element == {"title": "Gửi số của tôi", "subtitle": "Để lại số điện thoại của mình nhé?"}


def test_a_form_that_is_refused_costs_no_message(ask, zalo):
    refused = Outbound("Anh/Chị cho số gọi lại nhé?", ask="contact")

    async def send(channel):
        zalo.answer(CS, says='{"error": 0, "data": {"message_id": "m1"}}')
        zalo.answer(CS, error=-201)
        return await send_whole(channel, "2468", refused)

    assert ask(send).external_id == "m1"


def test_a_form_or_a_visitor_s_chat_that_is_refused_says_nothing_of_the_account(ask, zalo, db):
    asked = Outbound("Anh/Chị cho số gọi lại nhé?", ask="contact")

    async def send(channel):
        zalo.answer(CS, says='{"error": 0, "data": {"message_id": "m1"}}')
        zalo.answer(CS, error=-224)
        zalo.answer("/v2.0/oa/message", error=-240)
        return await send_whole(channel, "2468", asked), await send_whole(channel, "anonymous:77:c-1", HELLO)

    named, visitor = ask(send)
    assert (named.status, visitor.status, visitor.reason) == ("sent", "held", "not_now")
    with db.read() as snap:
        assert channel_troubles.troubles(snap) == ()


def test_what_the_platform_takes_of_nobody_is_no_failed_try(send, zalo):
    zalo.answer(CS, error=-32, says="rate limit")
    result = send()
    assert (result.status, result.is_flood, result.after) == ("retry", True, None)


def test_nor_is_a_token_that_cannot_be_renewed_now(send, zalo):
    zalo.answer(CS, error=-216)
    zalo.answer(TOKEN, status=503, times=3)
    result = send()
    assert (result.status, result.reason, result.is_flood) == ("retry", "token", True)


def test_nor_a_platform_that_is_not_reached(send, zalo_settings):
    result = send(settings=replace(zalo_settings, zalo_oa=replace(zalo_settings.zalo_oa, api="http://127.0.0.1:9")))
    assert (result.status, result.reason, result.is_flood) == ("retry", "unreachable", True)


def test_files_are_uploaded_and_shown_and_what_is_not_taken_is_left_out(send, zalo):
    files = (OutFile("don.pdf", b"%PDF"), OutFile("anh.JPG", b"\xff\xd8"), OutFile("bang.xlsx", b"PK"),
             OutFile("to.png", b"x" * (_MB + 1)), OutFile("dai.docx", b"x" * (5 * _MB + 1)))  # fmt: skip
    assert send(Outbound("Đơn đây ạ", files=files)).status == "sent"
    kinds = [one["message"].get("attachment", {}).get("type") for one in zalo.sent()]
    assert kinds == [None, "file", "template"]


def test_a_picture_that_expired_meanwhile_is_uploaded_again_with_the_next_try(send, zalo):
    zalo.answer(CS, error=-100)
    assert send(Outbound("x", files=(OutFile("a.pdf", b"%PDF"),))).status == "retry"


HOLDS, GONE = ("held", "window_closed"), ("blocked", "not_follower")
SHUT = ("held", "channel_shut")
MEANINGS = [
    (-32, "Exceeded the rate limit per minute", ("retry", "too_many")),
    (-32, "OA vượt hạn mức trong ngày", ("held", "quota_spent")),
    (-100, "", ("retry", "file_expired")),
    (-200, "", ("retry", "channel_error")),
    (-201, "", ("bad", "refused")),
    (-213, "", GONE),
    (-224, "", SHUT),
    (-223, "OA has not granted the app", SHUT),
    (-223, "quota exceeded", ("held", "quota_spent")),
    (-227, "", ("blocked", "inactive")),
    (-230, "", HOLDS),
    (-232, "", HOLDS),
    (-234, "", ("retry", "night")),
    (-240, "", SHUT),
    (-248, "", ("bad", "policy")),
    (-9999, "", ("retry", "channel_error:-9999")),
]


@pytest.mark.parametrize(("code", "says", "meaning"), MEANINGS, ids=[f"{row[0]} {row[1]}" for row in MEANINGS])
def test_an_error_means(send, zalo, code, says, meaning):
    zalo.answer(CS, error=code, says=says)
    result = send()
    assert (result.status, result.reason) == meaning


def test_every_documented_error_has_one_action():
    documented = (32, 100, 200, 201, 204, 205, 209, 210, 211, 212, 213, 216, 217, 218, 220, 221, 223, 224, 227, 230,
                  232, 233, 234, 235, 240, 244, 248, 320, 321)  # fmt: skip
    assert set(ERRORS) == {-code for code in documented}


def test_the_account_tells_how_it_stands_and_how_old_its_token_is(ask, send, zalo, clock):
    async def health(channel):
        return await channel.health()

    well = ask(health)
    assert (well.is_well, well.token_at) == (True, clock.now)
    zalo.answer(CS, error=-224)
    send()
    assert not ask(health).is_well


def test_an_account_that_is_refused_is_told_to_people(send, zalo, db):
    zalo.answer(CS, error=-224)
    send()
    with db.read() as snap:
        assert channel_troubles.trouble_of(snap, ACCOUNT).code == "account_refused"


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        ({"status": 429}, "retry"),
        ({"status": 500}, "retry"),
        ({"status": 502, "says": "<html>"}, "retry"),
        ({"says": "no JSON at all"}, "maybe_sent"),
        ({"says": '{"unknown": "shape"}'}, "maybe_sent"),
        ({"says": "[" * 50_000}, "maybe_sent"),
        ({"how": CUT}, "maybe_sent"),
        ({"how": SLOW}, "maybe_sent"),
    ],
    ids=["429", "500", "502", "no JSON", "odd", "deep", "cut", "slow"],
)
def test_trouble_on_the_way_loses_no_message(send, zalo, trouble, status):
    zalo.answer(CS, **trouble)
    result = send(answer_s=0.2)
    assert result.status == status
    assert result.after == (timedelta(seconds=17) if trouble.get("status") == 429 else None)


def test_a_platform_that_is_away_is_tried_again(send, zalo_settings):
    away = replace(zalo_settings, zalo_oa=replace(zalo_settings.zalo_oa, api="http://127.0.0.1:9"))
    assert send(settings=away).status == "retry"


def test_nothing_to_say_and_nobody_to_say_it_to(send, zalo):
    assert send(Outbound("")).status == "bad"
    assert send(chat="none").status == "blocked"
    assert zalo.calls == []


# --- the window -------------------------------------------------------------------------------------------------------

LATE = replace(HELLO, is_window_closed=True, facts={"code": "ND-26-7F3K-29QX", "url": "https://x.vn/tra-cuu"})


@pytest.fixture
def templated(zalo_settings):
    fields = (("ma_ho_so", "code"), ("lien_ket", "url"))
    return replace(zalo_settings, zalo_oa=replace(zalo_settings.zalo_oa, template_id="77", template_fields=fields))


def test_after_the_window_nothing_is_sent_and_the_words_are_kept(send, zalo):
    result = send(LATE)
    assert (result.status, result.reason) == HOLDS
    assert zalo.calls == []


def test_a_ready_made_message_tells_of_news_where_one_is_set_up(send, zalo, templated):
    result = send(LATE, settings=templated)
    assert (result.status, result.reason) == ("held", "window_told")
    [(path, fields, is_taken)] = zalo.calls
    assert (path, is_taken) == (TEMPLATE, True)
    data = {"ma_ho_so": "ND-26-7F3K-29QX", "lien_ket": "https://x.vn/tra-cuu"}
    assert fields == {"user_id": "2468", "template_id": "77", "template_data": data}


def test_it_goes_out_too_where_the_platform_knows_better_than_we(send, zalo, templated):
    zalo.closed_to.add("2468")
    assert send(replace(LATE, is_window_closed=False), settings=templated).reason == "window_told"


@pytest.mark.parametrize("chat", ["2468", "anonymous:7:c"])
def test_of_a_sealed_case_not_even_a_ready_made_message_is_sent(send, zalo, templated, chat):
    sealed = replace(LATE, facts={} if chat == "2468" else LATE.facts)
    assert send(sealed, chat=chat, settings=templated).reason == "window_closed"
    assert zalo.calls == []


def test_a_template_that_is_refused_leaves_the_words_waiting(send, zalo, templated):
    zalo.answer(TEMPLATE, error=-201)
    assert send(LATE, settings=templated).reason == "window_closed"
    zalo.answer(TEMPLATE, status=500)
    assert send(LATE, settings=templated).status == "retry"


# --- files of citizens ------------------------------------------------------------------------------------------------


def test_a_file_is_fetched_and_a_redirection_followed(ask, zalo):
    zalo.files |= {"/a.jpg": b"\xff\xd8 ...", "/moved": f"{zalo.address}/a.jpg"}
    assert ask(lambda channel: channel.fetch(f"{zalo.address}/moved", 100)).data == b"\xff\xd8 ..."


def test_a_file_over_the_limit_is_refused(ask, zalo):
    zalo.files["/big"] = b"x" * 200
    with pytest.raises(TooLarge):
        ask(lambda channel: channel.fetch(f"{zalo.address}/big", 100))


@pytest.mark.parametrize(
    "url",
    ["http://photo.zdn.vn/1.jpg", "https://[::1", "https://[::1]/1", "file:///etc/passwd", "https://127.0.0.1/1",
     "", "https://photo.zdn.vn:x/", "https://localhost/1"],
)  # fmt: skip
def test_an_address_elsewhere_is_never_asked(ask, url):
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch(url, 100))
    assert failed.value.permanent


@pytest.mark.parametrize("url", ["https://zdn.vn.example/1.jpg", "https://evilzdn.vn/1.jpg"])
def test_a_host_that_nobody_has_let_in_is_named_and_not_asked_and_tried_later(ask, url):
    with pytest.raises(FetchFailed, match=url.split("/")[2]) as failed:
        ask(lambda channel: channel.fetch(url, 100))
    assert not failed.value.permanent


def test_nor_one_that_a_redirection_leads_to(ask, zalo):
    zalo.files |= {"/out": "http://127.0.0.1:9/secret", "/loop": f"{zalo.address}/loop"}
    for path, is_permanent in (("/out", True), ("/loop", False)):
        with pytest.raises(FetchFailed) as failed:
            ask(lambda channel, path=path: channel.fetch(zalo.address + path, 100))
        assert failed.value.permanent is is_permanent


@pytest.mark.parametrize(("status", "is_permanent"), [(404, True), (500, False)])
def test_a_file_that_cannot_be_had(ask, zalo, status, is_permanent):
    zalo.files["/a"] = b"x"
    zalo.answer("/a", status=status)
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch(f"{zalo.address}/a", 100))
    assert failed.value.permanent is is_permanent
