"""The page's script in a real browser: the same trip without reloading, and nothing lost or doubled on a bad line."""

import socket
import threading
import time

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright
from sqlalchemy import func, select

from intake.installation.bounds import Streams, load_bounds
from intake.tables import AttachmentRow, CaseRow, InboxRow
from tests.chromium import wanted
from tests.pictures import JPEG

pytestmark = pytest.mark.browser
POTHOLE = "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, phường Bắc Giang, hôm qua có cháu bé ngã xe"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def address(app):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=2))
    app.state.is_stopping = lambda: server.should_exit
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(60)


@pytest.fixture(scope="module")
def chromium():
    path = wanted()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium):
    point = {"latitude": 21.2731, "longitude": 106.1946}
    context = chromium.new_context(viewport=PHONE, permissions=["geolocation"], geolocation=point)
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(context, address):
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    return page


def say(page, text):
    page.fill("#tin-nhan", text)
    page.click("#say button.first")


def press(page, label):
    page.click(f"#choices button:text-is('{label}')")


def count(db, table):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(table)).scalar()


def test_a_whole_trip_without_reloading(page, db):
    page.evaluate("window.isSame = true")
    say(page, POTHOLE)
    press(page, "Đồng ý")
    press(page, "Gửi")
    expect(page.get_by_role("link", name="Mở biên nhận để lưu hoặc in")).to_be_visible()
    assert page.evaluate("window.isSame")
    assert count(db, CaseRow) == 1


def test_nothing_is_wider_than_a_small_phone(page):
    say(page, "x" * 300)
    expect(page.locator(".line.bot")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_lost_line_is_waited_out_and_the_message_sent_once(page, context, db):
    say(page, "chào")
    expect(page.locator(".line.bot").first).to_be_visible()
    context.set_offline(True)
    say(page, "tin lúc mất mạng")
    expect(page.get_by_text("Chưa gửi được, sẽ gửi lại")).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".line.citizen", has_text="tin lúc mất mạng")).to_have_count(1)
    assert count(db, InboxRow) == 2


def test_a_message_that_waits_stands_whole_on_a_small_screen(page, context):
    page.set_viewport_size({"width": 360, "height": 420})
    say(page, POTHOLE)
    expect(page.get_by_role("button", name="Đồng ý")).to_be_visible()
    context.set_offline(True)
    say(page, "tin lúc mất mạng")
    expect(page.get_by_role("button", name="Thôi gửi")).to_be_in_viewport(ratio=1)


def test_an_answer_that_got_lost_makes_no_second_message(page, db):
    lost = []

    def lose_the_first(route):
        route.fetch()
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.abort()

    page.route("**/api/v1/chat/messages", lose_the_first)
    say(page, "chào")
    expect(page.locator(".line.bot").last).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    assert lost
    assert count(db, InboxRow) == 1
    expect(page.get_by_text("Trợ lý đang trả lời…")).to_be_hidden(timeout=2000)  # it has answered already


def test_a_double_tap_on_a_button_is_one(page, db):
    say(page, POTHOLE)
    press(page, "Đồng ý")
    page.locator("#choices button:text-is('Gửi')").dblclick()
    expect(page.get_by_role("link", name="Mở biên nhận để lưu hoặc in")).to_be_visible()
    assert count(db, CaseRow) == 1


def test_a_photo_and_a_place(page, db):
    page.set_input_files("#anh", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    page.click("#say button.first")
    expect(page.get_by_text("📷 Ảnh đã gửi")).to_be_visible()
    page.click("#noi summary")
    page.click("#vi-tri")
    expect(page.get_by_text("📍 21.27310, 106.19460")).to_be_visible()
    assert count(db, AttachmentRow) == 1


def test_a_photo_that_is_too_large_is_told_before_it_is_sent(page, db):
    big = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 1_100_000}
    page.evaluate("document.querySelector('#anh').dataset.limit = '1048576'")
    page.fill("#tin-nhan", "chỗ này")
    page.set_input_files("#anh", big)
    expect(page.get_by_role("alert")).to_contain_text("lớn quá 1 MB")
    page.click("#say button.first")
    assert page.input_value("#tin-nhan") == "chỗ này"
    page.click("#chosen button")
    expect(page.get_by_role("alert")).to_be_hidden()
    assert count(db, InboxRow) == 0


BRING = """([event, name, type, bytes, words]) => {
  const brought = new DataTransfer();
  brought.items.add(new File([new Uint8Array(bytes)], name, { type }));
  if (words) brought.setData("text/plain", words);
  const how = { bubbles: true, cancelable: true };
  const made = event === "paste"
    ? new ClipboardEvent("paste", { ...how, clipboardData: brought })
    : new DragEvent(event, { ...how, dataTransfer: brought });
  return document.getElementById("tin-nhan").dispatchEvent(made);
}"""


def bring(page, event, name="image.png", mime="image/png", *, data=JPEG, words=""):
    """Bring a file by the clipboard or by dragging; return whether the browser does with it what it would."""
    return page.evaluate(BRING, [event, name, mime, list(data), words])


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_a_picture_that_is_pasted_or_dropped_is_sent(page, db, event):
    assert not bring(page, event)
    expect(page.locator("#chosen li")).to_contain_text("image.png")
    say(page, "chỗ này")
    expect(page.get_by_text("📷 Ảnh đã gửi")).to_be_visible()
    assert count(db, AttachmentRow) == 1


def test_a_paper_that_is_dropped_is_sent_as_a_paper(page, db):
    assert not bring(page, "dragover")  # else the browser would open it in the place of the page
    bring(page, "drop", "đơn.pdf", "application/pdf", data=b"%PDF-1.4 van ban")
    say(page, "đơn của tôi")
    expect(page.get_by_text("📎 Tệp đã gửi")).to_be_visible()
    assert count(db, AttachmentRow) == 1


def test_copied_words_that_bring_a_picture_along_are_pasted_as_words(page):
    assert bring(page, "paste", words="Ổ gà ngõ 5")
    expect(page.locator("#chosen")).to_be_hidden()


def test_an_empty_photo_is_told_before_it_is_sent_and_keeps_the_words(page, db):
    page.fill("#tin-nhan", "chỗ này")
    page.set_input_files("#anh", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b""})
    page.click("#say button.first")
    expect(page.get_by_role("alert")).to_contain_text("“a.jpg” không có gì bên trong")
    assert page.input_value("#tin-nhan") == "chỗ này"
    assert count(db, InboxRow) == 0


def test_words_that_could_not_be_sent_survive_a_reload_and_are_sent_once(page, db):
    page.route("**/chat/messages", lambda route: route.abort())
    say(page, "tin lúc mất mạng")
    expect(page.get_by_text("Chưa gửi được, sẽ gửi lại")).to_be_visible()
    page.unroute("**/chat/messages")
    page.reload()
    expect(page.locator(".line.bot").last).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    page.reload()
    expect(page.locator(".line.citizen", has_text="tin lúc mất mạng")).to_have_count(1)
    assert count(db, InboxRow) == 1


def test_an_upload_can_be_stopped_and_the_words_come_back(page, db):
    page.route("**/chat/messages", lambda _route: None)  # a line so slow that nothing ever arrives
    page.set_input_files("#anh", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    say(page, "chỗ này")
    page.get_by_role("button", name="Thôi gửi").click()
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator("#tin-nhan")).to_have_value("chỗ này")
    assert count(db, InboxRow) == 0


def test_words_typed_and_not_sent_survive_a_reload_and_go_with_whoever_leaves(page, db):
    page.fill("#tin-nhan", "đang viết dở")
    page.goto("about:blank")
    page.go_back()
    page.reload()
    expect(page.locator("#tin-nhan")).to_have_value("đang viết dở")
    page.click("#say button.first")
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".line.citizen", has_text="đang viết dở")).to_have_count(1)
    page.reload()
    expect(page.locator("#tin-nhan")).to_have_value("")
    page.fill("#tin-nhan", "không để lại máy chung")
    assert "máy chung" in page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate("document.getElementById('leave').dispatchEvent(new Event('submit'))")
    assert "máy chung" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert count(db, InboxRow) == 1


def test_a_refused_upload_gives_words_and_files_back_before_what_was_typed_since(page, db):
    waiting = []
    page.route("**/chat/messages", lambda route: waiting.append(route))  # noqa: PLW0108 - a built-in is not taken
    page.set_input_files("#anh", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    say(page, "câu thứ nhất")
    page.fill("#tin-nhan", "câu thứ hai")
    expect(page.locator(".waiting")).to_have_count(1)
    waiting[0].fulfill(status=413, json={"detail": "Tin này lớn quá"})
    expect(page.get_by_role("alert")).to_contain_text("Tin này lớn quá")
    expect(page.locator("#tin-nhan")).to_have_value("câu thứ nhất\ncâu thứ hai")
    expect(page.locator("#chosen li")).to_have_count(1)
    page.unroute("**/chat/messages")
    page.click("#say button.first")
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".line.citizen", has_text="câu thứ hai")).to_be_visible()
    assert (count(db, InboxRow), count(db, AttachmentRow)) == (1, 1)


def test_an_upload_cut_in_the_middle_is_sent_again_whole_and_is_one_message(page, db):
    page.route("**/chat/messages", lambda route: route.abort("connectionreset"), times=1)
    page.set_input_files("#anh", [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": JPEG} for n in "ab"])
    say(page, "hai ảnh chỗ này")
    expect(page.get_by_text("Chưa gửi được, sẽ gửi lại")).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".line.citizen", has_text="hai ảnh")).to_have_count(1)
    assert (count(db, InboxRow), count(db, AttachmentRow)) == (1, 2)


def test_a_message_seen_in_the_talk_does_not_stand_beneath_as_unsent(page, db):
    page.evaluate("const later = setTimeout; window.setTimeout = (what, ms) => later(what, ms === 3000 ? 600000 : ms)")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/chat/messages", lose, times=1)
    say(page, "chào cơ quan")
    expect(page.locator(".line.citizen[id]", has_text="chào cơ quan")).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    assert count(db, InboxRow) == 1


def test_who_takes_back_an_answer_that_does_not_get_through_may_choose_again(page, db):
    say(page, POTHOLE)
    expect(page.get_by_role("button", name="Đồng ý")).to_be_visible()
    page.route("**/chat/messages", lambda route: route.abort())
    press(page, "Không")
    page.get_by_role("button", name="Thôi gửi").click()
    page.unroute("**/chat/messages")
    press(page, "Đồng ý")
    expect(page.get_by_text("Tôi ghi như sau")).to_be_visible()
    assert count(db, InboxRow) == 2


@pytest.mark.parametrize("hindrance", ["no EventSource", "too many open pages"])
def test_news_come_without_a_stream_too(page, context, address, app, hindrance):
    if hindrance == "no EventSource":
        page.add_init_script("delete window.EventSource")
    else:
        app.state.open_pages.most = Streams(of_process=0, of_chat=0)
    page.goto(address)
    other = context.new_page()
    other.goto(address)
    say(other, "nói ở tab khác")
    expect(page.locator(".line.citizen", has_text="nói ở tab khác")).to_be_visible()


@pytest.mark.parametrize("hindrance", ["cut", "held up"])
def test_a_stream_that_brings_nothing_is_given_up_within_seconds(page, context, address, hindrance):
    page.route("**/chat/stream*", lambda route: route.abort() if hindrance == "cut" else None)
    page.goto(address)
    other = context.new_page()
    other.goto(address)
    say(other, "nói ở tab khác")
    expect(page.locator(".line.citizen", has_text="nói ở tab khác")).to_be_visible(timeout=15_000)


def test_what_came_while_nobody_looked_is_marked(page, context, address):
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.isAway})")
    page.evaluate("window.isAway = true")
    other = context.new_page()
    other.goto(address)
    say(other, "chào")
    expect(page.get_by_text("Tin mới", exact=True)).to_be_visible()
    assert "Tin mới" in page.title()
    page.evaluate("window.isAway = false; document.dispatchEvent(new Event('visibilitychange'))")
    assert "Tin mới" not in page.title()


def test_what_the_office_refuses_is_told_and_the_words_come_back(page):
    say(page, "dài " * 6000)
    expect(page.get_by_role("alert")).to_contain_text("20.000")
    assert page.input_value("#tin-nhan").startswith("dài dài")


def test_where_the_browser_keeps_no_cookie_it_is_told_and_the_words_stay(page, context, db):
    def kept_nothing(route):
        context.clear_cookies()
        route.continue_()

    context.route("**/chat/messages*", kept_nothing)
    say(page, POTHOLE)
    expect(page.get_by_role("alert")).to_contain_text("cookie")
    assert page.input_value("#tin-nhan") == POTHOLE
    assert count(db, InboxRow) == 0


def test_what_is_said_in_another_tab_appears_here(page, context, address):
    other = context.new_page()
    other.goto(address)
    say(other, "nói ở tab khác")
    expect(page.locator(".line.citizen", has_text="nói ở tab khác")).to_be_visible()


def test_everything_can_be_done_by_keyboard(page):
    page.focus("#tin-nhan")
    page.keyboard.type("chào")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".line.bot").first).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "tin-nhan"


@pytest.mark.parametrize("path", ["/", "/tra-cuu"])
def test_targets_are_large_enough_for_a_thumb(page, address, path):
    page.goto(address + path)
    for target in page.locator("button:visible, input:visible, textarea:visible, nav a:visible").all():
        assert target.bounding_box()["height"] >= 44


def test_what_is_held_in_a_burst_stays_in_sight_until_it_is_heard(page, db, turns):
    turns.stillness.burst = load_bounds().burst
    for number in range(turns.stillness.burst.messages):
        say(page, f"rác ở ngõ {number}")
        expect(page.locator(".line.citizen", has_text=f"rác ở ngõ {number}")).to_have_count(1)
    expect(page.get_by_text("Đã nhận", exact=True)).to_be_visible()
    db.clock.forward(seconds=turns.stillness.burst.quiet_s)
    turns.run_due()
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".line.citizen")).to_have_count(turns.stillness.burst.messages)
