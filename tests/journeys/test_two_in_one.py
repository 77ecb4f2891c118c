"""Two matters told in one message become two cases, each of its own kind and topic."""

import pytest
from sqlalchemy import select

from intake.tables import CaseRow, UtteranceRow
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


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words",
    [
        "đường hỏng với lại trường thu tiền vô lý",
        "duong hong voi lai truong thu tien vo ly",
        "đèn đường tắt với lại nước máy đục",
        "duong hong voi lai cho tha rong",
    ],
)
def test_few_words_on_either_side_of_a_turn_are_two_matters(citizen, words):
    assert "giữ riêng" in heard(citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["đường hỏng với lại xấu quá", "cống tắc với lại hôi", "mất điện với lại nóng quá"])
def test_what_is_no_matter_behind_a_turn_is_of_the_first(citizen, words):
    assert "giữ riêng" not in heard(citizen.says(words))


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


TWOFOLD = [
    "rác thải đầy đường trước chợ Thương phường Bắc Giang và cống ở ngõ 7 đường Giáp Hải bị tắc",
    "duong thon Dong xa Tan Yen o ga nhieu qua, con nuoc may thi mat ca tuan o thon Ha",
    "hai việc: mương ở cánh đồng Cầu tắc không có nước tưới, loa phường sáng nào cũng quá to",
    "cầu treo thôn Khe thủng ván nguy hiểm lắm và trường tiểu học thiếu giáo viên tiếng Anh",
]


@pytest.mark.one_database
@pytest.mark.parametrize("words", TWOFOLD)
def test_whoever_plainly_tells_two_matters_is_asked_and_has_the_say(known_citizen, turns, words):
    assert "hai việc phải không" in heard(known_citizen.says(words))
    known_citizen.says("không, một việc thôi")
    finish(known_citizen)
    assert len(known_citizen.cases()) == 1
    other = type(known_citizen)(turns, "other")
    other.agrees()
    other.says(words)
    other.says("tách ra")
    finish(other)
    assert len(other.cases()) == 2


def test_each_case_has_its_own_words_and_its_own_line(citizen, office):
    citizen.says(TWOFOLD[0])
    assert "hai việc phải không" in heard(citizen.says("đồng ý"))
    citizen.presses("Tách hai việc")
    finish(citizen)
    with office.read() as snap:
        told = {row.topic: row.text for row in snap.execute(select(CaseRow.__table__))}
        lines = snap.execute(select(UtteranceRow.text, UtteranceRow.case_id).where(UtteranceRow.author == "citizen"))
        of_case = {text: case_id for text, case_id in lines if "cống" in text or "rác" in text}
    assert told["thoat_nuoc"] == "cống ở ngõ 7 đường Giáp Hải bị tắc"
    assert told["moi_truong"] == "rác thải đầy đường trước chợ Thương phường Bắc Giang"
    assert len(set(of_case.values())) == 2


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words",
    [
        "cống tắc và nước ngập ở ngõ 7 đường Giáp Hải",
        "quán karaoke hát to, khách đỗ xe kín ngõ, vứt rác bừa bãi",
        "Công trình thi công làm vỡ ống nước ở ngõ 8. Nước chảy lênh láng ra đường cả ngày.",
        "nha hang xom lan dat xay tuong chan loi di, nuoc mua do sang nha toi",
    ],
)
def test_one_matter_with_all_that_comes_of_it_is_one(known_citizen, words):
    assert "hai việc" not in heard(known_citizen.says(words))


def finish(citizen):
    """Answer what is asked until nothing is open."""
    for _number in range(8):
        labels = [one["label"] for one in citizen.buttons]
        wanted = next((one for one in ("Gửi", "Không, việc khác", "Không rõ") if one in labels), None)
        if wanted is None and any(one["payload"].split(":")[1] in {"topic", "in"} for one in citizen.buttons):
            wanted = labels[0]  # of two topics that are as likely the citizen says which; the place is the same
        if wanted:
            citizen.presses(wanted)


def test_of_an_accusation_that_is_kept_apart_it_is_said_that_it_is_sealed(known_citizen):
    accused = "ông trưởng thôn thu tiền đèn của dân rồi bỏ túi không ghi sổ"
    assert "giữ riêng và giữ kín" in heard(known_citizen.says(f"{LAMP}. Còn nữa, {accused}"))


def test_a_place_told_at_the_question_is_that_of_both_and_the_question_stays(known_citizen):
    words = "Tôi phản ánh: 1) rác ở chợ đầy ứ, 2) đèn đường trước nhà tôi tắt"
    assert "hai việc phải không" in heard(known_citizen.says(words))
    assert "hai việc phải không" in heard(known_citizen.says("phường Bắc Giang"))
    assert "Nơi: phường Bắc Giang" in heard(known_citizen.presses("Tách hai việc"))
    known_citizen.presses("Gửi")
    known_citizen.presses("Gửi")
    assert {case.topic for case in known_citizen.cases()} == {"moi_truong", "chieu_sang"}


@pytest.mark.parametrize(
    "told",
    [
        "chủ trọ bắt đóng tiền rác 100 nghìn một tháng chủ trọ còn cắt điện cả dãy",
        "làm căn cước cho con 6 tuổi đèn đường xóm tôi tối om",
    ],
)
def test_who_does_one_thing_more_and_a_child_turn_to_no_other_matter(known_citizen, told):
    assert "hai việc" not in heard(known_citizen.says(told))


@pytest.mark.parametrize(
    "told",
    [
        "rác chất đống đầu ngõ 7 cả tuần còn đèn đường ngõ 9 thì hỏng",
        "rac chat dong dau ngo 7 ca tuan con den duong ngo 9 thi hong",
    ],
)
def test_a_word_of_turning_between_two_spots_does(known_citizen, told):
    assert "hai việc" in heard(known_citizen.says(told))


@pytest.mark.parametrize(("answer", "count"), [("tách ra", 2), ("không, một việc thôi", 1)])
def test_a_matter_of_another_desk_told_when_the_first_stands_to_be_sent_is_asked_about(known_citizen, answer, count):
    known_citizen.says("Đường vào thôn lầy lội ở thôn Đông xã Tân Yên")
    assert "hai việc phải không" in heard(known_citizen.says("trạm y tế cũng không có thuốc"))
    shown = heard(known_citizen.says(answer))
    assert ("trạm y tế" not in shown) is (count == 2)
    finish(known_citizen)
    finish(known_citizen)
    assert len(known_citizen.cases()) == count


def test_what_is_at_the_same_place_is_said_in_a_word(known_citizen):
    known_citizen.says("Đường vào thôn lầy lội ở thôn Đông xã Tân Yên")
    known_citizen.says("trạm y tế cũng không có thuốc")
    known_citizen.says("tách ra")
    known_citizen.says("gửi")
    assert "Nơi: xã Tân Yên" in heard(known_citizen.says("ở đó luôn"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "more",
    ["xe tải chạy suốt ngày nên càng nát", "cống hai bên cũng tắc hết", "học sinh đi học ngã hoài", "sửa sớm giúp dân"],
)
def test_more_of_a_matter_that_stands_to_be_sent_is_added_to_it(known_citizen, more):
    known_citizen.says("Đường vào thôn lầy lội ở thôn Đông xã Tân Yên")
    assert "hai việc" not in heard(known_citizen.says(more))
