"""The public board in a browser: figures in plain words, in both languages, and nobody's name."""

from dataclasses import replace

import pytest

from intake import cases, meta
from intake.figures.names import length_of
from intake.lifecycle import Move
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: what is counted is tested over both where it is counted."""
    return sqlite_url


@pytest.fixture
def page(browser, db, telegram_settings, clock):
    """Open a browser on an office that answered five reports within a day and has one that is late."""
    page = browser()
    with db.transaction() as tx:
        meta.set_office(tx, replace(meta.office(tx), publishes=True))
    told = [tell(db, telegram_settings, f"Ổ gà to {number}", chat=f"c{number}").id for number in range(6)]
    clock.forward(hours=12)
    for case_id in told[:5]:
        for move, fields in ((Move.ACCEPT, {}), (Move.ANSWER, {"outcome": "resolved", "text": "Đã vá."})):
            with db.transaction() as tx:
                cases.act(tx, case_id, move, actor=viewer(db, "ha"), fields=fields)
    clock.forward(days=40)
    return page


def test_the_figures_of_the_last_month_in_plain_words(page):
    shown = page.get("/cong-khai?thang=2026-09")
    assert shown.status_code == 200
    assert "Kết quả giải quyết tháng 09/2026" in shown.text
    assert "<dt>Đã tiếp nhận</dt><dd>6</dd>" in shown.text
    assert "<dt>Đã trả lời kết quả</dt><dd>5</dd>" in shown.text
    assert "<dt>Một nửa số việc được trả lời trong</dt><dd>12 giờ</dd>" in shown.text
    assert "<dt>Hiện quá hạn</dt><dd>dưới 5</dd>" in shown.text
    assert "phường Bắc Giang" in shown.text


def test_rows_without_a_number_to_tell_are_folded_away_where_they_are_many(page, db, telegram_settings, clock):
    for number, topic in enumerate(("dien", "nuoc", "moi_truong", "giao_duc", "y_te", "chieu_sang")):
        tell(db, telegram_settings, f"Việc {number}", topic=topic, chat=f"t{number}")
    clock.forward(days=40)
    shown = page.get("/cong-khai?thang=2026-10&theo=topic").text
    assert "<details" not in shown  # of a month with nothing but them all are shown
    for number in range(5):
        tell(db, telegram_settings, f"Cống nghẹt {number}", topic="thoat_nuoc", chat=f"n{number}")
    clock.forward(days=40)
    shown = page.get("/cong-khai?thang=2026-11&theo=topic").text
    above, _, below = shown.partition("<details")
    assert "thoát nước" in above.partition("<tbody>")[2]
    assert "7 dòng khác" in below  # six of them, and one of September that is still late
    assert "thoát nước" not in below


@pytest.mark.parametrize("by", ["unit", "commune", "topic"])
def test_no_name_and_no_word_of_a_citizen_or_an_officer_is_on_it(page, db, by):
    text = page.get(f"/cong-khai?thang=2026-09&theo={by}").text
    officers = {viewer(db, login).name for login in ("ha", "mai", "giap", "quy", "dung")}
    assert not [one for one in (*officers, "Bà Tư", "Ổ gà to", "ND-26") if one in text]


def test_it_is_found_from_the_first_page_where_the_office_publishes(page, browser, db):
    assert 'href="/cong-khai"' in page.get("/").text
    with db.transaction() as tx:
        meta.set_office(tx, replace(meta.office(tx), publishes=False))
    closed = browser().get("/cong-khai")
    assert closed.status_code == 404
    assert "Cơ quan chưa công khai số liệu" in closed.text
    assert 'href="/cong-khai"' not in browser().get("/").text


def test_it_can_be_kept_to_in_english(page):
    text = page.get("/cong-khai?thang=2026-09&theo=topic&lang=en").text
    assert "12 hours" in text
    assert "under 5" in text
    assert "theo=unit&amp;lang=en" in text
    assert not [word for word in ("Đơn vị", "dưới 5", "Lĩnh vực", "Hiện", "lượt") if word in text]


@pytest.mark.parametrize("query", ["thang=%00", "thang=2026-09-01", "theo=officer", "thang=" + "9" * 5000, "lang=xx"])
def test_whatever_is_asked_for_is_answered(page, query):
    assert page.get(f"/cong-khai?{query}").status_code == 200


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ("0", "phút")),
        (3599, ("59", "phút")),
        (3600, ("1", "giờ")),
        (86399, ("23", "giờ")),
        (216000, ("2.5", "ngày")),
    ],
)
def test_a_length_of_time_is_said_in_its_greatest_unit(seconds, said):
    assert length_of(seconds) == said
