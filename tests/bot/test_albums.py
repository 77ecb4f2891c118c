"""Photos that are sent together come one by one, are heard as one, and are answered once."""

import pytest
from sqlalchemy import select

from bot.turn import Turns
from intake.installation.bounds import load_bounds
from intake.tables import AttachmentRow, CaseRow, InboxRow, UtteranceRow
from tests.factories import open_office
from tests.talk import PlainChannel, agreed_earlier

pytestmark = pytest.mark.one_database

BURST = load_bounds().burst
ACCUSED = "Tôi tố cáo chủ tịch xã Tân Yên nhận hối lộ 50 triệu để cấp đất"
REPORT = "Đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return Turns(db, settings, {("plain", "main"): PlainChannel()}, burst=BURST)


@pytest.fixture
def citizen(turns):
    return agreed_earlier(turns)


def shows(citizen, number, caption="", **of_album):
    media = [{"kind": "photo", "ref": f"photo-{number}"}]
    return citizen.send(kind="photo", text=caption, media=media, **of_album)


def later(turns, seconds):
    turns.db.clock.forward(seconds=seconds)
    turns.run_due()


def files_of_case(db, case):
    with db.read() as snap:
        mine = select(AttachmentRow.ref).where(AttachmentRow.case_id == case.case_id).order_by(AttachmentRow.id)
        return list(snap.execute(mine).scalars())


OF_ALBUM = pytest.mark.parametrize(
    "of_album", [{"group_key": "g"}, {"goes_on": True}], ids=["the platform tells", "it does not"]
)


@OF_ALBUM
def test_an_album_is_answered_once_with_all_of_it_when_no_more_comes(citizen, turns, db, of_album):
    citizen.says(REPORT)
    for number in range(4):
        assert shows(citizen, number, **of_album) == []
        later(turns, BURST.album_s - 1)
        assert citizen.hears() == []
    later(turns, 1)
    said = " ".join(citizen.hears())
    assert said.count("4 ảnh") == 2  # received, and read back
    citizen.says("gửi")
    assert files_of_case(db, *citizen.cases()) == [f"photo-{number}" for number in range(4)]


@OF_ALBUM
def test_words_beneath_any_photo_of_it_tell_the_matter(citizen, turns, of_album):
    shows(citizen, 1, **of_album)
    shows(citizen, 2, REPORT, **of_album)
    shows(citizen, 3, **of_album)
    later(turns, BURST.album_s)
    said = " ".join(citizen.hears())
    assert REPORT in said
    assert "Kèm 3 ảnh" in said


@OF_ALBUM
def test_a_danger_beneath_one_of_them_does_not_wait_nor_do_those_before(citizen, turns, of_album):
    shows(citizen, 1, **of_album)
    assert "114" in " ".join(shows(citizen, 2, "Cháy nhà ở số 5 chợ Thương, có người kẹt bên trong", **of_album))
    with turns.db.read() as snap:
        assert set(snap.execute(select(InboxRow.status)).scalars()) == {"done"}


@OF_ALBUM
def test_who_says_send_right_behind_an_album_sends_all_of_it(citizen, turns, db, of_album):
    citizen.says(REPORT)
    for number in range(3):
        shows(citizen, number, **of_album)
    citizen.says("gửi")
    later(turns, 0)
    assert files_of_case(db, *citizen.cases()) == ["photo-0", "photo-1", "photo-2"]


def test_two_albums_at_once_are_two(citizen, turns):
    citizen.says(REPORT)
    for number, group in enumerate("aabb"):
        shows(citizen, number, group_key=group)
    later(turns, BURST.album_s)
    turns.run_due()
    received = [line for line in citizen.hears() if line.startswith("Tôi đã nhận")]
    assert [line.partition(" ảnh")[0][-1] for line in received] == ["2", "2"]


@pytest.mark.both_databases
def test_a_part_that_comes_late_is_kept_with_the_others_without_a_word(citizen, turns, db):
    citizen.says(REPORT)
    shows(citizen, 1, group_key="g")
    later(turns, BURST.album_s)
    citizen.hears()
    shows(citizen, 2, group_key="g")
    later(turns, BURST.album_s)
    assert citizen.hears() == []
    citizen.says("gửi")
    assert files_of_case(db, *citizen.cases()) == ["photo-1", "photo-2"]


def test_a_single_photo_of_a_platform_that_tells_is_answered_at_once(citizen):
    assert "Tôi đã nhận ảnh" in " ".join(shows(citizen, 1))


@OF_ALBUM
@pytest.mark.parametrize("place", range(3))
def test_an_album_goes_whole_where_its_accusing_words_go(citizen, turns, db, of_album, place):
    citizen.says(REPORT)
    for number in range(3):
        shows(citizen, number, ACCUSED if number == place else "", **of_album)
    later(turns, BURST.album_s)
    citizen.says("gửi")
    with db.read() as snap:
        [openly] = snap.execute(select(CaseRow.id).where(CaseRow.kind == "feedback")).scalars()
        files = list(snap.execute(select(AttachmentRow.case_id)).scalars())
        sealed = snap.execute(select(UtteranceRow.is_sealed).where(UtteranceRow.text == ACCUSED)).scalars().all()
    assert len(files) == 3
    assert openly not in files
    assert sealed == [True]
