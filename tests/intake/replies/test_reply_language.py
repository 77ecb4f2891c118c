"""Templates are a closed little language: what is wrong is said with its line, and nothing can hang or run away."""

import pytest

from intake.replies.reply_language import FIELDS, LONGEST, blanks, filled, problems, samples
from intake.replies.reply_templates import _shipped
from tests.effort import calls_in

WRONG = {
    "an unknown field": ("Chào\n{{ don_v }}", 2, "Không có trường “don_v”. Có phải “don_vi”?"),
    "a condition left open": ("a\n{% if han %}b", 2, "Thiếu {% endif %}"),
    "an end without a beginning": ("{% endif %}", 1, "mà không có {% if %}"),
    "a loop": ("{% for a in han %}{% endfor %}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "a call": ("{{ range(9) }}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "an attribute": ("{{ han.__class__ }}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "arithmetic": ("x\n\n{{ 'x' * 999999999 }}", 3, "Trong ngoặc chỉ được ghi tên trường"),
    "a list": ("{{ [han] }}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "a variable": ("{% set a = 1 %}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "another file": ("{% include 'base.html' %}", 1, "Trong ngoặc chỉ được ghi tên trường"),
    "an unknown filter": ("{{ han | upper }}", 1, "Chỉ dùng được “lower”"),
    "an unknown order": ("{% nope %}", 1, "Chỉ dùng được các lệnh"),
    "greater than": ("{% if han > 1 %}x{% endif %}", 1, "Chỉ so sánh được bằng"),
    "a strange sign": ("{{ $ }}", 1, "ký tự lạ"),
    "a field left open": ("a\n{{ han", 2, "dấu đóng"),
    "nothing": ("  ", 1, "không được để trống"),
    "too much": ("a" * (LONGEST + 1), 1, "nhiều nhất 4000"),
    "a pit of brackets": ("{{ " + "(" * 1500 + "1" + ")" * 1500 + " }}", 1, "lồng nhau quá sâu"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_vietnamese_with_its_line_and_never_runs(name):
    text, line, said = WRONG[name]
    found = []
    assert calls_in(lambda: found.extend(problems(text))) < 20_000
    assert (found[0].line, said in found[0].sentence) == (line, True), found
    with pytest.raises(ValueError, match="problems"):
        filled(text, samples())


def test_deep_conditions_that_parse_are_refused_when_they_do_not_run():
    with pytest.raises(ValueError, match="problems"):
        filled("{{ " + "not " * 900 + "han }}", samples())


def test_fields_are_filled_in_conditions_hold_and_empty_lines_close_up():
    text = "{{ don_vi }}{% if han %} hẹn {{ han }}{% else %} chưa hẹn{% endif %}.\n\n\n\n{{ loai | lower }}"
    assert filled(text, {"don_vi": "Phòng A", "loai": "Phản ánh"}) == "Phòng A chưa hẹn.\n\nphản ánh"
    assert "hẹn 04/12/2026" in filled(text, samples())


def test_what_is_filled_in_is_never_read_as_a_template():
    assert filled("{{ don_vi }}", {"don_vi": "{{ han }} {% if %}"}) == "{{ han }} {% if %}"


def test_no_field_tells_who_the_citizen_is():
    assert set(samples()) == set(FIELDS)
    assert not [name for name in FIELDS if any(part in name for part in ("nguoi", "ten_", "ma_ho_so", "loi_ke"))]


def test_every_shipped_template_works_also_where_a_case_has_less_to_say():
    always = {name: samples()[name] for name in ("co_quan", "don_vi", "loai", "linh_vuc", "hom_nay")}
    assert len(_shipped()) >= 25
    for name, table in _shipped().items():
        assert problems(table["text"]) == (), name
        for fields in (samples(), always):
            whole = filled(table["text"], fields)
            assert "  " not in whole, (name, whole)
            assert " ." not in whole, (name, whole)
            assert "{" not in whole, (name, whole)


def test_places_to_fill_in_are_found_once_each():
    assert blanks("[ngày] ở [nơi nào]\n[ngày] [a\nb]") == ("[ngày]", "[nơi nào]")
