"""Beside a reply: templates are filled in, seen as the citizen will, sent unchanged only after a second thought."""

import re

import pytest
from sqlalchemy import select

from intake import audit
from intake.lifecycle import Move
from intake.replies import reply_drafts, reply_templates
from intake.replies.reply_desk import facts_of
from intake.tables import CaseEventRow, OutboxRow, ReplyDraftRow
from tests.admin.test_forms import form_in
from tests.factories import tell, viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

PLAIN = "Đơn vị đã kiểm tra và xử lý xong."
OWN = "Đã vá ổ gà trước cổng trường sáng 14/09, đổ bê tông dày 10 cm."


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def template(office):
    """The template of answers that fits anything."""

    def add(text=PLAIN, login="giap", **more):
        content = reply_templates.Content(**{"title": "Đã xong", "step": "answer", "text": text, **more})
        with office.transaction() as tx:
            return reply_templates.add(tx, content, why="Dùng chung", actor=viewer(office, login))

    return add


def hidden_in(page, told, move):
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form_in(page, told, move)))


def ask(browser, told, move, does, *, page="", **fields):
    page = page or browser.get(f"/admin/cases/{told.id}").text
    form = {**hidden_in(page, told, move), **fields, "do": does}
    return browser.post(f"/admin/cases/{told.id}/replies/{move}", form)


def send(browser, told, move, page, **fields):
    return browser.post(f"/admin/cases/{told.id}/moves/{move}", {**hidden_in(page, told, move), **fields})


def written(page, told, move, name="text"):
    return re.search(rf'name="{name}"[^>]*>\n(.*?)</textarea>', form_in(page, told, move), re.DOTALL)[1]


def events(db, told, move):
    with db.read() as snap:
        rows = select(CaseEventRow.data).where(CaseEventRow.case_id == told.id, CaseEventRow.move == move)
        return list(snap.execute(rows.order_by(CaseEventRow.id)).scalars())


def test_a_template_is_filled_in_for_the_case_below_what_was_written(desk, signed_in, template):
    told, browser = desk.at_work(), signed_in("giap")
    number = template("{{ don_vi }} đã xong{% if ngay_nhan %}, nhận {{ ngay_nhan }}{% endif %}. [việc đã làm]")
    page = ask(browser, told, "answer", "fill", template=number, text="").text
    filled = written(page, told, "answer")
    assert filled == "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang đã xong, nhận 14/09/2026. [việc đã làm]"
    assert "Chỗ cần điền: [việc đã làm]" in page
    again = ask(browser, told, "answer", "fill", template=number, text=filled).text
    assert written(again, told, "answer") == filled  # the same template twice is not written twice
    below = ask(browser, told, "answer", "fill", template=number, text=OWN, outcome="resolved").text
    assert written(below, told, "answer") == f"{OWN}\n\n{filled}"
    assert '<option value="resolved" selected>' in form_in(below, told, "answer")
    assert events(desk.db, told, "answer") == []


def test_only_templates_that_fit_are_offered_the_special_ones_first(desk, signed_in, template):
    told = desk.at_work()
    titles = ["Riêng cho đường", "Chung"]
    template(title=titles[1])
    template(title=titles[0], topic="giao_thong_ha_tang")
    for wrong in ({"topic": "tieng_on"}, {"kind": "complaint"}, {"state": "screening"}, {"step": "ask"}):
        template(title="Không hợp", **wrong)
    template(title="Của xã khác", unit_id=int(desk.unit("T-KT")))
    template(title="Thôi dùng", is_active=False)
    offered = form_in(signed_in("giap").get(f"/admin/cases/{told.id}").text, told, "answer")
    assert re.findall(r'<option value="\d+">([^<]+)</option>', offered) == titles


@pytest.mark.both_databases
def test_kind_comes_before_topic_and_topic_before_what_is_used_most(desk, signed_in, template):
    first, told, browser = desk.at_work(), desk.at_work(), signed_in("giap")
    template(title="Chung, viết trước", text="Một.")
    used = template(title="Chung, hay dùng", text="Hai.")
    template(title="Cho đường", topic="giao_thong_ha_tang")
    template(title="Cho phản ánh", kind="feedback")
    page = browser.get(f"/admin/cases/{first.id}").text
    assert send(browser, first, "answer", page, text=OWN, outcome="resolved", template=str(used)).status_code == 303
    offered = form_in(browser.get(f"/admin/cases/{told.id}").text, told, "answer")
    titles = re.findall(r'<option value="\d+">([^<]+)</option>', offered)
    assert titles == ["Cho phản ánh", "Cho đường", "Chung, hay dùng", "Chung, viết trước"]


def test_of_a_sealed_case_and_one_that_leads_others_a_template_tells_less(desk):
    sealed, plain, follower = desk.accusation(), desk.feedback(), desk.joined()
    with desk.db.read() as snap:
        facts = {told.id: facts_of(snap, told.id) for told in (sealed, plain, follower)}
    assert (facts[sealed.id]["can_bo"], facts[sealed.id]["xa_phuong"]) == ("", "")
    assert facts[plain.id]["ngay_nhan"] == "14/09/2026"
    with desk.db.read() as snap:
        assert facts_of(snap, follower.id - 1)["ngay_nhan"] == ""


def test_a_reply_is_shown_as_the_citizen_will_read_it(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    page = ask(browser, told, "answer", "preview", text=OWN, outcome="resolved").text
    assert f"Trả lời hồ sơ {told.receipt.code}" in page
    assert f"Đã giải quyết xong.\n{OWN}" in page
    long = ask(browser, told, "answer", "preview", text="Đoạn dài. " * 900, outcome="resolved").text
    assert "gửi thành 3 tin" in long
    with desk.db.read() as snap:
        said = [row.payload.get("notice") for row in snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id))]
    assert "notice.answered" not in said


def test_an_extension_is_shown_with_its_day_its_article_and_what_the_citizen_will_read(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    page = ask(browser, told, "extend", "preview", reason="Phải xác minh ở hai nơi.", stage="resolution").text
    shown = page[page.index('class="preview"') :]
    day = re.search(r"Hạn mới: ([^<]+)\.</p>", shown)[1]
    assert "Căn cứ: " in shown
    assert "cần thêm thời gian: Phải xác minh ở hai nơi" in shown
    assert day.rsplit(" ", 1)[-1][:5] in shown[shown.index("cần thêm thời gian") :]
    assert events(desk.db, told, "extend") == []
    unsaid = ask(browser, told, "extend", "preview", reason="Vì sao", stage="")
    assert (unsaid.status_code, "Xin chọn thời hạn cần gia hạn" in unsaid.text) == (422, True)


def test_of_a_sealed_case_the_chat_is_shown_only_that_there_is_news(desk, signed_in):
    told = desk.investigated()
    page = ask(signed_in("giap"), told, "interim", "preview", text="Đang xác minh ở hai nơi.").text
    chat = form_in(page, told, "interim").partition("trong chat chỉ báo có tin mới")
    assert "Đang xác minh" not in chat[0].partition('class="preview"')[2]
    assert "Đang xác minh ở hai nơi." in chat[2]


def test_a_template_sent_as_it_came_is_asked_about_once_and_counted(desk, signed_in, template):
    told, browser = desk.at_work(), signed_in("giap")
    template()
    page = browser.get(f"/admin/cases/{told.id}").text
    asked = send(browser, told, "answer", page, outcome="resolved", text=PLAIN.upper())
    assert asked.status_code == 422
    assert "y nguyên mẫu “Đã xong”" in asked.text
    assert events(desk.db, told, "answer") == []
    other = send(browser, told, "answer", asked.text, outcome="resolved", text=f"{PLAIN} [ngày]")
    assert other.status_code == 422  # what was agreed to was the other text
    assert "Còn chỗ chưa điền: [ngày]" in other.text
    sent = send(browser, told, "answer", asked.text, outcome="resolved", text=PLAIN.upper())
    assert sent.status_code == 303
    assert [one["template"] for one in events(desk.db, told, "answer")] == ["Đã xong"]
    assert "Gửi nguyên mẫu" in browser.get(f"/admin/cases/{told.id}").text


def test_an_answer_in_ones_own_words_is_sent_at_once(desk, signed_in, template):
    told, browser = desk.at_work(), signed_in("giap")
    template()
    page = browser.get(f"/admin/cases/{told.id}").text
    assert send(browser, told, "answer", page, outcome="resolved", text=OWN).status_code == 303
    assert "template" not in events(desk.db, told, "answer")[0]


def test_a_hint_about_missing_marks_never_keeps_an_answer_back(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    bare = "Da va xong o ga truoc cong truong."
    page = ask(browser, told, "answer", "preview", text=bare, outcome="resolved").text
    assert "Hình như thiếu dấu: “Da va xong o ga truoc cong truong”" in page
    assert send(browser, told, "answer", page, outcome="resolved", text=bare).status_code == 303


@pytest.mark.both_databases
def test_a_draft_comes_back_with_its_time_and_goes_with_the_sending(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    kept = ask(browser, told, "answer", "draft", text=OWN, outcome="resolved")
    assert "Đã lưu nháp lúc T2 14/09 09:00" in kept.text
    page = browser.get(f"/admin/cases/{told.id}").text
    assert "Bản nháp lúc T2 14/09 09:00" in page
    assert written(page, told, "answer") == OWN
    assert '<option value="resolved" selected>' in form_in(page, told, "answer")
    assert OWN not in signed_in("son").get(f"/admin/cases/{told.id}").text  # a draft is its writer's own
    assert send(browser, told, "answer", page, outcome="resolved", text=OWN).status_code == 303
    with desk.db.read() as snap:
        assert snap.execute(select(ReplyDraftRow.move).order_by(ReplyDraftRow.move)).all() == []


@pytest.mark.both_databases
def test_of_two_windows_neither_draft_is_overwritten_in_silence(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    first = second = browser.get(f"/admin/cases/{told.id}").text
    ask(browser, told, "answer", "draft", page=first, text="Bản của cửa sổ một")
    refused = ask(browser, told, "answer", "draft", page=second, text="Bản của cửa sổ hai").text
    assert "chưa lưu đè" in refused
    assert "<pre>Bản của cửa sổ một</pre>" in refused
    assert written(refused, told, "answer") == "Bản của cửa sổ hai"
    kept = ask(browser, told, "answer", "draft", page=refused, text="Bản của cửa sổ hai").text
    assert "Đã lưu nháp" in kept
    assert written(browser.get(f"/admin/cases/{told.id}").text, told, "answer") == "Bản của cửa sổ hai"


def test_a_script_is_told_only_what_has_changed(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    page = browser.get(f"/admin/cases/{told.id}").text
    form = {**hidden_in(page, told, "answer"), "text": OWN, "do": "draft", "csrf": browser.csrf}
    answer = browser.send(
        "POST", f"/admin/cases/{told.id}/replies/answer", data=form, headers={"accept": "application/json"}
    )
    assert answer.json() == {
        "note": "Đã lưu nháp lúc T2 14/09 09:00.", "text": OWN, "hints": [], "revision": 1, "newer": None,
        "preview": None,
    }  # fmt: skip


def test_a_draft_over_an_answer_that_was_drafted_anew_is_shown_beside_it(desk, signed_in, clock):
    told, browser = desk.drafted(), signed_in("giap")
    ask(browser, told, "approve", "draft", text="Sửa của trưởng phòng")
    clock.forward(minutes=5)
    desk.make(told, Move.SEND_BACK, reason="Ghi rõ giờ")
    desk.make(told, Move.PROPOSE, "son", outcome="resolved", text="Bản hai")
    page = browser.get(f"/admin/cases/{told.id}").text
    assert written(page, told, "approve") == "Bản hai"
    assert "trước khi dự thảo được soạn lại" in page
    assert "<pre>Sửa của trưởng phòng</pre>" in page


@pytest.mark.both_databases
def test_the_head_sends_back_with_changes_and_every_version_can_be_compared(desk, signed_in):
    told = desk.drafted()
    desk.make(told, Move.SEND_BACK, reason="Ghi rõ ngày", text="Đã vá xong sáng 14/09.")
    author = signed_in("son").get(f"/admin/cases/{told.id}").text
    assert written(author, told, "propose") == "Đã vá xong sáng 14/09."
    desk.make(told, Move.PROPOSE, "son", outcome="resolved", text="Đã vá xong sáng 14/09. Cảm ơn.")
    desk.make(told, Move.APPROVE, outcome="resolved", text="Đã vá xong sáng 14/09. Cảm ơn.")
    page = re.sub(r"\s+", " ", signed_in("giap").get(f"/admin/cases/{told.id}").text)
    versions = page.partition('class="versions"')[2].partition("</ol>")[0]
    assert re.findall(r"<b>([^<]+)</b> ([^<]+) <time", versions) == [
        ("Trình", "Phạm Minh Sơn"),
        ("Trả lại", "Giáp Văn Thanh"),
        ("Trình", "Phạm Minh Sơn"),
        ("Duyệt và gửi", "Giáp Văn Thanh"),
    ]
    assert '<ins><span class="hide">thêm: </span>14/09.</ins>' in versions
    assert "Ghi rõ ngày" in versions
    assert "Giữ nguyên bản 3." in versions


@pytest.mark.both_databases
def test_a_unit_may_want_approval_for_some_kinds_only(desk, signed_in):
    told, administrator = desk.at_work(), signed_in("quy")
    unit = desk.unit("G-KT")
    no_reason = administrator.post(f"/admin/approvals/{unit}", {"is_on": "1", "kinds": "complaint"})
    assert no_reason.status_code == 422
    assert "Xin ghi lý do" in no_reason.text
    why = {"is_on": "1", "why": "Theo quy chế"}
    assert administrator.post(f"/admin/approvals/{unit}", {**why, "kinds": "complaint"}).status_code == 303
    supervisor = signed_in("giap")
    assert "/moves/answer" in supervisor.get(f"/admin/cases/{told.id}").text
    administrator.post(f"/admin/approvals/{unit}", {**why, "kinds": ["feedback", "complaint"]})
    assert "/moves/propose" in supervisor.get(f"/admin/cases/{told.id}").text
    page = supervisor.get("/admin/approvals?q=kinh te, ha tang").text
    assert "phản ánh, khiếu nại" in page
    assert "Lý do: Theo quy chế" in page
    assert administrator.post("/admin/approvals/999999", why).status_code == 404


@pytest.mark.both_databases
def test_old_drafts_are_forgotten(desk, clock):
    told = tell(desk.db, desk.settings)
    with desk.db.transaction() as tx:
        reply_drafts.save(tx, viewer(desk.db, "giap"), told.id, Move.NOTE, {"text": "x"}, revision=0)
    clock.forward(days=61)
    with desk.db.transaction() as tx:
        reply_drafts.forget_old(tx)
        assert reply_drafts.of_case(tx, viewer(desk.db, "giap"), told.id) == {}
        assert audit.verify(tx).ok
