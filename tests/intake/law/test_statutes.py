"""The statutes file is checked at load, and the row in force on the day of the event is the one that applies."""

from datetime import date
from pathlib import Path

import pytest

import intake.law
from intake.law.statutes import BadStatutes, NoStatute, load_statutes, parse_statutes
from routing.kinds import Kind

SHIPPED = (Path(intake.law.__file__).parent / "statutes.toml").read_text(encoding="utf-8")
LABELS = """
version = 2026-01-01
kinds = { complaint = "khiếu nại" }
stages = { acceptance = "Thụ lý" }
complexities = { normal = "bình thường" }
"""


def row(**changed):
    fields = {"id": '"A"', "kinds": '["complaint"]', "stage": '"acceptance"', "amount": "7", "unit": '"working"'}
    fields |= {"basis": '"Điều 1"', "starts_from": '"ngày nhận"', "in_force_from": "2026-01-01", "mark": '"SEEN"'}
    fields |= changed
    return "[[statute]]\n" + "\n".join(f"{key} = {value}" for key, value in fields.items() if value) + "\n"


def parse(*rows):
    return parse_statutes((LABELS + "\n".join(rows)).encode())


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"unit": '"weeks"'}, "Dòng A: đơn vị 'weeks' không có; chỉ dùng working hoặc calendar."),
        ({"kinds": '["letter"]'}, "Dòng A: loại ['letter'] không có trong bảng."),
        ({"kinds": "[]"}, "Dòng A: loại [] không có trong bảng."),
        ({"stage": '"nap"'}, "Dòng A: bước 'nap' chưa có tên trong bảng [stages]."),
        ({"complexity": '"hard"'}, "Dòng A: mức 'hard' không có trong bảng [complexities]."),
        ({"amount": "0"}, "Dòng A: số ngày phải từ 1, không phải 0."),
        ({"amount": '"7"'}, "Dòng A: mục 'amount' phải là int, không phải '7'."),
        ({"instance": "3"}, "Dòng A: lần 3 không có; chỉ lần 1 hoặc 2."),
        ({"basis": '" "'}, "Dòng A: thiếu căn cứ."),
        ({"basis": ""}, "Dòng A: thiếu mục basis."),
        ({"in_force_to": "2025-12-31"}, "Dòng A: hết hiệu lực trước khi có hiệu lực."),
        ({"amuont": "7"}, "Dòng A: không có mục 'amuont'."),
    ],
)
def test_bad_row_is_refused_with_a_sentence_that_names_it(changed, sentence):
    with pytest.raises(BadStatutes) as refused:
        parse(row(**changed))
    assert refused.value.sentence == sentence


def test_unknown_mark_is_refused():
    with pytest.raises(BadStatutes, match="dấu tin cậy 'HEARD' không có"):
        parse(row(mark='"HEARD"'))


@pytest.mark.parametrize("content", [b"\xff", b"version = ", b"version = 2026-01-01"])
def test_unreadable_file_is_refused(content):
    with pytest.raises(BadStatutes, match="Tệp quy định thời hạn"):
        parse_statutes(content)


def test_two_rows_with_one_id_are_refused():
    with pytest.raises(BadStatutes, match="Dòng A: mã này đã dùng cho dòng khác"):
        parse(row(in_force_to="2026-06-30"), row(in_force_from="2026-07-01"))


@pytest.mark.parametrize("second", [{}, {"instance": "2"}, {"in_force_from": "2026-06-30"}])
def test_overlapping_rows_are_refused(second):
    with pytest.raises(BadStatutes, match="Dòng A và B cùng có hiệu lực cho một việc"):
        parse(row(in_force_to="2026-06-30"), row(id='"B"', **second))


@pytest.mark.parametrize(("first", "second"), [("1", "2"), ("2", "1")])
def test_rows_of_different_instances_do_not_overlap(first, second):
    found = parse(row(instance=first), row(id='"B"', instance=second))
    assert found.find("complaint", "acceptance", date(2026, 1, 1), instance=int(second)).id == "B"


def test_rows_that_follow_each_other_do_not_overlap():
    found = parse(row(in_force_to="2026-06-30"), row(id='"B"', in_force_from="2026-07-01"))
    ids = [found.find("complaint", "acceptance", day).id for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert ids == ["A", "B"]


def test_version_names_the_day_and_changes_with_every_byte():
    shipped = load_statutes().version
    assert shipped.startswith("2026-12-01+")
    assert parse_statutes((SHIPPED + "# nothing\n").encode()).version != shipped


def test_every_kind_of_the_house_has_a_label_and_a_resolution_or_notice():
    statutes = load_statutes()
    assert set(statutes.kinds) == {kind.value for kind in Kind}
    for kind in Kind:
        assert {"outcome_notice", "resolution"} <= set(statutes.stages_for(kind, date(2026, 11, 20)))


def test_every_label_is_used():
    statutes = load_statutes()
    assert {row.stage for row in statutes.rows} == set(statutes.stages)
    assert {row.complexity for row in statutes.rows} == set(statutes.complexities)


def test_local_rows_say_so_and_cite_no_article_of_a_law_as_their_own():
    local = [row for row in load_statutes().rows if row.is_local]
    assert {row.mark for row in local} == {"LOCAL"}
    assert not [row.id for row in local if row.basis.startswith("Điều")]
    assert {row.id for row in local} >= {"P10", "P10-urgent", "P10-complex", "P10-inquiry"}


def test_distinction_that_a_stage_does_not_make_is_not_asked_for():
    found = load_statutes().find("complaint", "outcome_notice", date(2026, 11, 20), complexity="complex", remote=True)
    assert found.id == "P1"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (("letter", "acceptance", date(2026, 8, 3)), "Không có loại 'letter'. Các loại: feedback (phản ánh)"),
        (("feedback", "acceptance", date(2026, 8, 3)), "Loại phản ánh không có bước này. Các bước: outcome_notice ("),
        (("complaint", "alarm_45", date(2026, 5, 3)), "quy định sớm nhất trong bảng có hiệu lực từ 01/07/2026."),
    ],
)
def test_unanswerable_question_is_told_what_exists(question, named):
    with pytest.raises(NoStatute) as refused:
        load_statutes().find(*question)
    assert named in refused.value.sentence


def test_complaint_cannot_be_specially_complex():
    with pytest.raises(NoStatute, match="không có mức 'specially_complex'; có: normal, complex"):
        load_statutes().find("complaint", "resolution", date(2026, 8, 3), complexity="specially_complex")


def test_third_instance_does_not_exist():
    with pytest.raises(NoStatute, match="không có lần 3"):
        load_statutes().find("complaint", "acceptance", date(2026, 8, 3), instance=3)
