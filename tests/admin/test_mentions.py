"""A note that names a colleague reaches them, and nobody who may not know of the case."""

import pytest
from sqlalchemy import select

from intake.lifecycle import Move
from intake.officers.mentions import named_in
from intake.tables import NoticeRow
from tests.factories import viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def told_of(desk):
    with desk.db.read() as snap:
        rows = select(NoticeRow.staff_id, NoticeRow.text).where(NoticeRow.kind == "mention")
        return {row.staff_id: row.text for row in snap.execute(rows.order_by(NoticeRow.id))}


def note(browser, told, text):
    return browser.post(f"/admin/cases/{told.id}/moves/note", {**browser.form_of(told.id), "text": text})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ha xem giúp", ("ha",)),
        ("Nhờ @Ha, @son. Cảm ơn @ha!", ("ha", "son")),
        ("@tiepdan.tinh: xem", ("tiepdan.tinh",)),
        ("gửi tới ha@vidu.vn", ()),
        ("@ 7 giờ", ()),
        ("(@ha)", ("ha",)),
    ],
)
def test_names_are_read_out_of_a_text(text, names):
    assert named_in(text) == names


def test_a_colleague_who_is_named_is_told_once_and_without_the_words(desk, signed_in):
    told = desk.at_work()
    assert note(signed_in("giap"), told, "Nhờ @ha và @ha xem chimhoangyen, @giap tự nhớ").status_code == 303
    assert told_of(desk) == {viewer(desk.db, "ha").id: "Có ghi chú nội bộ nhắc tới anh/chị."}


@pytest.mark.parametrize("login", ["tam", "khongco", "quy", "nga"])
def test_who_may_not_see_the_case_and_who_does_not_exist_are_refused_alike(desk, signed_in, login):
    told = desk.at_work()
    answer = note(signed_in("giap"), told, f"Nhờ @{login} xem")
    assert answer.status_code == 422
    assert f"Không có ai tên @{login} xem được hồ sơ này" in answer.text
    assert f"Nhờ @{login} xem</textarea>" in answer.text
    assert told_of(desk) == {}


def test_a_seal_holds_against_a_note(desk, signed_in):
    told = desk.accusation()
    assert note(signed_in("giap"), told, "Nhờ @son xem").status_code == 422
    assert note(signed_in("giap"), told, "Nhờ @dung xem").status_code == 303
    assert set(told_of(desk)) == {viewer(desk.db, "dung").id}


def test_the_form_says_whom_one_can_name(desk, signed_in):
    told = desk.helped()
    page = signed_in("giap").get(f"/admin/cases/{told.id}").text
    assert "@ha (Nguyễn Thu Hà)" in page
    assert "@tam (Ngô Thị Tâm)" in page
    desk.make(told, Move.RELEASE_UNIT, task_id="1", reason="Đã rõ")
    assert "@tam" not in signed_in("giap").get(f"/admin/cases/{told.id}").text
    sealed = desk.accusation()
    page = signed_in("giap").get(f"/admin/cases/{sealed.id}").text
    assert "@dung (Vũ Đức Dũng)" in page
