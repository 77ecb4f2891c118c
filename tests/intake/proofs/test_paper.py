"""A proof sheet as paper: every Vietnamese letter, every fact, every day, the same bytes for the same sheet."""

import unicodedata
from dataclasses import replace
from datetime import date

import fontpkg_be_vietnam_pro
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from intake.law.commands import Asked, proof
from intake.law.wording import long_day
from intake.meta import Office
from intake.proofs.paper import paper_of
from tests.pdf import words_of

OFFICE = Office("UBND phường Bắc Giang", "UBND phường Bắc Giang", "0204 3000 100")
BASES, TONES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES} | set("đĐ–•·“”…")


@pytest.fixture(scope="module")
def sheet():
    pause = (date(2026, 12, 1), date(2026, 12, 8))
    found = proof(Asked("complaint", "resolution", date(2026, 11, 20), pauses=(pause,)))
    return replace(found, code="ND-26-7F3K-29QX", as_of=date(2026, 11, 25))


@pytest.mark.parametrize("face", ["Regular", "SemiBold"])
def test_the_font_has_every_letter_of_vietnamese(face):
    path = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{face}.ttf"
    known = TTFontFile(str(path)).charToGlyph
    assert {letter for letter in LETTERS if len(letter) > 1 or ord(letter) not in known} == set()


def test_the_paper_says_what_the_sheet_says(sheet):
    words = words_of(paper_of([sheet], OFFICE))
    facts = [value for label, value in sheet.facts if label != "Hạn"]
    lines = [f"{line.number or '–'} {long_day(line.day)}" for line in sheet.lines]
    for said in ("UBND PHƯỜNG BẮC GIANG", "ND-26-7F3K-29QX", "Hạn: hết thứ Hai 28/12/2026", *facts, *lines):
        assert said in words, said


def test_every_page_has_its_number_and_each_sheet_a_page_of_its_own(sheet):
    words = words_of(paper_of([sheet, sheet], OFFICE))
    assert words.count("BẢNG TÍNH THỜI HẠN") == 2
    assert [f"Trang {page}/4" in words for page in (1, 2, 3, 4)] == [True] * 4


def test_the_same_sheet_makes_the_same_bytes(sheet):
    assert paper_of([sheet], OFFICE) == paper_of([sheet], OFFICE)


def test_what_people_wrote_is_printed_as_they_wrote_it(sheet):
    apart = unicodedata.normalize("NFD", "<b>ự ữ ỡ</b> & ợ ẫ ễ ỗ")  # as some keyboards write
    odd = replace(sheet, remarks=(f"Lưu ý: {apart}",), title="A < B & C")
    words = words_of(paper_of([odd], OFFICE))
    assert "<b>ự ữ ỡ</b> & ợ ẫ ễ ỗ" in words
    assert "A < B & C" in words
