"""Whom a text accuses by name or rank, and who is kept out because of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.kinds import Kind
from routing.officials.standing import RESPONDENTS
from routing.reading import default_reader
from routing.topics import load_catalogue
from tests.routing.staffing import (
    BUILDING,
    INSPECTORATE,
    KINH_BAC_BODY,
    KINH_BAC_ECONOMY,
    RECEPTION,
    TAN_YEN_BODY,
    TAN_YEN_ECONOMY,
    directory,
    officer,
    unit,
)

TOP = 9
CHAIR, VICE, ECONOMIST, NAMESAKE = 1, 2, 3, 4
DIRECTOR, CLERK, COUSIN, GOVERNOR, DESK, BOSS = 5, 6, 7, 8, 9, 10


def house(relations=None):
    small = directory()
    units = [replace(one, parent_id=one.parent_id or TOP) for one in small.units.values()] + [unit(TOP, "UBND")]
    officers = [
        officer(CHAIR, TAN_YEN_BODY, name="Lương Công Khánh", title="Chủ tịch UBND xã", is_head=True),
        officer(VICE, TAN_YEN_BODY, name="Tạ Bích Loan", title="Phó Chủ tịch UBND xã"),
        officer(ECONOMIST, TAN_YEN_ECONOMY, name="Đào Thế Vinh", title="Chuyên viên"),
        officer(NAMESAKE, KINH_BAC_ECONOMY, name="Đào Thế Vinh", title="Trưởng phòng", is_head=True),
        officer(DIRECTOR, BUILDING, name="Giáp Hồng Oanh", title="Giám đốc", is_head=True),
        officer(CLERK, KINH_BAC_BODY, name="Chu Minh Đạt", title="Chuyên viên"),
        officer(COUSIN, RECEPTION, name="Trịnh Kim Ngân", is_reception=True, has_clearance=True),
        officer(DESK, RECEPTION, name="Thân Bá Huy", is_reception=True, has_clearance=True),
        officer(GOVERNOR, TOP, name="Phan Tiến Long", title="Chủ tịch UBND tỉnh", is_head=True, has_clearance=True),
    ]
    boss = officer(BOSS, TOP, name="Đinh Ngọc Mai", title="Phó Chánh Văn phòng", has_clearance=True)
    both_ways = {one: frozenset({other}) for pair in relations or () for one, other in (pair, pair[::-1])}
    return replace(directory(officers=officers, units=units), others={BOSS: boss}, relations=both_ways)


def conflicts(text, kind=Kind.DENUNCIATION, *, topic="can_bo", relations=None):
    place = default_reader().read(text).place
    return conflicts_in(kind, text, topic=topic, places=[place], directory=house(relations))


@pytest.mark.parametrize(
    ("text", "accused", "respondent"),
    [
        ("Tôi tố cáo ông Lương Công Khánh nhận tiền", {CHAIR}, "commune_chair"),
        ("toi to cao ong luong cong khanh chu tich xa tan yen", {CHAIR}, "commune_chair"),
        ("TÔI TỐ CÁO CHỦ TỊCH XÃ TÂN YÊN", {CHAIR}, "commune_chair"),
        ("Tố cáo bà phó chủ tịch UBND xã Tân Yên bao che", {VICE}, "commune_chair"),
        ("Tố cáo phó chủ tịch xã Tân Yên Tạ Bích Loan", {VICE}, "commune_chair"),
        ("Tố cáo giám đốc Sở Xây dựng ăn hối lộ", {DIRECTOR}, "department_head"),
        ("Tố cáo chủ tịch UBND tỉnh", {GOVERNOR}, "province_chair"),
        ("Tố cáo ông Đinh Ngọc Mai vòi tiền", {BOSS}, "department_head"),
        ("Tố cáo trưởng phòng kinh tế phường Kinh Bắc", {NAMESAKE}, "commune_staff"),
        ("Tố cáo Đào Thế Vinh ở xã Tân Yên", {ECONOMIST}, "commune_staff"),
        ("Tố cáo Đào Thế Vinh nhận phong bì", {ECONOMIST, NAMESAKE}, "commune_staff"),
        ("Kính gửi ông chủ tịch UBND tỉnh. Tôi tố cáo anh Chu Minh Đạt", {CLERK}, "commune_staff"),
        ("Kính gửi ông Phan Tiến Long, chủ tịch tỉnh\nTôi tố cáo chủ tịch xã Tân Yên", {CHAIR}, "commune_chair"),
        ("Ở xã Tân Yên tôi tố cáo ông chủ tịch!", {CHAIR}, "commune_chair"),
        ("Tố cáo chủ tịch xã nhận tiền", set(), "commune_chair"),
        ("Tố cáo chủ tịch hội đồng quản trị công ty Phú Hòa", set(), ""),
        ("Tố cáo giám đốc công ty ở xã Tân Yên xả thải", set(), ""),
        ("Tố cáo nhà hàng xóm đánh bạc", set(), ""),
        ("Tố cáo Chủ tịch UBND xã Tân Yên nhận tiền", {CHAIR}, "commune_chair"),
        ("to cao chu tich ubnd xa tan yen", {CHAIR}, "commune_chair"),
        ("Chủ tịch UBND xã Tân Yên tham ô", {CHAIR}, "commune_chair"),
        ("tố cáo ông ct xã Tân Yên", {CHAIR}, "commune_chair"),
        ("tố cáo PCT UBND xã Tân Yên ăn tiền", {VICE}, "commune_chair"),
        ("tố cáo ông bí thư kiêm chủ tịch UBND xã Tân Yên", {CHAIR}, "commune_chair"),
        ("tố cáo chủ tịch xã Tân Yên Lương Công Khánh", {CHAIR}, "commune_chair"),
        ("tố cáo sếp xã Tân Yên", set(), "commune_chair"),
        ("tố cáo lãnh đạo xã Tân Yên ăn chặn", set(), "commune_chair"),
        ("tố cáo UBND xã Tân Yên", set(), "commune_chair"),
        ("tố cáo xã Tân Yên ăn chặn tiền hỗ trợ", set(), "commune_chair"),
        ("tố cáo nguyên chủ tịch xã Tân Yên tham ô", set(), "commune_chair"),
        ("tố cáo chủ tịch hội nông dân xã Tân Yên", set(), ""),
        ("tố cáo chủ tịch HĐND xã Tân Yên", set(), "council_chair"),
        ("tố cáo cán bộ địa chính xã Tân Yên nhận tiền", set(), "commune_staff"),
        ("tố cáo trưởng công an xã Tân Yên đánh dân", set(), "police_head"),
        ("Kính gửi UBND xã Tân Yên. Tôi tố cáo nhà hàng xóm nấu rượu lậu", set(), ""),
        ("tôi ở phường Kinh Bắc, tố cáo chủ tịch xã Tân Yên nhận hối lộ", {CHAIR}, "commune_chair"),
        ("tố cáo gđ sxd nhận tiền", {DIRECTOR}, "department_head"),
        ("tố cáo PGĐ Sở XD", set(), "department_head"),
        ("tố cáo sếp sở xây dựng", {DIRECTOR}, "department_head"),
        ("tố cáo Sở Xây dựng bao che", set(), "department_head"),
        ("tố cáo cán bộ Sở Xây dựng vòi tiền", set(), "department_staff"),
        ("tố cáo phó chánh văn phòng UBND tỉnh", {BOSS}, "department_head"),
        ("tố cáo văn phòng UBND tỉnh ăn tiền", {BOSS}, "department_head"),
        ("tố cáo chánh thanh tra tỉnh", set(), "department_head"),
        ("tố cáo phó chủ tịch thường trực UBND tỉnh", set(), "province_chair"),
        ("tố cáo lãnh đạo tỉnh", {GOVERNOR}, "province_chair"),
        ("tố cáo chủ tịch nhận tiền của cả tỉnh", set(), ""),
        ("Tố cáo ông Lê Văn Tám, Chủ tịch UBND tỉnh", {GOVERNOR}, "province_chair"),
        ("Tố cáo cán bộ xã Tân Yên, Chủ tịch UBND tỉnh đã biết", {GOVERNOR}, "commune_staff"),
        ("tố cáo vợ ông Phan Tiến Long", {GOVERNOR}, ""),
        ("Tố cáo giám đốc Sở Xây dựng và chủ tịch tỉnh nhận tiền", {DIRECTOR, GOVERNOR}, "province_chair"),
        ("to cao giam doc so xay dung va chu tich tinh nhan tien", {DIRECTOR, GOVERNOR}, "province_chair"),
        ("Tố cáo chủ tịch xã Tân Yên cùng với ông chủ tịch tỉnh", {CHAIR, GOVERNOR}, "province_chair"),
        ("Tố cáo bà Giáp Hồng Oanh và ông Phan Tiến Long nhận tiền", {DIRECTOR, GOVERNOR}, "province_chair"),
        ("Tố cáo trưởng phòng kinh tế và chủ tịch xã Tân Yên", {CHAIR}, "commune_chair"),
        ("Tố cáo phó chủ tịch và chủ tịch xã Tân Yên chia đất", {CHAIR, VICE}, "commune_chair"),
        ("Tố cáo giám đốc Sở Xây dựng với chủ tịch tỉnh", {DIRECTOR, GOVERNOR}, "department_head"),
        ("Tố cáo giám đốc Sở Xây dựng nhận tiền và chủ tịch tỉnh chưa xử lý", {DIRECTOR, GOVERNOR}, "department_head"),
    ],
)
def test_whom_a_denunciation_accuses(text, accused, respondent):
    found = conflicts(text)
    assert found.accused == accused
    assert found.respondent == respondent


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo cán bộ xã Tân Yên, tôi đã đưa đơn cho chủ tịch tỉnh mà im lặng",
        "Ông Phan Tiến Long bao che, tôi tố cáo cán bộ xã Tân Yên",
    ],
)
def test_the_chair_of_the_province_who_is_only_spoken_of_is_kept_out_alone(text):
    found = conflicts(text)
    assert GOVERNOR in found.people
    assert found.respondent != "province_chair"
    assert TOP not in found.units
    assert RECEPTION not in found.units


@pytest.mark.parametrize(
    ("text", "respondent"),
    [
        ("Chủ tịch UBND tỉnh dùng xe công đi lễ", "province_chair"),
        ("chu tich ubnd tinh dung xe cong di le", "province_chair"),
        ("Chủ tịch tỉnh cho em vợ trúng thầu", "province_chair"),
        ("Phó chủ tịch tỉnh bao che cho công ty khai thác cát lậu", "province_chair"),
        ("pho chu tich tinh bao che cho cong ty khai thac cat lau", "province_chair"),
        ("pct ubnd tinh an tien du an", "province_chair"),
        ("Ông Phan Tiến Long đi xe công chở vợ đi chùa", "province_chair"),
        ("Bí thư tỉnh ủy nhận hối lộ", "party_province"),
        ("bi thu tinh uy nhan hoi lo", "party_province"),
        ("Chủ tịch HĐND tỉnh nhận tiền chạy dự án", "council_province"),
        ("PCT HĐND tỉnh nhận tiền chạy dự án", "council_province"),
    ],
)
def test_whoever_leads_the_province_is_accused_without_the_word_too(text, respondent):
    found = conflicts(text)
    assert found.respondent == respondent
    assert found.units == set(house().units)


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch tỉnh đã chỉ đạo nhưng xã Tân Yên không làm",
        "chu tich tinh da chi dao nhung xa tan yen khong lam",
        "Chủ tịch tỉnh đã chỉ đạo nhưng chủ tịch xã Tân Yên nhận tiền bao che lò gạch",
        "Bí thư tỉnh ủy đã chỉ đạo nhưng chủ tịch xã Tân Yên vẫn nhận tiền",
    ],
)
@pytest.mark.parametrize("kind", [Kind.DENUNCIATION, Kind.FEEDBACK, Kind.COMPLAINT])
def test_who_did_their_office_and_was_not_obeyed_decides_on_it(text, kind):
    found = conflicts(text, kind)
    assert GOVERNOR not in found.people
    assert {TOP, RECEPTION}.isdisjoint(found.units)


def test_nobody_of_the_police_handles_what_accuses_who_leads_them():
    assert conflicts("Giám đốc Công an tỉnh nhận tiền bảo kê sòng bạc").respondent == "police_province"
    police = [unit(70, "Công an tỉnh"), unit(71, "Công an xã", "07339")]
    known = house()
    known = replace(known, units=known.units | {one.id: one for one in police})
    found = conflicts_in(
        Kind.DENUNCIATION,
        "Giám đốc Công an tỉnh nhận tiền bảo kê sòng bạc",
        topic="an_ninh_trat_tu",
        places=[],
        directory=known,
    )
    assert {70, 71} <= found.units
    assert RECEPTION not in found.units


@pytest.mark.parametrize("text", ["Tố cáo chủ tịch xã Tân Yên", "to cao ong Luong Cong Khanh, chu tich xa"])
def test_below_an_accused_chair_nobody_is_left(text):
    assert {TAN_YEN_BODY, TAN_YEN_ECONOMY} <= conflicts(text).units


@pytest.mark.parametrize(
    "said",
    [
        "Chủ tịch UBND",
        "chu tich ubnd",
        "CT UBND",
        "Chủ tịch",
        "chủ tịch uỷ ban nhân dân",
        "phó chủ tịch UBND",
        "sếp",
        "UBND",
    ],
)
@pytest.mark.parametrize("commune", ["xã Tân Yên", "XÃ TÂN YÊN", "phường Kinh Bắc"])
@pytest.mark.parametrize("lead", ["tố cáo {}", "Tôi tố cáo ông {} nhận tiền", "tôi ở xã Lục Nam, tố cáo {} ăn hối lộ"])
def test_who_leads_a_commune_is_never_taken_for_the_province_and_the_commune_is_kept_out(said, commune, lead):
    found = conflicts(lead.format(f"{said} {commune}"))
    assert found.respondent == "commune_chair"
    assert GOVERNOR not in found.people
    assert (TAN_YEN_BODY if "yên" in commune.lower() else KINH_BAC_BODY) in found.units
    assert RECEPTION not in found.units


def test_of_two_accused_chairs_both_communes_are_kept_out():
    found = conflicts("tố cáo chủ tịch xã Tân Yên và chủ tịch phường Kinh Bắc chia đất")
    assert {TAN_YEN_BODY, KINH_BAC_BODY} <= found.units


@pytest.mark.parametrize(
    "text",
    ["tố cáo ban tiếp dân tỉnh ăn tiền", "tố cáo Trưởng Ban Tiếp công dân tỉnh", "cán bộ Ban Tiếp công dân nhận tiền"],
)
def test_an_accused_reception_of_the_province_does_not_receive_it(text):
    assert decided(text).unit_id == INSPECTORATE
    assert decided(text).screening_unit_id == INSPECTORATE


@pytest.mark.parametrize("text", ["tố cáo chánh thanh tra nhận tiền", "tố cáo chánh thanh tra và giám đốc Sở Xây dựng"])
def test_the_inspectors_do_not_have_what_accuses_their_chief(text):
    assert INSPECTORATE in conflicts(text, topic="tham_nhung").units


def test_a_chief_inspector_of_a_department_or_a_district_of_old_is_another():
    for text in ("tố cáo chánh thanh tra Sở Xây dựng nhận tiền", "tố cáo chánh thanh tra huyện nhận tiền"):
        assert INSPECTORATE not in conflicts(text, topic="tham_nhung").units


def test_the_reception_of_the_province_that_is_only_written_to_receives_it():
    assert decided("Kính gửi Ban Tiếp công dân tỉnh. Tố cáo chủ tịch xã Tân Yên").unit_id == RECEPTION


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("chủ tịch xã Tân Yên cho em trai lấn đất công", "can_bo"),
        ("Chủ tịch UBND xã Tân Yên nhận tiền của nhà thầu", "giao_thong_ha_tang"),
        ("cán bộ địa chính xã Tân Yên nhận tiền", "dat_dai"),
        ("công an xã Tân Yên đánh người", "an_ninh_trat_tu"),
        ("Đào Thế Vinh nhận tiền, xã Tân Yên", "dat_dai"),
    ],
)
def test_a_wrong_of_somebody_in_office_is_not_looked_into_at_that_office(text, topic):
    assert TAN_YEN_ECONOMY in conflicts(text, Kind.FEEDBACK, topic=topic).units


def test_how_a_clerk_speaks_to_people_is_for_the_commune_to_mend():
    text = "Cán bộ tiếp dân ở xã Tân Yên nói năng cáu gắt, người già hỏi lại thì quát"
    assert not conflicts(text, Kind.PETITION, topic="can_bo").units


@pytest.mark.parametrize(
    "text",
    [
        "chủ tịch xã Tân Yên đã xuống xem, đường vẫn ngập",
        "công an xã Tân Yên đã bắt vụ đánh bạc",
        "UBND xã Tân Yên chưa xử lý nhà xây trái phép",
        "đề nghị chủ tịch xã Tân Yên sửa đường",
        "công an xã Tân Yên có nhận đơn trình báo không",
        "nhà bên cạnh ở thôn Thượng, xã Tân Yên ngày nào cũng đánh đập đứa trẻ",
    ],
)
def test_who_in_office_is_only_spoken_of_keeps_a_report(text):
    assert not conflicts(text, Kind.FEEDBACK, topic="giao_thong_ha_tang").units


def test_the_unit_of_an_accused_officer_is_kept_out_and_units_beside_it_are_not():
    units = conflicts("Tố cáo ông Chu Minh Đạt nhận tiền").units
    assert {KINH_BAC_BODY, KINH_BAC_ECONOMY} <= units
    assert TAN_YEN_BODY not in units


def test_one_who_merely_works_in_the_province_office_does_not_shut_the_whole_province_out():
    found = conflicts("Tố cáo ông Đinh Ngọc Mai vòi tiền")
    assert found.people == {BOSS}
    assert not found.units


def test_those_close_to_the_accused_are_kept_out_whoever_declared_it():
    for pair in ((CHAIR, COUSIN), (COUSIN, CHAIR)):
        found = conflicts("Tố cáo chủ tịch xã Tân Yên", relations=[pair])
        assert found.accused == {CHAIR}
        assert found.people == {CHAIR, COUSIN}
        assert any("người thân" in reason for reason in found.reasons)


def test_a_shared_name_is_told_in_the_reasons():
    assert any("Có 2 người cùng tên Đào Thế Vinh" in reason for reason in conflicts("Tố cáo Đào Thế Vinh").reasons)


def test_a_complaint_keeps_out_the_officer_it_names_but_not_who_must_decide_it():
    found = conflicts("Khiếu nại ông Đào Thế Vinh và ông Lương Công Khánh, xã Tân Yên", Kind.COMPLAINT, topic="dat_dai")
    assert found.people == {ECONOMIST}
    assert not found.units


def test_what_is_said_of_an_officers_conduct_is_not_looked_into_by_that_officer():
    found = conflicts("Anh Đào Thế Vinh xã Tân Yên quát mắng dân", Kind.FEEDBACK, topic="can_bo")
    assert found.people == {ECONOMIST}
    assert TAN_YEN_ECONOMY in found.units


def test_a_name_in_plain_feedback_keeps_nobody_out():
    assert not conflicts("Cảm ơn ông Lương Công Khánh, đường đã sửa", Kind.FEEDBACK, topic="cay_xanh").people


def decided(text, relations=None, **changed):
    kind, topic = changed.pop("kind", Kind.DENUNCIATION), changed.pop("topic", "can_bo")
    place = default_reader().read(text).place
    known = house(relations)
    found = conflicts_in(kind, text, topic=topic, places=[place], directory=known)
    facts = {"kind": kind, "topic": topic, "place": place, "confidence": 0.9, "directory": known, "load": {}}
    return decide(**facts, catalogue=load_catalogue(), conflicts=found, **changed)


@pytest.mark.parametrize(
    "text",
    ["Tố cáo chủ tịch xã Tân Yên", "Tố cáo phó chủ tịch xã Tân Yên nhận tiền", "Tố cáo giám đốc Sở Xây dựng"],
)
def test_a_denunciation_of_a_chair_or_a_head_goes_to_the_province_for_its_chair(text):
    for topic in ("can_bo", "tham_nhung", "dat_dai"):
        decision = decided(text, topic=topic)
        assert decision.unit_id == RECEPTION
        assert decision.officer_id in {COUSIN, DESK}
        assert "Chủ tịch UBND tỉnh giải quyết" in decision.reasons[0]


def test_who_is_close_to_the_accused_does_not_receive_it():
    assert decided("Tố cáo chủ tịch xã Tân Yên", [(CHAIR, COUSIN)]).officer_id == DESK


def test_a_denunciation_of_the_provinces_own_chair_goes_to_nobody_in_the_province():
    decision = decided("Tôi tố cáo chủ tịch UBND tỉnh nhận hối lộ")
    assert (decision.unit_id, decision.screening_unit_id, decision.officer_id) == (None, None, None)
    assert decision.to_screening


def test_a_complaint_goes_to_the_chair_of_the_commune_and_the_second_time_to_the_province():
    text = "Khiếu nại quyết định thu hồi đất của UBND xã Tân Yên"
    first = decided(text, kind=Kind.COMPLAINT, topic="thu_hoi_dat")
    assert first.unit_id == TAN_YEN_BODY
    second = decided(text, kind=Kind.COMPLAINT, topic="thu_hoi_dat", instance=2)
    assert (second.unit_id, second.screening_unit_id) == (TOP, RECEPTION)


def test_a_complaint_about_a_department_goes_to_that_department():
    text = "Khiếu nại quyết định xử phạt của Sở Xây dựng, nhà tôi ở xã Tân Yên"
    decision = decided(text, kind=Kind.COMPLAINT, topic="xay_dung")
    assert (decision.unit_id, decision.screening_unit_id) == (BUILDING, RECEPTION)


def test_a_department_that_is_only_spoken_of_does_not_take_a_complaint_about_the_commune():
    text = "Khiếu nại quyết định của UBND xã Tân Yên, tôi đã hỏi Sở Xây dựng rồi"
    assert decided(text, kind=Kind.COMPLAINT, topic="xay_dung").unit_id == TAN_YEN_BODY


PEOPLE = {one.id: one for one in house().people()}


@given(
    accused=st.sampled_from(sorted(PEOPLE)),
    pairs=st.lists(st.tuples(*[st.sampled_from(sorted(PEOPLE))] * 2).filter(lambda p: p[0] != p[1]), max_size=4),
    kind=st.sampled_from([Kind.DENUNCIATION, Kind.COMPLAINT, Kind.FEEDBACK]),
    topic=st.sampled_from(["can_bo", "tham_nhung"]),
    where=st.sampled_from(["", " xã Tân Yên", " phường Kinh Bắc"]),
)
def test_whoever_is_kept_out_is_never_chosen(accused, pairs, kind, topic, where):
    text = f"Tố cáo {PEOPLE[accused].name}{where}"
    decision = decided(text, pairs, kind=kind, topic=topic)
    known = house(pairs)
    place = default_reader().read(text).place
    found = conflicts_in(kind, text, topic=topic, places=[place], directory=known)
    assert found.respondent in {"", *RESPONDENTS}
    assert decision.officer_id not in found.people
    for one in (decision.unit_id, decision.screening_unit_id, *decision.coordinating):
        assert found.units.isdisjoint(known.lineage(one))
    if decision.officer_id:
        assert found.units.isdisjoint(known.lineage(known.officers[decision.officer_id].unit_id))


URBAN = 11


def urban_house():
    """Return the house with somebody whose name is bare of marks what "đô thị phường" is."""
    known = house()
    wife = officer(URBAN, KINH_BAC_BODY, name="Đỗ Thị Phượng", title="Chuyên viên")
    return replace(known, officers={**known.officers, URBAN: wife})


def accused_in(text):
    return conflicts_in(Kind.DENUNCIATION, text, topic="can_bo", places=[], directory=urban_house()).accused


@pytest.mark.parametrize(
    "text",
    [
        "Cán bộ phòng Kinh tế, Hạ tầng và Đô thị phường Kinh Bắc vòi tiền",
        "Cán bộ phòng Kinh tế, Hạ tầng và Đô thị Phường Kinh Bắc vòi tiền",
        "can bo phong kinh te ha tang va do thi phuong kinh bac voi tien",
        "Quản lý đô thị phường quá yếu, có người nhận tiền",
    ],
)
def test_words_that_are_only_bare_of_marks_somebodys_name_name_nobody(text):
    assert URBAN not in accused_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi tố cáo bà Đỗ Thị Phượng nhận tiền",
        "Tôi tố cáo bà đỗ thị phương nhận tiền",
        "Tôi tố cáo bà Đổ Thị Phường nhận tiền",
        "toi to cao ba do thi phuong nhan tien",
        "Tôi tố cáo bà Do Thi Phuong phòng Kinh tế nhận tiền",
    ],
)
def test_a_name_is_known_by_slips_of_its_marks_and_without_them(text):
    assert accused_in(text) == {URBAN}


def test_a_reason_is_told_once():
    told = conflicts("Tôi tố cáo ông Lương Công Khánh, chủ tịch xã Tân Yên, nhận tiền").reasons
    assert len(told) == len(set(told)) == 1
