"""A complaint and a denunciation before the law: forms, who decides, suspension, extension, withdrawal, duties."""

from datetime import UTC, date, datetime

import pytest

from bot.texts import texts_in
from intake import receipts
from intake.acts import citizen_steps
from intake.directory import directory, exclusions
from intake.errors import Conflict, Forbidden, Invalid
from intake.lifecycle import FORMAL_KINDS, Move, Standing, table_of
from intake.sending import courtesy
from routing.conflicts import Conflicts
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.intake.moving import PAPER, act, case, newest_clock, notices_to_citizen, unit_id

FORM = {"form_on": "2026-09-14", "form_ref": "Số 12/TD", "instance": "1", "respondent": "commune_staff"}
DECISION = {"doc_no": "35/QĐ-UBND", "doc_on": "2026-09-14", "reason": "Phải chờ bản vẽ"}
PAPER_NO = {"doc_no": "35/QĐ-UBND", "doc_on": "2026-09-14"}
EXTENSION = {**DECISION, "stage": "resolution", "criteria": "several_places"}


@pytest.fixture
def intended(office, settings):
    """A complaint about the ward, screened and waiting for its signed form."""
    told = tell(office, settings, "Tôi không đồng ý quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")
    act(office, told.id, Move.SCREEN, login="mai", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "G-VP"))
    return told


@pytest.fixture
def complaint(office, intended):
    """A complaint that was accepted on Monday 14 September."""
    act(office, intended.id, Move.RECORD_FORM, login="mai", **FORM)
    act(office, intended.id, Move.ACCEPT, login="mai")
    return intended


def stored(db, told):
    return newest_clock(db, told.id, "resolution")


@pytest.fixture
def denunciation(office, settings):
    """A denunciation that the province accepted on Monday 14 September."""
    told = tell(office, settings, "Tố cáo cán bộ sở nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="dung", **fields)
    act(office, told.id, Move.RECORD_FORM, login="dung", **{**FORM, "respondent": "department_staff"})
    act(office, told.id, Move.ACCEPT, login="dung")
    return told


def test_the_form_names_who_decides(office, intended):
    act(office, intended.id, Move.RECORD_FORM, login="mai", **FORM)
    row = case(office, intended.id)
    assert (row.standing, row.instance, row.respondent) == ("signed", 1, "commune_staff")
    assert notices_to_citizen(office)[-1]["notice"] == "notice.form_recorded"


@pytest.mark.usefixtures("complaint")
def test_who_signed_reads_the_article_and_not_what_amended_it(office):
    (told,) = [one for one in notices_to_citizen(office) if one["notice"] == "notice.form_recorded"]
    said = texts_in("vi").say_notice(told["notice"], told["fields"]).text
    assert said.endswith("về việc thụ lý (Điều 27 Luật Khiếu nại 2011).")


@pytest.mark.usefixtures("complaint")
def test_who_signed_hears_that_the_form_was_accepted_in_the_law_s_word(office):
    told = notices_to_citizen(office)[-1]
    said = texts_in("vi").say_notice(told["notice"], told["fields"]).text
    assert "đã thụ lý đơn" in said
    assert "nhận xử lý" not in said


@pytest.mark.parametrize(
    ("instance", "respondent"), [("2", "commune_staff"), ("1", "department_staff"), ("1", "province_chair")]
)
def test_the_ward_does_not_record_what_the_province_decides(office, intended, instance, respondent):
    with pytest.raises(Invalid, match="thẩm quyền"):
        act(
            office,
            intended.id,
            Move.RECORD_FORM,
            login="mai",
            **{**FORM, "instance": instance, "respondent": respondent},
        )
    assert case(office, intended.id).state == "intended"


def test_what_is_beyond_the_province_can_only_be_sent_on(office, settings):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    act(
        office, told.id, Move.SCREEN, login="giap", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "P-BTCD")
    )
    with pytest.raises(Invalid, match="vượt thẩm quyền"):
        act(
            office, told.id, Move.RECORD_FORM, login="giap", **{**FORM, "instance": "2", "respondent": "province_chair"}
        )
    with pytest.raises(Invalid, match="không do UBND giải quyết"):
        act(office, told.id, Move.RECORD_FORM, login="giap", **{**FORM, "instance": "1", "respondent": "court"})
    sent = {**DECISION, "to": "Bộ Nông nghiệp và Môi trường"}
    act(office, told.id, Move.TRANSFER_OUT, login="giap", **sent)
    assert case(office, told.id).state == "transferred"


@pytest.mark.parametrize("respondent", ["commune_staff", "province_chair", "party"])
def test_the_province_books_a_denunciation_that_others_decide_and_must_send_it_on(office, settings, respondent):
    told = tell(office, settings, "Tố cáo có người nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="dung", **fields)
    act(office, told.id, Move.RECORD_FORM, login="dung", **{**FORM, "form_on": "2026-09-11", "respondent": respondent})
    assert newest_clock(office, told.id, "transfer").due_on == date(2026, 9, 18)  # five working days from a Friday
    with pytest.raises(Invalid, match="Xin chuyển đơn"):
        act(office, told.id, Move.ACCEPT, login="dung")
    act(office, told.id, Move.TRANSFER_OUT, login="dung", **DECISION, to="Người có thẩm quyền")
    assert newest_clock(office, told.id, "transfer").status == "met"


def test_a_second_complaint_has_its_own_limits(office, settings):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    act(
        office, told.id, Move.SCREEN, login="giap", kind="complaint", topic="dat_dai", unit_id=unit_id(office, "P-BTCD")
    )
    act(office, told.id, Move.RECORD_FORM, login="dung", **{**FORM, "instance": "2", "is_remote": "yes"})
    act(office, told.id, Move.ACCEPT, login="dung")
    assert newest_clock(office, told.id, "resolution").rule_id == "K9-remote"
    assert newest_clock(office, told.id, "resolution").amount == 60


def test_a_suspension_does_not_count_and_shifts_the_day(office, complaint, clock):
    due = date(2026, 10, 14)  # thirty days after acceptance on 14 September
    assert stored(office, complaint).due_on == due
    clock.forward(days=4)
    fields = {**DECISION, "doc_on": "2026-09-18", "suspension_ground": "waits_for_other"}
    act(office, complaint.id, Move.SUSPEND, login="mai", files=(PAPER,), **fields)
    assert case(office, complaint.id).state == "suspended"
    assert stored(office, complaint).paused_from == date(2026, 9, 18)
    clock.forward(days=10)
    act(office, complaint.id, Move.RESUME, login="mai", files=(PAPER,), **{**DECISION, "doc_on": "2026-09-28"})
    row = stored(office, complaint)
    assert row.due_on == date(2026, 10, 26)  # ten days later is Saturday the 24th, so Monday
    assert row.nominal_on == date(2026, 10, 24)
    assert row.paused_from is None
    assert [one["notice"] for one in notices_to_citizen(office)][-2:] == ["notice.suspended", "notice.resumed"]


@pytest.mark.parametrize("missing", ["doc_no", "doc_on", "reason", "suspension_ground", "file"])
def test_no_suspension_without_ground_and_decision(office, complaint, missing):
    fields = {**DECISION, "suspension_ground": "waits_for_other"}
    fields.pop(missing, None)
    with pytest.raises(Invalid):
        act(office, complaint.id, Move.SUSPEND, login="mai", files=() if missing == "file" else (PAPER,), **fields)
    assert case(office, complaint.id).state == "in_progress"


def test_a_complaint_is_extended_once_to_its_ceiling(office, complaint):
    act(office, complaint.id, Move.EXTEND, login="mai", files=(PAPER,), **EXTENSION)
    row = stored(office, complaint)
    assert (row.rule_id, row.due_on) == ("K3-complex", date(2026, 10, 29))
    assert case(office, complaint.id).complexity == "complex"
    told = notices_to_citizen(office)[-1]
    assert told["notice"] == "notice.extended"
    assert told["fields"]["new_due"] == "2026-10-29"
    with pytest.raises(Forbidden):
        act(office, complaint.id, Move.EXTEND, login="mai", files=(PAPER,), **EXTENSION)


def test_a_denunciation_is_extended_twice_and_the_second_time_for_two_criteria(office, denunciation):
    act(office, denunciation.id, Move.EXTEND, login="dung", files=(PAPER,), **EXTENSION)
    assert stored(office, denunciation).amount == 60
    with pytest.raises(Invalid, match="tiêu chí"):
        act(office, denunciation.id, Move.EXTEND, login="dung", files=(PAPER,), **EXTENSION)
    twice = {**EXTENSION, "criteria": "several_places,foreign_element"}
    act(office, denunciation.id, Move.EXTEND, login="dung", files=(PAPER,), **twice)
    assert stored(office, denunciation).amount == 90
    with pytest.raises(Forbidden):
        act(office, denunciation.id, Move.EXTEND, login="dung", files=(PAPER,), **twice)


@pytest.mark.parametrize(
    "wrong",
    [
        {"criteria": ""},
        {"criteria": "khác"},
        {"criteria": "delegated"},
        {"doc_no": ""},
        {"doc_on": "2026-09-13"},
        {"doc_on": "2026-12-01"},
        {"doc_on": "hôm qua"},
        {"reason": " "},
        {"stage": "acceptance"},
    ],
)
def test_no_extension_that_the_law_does_not_allow(office, complaint, wrong):
    with pytest.raises(Invalid):
        act(office, complaint.id, Move.EXTEND, login="mai", files=(PAPER,), **{**EXTENSION, **wrong})
    assert stored(office, complaint).due_on == date(2026, 10, 14)


def test_no_extension_without_its_paper(office, complaint):
    with pytest.raises(Invalid) as refused:
        act(office, complaint.id, Move.EXTEND, login="mai", **EXTENSION)
    assert "decision" in refused.value.fields


def test_what_is_late_is_not_made_punctual_by_an_extension(office, complaint, clock):
    clock.forward(days=31)
    with pytest.raises(Forbidden, match="luật còn cho gia hạn"):
        act(office, complaint.id, Move.EXTEND, login="mai", files=(PAPER,), **EXTENSION)


def test_an_expert_assessment_does_not_count_for_a_denunciation(office, denunciation, clock):
    due = stored(office, denunciation).due_on
    clock.forward(days=1)
    asked = {**DECISION, "doc_on": "2026-09-15", "assessor": "Viện giám định"}
    act(office, denunciation.id, Move.BEGIN_ASSESSMENT, login="dung", files=(PAPER,), **asked)
    with pytest.raises(Forbidden):
        act(office, denunciation.id, Move.ANSWER, login="dung", outcome="upheld", text="Đúng")
    clock.forward(days=14)
    act(office, denunciation.id, Move.END_ASSESSMENT, login="dung", text="Chữ ký là giả")
    assert (stored(office, denunciation).due_on - due).days == 14


def test_what_is_told_without_a_name_is_information_and_has_no_thirty_days(office, settings):
    told = tell(office, settings, "Có cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="dung", **fields)
    act(office, told.id, Move.STORE, login="dung", reason="Không có tên người gửi", unit_id=unit_id(office, "P-BTCD"))
    row = case(office, told.id)
    assert (row.standing, row.state, row.is_sealed) == ("information", "assigned", True)
    act(office, told.id, Move.ACCEPT, login="dung")
    assert newest_clock(office, told.id, "resolution") is None
    with pytest.raises(Conflict):
        act(office, told.id, Move.RECORD_FORM, login="dung", **FORM)
    act(office, told.id, Move.ANSWER, login="dung", outcome="explained", text="Đã kiểm tra")


def test_a_denunciation_of_the_chair_shuts_the_commune_out(office, settings):
    told = tell(office, settings, "Ông ấy nhận tiền của dân", kind=Kind.DENUNCIATION, topic="tham_nhung")
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="dung", **fields)
    act(office, told.id, Move.RECORD_FORM, login="dung", **{**FORM, "respondent": "commune_chair"})
    with pytest.raises(Invalid, match="không được nhận"):
        act(office, told.id, Move.TRANSFER, login="dung", unit_id=unit_id(office, "G"), reason="Về phường")


def test_a_duty_is_recorded_while_an_answer_waits_to_be_approved(office, denunciation):
    unit = int(unit_id(office, "P-BTCD"))
    with office.transaction() as tx:
        directory.set_policy(tx, unit, needs_approval=True, needs_proof=False, actor="system")
    act(office, denunciation.id, Move.PROPOSE, login="dung", outcome="upheld", text="Tố cáo đúng")
    act(office, denunciation.id, Move.FULFIL, login="dung", duty="acceptance_notice", done_on="2026-09-14")
    assert newest_clock(office, denunciation.id, "acceptance_notice").status == "met"


def test_a_citizen_asks_to_withdraw_and_the_office_decides(office, complaint):
    with office.transaction() as tx:
        assert citizen_steps.withdraw(tx, complaint.id, conversation_id=complaint.conversation_id) is False
    assert case(office, complaint.id).state == "in_progress"
    act(office, complaint.id, Move.DENY_WITHDRAWAL, login="mai", reason="Có dấu hiệu bị ép")
    assert case(office, complaint.id).withdrawal_asked_at is None
    with pytest.raises(Forbidden):
        act(office, complaint.id, Move.DENY_WITHDRAWAL, login="mai", reason="Lần nữa")
    act(
        office, complaint.id, Move.GRANT_WITHDRAWAL, login="mai", form_on="2026-09-14", form_ref="Đơn rút 3", **PAPER_NO
    )
    row = case(office, complaint.id)
    assert (row.state, row.is_open) == ("withdrawn", False)
    assert newest_clock(office, complaint.id, "resolution").status == "stopped"


def test_a_complaint_that_nobody_has_signed_is_withdrawn_without_a_paper(office, intended):
    with office.transaction() as tx:
        assert citizen_steps.withdraw(tx, intended.id, conversation_id=intended.conversation_id) is True
    row = case(office, intended.id)
    assert (row.state, row.is_open) == ("withdrawn", False)
    assert newest_clock(office, intended.id, "outcome_notice").status != "running"


def test_a_denunciation_is_only_asked_to_be_withdrawn_signed_or_not(office, settings):
    told = tell(office, settings, "Tố cáo cán bộ sở nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    with office.transaction() as tx:
        assert citizen_steps.withdraw(tx, told.id, conversation_id=told.conversation_id) is False
    assert case(office, told.id).is_open


@pytest.mark.parametrize(("is_remote", "days"), [("", "30"), ("1", "45")])
def test_a_first_decision_says_within_how_many_days_one_may_complain_again(office, intended, is_remote, days):
    act(office, intended.id, Move.RECORD_FORM, login="mai", **FORM, is_remote=is_remote)
    act(office, intended.id, Move.ACCEPT, login="mai")
    act(office, intended.id, Move.ANSWER, login="mai", outcome="not_upheld", text="Quyết định số 40", files=(PAPER,))
    told = notices_to_citizen(office)[-1]
    assert told["fields"]["again_days"] == days
    said = texts_in("vi").say_notice(told["notice"], told["fields"]).text
    assert f"trong {days} ngày từ ngày nhận quyết định, Anh/Chị có thể khiếu nại lần hai" in said
    assert "Điều 33 khoản 1 Luật Khiếu nại" in said


def test_other_answers_say_nothing_of_a_second_complaint(office, denunciation):
    act(office, denunciation.id, Move.ANSWER, login="dung", outcome="upheld", text="Kết luận số 4", files=(PAPER,))
    told = notices_to_citizen(office)[-1]
    assert "again_days" not in told["fields"]
    assert "lần hai" not in texts_in("vi").say_notice(told["notice"], told["fields"]).text


def said_last(db, language="vi"):
    told = notices_to_citizen(db)[-1]
    return texts_in(language).say_notice(told["notice"], told["fields"]).text


def test_a_second_decision_says_that_the_court_is_the_way_on(office, settings):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    desk = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="giap", **desk)
    act(office, told.id, Move.RECORD_FORM, login="dung", **{**FORM, "instance": "2"})
    act(office, told.id, Move.ACCEPT, login="dung")
    act(office, told.id, Move.ANSWER, login="dung", outcome="not_upheld", text="Quyết định số 40", files=(PAPER,))
    assert "có quyền khởi kiện ra Tòa án (Điều 42 Luật Khiếu nại 2011)" in said_last(office)
    assert "lần hai lên cấp trên" not in said_last(office)


def test_a_conclusion_says_that_one_may_denounce_further(office, denunciation):
    act(office, denunciation.id, Move.ANSWER, login="dung", outcome="not_upheld", text="Kết luận số 4", files=(PAPER,))
    assert "tố cáo tiếp lên cấp trên của nơi đã giải quyết (Điều 37 Luật Tố cáo 2018)" in said_last(office)
    assert "denounce further" in said_last(office, "en")


def test_after_the_decision_the_duties_of_the_law_are_recorded_before_the_end(office, complaint):
    act(
        office, complaint.id, Move.ANSWER, login="mai", outcome="partly_upheld", text="Quyết định số 40", files=(PAPER,)
    )
    assert newest_clock(office, complaint.id, "decision_notice").due_on == date(2026, 9, 17)  # three working days
    with pytest.raises(Forbidden):
        act(office, complaint.id, Move.CLOSE, login="mai")
    for duty in ("decision_notice", "decision_publication"):
        act(office, complaint.id, Move.FULFIL, login="mai", duty=duty, done_on="2026-09-14")
    act(office, complaint.id, Move.CLOSE, login="mai")
    assert case(office, complaint.id).state == "closed"


def test_a_conclusion_has_its_own_duties(office, denunciation):
    act(office, denunciation.id, Move.ANSWER, login="dung", outcome="not_upheld", text="Kết luận số 4")
    stages = {
        stage: newest_clock(office, denunciation.id, stage).due_on
        for stage in ("conclusion_notice", "conclusion_action")
    }
    assert stages == {"conclusion_notice": date(2026, 9, 21), "conclusion_action": date(2026, 9, 23)}


def test_outcomes_are_those_of_the_kind(office, complaint):
    with pytest.raises(Invalid):
        act(office, complaint.id, Move.ANSWER, login="mai", outcome="resolved", text="Xong")


@pytest.mark.parametrize("ground", ["sent_elsewhere", "not_public_matter"])
def test_a_complaint_is_refused_only_on_the_grounds_of_its_law(office, intended, ground):
    with pytest.raises(Invalid):
        act(office, intended.id, Move.REFUSE, login="mai", ground=ground, text="Không nhận")
    act(office, intended.id, Move.REFUSE, login="mai", ground="no_signature", text="Đơn không ký")
    assert case(office, intended.id).state == "refused"


def test_the_same_denunciation_is_sent_to_another_authority_once(office, settings):
    sent = {**DECISION, "to": "Công an tỉnh"}
    first, second = (
        tell(office, settings, text, kind=Kind.DENUNCIATION, topic="tham_nhung", chat=f"c{n}")
        for n, text in enumerate(("Ông A nhận tiền.", "ông a  NHẬN TIỀN"))
    )
    act(office, first.id, Move.TRANSFER_OUT, login="dung", **sent)
    with pytest.raises(Conflict, match="một lần"):
        act(office, second.id, Move.TRANSFER_OUT, login="dung", **sent)


def test_who_may_not_see_the_earlier_denunciation_does_not_read_its_code(office, settings):
    sent = {**DECISION, "to": "Công an tỉnh"}
    first, second = (
        tell(office, settings, text, kind=Kind.DENUNCIATION, topic="tham_nhung", chat=f"c{n}")
        for n, text in enumerate(("Ông A nhận tiền.", "ông a  NHẬN TIỀN"))
    )
    act(office, first.id, Move.TRANSFER_OUT, login="dung", **sent)
    with pytest.raises(Conflict, match=first.receipt.code):
        act(office, second.id, Move.TRANSFER_OUT, login="dung", **sent)
    with office.transaction() as tx:
        exclusions.keep(tx, first.id, Conflicts(accused=frozenset({viewer(office, "dung").id})))
    with pytest.raises(Conflict) as refused:
        act(office, second.id, Move.TRANSFER_OUT, login="dung", **sent)
    assert first.receipt.code not in refused.value.sentence


def test_a_case_of_may_and_a_case_of_august_differ_lawfully(office, settings, clock):
    clock.now = datetime(2026, 5, 18, 2, tzinfo=UTC)
    may = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    clock.now = datetime(2026, 8, 3, 2, tzinfo=UTC)
    august = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai", chat="citizen-2")
    for told, day in ((may, "2026-05-18"), (august, "2026-08-03")):
        screen = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "G-VP")}
        act(office, told.id, Move.SCREEN, login="mai", **screen)
        act(office, told.id, Move.RECORD_FORM, login="mai", **{**FORM, "form_on": day})
    limits = [newest_clock(office, told.id, "acceptance") for told in (may, august)]
    assert [(one.amount, one.unit) for one in limits] == [(10, "calendar"), (7, "working")]


def test_a_signed_complaint_that_is_screened_again_is_not_asked_for_its_form_again(office, complaint):
    due = stored(office, complaint).due_on
    act(office, complaint.id, Move.RETURN, login="mai", reason="Phân lại phòng")
    fields = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "G")}
    act(office, complaint.id, Move.SCREEN, login="mai", **fields)
    row = case(office, complaint.id)
    assert (row.state, row.standing) == ("assigned", "signed")
    assert stored(office, complaint).due_on == due


def test_a_signed_complaint_that_is_something_else_is_only_told(office, complaint, clock):
    clock.forward(hours=1)
    act(office, complaint.id, Move.RETURN, login="mai", reason="Thật ra là phản ánh")
    fields = {"kind": "feedback", "topic": "dat_dai", "unit_id": unit_id(office, "G-KT")}
    act(office, complaint.id, Move.SCREEN, login="mai", **fields)
    row = case(office, complaint.id)
    assert (row.state, row.standing) == ("assigned", "chat")


def test_a_signed_complaint_stays_with_those_who_may_decide_it(office, complaint):
    with pytest.raises(Invalid, match="thẩm quyền"):
        act(office, complaint.id, Move.TRANSFER, login="mai", unit_id=unit_id(office, "P-SXD"), reason="Về sở")


def test_a_suspended_complaint_promises_no_day(office, complaint):
    fields = {**DECISION, "suspension_ground": "waits_for_other"}
    act(office, complaint.id, Move.SUSPEND, login="mai", files=(PAPER,), **fields)
    with office.read() as snap:
        assert receipts.status_of(snap, complaint.id).due_on is None


def test_a_decision_counts_from_its_own_day_however_late_it_is_recorded(office, complaint, clock):
    clock.forward(days=8)
    fields = {**DECISION, "doc_on": "2026-09-18", "suspension_ground": "waits_for_other"}
    act(office, complaint.id, Move.SUSPEND, login="mai", files=(PAPER,), **fields)
    with pytest.raises(Invalid, match="tiếp tục"):
        act(office, complaint.id, Move.RESUME, login="mai", files=(PAPER,), **{**DECISION, "doc_on": "2026-09-17"})
    act(office, complaint.id, Move.RESUME, login="mai", files=(PAPER,), **{**DECISION, "doc_on": "2026-09-21"})
    assert stored(office, complaint).nominal_on == date(2026, 10, 17)


@pytest.mark.parametrize("kind", list(Kind))
def test_that_a_matter_was_taken_on_waits_for_the_step_that_soon_follows_whatever_its_kind(db, kind):
    rule = table_of(kind, Standing.SIGNED if kind in FORMAL_KINDS else Standing.CHAT)[Move.ACCEPT]
    with db.read() as snap:
        assert rule.notice in courtesy.current(snap).gathered
