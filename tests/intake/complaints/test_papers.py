"""The form to sign: every field stands where the law's form has it, what is missing is a line to write on."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from intake.complaints.forms import IDENTITY, KEPT, Filled
from intake.complaints.paper import paper_of
from intake.complaints.word import word_of
from intake.law.complaint_form import complaint_form
from tests.pdf import words_of

FACTS = {
    "name": "Nguyễn Văn Bình",
    "id_number": "024185007319",
    "issued_on": "05/03/2022",
    "issued_by": "Bộ Công an",
    "address": "thôn Đông, phường Bắc Giang",
    "proxy": "Lê Thị Hoa",
    "proxy_id_number": "024190001234",
    "proxy_issued_on": "06/04/2023",
    "proxy_issued_by": "Cục Cảnh sát QLHC",
    "proxy_address": "xóm 4, xã Tân Yên",
    "against": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "decision": "Quyết định số 12/QĐ-UBND ngày 3/2/2026",
    "content": "Đất nhà tôi cấy từ năm 1993.\nPhường thu mà không báo trước.",
    "wish": "Hủy quyết định & trả lại đất",
    "documents": "Bản sao sổ đỏ",
}
FILLED = Filled("ND-26-7F3K-29QX", "Chủ tịch UBND phường Bắc Giang", FACTS)
FORM = complaint_form()


def lines_of(filled):
    return [line.text for line in Document(io.BytesIO(word_of(filled))).paragraphs]


def part_of(lines, title):
    after = lines[lines.index(title) + 1 :]
    titles = {one.title for one in FORM.sections}
    end = next((place for place, line in enumerate(after) if line in titles), len(after))
    return after[:end]


def test_the_form_has_a_line_for_everything_that_is_told_or_typed():
    assert set(FORM.fields) == {*KEPT, *IDENTITY, "content"}
    assert set(FACTS) == set(FORM.fields)


def test_every_field_stands_in_its_own_part_of_the_word_file():
    lines = lines_of(FILLED)
    for section in FORM.sections:
        part = part_of(lines, section.title)
        for field, words in section.lines:
            first, *others = FACTS[field].split("\n")
            place = part.index(f"{words}: {first}")
            assert part[place + 1 : place + 1 + len(others)] == others


def test_head_and_signature_are_those_of_an_administrative_paper():
    document = Document(io.BytesIO(word_of(FILLED)))
    head = document.paragraphs
    assert [line.text for line in head[:2]] == [FORM.country, FORM.motto]
    assert all(line.alignment == WD_ALIGN_PARAGRAPH.CENTER for line in head[:3])
    texts = [line.text for line in head]
    assert texts.index(FORM.place_and_day) < texts.index("ĐƠN KHIẾU NẠI") < texts.index(f"Kính gửi: {FILLED.to}")
    signature = [line.text for line in document.tables[0].rows[0].cells[1].paragraphs]
    assert signature == ["NGƯỜI KHIẾU NẠI", FORM.sign_here]
    assert "điểm chỉ" in FORM.sign_here


def test_the_paper_says_the_same_in_the_same_order():
    words = words_of(paper_of(FILLED))
    places = [words.index(" ".join(FACTS[field].split())) for field in FORM.fields]
    assert places == sorted(places)
    assert words.index(FORM.country) < words.index("ĐƠN KHIẾU NẠI") < words.index(f"Kính gửi: {FILLED.to}") < places[0]
    assert words.index("NGƯỜI KHIẾU NẠI", places[-1]) > places[-1]


def test_the_same_form_makes_the_same_paper():
    assert paper_of(FILLED) == paper_of(FILLED)


@pytest.mark.parametrize("field", sorted(FACTS))
def test_what_is_missing_is_a_dotted_line(field):
    facts = {name: value for name, value in FACTS.items() if name != field}
    words = dict(line for section in FORM.sections for line in section.lines)[field]
    lines = lines_of(replace(FILLED, facts=facts))
    assert any(line.startswith(f"{words}: ………") for line in lines)


def test_nobody_to_write_to_is_a_dotted_line_too():
    assert any(line.startswith("Kính gửi: ………") for line in lines_of(replace(FILLED, to="")))


@pytest.mark.slow
@pytest.mark.parametrize("strange", ["a\x00b\x0b", "\ud800 một", "<b>đậm</b> & “x”", "x" * 3000, "dòng\n" * 200])
def test_whatever_was_told_can_be_printed(strange):
    filled = replace(FILLED, facts={**FACTS, "content": strange})
    assert paper_of(filled).startswith(b"%PDF")
    assert len(lines_of(filled)) > 20
