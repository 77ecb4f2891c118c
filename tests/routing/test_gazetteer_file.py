import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from routing.gazetteer.served import codes, stored_gazetteer
from routing.places import load_gazetteer

DATA = Path(__file__).parents[2] / "routing" / "data"
FILES = sorted(DATA.glob("gazetteer*.json"))


@pytest.mark.slow
def test_the_files_are_what_the_script_writes(tmp_path):
    script = tmp_path / "make_gazetteer.py"
    script.write_bytes((DATA / "make_gazetteer.py").read_bytes())
    subprocess.run([sys.executable, str(script)], check=True)
    assert {one.name: one.read_bytes() for one in tmp_path.glob("*.json")} == {
        one.name: one.read_bytes() for one in FILES
    }


def test_every_province_has_its_communes_and_every_file_a_source():
    of_all = json.loads((DATA / "gazetteer.json").read_text(encoding="utf-8"))
    assert {stored_gazetteer(code)["province"]["short"] for code in codes()} == {
        today for _, today, _ in of_all["provinces"]
    }
    assert len(codes()) == 34
    assert sum(len(stored_gazetteer(code)["communes"]) for code in codes()) == 3321
    assert all(json.loads(one.read_text(encoding="utf-8"))["source"]["licence"] == "MIT" for one in FILES)


def test_the_provinces_share_what_they_know_of_each_other():
    assert sum(one.stat().st_size for one in FILES) < 1_500_000


@pytest.mark.parametrize("province", codes())
def test_every_old_unit_leads_to_a_commune_of_today(province):
    stored = stored_gazetteer(province)
    today = {row[0] for row in stored["communes"]}
    for *_, found in stored["old_communes"] + stored["old_districts"]:
        assert found
        assert set(found) <= today


def test_a_province_knows_no_name_of_its_own_as_another_s():
    for code in codes():
        stored = stored_gazetteer(code)
        home = stored["province"]["short"]
        assert home not in {province for province, _names in stored["other_communes"]}
        assert home not in {row[-1] for row in stored["other_districts"]}


def test_the_places_can_be_handed_to_another_process():
    assert pickle.dumps(load_gazetteer())
