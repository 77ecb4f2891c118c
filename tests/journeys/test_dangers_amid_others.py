"""A danger told amid another matter is a case of its own, at once; what was being told goes on where it was."""

import pytest
from sqlalchemy import select

from intake.tables import CaseRow, NoticeRow, UnitRow, UtteranceRow
from tests.secrets import found_openly
from tests.talk import heard

pytestmark = pytest.mark.one_database

COMPLAINT = "tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"
ACCUSED = "tôi tố cáo ông Rạng trưởng thôn ăn chặn tiền hỗ trợ bão"
POTHOLE = "ổ gà to trước cổng trường Ngô Sĩ Liên phường Bắc Giang"
FIRE = "nhà hàng xóm đang cháy to lắm, ở tổ 3 phường Bắc Giang"
SHOCK = "có người bị điện giật ở đầu ngõ 5 đường Lê Lợi phường Bắc Giang, nằm bất tỉnh rồi"
HOUSE = "số 8 ngõ 3 phố Thân Nhân Trung phường Bắc Giang"
KEPT = "tôi giữ nguyên"


def cases_of(office):
    """Return the cases as (topic, code of the unit, urgent, words), the oldest first."""
    where = select(CaseRow.topic, UnitRow.code, CaseRow.is_urgent, CaseRow.summary)
    with office.read() as snap:
        return [
            tuple(row)
            for row in snap.execute(where.outerjoin(UnitRow, UnitRow.id == CaseRow.lead_unit_id).order_by(CaseRow.id))
        ]


def told_at_once(office):
    with office.read() as snap:
        return " ".join(snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "urgent")).scalars())


def lines_of(office):
    """Return to which case each line of the citizen belongs, and whether it is sealed."""
    said = select(UtteranceRow.text, UtteranceRow.case_id, UtteranceRow.is_sealed)
    with office.read() as snap:
        rows = snap.execute(said.where(UtteranceRow.author == "citizen")).all()
        return {row.text: (row.case_id, row.is_sealed) for row in rows}


@pytest.mark.both_databases
@pytest.mark.usefixtures("duty")
def test_a_fire_told_in_the_form_of_a_complaint_goes_to_who_puts_it_out_and_the_form_goes_on(office, known_citizen):
    known_citizen.says(COMPLAINT)
    known_citizen.says("Nguyễn Văn Bình")
    said = known_citizen.says(FIRE)
    assert "114" in said[0]
    assert KEPT in heard(said)
    assert "tổ 3" in told_at_once(office), "duty there hears of it before there is a case"
    resumed = known_citizen.presses("Gửi")
    assert "Người đứng đơn ở đâu" in resumed[-1]
    assert cases_of(office) == [("pccc", "G-CA", True, FIRE)]
    known_citizen.says(HOUSE)
    known_citizen.presses("Điền sau")
    known_citizen.presses("Gửi")
    with office.read() as snap:
        complaint = snap.execute(select(CaseRow.summary).where(CaseRow.kind == "complaint")).scalar_one()
    assert "cháy" not in complaint
    bound = {text: case_id for text, (case_id, _sealed) in lines_of(office).items()}
    assert bound[FIRE] != bound[COMPLAINT] == bound["Nguyễn Văn Bình"] == bound[HOUSE]


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("danger", [FIRE, SHOCK, "cháu tôi rơi xuống ao chìm rồi, ở thôn Đoài phường Bắc Giang"])
@pytest.mark.parametrize("matter", [POTHOLE, "tiếng loa karaoke ầm ĩ ở tổ 9 phường Bắc Giang, đêm nào cũng thế"])
def test_a_danger_told_right_after_a_report_goes_to_a_desk_of_its_own(office, known_citizen, matter, danger):
    known_citizen.says(matter)
    assert KEPT in heard(known_citizen.says(danger))
    assert matter in heard(known_citizen.presses("Gửi"))
    known_citizen.presses("Gửi")
    first, other = cases_of(office)
    assert (first[2:], other[2:]) == ((True, danger), (False, matter))
    assert first[0] != other[0]


@pytest.mark.parametrize(
    ("matter", "danger"),
    [
        (
            "cây xà cừ bật gốc một nửa, nghiêng hẳn ra lòng đường ở tổ 3 phường Bắc Giang",
            "cây đổ đè trúng hai cháu rồi",
        ),
        (POTHOLE, "có ông cụ sụp ổ gà ngã máu me đầy đầu rồi"),
        (POTHOLE, "vừa có người ngã xe ở đó nằm bất tỉnh rồi"),
        (FIRE, "có người bị bỏng nặng bất tỉnh rồi"),
    ],
)
def test_what_comes_of_the_very_thing_that_is_told_stays_with_it(office, known_citizen, matter, danger):
    known_citizen.says(matter)
    assert KEPT not in heard(known_citizen.says(danger))
    known_citizen.presses("Gửi")
    [(_topic, _unit, is_urgent, words)] = cases_of(office)
    assert is_urgent
    assert danger in words


@pytest.mark.both_databases
@pytest.mark.usefixtures("duty")
def test_a_fire_told_amid_an_accusation_is_open_and_shows_nothing_of_that(office, known_citizen):
    known_citizen.says(ACCUSED)
    assert "114" in known_citizen.says(FIRE)[0]
    assert lines_of(office)[FIRE] == (None, False), "duty reads it in the log at once"
    assert lines_of(office)[ACCUSED][1]
    assert "Viết trên trang kín" in [one["label"] for one in _after_sending(known_citizen)]
    assert not found_openly(office, "Rạng", "ăn chặn")
    known_citizen.presses("Nhắn tiếp")
    known_citizen.says("thôn Đông phường Bắc Giang")
    known_citizen.says("gửi")
    with office.read() as snap:
        known = {row.is_sealed: row.id for row in snap.execute(select(CaseRow.is_sealed, CaseRow.id))}
    assert lines_of(office)[FIRE] == (known[False], False)
    assert lines_of(office)[ACCUSED] == (known[True], True)
    assert not found_openly(office, "Rạng", "ăn chặn")


def _after_sending(citizen):
    citizen.presses("Gửi")
    return citizen.buttons


@pytest.mark.parametrize(
    "words",
    [
        "ông Rạng cho người đốt nhà tôi, đang cháy",
        "hắn đang đốt nhà tôi, cháy to rồi",
        "bọn nó đang cầm dao đập cửa nhà tôi",
    ],
)
def test_what_may_be_the_work_of_who_is_accused_stays_sealed_with_the_accusation(office, known_citizen, words):
    known_citizen.says(ACCUSED)
    assert KEPT not in heard(known_citizen.says(words))
    assert not found_openly(office, "Rạng", words)


def test_tapped_twice_it_is_sent_once(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.says(FIRE)
    button = next(one for one in known_citizen.buttons if one["label"] == "Gửi")
    known_citizen.presses("Gửi")
    assert "đã nhận" in heard(known_citizen.send(kind="choice", choice=button["payload"])).lower()
    assert [words for *_rest, words in cases_of(office)] == [FIRE]


def test_a_danger_that_is_none_after_all_is_dropped_and_the_matter_goes_on(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.says(FIRE)
    known_citizen.says("thôi")
    assert POTHOLE in heard(known_citizen.presses("Bỏ bản nháp"))
    known_citizen.presses("Gửi")
    assert [words for *_rest, words in cases_of(office)] == [POTHOLE]


def test_when_it_is_over_the_way_back_to_the_matter_before_is_told_and_leads_there(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.says(FIRE)
    assert "gõ “thôi”, ta làm tiếp việc trước" in heard(known_citizen.says("dập được rồi, may quá"))
    known_citizen.says("thôi")
    assert POTHOLE in heard(known_citizen.says("có"))
    assert cases_of(office) == []


def test_told_before_the_yes_each_is_a_matter_of_its_own(office, citizen):
    citizen.says(POTHOLE)
    assert "114" in citizen.says(FIRE)[0]
    citizen.says("đồng ý")
    citizen.presses("Gửi")
    citizen.presses("Gửi")
    assert [words for *_rest, words in cases_of(office)] == [FIRE, POTHOLE]


def test_of_neither_is_anything_kept_after_a_no(office, citizen):
    citizen.says(POTHOLE)
    citizen.says(FIRE)
    citizen.says("không đồng ý")
    assert not found_openly(office, "Ngô Sĩ Liên", "hàng xóm")
    assert "làm tiếp" not in heard(citizen.says("chào"))


def test_after_a_case_was_sent_a_danger_that_is_none_of_it_is_not_asked_about(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    assert "bổ sung" not in heard(known_citizen.says(FIRE))
    known_citizen.presses("Gửi")
    assert [unit for _topic, unit, *_rest in cases_of(office)][-1] != "G-KT"


def test_words_that_waited_for_their_case_are_asked_about_again(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    known_citizen.says("hôm nay vẫn thế, bụi mù mịt")
    known_citizen.says(FIRE)
    assert "hay là một việc mới" in heard(known_citizen.presses("Gửi"))
    known_citizen.says("cũ")
    known_citizen.presses("Bổ sung")
    case_of = {text: case_id for text, (case_id, _sealed) in lines_of(office).items()}
    assert case_of["hôm nay vẫn thế, bụi mù mịt"] == case_of[POTHOLE] != case_of[FIRE]


def test_told_below_a_photo_it_is_one_of_its_own_too(office, known_citizen):
    known_citizen.says(POTHOLE)
    assert "114" in known_citizen.sends_photo(FIRE)[0]
    known_citizen.presses("Gửi")
    known_citizen.presses("Gửi")
    assert [words for *_rest, words in cases_of(office)] == [FIRE, POTHOLE]


def test_what_was_kept_apart_before_comes_after_both(office, known_citizen):
    known_citizen.says(POTHOLE)
    lamp = "à còn nữa, đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
    assert "giữ riêng" in heard(known_citizen.says(lamp))
    known_citizen.says(FIRE)
    for _number in range(3):
        known_citizen.presses("Gửi")
    fire, pothole, _lamp = (words for *_rest, words in cases_of(office))
    assert (fire, pothole) == (FIRE, POTHOLE)
    case_of = {text: case_id for text, (case_id, _sealed) in lines_of(office).items()}
    assert len({case_of[FIRE], case_of[POTHOLE], case_of[lamp]}) == 3


def test_two_dangers_at_two_spots_are_two_cases(office, known_citizen):
    drowning = "có đứa trẻ rơi xuống ao chìm rồi ở tổ 9 phường Bắc Giang"
    known_citizen.says(POTHOLE)
    known_citizen.says(FIRE)
    assert "114" in known_citizen.says(drowning)[0]
    for _number in range(3):
        known_citizen.presses("Gửi")
    assert [words for *_rest, words in cases_of(office)] == [drowning, FIRE, POTHOLE]
    case_of = {text: case_id for text, (case_id, _sealed) in lines_of(office).items()}
    assert len({case_of[drowning], case_of[FIRE], case_of[POTHOLE]}) == 3
