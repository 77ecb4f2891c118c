"""The inbox as officers use it: narrowed, kept, acted on by many at once, and told of what has come."""

import re

import pytest
from sqlalchemy import func, select

from intake.lifecycle import Move
from intake.tables import CaseEventRow, CaseRow, OutboxRow, SessionRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.pages import bare
from tests.scenes import Desk

pytestmark = pytest.mark.one_database


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def ticked(*cases):
    return {"case": [str(one.id) for one in cases]}


def boxes(page):
    return re.findall(r'name="case" value="([\d.]+)"', page)


def officer_of(desk, told):
    with desk.db.read() as snap:
        return snap.execute(select(CaseRow.officer_id).where(CaseRow.id == told.id)).scalar_one()


def test_a_list_is_narrowed_and_each_filter_can_be_let_go(desk, signed_in):
    desk.at_work()
    browser = signed_in("ha")
    page = browser.get("/admin/?folder=all_open&kind=feedback&channel=telegram&flag=sensitive&unit=zzz").text
    assert "Không có hồ sơ nào khớp." in page
    assert '<a class="chip" href="/admin/?folder=all_open&amp;kind=feedback&amp;channel=telegram">Nhạy cảm' in page
    assert 'class="row"' in browser.get("/admin/?folder=all_open&kind=feedback&channel=telegram").text


def test_a_whole_code_opens_its_case_only_for_those_who_may_see_it(desk, signed_in):
    told = desk.at_work()
    sealed = desk.tell("Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    browser, none = signed_in("ha"), "ND-26-2A22-2A22"
    code = told.receipt.code
    for typed in (code, code.lower().replace("-", " "), f"hồ sơ {code}", code[-9:], code[-9:].lower()):
        found = browser.get("/admin/", params={"folder": "screening", "q": typed})
        assert (found.status_code, found.headers["location"]) == (303, f"/admin/cases/{told.id}")
    hidden, unknown = (bare(browser.get(f"/admin/?q={code}").text) for code in (sealed.receipt.code, none))
    assert hidden.replace(sealed.receipt.code, none) == unknown
    hidden, unknown = (bare(browser.get(f"/admin/?q={code[-9:]}").text) for code in (sealed.receipt.code, none))
    assert hidden.replace(sealed.receipt.code[-9:], none[-9:]) == unknown
    assert browser.get(f"/admin/?q={told.receipt.code[-4:]}").status_code == 200


def test_a_search_narrows_the_list_and_leaves_the_folders_as_full_as_they_are(desk, signed_in):
    desk.at_work()
    page = signed_in("ha").get("/admin/?folder=mine&kind=feedback&q=khongcogi").text
    assert "Ngăn này không có hồ sơ nào khớp." in page
    assert 'href="/admin/?folder=all&amp;q=khongcogi&amp;kind=feedback">Tìm trong mọi hồ sơ' in page
    assert 'href="/admin/?folder=mine&amp;kind=feedback" aria-current="page" class=""><span>Của tôi</span>' in page
    assert '<span>Của tôi</span><b class="n">1</b>' in page


@pytest.mark.parametrize(
    ("folder", "login", "offered"),
    [
        ("screening", "mai", set()),
        ("unit", "son", {"assign", "interim"}),
        ("unit", "ha", {"interim"}),
        ("coordinating", "tam", set()),
    ],
)
def test_only_what_can_be_done_on_some_of_a_list_is_offered_for_many(desk, signed_in, folder, login, offered):
    desk.unsure()
    desk.helped()
    page = signed_in(login).get(f"/admin/?folder={folder}").text
    assert page.count('class="row"') >= 1
    assert set(re.findall(r'name="do" value="(\w+)"', page)) == offered
    assert bool(boxes(page)) == bool(offered)


def test_a_kept_filter_stands_among_the_folders_with_its_count(desk, signed_in):
    desk.at_work()
    browser = signed_in("ha")
    browser.get("/admin/?folder=all_open&kind=feedback")
    kept = browser.post("/admin/filters", {"folder": "all_open", "kind": "feedback", "name": "Phản ánh", "shared": "1"})
    page = browser.get(kept.headers["location"]).text
    assert "Đã lưu bộ lọc." in page
    assert '<span>Phản ánh <small>cả đơn vị</small></span><b class="n">1</b>' in page
    number = re.search(r"/admin/filters/(\d+)/forget", page)[1]
    gone = browser.post(f"/admin/filters/{number}/forget", {"folder": "all_open", "kind": "feedback"})
    assert "Bộ lọc đã lưu" not in browser.get(gone.headers["location"]).text


def test_many_are_assigned_after_a_look_at_which_can_be(desk, signed_in):
    mine, other, closed = desk.at_work(), desk.feedback(), desk.answered()
    browser = signed_in("son")
    page = browser.post("/admin/bulk", {"do": "assign", **ticked(mine, other, closed)}).text
    assert "Giao cán bộ cho 2 hồ sơ" in page
    assert "Không làm được (1)" in page
    assert "Đang ở bước “Đã trả lời”" in page
    lam = viewer(desk.db, "lam").id
    if officer_of(desk, mine) == lam or officer_of(desk, other) == lam:
        lam = viewer(desk.db, "son").id
    form = {"do": "assign", "case": boxes(page), "officer_id": str(lam)}
    done = browser.post("/admin/bulk/do", form).text
    assert "xong 2 hồ sơ, còn 1 chưa làm" in done
    assert {officer_of(desk, one) for one in (mine, other)} == {lam}


def test_one_word_reaches_each_citizen_once_however_often_the_button_is_pressed(desk, signed_in):
    told = [desk.at_work(), desk.at_work()]
    browser = signed_in("son")
    page = browser.post("/admin/bulk", {"do": "interim", **ticked(*told)}).text
    form = {"do": "interim", "case": boxes(page), "text": "Đội thi công đang làm, dự kiến xong trong tuần."}
    assert "Tất cả hồ sơ đã chọn đều xong." in browser.post("/admin/bulk/do", form).text
    again = browser.post("/admin/bulk/do", form).text
    assert again.count("đã làm rồi") == 2
    with desk.db.read() as snap:
        moves = select(func.count()).where(CaseEventRow.move == Move.INTERIM.value)
        assert snap.execute(moves).scalar_one() == 2
        sent = select(OutboxRow.case_id).where(OutboxRow.case_id.in_([one.id for one in told])).order_by(OutboxRow.id)
        assert {one.id for one in told} <= set(snap.execute(sent).scalars())


def test_a_case_that_moved_since_the_look_is_left_and_told_and_the_words_are_kept(desk, signed_in):
    stale, fresh = desk.at_work(), desk.at_work()
    browser = signed_in("son")
    page = browser.post("/admin/bulk", {"do": "interim", **ticked(stale, fresh)}).text
    desk.make(stale, Move.ASK, question="Ở đâu ạ?")
    done = browser.post("/admin/bulk/do", {"do": "interim", "case": boxes(page), "text": "Đang làm."}).text
    assert "xong 1 hồ sơ, còn 1 chưa làm" in done
    assert "Hồ sơ đã thay đổi" in done
    assert "<pre>Đang làm.</pre>" in done


def test_without_words_or_officer_nothing_is_done(desk, signed_in):
    told = desk.at_work()
    browser = signed_in("son")
    for do, sentence in (("interim", "Xin viết lời báo"), ("assign", "Xin chọn cán bộ")):
        page = browser.post("/admin/bulk", {"do": do, **ticked(told)}).text
        refused = browser.post("/admin/bulk/do", {"do": do, "case": boxes(page), "text": " "})
        assert refused.status_code == 422
        assert sentence in refused.text
    assert browser.post("/admin/bulk", {"do": "interim"}).status_code == 422
    assert browser.post("/admin/bulk", {"do": "close", **ticked(told)}).status_code == 422


def test_what_is_sealed_or_out_of_sight_is_in_no_bulk(desk, signed_in):
    sealed = desk.tell("Tôi tố cáo chimhoangyen", kind=Kind.DENUNCIATION, topic="tham_nhung")
    far = desk.tell(commune="07339")
    page = signed_in("ha").post("/admin/bulk", {"do": "interim", **ticked(sealed, far)}).text
    assert "2 hồ sơ đã chọn không còn trong phạm vi" in page
    assert "chimhoangyen" not in page
    assert sealed.receipt.code[-9:] not in page
    investigated = desk.investigated()
    page = signed_in("giap").post("/admin/bulk", {"do": "interim", **ticked(investigated)}).text
    assert "Hồ sơ giữ kín: xin báo riêng" in page


def address_of_news(browser):
    return re.search(r'data-news="([^"]+)"', browser.get("/admin/?folder=all_open").text)[1].replace("&amp;", "&")


@pytest.mark.both_databases
def test_neither_the_address_nor_the_tag_of_news_changes_with_what_one_may_not_know_of(desk, signed_in):
    browser = signed_in("tam")
    before = address_of_news(browser)
    tag = browser.get(before).headers["etag"]
    desk.tell("Tôi tố cáo bà Ngô Thị Tâm nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung", commune="07339")
    desk.feedback()
    assert address_of_news(browser) == before
    assert browser.get(before, headers={"If-None-Match": tag}).status_code == 304


def test_an_open_page_hears_of_what_has_come_to_its_folder_and_of_nothing_sealed(desk, signed_in, clock):
    desk.at_work()
    browser = signed_in("mai")
    address = address_of_news(browser)
    first = browser.get(address)
    assert first.json() == {"count": 0}
    tag = {"If-None-Match": first.headers["etag"]}
    assert browser.get(address, headers=tag).status_code == 304
    clock.forward(seconds=5)
    desk.feedback()
    desk.feedback()
    desk.tell("Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    desk.tell(commune="07339")
    assert browser.get(address, headers=tag).json() == {"count": 2}
    assert signed_in("tam").get(address).json() == {"count": 1}


def test_a_page_that_asks_by_itself_keeps_no_session_alive(desk, signed_in, clock):
    browser = signed_in("mai")
    seen = select(SessionRow.seen_at).order_by(SessionRow.seen_at.desc()).limit(1)
    clock.forward(minutes=30)
    browser.get("/admin/news?folder=all_open")
    with desk.db.read() as snap:
        assert snap.execute(seen).scalar_one() < clock.now
    browser.get("/admin/")
    with desk.db.read() as snap:
        assert snap.execute(seen).scalar_one() == clock.now


def test_flags_are_given_on_the_case_page_with_a_reason(desk, signed_in):
    told = desk.at_work()
    browser = signed_in("ha")
    address = f"/admin/cases/{told.id}/flags"
    browser.get(f"/admin/cases/{told.id}")
    refused = browser.post(address, {"flag": ["public"], "reason": ""})
    assert refused.status_code == 422
    assert "Xin ghi lý do" in refused.text
    done = browser.post(address, {"flag": ["public", "complex"], "reason": "Báo đã nêu"})
    page = browser.get(done.headers["location"]).text
    assert "Đã làm: Đổi dấu của hồ sơ." in page
    assert '<span class="flag crowd">Dư luận quan tâm</span>' in page
    assert "Phức tạp, Dư luận quan tâm" in page
    assert '<span class="flag crowd">Dư luận quan tâm</span>' in browser.get("/admin/?folder=all_open").text


def test_what_nobody_has_lies_in_a_folder_of_its_own(desk, settings, signed_in):
    waiting = tell(desk.db, settings, confidence=0.1)
    desk.at_work()
    page = signed_in("mai").get("/admin/?folder=unassigned").text
    assert page.count('class="row"') == 1
    assert f'href="/admin/cases/{waiting.id}"' in page
