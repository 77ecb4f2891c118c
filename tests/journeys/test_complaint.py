"""Trips of complainants, as they talk: from the first word to a form that only lacks a signature."""

import pytest
from sqlalchemy import select

from intake.complaints import forms
from intake.directory.directory import DirectoryData, import_directory
from intake.tables import Base, CaseRow, InboxRow, UtteranceRow

pytestmark = pytest.mark.one_database

WHOLE = (
    "Tôi tên là Nguyễn Văn Bình, ở thôn Đông, phường Bắc Giang. Tôi khiếu nại quyết định số 12/QĐ-UBND ngày 3/2/2026 "
    "của UBND phường Bắc Giang về việc thu hồi đất nhà tôi. Đề nghị hủy quyết định và trả lại đất. "
    "Kèm theo bản sao sổ đỏ."
)
PLAIN = "toi khieu nai quyet dinh thu hoi dat cua ubnd phuong bac giang, dat nha toi cay tu nam 1993"
NUMBER = "024185007319"


def facts(office, citizen):
    [case] = citizen.cases()
    with office.read() as snap:
        return forms.filled(snap, case.case_id)


def everything(office):
    with office.read() as snap:
        return "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in snap.execute(select(table)))


def test_who_tells_everything_at_once_is_asked_for_one_thing_only(known_citizen, office):
    first = "\n".join(known_citizen.says(WHOLE))
    assert "chữ ký" in first or "ký tên" in first
    assert "ủy quyền" in first
    read_back = "\n".join(known_citizen.presses("Tôi tự đứng đơn"))
    for words in ("Nguyễn Văn Bình", "thôn Đông", "12/QĐ-UBND", "hủy quyết định", "sổ đỏ"):
        assert words in read_back
    receipt = "\n".join(known_citizen.presses("Gửi"))
    [case] = known_citizen.cases()
    assert case.kind == "complaint"
    assert f"/khieu-nai/{case.code}" in receipt
    assert "Chủ tịch UBND phường Bắc Giang" in receipt
    assert "ngày tiếp công dân" in receipt
    form = facts(office, known_citizen)
    assert form.to == "Chủ tịch UBND phường Bắc Giang"
    assert form.facts["name"] == "Nguyễn Văn Bình"
    assert form.facts["decision"] == "quyết định số 12/QĐ-UBND ngày 3/2/2026"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("con tôi mới 15 tuổi thì ai đứng đơn", "cha mẹ, người giám hộ đứng đơn thay"),
        ("chau nha toi chua du 18 tuoi", "cha mẹ, người giám hộ đứng đơn thay"),
        ("anh trai tôi bị tâm thần, tôi đứng đơn thay", "cha mẹ, người giám hộ đứng đơn thay"),
        ("nhờ luật sư khiếu nại thay được không", "ủy quyền cho luật sư"),
        ("mẹ tôi già yếu không đi được", "con đã lớn"),
    ],
)
def test_who_may_stand_for_whom_is_told_and_the_question_asked_again(known_citizen, said, told):
    """Luật Khiếu nại 2011, Điều 12 khoản 1 điểm a, b."""
    known_citizen.says(PLAIN)
    heard = "\n".join(known_citizen.says(said))
    assert told in heard
    assert "Điều 12 Luật Khiếu nại" in heard
    assert "Họ và tên" in heard


def test_without_marks_one_answer_at_a_time(known_citizen, office):
    assert "Họ và tên" in known_citizen.says(PLAIN)[-1]
    known_citizen.says("nguyen thi lan a")
    known_citizen.says("xom 4, phuong bac giang")
    assert "quyết định hay việc làm" in known_citizen.says("tu toi lam, khong uy quyen cho ai")[-1]
    known_citizen.says("bo qua")
    known_citizen.says("tra lai dat cho nha toi")
    known_citizen.says("khong co")
    known_citizen.says("gui di")
    form = facts(office, known_citizen)
    assert form.facts["name"] == "Nguyen Thi Lan"
    assert form.facts["against"] == "ubnd phuong bac giang"


def test_what_nobody_has_signed_yet_is_withdrawn_at_once(known_citizen):
    known_citizen.says(PLAIN)
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.says("gửi")
    asked = "\n".join(known_citizen.says("tôi muốn rút khiếu nại"))
    assert "không cần giấy tờ" in asked
    assert "có chữ ký" not in asked
    assert "đã được rút" in "\n".join(known_citizen.presses("Rút hồ sơ"))
    assert not known_citizen.cases()[0].is_open


def test_everything_may_be_left_for_the_paper(known_citizen, office):
    known_citizen.says(PLAIN)
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.says("gửi")
    form = facts(office, known_citizen)
    assert "name" not in form.facts
    assert form.to == "Chủ tịch UBND phường Bắc Giang"


def test_to_pass_over_all_that_is_left_throws_nothing_away(known_citizen):
    known_citizen.says(PLAIN)
    shown = "\n".join(known_citizen.says("bỏ qua hết"))
    assert "Còn để trống" in shown
    assert "Bỏ bản nháp" not in shown


def test_in_the_words_of_the_south(known_citizen, office):
    known_citizen.says(
        "Dạ tui là Trần Văn Tám, tui khiếu nại chủ tịch phường Bắc Giang ra quyết định phạt tui mà hổng đúng"
    )
    known_citizen.says("dạ nhà ở số 12 ngõ 3 phường Bắc Giang")
    known_citizen.says("hổng")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    assert facts(office, known_citizen).facts["name"] == "Trần Văn Tám"


def test_what_was_misheard_is_put_right_before_sending(known_citizen, office):
    known_citizen.says(WHOLE.replace("Bình", "Bính"))
    known_citizen.presses("Tôi tự đứng đơn")
    known_citizen.presses("Sửa đơn")
    known_citizen.presses("Người đứng đơn")
    assert "Nguyễn Văn Bình" in "\n".join(known_citizen.says("không phải, tên tôi là Nguyễn Văn Bình"))
    known_citizen.presses("Gửi")
    assert facts(office, known_citizen).facts["name"] == "Nguyễn Văn Bình"


def test_stepping_away_midway_loses_nothing(known_citizen, office):
    known_citizen.says(PLAIN)
    known_citizen.says("Nguyễn Thị Lan")
    assert "Người đứng đơn ở đâu" in known_citizen.says("giúp")[-1]
    assert "Người đứng đơn ở đâu" in known_citizen.says("gặp cán bộ")[-1]
    known_citizen.says("thôi")
    assert "Người đứng đơn ở đâu" in known_citizen.says("giữ lại")[-1]
    known_citizen.presses("Điền sau trên giấy")
    assert not known_citizen.cases()
    known_citizen.presses("Gửi")
    assert facts(office, known_citizen).facts["name"] == "Nguyễn Thị Lan"


def test_a_double_tap_passes_over_one_question_and_makes_one_case(known_citizen, clock):
    known_citizen.says(PLAIN)
    skip = next(button for button in known_citizen.buttons if button["label"] == "Bỏ qua")
    known_citizen.send(kind="choice", choice=skip["payload"])
    again = known_citizen.send(kind="choice", choice=skip["payload"])
    assert again == ["Tôi đã nhận lựa chọn này rồi ạ."]  # the question that came after it is asked once
    clock.forward(minutes=2)
    later = known_citizen.send(kind="choice", choice=skip["payload"])
    assert "Nút này đã cũ" in later[0]
    assert "Người đứng đơn ở đâu" in later[-1]
    known_citizen.presses("Điền sau trên giấy")
    tap = next(button for button in known_citizen.buttons if button["label"] == "Gửi")
    known_citizen.send(kind="choice", choice=tap["payload"])
    known_citizen.send(kind="choice", choice=tap["payload"])
    assert len(known_citizen.cases()) == 1


def test_a_neighbours_wall_is_no_complaint(known_citizen):
    known_citizen.says(PLAIN)
    assert "phản ánh" in known_citizen.says("không phải khiếu nại đâu")[0]
    if any("Đất đai" in button["label"] for button in known_citizen.buttons):
        known_citizen.presses("Đất đai")
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "feedback"


@pytest.mark.parametrize(
    "typed",
    [f"Nguyễn Thị Lan, cccd {NUMBER}", "so can cuoc cua toi la 024-185-007-319", "cmnd 012345678 cap nam 2005"],
)
def test_identity_numbers_are_covered_and_kept_nowhere(known_citizen, office, typed):
    known_citizen.says(PLAIN)
    answer = known_citizen.says(typed)
    assert "che số giấy tờ" in answer[0]
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    kept = everything(office)
    assert not any(number in kept for number in (NUMBER, "024-185-007-319", "012345678"))
    with office.read() as snap:
        assert any("****" in text for text in snap.execute(select(UtteranceRow.text)).scalars())
        assert "{}" in snap.execute(select(InboxRow.raw)).scalars().all()


def test_amounts_and_telephones_are_not_taken_for_identity_numbers(known_citizen, office):
    known_citizen.says(PLAIN + ", nha toi chi duoc den bu 150000000 dong, goi toi 0912345678")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    with office.read() as snap:
        text = snap.execute(select(CaseRow.text)).scalar_one()
    assert "150000000" in text
    assert "0912345678" in text


def test_a_second_complaint_goes_to_the_province(known_citizen, office):
    known_citizen.says(
        "Tôi khiếu nại lần hai quyết định giải quyết khiếu nại của chủ tịch UBND phường Bắc Giang về thu hồi đất"
    )
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    assert facts(office, known_citizen).to == "Chủ tịch UBND tỉnh Bắc Ninh"


STOPPED = "Bố tôi là thương binh 2/4, phường Bắc Giang dừng trợ cấp của ông, tôi muốn khiếu nại"


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn Văn Bền, bố tôi đứng đơn",
        "bố tôi, Nguyễn Văn Bền",
        "Nguyễn Văn Bền là bố tôi",
        "người đứng đơn là Nguyễn Văn Bền",
        "Nguyễn Văn Bền",
    ],
)
def test_a_name_with_who_stands_for_it_is_a_name_and_the_complaint_stays_one(known_citizen, office, typed):
    known_citizen.says(STOPPED)
    assert "ở đâu" in known_citizen.says(typed)[-1]
    known_citizen.presses("Điền sau trên giấy")
    assert "thời hiệu là 90 ngày" in "\n".join(known_citizen.presses("Gửi"))
    assert known_citizen.cases()[0].kind == "complaint"
    assert facts(office, known_citizen).facts["name"] == "Nguyễn Văn Bền"


def test_what_is_told_beside_a_question_of_the_form_does_not_make_it_a_report(known_citizen):
    known_citizen.says(STOPPED)
    known_citizen.says("Nhà tôi có đèn đường trước cửa hỏng từ lâu, phường cũng chưa sửa")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "complaint"


@pytest.mark.parametrize("typed", ["luật sư Nguyễn Hoàng", "nhờ luật sư Nguyễn Hoàng", "LS. Nguyễn Hoàng"])
def test_a_lawyer_is_named_as_who_acts_for_them(known_citizen, office, typed):
    known_citizen.says(PLAIN)
    known_citizen.presses("Bỏ qua")
    known_citizen.presses("Bỏ qua")
    assert "quyết định hay việc làm" in known_citizen.says(typed)[-1]
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    assert facts(office, known_citizen).facts["proxy"] == "Nguyễn Hoàng"


SCHOOLS = {"code": "P-GD", "name": "Sở Giáo dục và Đào tạo", "level": "province", "function": "Sở Giáo dục và Đào tạo"}
AGAIN = "Tôi khiếu nại lần hai quyết định giải quyết khiếu nại của hiệu trưởng {school} kỷ luật con tôi"


@pytest.mark.parametrize(
    ("school", "to"),
    [
        ("trường THPT Thuận Thành số 1", "Giám đốc Sở Giáo dục và Đào tạo"),
        ("trường tiểu học Tân Yên, xã Tân Yên", "Chủ tịch UBND xã Tân Yên"),
    ],
)
def test_a_second_complaint_about_a_school_goes_to_who_runs_it(known_citizen, office, school, to):
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([{**SCHOOLS, "parent": "P"}], []))
    said = known_citizen.says(AGAIN.format(school=school))[-1]
    assert "xã, phường nào" not in said
    known_citizen.presses("Điền sau trên giấy")
    assert f"Nộp cho {to}" in "\n".join(known_citizen.presses("Gửi"))


def test_a_teacher_is_told_to_complain_to_the_head_of_the_school_first(known_citizen, office):
    known_citizen.says("Tôi là giáo viên bị hiệu trưởng trường THPT Thuận Thành kỷ luật cảnh cáo, tôi muốn khiếu nại")
    known_citizen.says("không rõ")
    known_citizen.presses("Điền sau trên giấy")
    receipt = "\n".join(known_citizen.presses("Gửi"))
    assert "Nộp cho Hiệu trưởng trường THPT Thuận Thành;" in receipt
    assert "UBND phường" not in receipt
    assert facts(office, known_citizen).to.startswith("Hiệu trưởng")
