"""A complaint is told the limit of its own case: the first, the second, the disciplined, and the one that is over."""

from datetime import date
from types import SimpleNamespace

import pytest

from intake.complaints.loose_days import received_in
from intake.complaints.time_limit import time_limits_asked, time_limits_of
from intake.complaints.undecided import undecided_in


def limits(office, text, instance=1, *, is_remote=False, came_on=None, **told):
    case = SimpleNamespace(text=text, instance=instance, is_remote=is_remote)
    with office.read() as snap:
        return time_limits_of(snap, case, told, handed_in_on=came_on)


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
    assert one.is_over is is_over


@pytest.mark.parametrize(("came_on", "is_over"), [(date(2026, 5, 30), True), (date(2026, 5, 29), False)])
def test_a_form_is_measured_by_the_day_it_came_not_by_the_day_it_is_looked_at(office, came_on, is_over):
    [one] = limits(office, "Tôi khiếu nại quyết định số 7 tôi nhận ngày 28/2/2026", came_on=came_on)
    assert (one.last_on, one.is_over) == (date(2026, 5, 29), is_over)


def test_where_roads_are_hard_the_second_complaint_has_its_longer_limit(office):
    told = "Tôi khiếu nại quyết định giải quyết khiếu nại lần đầu số 88/QĐ-UBND ngày 3/8/2026 của chủ tịch xã"
    [near], [far] = limits(office, told), limits(office, told, is_remote=True)
    assert [(one.days, one.last_on, one.is_over) for one in (near, far)] == [
        (30, date(2026, 9, 3), True),  # the second of September and the day beside it are holidays
        (45, date(2026, 9, 17), False),
    ]


def test_the_day_of_the_first_decision_counts_for_the_second(office):
    told = "Tôi khiếu nại quyết định giải quyết khiếu nại lần đầu số 88/QĐ-UBND ngày 1/9/2026 của chủ tịch xã"
    [one] = limits(office, told)
    assert (one.days, one.last_on.isoformat()) == (30, "2026-10-01")


def test_the_day_of_the_decision_in_the_form_counts(office):
    [one] = limits(office, "Tôi khiếu nại", decision="quyết định số 12/QĐ-UBND ngày 3/2/2026")
    assert (one.last_on.isoformat(), one.is_over) == ("2026-05-04", True)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Tôi nhận quyết định xử phạt ngày 1/8/2026, khiếu nại được đến ngày nào?", ["2026-10-30"]),
        ("toi bi phat ngay 1/8 con khieu nai duoc ko", ["2026-10-30"]),
        ("Tôi bị phạt ngày 1 tháng 8, còn hạn khiếu nại không?", ["2026-10-30"]),
        ("Tôi là công chức, bị buộc thôi việc ngày 10/9/2026, được khiếu nại trong bao lâu?", ["2026-09-25"]),
        ("thời hạn khiếu nại là mấy ngày", [None]),
        ("Tôi sinh ngày 1/8/2026, thời hạn khiếu nại là mấy ngày", [None]),
    ],
)
def test_a_question_is_answered_by_the_day_it_names(office, text, last):
    with office.read() as snap:
        found = time_limits_asked(snap, text)
    assert [one.last_on and one.last_on.isoformat() for one in found] == last


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("nhận cách đây 2 tháng", "2026-06-28", "2026-08-03"),
        ("tôi nhận quyết định hơn 2 tháng trước", "2026-06-14", "2026-07-17"),
        ("tôi nhận cách đây 2 tháng hơn", "2026-06-14", "2026-07-17"),
        ("nhận quyết định được 2 tháng rồi", "2026-06-28", "2026-08-03"),
        ("quyết định phạt cách đây 5 tháng", "2026-03-27", "2026-09-14"),
        ("hôm qua tôi mới nhận quyết định", "2026-09-13", "2026-09-13"),
        ("nhận gần 3 tháng rồi", "2026-06-13", "2026-07-19"),
        ("quyết định tôi nhận hồi tháng 8", "2026-08-01", "2026-08-31"),
        ("nhận từ tháng trước", "2026-08-01", "2026-08-31"),
        ("tôi nhận quyết định tuần trước", "2026-09-07", "2026-09-13"),
        ("I received the decision two months ago", "2026-06-28", "2026-08-03"),
        ("I received the decision a month ago", "2026-07-29", "2026-09-01"),
        ("I got the decision yesterday", "2026-09-13", "2026-09-13"),
        ("I received the notice the day before yesterday", "2026-09-11", "2026-09-12"),
        ("tôi nhận quyết định vài tháng trước", "2025-12-09", "2026-07-18"),
        ("nhận được quyết định mấy bữa ni", "2026-09-05", "2026-09-12"),
    ],
)
def test_a_time_told_loosely_is_a_span_of_days(text, earliest, latest):
    found = received_in(text, date(2026, 9, 14))
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "quyết định cắt trợ cấp 2 tháng",
        "xã phạt tôi 2 tháng lương",
        "quyết định truy thu tiền điện tháng 3",
        "tôi xây nhà 3 năm nay và nhận quyết định 2 tháng trước",
        "tôi chờ 2 tháng nay",
        "tôi nhận quyết định ba mươi ngày trước",
        "tôi nhận quyết định 2 tháng 10 ngày trước",
        "tôi nhận quyết định 1,5 tháng trước",
        "tôi nhận quyết định hai ba tháng trước",
        "tôi nhận quyết định mấy chục ngày nay",
        "nhận quyết định mấy tháng thì hết hạn",
        "nhận tiền vài tháng lương theo quyết định",
        "tôi nhận được 3 tháng trợ cấp trước khi có quyết định",
        "quyết định cho tôi được 10 ngày để tháo dỡ",
        "tôi nhận quyết định truy thu tiền điện của nhà tôi từ tháng 3",
        "hôm nay tôi đem quyết định xử phạt vi phạm đến hỏi",
    ],
)
def test_what_does_not_plainly_tell_when_it_was_received_gives_no_day(text):
    assert received_in(text, date(2026, 9, 14)) is None


@pytest.mark.parametrize(
    ("text", "last", "is_over", "may_be_over"),
    [
        ("Tôi nhận quyết định cách đây 2 tháng, còn hạn khiếu nại không?", "2026-09-28", False, False),
        ("Tôi nhận quyết định 3 tháng trước, còn khiếu nại được không?", None, False, True),
        ("Tôi nhận quyết định 5 tháng trước, còn khiếu nại được không?", None, True, False),
    ],
)
def test_by_a_time_told_loosely_only_the_safe_day_is_told(office, text, last, is_over, may_be_over):
    with office.read() as snap:
        [one] = time_limits_asked(snap, text)
    assert (one.last_on and one.last_on.isoformat(), one.is_over, one.may_be_over) == (last, is_over, may_be_over)
    assert one.is_earliest is (last is not None)


@pytest.mark.parametrize(
    ("text", "ends", "last"),
    [
        ("Tôi gửi đơn khiếu nại lên xã ngày 20/7/2026 chưa ai trả lời", "2026-08-28", "2026-09-28"),
        (
            "Quyết định ngày 1/5/2026, tôi nộp đơn khiếu nại ngày 20/7/2026 chưa ai giải quyết",
            "2026-08-28",
            "2026-09-28",
        ),
        ("Tôi gửi đơn khiếu nại ngày 1/9/2026 chưa ai trả lời", "2026-10-12", "2026-11-11"),
        ("don khieu nai cua toi gui chu tich xa 2 thang chua giai quyet", "2026-08-26", None),
        ("Chủ tịch xã không giải quyết đơn khiếu nại của tôi", None, None),
        ("Tôi khiếu nại, xã đã thụ lý ngày 20/7/2026 mà chưa có quyết định giải quyết", "2026-08-19", "2026-09-18"),
        ("Tôi nộp đơn khiếu nại lên xã tuần trước chưa ai trả lời", "2026-10-16", None),
    ],
)
def test_the_second_is_counted_from_the_end_of_the_first(office, text, ends, last):
    with office.read() as snap:
        found = undecided_in(snap, text)
    assert (found.first and found.first.ends_on.isoformat()) == ends
    assert (found.last_on and found.last_on.isoformat()) == last
    assert found.is_over is (ends is not None and ends < "2026-09-14")


@pytest.mark.parametrize(
    ("text", "last", "is_over"),
    [
        ("Tôi gửi đơn khiếu nại lên xã ngày 20/7/2026 chưa ai trả lời", None, False),  # it may be over days before
        ("Tôi gửi đơn khiếu nại lên xã ngày 20/3/2026 chưa ai trả lời", "2026-06-03", True),
        ("Tôi khiếu nại, xã đã thụ lý ngày 20/7/2026 mà chưa có quyết định giải quyết", "2026-09-18", False),
    ],
)
def test_a_complaint_not_decided_closes_with_the_limit_of_the_second(office, text, last, is_over):
    [one] = limits(office, text)
    assert (one.days, one.last_on and one.last_on.isoformat(), one.is_over) == (30, last, is_over)


@pytest.mark.parametrize(
    ("text", "decider"),
    [
        ("Tôi gửi đơn khiếu nại lên chủ tịch xã ngày 20/7/2026 chưa ai trả lời", "Chủ tịch UBND tỉnh"),
        ("Tôi khiếu nại lên Sở Xây dựng ngày 20/7/2026 mà sở chưa trả lời", "Chủ tịch UBND tỉnh"),
        ("Tôi gửi đơn khiếu nại lên UBND tỉnh ngày 20/7/2026 chưa ai trả lời", "Bộ trưởng quản lý lĩnh vực"),
    ],
)
def test_the_second_goes_to_whoever_is_above_the_first(office, text, decider):
    with office.read() as snap:
        assert undecided_in(snap, text).decider == decider
