"""Trips of people who tell the same matter, go on in another chat, or follow a case by its receipt."""

import re

import pytest
from sqlalchemy import select

from bot.messages import SECRET_MARK
from bot.wording.marks import revealed
from bot.worker import look_for_crowds
from intake import cases, receipts
from intake.lifecycle import Move
from intake.people import participants
from intake.queries.crowds import crowds_of
from intake.tables import CaseEventRow, CaseRow, JoinCodeRow, NoticeRow, OutboxRow, UtteranceRow
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

HOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"
AGAIN = "o ga to truoc cong truong tieu hoc phuong bac giang, tre con nga xe suot"
PRIVATE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, ngay nhà ông Bảy Hói, hôm qua có cháu bé ngã xe"


def heard(lines):
    return "\n".join(lines)


def files(citizen, text=HOLE):
    """Tell a matter and send it, whoever told it before."""
    citizen.agrees()
    citizen.says(text)
    if any("việc khác" in button["label"] for button in citizen.buttons):
        citizen.presses("việc khác")
    return heard(citizen.presses("Gửi"))


def codes_in(db, citizen, text):
    """Read a message as its citizen does; return every joining code in it."""
    with db.read() as snap:
        shown = revealed(citizen.turns.settings, text, code=None, secret_version=1)
        assert snap is not None
    return re.findall(r"\d{4} \d{4}", shown)


def act(db, case_id, move, login="ha", **fields):
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=viewer(db, login), fields=fields)


def take_up(db, case_id):
    """Accept a case as the officer whose it is; return the login."""
    with db.read() as snap:
        officer = snap.execute(select(CaseRow.officer_id).where(CaseRow.id == case_id)).scalar_one()
    login = next(one for one in ("ha", "lam") if viewer(db, one).id == officer)
    act(db, case_id, Move.ACCEPT, login)
    return login


@pytest.fixture
def first(turns):
    citizen = Citizen(turns, "first")
    files(citizen, PRIVATE)
    return citizen


@pytest.fixture
def second(turns):
    citizen = Citizen(turns, "second")
    citizen.agrees()
    return citizen


@pytest.mark.both_databases
def test_a_neighbour_joins_and_each_hears_the_answer_under_their_own_code(first, second, office):
    question = heard(second.says(AGAIN))
    [told] = first.cases()
    assert "Bảy Hói" not in question
    assert told.code not in question
    receipt = heard(second.presses("tôi cũng gặp"))
    [mine] = second.cases()
    assert (mine.case_id, mine.part, first.cases()[0].part) == (told.case_id, "joined", "told")
    assert mine.code != told.code
    assert mine.code in receipt
    assert SECRET_MARK in receipt
    assert mine.summary.startswith("o ga to")
    login = take_up(office, mine.case_id)
    act(office, mine.case_id, Move.ANSWER, login, outcome="resolved", text="Đã vá xong.")
    with office.read() as snap:
        rows = snap.execute(select(OutboxRow.payload, OutboxRow.conversation_id).order_by(OutboxRow.id)).all()
        ids = first.conversation_id(snap), second.conversation_id(snap)
    answered = {
        row.conversation_id: row.payload["fields"]["code"]
        for row in rows
        if row.payload.get("notice") == "notice.answered"
    }
    assert answered == {ids[0]: told.code, ids[1]: mine.code}


@pytest.mark.both_databases
def test_the_own_code_opens_the_case_and_shows_nothing_of_the_others(first, second, office, settings):
    second.says(AGAIN)
    second.says("tui cung bi")
    [mine] = second.cases()
    with office.transaction() as tx:
        secret = receipts.secret_for(settings, mine.code, mine.secret_version)
        opened = receipts.look_up(tx, settings, mine.code, secret, client="page")
        [told] = first.cases()
        assert receipts.look_up(tx, settings, told.code, secret, client="page") is None
    assert opened == mine
    assert "Bảy Hói" not in str(opened)
    assert mine.code in heard(second.says(f"tra cứu {mine.code}"))
    assert told.code not in heard(second.says("hồ sơ của tôi"))
    assert "mã bí mật" in heard(second.says(f"tra cứu {told.code}"))


@pytest.mark.both_databases
def test_officers_see_every_statement_and_how_many_told_it(turns, first, office, clock):
    [told] = first.cases()
    for number in range(4):
        one = Citizen(turns, f"neighbour-{number}")
        one.agrees()
        one.says(HOLE)
        one.sends_photo()
        one.presses("tôi cũng gặp")
    with office.read() as snap:
        people = participants.people_of(snap, told.case_id)
        assert [one.role for one in people] == ["told", *["joined"] * 4]
        assert crowds_of(snap, [told.case_id]) == {told.case_id: 5}
        assert len(snap.execute(select(CaseRow.id)).all()) == 1
        bound = select(UtteranceRow.text).where(UtteranceRow.case_id == told.case_id, UtteranceRow.text == HOLE)
        assert len(snap.execute(bound).all()) == 4
    clock.forward(minutes=2)
    assert look_for_crowds(office) == 1
    with office.read() as snap:
        text = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "crowd")).scalars().first()
    assert "5 người" in text


@pytest.mark.both_databases
def test_who_tells_the_same_is_answered_without_anybodys_name_or_number(turns, first, office):
    [told] = first.cases()
    neighbour = Citizen(turns, "neighbour")
    neighbour.agrees()
    neighbour.says(f"Tôi tên là Trần Thị Hoài. {HOLE}, gọi tôi 0912 345 679")
    neighbour.presses("tôi cũng gặp")
    login = take_up(office, told.case_id)
    said = "Đã gặp bà Trần Thị Hoài (0912.345.679), đã vá xong."
    act(office, told.case_id, Move.ANSWER, login, outcome="resolved", text=said)
    with office.read() as snap:
        sent = [str(one) for one in snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id)).scalars()]
        kept = snap.execute(select(CaseRow.answer).where(CaseRow.id == told.case_id)).scalar_one()
    answers = [one for one in sent if "notice.answered" in one]
    assert len(answers) == 2
    for read in (*answers, kept):
        assert "Hoài" not in read
        assert "345.679" not in read
        assert "đã vá xong" in read


def test_leaving_takes_only_oneself_out(first, second):
    second.says(AGAIN)
    second.presses("tôi cũng gặp")
    code = second.cases()[0].code
    second.says("/huy")
    second.presses("Thôi theo")
    left = heard(second.says("đúng"))
    assert code in left
    assert "vẫn được xử lý" in left
    assert not second.cases()
    assert first.cases()[0].is_open


@pytest.mark.both_databases
def test_the_first_one_leaves_and_the_matter_goes_on_for_the_other(first, second, office):
    second.says(AGAIN)
    second.presses("tôi cũng gặp")
    first.says("/huy")
    first.presses("Rút")
    gone = heard(first.says("đúng"))
    assert "đã được rút" in gone
    assert not first.cases()
    [mine] = second.cases()
    assert mine.is_open
    with office.read() as snap:
        moves = list(snap.execute(select(CaseEventRow.move).order_by(CaseEventRow.id)).scalars())
    assert moves[-2:] == ["also_told", "untold"]


@pytest.mark.usefixtures("first")
def test_another_matter_makes_a_case_of_its_own_and_a_double_tap_joins_once(second, turns):
    second.says(AGAIN)
    tap = next(one for one in second.buttons if "tôi cũng gặp" in one["label"])
    second.send(kind="choice", choice=tap["payload"])
    again = heard(second.send(kind="choice", choice=tap["payload"]))
    [mine] = second.cases()
    assert mine.code in again
    third = Citizen(turns, "third")
    files(third)
    assert third.cases()[0].case_id != mine.case_id


def test_a_case_that_is_sealed_or_over_or_ones_own_is_offered_to_nobody(first, second):
    first.says(HOLE)
    first.presses("Việc mới")
    assert any(one["label"] == "Gửi" for one in first.buttons)
    second.says("tôi tố cáo cán bộ phường Bắc Giang nhận tiền của dân để cấp đất ở cổng trường")
    second.presses("Nhắn tiếp ở đây")
    assert any(one["label"] == "Gửi" for one in second.buttons)
    assert first.cases()


def test_joining_midway_that_is_put_off_is_still_there(first, second):
    second.says(AGAIN)
    assert "giống" in heard(second.says("/hoso"))
    assert "giống" in heard(second.says("hôm qua lại có người ngã ở đó, gãy cả tay rồi"))
    second.presses("tôi cũng gặp")
    assert "gãy cả tay" in second.cases()[0].summary
    assert len(first.cases()) == 1


# --- going on elsewhere -------------------------------------------------------------------------------------------


def test_a_code_carries_the_cases_to_another_chat_and_news_go_where_was_written_last(first, turns, office, clock):
    [code, *_] = codes_in(office, first, heard(first.says("chuyen sang zalo")))
    clock.forward(minutes=9)
    other = Citizen(turns, "other-phone")
    joined = heard(other.says(f"nối {code}"))
    assert "1 hồ sơ" in joined
    [told] = other.cases()
    assert told.code in heard(other.says("hồ sơ của tôi"))
    take_up(office, told.case_id)
    with office.read() as snap:
        rows = snap.execute(select(OutboxRow.payload, OutboxRow.conversation_id).order_by(OutboxRow.id)).all()
        ids = first.conversation_id(snap), other.conversation_id(snap)
    sent = [(row.payload["notice"], row.conversation_id) for row in rows if "notice" in row.payload]
    assert sent == [("notice.chat_joined", ids[0]), ("notice.accepted", ids[1])]


def test_a_code_counts_once_and_for_ten_minutes_and_is_kept_hashed(first, turns, office, clock, settings):
    said = heard(first.says("mã nối"))
    [code, *_] = codes_in(office, first, said)
    assert code not in said
    with office.read() as snap:
        assert code.replace(" ", "") not in str(snap.execute(select(JoinCodeRow.__table__)).all())
        assert code not in str(snap.execute(select(OutboxRow.payload)).all())
    Citizen(turns, "one").says(code)
    late = Citizen(turns, "two")
    assert "không dùng được" in heard(late.says(f"nối {code}"))
    [fresh, *_] = codes_in(office, first, heard(first.says("mã nối")))
    clock.forward(minutes=11)
    assert "không dùng được" in heard(late.says(f"noi {fresh}"))
    assert not late.cases()
    assert settings.secret_key.decode() not in said


def test_guessing_codes_is_stopped(turns):
    guesser = Citizen(turns, "guesser")
    answers = [heard(guesser.says(f"nối 0000 000{number}")) for number in range(7)]
    assert "đợi" in answers[-1]
    assert "đợi" not in answers[0]


@pytest.mark.both_databases
def test_going_apart_leaves_each_chat_its_own(first, turns, office):
    [code, *_] = codes_in(office, first, heard(first.says("/noi")))
    other = Citizen(turns, "other-phone")
    other.says(f"nối {code}")
    assert other.cases()
    assert "thôi nối" in heard(other.says("thoi noi"))
    assert not other.cases()
    assert first.cases()


@pytest.mark.both_databases
def test_a_sealed_case_stays_where_it_was_told_until_its_secret_is_shown(turns, office, settings):
    teller = Citizen(turns, "teller")
    teller.agrees()
    teller.says("tôi tố cáo chủ tịch phường Bắc Giang nhận tiền của dân để cấp đất")
    teller.presses("Nhắn tiếp ở đây")
    teller.presses("Gửi")
    [sealed] = teller.cases()
    [code, *_] = codes_in(office, teller, heard(teller.says("mã nối")))
    other = Citizen(turns, "other-phone")
    other.says(f"nối {code}")
    assert not other.cases()
    secret = receipts.secret_for(settings, sealed.code)
    other.says(f"{sealed.code} {secret}")
    other.presses("Theo dõi, bổ sung ở đây")
    assert [one.part for one in other.cases()] == ["follows"]


def test_a_receipt_shown_in_a_chat_lets_it_follow_and_stop(first, turns, office, settings):
    [told] = first.cases()
    daughter = Citizen(turns, "daughter")
    daughter.says(f"tra cứu {told.code} {receipts.secret_for(settings, told.code)}")
    assert told.code in heard(daughter.presses("Theo dõi, bổ sung ở đây"))
    take_up(office, told.case_id)
    with office.read() as snap:
        where = (OutboxRow.conversation_id == daughter.conversation_id(snap),)
        assert "notice.accepted" in str(snap.execute(select(OutboxRow.payload).where(*where)).all())
    daughter.says("hồ sơ của tôi")
    daughter.presses("Thôi theo")
    daughter.presses("Thôi theo dõi")
    assert not daughter.cases()
    assert first.cases()[0].is_open


@pytest.mark.parametrize("how", ["button", "words"])
def test_who_follows_a_case_by_its_receipt_adds_to_it(first, turns, office, settings, how):
    [told] = first.cases()
    other = Citizen(turns, "other-phone")
    other.says(f"{told.code} {receipts.secret_for(settings, told.code)}")
    other.presses("Theo dõi, bổ sung ở đây")
    if how == "button":
        other.presses("Bổ sung")
        other.presses("Đồng ý")
        said = other.says("hôm nay có xe sụp bánh")
    else:
        other.says("bổ sung: hôm nay có xe sụp bánh")
        other.presses("Đồng ý")
        said = other.presses("Bổ sung cho")
    assert told.code in heard(said)
    with office.read() as snap:
        of_case = (UtteranceRow.case_id == told.case_id, UtteranceRow.text.contains("sụp bánh"))
        assert snap.execute(select(UtteranceRow.id).where(*of_case)).scalar() is not None


@pytest.mark.parametrize("words", ["bổ sung: tối qua lại có người ngã", "tôi xin bổ sung thêm, chỗ đó gần cổng phụ"])
def test_what_says_that_it_adds_is_added_without_asking(first, words):
    [told] = first.cases()
    assert f"Tôi đã chuyển lời này vào hồ sơ {told.code}" in heard(first.says(words))


def test_a_wish_for_more_signs_may_be_another_matter(first):
    first.says("bổ sung biển báo cấm xe tải ở ngã tư chợ Thương, phường Bắc Giang giúp dân")
    assert any("Việc mới" in button["label"] for button in first.buttons)


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("words", ["gửi", "ok gui di"])
def test_who_says_send_has_not_said_that_it_is_the_same_matter(second, words):
    second.says(AGAIN)
    assert any("tôi cũng gặp" in button["label"] for button in second.buttons)
    asked = heard(second.says(words))
    assert "chưa gửi" in asked
    assert "cùng một việc" in asked
    assert second.cases() == ()
    assert "cùng báo" in heard(second.says("đúng"))


@pytest.mark.parametrize("words", ["thôn Đông chứ không phải thôn Chùa", "không phải thôn Chùa, thôn Đông cơ"])
def test_another_hamlet_told_at_the_question_is_another_matter(turns, second, words):
    files(Citizen(turns, "third"), "Đường thôn Chùa phường Bắc Giang nhiều ổ gà, xe máy ngã suốt")
    asked = heard(second.says("Đường thôn Chùa phường Bắc Giang nhiều ổ gà, trẻ con ngã"))
    assert "Có phải cùng một việc" in asked
    shown = heard(second.says(words))
    assert "Có phải cùng một việc" not in shown
    assert "thôn Đông, phường Bắc Giang" in shown


def test_another_topic_may_be_chosen_at_the_question(first, second):
    assert first.cases()
    assert "Có phải cùng một việc" in heard(second.says(AGAIN))
    assert "lĩnh vực nào" in heard(second.says("sửa lĩnh vực"))
