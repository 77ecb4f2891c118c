"""An operator sets one code and serves another province: Hồ Chí Minh City from the outline to the first look."""

import json
import subprocess
import sys
from importlib.resources import files

import pytest

import nghedan
from bot.texts import problems_of
from bot.texts.languages import FIRST, languages, read_language
from routing.gazetteer.served import DEMO_PROVINCE, serve


@pytest.fixture
def city(monkeypatch, tmp_path):
    monkeypatch.setenv("NGHEDAN_PROVINCE", "79")
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "var"))
    yield tmp_path / "danh-ba.json"
    serve(DEMO_PROVINCE)


def test_a_city_is_served_from_an_outline(city, capsys):
    assert nghedan.main(["outline", str(city), "--commune", "phường Bình Lợi Trung"]) == 0
    content = json.loads(city.read_text(encoding="utf-8"))
    content["office"] |= {"phone": "028 3000 200", "address": "Số 1 đường Nơ Trang Long"}
    city.write_text(json.dumps(content), encoding="utf-8")
    for command in (["migrate"], ["seed", str(city)], ["vault", "new-key"], ["password", "quantri"], ["doctor"]):
        assert nghedan.main(command) == 0, capsys.readouterr()
    # a process reads in one province all its life
    command = [sys.executable, nghedan.__file__, "explain", "hẻm 373/1 Nơ Trang Long P.13 Q. Bình Thạnh ngập"]
    assert "phường Bình Lợi Trung" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_an_outline_writes_over_no_file(city, capsys):
    city.write_text("{}", encoding="utf-8")
    assert nghedan.main(["outline", str(city)]) == 1
    assert city.read_text(encoding="utf-8") == "{}"
    assert "Đã có tệp" in capsys.readouterr().err


def test_in_a_city_nobody_is_told_of_a_tinh(city):
    del city
    serve("79")
    written = (
        '[about]\nname = "Tiếng Việt"\nweekdays = ["1", "2", "3", "4", "5", "6", "7"]\n[in_a_city]\n'
        '"UBND tỉnh" = "UBND thành phố"\n[a]\nb = "Chủ tịch UBND tỉnh"\n'
    )
    assert read_language(FIRST, written).sentences == {"a.b": "Chủ tịch UBND thành phố"}
    serve(DEMO_PROVINCE)
    assert read_language(FIRST, written).sentences == {"a.b": "Chủ tịch UBND tỉnh"}


def test_what_is_said_in_a_city_fits_the_page_too(city):
    del city
    serve("79")
    tables = {
        code: read_language(code, (files("bot.texts") / f"{code}.toml").read_text(encoding="utf-8")).sentences
        for code in languages()
    }
    assert list(problems_of(tables, {code for code, one in languages().items() if one.falls_back})) == []
