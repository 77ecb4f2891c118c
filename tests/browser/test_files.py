"""Pictures that come in, and files that do not: nobody's words are lost with them."""

import pytest
from playwright.sync_api import expect

from tests.browser.trips import POTHOLE, Citizen, overflow
from tests.pictures import JPEG

pytestmark = pytest.mark.browser
HUGE = JPEG + bytes(25 * 1024 * 1024)
PROGRAM = b"MZ\x90\x00" + bytes(2000)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def citizen(visits, request) -> Citizen:
    visits.refusals.update({413, 415})
    return Citizen(visits.open(java_script_enabled=request.param))


@pytest.fixture
def send(citizen, tmp_path):
    """Send words with a picture, or what calls itself one."""

    def sends(text: str, data: bytes) -> None:
        path = tmp_path / "anh.jpg"
        path.write_bytes(data)
        citizen.field.fill(text)
        citizen.page.get_by_label("Ảnh (nếu có)").set_input_files(path)
        citizen.send.click()

    return sends


def test_a_photo_reaches_the_officer(citizen, send, sign_in):
    send(POTHOLE, JPEG)
    citizen.agree()
    expect(citizen.talk).to_contain_text("Kèm 1 ảnh")
    citizen.choice("Gửi").click()
    code = citizen.receive_code()
    desk = sign_in(citizen.officer_in_charge())
    desk.open_case(code)
    picture = desk.page.locator(".matter img").first
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


@pytest.mark.parametrize(("data", "sentence"), [(HUGE, "lớn quá 10 MB"), (PROGRAM, "ảnh")], ids=["25 MB", "program"])
def test_a_file_that_is_not_taken_gets_a_sentence_and_the_words_stay(citizen, send, data, sentence):
    send(POTHOLE, data)
    expect(citizen.page.get_by_role("alert")).to_contain_text(sentence)
    expect(citizen.field).to_have_value(POTHOLE)
    assert overflow(citizen.page) <= 0
    citizen.page.get_by_label("Ảnh (nếu có)").set_input_files([])
    citizen.send.click()
    citizen.agree()
    expect(citizen.talk).to_contain_text("Tôi ghi như sau")


def test_a_photo_added_at_the_read_back_goes_along(citizen, send):
    citizen.tell()
    send("", JPEG)
    expect(citizen.talk).to_contain_text("Kèm 1 ảnh")
    citizen.choice("Gửi").click()
    citizen.receive_code()


def test_a_photo_that_is_picked_and_not_sent_goes_with_the_report(visits, tmp_path, sign_in):
    citizen = Citizen(visits.open())
    citizen.tell()
    path = tmp_path / "anh.jpg"
    path.write_bytes(JPEG)
    citizen.page.get_by_label("Ảnh (nếu có)").set_input_files(path)
    citizen.choice("Gửi").click()
    code = citizen.receive_code()
    expect(citizen.page.locator("#chosen")).to_be_hidden()
    expect(citizen.talk).to_contain_text("Ảnh đã gửi")
    desk = sign_in(citizen.officer_in_charge())
    desk.open_case(code)
    expect(desk.page.locator(".matter img").first).to_be_visible()


def test_a_picture_that_is_too_large_holds_the_report_back_and_nobody_is_told_that_it_went(visits, tmp_path):
    citizen = Citizen(visits.open())
    citizen.tell()
    path = tmp_path / "anh.jpg"
    path.write_bytes(HUGE)
    citizen.page.get_by_label("Ảnh (nếu có)").set_input_files(path)
    citizen.choice("Gửi").click()
    expect(citizen.page.get_by_role("alert")).to_contain_text("lớn quá 10 MB")
    expect(citizen.choice("Gửi")).to_be_visible()


def test_a_photo_goes_with_nobody_who_gives_the_matter_up(visits, tmp_path):
    citizen = Citizen(visits.open())
    citizen.tell()
    path = tmp_path / "anh.jpg"
    path.write_bytes(JPEG)
    citizen.page.get_by_label("Ảnh (nếu có)").set_input_files(path)
    citizen.choice("Thôi").click()
    expect(citizen.talk.locator(".waiting")).to_have_count(0)
    expect(citizen.talk).not_to_contain_text("Ảnh đã gửi")
    expect(citizen.page.locator("#chosen")).to_contain_text("anh.jpg")
