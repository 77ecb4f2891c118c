import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from routing.places import load_gazetteer

DATA = Path(__file__).parents[2] / "routing" / "data"
STORED = DATA / "gazetteer_24.json"


@pytest.mark.slow
def test_the_file_is_what_the_script_writes(tmp_path):
    script = tmp_path / "make_gazetteer.py"
    script.write_bytes((DATA / "make_gazetteer.py").read_bytes())
    subprocess.run([sys.executable, str(script)], check=True)
    assert (tmp_path / STORED.name).read_bytes() == STORED.read_bytes()


def test_the_province_has_its_communes_and_a_source():
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert len(stored["communes"]) == 99
    assert stored["source"]["licence"] == "MIT"
    assert len({today for _, today, _ in stored["provinces"]}) == 34
    assert STORED.stat().st_size < 400_000


def test_every_old_unit_leads_to_a_commune_of_today():
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    codes = {row[0] for row in stored["communes"]}
    for *_, found in stored["old_communes"] + stored["old_districts"]:
        assert found
        assert set(found) <= codes


def test_the_places_can_be_handed_to_another_process():
    assert pickle.dumps(load_gazetteer())
