"""A complaint is told the limit of its own case: the first, the second, the disciplined, and the one that is over."""

from types import SimpleNamespace

import pytest

from intake.complaints.time_limit import time_limits_of


def limits(office, text, instance=1, **told):
    with office.read() as snap:
        return time_limits_of(snap, SimpleNamespace(text=text, instance=instance), told)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tôi khiếu nại quyết định thu hồi đất của UBND phường", [90]),
        ("Tôi khiếu nại lần hai, phường đã có quyết định giải quyết lần đầu", [30]),
        ("Tôi là công chức, bị kỷ luật khiển trách oan, tôi khiếu nại", [15]),
        ("Tôi là giáo viên, bị kỷ luật khiển trách oan, tôi khiếu nại", [15, 90]),
    ],
)
def test_each_has_the_limit_of_the_law(office, text, days):
    assert [one.days for one in limits(office, text)] == days


@pytest.mark.parametrize(
    ("text", "is_over"),
    [
        ("Tôi khiếu nại quyết định số 7 tôi nhận ngày 2/3/2026", True),
        ("Tôi khiếu nại quyết định số 7 tôi nhận ngày 10/9/2026", False),
        ("Quyết định ký ngày 2/3/2026, đến 10/9/2026 tôi mới nhận ngày 10/9/2026", False),
        ("Tôi sinh ngày 12/3/1958, khiếu nại việc cắt trợ cấp", False),
        ("Tôi khiếu nại quyết định số 7 ngày 31/2/2026", False),
    ],
)
def test_it_is_told_to_be_over_only_by_the_day_that_was_told(office, text, is_over):
    [one] = limits(office, text)
    assert (one.ended_on is not None) is is_over


def test_the_day_of_the_decision_in_the_form_counts(office):
    [one] = limits(office, "Tôi khiếu nại", decision="quyết định số 12/QĐ-UBND ngày 3/2/2026")
    assert one.ended_on.isoformat() == "2026-05-04"
