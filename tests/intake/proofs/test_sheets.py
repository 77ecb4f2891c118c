"""What a proof sheet tells an officer, and what it keeps from a citizen."""

from datetime import date

import pytest
from sqlalchemy import update

from intake.errors import Invalid, NotFound
from intake.law.sheet import text_of
from intake.lifecycle import Move
from intake.proofs.check import check_clocks
from intake.proofs.sheets import proof_sheet, sheets_of_case
from intake.tables import ClockChangeRow, ClockRow


def sheet_of(desk, clock_id, **options):
    with desk.db.read() as snap:
        return proof_sheet(snap, clock_id, **options)


@pytest.fixture
def suspended(desk):
    """A complaint accepted on Monday 14 September, suspended from the 21st to the 28th."""
    case_id, login = desk.complaint()
    desk.clock.forward(days=7)
    desk.act(case_id, Move.SUSPEND, login, suspension_ground="waits_for_other", **desk.decision("45/QĐ-UBND"))
    return case_id, login


@pytest.fixture
def resumed(desk, suspended):
    case_id, login = suspended
    desk.clock.forward(days=7)
    desk.act(case_id, Move.RESUME, login, **desk.decision("52/QĐ-UBND", "Đã có kết quả"))
    return case_id, login


def test_a_sheet_names_the_law_and_the_versions_it_was_counted_by(desk):
    case_id, _ = desk.complaint()
    sheet = sheet_of(desk, desk.clock_id(case_id))
    assert sheet.title == "Giải quyết (khiếu nại)"
    assert (sheet.due_on, sheet.nominal_on) == (date(2026, 10, 14), date(2026, 10, 14))
    assert (sheet.amount, sheet.unit, sheet.rule_id) == (30, "calendar", "K3")
    facts = dict(sheet.facts)
    assert facts["Căn cứ"] == "Điều 28 Luật Khiếu nại 2011"
    assert facts["Loại hạn"] == "Hạn theo luật"
    assert sheet.statutes_version in facts["Phiên bản"]
    assert sheet.calendar_version in facts["Phiên bản"]


def test_a_local_limit_is_called_one(desk):
    case_id, _ = desk.feedback()
    facts = dict(sheet_of(desk, desk.clock_id(case_id)).facts)
    assert "quy chế của địa phương, không phải hạn luật định" in facts["Loại hạn"]
    assert "theo quy chế" in facts["Quy định"]


def test_an_open_pause_tells_what_follows_if_it_ends_today(desk, suspended):
    case_id, _ = suspended
    desk.clock.forward(days=3)
    sheet = sheet_of(desk, desk.clock_id(case_id))
    assert (sheet.status, sheet.paused_from) == ("paused", date(2026, 9, 21))
    assert sheet.due_on == date(2026, 10, 14)
    assert sheet.if_resumed == date(2026, 10, 19)  # three days later is Saturday 17 October
    assert "Nếu tiếp tục tính từ ngày 24/09/2026 thì hạn là thứ Hai 19/10/2026." in sheet.warnings


def test_the_ledger_notes_each_decision_on_its_day(desk, resumed):
    case_id, _ = resumed
    sheet = sheet_of(desk, desk.clock_id(case_id))
    assert sheet.due_on == date(2026, 10, 21)
    noted = {line.day: line.notes for line in sheet.lines if line.notes}
    assert set(noted) == {date(2026, 9, 21), date(2026, 9, 28)}
    assert "Quyết định số 45/QĐ-UBND ngày 21/09/2026" in noted[date(2026, 9, 21)][0]
    assert "Lê Thị Mai" in noted[date(2026, 9, 28)][0]
    skipped = [line.day.day for line in sheet.lines if line.number is None and "tạm đình chỉ" in line.why]
    assert skipped == list(range(21, 28))


def test_the_history_tells_from_which_day_to_which(desk, resumed):
    case_id, login = resumed
    extension = {"stage": "resolution", "criteria": "several_places", **desk.decision("60/QĐ-UBND", "Hai nơi")}
    desk.act(case_id, Move.EXTEND, login, **extension)
    turns = sheet_of(desk, desk.clock_id(case_id)).turns
    assert [turn.what for turn in turns] == [
        "Bắt đầu tính",
        "Tạm dừng tính (tạm đình chỉ)",
        "Tính tiếp (tạm đình chỉ)",
        "Gia hạn",
    ]
    assert (turns[-1].due_before, turns[-1].due_after) == (date(2026, 10, 21), date(2026, 11, 5))
    assert "xác minh ở từ hai nơi trở lên" in turns[-1].why
    assert "hạn từ 21/10/2026 sang 05/11/2026" in text_of(sheet_of(desk, desk.clock_id(case_id)))


def test_met_in_time_and_met_late_are_told_apart(desk):
    in_time, _ = desk.complaint()
    assert sheet_of(desk, desk.clock_id(in_time, "acceptance")).state == "Đã xong ngày 14/09/2026, đúng hạn"
    case_id, login = desk.feedback()
    desk.clock.forward(days=30)
    assert sheet_of(desk, desk.clock_id(case_id)).state == "Quá hạn 16 ngày"
    desk.act(case_id, Move.ANSWER, login, outcome="resolved", text="Đã xong.")
    assert sheet_of(desk, desk.clock_id(case_id)).state == "Đã xong ngày 14/10/2026, trễ 16 ngày"
    assert sheet_of(desk, desk.clock_id(case_id), until=date(2026, 9, 28)).state == "Đang tính, chưa đến hạn"


def test_before_it_began_and_after_today_there_is_no_sheet(desk):
    case_id, _ = desk.feedback()
    with pytest.raises(NotFound):
        sheet_of(desk, desk.clock_id(case_id), until=date(2026, 9, 13))
    with pytest.raises(Invalid, match="ngày đã qua"):
        sheet_of(desk, desk.clock_id(case_id), until=date(2026, 9, 15))


def test_a_citizen_reads_what_they_were_told_and_no_name(desk, resumed):
    case_id, _ = resumed
    told = text_of(sheet_of(desk, desk.clock_id(case_id), for_citizen=True))
    assert "Quyết định số 45/QĐ-UBND" in told
    assert "Lê Thị Mai" not in told


def test_the_reason_of_a_transfer_within_the_office_stays_there(desk):
    case_id, _ = desk.feedback()
    desk.act(case_id, Move.ASK, "son", question="Đoạn nào ạ?")
    desk.clock.forward(days=2)
    desk.act(case_id, Move.TRANSFER, "son", unit_id=desk.unit("G-VP"), reason="Anh Lâm nghỉ ốm")
    clock_id = desk.clock_id(case_id)
    assert "Anh Lâm nghỉ ốm" in text_of(sheet_of(desk, clock_id))
    told = text_of(sheet_of(desk, clock_id, for_citizen=True))
    assert "Anh Lâm nghỉ ốm" not in told
    assert "chờ người dân bổ sung" in told


def test_the_citizen_of_a_sealed_case_reads_days_and_nothing_else(desk):
    case_id, login = desk.denunciation()
    desk.act(case_id, Move.BEGIN_ASSESSMENT, login, assessor="Viện khoa học", **desk.decision("7/QĐ"))
    desk.clock.forward(days=3)
    desk.act(case_id, Move.END_ASSESSMENT, login, text="Chữ ký giả")
    with desk.db.read() as snap:
        sheets = sheets_of_case(snap, case_id, for_citizen=True)
    assert len(sheets) > 2
    told = "\n".join(map(text_of, sheets)).casefold()
    for word in ("tố cáo", "giám định", "kết luận", "thụ lý", "luật tố cáo", "7/qđ", "viện khoa học", "chữ ký", "dũng"):
        assert word not in told, word
    assert "thời gian không tính vào thời hạn" in told
    assert {sheet.title for sheet in sheets} == {"Thời hạn của hồ sơ"}


def test_what_the_citizen_is_told_comes_first(desk):
    case_id, _ = desk.complaint()
    with desk.db.read() as snap:
        sheets = sheets_of_case(snap, case_id, for_citizen=True)
    running = [sheet.due_on for sheet in sheets if sheet.status == "running"]
    assert running == sorted(running)
    assert [sheet.status for sheet in sheets] == ["running"] * len(running) + ["met"] * (len(sheets) - len(running))
    assert running


def test_a_stored_day_that_was_changed_by_hand_is_found_and_said(desk):
    case_id, _ = desk.feedback()
    clock_id = desk.clock_id(case_id)
    with desk.db.transaction() as tx:
        tx.execute(update(ClockRow).where(ClockRow.id == clock_id).values(due_on=date(2026, 12, 1)))
        changes = update(ClockChangeRow).where(ClockChangeRow.clock_id == clock_id)
        tx.execute(changes.values(due_after=date(2026, 12, 1)))
    [wrong] = [one for one in check_clocks(desk.db) if not isinstance(one, int)]
    assert (wrong.clock_id, wrong.stored_on, wrong.recomputed_on) == (clock_id, date(2026, 12, 1), date(2026, 9, 28))
    assert "khác ngày tính lại" in sheet_of(desk, clock_id).warnings[0]


def test_every_running_deadline_is_checked_and_a_lost_version_is_named(desk):
    first, _ = desk.feedback()
    desk.complaint()
    running = sum(one.status == "running" for case in (first, first + 1) for one in desk.clocks(case))
    assert sum(one for one in check_clocks(desk.db) if isinstance(one, int)) == running
    with desk.db.transaction() as tx:
        lost = update(ClockChangeRow).where(ClockChangeRow.clock_id == desk.clock_id(first))
        tx.execute(lost.values(calendar_version="mất"))
    [wrong] = [one for one in check_clocks(desk.db) if not isinstance(one, int)]
    assert wrong.recomputed_on is None
    assert "mất" in wrong.why
