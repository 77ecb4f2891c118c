"""`nghedan telegram setup` and `check`: what the bot shows of itself, and what Telegram says of it, in words."""

import time

import pytest

import nghedan
from bot.channels.telegram import profile
from intake.settings import load_settings
from tests.fakes.bot_api import TOKEN


@pytest.fixture
def run(monkeypatch, tmp_path, api, capsys):
    """Run a command of the bot; return its exit code and what it printed."""
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", api.address)
    for name in ("NGHEDAN_DATABASE_URL", "NGHEDAN_BASE_URL", "TELEGRAM_MODE"):
        monkeypatch.delenv(name, raising=False)

    def command(what):
        code = nghedan.main(["telegram", what])
        told = capsys.readouterr()
        return code, told.out + told.err

    return command


def test_setup_sets_everything_once_in_each_language(run, api):
    code, told = run("setup")
    assert code == 0
    assert told.count("✔ đã đặt") == 8
    assert api.profile["Name", ""] == "Nghe Dân"
    assert api.profile["commands", "en"][0] == {"command": "start", "description": "Begin"}
    code, told = run("setup")
    assert (code, told.count("· đã đúng")) == (0, 8)
    assert len([method for method, *_ in api.calls if method.startswith("set")]) == 8


@pytest.mark.parametrize("what", ["setup", "check"])
def test_without_a_token_it_says_what_to_do(run, monkeypatch, what):
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN")
    code, told = run(what)
    assert code == 1
    assert "@BotFather" in told


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        ({"status": 401}, "không nhận mã này"),
        ({"status": 429, "retry_after": 60}, "bảo chờ 60 giây"),
        ({"status": 500}, "Không nối được"),
        ({"status": 400, "description": "Bad Request: name is too long"}, "từ chối"),
    ],
)
def test_a_refusal_is_told_in_words_and_never_with_the_token(run, api, refusal, sentence):
    api.answer("getMyName", **refusal)
    code, told = run("setup")
    assert code == 1
    assert sentence in told
    assert "invented-token" not in told


def test_check_tells_how_the_bot_is(run):
    run("setup")
    code, told = run("check")
    assert code == 0
    assert "@nghedan_bot" in told
    assert "0 tin chờ" in told
    assert "/setjoingroups" in told


def test_check_tells_what_is_wrong(run, api, monkeypatch):
    monkeypatch.setenv("TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("NGHEDAN_BASE_URL", "https://nghedan.example")
    api.hook |= {
        "url": "https://old.example/hooks/telegram/4242",
        "pending_update_count": 250,
        "last_error_date": int(time.time()),
        "last_error_message": "Connection refused",
    }
    code, told = run("check")
    assert code == 1
    for one in ("cần gọi https://nghedan.example/hooks/telegram/4242", "250 tin chờ", "Connection refused"):
        assert one in told
    assert told.count("✘") == 4  # the commands are not set either


def test_what_the_bot_says_fits_whatever_the_office_is_called():
    for page in profile.pages("UBND " + "tỉnh rất dài " * 20).values():
        assert len(page.name) <= 64
        assert len(page.about) <= 120
        assert len(page.description) <= 512


def test_a_zalo_bot_secret_too_short_for_the_platform_stops_the_start(tmp_path):
    from intake.errors import Invalid

    with pytest.raises(Invalid, match="ZALO_BOT_SECRET"):
        load_settings({"NGHEDAN_DATA_DIR": str(tmp_path), "ZALO_BOT_SECRET": "short"})
