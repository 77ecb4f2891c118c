"""A directory that cannot be worked with is not loaded: the wrong row is named, and nothing of it stays."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from intake import meta
from intake.directory import directory
from intake.directory.directory import DirectoryData, import_directory
from intake.errors import Invalid
from intake.health import doctor
from intake.tables import CaseRow, RoutingRuleRow, StaffRelationRow, StaffRow, UnitRow
from routing.directory import Helper
from routing.kinds import Kind
from tests.factories import tell, viewer

POLICE = {"code": "T-CA", "name": "Công an xã", "level": "commune", "function": "Công an xã", "commune_code": "07339"}


def load(db, **parts):
    with db.transaction() as tx:
        return import_directory(tx, DirectoryData(**({"units": (), "staff": ()} | parts)))


def count(db, table):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"topic": "dien", "unit": "P-SXD"}], "lĩnh vực dien"),
        ([{"topic": "dien", "unit": "P-BTCD"}, {"topic": "dien", "unit": "G-KT"}], "cùng áp dụng"),
        ([{"topic": "dien", "function": "Sở Không có", "level": "province"}], "không có trong danh bạ"),
        ([{"kind": "denunciation", "unit": "G-KT"}], "giữ kín"),
        ([{"topic": "dien", "unit": "KHONG-CO"}], "KHONG-CO"),
        ([{"kind": "complain", "unit": "G-KT"}], "complain"),
        ([{"topic": "dien", "unit": "G-KT", "helpers": ["KHONG-CO"]}], "KHONG-CO"),
        ([{"topic": "dien", "unit": "G-KT", "helpers": [{"function": "Sở X", "level": "province"}]}], "lĩnh vực dien"),
    ],
)
def test_a_wrong_rule_is_named_and_nothing_is_loaded(office, rows, said):
    with pytest.raises(Invalid, match=said):
        load(office, units=[{**POLICE, "parent": "T"}], rules=rows)
    assert count(office, RoutingRuleRow) == 0
    with office.read() as snap:
        assert snap.execute(select(UnitRow.id).where(UnitRow.code == "T-CA")).first() is None


RULE = {"topic": "dien", "unit": "G-KT"}
CLERK = {"unit": "G-KT", "name": "Lò Văn Thử", "role": "officer"}


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        ("rules", {"topc": "nuoc", "unit": "G-KT"}, "Quy tắc thứ 1 trong tệp, mục topc: không có mục này"),
        ("rules", {**RULE, "topic": "chieu_sag"}, "mục topic: không có lĩnh vực “chieu_sag”"),
        ("rules", {**RULE, "commune_code": "7210"}, "mục commune_code: không có xã, phường “7210”"),
        ("rules", {**RULE, "instance": 3}, "mục instance: không có lần “3”"),
        ("rules", {**RULE, "function": "Sở Xây dựng", "level": "province"}, "mục function: đã có unit"),
        ("rules", {"topic": "dien", "function": "Sở Xây dựng"}, "mục unit: cần unit, hoặc cả function và level"),
        ("rules", {**RULE, "helpers": [{"function": "Sở Xây dựng"}]}, "mục helpers: mỗi đơn vị"),
        ("rules", "dien", "Quy tắc thứ 1 trong tệp phải là các mục"),
        ("units", {**POLICE, "level": "xã"}, "Đơn vị thứ 1 (Công an xã) trong tệp, mục level: không có cấp “xã”"),
        ("units", {**POLICE, "commune_code": "99999"}, "mục commune_code: không có xã, phường “99999”"),
        ("units", {**POLICE, "commune_code": None}, "mục commune_code: đơn vị cấp xã cần mã"),
        ("units", {**POLICE, "code": "G-KT"}, "Đơn vị có mục code “G-KT” nhiều lần"),
        ("units", {"code": "X", "name": "X", "level": "province"}, "mục function: còn thiếu"),
        ("staff", {**CLERK, "clearance": True}, "Cán bộ thứ 1 (Lò Văn Thử) trong tệp, mục clearance: không có mục này"),
        ("staff", {**CLERK, "role": "canbo"}, "mục role: không có vai trò “canbo”"),
        ("staff", {**CLERK, "topics": ["chieusang"]}, "mục topics: không có lĩnh vực “chieusang”"),
        ("staff", {**CLERK, "has_clearance": "có"}, "mục has_clearance: phải là true hoặc false"),
        ("staff", {**CLERK, "absent_from": "2026-11-30", "absent_until": "2026-11-01"}, "ngày cuối đứng trước"),
        ("staff", {**CLERK, "login": "thu", "substitute": "thu"}, "mục substitute: không ai thay"),
        (
            "relations",
            {"staff": "ai-do", "other": "ai-do", "relation": "vợ", "source": "bản kê"},
            "mục staff: không có",
        ),
    ],
)
def test_a_slip_in_a_row_is_refused_by_place_and_field(office, part, row, said):
    """A misspelt field would be dropped in silence: a rule for one topic would take every matter of the province."""
    with pytest.raises(Invalid) as error:
        load(office, **{part: [row]})
    assert said in error.value.sentence
    assert count(office, RoutingRuleRow) == 0


def test_a_field_left_blank_means_any(office):
    load(office, rules=[{"topic": "dien", "commune_code": "", "kind": None, "unit": "G-KT"}])
    with office.read() as snap:
        row = snap.execute(select(RoutingRuleRow.topic, RoutingRuleRow.commune_code, RoutingRuleRow.kind)).one()
    assert tuple(row) == ("dien", None, None)


def test_all_wrong_rows_are_told_at_once(office):
    with pytest.raises(Invalid) as error:
        load(office, rules=[{"topic": "dien", "unit": "P-SXD"}, {"topic": "nuoc", "unit": "P-TTRA"}])
    assert "lĩnh vực dien" in error.value.sentence
    assert "lĩnh vực nuoc" in error.value.sentence


def away(**days):
    unit = {"code": "P-X", "name": "Sở Thử", "level": "province", "function": "Sở Thử", "parent": "T"}
    one = {"unit": "P-X", "name": "Lò Văn Thử", "role": "officer", **days}
    return {"units": [unit], "staff": [one], "rules": [{"topic": "dien", "unit": "P-X"}]}


def test_a_rule_to_who_is_away_without_end_is_named_by_its_place_in_the_file(office):
    with pytest.raises(Invalid, match=r"Quy tắc thứ 1 trong tệp \(lĩnh vực dien\).*Sở Thử.*đều vắng"):
        load(office, **away(absent_from="2026-01-01"))
    assert count(office, RoutingRuleRow) == 0


def test_a_rule_to_who_comes_back_is_loaded_and_told(office):
    (said,) = load(office, **away(absent_from="2026-01-01", absent_until="2030-01-01"))
    assert "Sở Thử" in said
    assert "vắng" in said
    assert count(office, RoutingRuleRow) == 1


def test_where_somebody_stands_in_nothing_is_told(office):
    with office.read() as snap:
        login = snap.execute(select(StaffRow.login).where(StaffRow.role == "officer")).scalars().first()
    assert load(office, **away(absent_from="2026-01-01", substitute=login)) == ()


def test_a_day_of_absence_that_is_none_is_told_with_whose_it_is(office):
    with pytest.raises(Invalid, match="Lò Văn Thử"):
        load(office, **away(absent_from="30/11/2026"))


def test_a_rule_with_instance_and_helpers_is_read_back_whole(office):
    helpers = ["G-CA", {"function": "Phòng Kinh tế", "level": "commune"}]
    load(office, rules=[{"kind": "complaint", "instance": 2, "unit": "P-BTCD", "helpers": helpers}])
    with office.read() as snap:
        (rule,) = directory.snapshot(snap).rules
        police = snap.execute(select(UnitRow.id).where(UnitRow.code == "G-CA")).scalar_one()
    assert (rule.kind, rule.instance) == ("complaint", 2)
    assert rule.helpers == (Helper(unit_id=police), Helper(function="Phòng Kinh tế", level="commune"))


def test_relations_and_substitutes_are_named_by_key_or_login(office):
    staff = [
        {"key": "a", "unit": "T-KT", "name": "Đào Thế Vinh", "role": "officer", "substitute": "b", "is_on_duty": True},
        {"key": "b", "unit": "T-KT", "name": "Chu Minh Đạt", "role": "officer"},
    ]
    declared = [{"staff": "a", "other": "ha", "relation": "anh em ruột", "source": "Bản kê khai 2026"}]
    load(office, staff=staff, relations=declared)
    with office.read() as snap:
        known = directory.snapshot(snap)
        ids = {row.name: row.id for row in snap.execute(select(StaffRow.name, StaffRow.id))}
    first, second, ha = ids["Đào Thế Vinh"], ids["Chu Minh Đạt"], viewer(office, "ha").id
    assert known.officers[first].substitute_id == second
    assert known.officers[first].is_on_duty
    assert known.relations == {first: frozenset({ha}), ha: frozenset({first})}
    assert viewer(office, "ha").kin == {first}


@pytest.mark.parametrize("pair", [("ha", "nobody"), ("nobody", "ha"), ("ha", "ha")])
def test_a_relation_of_nobody_or_to_oneself_is_refused(office, pair):
    with pytest.raises(Invalid):
        load(office, relations=[{"staff": pair[0], "other": pair[1], "relation": "x", "source": "y"}])
    assert count(office, StaffRelationRow) == 0


def test_a_relation_declared_twice_from_either_side_is_kept_once(office):
    for staff, other in (("ha", "lam"), ("lam", "ha")):
        load(office, relations=[{"staff": staff, "other": other, "relation": "x", "source": "y"}])
    assert count(office, StaffRelationRow) == 1


def test_supervisors_and_administrators_are_known_but_given_nothing(office):
    with office.read() as snap:
        known = directory.snapshot(snap)
    assert {viewer(office, login).id for login in ("giap", "quy", "nga")} == set(known.others)


def test_the_doctor_names_a_rule_that_has_come_to_lead_to_nobody(office, settings, database_url):
    load(office, rules=[{"topic": "dien", "unit": "T-KT"}])
    with office.transaction() as tx:
        tx.execute(StaffRow.__table__.update().where(StaffRow.login == "tam").values(is_active=False))
        meta.bump(tx, "directory")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    here = replace(settings, database_url=database_url)
    (finding,) = [one for one in doctor.doctor(here) if one.what == "Quy tắc phân việc"]
    assert not finding.ok
    assert "lĩnh vực dien" in finding.sentence


def test_an_urgent_word_at_night_is_told_to_who_is_on_duty(office, settings, clock):
    with office.transaction() as tx:
        tx.execute(StaffRow.__table__.update().where(StaffRow.login == "lam").values(is_on_duty=True))
        tx.execute(StaffRow.__table__.update().where(StaffRow.login == "ha").values(topics=["giao_thong_ha_tang"]))
        meta.bump(tx, "directory")
    assert tell(office, settings, chat="day", is_urgent=True).receipt.officer == "Nguyễn Thu Hà"
    clock.forward(hours=12)
    assert tell(office, settings, chat="night", is_urgent=True).receipt.officer == "Trần Văn Lâm"
    assert tell(office, settings, chat="calm").receipt.officer == "Nguyễn Thu Hà"


def test_a_complaint_of_the_second_instance_is_proposed_to_the_province(office, settings):
    text = "Khiếu nại lần hai: không đồng ý quyết định giải quyết khiếu nại của phường Bắc Giang"
    told = tell(office, settings, text, kind=Kind.COMPLAINT, topic="dat_dai", reading=True)
    first = tell(office, settings, "Khiếu nại quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai", chat="b")
    with office.read() as snap:
        known = directory.snapshot(snap).units
        units = {row.id: known[row.lead_unit_id].code for row in _leads(snap)}
    assert (units[told.id], units[first.id]) == ("P", "G")


def _leads(snap):
    return snap.execute(select(CaseRow.id, CaseRow.lead_unit_id)).all()
