"""What `nghedan deadline` and `nghedan calendar` say, as values and as text."""

import json
from datetime import date

import pytest

from intake.errors import Invalid
from intake.law.commands import Asked, calendar_text, calendar_year, deadline, deadline_text
from intake.law.statutes import NoStatute
from intake.law.workdays import Override

FRIDAY = date(2026, 11, 20)
STORM = Override(date(2026, 11, 25), is_working=False, name="Nghỉ tránh bão", source="Công điện của tỉnh")


def test_deadline_answers_as_the_contract_says():
    found = json.loads(json.dumps(deadline(Asked("complaint", "resolution", FRIDAY))))
    assert (found["due_on"], found["nominal_on"], found["limit"]) == ("2026-12-21", "2026-12-20", 30)
    assert (found["unit"], found["rule"], found["in_force_from"]) == ("calendar", "K3", "2012-07-01")
    assert found["basis"] == "Điều 28 Luật Khiếu nại 2011"
    assert found["days"][1] == {"date": "2026-11-21", "counted": True, "why": "thứ Bảy, vẫn tính theo ngày lịch"}
    assert (found["if_unconfirmed"], found["is_local"]) == (None, False)


def test_deadline_shows_both_dates_while_a_day_off_is_unconfirmed():
    found = deadline(Asked("feedback", "outcome_notice", FRIDAY))
    assert (found["due_on"], found["if_unconfirmed"]) == ("2026-12-07", "2026-12-04")


def test_complexity_instance_and_remote_choose_the_row():
    asked = {"instance": 2, "complexity": "complex", "remote": True}
    assert deadline(Asked("complaint", "resolution", FRIDAY, **asked))["rule"] == "K9-remote-complex"
    assert deadline(Asked("denunciation", "resolution", FRIDAY, complexity="specially_complex"))["limit"] == 90


def test_override_moves_the_date():
    assert deadline(Asked("feedback", "outcome_notice", FRIDAY), [STORM])["due_on"] == "2026-12-08"


def test_unknown_stage_is_told_what_exists():
    with pytest.raises(NoStatute, match="Các bước: outcome_notice"):
        deadline(Asked("petition", "acceptance", FRIDAY))


def test_text_is_a_proof_sheet():
    text = deadline_text(Asked("complaint", "outcome_notice", FRIDAY))
    assert "Hạn: hết thứ Hai 07/12/2026" in text
    assert "Thời hạn: 10 ngày làm việc kể từ ngày tiếp nhận nội dung (thứ Sáu 20/11/2026)" in text
    assert "vẫn là ngày làm việc thì hạn là thứ Sáu 04/12/2026" in text
    assert text.splitlines()[-1] == "   10  thứ Hai 07/12/2026: ngày làm việc"


def test_text_says_that_a_local_limit_is_not_the_law():
    assert "Hạn theo quy chế của địa phương, không phải hạn luật định" in deadline_text(
        Asked("feedback", "resolution", FRIDAY)
    )
    assert "quy chế" not in deadline_text(Asked("complaint", "resolution", FRIDAY))


def test_text_tells_a_last_day_that_moved_on_or_back():
    assert "Chủ nhật 20/12/2026 là ngày nghỉ nên hạn chuyển sang ngày làm việc tiếp theo" in deadline_text(
        Asked("complaint", "resolution", FRIDAY)
    )
    assert "Chủ nhật 15/11/2026 là ngày nghỉ nên hạn chuyển sang ngày làm việc liền trước" in deadline_text(
        Asked("complaint", "dialogue_notice", FRIDAY)
    )


def test_calendar_year_lists_days_off_and_make_up_days():
    found = json.loads(json.dumps(calendar_year(2026)))
    assert (found["working_days"], found["is_forecast"]) == (249, False)
    assert [entry["date"] for entry in found["make_up_days"]] == ["2026-01-10", "2026-08-22"]
    unsure = [entry["date"] for entry in found["holidays"] if not entry["confirmed"]]
    assert unsure == ["2026-11-24"]
    assert all(entry["name"] and entry["source"] for entry in found["holidays"])


def test_calendar_text_warns_that_a_coming_year_is_a_forecast():
    assert "Lịch nghỉ năm này là dự kiến" in calendar_text(2027)
    assert "dự kiến;" not in calendar_text(2025)
    assert "thứ Bảy 22/08/2026: làm bù cho 31/08" in calendar_text(2026)
    assert "Nghỉ tránh bão [Công điện của tỉnh]" in calendar_text(2026, [STORM])
    assert calendar_text(2027).endswith("Ngày làm bù:\n  không có")


def test_days_of_a_pause_are_listed_and_not_counted():
    pause = (date(2026, 12, 1), date(2026, 12, 8))
    asked = Asked("complaint", "resolution", FRIDAY, pauses=(pause,))
    found = deadline(asked)
    assert found["due_on"] == "2026-12-28"  # seven days later: 27 December is a Sunday
    stopped = [day["date"] for day in found["days"] if "tạm đình chỉ" in day["why"]]
    assert stopped == [f"2026-12-{day:02d}" for day in range(1, 8)]
    assert sum(day["counted"] for day in found["days"]) == 30
    assert "tạm đình chỉ từ 01/12/2026 đến trước 08/12/2026, không tính" in deadline_text(asked)


def test_a_pause_that_the_rule_does_not_know_or_that_runs_backward_is_refused():
    pause = (date(2026, 12, 1), date(2026, 12, 8))
    with pytest.raises(Invalid, match="không có lý do nào được dừng"):
        deadline(Asked("complaint", "acceptance", FRIDAY, pauses=(pause,)))
    with pytest.raises(Invalid, match="kết thúc trước khi bắt đầu"):
        deadline(Asked("complaint", "resolution", FRIDAY, pauses=(pause[::-1],)))
