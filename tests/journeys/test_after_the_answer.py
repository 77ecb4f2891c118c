"""After the answer: how citizens rate it, ask for another look, thank, urge, and complain of how they were treated."""

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.base import Caps, SendResult
from bot.sending.delivery import Delivery
from intake import cases
from intake.lifecycle import Move
from intake.people import ratings
from intake.tables import CaseEventRow, CaseLinkRow, CasePersonExclusionRow, CaseRow, NoticeRow, OutboxRow
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

RUBBISH = "Rác đổ tràn lan ở đầu ngõ 12 đường Hùng Vương, phường Bắc Giang, bốc mùi hôi cả tuần nay"
LAMP = "Đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay, tối om không ai sửa"
KEY = ("plain", "main")


class Postman:
    """Hands everything over and gives each message a number, as a platform does."""

    caps = Caps()

    def __init__(self):
        self.sent = 0

    async def send(self, chat_key, message):
        assert message.text
        self.sent += 1
        return SendResult("sent", external_id=f"{chat_key}-{self.sent}")


@pytest.fixture
def post(office, settings):
    """Delivers what waits."""
    delivery = Delivery(office, settings, {KEY: Postman()})
    return lambda: asyncio.run(delivery.round())


@pytest.fixture
def tells(known_citizen):
    """The citizen tells a matter, and it is registered."""

    def tell(text=RUBBISH):
        known_citizen.says(text)
        if any("Việc mới" in button["label"] for button in known_citizen.buttons):
            known_citizen.presses("Việc mới")
        known_citizen.presses("Gửi")
        return known_citizen.cases()[0]

    return tell


@pytest.fixture
def answers(office, post, known_citizen):
    """An officer answers a case, and the answer reaches the chat."""

    def answer(case, text="Đã dọn sạch đoạn này sáng nay.", *, again=False):
        boss = viewer(office, "giap")
        with office.transaction() as tx:
            if not again:
                cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
            cases.act(tx, case.case_id, Move.ANSWER, actor=boss, fields={"outcome": "resolved", "text": text})
        post()
        return "\n".join(known_citizen.hears())

    return answer


def rated(office, case):
    with office.read() as snap:
        return ratings.of_case(snap, case.case_id)


def moves(office, case):
    with office.read() as snap:
        found = select(CaseEventRow.move).where(CaseEventRow.case_id == case.case_id).order_by(CaseEventRow.id)
        return list(snap.execute(found).scalars())


def notices(office):
    with office.read() as snap:
        return list(snap.execute(select(NoticeRow.kind).order_by(NoticeRow.id)).scalars())


@pytest.mark.both_databases
def test_an_answer_is_rated_with_a_face_a_figure_and_words(known_citizen, office, tells, answers):
    case = tells()
    asked = answers(case)
    assert "Đã dọn sạch" in asked
    assert "hài lòng" in asked
    known_citizen.presses("🙂")
    known_citizen.says("5")
    known_citizen.says("các chú làm nhanh, bà con mừng")
    [one] = rated(office, case)
    assert (one.result, one.attitude, one.words) == (4, 5, "các chú làm nhanh, bà con mừng")
    assert "rating" in notices(office)


def test_each_answer_is_asked_about_once_and_a_second_answer_anew(known_citizen, office, tells, answers, clock):
    case = tells()
    answers(case)
    known_citizen.says("tot")
    known_citizen.says("thoi")
    assert "hài lòng" not in "\n".join(known_citizen.says("chào"))
    clock.forward(hours=2)
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.REOPEN, actor=viewer(office, "giap"), fields={"reason": "Xem lại"})
    assert "hài lòng" in answers(case, again=True)
    known_citizen.says("1")
    assert [one.result for one in rated(office, case)] == [4, 1]


def test_a_poor_mark_in_dialect_leads_to_another_look(known_citizen, office, tells, answers, post):
    case = tells()
    answers(case)
    assert "xem lại" in "\n".join(known_citizen.says("chua hai long mo"))
    known_citizen.says("xin xem lại")
    told = "\n".join(known_citizen.says("rác vẫn rứa, có ai dọn chi mô"))
    assert "Người đứng đầu" in told
    assert "ask_reopen" in moves(office, case)
    assert "reopen" in notices(office)
    with office.transaction() as tx:
        reason = {"reason": "Đã kiểm tra lại, đoạn này đã sạch"}
        cases.act(tx, case.case_id, Move.DENY_REOPEN, actor=viewer(office, "giap"), fields=reason)
    post()
    assert "đã sạch" in "\n".join(known_citizen.hears())


@pytest.mark.both_databases
def test_still_as_it_was_is_the_reason_of_another_look(known_citizen, office, tells, answers):
    case = tells()
    answers(case)
    known_citizen.says("chưa xong, vẫn hôi như cũ")
    known_citizen.presses("Xin xem lại")
    with office.read() as snap:
        found = select(CaseEventRow.data).where(CaseEventRow.move == "ask_reopen")
        assert snap.execute(found).scalar_one()["reason"] == "chưa xong, vẫn hôi như cũ"
        assert snap.execute(select(CaseRow.reopen_asked_at)).scalar_one() is not None


def test_another_look_that_comes_too_late_is_told_so(known_citizen, tells, answers, clock):
    answers(tells())
    clock.forward(days=40)
    known_citizen.presses("😠")
    told = "\n".join(known_citizen.says("rác lại đầy ra như cũ rồi"))
    assert "đã hết ngày" in told
    assert any("Việc mới" in button["label"] for button in known_citizen.buttons)


def test_a_new_matter_is_not_swallowed_and_the_mark_is_given_later(known_citizen, office, tells, answers):
    case = tells()
    answers(case)
    known_citizen.says(LAMP)
    known_citizen.presses("Việc mới")
    known_citizen.presses("Gửi")
    assert {one.topic for one in known_citizen.cases()} == {"moi_truong", "chieu_sang"}
    known_citizen.says("đánh giá")
    known_citizen.presses("Rất tốt")
    assert [one.result for one in rated(office, case)] == [5]


def test_a_face_pressed_twice_or_after_all_was_said_counts_once(known_citizen, office, tells, answers):
    case = tells()
    answers(case)
    face = next(one for one in known_citizen.buttons if "😀" in one["label"])
    known_citizen.send(kind="choice", choice=face["payload"])
    known_citizen.send(kind="choice", choice=face["payload"])
    known_citizen.says("thôi")
    assert "đã đánh giá" in "\n".join(known_citizen.send(kind="choice", choice=face["payload"]))
    assert [(one.result, one.attitude) for one in rated(office, case)] == [(5, None)]


def test_nobody_rates_the_answer_of_another(known_citizen, office, tells, answers, turns):
    case = tells()
    answers(case)
    stranger = Citizen(turns, "stranger")
    stranger.agrees()
    face = next(one for one in known_citizen.buttons if "😀" in one["label"])
    assert stranger.send(kind="choice", choice=face["payload"])
    assert rated(office, case) == ()


@pytest.mark.both_databases
def test_the_answer_to_a_denunciation_is_not_asked_about(known_citizen, office):
    known_citizen.says("tôi tố cáo chủ tịch phường Bắc Giang nhận tiền của dân để cấp đất")
    known_citizen.presses("Nhắn tiếp ở đây")
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    with office.transaction() as tx:
        event_id = tx.execute(select(CaseEventRow.id).where(CaseEventRow.case_id == case.case_id)).scalars().first()
        assert ratings.expect(tx, event_id, known_citizen.conversation_id(tx)) is None


def test_one_of_several_cases_is_chosen_shown_and_urged_once_a_day(known_citizen, office, tells, clock):
    first, second = tells(), tells(LAMP)
    listed = "\n".join(known_citizen.says("ho so cua toi"))
    assert first.code in listed
    assert second.code in listed
    assert first.code in "\n".join(known_citizen.says("2"))
    known_citizen.says("sao lâu rứa, chưa thấy ai xuống")
    told = "\n".join(known_citizen.presses(first.code[-4:]))
    assert "Tôi đã nhắc cán bộ" in told
    assert first.code in told
    assert "28/09" in told
    assert first.phone in told
    known_citizen.says("nhắc giúp tôi với")
    assert "Hôm nay tôi đã nhắc" in "\n".join(known_citizen.presses(first.code[-4:]))
    assert moves(office, first).count("urge") == 1
    assert moves(office, second).count("urge") == 0
    clock.forward(days=1)
    known_citizen.says("nhắc giúp tôi với")
    known_citizen.presses(first.code[-4:])
    assert moves(office, first).count("urge") == 2


def test_thanks_reach_the_officer_and_close_nothing(known_citizen, office, tells, answers):
    case = tells()
    answers(case)
    assert case.code in "\n".join(known_citizen.says("cam on cac anh chi nhieu"))
    assert "thank" in moves(office, case)
    assert "thanks" in notices(office)
    assert known_citizen.cases()[0].state == "answered"


@pytest.mark.both_databases
def test_a_complaint_of_how_an_officer_worked_is_not_for_that_officer(known_citizen, office, tells):
    case = tells()
    known_citizen.says("cán bộ làm lơ, tui gọi không nghe máy")
    known_citizen.presses("việc riêng")
    known_citizen.presses("Gửi")
    newest = known_citizen.cases()[0]
    assert (newest.topic, newest.case_id != case.case_id) == ("can_bo", True)
    with office.read() as snap:
        row = snap.execute(select(CaseRow.__table__).where(CaseRow.id == newest.case_id)).one()
        old = snap.execute(select(CaseRow.officer_id).where(CaseRow.id == case.case_id)).scalar_one()
        assert row.commune_code == "07210"
        assert row.officer_id != old
        assert old in snap.execute(select(CasePersonExclusionRow.staff_id)).scalars().all()
        link = snap.execute(select(CaseLinkRow.__table__)).one()
        assert (link.case_id, link.other_id, link.relation) == (newest.case_id, case.case_id, "about_handling")


@pytest.mark.both_databases
def test_a_reply_to_the_notice_of_an_ended_case_is_asked_about(known_citizen, office, tells, answers, post):
    case = tells()
    answers(case)
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.CLOSE, actor=viewer(office, "giap"), fields={})
    post()
    with office.read() as snap:
        sent = (OutboxRow.case_id == case.case_id, OutboxRow.external_id.is_not(None))
        last = select(OutboxRow.external_id).where(*sent).order_by(OutboxRow.id.desc())
        notice = snap.execute(last).scalars().first()
    known_citizen.says("chỗ đó sáng nay lại có người đổ trộm", reply_to=notice)
    known_citizen.presses("Xin xem lại")
    assert "ask_reopen" in moves(office, case)


def test_withdrawing_a_complaint_that_nobody_signed_asks_for_no_paper(known_citizen):
    known_citizen.says("tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang đối với gia đình tôi")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    told = "\n".join(known_citizen.says("toi muon rut khieu nai"))
    assert "Chưa nộp đơn ký tên nên rút được ngay" in told
    known_citizen.says("thôi")
    assert known_citizen.cases()[0].is_open


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["tốt lắm", "được 4 sao"])
def test_good_words_after_the_answer_and_an_ok_ask_nobody_to_look_again(office, known_citizen, tells, answers, words):
    case = tells()
    answers(case)
    known_citizen.says(words)
    known_citizen.says("ừm anh ơi cái này")
    known_citizen.says("ok")
    known_citizen.says("ok")
    assert "reopen" not in " ".join(moves(office, case))
    with office.read() as snap:
        asked = select(NoticeRow.text).where(NoticeRow.case_id == case.case_id, NoticeRow.text.contains("xem lại"))
        assert not snap.execute(asked).all()


# --- another look is asked for once, and everything else is said as it stands -----------------------------------------


@pytest.fixture
def decides(office, post, known_citizen, clock):
    """The head makes a move, and its notice reaches the chat."""

    def decide(case, move, **fields):
        clock.forward(minutes=5)
        with office.transaction() as tx:
            cases.act(tx, case.case_id, move, actor=viewer(office, "giap"), fields=fields)
        post()
        return "\n".join(known_citizen.hears())

    return decide


@pytest.fixture
def asked(known_citizen, tells, answers):
    """A case of which another look was asked for."""
    case = tells()
    answers(case)
    known_citizen.says("chưa xong, vẫn hôi như cũ")
    known_citizen.presses("Xin xem lại")
    return case


def test_what_is_said_while_another_look_is_pending_is_added_to_it(known_citizen, office, asked):
    told = "\n".join(known_citizen.says("vẫn hôi lắm, rác còn nhiều hơn hôm trước"))
    assert "ghi thêm" in told
    assert "cán bộ đang xem" in told
    assert moves(office, asked).count("ask_reopen") == 1
    assert moves(office, asked)[-1] == "supplement"
    assert "ghi thêm" in "\n".join(known_citizen.says("bổ sung thêm: có cả ruồi nhặng"))


@pytest.mark.usefixtures("asked")
def test_a_new_matter_is_not_taken_for_a_word_on_a_pending_look(known_citizen):
    known_citizen.says(LAMP)
    assert any("Việc mới" in button["label"] for button in known_citizen.buttons)
    assert not any("Xin xem lại" in button["label"] for button in known_citizen.buttons)


def test_a_case_that_is_open_again_is_said_to_be_in_work(known_citizen, asked, decides):
    decides(asked, Move.REOPEN, reason="Đúng là còn rác")
    told = "\n".join(known_citizen.says("chưa xong, vẫn hôi như cũ"))
    assert "quá thời gian" not in told
    known_citizen.says("hồ sơ của tôi")
    assert not any("Xin xem lại" in button["label"] for button in known_citizen.buttons)


def test_a_reason_told_after_the_officer_opened_the_case_goes_to_it(known_citizen, office, tells, answers, decides):
    case = tells()
    answers(case)
    known_citizen.presses("😠")
    known_citizen.says("có")
    decides(case, Move.REOPEN, reason="Tự kiểm tra lại thấy còn")
    told = "\n".join(known_citizen.says("rác vẫn còn nguyên ở đầu ngõ"))
    assert "đã được mở lại và đang xử lý" in told
    assert moves(office, case)[-1] == "supplement"


def test_a_look_that_was_denied_says_why_and_how_to_go_on(known_citizen, office, asked, decides):
    decides(asked, Move.DENY_REOPEN, reason="Đã kiểm tra lại, đoạn này đã sạch")
    known_citizen.says("hồ sơ của tôi")
    assert not any("Xin xem lại" in button["label"] for button in known_citizen.buttons)
    told = "\n".join(known_citizen.says("chưa xong, vẫn hôi như cũ"))
    assert "giữ nguyên kết quả" in told
    assert "đoạn này đã sạch" in told
    assert moves(office, asked).count("ask_reopen") == 1


def test_an_answer_that_cannot_be_asked_about_any_more_names_the_last_day(known_citizen, tells, answers, clock):
    answers(tells())
    known_citizen.presses("😠")
    known_citizen.says("có")
    clock.forward(days=40)
    told = "\n".join(known_citizen.says("rác lại đầy ra như cũ rồi"))
    assert "đã hết ngày" in told
    assert "nhắc mã" in told


def test_who_does_not_agree_with_a_refusal_is_heard_in_the_same_case(known_citizen, office, tells, decides):
    case = tells()
    decides(case, Move.REFUSE, ground="unclear", text="Chưa rõ chỗ nào.")
    assert "vì sao" in "\n".join(known_citizen.says("tôi không đồng ý"))
    told = "\n".join(known_citizen.says("tôi đã ghi rõ ngõ 12 đường Hùng Vương"))
    assert "Người đứng đầu" in told
    assert moves(office, case)[-1] == "ask_reopen"
    assert len(known_citizen.cases()) == 1
    assert "thụ lý lại" in decides(case, Move.TAKE_UP, unit_id=str(unit_of(office, case)), reason="Đã rõ chỗ")


def unit_of(office, case):
    with office.read() as snap:
        return snap.execute(select(CaseRow.lead_unit_id).where(CaseRow.id == case.case_id)).scalar_one()


def test_who_asks_why_a_matter_was_refused_may_have_it_looked_at_again(known_citizen, office, tells, decides):
    case = tells()
    decides(case, Move.REFUSE, ground="unclear", text="Chưa rõ chỗ nào.")
    known_citizen.says("vì sao không thụ lý vậy")
    known_citizen.presses("Xin xem lại")
    known_citizen.says("ngõ 12 đường Hùng Vương, ghi rõ rồi")
    assert moves(office, case)[-1] == "ask_reopen"


@pytest.mark.parametrize("words", ["vẫn còn nguyên đó", "đường vẫn hỏng xe vẫn ngã", "y như cũ"])
def test_who_says_again_that_it_is_as_it_was_has_asked_for_another_look(tells, answers, known_citizen, words):
    case = tells()
    answers(case)
    assert "xin xem lại" in "\n".join(known_citizen.says("chưa thấy dọn gì cả"))
    said = "\n".join(known_citizen.says(words))
    assert f"đề nghị xem lại hồ sơ {case.code}" in said
