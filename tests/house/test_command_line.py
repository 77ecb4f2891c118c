"""The command line: what scripts and operators rely on."""

import io
import json
import re
import runpy
import shutil
import socket
import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

import nghedan
from intake import crowds
from intake.catalogue import own_topics
from intake.db import open_database
from intake.deadlines import calendars
from intake.deadlines.calendars import DayChange
from intake.directory import directory
from intake.engine.one_process import alone_on
from intake.lifecycle import Move
from intake.migrate import is_current
from intake.officers import staff
from intake.sealed import key_mark
from intake.setting_log import Act
from intake.settings import load_settings
from intake.tables import AuditRow, SecondFactorRow, StaffRow
from routing.kinds import Kind
from routing.shared_matters import Crowd
from routing.topic_overlay import OwnTopic
from tests.factories import open_office, tell
from tests.intake.moving import act, unit_id
from tests.pdf import words_of

DIRECTORY = {
    "office": {
        "name": "UBND xã Tân Yên",
        "short_name": "UBND xã Tân Yên",
        "phone": "0204 3000 200",
        "address": "Số 1, phố Cao Thượng",
    },
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
    "staff": [
        {"unit": "T-KT", "name": "Ngô Thị Tâm", "role": "officer"},
        {"unit": "T", "name": "Lê Thị Quản", "role": "administrator", "login": "quan", "password_hash": "cua-so-cu"},
    ],
}


@pytest.fixture
def installation(tmp_path, monkeypatch):
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "data"))
    for name in ("NGHEDAN_DATABASE_URL", "TELEGRAM_BOT_TOKEN", "NGHEDAN_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def migrated(installation, sqlite_template):
    """A book as `nghedan migrate` makes it."""
    (installation / "data").mkdir(mode=0o700)
    shutil.copyfile(sqlite_template, installation / "data" / "nghedan.db")
    return installation


@pytest.fixture
def seeded(migrated):
    path = migrated / "directory.json"
    path.write_text(json.dumps(DIRECTORY), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    return migrated


@pytest.mark.usefixtures("installation")
def test_migrate_makes_a_book_and_leaves_one_that_is_up_to_date():
    for _time in range(2):
        assert nghedan.main(["migrate"]) == 0
        with closing(open_database(load_settings().database_url)) as db:
            assert is_current(db)


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


def test_reading_by_the_book_knows_the_office_s_topics(told, monkeypatch, capsys):
    farm = OwnTopic("trai_lon", name="Mùi hôi trại lợn", parent="moi_truong", sure=("trại lợn",))
    with closing(open_database(load_settings().database_url)) as db, db.transaction() as tx:
        own_topics.save(tx, farm, act=Act(f"Sau hồ sơ {told}", "system", "topic.add"))
    assert nghedan.main(["explain", "trại lợn bốc mùi"]) == 0
    assert "Mùi hôi trại lợn" not in capsys.readouterr().out
    assert nghedan.main(["explain", "trại lợn bốc mùi", "--book"]) == 0
    said = capsys.readouterr().out
    assert "Lĩnh vực: Mùi hôi trại lợn" in said
    assert "phần của cơ quan" in said
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "1", "text": "trại lợn bốc mùi"}'))
    assert nghedan.main(["classify", "--book"]) == 0
    assert json.loads(capsys.readouterr().out)["topic"] == "trai_lon"


def test_deadline_gives_day_basis_and_ledger(capsys):
    command = ["deadline", "--kind", "complaint", "--stage", "acceptance", "--from", "2026-09-14", "--json"]
    assert nghedan.main(command) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due_on"] == "2026-09-23"
    assert found["unit"] == "working"
    assert {"nominal_on", "limit", "basis", "rule", "in_force_from", "days"} <= set(found)
    assert sum(day["counted"] for day in found["days"]) == 7


def test_deadline_leaves_out_pauses_and_writes_its_paper(tmp_path, capsys):
    paper = tmp_path / "han.pdf"
    command = ["deadline", "--kind", "complaint", "--stage", "resolution", "--from", "2026-09-14", "--json"]
    pauses = ["--pause", "2026-09-21..2026-09-28", "--pause", "2026-10-01..2026-10-02", "--pdf", str(paper)]
    assert nghedan.main([*command, *pauses]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due_on"] == "2026-10-22"  # eight days after 14 October
    assert sum("tạm đình chỉ" in day["why"] for day in found["days"]) == 8
    assert "Hạn: hết thứ Năm 22/10/2026" in words_of(paper.read_bytes())


@pytest.mark.parametrize("pause", ["2026-09-21", "hôm nay..mai", ".."])
def test_a_pause_that_cannot_be_read_is_a_wrong_argument(pause):
    command = ["deadline", "--kind", "complaint", "--stage", "resolution", "--from", "2026-09-14", "--pause", pause]
    with pytest.raises(SystemExit) as stopped:
        nghedan.main(command)
    assert stopped.value.code == 2


@pytest.fixture
def told(migrated):
    """The code of a case told in the small office."""
    settings = load_settings()
    assert settings.data_dir == migrated / "data"
    with closing(open_database(settings.database_url)) as db:
        open_office(db)
        return tell(db, settings).receipt.code


def test_proof_prints_every_deadline_of_a_case(told, tmp_path, capsys):
    assert nghedan.main(["proof", told.lower()]) == 0
    text = capsys.readouterr().out
    assert text.count("Cách tính từng ngày:") == text.count(told) > 1
    paper = tmp_path / "han.pdf"
    assert nghedan.main(["proof", told, "--json", "--pdf", str(paper)]) == 0
    sheets = json.loads(capsys.readouterr().out)
    assert {"due_on", "basis", "lines", "turns", "statutes_version", "calendar_version"} <= set(sheets[0])
    assert words_of(paper.read_bytes()).count("BẢNG TÍNH THỜI HẠN") == len(sheets)


@pytest.mark.parametrize("code", ["ND-26-2222-2222", "không phải mã"])
@pytest.mark.usefixtures("told")
def test_proof_of_no_case_fails_with_a_sentence(code, capsys):
    assert nghedan.main(["proof", code]) == 1
    assert capsys.readouterr().err.strip()


def test_clocks_verify_names_the_deadline_that_was_changed_by_hand(told, installation, capsys):
    assert nghedan.main(["clocks", "verify"]) == 0
    assert ", 0 khác ngày đã ghi" in capsys.readouterr().out
    with sqlite3.connect(installation / "data" / "nghedan.db") as connection:
        connection.execute("UPDATE clocks SET due_on = '2030-01-01' WHERE id = 1")
    connection.close()
    assert nghedan.main(["clocks", "verify"]) == 1
    said = capsys.readouterr().out
    assert told in said
    assert "01/01/2030" in said


def test_an_unknown_stage_is_told_with_what_there_is(capsys):
    assert nghedan.main(["deadline", "--kind", "complaint", "--stage", "nonsense", "--from", "2026-09-14"]) == 1
    assert capsys.readouterr().err


def test_calendar_knows_the_made_up_saturday(capsys):
    assert nghedan.main(["calendar", "2026"]) == 0
    assert "22/08" in capsys.readouterr().out


def test_calendar_needs_no_book_and_makes_none(installation, capsys):
    assert nghedan.main(["calendar", "2026"]) == 0
    assert "22/08" in capsys.readouterr().out
    assert list(installation.iterdir()) == []


def test_calendar_knows_the_days_that_the_office_has_set(seeded, capsys):
    address = f"sqlite:///{seeded / 'data' / 'nghedan.db'}"
    set_day(address, date(2026, 7, 6))
    capsys.readouterr()
    assert nghedan.main(["calendar", "2026", "--json"]) == 0
    holidays = json.loads(capsys.readouterr().out)["holidays"]
    assert ("2026-07-06", "Ngày nghỉ của tỉnh") in {(one["date"], one["name"]) for one in holidays}


def test_doctor_tells_of_promises_that_another_calendar_made_and_moves_none(seeded, capsys):
    address = f"sqlite:///{seeded / 'data' / 'nghedan.db'}"
    with closing(open_database(address)) as db:
        case = tell(db, load_settings(), commune="07339")
        on_the_way = case.receipt.due_on - timedelta(days=1)
    assert nghedan.main(["doctor"]) == 0
    set_day(address, next(day for n in range(9) if (day := on_the_way - timedelta(days=n)).weekday() < 5))
    capsys.readouterr()
    assert nghedan.main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "/admin/calendar/what-if?catch_up=1" in told
    assert "chưa hạn nào tự đổi" in told


def set_day(address, day):
    """As a new release would: another calendar, and no promise touched."""
    with closing(open_database(address)) as db, db.transaction() as tx:
        change = DayChange(day, is_working=False, name="Ngày nghỉ của tỉnh", source="Công văn 12")
        calendars.write(tx, [change], staff_id=None)


@pytest.mark.usefixtures("seeded")
def test_seed_loads_a_directory_and_doctor_is_content(capsys):
    assert nghedan.main(["doctor"]) == 0
    assert "2 đơn vị" in capsys.readouterr().out


@pytest.mark.usefixtures("migrated")
def test_the_doctor_asks_for_what_citizens_must_be_told_of_the_office(migrated, capsys):
    path = migrated / "directory.json"
    path.write_text(json.dumps(DIRECTORY | {"office": {"name": "UBND xã Tân Yên"}}), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    assert nghedan.main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "chưa ghi điện thoại, địa chỉ" in told
    assert "Thông tin cơ quan" in told


def test_whoever_sets_up_a_server_is_told_how_the_first_administrator_gets_in_and_gets_in(migrated, capsys):
    path = migrated / "directory.json"
    nobody = [{"unit": "T", "name": "Lê Thị Quản", "role": "administrator", "login": "quan"}]
    path.write_text(json.dumps(DIRECTORY | {"staff": nobody}), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    assert nghedan.main(["doctor"]) == 1
    assert "nghedan password" in capsys.readouterr().out
    assert nghedan.main(["password", "Quan"]) == 0
    password = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", capsys.readouterr().out)[0]
    with closing(open_database(load_settings().database_url)) as db, db.transaction() as tx:
        recognised = staff.recognise(tx, "quan", password, "10.0.0.1")
        session = staff.open_session(tx, staff.admit(tx, recognised))
        assert staff.presence_of(tx, session.token).has_first_password
    assert nghedan.main(["doctor"]) == 0


@pytest.mark.usefixtures("seeded")
def test_a_password_for_nobody_is_not_given(capsys):
    assert nghedan.main(["password", "khong-co-ai"]) == 1
    assert "Không ai có tên đăng nhập khong-co-ai" in capsys.readouterr().err


@pytest.mark.usefixtures("seeded")
def test_an_administrator_who_lost_the_phone_too_gets_in_again(capsys):
    settings = load_settings()
    with closing(open_database(settings.database_url)) as db, db.transaction() as tx:
        staff_id = tx.execute(select(StaffRow.id).where(StaffRow.login == "quan")).scalar_one()
        columns = {"staff_id": staff_id, "ciphertext": "x", "key_id": "k", "confirmed_at": tx.now, "at": tx.now}
        tx.execute(insert(SecondFactorRow).values(**columns))
    assert nghedan.main(["password", "quan"]) == 0
    assert "--lost-phone" in capsys.readouterr().out
    assert nghedan.main(["password", "quan", "--lost-phone"]) == 0
    assert "--lost-phone" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        {"staff": [{"unit": "X", "name": "A", "role": "officer"}]},
        {"units": 3},
        {"working_hours": {"start": "17:00", "end": "07:30"}},
        {"working_hours": {"start": "sớm"}},
        {"working_hours": "7h30"},
    ],
)
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


@pytest.mark.usefixtures("installation")
def test_a_missing_book_is_told_as_missing_with_the_place_where_it_was_looked_for(installation, capsys):
    nghedan.main(["doctor"])
    told = capsys.readouterr().out
    assert f"chưa có sổ ở {installation / 'data' / 'nghedan.db'}" in told
    assert "NGHEDAN_DATA_DIR" in told
    assert "cấu trúc cũ" not in told


def test_a_book_of_an_older_release_is_told_as_old(migrated, capsys):
    with closing(sqlite3.connect(migrated / "data" / "nghedan.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert nghedan.main(["doctor"]) == 1
    assert "cấu trúc cũ: chạy nghedan migrate" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environ", "code", "sentence"),
    [
        ({}, 0, "kênh này tắt"),
        ({"ZALO_BOT_TOKEN": "5151:x"}, 1, "cần ZALO_BOT_SECRET"),
        ({"ZALO_BOT_TOKEN": "5151:x", "ZALO_BOT_MODE": "polling"}, 1, "chỉ để thử"),
    ],
)
@pytest.mark.usefixtures("seeded")
def test_doctor_tells_whether_a_zalo_bot_can_be_reached(monkeypatch, capsys, environ, code, sentence):
    for name, value in {**environ, "ZALO_BOT_API_URL": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(name, value)
    assert nghedan.main(["doctor"]) == code
    of_settings, *asked = [line for line in capsys.readouterr().out.splitlines() if "Zalo Bot" in line]
    assert sentence in of_settings
    assert ["không nối được" in line for line in asked] == [True] * bool(environ)


@pytest.mark.parametrize("command", [["doctor"], ["migrate"], ["audit", "verify"], ["serve", "--port", "0"]])
def test_a_broken_file_of_the_book_is_told_with_what_to_do(seeded, capsys, command):
    (seeded / "data" / "nghedan.db").write_bytes(b"no book at all" * 500)
    assert nghedan.main(command) == 1
    told = capsys.readouterr()
    assert "nghedan restore" in told.out + told.err


def test_a_book_of_a_newer_release_is_told_as_such_and_never_as_an_old_one(seeded, capsys):
    with sqlite3.connect(seeded / "data" / "nghedan.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in (["doctor"], ["migrate"], ["serve", "--port", "0"]):
        assert nghedan.main(command) == 1
        told = capsys.readouterr()
        assert "mới hơn" in told.out + told.err
        assert "nghedan migrate" not in told.out + told.err


def test_a_server_with_another_key_than_the_books_does_not_start(seeded, capsys):
    with closing(open_database(load_settings().database_url)) as db, db.transaction() as tx:
        key_mark.hold(tx, load_settings())
    (seeded / "data" / "secret.key").unlink()
    assert nghedan.main(["serve", "--port", "0"]) == 1
    assert "accept-key" in capsys.readouterr().err
    assert nghedan.main(["doctor"]) == 1
    assert nghedan.main(["accept-key"]) == 0
    assert nghedan.main(["doctor"]) == 0


def test_doctor_tells_of_a_model_that_nothing_can_read_with(seeded, capsys):
    path = seeded / "data" / "reading" / "model.bin"
    path.parent.mkdir()
    path.write_bytes(b"no model")
    assert nghedan.main(["doctor"]) == 1
    assert "train --back" in capsys.readouterr().out
    assert nghedan.main(["train", "--back"]) == 0
    assert nghedan.main(["doctor"]) == 0


def test_audit_verify_names_the_first_broken_row(seeded, capsys):
    assert nghedan.main(["audit", "verify"]) == 0
    with sqlite3.connect(seeded / "data" / "nghedan.db") as connection:
        connection.execute("UPDATE audit SET actor = 'staff:1' WHERE id = 1")
    connection.close()
    assert nghedan.main(["audit", "verify"]) == 1
    assert "dòng 1" in capsys.readouterr().err


def test_audit_verify_names_every_case_that_was_changed_past_the_doors(seeded, capsys):
    path = seeded / "data" / "nghedan.db"
    with closing(open_database(f"sqlite:///{path}")) as db:
        codes = [tell(db, load_settings(), chat=f"c{number}").receipt.code for number in range(22)]
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE cases SET state = 'closed'")
        connection.execute("UPDATE audit SET actor = 'staff:1' WHERE id = 1")
    connection.close()
    assert nghedan.main(["audit", "verify"]) == 1
    told = capsys.readouterr().err
    assert "dòng 1" in told
    assert [code for code in codes if code in told] == codes[:20]
    assert "Và 2 chỗ khác nữa" in told


def test_figures_are_verified_and_counted_anew(seeded, capsys):
    path = seeded / "data" / "nghedan.db"
    with closing(open_database(f"sqlite:///{path}")) as db:
        tell(db, load_settings(), commune=None, topic="dat_dai")
    assert nghedan.main(["figures", "verify"]) == 1
    assert nghedan.main(["figures", "rebuild"]) == 0
    assert nghedan.main(["figures", "verify"]) == 0
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE figures SET told = told + 1 WHERE level = 'month' AND dimension = 'topic'")
    connection.close()
    assert nghedan.main(["figures", "verify"]) == 1
    assert "topic dat_dai" in capsys.readouterr().err


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


@pytest.mark.usefixtures("migrated")
def test_an_sqlite_book_that_is_served_already_is_left_alone(capsys):
    url = load_settings().database_url
    with alone_on(url):
        assert nghedan.main(["serve", "--port", "0"]) == 1
        assert "đang phục vụ sổ" in capsys.readouterr().err
    with alone_on(url):  # whoever held it has let go
        pass


def test_a_demo_at_a_port_in_use_makes_no_book(installation, capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = str(other.getsockname()[1])
        assert nghedan.main(["demo", "--port", port, "--data", str(installation / "demo")]) == 1
    assert "Cổng" in capsys.readouterr().err
    assert not (installation / "demo").exists()


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


def test_seed_sets_what_makes_a_crowd_and_refuses_nonsense(installation, capsys):
    path = installation / "directory.json"
    path.write_text(json.dumps({**DIRECTORY, "crowd": {"people": 1, "days": 30}}), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 1
    assert "ít nhất 2 người" in capsys.readouterr().err
    path.write_text(json.dumps({**DIRECTORY, "crowd": {"people": 8, "days": 14}}), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    with closing(open_database(load_settings().database_url)) as db, db.read() as snap:
        assert crowds.rule_of(snap) == Crowd(8, 14)


def test_the_rules_of_the_handbook_are_loaded_as_they_stand_there(seeded):
    """The example of docs/quan-tri-doc-va-phan-loai.md, with a unit and a commune that exist."""
    paper = (Path(__file__).parents[2] / "docs" / "quan-tri-doc-va-phan-loai.md").read_text(encoding="utf-8")
    shown = paper.partition("```json")[2].partition("```")[0]
    example = json.loads(shown.replace("MA-DON-VI", "T-KT").replace("07210", "07339"))
    example["units"] = [
        {
            "code": "P-NNMT",
            "name": "Sở Nông nghiệp và Môi trường",
            "level": "province",
            "function": "Sở Nông nghiệp và Môi trường",
        }
    ]
    example["staff"] = [{"unit": "P-NNMT", "name": "Đặng Thị Hoa", "role": "officer"}]
    path = seeded / "rules.json"
    path.write_text(json.dumps(example), encoding="utf-8")
    assert nghedan.main(["seed", str(path)]) == 0
    with closing(open_database(load_settings().database_url)) as db, db.read() as snap:
        assert {rule.topic for rule in directory.snapshot(snap).rules} == {"chieu_sang", "khoang_san"}


@pytest.fixture
def screened(migrated):
    """A book with one case that an officer corrected, one as it was read, and a sealed one."""
    settings = load_settings()
    with closing(open_database(settings.database_url)) as db:
        open_office(db)
        first = tell(db, settings, "Đèn đường cháy, gọi 0912345678", confidence=0.1, chat="c1", reading=True)
        tell(db, settings, "Ổ gà to trên đường", chat="c2", reading=True)
        tell(db, settings, "Tôi tố cáo cán bộ", kind=Kind.DENUNCIATION, topic="can_bo", chat="c3", reading=True)
        unit = unit_id(db, "G-KT")
        act(db, first.id, Move.SCREEN, login="giap", kind="feedback", topic="chieu_sang", unit_id=unit)
    return migrated


def test_corrections_are_written_for_training_and_the_export_is_audited(screened, capsys):
    path = screened / "corrections.jsonl"
    assert nghedan.main(["corrections", str(path)]) == 0
    assert "Đã ghi 1 hồ sơ" in capsys.readouterr().out
    (line,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (line["topic"], line["kind"]) == ("chieu_sang", "feedback")
    assert "0912345678" not in line["text"]
    assert path.stat().st_mode & 0o077 == 0
    with closing(open_database(load_settings().database_url)) as db, db.read() as snap:
        found = snap.execute(select(AuditRow.detail).where(AuditRow.action == "corrections.export")).scalars().all()
    assert found == [{"cases": 1, "with_sealed": False}]


def test_corrections_that_cannot_be_written_are_told_in_a_sentence(screened, capsys):
    assert nghedan.main(["corrections", str(screened / "no" / "where.jsonl")]) == 1
    assert "Không ghi được tệp" in capsys.readouterr().err


def test_replay_lists_what_would_go_elsewhere_and_only_counts_what_is_sealed(screened, capsys):
    period = ["--from", "2000-01-01", "--to", "2100-01-01"]
    assert nghedan.main(["replay", *period]) == 0
    text = capsys.readouterr().out
    assert "2 hồ sơ đọc lại" in text
    assert " → " in text
    assert "Hồ sơ giữ kín: 1" in text
    assert "Không hồ sơ nào bị thay đổi." in text
    rules = screened / "rules.json"
    rules.write_text(json.dumps({"rules": [{"topic": "chieu_sang", "unit": "P-BTCD"}]}), encoding="utf-8")
    assert nghedan.main(["replay", *period, "--rules", str(rules), "--json"]) == 0
    *rows, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["unit"]["to"] for row in rows if "unit" in row] == ["Ban Tiếp công dân tỉnh"]
    assert last["summary"]["sealed"]["cases"] == 1
    assert last["summary"]["elsewhere"] == len(rows)


def test_replay_refuses_a_period_upside_down(screened, capsys):
    assert screened
    assert nghedan.main(["replay", "--from", "2026-02-01", "--to", "2026-01-01"]) == 1
    assert "Ngày đầu" in capsys.readouterr().err


@pytest.mark.usefixtures("seeded")
def test_the_vault_gets_its_key_once_and_goes_over_to_a_new_one(monkeypatch, capsys):
    assert nghedan.main(["vault", "rotate"]) == 1
    assert "nghedan vault new-key" in capsys.readouterr().err
    assert nghedan.main(["vault", "new-key"]) == 0
    assert "cất riêng" in capsys.readouterr().out
    assert nghedan.main(["vault", "new-key"]) == 1
    assert nghedan.main(["vault", "rotate"]) == 0
    assert len(load_settings().vault_key_file.read_text().split()) == 2
    capsys.readouterr()
    assert nghedan.main(["vault", "new-key", "--show"]) == 0
    monkeypatch.setenv("NGHEDAN_VAULT_KEYS", capsys.readouterr().out.strip())
    assert nghedan.main(["doctor"]) == 0
    assert "Khóa két: 1 khóa" in capsys.readouterr().out


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(("url", "keys", "code"), [("https://a.vn", "", 1), ("http://a.vn", "", 0), ("", "khoa", 1)])
def test_doctor_tells_of_a_missing_or_broken_key_of_the_vault(monkeypatch, capsys, url, keys, code):
    if url:
        monkeypatch.setenv("NGHEDAN_BASE_URL", url)
    monkeypatch.setenv("NGHEDAN_VAULT_KEYS", keys)
    assert nghedan.main(["doctor"]) == code
    assert "nghedan vault new-key" in capsys.readouterr().out


def test_a_process_that_the_command_starts_does_not_begin_the_command_again():
    script = Path(sys.executable).with_name("nghedan")
    assert "main" in runpy.run_path(str(script), run_name="__mp_main__")
