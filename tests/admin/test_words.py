"""Sentences and answers on the panel: tried before they are saved, checked, kept with who and why, taken back."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from admin.words import words
from admin.words.audit_words import SUBJECTS
from bot.texts import shipped_tables
from intake.catalogue import answers, sentences
from intake.tables import AuditRow, SentenceRow
from routing.kinds import Kind
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database

ROOT = Path(words.__file__).parents[2]
ACTION = re.compile(r"""audit\.record\(\s*\w+,\s*[^,]+,\s*"(\w+\.\w+)\"""")
KEY = {"lang": "vi", "key": "talk.greeting"}
MINE = "Kính chào Anh/Chị. Tôi là trợ lý tự động của {office}."
ENTRY = {"title": "Chợ phiên họp ngày nào?", "answer": "Chợ họp ngày chẵn.", "language": "vi", "why": "Dân hay hỏi"}


def own(db):
    with db.read() as snap:
        return dict(sentences.current(snap).sentences)


def edit(browser, does, **more):
    return browser.post("/admin/texts/edit", {**KEY, "seen": "0", "text": MINE, "why": "Thân mật", "do": does, **more})


def test_sentences_are_listed_by_group_and_found_without_marks(signed_in):
    browser = signed_in("quy")
    page = browser.get("/admin/texts").text
    assert "Chào hỏi" in page
    assert "hello.start" in page
    found = browser.get("/admin/texts?q=nut+nay+da+cu").text
    assert "stale.idle" in found
    assert "hello.start" not in found
    assert "Tell me" in browser.get("/admin/texts?lang=en").text


def test_each_group_of_sentences_has_a_name_that_officers_can_read(signed_in):
    page = signed_in("quy").get("/admin/texts").text
    groups = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert len(groups) > 40
    assert [one for one in groups if re.fullmatch(r"[a-z_]+", one)] == []


def test_a_wording_is_previewed_with_samples_and_not_saved(signed_in, office):
    page = edit(signed_in("quy"), "preview")
    assert page.status_code == 200
    assert "Kính chào Anh/Chị. Tôi là trợ lý tự động của UBND tỉnh Bắc Ninh." in page.text
    assert own(office) == {}


def test_a_wording_is_saved_with_who_and_why_and_taken_back(signed_in, office):
    browser = signed_in("quy")
    assert edit(browser, "save").status_code == 303
    assert own(office) == {("vi", "talk.greeting"): MINE}
    page = browser.get("/admin/texts/edit?lang=vi&key=talk.greeting").text
    assert "Thân mật" in page
    assert edit(browser, "back", seen="1").status_code == 303
    assert own(office) == {}
    with office.read() as snap:
        actions = snap.execute(select(AuditRow.action)).scalars().all()
        assert [row.version for row in sentences.history(snap, "vi", "talk.greeting")] == [2, 1]
    assert actions.count("sentence.change") == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chào Anh/Chị.", "Thiếu chỗ điền: {office}"),
        ("Chào {office} {code}", "Không có chỗ điền: {code}"),
        ("Chào {office} " + "a" * 400, "nhiều nhất 300"),
        ("Chào {office} [[", "chưa đủ cặp"),
        ("Chào {office}\u202e", "ký tự lạ"),
    ],
)
def test_a_wording_that_would_break_a_message_is_refused(signed_in, office, text, told):
    page = edit(signed_in("quy"), "save", text=text)
    assert page.status_code == 422
    assert told in page.text
    assert own(office) == {}


def test_two_who_word_the_same_sentence_do_not_overwrite_each_other(signed_in, office):
    browser = signed_in("quy")
    edit(browser, "save")
    assert edit(browser, "save", text="Chào từ {office}.").status_code == 409
    assert own(office) == {("vi", "talk.greeting"): MINE}


def test_an_upgrade_under_an_own_wording_is_told(signed_in, office):
    browser = signed_in("quy")
    edit(browser, "save")
    with office.transaction() as tx:
        tx.execute(SentenceRow.__table__.update().values(shipped="Câu của bản trước, {office}."))
    assert "Bản mới của phần mềm đã đổi câu" in browser.get("/admin/texts").text
    page = browser.get("/admin/texts/edit?lang=vi&key=talk.greeting").text
    assert "Câu của bản trước" in page
    assert shipped_tables()["vi"]["talk.greeting"][:20] in page


@pytest.mark.parametrize("query", ["", "?lang=vi&key=no.such", "?lang=xx&key=talk.greeting"])
def test_no_such_sentence(signed_in, query):
    assert signed_in("quy").get(f"/admin/texts/edit{query}").status_code == 404


def test_one_question_has_one_answer_at_a_time(signed_in, office):
    browser = signed_in("quy")
    assert browser.post("/admin/answers/new", {**ENTRY, "valid_to": "2026-09-30"}).status_code == 303
    again = browser.post("/admin/answers/new", ENTRY)
    assert again.status_code == 422
    assert "Đã có mục mang câu hỏi này" in again.text
    assert browser.post("/admin/answers/new", {**ENTRY, "valid_from": "2026-10-01"}).status_code == 303
    with office.read() as snap:
        assert len(answers.entries(snap)) == 2


@pytest.mark.both_databases
def test_an_entry_is_added_tried_changed_and_ends(signed_in, office):
    browser = signed_in("quy")
    assert browser.post("/admin/answers/new", ENTRY).status_code == 303
    with office.read() as snap:
        [kept] = answers.entries(snap)
    page = browser.get("/admin/answers?ask=cho+phien+hop+ngay+nao").text
    assert "Trả lời ngay" in page
    changed = {**ENTRY, "seen": "1", "answer": "Chợ họp ngày lẻ.", "valid_to": "2026-09-13"}
    assert browser.post(f"/admin/answers/{kept.id}", changed).status_code == 303
    assert browser.post(f"/admin/answers/{kept.id}", {**changed, "answer": "Không."}).status_code == 409
    assert "Chưa có mục nào khớp: câu hỏi được ghi lại" in browser.get("/admin/answers?ask=cho+phien+hop").text
    page = browser.get(f"/admin/answers/{kept.id}").text
    assert "ngày chẵn" in page
    assert "ngày lẻ" in page
    assert "Ngoài thời hạn" in browser.get("/admin/answers").text


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"answer": "a" * 1501},
        {"valid_from": "2026-10-01", "valid_to": "2026-09-01"},
        {"valid_from": "mai"},
        {"unit_id": "99999"},
        {"unit_id": "x"},
    ],
)
def test_a_wrong_entry_keeps_what_was_typed(signed_in, office, wrong):
    page = signed_in("quy").post("/admin/answers/new", {**ENTRY, "source": "Thông báo 12", **wrong})
    assert page.status_code == 422
    assert "Thông báo 12" in page.text
    with office.read() as snap:
        assert answers.entries(snap) == ()


def test_the_page_tells_how_often_was_asked(signed_in, office):
    with office.transaction() as tx:
        for outcome in ("shown", "shown", "helped", "not_helped", "none"):
            answers.count(tx, outcome, 0)
    page = signed_in("giap").get("/admin/answers").text
    assert "3 lần hỏi; 1 lần người hỏi nói đúng; 1 lần chưa đúng; 1 lần chưa có câu trả lời" in page


def test_a_question_that_is_tried_shows_what_a_citizen_is_told(signed_in):
    browser = signed_in("quy")
    browser.post("/admin/answers/new", {**ENTRY, "answer": "Chợ họp ngày chẵn, hỏi {office}."})
    page = browser.get("/admin/answers?ask=cho+phien+hop+ngay+nao").text
    assert "Chợ họp ngày chẵn, hỏi UBND tỉnh Bắc Ninh." in page


def test_whatever_is_written_into_the_log_has_a_name():
    """An action is the text behind the actor in `audit.record(tx, actor, action, …)`, wherever the book writes one."""
    sources = [one for room in ("intake", "admin", "bot") for one in (ROOT / room).rglob("*.py")]
    texts = [one.read_text(encoding="utf-8") for one in sources]
    found = {code for text in texts for code in ACTION.findall(text)}
    writers = [text for text in texts if "audit.record(" in text]  # an action may be in a variable
    found |= {code for text in writers for code in re.findall(r'"([a-z_]+\.[a-z_]+)"', text)}
    found = {code for code in found if code.rpartition(".")[2] not in {"html", "toml", "key"}}
    assert {"vault.open", "visit.take_in", "form.read"} <= found
    assert [code for code in sorted(found) if words.action(code) == code] == []


def test_the_log_names_people_cases_and_kinds_of_things_and_no_codes(signed_in, office, settings):
    told = tell(office, settings, "Ổ gà trước chợ")
    browser = signed_in("giap")
    browser.get(f"/admin/cases/{told.id}")
    browser.get("/admin/reception-book")
    page = browser.get("/admin/audit").text
    for named in (told.receipt.code, "Sổ tiếp công dân", viewer(office, "giap").name):
        assert f'<td data-of="Đối tượng">{named}</td>' in page
    assert not re.search(r">(case|staff|book|unit|day):", page)


def test_what_is_done_to_a_sealed_case_tells_no_code_to_whoever_may_not_see_it(signed_in, office, settings):
    told = tell(office, settings, "Tôi tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    signed_in("giap").get(f"/admin/cases/{told.id}")
    assert told.receipt.code not in signed_in("quy").get("/admin/audit").text


def test_every_kind_of_thing_in_the_log_has_a_name():
    subject = re.compile(r"""audit\.record\(\s*\w+,\s*[^,]+,\s*[^,]+,\s*f?"([a-z_]+)""")
    sources = [one for room in ("intake", "admin", "bot") for one in (ROOT / room).rglob("*.py")]
    kinds = {kind for one in sources for kind in subject.findall(one.read_text(encoding="utf-8"))}
    assert {"case", "staff", "unit"} <= kinds
    assert kinds - set(SUBJECTS) == set()
