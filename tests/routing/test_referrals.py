"""What is not ours to answer is told where it belongs, with an article; the rest stays with us."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.directory import Rule
from routing.kinds import Kind
from routing.officials.accused import units_named
from routing.officials.instances import instance_of, is_of_province
from routing.officials.standing import ABOVE_ALL, RESPONDENTS
from routing.referrals import referral_for, usual_helpers
from routing.sources import MARKS
from routing.topics import load_catalogue
from tests.routing.staffing import IN_TAN_YEN, TAN_YEN, TAN_YEN_BODY, directory, unit

ROWS = tomllib.loads((files("routing") / "data" / "referrals.toml").read_text(encoding="utf-8"))["referral"]


def found(text, topic="khac", kind=Kind.FEEDBACK, known=None, **facts):
    return referral_for(text, kind=kind, topic=topic, directory=known or directory(), **facts)


@pytest.mark.parametrize(
    ("text", "topic", "code"),
    [
        ("Tòa xử ly hôn cho tôi quá lâu", "tu_phap", "court"),
        ("toa xu cham qua", "tu_phap", "court"),
        ("Bản án đã có hiệu lực mà chưa thi hành án", "tu_phap", "enforcement"),
        ("chap hanh vien ke bien nha toi", "can_bo", "enforcement"),
        ("Viện kiểm sát trả hồ sơ, vụ án chưa khởi tố", "tu_phap", "procuracy"),
        ("thằng em rể vay tôi 50 triệu 3 năm không trả, nhờ phường đòi giúp", "tu_phap", "civil_debt"),
        ("hang xom no tien toi khong tra", "tu_phap", "civil_debt"),
        ("bị lừa đảo cho vay tiền không trả", "an_ninh_trat_tu", None),
        ("công ty nợ lương tôi 3 tháng không trả", "lao_dong", None),
        ("Tôi muốn làm thủ tục ly hôn thì đến đâu", "ho_tich", "divorce"),
        ("em muốn li dị chồng thì nộp ở đâu", "thu_tuc_hanh_chinh", "divorce"),
        ("vợ chồng bỏ nhau tranh nhau nuôi cháu", "khac", "divorce"),
        ("ly hôn rồi, xin xác nhận độc thân", "ho_tich", None),
        ("tòa xử tôi thua vụ đất, tôi không phục", "tu_phap", "judgement"),
        ("xin ủy ban xem lại bản án sơ thẩm", "dat_dai", "judgement"),
        ("tôi không đồng ý bản án phúc thẩm của tòa tỉnh", "tu_phap", "final_judgement"),
        ("phuc tham giu nguyen an so tham, toi oan", "tu_phap", "final_judgement"),
        ("tôi muốn kháng cáo lên phúc thẩm", "tu_phap", "judgement"),
        ("bí thư xã rượu chè, mắng dân", "can_bo", "party_secretary"),
        ("bí thư xã đi ngang con đường này mỗi ngày", "giao_thong_ha_tang", None),
        ("nghị định 168 phạt nặng quá", "giao_thong_vi_pham", "ministry"),
        ("kiến nghị bộ giáo dục bỏ thi lớp 10", "giao_duc", "ministry"),
        ("bị Vietcombank trừ phí vô lý", "thue_phi", "bank"),
        ("trước cửa ngân hàng xe đậu kín", "giao_thong_vi_pham", None),
        ("Viettel trừ tiền oan", "vien_thong", "telecom_company"),
        ("văn phòng công chứng ghi sai tên tôi", "tu_phap", "court"),
        ("van phong cong chung ghi sai ten toi", "ho_tich", "notary"),
        ("xin công chứng giấy tờ ở xã", "ho_tich", None),
        ("Đảng viên vi phạm sinh con thứ ba, đề nghị kỷ luật đảng", "can_bo", "party"),
        ("Đề nghị sửa nghị định về phạt nồng độ cồn", "giao_thong_vi_pham", "ministry"),
        ("Bộ Giáo dục đổi sách liên tục", "giao_duc", "ministry"),
        ("bo y te tang vien phi qua cao", "y_te", "ministry"),
        ("Cán bộ y tế xã bỏ trực", "y_te", None),
        ("can bo cong an doi tien dan", "an_ninh_trat_tu", None),
        ("Mất điện từ sáng", "dien", "power_company"),
        ("dãy trọ em mất điện cả tối", "dien", "power_company"),
        ("chủ trọ thu điện 4 nghìn một số", "dien", None),
        ("phong tro thu tien nuoc gap doi", "nuoc", None),
        ("Bảo hiểm hộ nghèo mà bệnh viện không cho thuốc", "bao_hiem", None),
        ("bảo hiểm y tế không trả tiền mổ", "bao_hiem", "social_insurance"),
        ("Nước máy đục", "nuoc", "water_company"),
        ("Đường ổ gà trước nhà", "giao_thong_ha_tang", None),
        ("Hàng xóm nuôi chó thả rông", "vat_nuoi", None),
        ("Xin cấp lại giấy khai sinh", "ho_tich", None),
        ("", "khac", None),
    ],
)
def test_where_it_belongs(text, topic, code):
    referral = found(text, topic)
    assert (referral.code if referral else None) == code


def test_a_company_that_the_directory_has_answers_as_a_unit():
    power = replace(unit(50, "Công ty Điện lực"), address="")
    known = directory(units=[*directory().units.values(), power])
    assert found("Mất điện", "dien", known=known) is None


def test_a_complaint_of_a_company_of_ours_is_told_and_goes_to_it():
    power = replace(unit(50, "Công ty Điện lực"), address="12 đường Ngô Gia Tự")
    known = directory(units=[*directory().units.values(), power])
    referral = found("Điện lực tính hóa đơn gấp 3", "dien", Kind.COMPLAINT, known=known)
    assert "12 đường Ngô Gia Tự" in referral.to
    assert decided("dien", kind=Kind.COMPLAINT, referral=referral).unit_id == 50


@pytest.mark.parametrize(
    ("text", "topic", "function"),
    [
        ("Tiền điện tháng 10 nhà tôi tăng gấp 5, tôi khiếu nại", "dien", "Công ty Điện lực"),
        ("tien dien thang nay tang vo ly, xin kiem tra cong to", "dien", "Công ty Điện lực"),
        ("Đồng hồ nước nhà tôi chạy nhanh bất thường", "nuoc", "Công ty Cấp nước"),
        ("BHXH tính thiếu 3 năm đóng của tôi, tôi khiếu nại", "bao_hiem", "Bảo hiểm xã hội tỉnh"),
    ],
)
def test_a_bill_a_meter_a_pension_is_answered_by_who_reckoned_it(text, topic, function):
    """Also where its complaint, none of the law on complaints, was kept as a report."""
    known = directory(units=[*directory().units.values(), unit(50, function)])
    referral = found(text, topic, Kind.FEEDBACK, known=known)
    given_ = {"kind": Kind.FEEDBACK, "place": IN_TAN_YEN, "confidence": 0.9, "load": {}, "referral": referral}
    assert decide(**given_, topic=topic, directory=known, catalogue=load_catalogue()).unit_id == 50


@pytest.mark.parametrize(
    "text", ["Chủ trọ thu tiền điện 4.500 một số", "Trưởng thôn thu tiền điện chiếu sáng từng nhà", "Mất điện từ sáng"]
)
def test_what_is_no_bill_of_the_company_is_the_desk_s(text):
    known = directory(units=[*directory().units.values(), unit(50, "Công ty Điện lực")])
    assert found(text, "dien", known=known) is None


def test_what_social_insurance_decided_is_no_complaint_to_a_committee():
    assert found("Bảo hiểm xã hội tính thiếu lương hưu của tôi", "bao_hiem", Kind.COMPLAINT).has_own_law
    assert found("Công ty trừ tiền mà không đóng bảo hiểm cho tôi", "bao_hiem") is None


@pytest.mark.parametrize(("branch", "code"), [("court", "court"), ("procuracy", "procuracy"), ("party", "party")])
def test_who_complains_of_a_branch_of_its_own_is_sent_there_whatever_the_topic(branch, code):
    referral = found("tôi khiếu nại", "cu_tru", Kind.COMPLAINT, respondent=branch)
    assert referral.code == code
    assert decided("cu_tru", kind=Kind.COMPLAINT, referral=referral).unit_id is None


def test_what_an_office_did_is_reviewed_though_a_court_is_spoken_of():
    text = "tôi khiếu nại quyết định xử phạt của chủ tịch xã, tòa án xử thế nào tôi chịu"
    assert found(text, "tu_phap", Kind.COMPLAINT) is None


def test_the_address_is_that_of_the_directory_where_it_is_known():
    court = replace(unit(50, "Tòa án nhân dân tỉnh"), address="đường Hoàng Quốc Việt", phone="0204 111")
    known = directory(units=[*directory().units.values(), court])
    assert "đường Hoàng Quốc Việt, điện thoại 0204 111" in found("tòa xử chậm", "tu_phap", known=known).to
    assert "ghi trên giấy của tòa" in found("tòa xử chậm", "tu_phap").to


def test_who_lost_in_court_hears_of_the_days_to_appeal():
    text = found("tòa tuyên tôi thua", "tu_phap", Kind.COMPLAINT).text
    assert "15 ngày" in text
    assert "khoản 1 Điều 273 Bộ luật Tố tụng dân sự 2015" in text


def test_who_asks_when_a_secretary_receives_is_sent_nowhere():
    assert found("bí thư xã tiếp dân ngày nào", "can_bo", Kind.INQUIRY) is None


def test_the_words_of_a_denunciation_refer_it_nowhere():
    assert found("Tố cáo thẩm phán nhận tiền, vụ án ở tòa", "tu_phap", Kind.DENUNCIATION) is None
    assert found("Tố cáo", "can_bo", Kind.DENUNCIATION, respondent="province_chair").code == "province_chair"


@pytest.mark.parametrize("respondent", sorted(ABOVE_ALL))
def test_whoever_stands_above_all_is_accused_above_the_province(respondent):
    """Nobody here may see it, so that without a referral it would be lost."""
    assert "Trung ương" in found("Tố cáo", "can_bo", Kind.DENUNCIATION, respondent=respondent).to


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_every_row_can_be_told_to_a_person(row):
    topics = load_catalogue().topics
    assert set(row.get("topics", ())) <= set(topics)
    assert row.get("respondent", RESPONDENTS[0]) in RESPONDENTS
    assert row["whom"]
    assert row["text"].endswith(".")
    assert row.get("term", ".").endswith(".")


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_every_row_says_how_well_it_is_known_and_where_it_was_read(row):
    assert row["mark"] in MARKS
    if row["mark"].startswith("SEEN"):
        assert row["source"]
        assert row["in_force"]
    else:
        assert row["note"], "what is not read says what is to be checked"
        assert "term" not in row, "a term that was not read is not told to a citizen"


@pytest.mark.parametrize(
    ("text", "topic", "days", "article"),
    [
        ("chấp hành viên kê biên nhà tôi", "can_bo", ("10 ngày", "15 ngày", "30 ngày"), "Điều 96, 98"),
        ("điều tra viên đánh con tôi, vụ án chưa khởi tố", "tu_phap", ("15 ngày", "3 ngày"), "Điều 471, 475"),
        ("tòa xử tôi thua vụ đất, tôi không phục", "tu_phap", ("15 ngày",), "khoản 1 Điều 273"),
    ],
)
def test_within_how_many_days_one_complains_there_is_told_with_the_article(text, topic, days, article):
    told = found(text, topic)
    assert all(one in told.text for one in days)
    assert f"Căn cứ: {article}" in told.text


VERTICAL = [
    ("Tôi khiếu nại hải quan giữ hàng của tôi sai", "central", "customs"),
    ("Tôi khiếu nại quyết định của kho bạc", "central", "treasury"),
    ("Tôi khiếu nại chi cục thống kê ghi sai", "central", "statistics"),
    ("Tôi khiếu nại chi cục thuế ấn định sai", "central", "tax_office"),
    ("Tôi khiếu nại quyết định của Cục Thuế tỉnh", "central", "tax_province"),
    ("Khiếu nại bộ đội biên phòng giữ thuyền của tôi", "army", "army"),
    ("Tôi khiếu nại quyết định xử phạt của cảnh sát giao thông", "police", "police_unit"),
]


@pytest.mark.parametrize(("text", "respondent", "code"), VERTICAL)
def test_a_complaint_of_a_branch_goes_to_that_branch_and_to_no_chair(text, respondent, code):
    """Luật Khiếu nại 2011, khoản 1 Điều 7: first whoever decided, then who stands right above; no committee."""
    conflicts = conflicts_in(Kind.COMPLAINT, text, topic="khac", places=(IN_TAN_YEN,), directory=directory())
    assert conflicts.respondent == respondent
    told = found(text, kind=Kind.COMPLAINT, respondent=conflicts.respondent)
    assert told.code == code
    assert not told.has_own_law, "it is a complaint under the law on complaints, with a form to sign"
    decision = decided("khac", kind=Kind.COMPLAINT, conflicts=conflicts, referral=told)
    assert decision.unit_id is None
    assert "Không do UBND giải quyết" in decision.reasons[0]


def test_a_report_that_names_a_branch_is_still_ours_to_look_at():
    assert found("đường trước chi cục hải quan ngập", "thoat_nuoc") is None


def test_a_complaint_of_a_commune_that_speaks_of_a_branch_stays_with_its_chair():
    text = "Tôi khiếu nại quyết định của UBND xã Tân Yên, bên hải quan cũng nói là sai"
    conflicts = conflicts_in(Kind.COMPLAINT, text, topic="khac", places=(IN_TAN_YEN,), directory=directory())
    assert decided("khac", kind=Kind.COMPLAINT, conflicts=conflicts).unit_id == TAN_YEN_BODY


def test_a_branch_office_is_not_taken_for_the_office_of_the_province():
    """“chi cục thuế” stands below “cục thuế”."""
    taxes = directory(units=[*directory().units.values(), unit(70, "Thuế tỉnh")])
    assert units_named("Tôi khiếu nại Cục Thuế", taxes) == {70}
    assert units_named("Tôi khiếu nại chi cục thuế", taxes) == frozenset()


def test_how_well_it_is_known_is_for_officers_and_not_told_to_a_citizen():
    """A citizen hears whom and why, an officer also where that was read, or that nobody read it yet."""
    read, unread = found("chấp hành viên kê biên nhà tôi", "can_bo"), found("bị Vietcombank trừ phí vô lý", "thue_phi")
    assert "Luật 106/2025/QH15" in read.known_by
    assert "chưa đọc văn bản" in unread.known_by
    assert not any(one.known_by in one.told for one in (read, unread))


def test_the_insurance_office_is_complained_of_to_its_own_superior_and_no_department():
    """Law on social insurance 2024, Art. 130(3)-(4): no committee and no department decides the second time."""
    told = found("bảo hiểm xã hội tính lương hưu của tôi sai", "bao_hiem")
    assert told.code == "social_insurance"
    assert "cấp trên" in told.whom
    assert "Sở" not in told.whom


def test_codes_of_rows_are_their_own():
    assert len({row["code"] for row in ROWS}) == len(ROWS)


def decided(topic, rules=(), **facts):
    given_ = {"kind": Kind.FEEDBACK, "place": IN_TAN_YEN, "confidence": 0.9, "load": {}} | facts
    extra = [unit(50, "Công ty Điện lực")]
    known = directory(units=[*directory().units.values(), *extra], rules=rules)
    return decide(**given_, topic=topic, directory=known, catalogue=load_catalogue())


def test_what_is_beyond_us_waits_for_a_person_with_the_referral_at_hand():
    referral = found("tòa xử chậm", "tu_phap")
    decision = decided("tu_phap", referral=referral)
    assert decision.referral == referral
    assert decision.to_screening
    assert any(referral.whom in reason for reason in decision.reasons)


def test_a_company_that_answers_beside_us_does_not_stop_the_work():
    assert not decided("dien", referral=found("Mất điện", "dien")).to_screening


def test_usual_helpers_are_proposed_and_those_of_a_rule_take_their_place():
    assert decided("dien").coordinating == (50,)
    assert decided("giao_thong_ha_tang").coordinating == ()
    rule = Rule(1, "dien", TAN_YEN, None, TAN_YEN_BODY, None, None)
    assert decided("dien", [rule]).coordinating == ()


def test_nobody_is_proposed_to_help_with_a_denunciation():
    assert decided("dien", kind=Kind.DENUNCIATION).coordinating == ()


def test_usual_helpers_are_functions_of_the_catalogue():
    topics = load_catalogue().topics
    known = {u for one in topics.values() for u in (one.province_unit, one.commune_unit) if u}
    assert {function for topic in topics for function, _ in usual_helpers(topic)} <= known


@pytest.mark.parametrize(
    ("text", "instance"),
    [
        ("Khiếu nại lần hai về đất", 2),
        ("khieu nai lan 2", 2),
        ("Tôi không đồng ý với quyết định giải quyết khiếu nại số 12 của chủ tịch xã", 2),
        ("chủ tịch phường bác đơn khiếu nại của tôi, tôi khiếu nại tiếp", 2),
        ("Khiếu nại quyết định thu hồi đất", 1),
        ("đề nghị xã giải quyết đơn khiếu nại của tôi", 1),
        ("ở phường Kinh Bắc, khiếu nại quyết định phạt", 1),
    ],
)
def test_a_complaint_about_how_a_complaint_was_decided_is_the_second(text, instance):
    assert instance_of(Kind.COMPLAINT, text) == instance
    assert instance_of(Kind.FEEDBACK, text) == 1


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("khiếu nại quyết định thu hồi đất của UBND tỉnh", True),
        ("Chủ tịch tỉnh ký giao đất của tôi cho công ty, tôi khiếu nại", True),
        ("Kính gửi UBND tỉnh, xã thu hồi đất của tôi", False),
        ("tôi khiếu nại chủ tịch xã lên UBND tỉnh", False),
    ],
)
def test_a_decision_of_the_province_is_told_from_a_letter_to_it(text, is_theirs):
    assert is_of_province(text) == is_theirs
