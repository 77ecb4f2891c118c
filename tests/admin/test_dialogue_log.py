"""The log as officers use it: what is found is marked and linked, a talk lives, and a file leaves by right only."""

import csv
import io
import json
import zipfile

import pytest
from sqlalchemy import select

from intake.tables import AuditRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from routing.kinds import Kind
from tests.factories import tell, viewer, write

pytestmark = pytest.mark.one_database

WHY = "Thanh tra yêu cầu"


@pytest.fixture
def told(office, settings):
    return tell(office, settings, "=Cống ngập ở ngõ 12, gọi tôi 0912 345 678")


def audited(office, action):
    with office.read() as snap:
        rows = snap.execute(
            select(AuditRow.subject, AuditRow.detail).where(AuditRow.action == action).order_by(AuditRow.id)
        )
        return [(row.subject, row.detail) for row in rows]


def test_what_is_found_is_marked_and_leads_to_its_line(told, signed_in):
    browser = signed_in("giap")
    page = browser.get("/admin/dialogues?q=cong+ngap").text
    assert "<mark>Cống</mark> <mark>ngập</mark>" in page
    assert f"/admin/dialogues/{told.conversation_id}?line=1#u1" in page
    assert told.receipt.code in browser.get(f"/admin/dialogues?q={told.receipt.code.lower()}").text
    assert "<mark>0912 345 678</mark>" in browser.get("/admin/dialogues?q=%2B84912345678").text
    assert "Không có câu nào" in browser.get("/admin/dialogues?q=ngap+-cong").text


def test_talks_of_either_alarm_are_found_told_apart(office, settings, signed_in):
    tell(office, settings, "cây nghiêng sắp đổ", chat="b")
    with office.transaction() as tx:
        for chat, alarm in (("c", "danger"), ("d", "hazard")):
            talk = dialogue_log.open_conversation(tx, "console", "main", chat, "").id
            read = {"kind": "feedback", alarm: {"words": "cháy", "kind": "fire"}}
            dialogue_log.write(tx, talk, 1, Saying("citizen", "text", f"câu {alarm}", reading=read))
            dialogue_log.save(tx, talk, state={}, step="idle")
    browser = signed_in("giap")
    for asked, seen in (("any", {"danger", "hazard"}), ("1", {"danger", "hazard"}), ("danger", {"danger"})):
        page = browser.get(f"/admin/dialogues?danger={asked}").text
        assert {one for one in ("danger", "hazard") if f"câu {one}" in page} == seen
        assert "sắp đổ" not in page
        assert ('<span class="flag unsure">Mối nguy</span>' in page) == ("hazard" in seen)
        assert '<span class="flag late">Nguy hiểm</span>' in page


@pytest.mark.parametrize(("typed", "why"), [("-cống", "cần bỏ ra"), ("!!!", "Chưa có chữ"), ("a+" * 30 + "b", "")])
@pytest.mark.usefixtures("told")
def test_a_query_that_cannot_be_understood_is_answered_in_words(signed_in, typed, why):
    answer = signed_in("giap").get(f"/admin/dialogues?q={typed}")
    assert answer.status_code == 200
    assert why in answer.text


def test_a_message_and_what_its_sender_made_of_it_lead_to_each_other(told, office, signed_in):
    with office.transaction() as tx:
        saying = Saying("citizen", "edited", "Cống ngập ở ngõ 21", case_id=told.id, version_of_id=1)
        later = dialogue_log.write(tx, told.conversation_id, 1, saying)
    at = f"/admin/dialogues/{told.conversation_id}"
    page = signed_in("giap").get(at).text
    assert f'<a href="{at}?line=1#u1">sửa lại tin trước</a>' in page
    assert f'<a href="{at}?line={later}#u{later}">người dân đã sửa tin này</a>' in page


def test_a_long_talk_opens_where_the_link_points(told, office, signed_in):
    with office.transaction() as tx:
        for number in range(300):
            write(tx, told.conversation_id, f"câu {number}")
    browser = signed_in("giap")
    at = f"/admin/dialogues/{told.conversation_id}"
    assert 'id="u301"' in browser.get(at).text
    assert 'id="u1"' not in browser.get(at).text
    page = browser.get(f"{at}?line=100").text
    assert all(f'id="u{number}"' in page for number in (60, 100, 140))
    assert 'id="u1"' in browser.get(f"{at}?after=0").text


def test_new_lines_come_alone_and_only_to_those_who_may_see_them(told, office, signed_in):
    at = f"/admin/dialogues/{told.conversation_id}/new"
    browsers = {login: signed_in(login) for login in ("giap", "tam")}
    assert browsers["giap"].get(f"{at}?after=1").status_code == 204
    with office.transaction() as tx:
        dialogue_log.write(tx, told.conversation_id, None, Saying("citizen", "text", "tin vừa tới", case_id=told.id))
    answer = browsers["giap"].get(f"{at}?after=1")
    assert answer.text.count("<li") == 1
    assert "tin vừa tới" in answer.text
    assert browsers["tam"].get(f"{at}?after=1").status_code == 204


def test_a_talk_is_unread_until_it_was_opened(told, signed_in):
    browser = signed_in("giap")
    assert "Chưa xem</span>" in browser.get("/admin/dialogues").text
    browser.get(f"/admin/dialogues/{told.conversation_id}")
    assert "Chưa xem</span>" not in browser.get("/admin/dialogues").text
    assert "Chưa xem</span>" in signed_in("mai").get("/admin/dialogues").text


def take(browser, path, **form):
    browser.get(path)
    return browser.post(path.partition("?")[0], {"query": path.partition("?")[2], "reason": WHY, **form})


def text_of(kind, answer):
    if kind == "csv":
        return answer.content.decode("utf-8-sig")
    if kind == "json":
        return json.dumps(answer.json(), ensure_ascii=False)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())
        return book.read("xl/sharedStrings.xml").decode()


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("what", ["talk", "search"])
def test_what_leaves_the_house_is_covered_told_of_and_written_down(told, office, signed_in, kind, what):
    talk = f"/admin/dialogues/{told.conversation_id}/export"
    answer = take(signed_in("giap"), talk if what == "talk" else "/admin/dialogues/export?q=ngap", format=kind)
    assert answer.headers["content-disposition"].endswith(f'.{kind}"')
    text = text_of(kind, answer)
    assert "Cống ngập" in text
    assert "0912" not in text
    assert "giữ kín" in text
    ((subject, data),) = audited(office, "dialogue.export")
    assert subject == (f"conversation:{told.conversation_id}" if what == "talk" else "dialogue:search")
    assert (data["reason"], data["lines"], data["numbers"]) == (WHY, 1, False)


@pytest.mark.usefixtures("told")
def test_no_cell_is_taken_for_a_formula(signed_in):
    rows = list(csv.reader(io.StringIO(take(signed_in("giap"), "/admin/dialogues/export?q=ngap", format="csv").text)))
    assert rows[1][4].startswith("'=")


def test_numbers_stay_readable_only_for_those_who_were_given_that_right(told, office, signed_in):
    answer = take(signed_in("giap"), f"/admin/dialogues/{told.conversation_id}/export", format="csv", numbers="1")
    assert "0912 345 678" in answer.text
    assert audited(office, "dialogue.export")[0][1]["numbers"] is True


@pytest.mark.both_databases
def test_sealed_words_never_leave_even_with_clearance(office, settings, signed_in):
    sealed = tell(office, settings, "Tố cáo ông chim", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="b")
    assert viewer(office, "giap").has_clearance
    assert take(signed_in("giap"), f"/admin/dialogues/{sealed.conversation_id}/export").status_code == 404


@pytest.mark.both_databases
def test_without_a_reason_nothing_leaves_and_what_was_chosen_stays(told, office, signed_in):
    answer = take(signed_in("giap"), f"/admin/dialogues/{told.conversation_id}/export", reason="a", format="csv")
    assert answer.status_code == 422
    assert 'value="csv" checked' in answer.text
    assert audited(office, "dialogue.export") == []


def test_a_later_page_of_the_log_leads_back_to_its_beginning_as_it_was_narrowed(signed_in, office, settings):
    tell(office, settings, "Ổ gà trước chợ")
    browser = signed_in("giap")
    back = '<a href="/admin/dialogues?channel=telegram">Về đầu danh sách</a>'
    assert back not in browser.get("/admin/dialogues?channel=telegram").text
    assert back in browser.get("/admin/dialogues?channel=telegram&after=1").text
