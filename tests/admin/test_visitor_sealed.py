"""Whoever came to the counter and turns out to denounce is in the clear nowhere: not in the book, nor on any page."""

import pytest
from sqlalchemy import MetaData, select

from intake.lifecycle import Move
from intake.sealed import vault_keys
from intake.tables import Base, ConversationRow, SealedValueRow
from tests.admin.test_counter import case_of, take_in
from tests.admin.test_reception_book import MONTH
from tests.admin.test_sealed import CLEARED, OTHERS, PAGES
from tests.intake.moving import act, case, unit_id
from tests.pages import bare
from tests.pdf import words_of

pytestmark = pytest.mark.one_database

NAME, ADDRESS, PHONE, PAPER = "Lê Thị Canh Chừng", "xóm Canh Chừng", "0912 000 111", "024180000123"
VISITOR = {
    "how": "counter",
    "name": NAME,
    "phone": PHONE,
    "address": ADDRESS,
    "id_number": PAPER,
    "id_issued_on": "12/03/2021",
    "id_issued_by": "Cục Canh Chừng",
    "note": "bà Canh Chừng hẹn mai mang ảnh",
    "papers": "Đơn của Lê Thị Canh Chừng; 2; bản chính",
    "kind": "feedback",
    "topic": "giao_thong_ha_tang",
    "text": "Tôi là le thi canh chung, 0912.000.111: đường hỏng, ông thợ bớt vật tư chimhoangyen, phường Bắc Giang",
    "commune_code": "07210",
    "place_text": "xóm Canh Chừng",
}
MARKS = ("canh chung", "0912 0", "0912.0", "09120", "000 111", "000.111", PAPER)
WHERE = (
    *PAGES,
    "/admin/?q=canh+chung",
    "/admin/dialogues?q=canh+chung",
    "/admin/deliveries?state=all",
    "/admin/problems",
    f"/admin/reception-book?{MONTH}",
    "/admin/receptions/today",
)


@pytest.fixture
def desk(signed_in, settings):
    vault_keys.add_key(settings)
    return signed_in("mai")


@pytest.fixture
def relabelled(desk, office, settings):
    number = case_of(take_in(desk, **VISITOR))
    screen = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    if case(office, number).state != "screening":
        act(office, number, Move.RETURN, login="giap", reason="Là tố cáo")
    act(office, number, Move.SCREEN, login="giap", settings=settings, **screen)
    return number


def plain(text):
    return bare(text).lower().replace("ừ", "u").replace("ị", "i").replace("ê", "e")


def crawl(browser, number, code):
    parts = ("", "/story", "/facts/topic", "/ho-so.pdf", "/ho-so.zip")
    for path in (*WHERE, *(f"/admin/cases/{number}{part}" for part in parts), f"/admin/?q={code}"):
        answer = browser.get(path)
        is_paper = answer.headers.get("content-type") == "application/pdf"
        yield path, plain(words_of(answer.content) if is_paper else answer.text)


@pytest.mark.parametrize("login", sorted({*OTHERS, *CLEARED}))
def test_a_visit_that_is_screened_as_a_denunciation_names_nobody_to_anybody(relabelled, signed_in, office, login):
    for path, text in crawl(signed_in(login), relabelled, case(office, relabelled).code):
        for mark in MARKS:
            assert mark not in text, (login, path, mark)


def test_nothing_of_who_came_stays_in_the_clear_in_the_book(relabelled, office):
    known = MetaData()
    with office.read() as snap:
        known.reflect(snap.connection)
        for table in known.sorted_tables:
            if table.name in Base.metadata.tables and table.name not in {"sealed_values", "staff", "sessions"}:
                rows = plain(str(snap.execute(select(Base.metadata.tables[table.name])).all()))
                for mark in MARKS:
                    assert mark not in rows, (table.name, mark)
        assert snap.execute(select(SealedValueRow.field).where(SealedValueRow.case_id == relabelled)).scalars().all()


def test_whoever_looks_into_it_opens_who_came_for_a_reason(relabelled, signed_in):
    browser = signed_in("dung")
    browser.get(f"/admin/cases/{relabelled}")
    opened = browser.post(f"/admin/cases/{relabelled}/identity", {"reason": "Xác minh người tố cáo"}).text
    for value in (NAME, ADDRESS, PHONE, PAPER):
        assert value in opened, value


def test_the_receipt_that_is_printed_again_names_nobody_after_its_quarter_of_an_hour(relabelled, desk, clock):
    assert NAME in desk.get(f"/admin/counter/{relabelled}").text  # whoever came stands before the desk
    clock.forward(minutes=16)
    assert "canh chung" not in plain(desk.get(f"/admin/counter/{relabelled}").text)
    assert "canh chung" not in plain(words_of(desk.get(f"/admin/counter/{relabelled}.pdf").content))


def test_without_a_key_it_is_not_screened_as_what_could_not_be_kept(signed_in, office):
    desk = signed_in("mai")
    number = case_of(take_in(desk, **VISITOR))
    browser = signed_in("giap")
    if case(office, number).state != "screening":
        act(office, number, Move.RETURN, login="giap", reason="Là tố cáo")
    screen = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    refused = browser.post(f"/admin/cases/{number}/moves/screen", {**browser.form_of(number), **screen})
    assert refused.status_code == 422
    assert "khóa két" in refused.text
    assert case(office, number).kind == "feedback"


def test_an_accusation_that_is_split_off_takes_who_told_it_along_and_leaves_the_rest_a_name(
    desk, office, settings, signed_in
):
    number = case_of(take_in(desk, **{**VISITOR, "text": "Ổ gà to trước cổng trường tiểu học"}))
    assert case(office, number).state == "assigned"
    parts = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": unit_id(office, "P-BTCD")}
    words = {"text": f"{NAME} tố cáo cán bộ nhận tiền", "rest": "Đường hỏng"}
    act(office, number, Move.SPLIT, login="giap", settings=settings, **parts, **words)
    with office.read() as snap:
        part = snap.execute(select(SealedValueRow.case_id)).scalars().first()
    assert part not in {None, number}
    assert case(office, part).text == "[giữ kín] tố cáo cán bộ nhận tiền"
    browser = signed_in("dung")
    browser.get(f"/admin/cases/{part}")
    assert NAME in browser.post(f"/admin/cases/{part}/identity", {"reason": "Xác minh"}).text
    assert NAME in signed_in("son").get(f"/admin/cases/{number}").text
    with office.read() as snap:
        assert snap.execute(select(ConversationRow.display_name)).scalars().first() == NAME
