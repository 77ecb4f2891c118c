"""A danger is told where it is in the same minute: to who is on duty there, long before there is a receipt."""

import pytest
from sqlalchemy import select

from intake.tables import NoticeRow, StaffRow
from tests import people
from tests.talk import heard

pytestmark = pytest.mark.one_database

FIRE = "cháy nhà ở tổ 3 phường Bắc Giang cứu với"


def told(office):
    """Return who in a commune was told of a danger that is in no case yet, and in which words."""
    at = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
    where = (NoticeRow.kind == "urgent", NoticeRow.case_id.is_(None), StaffRow.login.in_(["khang", "cuc", "mai"]))
    with office.read() as snap:
        return {row.login: row.text for row in snap.execute(at.where(*where))}


@pytest.mark.usefixtures("duty")
def test_who_is_on_duty_hears_of_it_before_anything_is_agreed_to(office, citizen):
    citizen.says(FIRE)
    assert set(told(office)) == {"khang"}
    assert "cháy, nổ" in told(office)["khang"]
    assert "phường Bắc Giang" in told(office)["khang"]


def test_where_nobody_is_on_duty_the_head_of_the_commune_hears_of_it(office, citizen):
    citizen.says(FIRE)
    assert set(told(office)) == {people.CUC["login"]}


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("consents", [False, True])
def test_where_the_place_is_told_later_they_hear_of_it_then(office, citizen, consents):
    citizen.says("cháy nhà rồi cứu với")
    assert told(office) == {}
    if consents:
        citizen.says("đồng ý")
    citizen.says("tổ 3 phường Bắc Giang")
    assert set(told(office)) == {"khang"}


@pytest.mark.usefixtures("duty")
def test_a_matter_without_danger_tells_nobody(office, known_citizen):
    known_citizen.says("đèn đường hỏng ở tổ 3 phường Bắc Giang")
    assert told(office) == {}


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize(
    "words",
    [
        "tôi tố cáo ông Bảy ở phường Bắc Giang đánh cháu bé 6 tuổi",
        "công an phường Bắc Giang đang giữ và đánh em tôi",
        "tôi tố cáo cán bộ phường Bắc Giang đang cho người đến nhà đánh tôi",
    ],
)
def test_of_an_accusation_nobody_in_its_commune_hears_before_it_is_received(office, citizen, words):
    citizen.says(words)
    citizen.presses("Báo tin không nêu tên")
    assert told(office) == {}


@pytest.mark.usefixtures("duty")
def test_whom_a_report_is_about_does_not_hear_of_it(office, citizen):
    citizen.says("cứu với, ông Lý Văn Khang say rượu đang cầm dao chém vợ ở tổ 3 phường Bắc Giang")
    assert "khang" not in told(office)


@pytest.mark.usefixtures("duty")
def test_what_is_told_holds_nothing_of_who_wrote(office, citizen):
    citizen.says("cứu với cháy nhà tôi rồi, tôi là Nguyễn Văn Bình 0912345678, sát nhà tôi ở tổ 3 phường Bắc Giang")
    [text] = told(office).values()
    assert not any(one in text for one in ("Bình", "0912345678", "tôi"))


def test_who_tells_on_of_a_danger_before_agreeing_hears_again_whom_to_call(citizen):
    assert "113" in heard(citizen.says("tôi bị chồng đánh, giờ đang trốn trong nhà tắm"))
    assert "113" in heard(citizen.says("nó vào rồi"))
    assert "113" not in heard(citizen.says("cảm ơn"))
    assert "113" not in heard(citizen.says("phường Bắc Giang"))


def test_who_takes_it_back_in_few_words_is_asked_about_the_withdrawal(known_citizen):
    known_citizen.says("trường bắt mua đồng phục 1 triệu, phường Bắc Giang")
    known_citizen.presses("Gửi")
    assert "Rút rồi thì cơ quan dừng" in heard(known_citizen.says("thôi rút lại đi con tôi bị cô ghét"))


def test_a_child_that_says_its_age_behind_what_it_told_hears_who_listens_to_children(citizen):
    citizen.says("con muốn bỏ nhà đi vì ba đánh con hoài")
    said = heard(citizen.says("con 12 tuổi"))
    assert "111" in said
    assert "Em không có lỗi" in said


def test_who_says_that_it_is_over_and_tells_something_else_hears_no_number_again(citizen):
    citizen.says("cháy nhà hàng xóm ở ngõ 5 đường Xương Giang phường Bắc Giang")
    citizen.says("dập được rồi")
    asked = heard(citizen.says("đèn đường trước cửa nhà tôi hỏng cả tháng nay"))
    assert "114" not in asked
    assert "đồng ý" in asked


def test_who_does_not_reach_the_number_of_a_flood_hears_other_numbers_and_of_no_fire(known_citizen):
    known_citizen.says("nhà tôi đang ngập, nước dâng nhanh lắm, mẹ già liệt giường, tổ 3 phường Bắc Giang")
    said = heard(known_citizen.says("gọi 114 không được"))
    assert "112" in said
    assert "đang cháy" not in said
