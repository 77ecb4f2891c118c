"""Every move of the table has a form that asks what the table asks, and works when it is sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select, update

from admin.deps import FILE_FIELDS
from admin.forms.fields import WIDGETS
from admin.forms.forms import AT_HAND, GROUPS
from intake.cases import act
from intake.lifecycle import INFORMATION, TABLE, Move
from intake.tables import AttachmentRow, CaseEventRow, CaseRow
from routing.kinds import Kind
from tests.factories import Told, tell, viewer
from tests.scenes import PDF, Desk

pytestmark = pytest.mark.one_database

RULES = [(move, rule) for rules in (*TABLE.values(), INFORMATION) for move, rule in rules.items()]
BY_STAFF = {move for move, rule in RULES if rule.roles}
PAPER = {"doc_no": "4/QĐ", "doc_on": "2026-09-14"}
ENDS_WITH_WORDS = {Move.REFUSE, Move.REFER, Move.TRANSFER_OUT}
DECISION = {"doc_no": "21/QĐ-UBND", "doc_on": "2026-09-14", "reason": "Đủ căn cứ"}


@dataclass(frozen=True)
class Scene:
    """A case on which a move can be made, by whom, and what is typed; callables are asked of the desk."""

    told: Callable[[Desk], Told]
    fields: dict = field(default_factory=dict)
    login: str = "giap"
    file: str = ""


def unit(code):
    return lambda desk: desk.unit(code)


def code_of_another(desk):
    return desk.feedback().receipt.code


def officer_of(desk, login):
    return str(viewer(desk.db, login).id)


def twice(desk):
    tell(desk.db, desk.settings, chat="twice")
    return tell(desk.db, desk.settings, chat="twice")


def first_code(desk):
    with desk.db.read() as snap:
        return snap.execute(select(CaseRow.code).order_by(CaseRow.id).limit(1)).scalar_one()


SCENES = {
    Move.SCREEN: Scene(
        Desk.unsure,
        {"kind": "petition", "topic": "thoat_nuoc", "unit_id": unit("G-KT"), "commune_code": "07228"},
        login="mai",
    ),
    Move.RECORD_FORM: Scene(
        Desk.intended,
        {
            "form_on": "2026-09-14", "form_ref": "12/TD", "instance": "1", "respondent": "commune_staff", "people": "6",
            "is_remote": "1",
        },
        file="form",
    ),
    Move.STORE: Scene(Desk.accusation, {"reason": "Không rõ người gửi", "unit_id": unit("P-BTCD")}),
    Move.ACCEPT: Scene(Desk.feedback),
    Move.ASSIGN: Scene(Desk.feedback, {"officer_id": lambda desk: officer_of(desk, "son")}),
    Move.ASK: Scene(Desk.feedback, {"question": "Ổ gà ở số nhà nào ạ?"}),
    Move.ASK_ELSEWHERE: Scene(Desk.told_by_telephone, {"question": "Ổ gà ở số nhà nào ạ?", "how": "phone"}),
    Move.RECEIVE: Scene(Desk.asked, {"how": "phone", "text": "Trước số nhà 12."}, file="told"),
    Move.ANSWER: Scene(Desk.at_work, {"outcome": "resolved", "text": "Đã vá xong."}, file="proof"),
    Move.PROPOSE: Scene(Desk.four_eyes, {"outcome": "partly", "text": "Vá được một nửa."}),
    Move.APPROVE: Scene(Desk.drafted, {"outcome": "resolved", "text": "Đã vá xong sáng nay."}, file="proof"),
    Move.SEND_BACK: Scene(Desk.drafted, {"reason": "Ghi rõ giờ vá"}),
    Move.INTERIM: Scene(Desk.at_work, {"text": "Đã đặt vật tư."}),
    Move.EXTEND: Scene(
        Desk.at_work, {"stage": "resolution", "criteria": ["several_places"], "reason": "Phải xác minh hai nơi"}
    ),
    Move.SUSPEND: Scene(Desk.accepted, {"suspension_ground": "cannot_go_on", **DECISION}, file="decision"),
    Move.RESUME: Scene(Desk.suspended, DECISION, file="decision"),
    Move.BEGIN_ASSESSMENT: Scene(
        Desk.investigated, {"assessor": "Viện Khoa học hình sự", **PAPER}, file="decision"
    ),
    Move.END_ASSESSMENT: Scene(Desk.assessed, {"text": "Chữ ký là thật."}),
    Move.FULFIL: Scene(Desk.decided, {"duty": "decision_notice", "done_on": "2026-09-14", "doc_no": "9/QĐ"}),
    Move.CLOSE: Scene(Desk.answered),
    Move.TRANSFER: Scene(Desk.at_work, {"unit_id": unit("T-KT"), "reason": "Thuộc xã Tân Yên"}),
    Move.ADD_UNIT: Scene(Desk.at_work, {"unit_id": unit("T-KT"), "text": "Đo đạc giúp", "task_due_on": "2026-09-16"}),
    Move.FINISH_TASK: Scene(Desk.helped, {"report": "Đoạn này do xã quản lý."}, login="tam", file="proof"),
    Move.RELEASE_UNIT: Scene(Desk.helped, {"task_id": "1", "reason": "Đã rõ"}),
    Move.RESCHEDULE_TASK: Scene(
        Desk.helped, {"task_id": "1", "task_due_on": "2026-09-16", "reason": "Phải chờ bản vẽ"}
    ),
    Move.RETURN: Scene(Desk.at_work, {"reason": "Không thuộc phòng này"}),
    Move.SPLIT: Scene(
        Desk.at_work, {"kind": "feedback", "topic": "thoat_nuoc", "unit_id": unit("G-KT"), "text": "Cống cũng tắc"}
    ),
    Move.JOIN: Scene(Desk.feedback, {"code": code_of_another, "reason": "Cùng một ổ gà"}),
    Move.LEAVE: Scene(Desk.joined, {"reason": "Việc khác nhau"}),
    Move.MERGE: Scene(twice, {"code": first_code, "reason": "Gửi hai lần"}),
    Move.REFUSE: Scene(Desk.feedback, {"ground": "unclear", "text": "Đã hỏi lại mà chưa rõ."}, file="decision"),
    Move.REFER: Scene(Desk.feedback, {"to": "Tòa án nhân dân khu vực 1", "reason": "Việc của tòa án"}),
    Move.TRANSFER_OUT: Scene(Desk.feedback, {"to": "Công an tỉnh", **DECISION}, file="decision"),
    Move.GRANT_WITHDRAWAL: Scene(
        Desk.to_be_withdrawn, {"form_on": "2026-09-14", "form_ref": "5/R", **PAPER}, file="form"
    ),
    Move.PART_WITHDRAWAL: Scene(
        Desk.to_be_withdrawn, {"text": "Rút phần cây cối", "form_on": "2026-09-14", "form_ref": "5/R"}
    ),
    Move.DENY_WITHDRAWAL: Scene(Desk.to_be_withdrawn, {"reason": "Có dấu hiệu bị ép"}),
    Move.TERMINATE: Scene(Desk.accepted, {"termination_ground": "court", **DECISION}, file="decision"),
    Move.REOPEN: Scene(Desk.answered, {"reason": "Còn một ổ gà"}),
    Move.DENY_REOPEN: Scene(Desk.complained_of, {"reason": "Đã kiểm tra lại"}),
    Move.TAKE_UP: Scene(Desk.refused, {"unit_id": unit("G-KT"), "reason": "Đã làm rõ nơi xảy ra"}),
    Move.NOTE: Scene(Desk.feedback, {"text": "Đã gọi điện"}),
}  # fmt: skip


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def send(browser, told, move, fields, file=""):
    """Send a form as the page draws it."""
    page = browser.get(f"/admin/cases/{told.id}").text
    body = form_in(page, told, move)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', body))
    files = [(file, ("giấy tờ.pdf", PDF, "application/pdf"))] if file else None
    return browser.send("POST", f"/admin/cases/{told.id}/moves/{move}", data={**hidden, **fields}, files=files)


def form_in(page, told, move):
    found = re.search(rf'<form [^>]*action="/admin/cases/{told.id}/moves/{move}"[^>]*>.*?</form>', page, re.DOTALL)
    assert found, f"no form for {move}"
    return found[0]


def events(desk, told):
    with desk.db.read() as snap:
        rows = select(CaseEventRow.move).where(CaseEventRow.case_id == told.id).order_by(CaseEventRow.id)
        return list(snap.execute(rows).scalars())


def test_every_field_of_every_rule_has_a_widget():
    asked = {name for _, rule in RULES if rule.roles for name in (*rule.needs, *rule.may)}
    assert asked - set(WIDGETS) == set()
    assert {rule.file for _, rule in RULES if rule.file} == set(FILE_FIELDS)


def test_every_move_of_staff_has_a_place_in_the_column_a_hint_and_a_scene():
    placed = {*AT_HAND, *(move for moves in GROUPS.values() for move in moves)}
    assert placed >= BY_STAFF
    assert set(SCENES) == BY_STAFF


def _asked_once_more(browser, desk, told, move, fields, file, asked):  # noqa: PLR0917 - as they are sent
    """What ends a case shows what its citizen will read, and waits for a second press."""
    assert asked.status_code == 422
    assert "Người dân đọc" in asked.text
    assert events(desk, told)[-1] != move
    [sure] = re.findall(r'name="sure" value="([^"]+)"', form_in(asked.text, told, move))
    return send(browser, told, move, {**fields, "sure": sure}, file)


@pytest.mark.parametrize("move", sorted(BY_STAFF))
def test_a_move_asks_what_the_table_needs_and_works_when_it_is_sent(desk, signed_in, clock, move):
    scene = SCENES[move]
    told = scene.told(desk)
    fields = {name: value(desk) if callable(value) else value for name, value in scene.fields.items()}
    browser = signed_in(scene.login)
    clock.forward(minutes=5)
    with desk.db.read() as snap:
        kind = snap.execute(select(CaseRow.kind).where(CaseRow.id == told.id)).scalar_one()
    rule = TABLE[kind][move]
    body = form_in(browser.get(f"/admin/cases/{told.id}").text, told, move)
    for name in (*rule.needs, *([rule.file] if rule.file and rule.file_needed else [])):
        assert f'name="{name}"' in body, name
    if rule.file and scene.file:
        assert 'enctype="multipart/form-data"' in body
    if rule.needs:
        refused = send(browser, told, move, {})
        assert refused.status_code == 422
        assert f"#{move}-{rule.needs[0]}" in refused.text
        assert events(desk, told)[-1] != move
    answer = send(browser, told, move, fields, scene.file)
    if move in ENDS_WITH_WORDS:
        answer = _asked_once_more(browser, desk, told, move, fields, scene.file, answer)
    assert answer.status_code == 303, re.findall(r'class="notice bad"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert events(desk, told)[-1] == move
    if scene.file:
        with desk.db.read() as snap:
            kept = select(AttachmentRow.name, AttachmentRow.purpose).where(AttachmentRow.case_id == told.id)
            assert ("giấy tờ.pdf", scene.file) in [tuple(row) for row in snap.execute(kept)]


@pytest.mark.parametrize("scene", [Desk.accepted, Desk.investigated, Desk.stored, Desk.at_work])
def test_the_column_stays_calm_and_hides_no_move(desk, signed_in, scene):
    told = scene(desk)
    page = signed_in("giap").get(f"/admin/cases/{told.id}").text
    offered = re.findall(rf'action="/admin/cases/{told.id}/moves/(\w+)"', page)
    column = page.partition('class="actions"')[2].partition("</section>")[0]
    in_sight = re.sub(r'<details class="more".*', "", column, flags=re.DOTALL)
    assert len(offered) == len(set(offered)) >= 10
    assert 1 <= len(re.findall(r"/moves/", in_sight)) <= 7
    assert len(re.findall(r'class="move primary"|class="primary"', in_sight)) >= 1
    assert column.count("Người dân") >= len(offered) - 1


def files_hint(page, move, purpose):
    return re.search(rf'id="{move}-{purpose}-hint">([^<]+)', page)[1]


def test_an_officer_reads_which_files_come_by_each_chat_before_the_answer_goes(signed_in, office, settings):
    told = tell(office, settings, channel="zalo_bot")
    with office.transaction() as tx:
        act(tx, told.id, Move.ACCEPT, actor=viewer(office, "ha"), fields={})
    page = signed_in("ha").get(f"/admin/cases/{told.id}").text
    assert "Zalo Bot: ảnh, tệp không tới trong chat" in files_hint(page, "answer", "proof")


def test_an_officer_reads_that_nothing_is_sent_along_under_seal(signed_in, office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        act(tx, told.id, Move.ACCEPT, actor=viewer(office, "giap"), fields={})
        tx.execute(update(CaseRow).values(is_sealed=True))
    page = signed_in("giap").get(f"/admin/cases/{told.id}").text
    assert "không tới người gửi" in files_hint(page, "answer", "proof")
    assert "Telegram:" not in files_hint(page, "answer", "proof")


def test_a_page_says_why_there_are_fewer_ways_out(signed_in, desk):
    accepted, signed = desk.accepted(), desk.signed()
    browser = signed_in("giap")
    why = "Vì vậy không còn “Không thụ lý”, “Hướng dẫn nơi khác”"
    assert why in browser.get(f"/admin/cases/{accepted.id}").text
    assert why not in browser.get(f"/admin/cases/{signed.id}").text


def test_whom_the_words_mean_is_proposed_until_an_officer_has_recorded_it(signed_in, desk):
    words = "Khiếu nại lần hai quyết định giải quyết khiếu nại số 12 của Chủ tịch UBND phường Bắc Giang"
    told = desk.tell(words, kind=Kind.COMPLAINT, topic="dat_dai")
    desk.make(told, Move.SCREEN, kind="complaint", topic="dat_dai", unit_id=desk.unit("P-BTCD"))
    form = form_in(signed_in("giap").get(f"/admin/cases/{told.id}").text, told, Move.RECORD_FORM)
    assert re.search(r'<option value="commune_chair" selected>', form)
    assert re.search(r'<option value="2" selected>', form)
    assert form.count("Máy điền sẵn, xin kiểm tra lại.") == 2


def test_nobody_is_proposed_where_the_words_name_nobody(signed_in, desk):
    told = desk.intended()
    form = form_in(signed_in("giap").get(f"/admin/cases/{told.id}").text, told, Move.RECORD_FORM)
    assert "Máy điền sẵn" not in form
    assert re.search(r'<option value="1" selected>', form)
