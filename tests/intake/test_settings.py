"""A setting that was left blank is one that was not set: nothing is written where nobody asked for it."""

from pathlib import Path

import pytest

from intake.settings import load_settings


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_setting_is_none(blank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ("NGHEDAN_DATA_DIR", "NGHEDAN_DATABASE_URL", "NGHEDAN_SECRET_KEY", "NGHEDAN_CODE_PREFIX")
    settings = load_settings(dict.fromkeys(names, blank))
    assert settings.data_dir == tmp_path / "var"
    assert settings.code_prefix == "ND"
    assert settings.database_url.endswith("/var/nghedan.db")
    assert {path.name for path in Path().iterdir()} == {"var"}
