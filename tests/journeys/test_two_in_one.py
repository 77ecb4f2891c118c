"""Two matters told in one message become two cases, each of its own kind and topic."""

import pytest

from tests.talk import heard

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
RUBBISH = "rác chất đống trước chợ Thương phường Bắc Giang"


@pytest.mark.parametrize("turn", [". Còn nữa, ", ", nhân tiện ", ", ngoai ra ", ". À mà ", ", à quên ", ", với lại "])
def test_both_become_cases(known_citizen, turn):
    shown = known_citizen.says(f"{LAMP}{turn}{RUBBISH}")
    assert "giữ riêng" in heard(shown)
    assert "Thương" not in shown[-1]
    assert f"“{RUBBISH}”" in known_citizen.says("gửi")[-1]
    known_citizen.says("gửi")
    assert len(known_citizen.cases()) == 2


def test_a_question_behind_a_report_leaves_it_a_report(citizen):
    citizen.says(f"{LAMP}, nhan tien cho hoi lam can cuoc cho con mat may ngay")
    assert "căn cước" not in heard(citizen.says("đồng ý"))
    citizen.says("gửi")
    citizen.says("phường Bắc Giang")
    citizen.says("gửi")
    assert sorted(case.kind for case in citizen.cases()) == ["feedback", "inquiry"]


def test_nothing_is_kept_of_either_without_a_yes(citizen):
    citizen.says(f"{LAMP}. Còn nữa, {RUBBISH}")
    assert "không lưu gì cả" in heard(citizen.says("không"))
    assert citizen.says("chào")[-1].startswith("Chào")
    assert citizen.cases() == ()


@pytest.mark.parametrize(
    "told",
    [
        "cống tắc ngập ở tổ 4 phường Đa Mai, với lại nắp cống cũng vỡ",
        "phương tiện giao thông đỗ sai chắn lối vào chợ phường Đa Mai",
        f"{RUBBISH}, ngoài ra có nhà đang cháy to lắm",
    ],
)
def test_more_of_the_same_and_a_danger_are_not_put_off(known_citizen, told):
    assert "giữ riêng" not in heard(known_citizen.says(told))
