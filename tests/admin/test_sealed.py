"""A denunciation stays with the few who may see it: on no page, in no search and in no count of anybody else."""

import re

import pytest
from sqlalchemy import select

from intake.acts import denunciations
from intake.acts.denunciations import Accusation
from intake.lifecycle import Move
from intake.sealed import sealed_lines, vault_keys
from intake.tables import AuditRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from routing.reading import default_reader
from tests.factories import tell, write
from tests.pages import bare
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

CANARY = "chimhoangyen"
CLEARED = {"dung", "giap"}
OTHERS = ["ha", "lam", "son", "mai", "tam", "quy", "nga"]
PAGES = [
    "/admin/",
    *(f"/admin/?folder={name}" for name in ("screening", "mine", "unit", "coordinating", "due_soon", "overdue")),
    *(f"/admin/?folder={name}" for name in ("waiting", "answered")),
    "/admin/?folder=all_open",
    "/admin/?folder=all",
    f"/admin/?q={CANARY}",
    "/admin/?kind=denunciation",
    "/admin/dialogues",
    f"/admin/dialogues?q={CANARY}",
    "/admin/dialogues?channel=telegram",
    "/admin/board",
    "/admin/notices",
    "/admin/account",
    "/admin/problems",
    "/admin/deliveries",
    "/admin/directory",
    "/admin/audit",
]


@pytest.fixture
def denounced(office, settings):
    told = tell(
        office,
        settings,
        f"Tôi tố cáo cán bộ phường Bắc Giang nhận tiền {CANARY}",
        kind=Kind.DENUNCIATION,
        topic="tham_nhung",
        chat="denouncer",
    )
    with office.transaction() as tx:
        dialogue_log.save(tx, told.conversation_id, state={}, step="idle", name="Ẩn Danh Thật")
    return told


@pytest.mark.both_databases
@pytest.mark.parametrize("login", OTHERS)
def test_its_words_are_on_no_page_of_others(denounced, signed_in, login):
    browser = signed_in(login)
    pages = [
        *PAGES,
        f"/admin/cases/{denounced.id}",
        *(
            f"/admin/cases/{denounced.id}/{part}"
            for part in ("story", "facts/topic", "beside/1", "ho-so.pdf", "files/1")
        ),
        f"/admin/dialogues/{denounced.conversation_id}",
        f"/admin/dialogues?code={denounced.receipt.code}",
        f"/admin/?q={denounced.receipt.code}",
    ]
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code < 500, path
        text = bare(answer.text)
        assert CANARY not in text, path
        assert denounced.receipt.code[-9:] not in text, path
        assert "Ẩn Danh Thật" not in text, path


@pytest.mark.parametrize("login", sorted(CLEARED))
def test_those_who_may_see_it_find_it_without_the_name(denounced, signed_in, login):
    browser = signed_in(login)
    assert CANARY in browser.get(f"/admin/cases/{denounced.id}").text
    assert CANARY in browser.get(f"/admin/dialogues?q={CANARY}").text
    assert denounced.receipt.code[-9:] in browser.get(f"/admin/?q={CANARY}").text
    for path in (f"/admin/cases/{denounced.id}", "/admin/dialogues", f"/admin/dialogues/{denounced.conversation_id}"):
        text = browser.get(path).text
        assert "Ẩn Danh Thật" not in text
        assert "denouncer" not in text


ASKED = "Việc đó xảy ra ngày nào ạ, hoaxuyenchi"


@pytest.mark.both_databases
def test_those_who_handle_it_read_what_its_sender_was_told_and_nobody_else_does(office, settings, signed_in):
    desk = Desk(office, settings)
    told = desk.make(desk.investigated(), Move.ASK, "dung", question=ASKED)
    for login in sorted(CLEARED):
        shown = signed_in(login).get(f"/admin/cases/{told.id}").text
        assert ASKED in shown.partition("Người gửi đã được báo")[2].partition("</ul>")[0]
    for login in OTHERS:
        browser = signed_in(login)
        for path in (*PAGES, f"/admin/cases/{told.id}", f"/admin/cases/{told.id}/story", "/admin/deliveries?state=all"):
            assert "hoaxuyenchi" not in browser.get(path).text, path


def test_an_open_case_repeats_no_notice(office, settings, signed_in):
    desk = Desk(office, settings)
    told = desk.make(desk.feedback(), Move.ASK, "ha", question=ASKED)
    assert "Người gửi đã được báo" not in signed_in("ha").get(f"/admin/cases/{told.id}").text


def test_the_page_of_a_sealed_case_does_not_lead_to_its_conversation(denounced, signed_in):
    text = signed_in("giap").get(f"/admin/cases/{denounced.id}").text
    assert f"/admin/dialogues/{denounced.conversation_id}" not in text


@pytest.mark.both_databases
@pytest.mark.usefixtures("denounced")
def test_counts_and_figures_do_not_give_it_away(signed_in, office, settings):
    for number in range(6):  # fewer would be covered for those who see figures only
        tell(office, settings, confidence=0.1, chat=f"c{number}")
    for login in ("mai", "cuc"):
        page = signed_in(login).get("/admin/?folder=screening").text
        assert re.search(r'aria-current="page" class="[a-z]*"><span>Chờ phân loại</span><b class="n">6</b>', page)
    for login in ("quy", "nga"):
        board = signed_in(login).get("/admin/board").text
        total = re.search(r'<th scope="row">Tất cả</th>\s*<td class="num">(\d+)</td>', board)
        assert total[1] == "6"


@pytest.mark.both_databases
def test_an_open_matter_of_the_same_person_shows_others_no_seal(denounced, signed_in, office, settings):
    told = tell(office, settings, "Đèn đường hỏng ba hôm nay", chat="denouncer")
    assert told.conversation_id == denounced.conversation_id
    browser = signed_in("son")
    page = browser.get(f"/admin/dialogues/{told.conversation_id}").text
    assert "Đèn đường hỏng" in page
    assert "Giữ kín" not in page
    assert CANARY not in page


def test_words_of_a_sealed_draft_are_seen_by_nobody(office, signed_in):
    with office.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, "telegram", "main", "drafting", "Ai Đó")
        write(tx, talk.id, f"tôi muốn tố cáo {CANARY}")
        sealed_lines.seal_draft(tx, talk.id, 1)
    for login in ("giap", "dung", "mai"):
        assert CANARY not in bare(signed_in(login).get(f"/admin/dialogues?q={CANARY}").text)


def test_the_audit_covers_whom_a_sealed_case_concerns(denounced, signed_in):
    signed_in("dung").get(f"/admin/cases/{denounced.id}")
    administrators = signed_in("quy").get("/admin/audit").text
    assert denounced.receipt.code not in administrators
    assert f"case:{denounced.id}<" not in administrators
    assert "Hồ sơ giữ kín" in administrators
    assert f">{denounced.receipt.code}<" in signed_in("giap").get("/admin/audit").text


# --- who tells, on the sealed form ------------------------------------------------------------------------------------

WHO = {"name": "Tên Canh Chừng", "address": "xóm Canh Chừng", "contact": "0900 000 111"}


@pytest.fixture
def filed(office, settings):
    vault_keys.add_key(settings)
    accusation = Accusation("ông Giáp Văn Thanh", f"nhận tiền cấp đất {CANARY}", identity=WHO)
    with office.transaction() as tx:
        return denunciations.file(tx, settings, default_reader(), accusation, form_key="f").receipt


def opens(browser, case_id, reason="Cần hỏi thêm người tố cáo"):
    browser.get(f"/admin/cases/{case_id}")
    return browser.post(f"/admin/cases/{case_id}/identity", {"reason": reason})


@pytest.mark.both_databases
def test_who_told_is_on_no_page_not_even_of_those_who_may_open_it(filed, signed_in, caplog):
    for login in ("dung", "giap", "mai", "quy"):
        browser = signed_in(login)
        for path in (*PAGES, f"/admin/cases/{filed.case_id}", "/admin/?q=canh+chung", "/admin/dialogues?q=canh+chung"):
            text = bare(browser.get(path).text)
            assert not any(value in text for value in WHO.values()), (login, path)
            assert login == "dung" or CANARY not in text, (login, path)
    assert "Canh Chừng" not in caplog.text


def test_a_cleared_officer_opens_it_for_a_reason_that_is_on_record(filed, signed_in, office):
    browser = signed_in("dung")
    refused = opens(browser, filed.case_id, reason=" ")
    assert refused.status_code == 422
    assert "Canh Chừng" not in refused.text
    opened = opens(browser, filed.case_id)
    assert all(value in opened.text for value in WHO.values())
    assert opened.headers["cache-control"] == "no-store"
    assert "Canh Chừng" not in browser.get(f"/admin/cases/{filed.case_id}").text
    with office.read() as snap:
        found = snap.execute(select(AuditRow.__table__).where(AuditRow.action == "vault.open")).all()
    assert [row.detail["reason"] for row in found] == ["Cần hỏi thêm người tố cáo"] * 3
    assert "Canh Chừng" not in str(found)


@pytest.mark.parametrize("login", ["giap", "son", "mai", "ha"])
def test_nobody_else_opens_it_the_accused_least_of_all(filed, signed_in, login):
    answer = opens(signed_in(login), filed.case_id)
    assert answer.status_code == 404
    assert "Canh Chừng" not in answer.text


# --- who tells, taken down from the signed form -----------------------------------------------------------------------


def takes_down(browser, case_id, **typed):
    browser.get(f"/admin/cases/{case_id}")
    return browser.post(f"/admin/cases/{case_id}/identity/taken-down", typed)


def test_who_signed_what_was_told_in_a_chat_is_taken_down_and_seen_only_when_opened(denounced, signed_in, settings):
    vault_keys.add_key(settings)
    browser = signed_in("dung")
    assert "Ghi danh tính người tố cáo" in browser.get(f"/admin/cases/{denounced.id}").text
    assert takes_down(browser, denounced.id, **WHO, id_number="024180000123").status_code == 303
    assert takes_down(browser, denounced.id, contact="0900 000 222").status_code == 303
    assert "Canh Chừng" not in browser.get(f"/admin/cases/{denounced.id}").text
    opened = opens(browser, denounced.id).text
    for value in (WHO["name"], WHO["address"], "0900 000 222", "024180000123"):
        assert value in opened, value


def test_taking_down_nothing_is_refused_in_the_form_and_so_is_anybody_else(denounced, signed_in, settings):
    vault_keys.add_key(settings)
    refused = takes_down(signed_in("dung"), denounced.id, name=" ")
    assert refused.status_code == 422
    assert "Xin điền ít nhất một mục." in refused.text
    for login in ("mai", "ha", "son"):
        assert takes_down(signed_in(login), denounced.id, **WHO).status_code == 404


def test_who_was_being_taken_down_is_not_shown_to_whoever_signs_in_next(denounced, signed_in):
    browser = signed_in("dung")
    browser.get(f"/admin/cases/{denounced.id}")
    browser.cookies.clear()
    ended = takes_down(browser, denounced.id, **WHO)
    assert ended.status_code in {303, 401}
    assert "Canh Chừng" not in ended.text


def test_of_a_tip_nobody_is_taken_down(office, settings, signed_in):
    vault_keys.add_key(settings)
    stored = Desk(office, settings).stored()
    browser = signed_in("dung")
    assert "Ghi danh tính" not in browser.get(f"/admin/cases/{stored.id}").text
    assert takes_down(browser, stored.id, **WHO).status_code == 404
