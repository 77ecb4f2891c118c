"""What each answer of the Bot API means for a message, spoken over real HTTP."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import ChatMigrated, RetryAfter

from bot.channels.base import FetchFailed, TooLarge
from bot.channels.telegram import TelegramChannel, sending
from bot.messages import Choice, Inbound, Outbound, OutFile
from intake.settings import Settings
from tests.bot.channels.whole import send_whole

HELLO = Outbound("Chào <Anh/Chị> & bà con", (Choice("1:agree", "Đồng ý"),))


@pytest.fixture
def ask(telegram_settings):
    """Do something with a channel in a loop of its own."""

    def run(action, settings: Settings = telegram_settings, **options):
        async def one():
            channel = TelegramChannel(settings, poll_s=0, **options)
            try:
                return await action(channel)
            finally:
                await channel.close()

        return asyncio.run(one())

    return run


def test_a_message_arrives_with_its_buttons(ask, api):
    result = ask(lambda channel: send_whole(channel, "7", HELLO))
    assert result.status == "sent"
    assert result.external_id == "1000"
    (sent,) = api.sent()
    assert sent["text"] == "Chào &lt;Anh/Chị&gt; &amp; bà con"
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "Đồng ý", "callback_data": "1:agree"}]]


def test_a_long_message_goes_in_parts_with_the_buttons_under_the_last(ask, api):
    result = ask(lambda channel: send_whole(channel, "7", Outbound("dòng\n" * 2000, HELLO.choices)))
    assert result.external_id == "1002"
    assert ["reply_markup" in sent for sent in api.sent()] == [False, False, True]


def test_files_go_after_the_words(ask, api):
    files = (OutFile("don.pdf", b"%PDF-1.4 \r\n\x00\xff"), OutFile("don.docx", b"PK"))
    result = ask(lambda channel: send_whole(channel, "7", Outbound("Đơn của Anh/Chị", files=files)))
    assert (result.status, result.external_id) == ("sent", "1000")
    methods = [method for method, _fields, _ok in api.calls if method.startswith("send")]
    assert methods == ["sendMessage", "sendDocument", "sendDocument"]
    assert api.calls[-2][1]["files"] == [("don.pdf", files[0].data)]


def test_a_file_that_is_not_taken_lets_everything_be_tried_again(ask, api):
    api.answer("sendDocument", 502, "Bad Gateway")
    result = ask(lambda channel: send_whole(channel, "7", Outbound("Đơn", files=(OutFile("don.pdf", b"%PDF"),))))
    assert result.status == "retry"


@pytest.mark.parametrize(
    ("status", "description", "meaning"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked"),
        (400, "Bad Request: chat not found", "blocked"),
        (400, "Bad Request: message is too long", "bad"),
        (401, "Unauthorized", "retry"),
        (404, "Not Found", "retry"),
        (409, "Conflict", "retry"),
        (500, "Internal Server Error", "retry"),
        (502, "Bad Gateway", "retry"),
        (200, "no JSON at all", "retry"),
        (200, '{"ok": true, "result": {"unknown": "shape"}}', "maybe_sent"),
    ],
)
def test_a_refusal_means(ask, api, status, description, meaning):
    api.answer("sendMessage", status, description)
    assert ask(lambda channel: send_whole(channel, "7", HELLO)).status == meaning


def test_too_many_messages_wait_as_long_as_the_platform_asks(ask, api):
    api.answer("sendMessage", 429, "Too Many Requests: retry after 17", retry_after=17)
    result = ask(lambda channel: send_whole(channel, "7", HELLO))
    assert (result.status, result.after) == ("retry", timedelta(seconds=17))


def test_no_answer_in_time_may_have_arrived(ask, api):
    api.answer("sendMessage", 0)
    assert ask(lambda channel: send_whole(channel, "7", HELLO), answer_s=0.2).status == "maybe_sent"


def test_a_platform_that_is_away_is_tried_again(ask, telegram_settings):
    away = replace(telegram_settings, telegram_api="http://127.0.0.1:9")
    result = ask(lambda channel: send_whole(channel, "7", HELLO), away)
    assert (result.status, result.reason, result.is_flood) == ("retry", "unreachable", True)  # no failed try of its own


def test_a_platform_that_answers_with_an_error_of_its_own_is_not_told_to_be_out_of_reach(ask, api):
    api.answer("sendMessage", 502, "Bad Gateway")
    result = ask(lambda channel: send_whole(channel, "7", HELLO))
    assert (result.status, result.reason) == ("retry", "channel_error")


def test_a_token_that_is_refused_holds_up_everything_and_gives_nothing_up(ask, api):
    api.answer("sendMessage", 401, "Unauthorized")
    result = ask(lambda channel: send_whole(channel, "7", HELLO))
    assert (result.status, result.reason, result.is_flood) == ("retry", "bad_token", True)


def test_a_text_that_the_platform_cannot_parse_goes_plain(ask, api):
    api.answer("sendMessage", 400, "Bad Request: can't parse entities: unexpected end")
    assert ask(lambda channel: send_whole(channel, "7", HELLO)).status == "sent"
    (sent,) = api.sent()
    assert sent["text"] == HELLO.text
    assert "parse_mode" not in sent


def test_a_group_that_became_another_gets_nothing_more_and_troubles_no_officer():
    assert sending.refusal(ChatMigrated(-100)).status == "blocked"


@pytest.mark.parametrize("seconds", [17, timedelta(seconds=17)])
def test_the_library_tells_a_wait_in_either_form(monkeypatch, seconds):
    monkeypatch.setattr(RetryAfter, "retry_after", property(lambda _self: seconds))
    result = sending.refusal(RetryAfter(17))
    assert (result.after, result.is_flood) == (timedelta(seconds=17), True)


def test_a_picture_is_seen_at_once_and_goes_as_a_document_where_it_is_not_taken(ask, api):
    picture = OutFile("anh.jpg", b"\xff\xd8\xff ...")
    ask(lambda channel: send_whole(channel, "7", Outbound("Ảnh", files=(picture,))))
    api.answer("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    ask(lambda channel: send_whole(channel, "7", Outbound("Ảnh", files=(picture,))))
    methods = [method for method, _fields, ok in api.calls if ok and method != "sendMessage"]
    assert methods == ["sendPhoto", "sendDocument"]


def test_words_that_are_answered_in_a_moment_show_the_typing_sign(ask, api):
    ask(lambda channel: channel.acknowledge(Inbound("telegram", "4242", "7", "text", "chào")))
    ((method, fields, _ok),) = api.calls
    assert (method, fields["action"]) == ("sendChatAction", "typing")


def test_an_update_without_a_chat_is_not_answered(ask, api):
    assert ask(lambda channel: send_whole(channel, "none", HELLO)).status == "blocked"
    assert api.calls == []


def test_a_pressed_button_is_acknowledged_and_taken_away(ask, api):
    pressed = Inbound("telegram", "4242", "7", "choice", choice="1:agree", callback_id="99", message_id="400")
    ask(lambda channel: channel.acknowledge(pressed))
    assert [method for method, *_ in api.calls] == ["answerCallbackQuery", "editMessageReplyMarkup"]


def test_a_press_that_is_too_old_to_be_acknowledged_takes_the_buttons_away_all_the_same(ask, api):
    api.answer("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    pressed = Inbound("telegram", "4242", "7", "choice", choice="1:yes", callback_id="99", message_id="400")
    ask(lambda channel: channel.acknowledge(pressed))
    assert [method for method, *_ in api.calls] == ["answerCallbackQuery", "editMessageReplyMarkup"]


def test_an_old_button_that_cannot_be_acknowledged_is_no_error(ask, api):
    api.answer("answerCallbackQuery", 400, "Bad Request: query is too old")
    pressed = Inbound("telegram", "4242", "7", "choice", callback_id="99", message_id="400")
    ask(lambda channel: channel.acknowledge(pressed))


def test_a_file_is_fetched(ask, api):
    api.files["photos/1.jpg"] = b"\xff\xd8\xff ..."
    assert ask(lambda channel: channel.fetch("photos/1.jpg", 100)).data == b"\xff\xd8\xff ..."


@pytest.mark.parametrize("size", [200, 21 * 1024 * 1024])
def test_a_file_over_the_limit_is_refused(ask, api, size):
    api.files["big"] = b"x" * size
    with pytest.raises(TooLarge):
        ask(lambda channel: channel.fetch("big", 100))


def test_a_file_that_never_was_is_given_up(ask, api):
    api.answer("getFile", 400, "Bad Request: invalid file_id")
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch("gone", 100))
    assert failed.value.permanent


def test_a_file_that_may_only_be_away_for_now_is_tried_some_times(ask):
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch("gone", 100))
    assert (failed.value.permanent, failed.value.is_doubtful) == (False, True)


def test_a_fetch_that_the_platform_could_not_serve_is_tried_again(ask, api):
    api.answer("getFile", 500, "Internal Server Error")
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch("any", 100))
    assert not failed.value.permanent
