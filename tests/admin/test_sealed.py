"""A denunciation stays with the few who may see it: on no page, in no search and in no count of anybody else."""

import re

import pytest

from intake import dialogue_log
from routing.kinds import Kind
from tests.factories import tell, write

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
    "/admin/problems",
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


@pytest.mark.parametrize("login", OTHERS)
def test_its_words_are_on_no_page_of_others(denounced, signed_in, login):
    browser = signed_in(login)
    pages = [
        *PAGES,
        f"/admin/cases/{denounced.id}",
        f"/admin/dialogues/{denounced.conversation_id}",
        f"/admin/dialogues?code={denounced.receipt.code}",
        f"/admin/?q={denounced.receipt.code}",
    ]
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code < 500, path
        text = re.sub(r'(value|href)="[^"]*"', "", answer.text)  # what they typed themselves comes back in both
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


def test_the_page_of_a_sealed_case_does_not_lead_to_its_conversation(denounced, signed_in):
    text = signed_in("giap").get(f"/admin/cases/{denounced.id}").text
    assert f"/admin/dialogues/{denounced.conversation_id}" not in text


@pytest.mark.usefixtures("denounced")
def test_counts_and_figures_do_not_give_it_away(signed_in, office, settings):
    tell(office, settings, confidence=0.1)
    for login in ("mai", "cuc"):
        page = signed_in(login).get("/admin/?folder=screening").text
        assert re.search(r'aria-current="page" class="[a-z]*"><span>Chờ phân loại</span><b class="n">1</b>', page)
    for login in ("quy", "nga"):
        board = signed_in(login).get("/admin/board").text
        total = re.search(r'<th scope="row">Tất cả</th>\s*<td class="num">(\d+)</td>', board)
        assert total[1] == "1"


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
        dialogue_log.seal_draft(tx, talk.id, 1)
    for login in ("giap", "dung", "mai"):
        assert CANARY not in re.sub(r'value="[^"]*"', "", signed_in(login).get(f"/admin/dialogues?q={CANARY}").text)


def test_the_audit_covers_whom_a_sealed_case_concerns(denounced, signed_in):
    signed_in("dung").get(f"/admin/cases/{denounced.id}")
    administrators = signed_in("quy").get("/admin/audit").text
    assert f"case:{denounced.id}<" not in administrators
    assert "Hồ sơ giữ kín" in administrators
    assert f"case:{denounced.id}<" in signed_in("giap").get("/admin/audit").text
