"""What is said in a chat after an accusation tells who wrote it: it is read where the accusation is, or by nobody."""

import pytest
from sqlalchemy import select

from bot.running import alarms
from intake.queries.talk import dialogues
from intake.queries.talk.sought import Sought
from intake.tables import CaseRow, TurnDetailRow, UtteranceRow
from tests.factories import viewer
from tests.secrets import found_openly
from tests.talk import heard

pytestmark = pytest.mark.one_database

BRIBE = "ông chủ tịch xã Tân Yên nhận tiền của dân để cấp đất"
AFTERTHOUGHTS = [
    "cảm ơn, nhớ giữ kín, tôi là con dâu ông Bảy",
    "bao giờ có kết quả, tôi con dâu ông Bảy đây",
    "đừng để ông ấy biết tôi là con dâu ông Bảy",
    "con dâu ông Bảy",
    "tôi sợ lắm, cả xóm biết tôi là con dâu ông Bảy rồi",
    "hồ sơ của con dâu ông Bảy tới đâu rồi",
]
LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"


def accuse(citizen):
    citizen.says(BRIBE)
    citizen.presses("Nhắn tiếp ở đây")
    citizen.presses("Gửi")


def accuse_on_the_page(citizen):
    citizen.says(BRIBE)
    citizen.presses("Viết trên trang kín")
    citizen.says("xóa lời đã nhắn")


def lines(db, words):
    with db.read() as snap:
        found = select(UtteranceRow.__table__).where(UtteranceRow.text.contains(words)).order_by(UtteranceRow.id)
        return snap.execute(found).all()


def sealed_case(db):
    with db.read() as snap:
        return snap.execute(select(CaseRow.__table__).where(CaseRow.is_sealed.is_(True))).one()


@pytest.mark.parametrize("accusing", [accuse, accuse_on_the_page])
@pytest.mark.parametrize("words", AFTERTHOUGHTS)
def test_an_afterthought_is_seen_by_nobody_without_clearance(known_citizen, office, accusing, words):
    accusing(known_citizen)
    known_citizen.says(words)
    assert not found_openly(office, "ông Bảy")
    with office.read() as snap:
        rows = dialogues.talks(snap, viewer(office, "mai"), Sought()).rows
    assert not [row for row in rows if row.id == lines(office, "ông Bảy")[0].conversation_id and "Bảy" in row.last_text]


@pytest.mark.parametrize(
    "words",
    ["cảm ơn nhé", "cảm ơn", "chị ơi nhỡ họ biết em là kế toán ở đó thì sao"],
)
def test_who_handles_the_accusation_reads_it_with_the_answer(known_citizen, office, words):
    accuse(known_citizen)
    known_citizen.says(words)
    case = sealed_case(office)
    told = [line for line in lines(office, "") if line.id > lines(office, "Mã bí mật")[0].id]
    assert told
    assert all(line.is_sealed for line in told)
    assert {line.case_id for line in told} == {case.id}


def test_what_is_answered_beside_it_names_its_code_to_nobody_else(known_citizen, office):
    accuse(known_citizen)
    code = sealed_case(office).code
    for words in ("mã hồ sơ của tôi là gì", "gửi", "hồ sơ của tôi", "bao giờ xong", "rác đổ đầy ngõ 7 nhà tôi"):
        known_citizen.says(words)
        assert not [line.text for line in lines(office, code[-4:]) if not line.is_sealed], words


def test_another_matter_told_afterwards_stands_whole_with_its_own_case(known_citizen, office):
    accuse(known_citizen)
    said = known_citizen.says(LAMP)
    if "Việc mới" in [one["label"] for one in known_citizen.buttons]:
        said = known_citizen.presses("Việc mới")
    assert "Gửi đi nhé" in heard(said)
    known_citizen.presses("Gửi")
    [case] = [one for one in known_citizen.cases() if one.kind == "feedback"]
    told = lines(office, LAMP)
    assert [(line.case_id, line.is_sealed) for line in told if line.author == "citizen"] == [(case.case_id, False)]


def test_words_kept_until_it_is_said_for_which_case_reach_the_open_one(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    [lamp] = known_citizen.cases()
    accuse(known_citizen)
    known_citizen.says("cột thứ ba tính từ đầu ngõ")
    assert lines(office, "cột thứ ba")[0].is_sealed
    known_citizen.presses(f"…{lamp.code[-4:]}")
    [line] = [one for one in lines(office, "cột thứ ba") if one.author == "citizen"]
    assert (line.case_id, line.is_sealed) == (lamp.case_id, False)
    with office.read() as snap:
        kept = str(
            snap.execute(select(TurnDetailRow.detail).where(TurnDetailRow.utterance_id == line.id)).scalars().all()
        )
    assert sealed_case(office).code[-4:] not in kept


def test_a_chat_that_accused_nobody_stays_open_to_the_reception(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    known_citizen.says("cảm ơn bot nhé")
    assert not any(line.is_sealed for line in lines(office, ""))


def test_who_cries_for_help_in_a_chat_without_a_sealed_case_is_seen(known_citizen, office):
    accuse_on_the_page(known_citizen)
    assert "114" in heard(known_citizen.says("cháy nhà ở ngõ 5 phường Bắc Giang, cứu với"))
    assert not any(line.is_sealed for line in lines(office, "cứu với"))


@pytest.mark.parametrize("words", ["tôi bị ông ấy ép rút", "con dâu ông Bảy"])
def test_what_tells_no_other_matter_reaches_the_only_accusation_at_once(known_citizen, office, words):
    accuse(known_citizen)
    assert "chuyển lời này" in heard(known_citizen.says(words))
    case = sealed_case(office)
    assert {(line.case_id, line.is_sealed) for line in lines(office, words)} == {(case.id, True)}


def test_the_yes_to_a_withdrawal_is_as_secret_as_the_accusation(known_citizen, office):
    accuse(known_citizen)
    known_citizen.says("rút hồ sơ")
    known_citizen.says("có")
    told = [line for line in lines(office, "") if line.author == "citizen"]
    assert all(line.is_sealed for line in told)


def test_what_the_office_says_first_and_what_an_officer_writes_elsewhere_repeat_no_afterthought(
    known_citizen, office, turns, clock
):
    accuse_on_the_page(known_citizen)
    known_citizen.says("rác đổ trước cửa nhà con dâu ông Bảy")
    clock.forward(days=1, hours=3)
    alarms.fire_due(turns.db, turns)
    assert "ông Bảy" in heard(known_citizen.hears())
    known_citizen.send(kind="staff_echo", text="Chào con dâu ông Bảy, chị yên tâm")
    assert not [line for line in lines(office, "ông Bảy") if not line.is_sealed]
