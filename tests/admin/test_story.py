"""Talk and steps as one list or apart: in the order of time, a stretch at a time, with who may know of each entry."""

import re

import pytest

from intake.lifecycle import Move
from intake.queries.case.story import KINDS, LINES, story_of
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from tests.factories import tell, viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def long_talk(office, settings, clock):
    """A case whose talk has 150 further lines."""
    told = tell(office, settings)
    clock.forward(minutes=1)
    with office.transaction() as tx:
        for number in range(150):
            dialogue_log.write(
                tx, told.conversation_id, 1, Saying("citizen", "text", f"dòng số {number:03d}.", case_id=told.id)
            )
    return told


def numbers(text):
    return [int(found) for found in re.findall(r"dòng số (\d{3})\.", text)]


def test_a_long_talk_opens_at_its_newest_end_and_leads_back_to_its_beginning(long_talk, signed_in):
    browser = signed_in("giap")
    page = browser.get(f"/admin/cases/{long_talk.id}").text
    seen = numbers(page)
    assert seen == list(range(150 - len(seen), 150))
    assert len(seen) == LINES
    address = re.search(r'href="(/admin/cases/\d+/story[^"]*truoc[^"]*)"', page)[1].replace("&amp;", "&")
    while address:
        page = browser.get(address).text
        seen = numbers(page) + seen
        found = re.search(r'rel="prev" href="([^"]*)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == list(range(150))


@pytest.mark.both_databases
def test_stretches_of_the_whole_story_leave_nothing_out_and_repeat_nothing(desk, long_talk):
    desk.make(long_talk, Move.ACCEPT)
    desk.make(long_talk, Move.NOTE, text="Đã gọi điện")
    with desk.db.read() as snap:
        who = viewer(desk.db, "giap")
        whole = story_of(snap, who, long_talk.id, limit=1000)
        assert not whole.earlier
        pieces, before = [], ""
        while True:
            story = story_of(snap, who, long_talk.id, before=before, limit=40)
            pieces = [*story.entries, *pieces]
            if not story.earlier:
                break
            before = story.earlier
    assert tuple(pieces) == whole.entries
    assert [one.at for one in pieces] == sorted(one.at for one in pieces)


@pytest.mark.parametrize("key", ["x1", "u", "u1.u", "u99999999999999999999", "e1;", "' or 1"])
def test_a_key_that_is_none_is_read_as_the_newest_end(long_talk, signed_in, key):
    answer = signed_in("giap").get(f"/admin/cases/{long_talk.id}/story", params={"truoc": key})
    assert answer.status_code == 200
    assert 149 in numbers(answer.text)


@pytest.mark.both_databases
def test_the_list_narrows_to_the_kinds_that_are_chosen(desk):
    told = desk.make(desk.at_work(), Move.NOTE, text="Đã gọi điện")
    with desk.db.read() as snap:
        who = viewer(desk.db, "giap")
        kinds = {one.kind for one in story_of(snap, who, told.id).entries}
        assert kinds == {"citizen", "step", "note", "notice"}
        for kind in KINDS:
            assert {one.kind for one in story_of(snap, who, told.id, kinds=[kind]).entries} <= {kind}
        assert story_of(snap, who, told.id, kinds=["khac"]).kinds == KINDS


def test_how_it_is_wanted_is_remembered_and_can_be_turned_back(desk, signed_in):
    told = desk.at_work()
    browser = signed_in("giap")
    apart = browser.get(f"/admin/cases/{told.id}").text
    assert 'class="events"' in apart
    assert 'class="lines story"' in browser.get(f"/admin/cases/{told.id}?xem=chung").text
    merged = browser.get(f"/admin/cases/{told.id}").text
    assert 'class="lines story"' in merged
    assert 'class="events"' not in merged
    browser.get(f"/admin/cases/{told.id}?xem=rieng")
    assert 'class="events"' in browser.get(f"/admin/cases/{told.id}").text


def test_each_step_says_who_may_know_and_each_day_begins_with_its_date(desk, signed_in, clock):
    told = desk.at_work()
    clock.forward(days=1)
    desk.make(told, Move.NOTE, text="Chỉ nội bộ biết")
    page = re.sub(r"\s+", " ", signed_in("giap").get(f"/admin/cases/{told.id}?xem=chung").text)
    assert re.search(r"<b>Ghi chú nội bộ</b>.{0,80}chỉ nội bộ", page)
    assert re.search(r"<b>Nhận xử lý</b>.{0,80}người dân xem được", page)
    days = re.findall(r'class="day-line"><span>([^<]+)<', page)
    assert days == ["T2 14/09", "T3 15/09"]


def test_sealed_words_stay_out_of_the_story_of_others(desk, signed_in):
    told = desk.accusation()
    assert signed_in("son").get(f"/admin/cases/{told.id}/story").status_code == 404
    assert "địa chính" in signed_in("giap").get(f"/admin/cases/{told.id}/story").text
