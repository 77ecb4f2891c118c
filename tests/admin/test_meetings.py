"""Dialogue sessions, minutes of receptions, and what was promised there: kept, told when it is late, never leaked."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.worker import sweep_all
from intake.notices import handover
from intake.receptions import reception_days
from intake.tables import BookingRow, CaseEventRow, CaseRow, CommitmentRow, NoticeRow, ReceptionDayRow, UnitRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from tests.admin.test_receptions import PLAN
from tests.factories import tell, viewer
from tests.pdf import words_of

pytestmark = pytest.mark.one_database

HELD = {"minutes": "Các hộ nêu ba ý kiến.\nUBND phường trả lời.", "result": "partly", "attendants": "Ông Tám, đại diện"}


@pytest.fixture
def chair(signed_in):
    return signed_in("son")


def planned(office, **more):
    with office.read() as snap:
        unit = snap.execute(select(UnitRow.id).where(UnitRow.code == "G-KT")).scalar_one()
    told = {
        "about": "Thoát nước tổ 3",
        "chair": "Ông Sơn",
        "place": "Nhà văn hóa",
        "on": "2026-09-16",
        "starts": "08:00",
    }
    return {**told, "unit": str(unit), "attendants": "Ông Tám, đại diện các hộ\nBà Chín", **more}


def meeting(browser, office, **more):
    browser.get("/admin/meetings")
    answer = browser.post("/admin/meetings", planned(office, **more))
    assert answer.status_code == 303, answer.text
    return int(re.search(r"/meetings/(\d+)", answer.headers["location"])[1])


def promise(browser, where, office, *, due="2026-09-21", who="ha", text="Nạo vét cống tổ 3"):
    told = {"text": text, "due_on": due, "answers": f"s{viewer(office, who).id}"}
    return browser.post(f"/admin/{where}/commitments", told)


def rows(office, *columns):
    with office.read() as snap:
        return snap.execute(select(*columns).order_by(columns[0])).all()


@pytest.mark.both_databases
def test_a_session_is_planned_held_and_written_up_with_what_was_promised(chair, office, settings, clock, signed_in):
    told = tell(office, settings)
    number = meeting(chair, office, code=told.receipt.code.lower())
    assert chair.post(f"/admin/meetings/{number}", HELD).status_code == 409  # not before it begins
    clock.forward(days=2)
    chair = signed_in("son")
    assert chair.post(f"/admin/meetings/{number}", {**HELD, "minutes": " "}).status_code == 422
    assert chair.post(f"/admin/meetings/{number}", HELD).status_code == 303
    assert promise(chair, f"meetings/{number}", office).status_code == 303
    page = chair.get(f"/admin/meetings/{number}").text
    for words in ("Thống nhất một phần", "Nạo vét cống tổ 3", "Nguyễn Thu Hà", told.receipt.code, "Ông Tám"):
        assert words in page, words
    paper = words_of(chair.get(f"/admin/meetings/{number}.pdf").content)
    for words in ("BIÊN BẢN ĐỐI THOẠI", "Các hộ nêu ba ý kiến", "Nạo vét cống tổ 3", "21/09/2026"):
        assert words in paper, words
    case = chair.get(f"/admin/cases/{told.id}").text
    assert "Cam kết với người dân" in case
    moves = [row.move for row in rows(office, CaseEventRow.id, CaseEventRow.move)]
    assert moves[-3:] == ["meet_plan", "meet", "commit"]


@pytest.mark.both_databases
def test_what_was_promised_climbs_the_ladder_once_a_rung_and_ends_when_it_is_kept(
    chair, office, settings, clock, signed_in
):
    told = tell(office, settings)
    number = meeting(chair, office, code=told.receipt.code)
    promise(chair, f"meetings/{number}", office, due="2026-09-17")
    ha, head = viewer(office, "ha").id, viewer(office, "son").id

    def heard():
        sweep_all(office)
        told_of = [
            row for row in rows(office, NoticeRow.id, NoticeRow.staff_id, NoticeRow.text) if "cam kết" in row.text
        ]
        return [(row.staff_id, row.text.partition(":")[0]) for row in told_of]

    assert heard() == []  # one day after it was made at the earliest
    clock.forward(days=1)
    assert heard() == [(ha, "Sắp đến hạn")]
    assert heard() == [(ha, "Sắp đến hạn")]
    clock.forward(days=3)
    assert heard()[1:] == [(ha, "Quá hạn"), (head, "Quá hạn")]
    page = signed_in("ha").get("/admin/commitments?show=late").text
    assert "Quá hạn 1 ngày" in page
    inbox = '<span>Cam kết quá hạn</span><b class="n">1</b>'
    assert inbox in signed_in("ha").get("/admin/").text
    assert "Cam kết quá hạn" not in signed_in("tam").get("/admin/").text
    [row] = rows(office, CommitmentRow.id)
    browser = signed_in("ha")
    way = f'href="/admin/commitments?show=late#commitment-{row.id}">Xem cam kết</a>'
    assert way in browser.get("/admin/notices").text
    assert f'id="commitment-{row.id}"' in browser.get("/admin/commitments?show=late").text
    assert browser.post(f"/admin/commitments/{row.id}", {"report": " "}).status_code == 422
    assert browser.post(f"/admin/commitments/{row.id}", {"report": "Đã nạo vét", "do": "done"}).status_code == 303
    assert browser.post(f"/admin/commitments/{row.id}", {"report": "Nữa"}).status_code == 409
    clock.forward(days=10)
    assert len(heard()) == 3
    done = signed_in("ha").get("/admin/commitments?show=late_done").text
    assert "Đã nạo vét" in done
    assert "Muộn" in done


@pytest.mark.both_databases
def test_a_session_about_a_sealed_case_is_for_the_cleared_alone(office, settings, signed_in):
    told = tell(office, settings, "Tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    boss = signed_in("giap")
    number = meeting(boss, office, code=told.receipt.code, about="Việc kín số một")
    promise(boss, f"meetings/{number}", office, text="Việc kín số hai", who="ha")
    for login in ("son", "ha", "mai", "tam"):
        browser = signed_in(login)
        assert browser.get(f"/admin/meetings/{number}").status_code == 404
        for path in ("/admin/meetings", "/admin/commitments"):
            assert "Việc kín" not in browser.get(path).text, (login, path)
    assert "Việc kín số hai" in boss.get("/admin/commitments").text
    assert boss.get(f"/admin/meetings/{number}.pdf").status_code == 200


@pytest.mark.both_databases
def test_a_session_about_several_complaints_names_all_of_them_and_promises_for_all_or_one(
    chair, office, settings, clock, signed_in
):
    one, two, three = (tell(office, settings, f"Việc {n}", chat=f"c{n}") for n in range(3))
    number = meeting(chair, office, code=f"{one.receipt.code}, {two.receipt.code.lower()}")
    wrong = chair.post(f"/admin/meetings/{number}/cases", {"code": f"{three.receipt.code} ND-26-0000-0000"})
    assert "ND-26-0000-0000" in wrong.text
    assert chair.post(f"/admin/meetings/{number}/cases", {"code": three.receipt.code}).status_code == 303
    assert chair.post(f"/admin/meetings/{number}/cases", {"code": three.receipt.code}).status_code == 422
    promise(chair, f"meetings/{number}", office, text="Trả lời cả ba đơn", due="2026-09-17")
    told = {"text": "Đo lại đất", "due_on": "2026-09-21", "answers": f"s{viewer(office, 'ha').id}"}
    assert chair.post(f"/admin/meetings/{number}/commitments", {**told, "case_id": str(two.id)}).status_code == 303
    assert chair.post(f"/admin/meetings/{number}/commitments", {**told, "case_id": "999"}).status_code == 422
    assert chair.post(f"/admin/meetings/{number}/cases", {"drop": str(one.id)}).status_code == 303
    assert chair.post(f"/admin/meetings/{number}/cases", {"drop": str(one.id)}).status_code == 404
    assert "Trả lời cả ba đơn" in chair.get(f"/admin/cases/{three.id}").text
    assert "Đo lại đất" not in chair.get(f"/admin/cases/{three.id}").text
    assert "Đo lại đất" in chair.get(f"/admin/cases/{two.id}").text
    clock.forward(days=2)
    chair = signed_in("son")
    chair.post(f"/admin/meetings/{number}", HELD)
    assert chair.post(f"/admin/meetings/{number}/cases", {"drop": str(two.id)}).status_code == 409
    paper = words_of(chair.get(f"/admin/meetings/{number}.pdf").content)
    assert two.receipt.code in paper
    assert three.receipt.code in paper
    assert one.receipt.code not in paper
    held = [row for row in rows(office, CaseEventRow.id, CaseEventRow.case_id, CaseEventRow.move) if row.move == "meet"]
    assert {row.case_id for row in held} == {two.id, three.id}


def test_a_sealed_case_has_a_session_of_its_own_and_one_sealed_later_covers_the_session_of_all(
    office, settings, clock, signed_in
):
    plain, other = (tell(office, settings, f"Việc {name}", chat=name) for name in ("plain", "other"))
    sealed = tell(office, settings, "Tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    boss = signed_in("giap")
    number = meeting(boss, office, code=f"{plain.receipt.code} {other.receipt.code}", about="Việc kín số một")
    refused = boss.post(f"/admin/meetings/{number}/cases", {"code": sealed.receipt.code})
    assert "phải có buổi đối thoại riêng" in refused.text
    promise(boss, f"meetings/{number}", office, text="Việc kín số hai", who="ha", due="2026-09-17")
    assert "Việc kín số hai" in signed_in("son").get("/admin/commitments").text
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == other.id).values(is_sealed=True, kind="denunciation"))
    for login in ("son", "ha"):
        browser = signed_in(login)
        assert browser.get(f"/admin/meetings/{number}").status_code == 404
        for path in ("/admin/meetings", "/admin/commitments", f"/admin/cases/{plain.id}"):
            assert "Việc kín" not in browser.get(path).text, (login, path)
    assert "Việc kín số hai" in boss.get(f"/admin/cases/{plain.id}").text
    clock.forward(days=4)
    sweep_all(office)
    told = rows(office, NoticeRow.id, NoticeRow.staff_id, NoticeRow.text)
    assert viewer(office, "ha").id not in {row.staff_id for row in told if "cam kết" in row.text}


def test_nothing_of_another_house_is_seen_or_planned(chair, office, settings, signed_in):
    number = meeting(chair, office)
    promise(chair, f"meetings/{number}", office)
    stranger = signed_in("tam")
    assert "Thoát nước" not in stranger.get("/admin/meetings").text
    assert "Nạo vét" not in stranger.get("/admin/commitments").text
    assert stranger.get(f"/admin/meetings/{number}").status_code == 404
    assert stranger.post("/admin/meetings", planned(office)).status_code == 403
    [row] = rows(office, CommitmentRow.id)
    assert stranger.post(f"/admin/commitments/{row.id}", {"report": "x"}).status_code == 404
    other = tell(office, settings)
    refused = stranger.post(
        "/admin/meetings", planned(office, unit=str(viewer(office, "tam").unit_id), code=other.receipt.code)
    )
    assert "Không có hồ sơ nào mang mã này" in refused.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": " "}, "Xin điền mục này"),
        ({"on": "hôm qua"}, "Không có ngày này"),
        ({"on": "2026-09-01"}, "Giờ này đã qua"),
        ({"starts": "sáng"}, "Xin ghi giờ"),
        ({"code": "ND-26-0000-0000"}, "Không có hồ sơ nào"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_typed_is_lost(chair, office, wrong, sentence):
    chair.get("/admin/meetings")
    answer = chair.post("/admin/meetings", planned(office, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nhà văn hóa" in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Xin ghi việc đã hứa"),
        ({"due_on": "2026-09-01"}, "Ngày này đã qua"),
        ({"due_on": "mai"}, "Có ngày chưa đúng"),
        ({"answers": "s99999"}, "Xin chọn ai chịu trách nhiệm"),
    ],
)
def test_what_is_wrong_with_a_promise_is_said(chair, office, wrong, sentence):
    number = meeting(chair, office)
    told = {"text": "Nạo vét cống", "due_on": "2026-09-21", "answers": f"s{viewer(office, 'ha').id}", **wrong}
    answer = chair.post(f"/admin/meetings/{number}/commitments", told)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.both_databases
def test_a_session_is_called_off_with_a_reason(chair, office):
    number = meeting(chair, office)
    assert chair.post(f"/admin/meetings/{number}/call-off", {"reason": ""}).status_code == 422
    assert chair.post(f"/admin/meetings/{number}/call-off", {"reason": "Bão"}).status_code == 303
    assert chair.post(f"/admin/meetings/{number}/call-off", {"reason": "Bão"}).status_code == 409
    assert "Đã hủy" in chair.get("/admin/meetings").text


@pytest.mark.both_databases
def test_a_reception_day_has_todays_list_minutes_and_promises(signed_in, office, clock):
    browser = signed_in("mai")
    with office.read() as snap:
        unit = snap.execute(select(UnitRow.id).where(UnitRow.code == "G")).scalar_one()
    browser.post("/admin/receptions", {**PLAN, "unit": str(unit), "pattern": "once"})
    [day] = rows(office, ReceptionDayRow.id)
    with office.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "web", "main", "c", "Bà Tư")
        reception_days.book(tx, conversation_id=chat.id, day_id=day.id, about="Đền bù đất", people=2)
    early = browser.post(f"/admin/receptions/{day.id}/minutes", {"text": "Sớm"})
    assert early.status_code == 409
    clock.forward(days=3)
    browser = signed_in("mai")
    assert "Bà Tư" in browser.get("/admin/receptions/today").text
    [booking] = rows(office, BookingRow.id)
    not_yet = browser.post(f"/admin/receptions/{day.id}/minutes", {"text": "Chưa đến", "booking": str(booking.id)})
    assert not_yet.status_code == 409
    assert "Chưa đến" in not_yet.text
    browser.post(f"/admin/receptions/bookings/{booking.id}", {"came": "1"})
    said = {"text": "Chủ tịch giao trả lời trước 30/9", "booking": str(booking.id)}
    assert browser.post(f"/admin/receptions/{day.id}/minutes", said).status_code == 303
    due = str(clock.now.date() + timedelta(days=5))
    assert promise(browser, f"receptions/{day.id}", office, due=due).status_code == 303
    page = browser.get(f"/admin/receptions/{day.id}").text
    for words in ("Số 1, Bà Tư", "Chủ tịch giao trả lời", "Nạo vét cống tổ 3"):
        assert words in page, words
    assert "đã đến 1" in browser.get("/admin/receptions/today").text


@pytest.mark.both_databases
@pytest.mark.parametrize(("heir", "answers"), [("lam", "lam"), (None, None)])
def test_what_somebody_promised_is_answered_for_by_whoever_takes_over_or_by_the_unit(chair, office, heir, answers):
    number = meeting(chair, office)
    promise(chair, f"meetings/{number}", office)
    ids = {login: viewer(office, login).id for login in ("ha", "lam")}
    with office.transaction() as tx:
        handover.hand_over(tx, ids["ha"], ids.get(heir), why="Chuyển công tác", actor="system")
    assert rows(office, CommitmentRow.officer_id) == [(ids.get(answers),)]
