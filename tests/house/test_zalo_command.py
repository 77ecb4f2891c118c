"""`nghedan zalo`: an operator puts in a pair of tokens and sees how the account stands; no secret is ever printed."""

import io
import json
import shutil

import pytest

import nghedan
from tests.fakes.zalo_oa import APP, APP_SECRET, OA, OA_SECRET, FakeZalo

ACCESS, REFRESH = "access-0", "refresh-0"


@pytest.fixture
def zalo():
    with FakeZalo() as fake:
        yield fake


@pytest.fixture
def installation(tmp_path, monkeypatch, zalo, sqlite_template):
    set_to = {
        "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
        "ZALO_APP_ID": APP,
        "ZALO_OA_ID": OA,
        "ZALO_APP_SECRET": APP_SECRET,
        "ZALO_OA_SECRET_KEY": OA_SECRET,
        "ZALO_API_URL": zalo.address,
        "ZALO_OAUTH_URL": zalo.address,
        "NGHEDAN_BASE_URL": "https://nghedan.example.vn",
    }
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "data").mkdir()
    shutil.copyfile(sqlite_template, tmp_path / "data" / "nghedan.db")
    assert nghedan.main(["vault", "new-key"]) == 0


@pytest.fixture
def run(capsys, monkeypatch):
    def command(*words, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        code = nghedan.main(["zalo", *words])
        told = "".join(capsys.readouterr())
        assert not [
            secret for secret in (ACCESS, REFRESH, "access-1", "refresh-1", APP_SECRET, OA_SECRET) if secret in told
        ]
        return code, told

    return command


TWO_LINES, AS_JSON = f"{ACCESS}\n{REFRESH}\n", json.dumps({"access_token": ACCESS, "refresh_token": REFRESH})


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("typed", [TWO_LINES, AS_JSON], ids=["two lines", "JSON"])
def test_a_pair_is_put_in_shown_tried_and_renewed(run, zalo, typed):
    assert "nghedan zalo token set" in run("token", "show")[1]
    assert run("token", "set", typed=typed)[0] == 0
    assert "Cặp khóa số 1, do người nhập" in run("token", "show")[1]
    code, told = run("check")
    assert code == 0
    assert "UBND phường Bắc Giang" in told
    assert f"https://nghedan.example.vn/hooks/zalo-oa/{OA}" in told
    assert run("token", "refresh")[0] == 0
    assert zalo.refreshed == 1
    assert "Cặp khóa số 2, máy tự làm mới" in run("token")[1]
    assert run("token", "refresh")[0] == 1  # a moment ago
    assert zalo.refreshed == 1


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    "typed", ["", "one", "a b c", "{", '{"access_token": "a"}', '{"access_token": 1, "refresh_token": "b"}']
)
def test_what_is_no_pair_is_not_kept(run, typed):
    assert run("token", "set", typed=typed)[0] == 1
    assert "nghedan zalo token set" in run("token")[1]


@pytest.mark.usefixtures("installation")
def test_a_spent_refresh_token_is_told_with_what_to_do(run, zalo):
    run("token", "set", typed=TWO_LINES)
    zalo.refresh = "spent"
    code, told = run("token", "refresh")
    assert (code, "nghedan zalo token set" in told) == (1, True)
    assert run("check")[0] == 1


@pytest.mark.usefixtures("installation")
def test_an_account_that_does_not_answer_is_told(run, monkeypatch):
    run("token", "set", typed=TWO_LINES)
    monkeypatch.setenv("ZALO_API_URL", "http://127.0.0.1:9")
    assert run("check")[0] == 1


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZALO_OA_ID", "abc"),
        ("ZALO_APP_SECRET", ""),
        ("ZALO_API_URL", "openapi.zalo.me"),
        ("ZALO_ZBS_FIELDS", "ten=name"),
        ("ZALO_APP_SECRET_FILE", "/nowhere/at/all"),
    ],
)
def test_a_bad_setting_stops_with_its_name(run, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    code, told = run("check")
    assert code == 1
    assert name.removesuffix("_FILE") in told


@pytest.mark.usefixtures("installation")
def test_without_an_account_the_channel_is_off(run, monkeypatch):
    for name in ("ZALO_APP_ID", "ZALO_OA_ID", "ZALO_APP_SECRET"):
        monkeypatch.delenv(name)
    code, told = run("check")
    assert (code, "đang tắt" in told) == (1, True)
