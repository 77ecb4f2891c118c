"""The page of a case shows earlier ones on the same matter, and a form that joins it to one of them."""

import html
import re

import pytest

from bot.worker import look_for_crowds
from intake.lifecycle import Move
from routing.kinds import Kind
from tests.factories import tell
from tests.intake.moving import act, case

pytestmark = pytest.mark.one_database

HOLE = "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe"
AGAIN = "Cổng trường tiểu học có ổ gà to, cháu bé ngã xe"


@pytest.fixture
def two(office, settings):
    return [tell(office, settings, text, chat=f"c{number}") for number, text in enumerate((HOLE, AGAIN))]


def similar_part(page):
    return html.unescape(re.sub(r"\s+", " ", page.partition('id="similar"')[2].partition("<h3>")[0]))


def test_an_officer_sees_the_earlier_case_with_why_and_joins_it_in_one_step(office, two, signed_in):
    first, second = two
    browser = signed_in("son")
    part = similar_part(browser.get(f"/admin/cases/{second.id}").text)
    assert f'<a class="code" href="/admin/cases/{first.id}">{first.receipt.code}</a> {HOLE}' in part
    assert "Cùng nói:" in part
    assert "Chờ tiếp nhận" in part
    form = {name: re.search(rf'name="{name}" value="([^"]+)"', part)[1] for name in ("code", "version", "seen")}
    reason = re.search(r'name="reason"[^>]*>([^<]+)</textarea>', part)[1]
    answer = browser.post(f"/admin/cases/{second.id}/moves/join", {**form, "reason": reason})
    assert answer.status_code == 303
    assert case(office, second.id).leader_id == first.id
    assert "Hồ sơ tương tự" not in browser.get(f"/admin/cases/{second.id}").text


def test_the_form_of_a_common_answer_says_how_many_get_it(office, two, signed_in):
    first, second = two
    act(office, first.id, Move.ACCEPT, login="son")
    before = signed_in("son").get(f"/admin/cases/{first.id}").text
    act(office, second.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    after = signed_in("son").get(f"/admin/cases/{first.id}").text
    assert "hồ sơ trả lời chung; xin đừng nêu tên" not in before
    assert "Bước này làm cho cả 2 hồ sơ trả lời chung; xin đừng nêu tên" in after


def test_whoever_may_not_join_gets_the_list_without_a_form(office, two, signed_in):
    act(office, two[1].id, Move.ACCEPT, login="ha")
    act(office, two[1].id, Move.REFUSE, login="son", ground="unclear", text="Không rõ.")
    part = similar_part(signed_in("son").get(f"/admin/cases/{two[1].id}").text)
    assert two[0].receipt.code in part
    assert "/moves/join" not in part


def test_the_list_says_nothing_about_people(two, signed_in):
    part = similar_part(signed_in("son").get(f"/admin/cases/{two[1].id}").text)
    assert part
    assert "Bà Tư" not in part
    assert "dialogues" not in part


def test_the_page_of_an_open_case_never_lists_a_sealed_one(office, settings, two, signed_in):
    sealed = tell(office, settings, HOLE, kind=Kind.DENUNCIATION, chat="sealed")
    for login in ("ha", "son", "giap", "cuc"):
        page = signed_in(login).get(f"/admin/cases/{two[1].id}").text
        assert sealed.receipt.code not in page


def test_a_crowd_is_flagged_in_the_inbox_and_on_the_case(office, settings, two, signed_in, clock):
    for number in range(3):
        tell(office, settings, AGAIN, chat=f"more{number}")
    clock.forward(minutes=2)
    assert look_for_crowds(office) == 1
    browser = signed_in("son")
    assert "Đông người (5)" in browser.get("/admin/?folder=all_open").text
    page = browser.get(f"/admin/cases/{two[0].id}").text
    assert "Đông người (5)" in page
    assert "Nhiều người cùng kể một việc" in page
    assert "5 người cùng kể một việc trong 30 ngày" in browser.get("/admin/notices").text
