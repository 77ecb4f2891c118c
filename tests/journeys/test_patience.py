"""Insults, advertisements and floods of one text: calm answers, held matters, and nobody with a real one shut out."""

import pytest
from sqlalchemy import select

from intake.errors import Conflict, Forbidden, NotFound
from intake.installation.bounds import load_bounds
from intake.queries.inbox import folders
from intake.registration import spam
from intake.tables import CaseRow, ClockRow, NoticeRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database

WASTE = "Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi kinh khủng"
ADVERTISEMENT = "Vay tiền nhanh lãi suất thấp, giải ngân trong ngày, liên hệ zalo 0912345678 nhận ưu đãi"
INSULT = "đồ ăn hại"


def column(db, what):
    with db.read() as snap:
        return list(snap.execute(select(what).order_by(what.class_.id)).scalars())


def insult_until_it_pauses(citizen):
    answers = [" ".join(citizen.says(INSULT)) for _number in range(load_bounds().insults.messages)]
    assert "tạm nghỉ 15 phút" in answers[-1]


def files_advertisement(citizen, text=ADVERTISEMENT):
    citizen.says("việc mới")
    citizen.says(text)
    for _step in range(6):
        labels = [button["label"] for button in citizen.buttons]
        wanted = next((one for one in ("Gửi", "Không rõ", "Việc khác") if one in labels), None)
        if citizen.cases():
            return
        citizen.presses(wanted) if wanted else citizen.says(text)


def test_insults_are_answered_calmly_then_the_talk_pauses_and_goes_on(known_citizen, clock):
    assert "đang bực" in " ".join(known_citizen.says("vô dụng"))
    known_citizen.says(INSULT)
    assert "tạm nghỉ 15 phút" in " ".join(known_citizen.says(INSULT))
    assert known_citizen.says("do an hai") == []
    assert known_citizen.says("alo") == []
    clock.forward(minutes=16)
    assert known_citizen.says("alo")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (WASTE, "Gửi đi nhé"),
        ("gap can bo", "0222"),
        ("cháy nhà rồi, có người mắc kẹt ở ngõ 12 phường Bắc Giang", "114"),
        ("hồ sơ của tôi", ""),
        ("mất nước", ""),
    ],
)
def test_while_it_pauses_real_matters_are_heard(known_citizen, words, answer):
    insult_until_it_pauses(known_citizen)
    said = " ".join(known_citizen.says(words))
    assert said
    assert answer in said


def test_an_insult_in_the_middle_of_telling_loses_nothing(known_citizen):
    known_citizen.says(WASTE)
    insult_until_it_pauses(known_citizen)
    known_citizen.says(INSULT)
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_three_insults_over_a_long_time_are_no_reason_to_pause(known_citizen, clock):
    for _number in range(5):
        assert "đang bực" in " ".join(known_citizen.says(INSULT))
        clock.forward(minutes=11)


@pytest.mark.both_databases
def test_an_advertisement_is_nobodys_work_until_reception_lets_it_go(known_citizen, office):
    files_advertisement(known_citizen)
    [case] = known_citizen.cases()
    assert column(office, CaseRow.suspicion) == ["ads"]
    assert column(office, NoticeRow.id) == []
    assert column(office, ClockRow.id) == []
    mai, dung = viewer(office, "mai"), viewer(office, "dung")
    with office.read() as snap:
        desks = [one for one in (mai, dung) if folders.page(snap, one, "suspect").cases]
        assert desks
        assert all(not folders.page(snap, one, "screening").cases for one in (mai, dung))
        for login in ("ha", "son", "cuc", "giap"):
            assert not folders.page(snap, viewer(office, login), "all").cases
            assert folders.counts(snap, viewer(office, login))["suspect"] == 0
    with pytest.raises((Forbidden, NotFound)), office.transaction() as tx:
        spam.let_go(tx, case.case_id, actor=viewer(office, "giap"))
    with office.transaction() as tx:
        spam.let_go(tx, case.case_id, actor=desks[0])
    with office.read() as snap:
        assert [one.id for one in folders.page(snap, desks[0], "screening").cases] == [case.case_id]
        assert snap.execute(select(ClockRow.start_on)).scalars().all()
    with pytest.raises(Conflict), office.transaction() as tx:
        spam.let_go(tx, case.case_id, actor=desks[0])


def test_the_same_words_again_and_again_are_held_and_the_first_ones_are_not(known_citizen, office):
    for _number in range(load_bounds().spam.repeats + 1):
        known_citizen.says("việc mới")
        known_citizen.says(WASTE)
        known_citizen.presses("Gửi")
    assert column(office, CaseRow.suspicion) == [None, None, None, "repeated"]


def test_somebody_cheated_by_an_advertisement_is_no_advertiser(known_citizen, office):
    known_citizen.says("Tôi bị lừa việc nhẹ lương cao, tuyển cộng tác viên, nạp thẻ mất 20 triệu, ở phường Bắc Giang")
    for _step in range(4):
        if known_citizen.cases():
            break
        labels = [button["label"] for button in known_citizen.buttons]
        known_citizen.presses(next(one for one in ("Gửi", "Không rõ", "Việc khác", labels[0]) if one in labels))
    assert column(office, CaseRow.suspicion) == [None]
