"""Trips with photos, voices, contact cards and points, through the real turn."""

import pytest
from sqlalchemy import select

from intake.installation.bounds import load_bounds
from intake.lifecycle import CaseState
from intake.registration.voices import UNHEARD, unheard
from intake.tables import AttachmentRow, CaseRow, ConversationRow, InboxRow, OutboxRow, UtteranceRow
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

WASTE = "Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi kinh khủng"
PHONE = "0912345678"


def column(db, what):
    with db.read() as snap:
        return list(snap.execute(select(what).order_by(what.class_.id)).scalars())


def sends_voice(citizen, caption=""):
    return citizen.send(kind="audio", text=caption, media=[{"kind": "audio", "ref": "voice-1"}])


def shares(citizen, phone=PHONE, *, is_own=True):
    return citizen.send(kind="contact", contact={"phone": phone, "is_own": is_own})


def test_a_voice_comes_first_and_words_follow(citizen, office):
    assert "lưu lại lời" in " ".join(sends_voice(citizen)) or citizen.buttons
    asked = " ".join(citizen.presses("Đồng ý"))
    assert "giữ tin thoại" in asked
    citizen.says("rac do tran lan dau ngo 12 phuong bac giang, boc mui kinh khung")
    citizen.presses("Gửi")
    [case] = citizen.cases()
    with office.read() as snap:
        assert unheard(snap, [case.case_id]) == {case.case_id: 1}


@pytest.mark.both_databases
def test_who_cannot_type_files_a_voice_alone_and_it_is_screened(known_citizen, office):
    sends_voice(known_citizen)
    known_citizen.presses("Gửi tin thoại")
    known_citizen.says("khong ro")
    if not known_citizen.cases():
        known_citizen.says("gui")
    [case] = known_citizen.cases()
    assert column(office, CaseRow.state) == [CaseState.SCREENING.value]
    assert column(office, CaseRow.text) == [UNHEARD]
    assert column(office, AttachmentRow.case_id) == [case.case_id]


def test_a_voice_beside_words_is_said_to_be_kept(known_citizen):
    known_citizen.says(WASTE)
    assert sends_voice(known_citizen)[0] == "Tôi đã giữ tin thoại; cán bộ sẽ nghe."
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_the_senders_own_number_is_kept_after_a_yes(known_citizen, office):
    known_citizen.says(WASTE)
    assert PHONE in " ".join(shares(known_citizen))
    assert column(office, ConversationRow.contact_phone) == [None]
    known_citizen.says("đồng ý nhé")
    assert column(office, ConversationRow.contact_phone) == [PHONE]
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


@pytest.mark.both_databases
def test_a_number_that_is_not_agreed_to_is_nowhere(known_citizen, office):
    shares(known_citizen)
    assert "không giữ" in " ".join(known_citizen.says("thôi"))
    stored = [column(office, what) for what in (InboxRow.raw, UtteranceRow.text, ConversationRow.state)]
    assert column(office, ConversationRow.contact_phone) == [None]
    assert PHONE not in str(stored[0]) + str(stored[2])


def test_somebody_elses_number_is_refused_kindly(known_citizen, office):
    known_citizen.says(WASTE)
    answer = " ".join(shares(known_citizen, is_own=False))
    assert "không phải số của Anh/Chị" in answer
    assert PHONE not in str(column(office, InboxRow.raw))
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_words_in_place_of_a_yes_to_the_number_are_not_lost(known_citizen):
    shares(known_citizen)
    known_citizen.says(WASTE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    assert case.summary.startswith("Rác đổ tràn lan")


@pytest.mark.both_databases
def test_more_photos_than_a_matter_may_have_are_told_once(known_citizen, office):
    most = load_bounds().files.of_matter
    known_citizen.says(WASTE)
    for _photo in range(most):
        known_citizen.sends_photo(group="album")
    assert known_citizen.sends_photo(group="album") == []
    assert known_citizen.sends_photo(group="album") == []
    assert "không nhận thêm được" in " ".join(known_citizen.sends_photo())
    assert len(column(office, AttachmentRow.id)) == most
    told = [one["notice"] for one in column(office, OutboxRow.payload) if "notice" in one]
    assert told == ["media.too_many"]
    known_citizen.presses("Gửi")
    assert known_citizen.cases()


def test_words_with_a_photo_too_many_are_still_taken(known_citizen):
    for _photo in range(load_bounds().files.of_matter):
        known_citizen.sends_photo(group="album")
    known_citizen.sends_photo(caption=WASTE)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    assert case.summary.startswith("Rác đổ tràn lan")


@pytest.mark.both_databases
def test_of_a_shared_walk_only_the_first_point_is_kept(known_citizen, office):
    known_citizen.says("ổ gà to, hôm qua có cháu bé ngã xe")
    known_citizen.sends_location(21.2849, 106.215)
    before = len(column(office, UtteranceRow.id))
    for step in range(3):
        assert known_citizen.send(kind="edited", location={"lat": 21.3 + step / 10, "lon": 106.2}) == []
    assert len(column(office, UtteranceRow.id)) == before
    assert column(office, InboxRow.raw)[-3:] == ["{}"] * 3
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].unit.endswith("phường Bắc Giang")


def test_a_sticker_and_a_stale_button_in_between_do_no_harm(known_citizen):
    known_citizen.says(WASTE)
    tap = dict(known_citizen.buttons[0])
    shares(known_citizen)
    assert known_citizen.send(kind="sticker")
    assert known_citizen.send(kind="choice", choice=tap["payload"])
    known_citizen.presses("Không giữ")
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_two_chats_of_one_evening_do_not_mix_their_files(turns, office):
    first, second = Citizen(turns, "first"), Citizen(turns, "second")
    for citizen in (first, second):
        citizen.agrees()
        citizen.says(WASTE)
        if citizen is second:  # it is another heap, though at the same place
            citizen.presses("việc khác")
        citizen.sends_photo()
        citizen.presses("Gửi")
    cases = [citizen.cases()[0].case_id for citizen in (first, second)]
    assert column(office, AttachmentRow.case_id) == cases


@pytest.mark.parametrize("is_known", [True, False])
def test_a_danger_under_a_later_photo_of_an_album_is_heard_at_once(citizen, is_known):
    if is_known:
        citizen.agrees()
    citizen.sends_photo(group="album")
    said = " ".join(citizen.sends_photo("Cháy nhà ở số 5 chợ Thương, có người kẹt bên trong, cứu với", group="album"))
    assert "114" in said


def test_words_under_a_later_photo_of_an_album_are_told_with_the_matter(known_citizen):
    known_citizen.sends_photo(group="album")
    known_citizen.sends_photo("Đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần", group="album")
    known_citizen.sends_photo(group="album")
    known_citizen.presses("Gửi")
    (case,) = known_citizen.cases()
    assert case.topic == "chieu_sang"
