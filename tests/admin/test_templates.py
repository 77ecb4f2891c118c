"""The page of reply templates: tried with a sample, saved with who and why, taken back; a head's are for their unit."""

import pytest
from sqlalchemy import select

from intake.replies import reply_templates
from intake.tables import AuditRow, ReplyTemplateRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database

FORM = {
    "title": "Đã xong",
    "step": "answer",
    "text": "{{ don_vi }} đã làm xong [việc].",
    "is_active": "1",
    "why": "Hay dùng",
}


def texts(db):
    with db.read() as snap:
        return list(snap.execute(select(ReplyTemplateRow.text).order_by(ReplyTemplateRow.id)).scalars())


def test_a_template_is_tried_and_saved_changed_and_taken_back(signed_in, office):
    browser = signed_in("quy")
    tried = browser.post("/admin/templates/new", {**FORM, "do": "preview"})
    assert "phường Bắc Giang đã làm xong [việc]." in tried.text
    assert texts(office) == []
    assert browser.post("/admin/templates/new", {**FORM, "do": "save"}).status_code == 303
    changed = {**FORM, "text": "Đã làm xong [việc] ngày [ngày].", "why": "Thêm ngày", "seen": "1", "do": "save"}
    assert browser.post("/admin/templates/1", changed).status_code == 303
    page = browser.get("/admin/templates/1").text
    assert "Lý do: Thêm ngày" in page
    assert "Lấy lại bản 1" in page
    back = browser.post("/admin/templates/1", {"do": "back", "version": "1", "seen": "2"})
    assert back.status_code == 303
    assert texts(office) == [FORM["text"]]
    assert "Lý do: Lấy lại bản 1" in browser.get("/admin/templates/1").text
    with office.read() as snap:
        rows = select(AuditRow.detail).where(AuditRow.action == "template.change").order_by(AuditRow.id)
        assert [detail["version"] for detail in snap.execute(rows).scalars()] == [1, 2, 3]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "Chào\n{{ don_v }}"}, "Dòng 2: Không có trường “don_v”. Có phải “don_vi”?"),
        ({"title": ""}, "Xin ghi tên mẫu"),
        ({"step": "nope"}, "Xin chọn lại trong danh sách."),
        ({"topic": "nope"}, "Xin chọn lại trong danh sách."),
        ({"unit_id": "999999"}, "Không có đơn vị này."),
        ({"unit_id": "abc"}, "Không có đơn vị này."),
        ({"why": ""}, "Xin ghi lý do"),
    ],
)
def test_what_cannot_be_saved_says_where_and_keeps_the_words(signed_in, office, wrong, said):
    answer = signed_in("quy").post("/admin/templates/new", {**FORM, **wrong, "do": "save"})
    assert answer.status_code == 422
    assert said in answer.text
    assert wrong.get("text", FORM["text"]) in answer.text.replace("&#34;", '"')
    assert texts(office) == []


def test_two_templates_that_are_offered_side_by_side_are_not_called_alike(signed_in, office):
    browser = signed_in("quy")
    first = {**FORM, "do": "save"}
    assert browser.post("/admin/templates/new", first).status_code == 303
    again = browser.post("/admin/templates/new", {**first, "title": f" {FORM['title'].upper()} "})
    assert again.status_code == 422
    assert "Đã có mẫu mang tên này" in again.text
    assert browser.post("/admin/templates/new", {**first, "topic": "nuoc"}).status_code == 303
    assert browser.post("/admin/templates/1", {**first, "seen": "1", "text": "Xong [việc]."}).status_code == 303
    assert len(texts(office)) == 2


def test_of_two_who_change_a_template_the_second_is_told(signed_in, office):
    browser = signed_in("quy")
    browser.post("/admin/templates/new", {**FORM, "do": "save"})
    for text, status in (("Bản A", 303), ("Bản B", 409)):
        answer = browser.post("/admin/templates/1", {**FORM, "text": text, "seen": "1", "do": "save"})
        assert answer.status_code == status
    assert "vừa được người khác sửa" in answer.text
    assert "Bản B" in answer.text
    assert texts(office) == ["Bản A"]


def test_a_head_writes_for_their_own_unit_and_reads_those_of_everybody(signed_in, office):
    head, son = signed_in("son"), viewer(office, "son")
    signed_in("quy").post("/admin/templates/new", {**FORM, "title": "Mẫu chung", "do": "save"})
    assert "Mẫu chung" in head.get("/admin/templates").text
    assert 'name="why"' not in head.get("/admin/templates/1").text
    assert head.post("/admin/templates/1", {**FORM, "seen": "1", "do": "save"}).status_code == 403
    assert "Xin chọn đơn vị của anh/chị." in head.post("/admin/templates/new", {**FORM, "do": "save"}).text
    strange = next(one for one in range(1, 99) if one not in (son.scope or ()))
    assert head.post("/admin/templates/new", {**FORM, "unit_id": str(strange), "do": "save"}).status_code == 403
    own = {**FORM, "title": "Của phòng", "unit_id": str(son.unit_id), "do": "save"}
    assert head.post("/admin/templates/new", own).status_code == 303
    away = {**own, "unit_id": "", "seen": "1"}
    assert head.post("/admin/templates/2", away).status_code == 403
    assert signed_in("ha").get("/admin/templates").status_code == 403


def test_the_shipped_templates_are_added_once_and_none_is_overwritten(signed_in, office):
    browser = signed_in("giap")
    assert "Thêm bộ mẫu đi kèm" in browser.get("/admin/templates").text
    browser.post("/admin/templates/load")
    count = len(texts(office))
    assert count >= 25
    with office.transaction() as tx:
        kept = reply_templates.entries(tx, viewer(office, "giap"))[0]
        said = {**vars_of(kept.content), "text": "Của cơ quan"}
        content = reply_templates.Content(**said)
        reply_templates.change(tx, kept.id, content, why="Sửa", seen=1, actor=viewer(office, "giap"))
    browser.post("/admin/templates/load")
    assert len(texts(office)) == count
    assert "Của cơ quan" in texts(office)
    found = browser.get("/admin/templates?q=toa+an").text
    assert "hướng dẫn tới Tòa án" in found
    assert "Đã làm xong" not in found


def test_the_list_reads_as_a_citizen_will_and_shows_no_signs_of_the_language(signed_in):
    browser = signed_in("giap")
    browser.get("/admin/templates")
    browser.post("/admin/templates/load")
    page = browser.get("/admin/templates").text
    assert "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang đã" in page
    assert "{{" not in page
    assert "{%" not in page


def vars_of(content):
    return {name: getattr(content, name) for name in content.__dataclass_fields__}
