"""The counter: a matter is taken in for somebody, with a receipt that lets them follow it, and without JavaScript."""

import re

import pytest
from sqlalchemy import select

from intake import receipts
from intake.acts.counter import visit_of
from intake.lifecycle import Move
from intake.people import participants
from intake.sealed import vault_keys
from intake.tables import (
    AttachmentRow,
    CaseLinkRow,
    CaseRow,
    ClockRow,
    CorrectionRow,
    OutboxRow,
    UtteranceRow,
    VisitRow,
)
from tests.intake.moving import act, case, notices_to_citizen, unit_id
from tests.pages import bare
from tests.pdf import words_of
from tests.pictures import JPEG
from tests.talk import Citizen, plain_turns

pytestmark = pytest.mark.one_database

HOLE = "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe"
WHO = {"how": "counter", "name": "Bà Tư", "phone": "0912 000 111", "address": "xóm 3"}


@pytest.fixture
def desk(signed_in):
    return signed_in("mai")


def take_in(desk, **fields):
    page = desk.get("/admin/counter").text
    key = re.search(r'name="form_key" value="(\w+)"', page)[1]
    return desk.post("/admin/counter", {"form_key": key, "how": "counter", "text": HOLE, **fields})


def case_of(answer):
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("/")[2])


def test_a_visitor_gets_a_receipt_and_the_case_goes_its_way(desk, office, settings):
    number = case_of(take_in(desk, **WHO, commune_code="07210", papers="Đơn đề nghị; 2; bản chính\nẢnh; 1"))
    found = case(office, number)
    assert (found.channel, found.topic, found.kind) == ("counter", "giao_thong_ha_tang", "feedback")
    page = desk.get(f"/admin/counter/{number}").text
    secret = receipts.secret_for(settings, found.code)
    for words in (found.code, secret, "Bà Tư", "Đơn đề nghị", "bản chính", "Mẫu 02/TCD", "NOI-"):
        assert words in page, words
    paper = words_of(desk.get(f"/admin/counter/{number}.pdf").content)
    for words in (found.code, secret, "Bà Tư", "Đơn đề nghị", "NGƯỜI GIAO"):
        assert words in paper, words
    with office.read() as snap:
        assert visit_of(snap, number).papers[1].name == "Ảnh"


def test_the_secret_is_shown_for_a_quarter_of_an_hour_and_to_the_taker_only(desk, signed_in, office, clock, settings):
    number = case_of(take_in(desk, **WHO))
    secret = receipts.secret_for(settings, case(office, number).code)
    assert signed_in("ha").get(f"/admin/counter/{number}").status_code == 404
    clock.forward(minutes=16)
    page = desk.get(f"/admin/counter/{number}")
    assert page.status_code == 200
    assert secret not in page.text
    assert "NOI-" not in page.text


def test_the_machine_fills_in_and_the_officer_has_the_last_word(desk, office):
    read = desk.post("/admin/counter", {"do": "read", "text": f"{HOLE}, phường Bắc Giang", "form_key": "k"})
    assert 'value="giao_thong_ha_tang" selected' in read.text
    proposal = desk.post("/admin/counter/reading", {"text": f"{HOLE}, phường Bắc Giang"}).json()
    assert (proposal["topic"], proposal["kind"]) == ("giao_thong_ha_tang", "feedback")
    assert proposal["commune_code"]
    number = case_of(take_in(desk, topic="thoat_nuoc", kind="petition"))
    found = case(office, number)
    assert (found.topic, found.kind, found.confidence) == ("thoat_nuoc", "petition", 1.0)
    with office.read() as snap:
        fields = set(snap.execute(select(CorrectionRow.field).where(CorrectionRow.case_id == number)).scalars())
    assert fields == {"kind", "topic"}


def test_the_same_words_in_a_new_form_are_asked_about_once(desk, office, clock):
    first = take_in(desk)
    again = take_in(desk)  # back from the receipt, and pressed once more
    assert again.status_code == 422
    assert case(office, case_of(first)).code in again.text
    key, sure = (re.search(rf'name="{name}" value="([^"]+)"', again.text)[1] for name in ("form_key", "sure"))
    meant = desk.post("/admin/counter", {"form_key": key, "sure": sure, "how": "counter", "text": HOLE})
    assert case_of(meant) != case_of(first)
    assert case_of(take_in(desk, text=f"{HOLE}, ở ngõ 4")) != case_of(first)
    clock.forward(minutes=16)
    case_of(take_in(desk))


@pytest.mark.parametrize(
    ("login", "where", "code"),
    [
        ("mai", "", "07210"),
        ("mai", ", ngõ 5 đường Lê Lợi", "07210"),
        ("mai", ", phường Đa Mai", "07228"),
        ("mai", ", thành phố Hải Phòng", ""),
        ("dung", "", ""),
    ],
)
def test_what_names_no_commune_is_proposed_for_the_one_whose_counter_it_is(signed_in, login, where, code):
    at_counter = signed_in(login)
    at_counter.get("/admin/counter")
    proposal = at_counter.post("/admin/counter/reading", {"text": f"Cống trước nhà tắc{where}"}).json()
    assert proposal["commune_code"] == code
    assert ("là nơi đang tiếp" in proposal["says"]) is (code == "07210")
    chosen = {"text": f"Cống trước nhà tắc{where}", "commune_code": "07210"}
    assert "là nơi đang tiếp" not in at_counter.post("/admin/counter/reading", chosen).json()["says"]


def test_a_form_sent_twice_makes_one_case(desk, office):
    page = desk.get("/admin/counter").text
    key = re.search(r'name="form_key" value="(\w+)"', page)[1]
    sent = {"form_key": key, "how": "phone", "text": HOLE}
    assert case_of(desk.post("/admin/counter", sent)) == case_of(desk.post("/admin/counter", sent))
    with office.read() as snap:
        assert len(snap.execute(select(CaseRow.id)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "  "}, "Xin ghi lời người dân"),
        ({"how": "bồ câu"}, "Xin chọn cách tiếp nhận"),
        ({"topic": "không có"}, "Xin chọn lại"),
        ({"commune_code": "999999"}, "Xin chọn lại"),
        ({"people": "nhiều"}, "Xin ghi số người cùng nội dung bằng chữ số"),
        ({"phone": "12ab"}, "Số điện thoại chỉ gồm số"),
        ({"id_number": "abc"}, "Căn cước có 12 chữ số"),
        ({"id_number": "024000000001", "id_issued_on": "2031-05-05"}, "Ngày này chưa đến"),
        ({"kind": "complaint", "has_form": "1", "form_on": "2099-01-01"}, "Ngày này chưa đến"),
        ({"kind": "complaint", "has_form": "1", "form_on": "2026-09-14"}, "Xin điền mục này"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, office, wrong, sentence):
    answer = take_in(desk, **{**WHO, "note": "nghe không rõ", **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "nghe không rõ" in answer.text
    with office.read() as snap:
        assert snap.execute(select(CaseRow.id)).first() is None


def test_all_that_is_wrong_is_said_at_once_each_beside_its_field(desk):
    wrong = {"text": " ", "topic": "không có", "commune_code": "999999", "people": "nhiều", "phone": "12ab"}
    wrong |= {"id_number": "abc", "id_issued_on": "40/13/2020", "kind": "complaint", "has_form": "1"}
    wrong |= {"form_on": "01/01/2099", "decision_on": "10/09/2026", "decision_received": "01/09/2026"}
    page = take_in(desk, **wrong).text
    for name in (*(wrong.keys() - {"kind", "has_form", "decision_on"}), "form_ref", "respondent"):
        assert f'id="why-{name}"' in page, name
        assert f'aria-describedby="why-{name}"' in page, name


def test_the_decision_that_is_complained_of_is_asked_and_shown_with_its_time_limit(desk):
    told = {"decision_no": "12/QĐ-UBND", "decision_on": "01/09/2026", "decision_received": "04/09/2026"}
    words = "Tôi khiếu nại quyết định thu hồi đất của Chủ tịch UBND phường Bắc Giang"
    number = case_of(take_in(desk, **WHO, **told, text=words, kind="complaint", topic="dat_dai"))
    page = bare(desk.get(f"/admin/cases/{number}").text)
    assert "Quyết định số 12/QĐ-UBND ngày 01/09/2026, nhận ngày 04/09/2026" in page
    assert "Thời hiệu 90 ngày" in page
    assert "03/12" in page  # ninety days behind the fourth of September
    for path in (f"/admin/counter/{number}/complaint-form.pdf", f"/admin/cases/{number}/ho-so.pdf"):
        assert "số 12/QĐ-UBND ngày 01/09/2026" in words_of(desk.get(path).content)


def test_of_what_is_no_complaint_no_decision_is_kept(desk):
    number = case_of(take_in(desk, **WHO, decision_no="12/QĐ-UBND"))
    assert "Quyết định bị khiếu nại" not in desk.get(f"/admin/cases/{number}").text


def test_a_signed_complaint_starts_the_clock_of_the_law_at_once(desk, office):
    signed = {"has_form": "1", "form_on": "2026-09-14", "form_ref": "12/KN", "instance": "1"}
    words = "Tôi khiếu nại quyết định thu hồi đất số 12 của Chủ tịch UBND phường Bắc Giang"
    where = {"commune_code": "07210", "topic": "dat_dai", "kind": "complaint", "respondent": "commune_chair"}
    number = case_of(take_in(desk, **WHO, **signed, **where, text=words))
    found = case(office, number)
    assert (found.standing, found.state) == ("signed", "assigned")
    with office.read() as snap:
        stages = set(snap.execute(select(ClockRow.stage).where(ClockRow.case_id == number)).scalars())
    assert "acceptance" in stages


def test_the_book_says_who_wrote_it_in(desk):
    number = case_of(
        take_in(desk, **WHO, text="Đèn đường tắt", kind="feedback", topic="chieu_sang", commune_code="07210")
    )
    page = desk.get(f"/admin/cases/{number}").text
    assert "Tiếp nhận vào sổ" in page
    assert "Lê Thị Mai" in page[page.index("Tiếp nhận vào sổ") :][:200]


@pytest.mark.parametrize("day", ["2026-09-11", "2026-09-07"])
def test_a_letter_that_came_days_before_counts_from_the_day_it_came(desk, office, day):
    signed = {"has_form": "1", "form_on": day, "form_ref": "12/KN", "instance": "1"}
    words = "Tôi khiếu nại quyết định thu hồi đất số 12 của Chủ tịch UBND phường Bắc Giang"
    where = {"commune_code": "07210", "topic": "dat_dai", "kind": "complaint", "respondent": "commune_chair"}
    number = case_of(take_in(desk, **{**WHO, "how": "post"}, **signed, **where, text=words))
    assert case(office, number).standing == "signed"
    with office.read() as snap:
        starts = select(ClockRow.start_on).where(ClockRow.case_id == number, ClockRow.stage == "acceptance")
        assert snap.execute(starts).scalar_one().isoformat() == day


SIGNED = {"has_form": "1", "form_on": "2026-09-14", "form_ref": "12/KN", "instance": "1"}
OF_WARD = {"commune_code": "07210", "topic": "dat_dai", "kind": "complaint", "respondent": "commune_staff"}
LAND = "Tôi khiếu nại quyết định thu hồi đất số 12 của UBND phường Bắc Giang"


def test_the_signed_form_stands_on_the_receipt_and_not_among_its_own_documents(desk):
    number = case_of(take_in(desk, **{**WHO, "papers": ""}, **SIGNED, **OF_WARD, text=LAND))
    for paper in (
        desk.get(f"/admin/counter/{number}").text,
        words_of(desk.get(f"/admin/counter/{number}.pdf").content),
    ):
        assert "Đơn có chữ ký, số vào sổ 12/KN" in paper
        assert "trình bày bằng lời" not in paper
    form = words_of(desk.get(f"/admin/counter/{number}/complaint-form.pdf").content)
    assert "Đơn có chữ ký" not in form


def test_a_form_that_is_listed_already_is_not_listed_twice(desk):
    listed = {**WHO, "papers": "Đơn khiếu nại; 2; bản gốc"}
    number = case_of(take_in(desk, **listed, **SIGNED, **OF_WARD, text=LAND))
    page = desk.get(f"/admin/counter/{number}").text
    assert "Đơn khiếu nại" in page
    assert "Đơn có chữ ký, số vào sổ" not in page


def test_a_second_complaint_at_the_counter_names_the_first_case_and_where_roads_are_hard(desk, signed_in, office):
    first = case_of(take_in(desk, **WHO, **SIGNED, **OF_WARD, text=LAND))
    province = signed_in("dung")
    again = {**WHO, **SIGNED, **OF_WARD, "instance": "2", "is_remote": "1", "text": f"Khiếu nại lần hai. {LAND}"}
    refused = take_in(province, **again, first_code="ND-26-KHON-GCOO")
    assert refused.status_code == 422
    assert 'id="why-first_code"' in refused.text
    assert "Khiếu nại lần hai." in refused.text
    second = case(office, case_of(take_in(province, **again, first_code=case(office, first).code)))
    assert (second.standing, second.instance, second.is_remote) == ("signed", 2, True)
    with office.read() as snap:
        assert snap.execute(select(CaseLinkRow.other_id)).scalar_one() == first


def test_a_signed_denunciation_that_goes_where_nobody_is_cleared_is_taken_in_and_waits(signed_in, office, settings):
    vault_keys.add_key(settings)
    browser = signed_in("dung")
    number = case_of(take_in(browser, **DENOUNCER, **SIGNED, respondent="department_staff"))
    assert case(office, number).standing == "chat"
    note = "Đơn có chữ ký nhận ngày 14/09/2026, số 12/KN: xin ghi nhận vào hồ sơ sau khi phân loại."
    assert note in browser.get(f"/admin/counter/{number}").text
    where = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    act(office, number, Move.SCREEN, login="giap", **where)
    assert notices_to_citizen(office)[-1]["notice"] == "notice.assigned"  # the form is not asked for a second time


def test_a_form_that_many_signed_is_recorded_as_theirs(desk, office):
    signed = {"has_form": "1", "form_on": "2026-09-14", "form_ref": "12/KN", "instance": "1", "people": "6"}
    words = "Chúng tôi khiếu nại quyết định thu hồi đất số 12 của Chủ tịch UBND phường Bắc Giang"
    where = {"commune_code": "07210", "topic": "dat_dai", "kind": "complaint", "respondent": "commune_chair"}
    number = case_of(take_in(desk, **WHO, **signed, **where, text=words))
    assert case(office, number).people == 6
    assert "6 người cùng đứng tên" in desk.get(f"/admin/cases/{number}").text


def test_a_signed_denunciation_is_sealed_and_carries_no_joining_code(desk, office, settings):
    vault_keys.add_key(settings)
    words = "Tôi tố cáo cán bộ địa chính phường Bắc Giang nhận tiền để cấp đất"
    signed = {
        "has_form": "1",
        "form_on": "2026-09-14",
        "form_ref": "3/TC",
        "instance": "1",
        "respondent": "commune_staff",
    }
    number = case_of(take_in(desk, **WHO, kind="denunciation", topic="tham_nhung", text=words, **signed))
    assert case(office, number).is_sealed
    page = desk.get(f"/admin/counter/{number}").text
    assert "NOI-" not in page
    with office.read() as snap:
        assert "Bà Tư" not in str(snap.execute(select(CaseRow.__table__)).all())


DENOUNCER = {
    **WHO,
    "name": "Lê Thị Canh Chừng",
    "address": "xóm Canh Chừng",
    "id_number": "024180000123",
    "id_issued_on": "12/03/2021",
    "id_issued_by": "Cục Canh Chừng",
    "kind": "denunciation",
    "topic": "tham_nhung",
    "text": "Tôi là Lê Thị Canh Chừng, tố cáo cán bộ Sở Xây dựng nhận tiền",
}


def test_who_denounces_at_the_counter_rests_in_the_vault_and_is_printed_for_them_once(desk, office, settings, clock):
    vault_keys.add_key(settings)
    number = case_of(take_in(desk, **DENOUNCER))
    with office.read() as snap:
        kept = str([snap.execute(select(one.__table__)).all() for one in (VisitRow, CaseRow, UtteranceRow)])
    for value in (*(DENOUNCER[one] for one in ("name", "address", "phone", "id_number")), "Canh Chừng"):
        assert value not in kept, value
    paper = words_of(desk.get(f"/admin/counter/{number}.pdf").content)
    for value in ("Lê Thị Canh Chừng", "xóm Canh Chừng", "024180000123", "12/03/2021", "Cục Canh Chừng"):
        assert value in paper, value
    clock.forward(minutes=16)
    assert "Canh Chừng" not in desk.get(f"/admin/counter/{number}").text


def test_whoever_looks_into_it_opens_what_the_counter_took_down(desk, signed_in, settings):
    vault_keys.add_key(settings)
    number = case_of(take_in(desk, **DENOUNCER))
    browser = signed_in("dung")
    assert "Canh Chừng" not in browser.get(f"/admin/cases/{number}").text
    opened = browser.post(f"/admin/cases/{number}/identity", {"reason": "Xác minh người tố cáo"}).text
    for value in ("Lê Thị Canh Chừng", "0912 000 111", "024180000123"):
        assert value in opened, value


def test_without_a_key_no_name_of_a_denouncer_is_kept_in_clear(desk, office):
    refused = take_in(desk, **DENOUNCER)
    assert refused.status_code == 422
    assert "khóa két" in refused.text
    nameless = {
        **DENOUNCER,
        **dict.fromkeys(("name", "phone", "address", "id_number", "id_issued_on", "id_issued_by"), ""),
    }
    assert case(office, case_of(take_in(desk, **nameless))).is_sealed


def test_files_come_with_the_case(desk, office):
    page = desk.get("/admin/counter").text
    key = re.search(r'name="form_key" value="(\w+)"', page)[1]
    data = {"csrf": desk.csrf, "form_key": key, "how": "post", "text": HOLE}
    answer = desk.send("POST", "/admin/counter", data=data, files={"brought": ("anh.jpg", JPEG, "image/jpeg")})
    number = case_of(answer)
    with office.read() as snap:
        [file] = snap.execute(select(AttachmentRow.__table__)).all()
    assert (file.case_id, file.purpose, file.name) == (number, "told", "anh.jpg")


def test_files_that_a_refused_form_could_not_keep_are_named_and_their_fold_stands_open(desk):
    shown = ("brought", ("anh.jpg", JPEG, "image/jpeg")), ("brought", ("don.jpg", JPEG, "image/jpeg"))
    answer = desk.send("POST", "/admin/counter", data={**WHO, "csrf": desk.csrf, "text": ""}, files=list(shown))
    assert answer.status_code == 422
    assert "Tệp “anh.jpg”, “don.jpg” chưa được lưu, xin chọn lại." in answer.text
    assert '<details class="aside" open>' in answer.text


def test_the_visitor_follows_by_chat_later_and_hears_what_had_to_wait(desk, office, settings):
    number = case_of(take_in(desk, **WHO, commune_code="07210"))
    page = desk.get(f"/admin/counter/{number}").text
    code = re.search(r"NOI-\w{4}-\w{4}", page)[0]
    officer = "ha" if case(office, number).officer_id == 1 else "lam"
    act(office, number, Move.ACCEPT, login=officer)
    with office.read() as snap:
        waits = snap.execute(select(OutboxRow.status, OutboxRow.reason).where(OutboxRow.case_id == number)).all()
    assert [row.status for row in waits] == ["blocked"]
    assert waits[0].reason == "no_chat"
    visitor = Citizen(plain_turns(office, settings), "visitor")
    assert "1 hồ sơ" in "\n".join(visitor.says(f"dạ {code.lower()}")) or visitor.says(f"nối {code}")
    assert [one.case_id for one in visitor.cases()] == [number]
    with office.read() as snap:
        here = visitor.conversation_id(snap)
        moved = snap.execute(select(OutboxRow.conversation_id).where(OutboxRow.case_id == number)).scalars().all()
        assert set(moved) == {here}
        assert participants.part_of(snap, number, here) == "told"


def test_the_case_page_tells_who_came_and_who_else_told_it(desk, office, settings):
    number = case_of(take_in(desk, **WHO, commune_code="07210", text=f"{HOLE}, phường Bắc Giang"))
    neighbour = Citizen(plain_turns(office, settings), "neighbour")
    neighbour.agrees()
    neighbour.says("Ổ gà to giữa đường, trước cổng trường tiểu học, phường Bắc Giang, tối đi không thấy gì")
    neighbour.presses("tôi cũng gặp")
    page = desk.get(f"/admin/cases/{number}").text
    for words in ("Tại quầy: Bà Tư, 0912 000 111, xóm 3", "2 người cùng báo", "tối đi không thấy gì"):
        assert words in page, words


def test_whoever_takes_it_in_is_told_of_a_hazard_and_its_case_is_urgent(desk, office):
    words = "Nắp cống giữa đường Lý Thái Tổ bị mất, hố sâu hơn 2 mét, tối đến không có đèn"
    number = case_of(take_in(desk, **WHO | {"text": words}, commune_code="07210"))
    assert case(office, number).is_urgent
    assert case(office, number).decision["hazard"] == "pit"
