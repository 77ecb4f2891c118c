"""The command line: what scripts and operators rely on."""

import io
import json
import sqlite3

import pytest

import nghedan

DIRECTORY = {
    "office": {"name": "UBND xã Tân Yên", "short_name": "UBND xã Tân Yên", "phone": "0204 3000 200"},
    "units": [
        {"code": "T", "name": "UBND xã Tân Yên", "level": "commune", "function": "UBND", "commune_code": "07339"},
        {
            "code": "T-KT",
            "name": "Phòng Kinh tế",
            "level": "commune",
            "function": "Phòng Kinh tế",
            "commune_code": "07339",
            "parent": "T",
        },
    ],
    "staff": [{"unit": "T-KT", "name": "Ngô Thị Tâm", "role": "officer"}],
}


@pytest.fixture
def installation(tmp_path, monkeypatch):
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "data"))
    for name in ("NGHEDAN_DATABASE_URL", "TELEGRAM_BOT_TOKEN", "NGHEDAN_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def seeded(installation):
    path = installation / "directory.json"
    path.write_text(json.dumps(DIRECTORY), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    return installation


def test_classify_reads_lines_and_writes_lines(monkeypatch, capsys):
    lines = '{"id": "1", "text": "rac do tran lan dau ngo 12, phuong bac giang"}\nnot json\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert nghedan.main(["classify"]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"id", "kind", "topic", "topics", "confidence", "place", "urgent", "evidence", "unit"} <= set(first)
    assert first["topic"] == "moi_truong"
    assert first["place"]["name"] == "phường Bắc Giang"
    assert second["id"] is None
    assert second["error"]


def test_explain_speaks_to_a_person(capsys):
    assert nghedan.main(["explain", "ổ gà to trước cổng chợ"]) == 0
    assert "ổ gà" in capsys.readouterr().out


def test_deadline_gives_day_basis_and_ledger(capsys):
    command = ["deadline", "--kind", "complaint", "--stage", "acceptance", "--from", "2026-09-14", "--json"]
    assert nghedan.main(command) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due_on"] == "2026-09-23"
    assert found["unit"] == "working"
    assert {"nominal_on", "limit", "basis", "rule", "in_force_from", "days"} <= set(found)
    assert sum(day["counted"] for day in found["days"]) == 7


def test_an_unknown_stage_is_told_with_what_there_is(capsys):
    assert nghedan.main(["deadline", "--kind", "complaint", "--stage", "nonsense", "--from", "2026-09-14"]) == 1
    assert capsys.readouterr().err


def test_calendar_knows_the_made_up_saturday(capsys):
    assert nghedan.main(["calendar", "2026"]) == 0
    assert "22/08" in capsys.readouterr().out


@pytest.mark.usefixtures("seeded")
def test_seed_loads_a_directory_and_doctor_is_content(capsys):
    assert nghedan.main(["doctor"]) == 0
    assert "2 đơn vị" in capsys.readouterr().out


@pytest.mark.parametrize("change", [{"staff": [{"unit": "X", "name": "A", "role": "officer"}]}, {"units": 3}])
def test_a_wrong_directory_loads_nothing_and_says_why(installation, capsys, change):
    path = installation / "directory.json"
    path.write_text(json.dumps(DIRECTORY | change), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 1
    assert capsys.readouterr().err.strip()
    assert nghedan.main(["doctor"]) == 1


@pytest.mark.usefixtures("installation")
def test_doctor_says_what_to_do_before_anything_is_there(capsys):
    assert nghedan.main(["doctor"]) == 1
    assert "nghedan migrate" in capsys.readouterr().out


def test_audit_verify_names_the_first_broken_row(seeded, capsys):
    assert nghedan.main(["audit", "verify"]) == 0
    with sqlite3.connect(seeded / "data" / "nghedan.db") as connection:
        connection.execute("UPDATE audit SET actor = 'staff:1' WHERE id = 1")
    connection.close()
    assert nghedan.main(["audit", "verify"]) == 1
    assert "dòng 1" in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NGHEDAN_DATABASE_URL", "mysql://x"),
        ("NGHEDAN_BASE_URL", "nghedan.vn"),
        ("NGHEDAN_SECRET_KEY", "short"),
        ("TELEGRAM_MODE", "sometimes"),
        ("NGHEDAN_CODE_PREFIX", "quá dài"),
        ("NGHEDAN_SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_a_bad_setting_stops_the_start_with_its_name(monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    assert nghedan.main(["migrate"]) == 1
    assert name in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
def test_going_back_from_the_packaged_model_is_refused_with_a_sentence(capsys):
    assert nghedan.main(["train", "--back"]) == 1
    assert "mô hình đi kèm" in capsys.readouterr().err


def test_a_bad_correction_stops_the_training_with_a_sentence(installation, capsys):
    path = installation / "corrections.jsonl"
    path.write_text('{"text": "a"}\n', encoding="utf-8")
    assert nghedan.main(["train", "--corrections", str(path)]) == 1
    assert "dòng 1" in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
def test_evaluating_nothing_is_told(capsys):
    assert nghedan.main(["evaluate"]) == 1
    assert "--held-out" in capsys.readouterr().err
