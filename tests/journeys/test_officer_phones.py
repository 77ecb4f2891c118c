"""Officers on their phones: linked by a code, told what is theirs, acting with the rights of the moment."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from intake import audit, cases, overdue
from intake.acts import citizen_steps
from intake.lifecycle import Move
from intake.notices import digest
from intake.notices.notices import Notice
from intake.officers import mentions, officer_chats
from intake.people import participants
from intake.tables import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    InboxRow,
    OfficerChatRow,
    OutboxRow,
    StaffRow,
    UtteranceRow,
)
from intake.talk import dialogue_log
from intake.talk.dialogue_log import lock_conversation
from routing.kinds import Kind
from tests.factories import POTHOLE, tell, viewer, write
from tests.phones import Phone, Postman, make_code
from tests.refs import case_ref
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

GATHERED = {"minutes": 4}
NIGHT = {"hours": 11}  # from nine in the morning


@pytest.fixture
def phone(turns, settings):
    """The phone of chị Hà, an officer of the ward's economic division."""
    phone = Phone(turns, settings)
    assert "Nguyễn Thu Hà" in phone.link("ha")[0]
    return phone


@pytest.fixture
def told(office, settings):
    """A pothole that is given to chị Hà."""

    def tell_one(chat="citizen-1", **more):
        case = tell(office, settings, chat=chat, **more)
        to(office, case, "ha")
        return case

    return tell_one


def to(office, case, login):
    """Give a case to an officer of its unit, where it is not theirs."""
    officer_id = viewer(office, login).id
    with office.transaction() as tx:
        now = tx.execute(select(CaseRow.officer_id).where(CaseRow.id == case.id)).scalar_one()
        if now != officer_id:
            actor = viewer(office, "giap")
            cases.act(tx, case.id, Move.ASSIGN, actor=actor, fields={"officer_id": str(officer_id)})


def state_of(office, case):
    with office.read() as snap:
        return snap.execute(select(CaseRow.state).where(CaseRow.id == case.id)).scalar_one()


def actions(office):
    with office.read() as snap:
        assert audit.verify(snap).ok
        rows = select(AuditRow.action).where(AuditRow.action.like("chat.%")).order_by(AuditRow.id)
        return list(snap.execute(rows).scalars())


# --- what is told, and what is done -----------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_a_new_case_is_told_by_code_topic_day_and_link_and_accepted_with_a_button(phone, told, office, settings, clock):
    case = told()
    assert phone.hears() == []
    clock.forward(**GATHERED)
    (message,) = phone.hears()
    assert message.splitlines()[0] in {"Hồ sơ mới", "Hồ sơ giao cho anh/chị"}
    assert case.receipt.code in message
    assert f"/admin/cases/{case_ref(settings, case.id)}" in message
    for theirs in (POTHOLE, "Bà Tư", "cổng trường", "Bắc Giang"):
        assert theirs not in message
    assert phone.presses("Nhận xử lý") == [f"Đã nhận xử lý hồ sơ {case.receipt.code}."]
    assert state_of(office, case) == "in_progress"
    assert "đã nhận xử lý rồi" in phone.presses("Nhận xử lý")[0]
    with office.read() as snap:
        event = snap.execute(select(CaseEventRow.staff_id).where(CaseEventRow.move == "accept")).scalar_one()
    assert event == viewer(office, "ha").id
    assert actions(office) == ["chat.code", "chat.link", "chat.accept"]


def test_a_number_stands_for_a_button_and_a_transfer_asks_why(phone, told, office, clock):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    assert case.receipt.code in phone.says("2")[0]
    assert phone.says("không")[0].startswith("Xin viết rõ hơn")
    assert phone.says("1") == ["Vâng, không chuyển nữa. Hồ sơ vẫn như cũ."]
    assert state_of(office, case) == "assigned"
    phone.says("/viec")
    phone.says("1")
    phone.says("2")
    assert phone.says("Đoạn đường này do cấp tỉnh quản lý")[0].startswith("Đã xin chuyển")
    assert state_of(office, case) == "screening"
    with office.read() as snap:
        data = snap.execute(select(CaseEventRow.data).where(CaseEventRow.move == "return")).scalar_one()
    assert data["reason"] == "Đoạn đường này do cấp tỉnh quản lý"


def test_the_list_of_today_says_of_each_case_why_it_is_there(phone, told):
    case = told()
    assert f"{case.receipt.code} · " in phone.says("/viec")[0]
    assert " · chờ nhận, hạn " in phone.says("/viec")[0]
    phone.says("1")
    phone.says("1")
    assert "chờ nhận" not in phone.says(case.receipt.code)[0]


@pytest.mark.both_databases
def test_a_transfer_that_was_asked_for_is_told_at_the_desk(turns, settings, told, office, clock):
    case = told()
    desk = Phone(turns, settings, "desk", channel="zalo_oa")
    desk.link("mai")
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.RETURN, actor=viewer(office, "ha"), fields={"reason": "không phải việc của tôi"})
    clock.forward(**GATHERED)
    assert any("Xin chuyển, cần phân lại" in message for message in desk.hears())


def given_back_and_screened(office, case, to, **fields):
    """Let chị Hà give a case back, and the desk give it to whom `to` is the login of."""
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.RETURN, actor=viewer(office, "ha"), fields={"reason": "không phải việc của tôi"})
    whom = viewer(office, to)
    hands = {
        "kind": "feedback",
        "topic": "giao_thong_ha_tang",
        "unit_id": str(whom.unit_id),
        "officer_id": str(whom.id),
    }
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.SCREEN, actor=viewer(office, "mai"), fields=hands | fields)


@pytest.mark.both_databases
def test_who_gave_a_case_back_hears_that_it_has_gone_to_others(phone, told, office, clock):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    given_back_and_screened(office, case, "tam")
    clock.forward(**GATHERED)
    assert phone.hears() == ["Hồ sơ anh/chị xin chuyển đã được giao nơi khác. Anh/chị không phải xử lý nữa."]


@pytest.mark.parametrize("given", [("ha", {}), ("tam", {"topic": "tham_nhung"})])
def test_who_has_it_again_or_must_know_nothing_of_it_hears_no_such_thing(phone, told, office, clock, given):
    to, more = given
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    given_back_and_screened(office, case, to, **more)
    clock.forward(**GATHERED)
    assert not any("xin chuyển đã được giao" in said for said in phone.hears())


@pytest.mark.both_databases
def test_until_when_a_platform_brings_news_is_known_and_any_word_makes_it_longer(turns, settings, office, clock):
    desk, other = Phone(turns, settings, "desk", channel="zalo_oa"), Phone(turns, settings, "other", channel="telegram")
    desk.link("mai")
    other.link("mai")

    def until():
        with office.read() as snap:
            return [one.hears_until for one in officer_chats.chats_of(snap, viewer(office, "mai").id)]

    assert until() == [clock() + timedelta(days=7), None]
    clock.forward(hours=24 * 8)
    assert until()[0] < clock()
    desk.says("/viec")
    assert until() == [clock() + timedelta(days=7), None]


@pytest.mark.both_databases
def test_many_things_are_one_message_and_the_list_shows_ten(phone, told, clock):
    codes = [told(f"citizen-{number}").receipt.code for number in range(12)]
    clock.forward(**GATHERED)
    (message,) = phone.hears()
    assert message.count(" ND-26-") == 10
    assert "Còn 2 tin nữa" in message
    (listed,) = phone.says("việc hôm nay")
    assert sum(code in listed for code in codes) == 10
    assert "Còn 2 việc nữa" in listed
    assert codes[2] in phone.says("3")[0]


@pytest.mark.both_databases
def test_what_a_citizen_adds_and_a_passed_deadline_are_told_in_hours_of_work(phone, told, office, clock):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    clock.forward(**NIGHT)
    with office.transaction() as tx:
        line = write(tx, case.conversation_id, "thêm một ổ gà nữa, số 0912345678")
        citizen_steps.add_information(tx, case.id, utterance_id=line)
    assert phone.hears() == []
    clock.forward(hours=12)
    (message,) = phone.hears()
    assert message.startswith("Người dân vừa bổ sung")
    assert "0912345678" not in message
    assert "ổ gà nữa" not in message
    clock.forward(days=58)
    with office.transaction() as tx:
        assert overdue.sweep(tx)
    clock.forward(**GATHERED)
    assert any("quá hạn từ" in message for message in phone.hears())


def test_who_has_many_reminders_is_told_of_the_rest_only_where_many_cases_that_may_be_told_press(phone, told, clock):
    case = told()
    me = viewer(phone.book, "ha").id
    with phone.book.transaction() as tx:
        rungs = [Notice(me, case.id, f"late:{number}", "overdue", "Quá hạn.") for number in range(12)]
        digest.tell(tx, rungs)
    clock.forward(**GATHERED)
    (message,) = phone.hears()
    assert message.count(case.receipt.code) == 2  # new, and late
    assert "Nhiều việc khác" not in message


def test_danger_is_told_at_once_and_at_night(phone, told, clock):
    clock.forward(**NIGHT)
    case = told(is_urgent=True)
    assert any("Việc KHẨN" in message and case.receipt.code in message for message in phone.hears())


def test_a_chat_that_is_opened_again_is_not_asked_for_words(phone):
    assert phone.sends(kind="stop") == []
    assert phone.sends(kind="back") == []


@pytest.mark.both_databases
def test_what_was_read_in_the_panel_muted_or_stopped_is_not_told(phone, told, office, clock):
    with office.transaction() as tx:
        officer_chats.choose(tx, viewer(office, "ha"), {"overdue"})
    told("citizen-1")
    clock.forward(**GATHERED)
    assert phone.hears() == []
    with office.transaction() as tx:
        officer_chats.choose(tx, viewer(office, "ha"), {"new"})
    assert phone.says("/thoi")[0].startswith("Vâng, tôi thôi báo")
    told("citizen-2")
    clock.forward(**GATHERED)
    assert phone.hears() == []
    phone.says("/bao")
    told("citizen-3")
    clock.forward(**GATHERED)
    assert len(phone.hears()) == 1


# --- rights of the moment ---------------------------------------------------------------------------------------------


def test_a_case_that_went_to_others_before_the_button_was_pressed_is_only_told_so(phone, told, office, clock):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    fields = {"unit_id": str(viewer(office, "tam").unit_id), "reason": "Đường của xã bên"}
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.TRANSFER, actor=viewer(office, "giap"), fields=fields)
    assert phone.presses("Nhận xử lý") == ["Hồ sơ này không còn trong phần việc của anh/chị. Tôi chưa làm gì."]
    assert state_of(office, case) == "assigned"
    assert actions(office)[-1] == "chat.link"


@pytest.mark.both_databases
def test_an_account_that_is_closed_unlinks_its_chats_at_once(phone, told, office, clock):
    told()
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "ha").values(is_active=False))
    clock.forward(**GATHERED)
    assert phone.hears() == []
    phone.says("/viec")
    with office.read() as snap:
        assert snap.execute(select(func.count(UtteranceRow.id))).scalar_one() > 1  # now a citizen's chat, as any
    with office.transaction() as tx:
        assert officer_chats.unlink_inactive(tx) == 1
        assert tx.execute(select(OfficerChatRow.staff_id)).all() == []


# --- whose chat it is -------------------------------------------------------------------------------------------------


def test_an_officers_chat_leaves_nothing_in_the_log_and_no_raw_words(phone, told, office):
    case = told()
    with office.read() as snap:
        before = snap.execute(select(func.count(UtteranceRow.id))).scalar_one()
    for words in ("/viec", "1", "2", "Đoạn này của tỉnh quản lý, xin chuyển", "Đèn đường ở ngõ 5 hỏng cả tuần nay"):
        phone.says(words)
    with office.read() as snap:
        assert snap.execute(select(func.count(UtteranceRow.id))).scalar_one() == before
        assert snap.execute(select(func.count(CaseRow.id))).scalar_one() == 1
        assert set(snap.execute(select(InboxRow.raw)).scalars()) == {"{}"}
        kept = "".join(
            str(row) for row in snap.execute(select(OutboxRow.payload).where(OutboxRow.purpose == "officer"))
        )
    assert case.receipt.code not in kept


def test_an_officer_is_a_citizen_too_when_they_say_so(phone, clock):
    assert phone.says("/dan")[0].startswith("Từ giờ tôi nghe anh/chị như một người dân")
    as_citizen = Citizen(phone.turns, phone.chat, channel=phone.channel)
    assert as_citizen.says("Đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay")
    assert phone.says("/viec")[-1].startswith("Hôm nay không có việc")
    assert phone.says("Rác đổ đầy đường")[-1].startswith("Tôi chưa hiểu")
    phone.says("/dan")
    clock.forward(hours=3)
    assert phone.says("chào")[-1].startswith("Tôi chưa hiểu")


def test_a_button_of_an_officers_own_matter_is_a_citizens(phone):
    as_citizen = Citizen(phone.turns, phone.chat, channel=phone.channel)
    assert as_citizen.send(kind="choice", choice="3:send")
    assert as_citizen.says("Đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay")


def test_danger_typed_into_an_officers_chat_is_answered_with_whom_to_call(phone):
    assert any("114" in message for message in phone.says("Cháy nhà rồi, có người mắc kẹt bên trong"))


@pytest.mark.both_databases
def test_an_unlinked_chat_is_a_citizens_again_and_its_old_buttons_do_nothing(phone, told, office, clock):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    told("citizen-2")
    buttons = phone.buttons
    assert phone.says("/ngat")[0].startswith("Đã ngắt")
    clock.forward(**GATHERED)
    phone.buttons = buttons
    assert phone.presses("Nhận xử lý") == ["Chat này không nối với tài khoản cán bộ nào. Nút này không còn dùng được."]
    assert state_of(office, case) == "assigned"
    assert actions(office) == ["chat.code", "chat.link", "chat.unlink"]
    with office.transaction() as tx:
        row = tx.execute(select(OutboxRow.conversation_id).where(OutboxRow.purpose == "officer").limit(1)).scalar_one()
        assert lock_conversation(tx, row).officer_id is None


# --- the code ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["wrong", "late", "used", "replaced"])
def test_a_code_that_does_not_count_links_nothing(turns, settings, office, clock, fault):
    code = make_code(office, settings, "ha")
    if fault == "wrong":
        code = f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"
    if fault == "late":
        clock.forward(minutes=11)
    if fault == "used":
        Phone(turns, settings, "first").says(f"lien ket {code}")
    if fault == "replaced":
        make_code(office, settings, "ha")
    phone = Phone(turns, settings)
    assert phone.says(f"liên kết {code}")[0].startswith("Mã không đúng")
    with office.read() as snap:
        assert snap.execute(select(func.count(OfficerChatRow.staff_id))).scalar_one() == (fault == "used")
        assert snap.execute(select(func.count(UtteranceRow.id))).scalar_one() == 0


def test_a_code_that_is_sent_twice_leaves_the_chat_linked_and_says_so(turns, settings, office):
    phone, code = Phone(turns, settings), make_code(office, settings, "ha")
    phone.says(f"lien ket {code}")
    assert "vẫn nối với tài khoản của Nguyễn Thu Hà" in phone.says(f"lien ket {code}")[0]
    assert phone.says("/viec")


def test_guessing_ends_after_five_tries_and_even_the_right_code_waits(turns, settings):
    phone = Phone(turns, settings)
    for number in range(5):
        phone.says(f"/lienket 0000000{number}")
    assert phone.link("ha")[0].startswith("Đã thử quá nhiều lần")


def test_a_page_cannot_be_an_officers_phone_and_says_so_on_the_page(turns, settings):
    page = Citizen(turns, channel="web")
    assert "Telegram hoặc Zalo" in page.says(f"lien ket {make_code(turns.db, settings, 'ha')}")[0]
    assert [line.author for line in page.lines()] == ["bot"]


# --- secrecy ----------------------------------------------------------------------------------------------------------


def accuse(office, settings, chat):
    return tell(office, settings, "Tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung", chat=chat)


@pytest.mark.both_databases
def test_nothing_of_a_sealed_case_comes_to_a_phone_not_even_of_one_who_may_see_it(turns, settings, office, clock):
    postman = Postman()
    phones = [Phone(turns, settings, login, postman=postman) for login in ("dung", "giap", "cuc", "mai")]
    for phone in phones:
        phone.link(phone.chat)
    case = accuse(office, settings, "denouncer")
    with office.transaction() as tx:
        line = write(tx, case.conversation_id, "xin nhắc")
        citizen_steps.add_information(tx, case.id, utterance_id=line)
    with office.read() as snap:
        queued = snap.execute(select(OutboxRow.payload).where(OutboxRow.purpose == "officer")).scalars()
        assert not any("notices" in payload for payload in queued)
    clock.forward(days=58)
    with office.transaction() as tx:
        assert overdue.sweep(tx)
    clock.forward(**GATHERED)
    for phone in phones:
        for heard in (phone.hears(), phone.says("/viec")):
            assert case.receipt.code not in "".join(heard)
        assert heard == ["Hôm nay không có việc nào đến hạn, quá hạn hay chờ nhận."]


@pytest.mark.both_databases
def test_a_case_that_becomes_a_denunciation_takes_its_waiting_notices_and_answers_along(phone, told, office, clock):
    case = told()
    phone.turns.receive(Citizen(phone.turns, phone.chat, channel=phone.channel).event(kind="command", text="/viec"))
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(kind="denunciation", is_sealed=True))
        tx.execute(update(StaffRow).where(StaffRow.login == "ha").values(has_clearance=True))
    clock.forward(**GATHERED)
    assert phone.hears() == ["Hôm nay không có việc nào đến hạn, quá hạn hay chờ nhận."]
    with office.read() as snap:
        left = snap.execute(select(OutboxRow.payload, OutboxRow.reason).where(OutboxRow.status == "folded")).all()
    assert all(row.payload == {} for row in left)


@pytest.mark.both_databases
@pytest.mark.parametrize("is_sealed", [False, True])
def test_who_is_named_in_a_note_hears_of_it_by_code_and_link_and_never_of_a_sealed_case(
    phone, told, office, clock, is_sealed
):
    case = told()
    clock.forward(**GATHERED)
    phone.hears()
    with office.transaction() as tx:
        mentions.tell(tx, case.id, "@ha xem giúp nhà bà Tư", author_id=viewer(office, "giap").id)
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(is_sealed=is_sealed))
    clock.forward(**GATHERED)
    heard = "\n".join(phone.hears())
    assert ("Đồng nghiệp nhắc tới anh/chị trong ghi chú" in heard) == (not is_sealed)
    assert (case.receipt.code in heard) == (not is_sealed)
    assert "bà Tư" not in heard


# --- a code that is typed ---------------------------------------------------------------------------------------------


@pytest.fixture
def neighbours_code(told, office, settings):
    """The code of a neighbour who joined the pothole that is chị Hà's."""
    case = told()
    with office.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, "telegram", "main", "neighbour", "Ông Bảy")
        row = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case.id)).one()
        return case, participants.join(tx, settings, row, conversation=talk, text="Ổ gà ấy tôi cũng thấy").code


@pytest.mark.parametrize("typed", ["{}", "xem giúp hồ sơ {} với", "mã hồ sơ: {}."])
def test_a_typed_code_shows_its_case(phone, neighbours_code, settings, typed):
    case, theirs = neighbours_code
    address = f"/admin/cases/{case_ref(settings, case.id)}"
    phone.hears()
    for code in (case.receipt.code, case.receipt.code.lower(), theirs.replace("-", " ")):
        assert address in phone.says(typed.format(code))[0]
    assert address in phone.says(theirs[-9:].lower())[0]
    assert phone.presses("Nhận xử lý") == [f"Đã nhận xử lý hồ sơ {case.receipt.code}."]


def test_a_code_of_what_is_not_for_this_phone_is_answered_as_one_that_nobody_has(phone, neighbours_code, office):
    case, theirs = neighbours_code
    phone.hears()
    nobodys = phone.says("ZZZZ-2222")
    assert nobodys[0].startswith("Không có hồ sơ nào mang mã này")
    assert phone.says("ND-26-AAAA-AAA0") == nobodys
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(is_sealed=True, kind="denunciation"))
    for code in (case.receipt.code, theirs, theirs[-9:]):
        assert phone.says(code) == nobodys


def test_a_code_in_the_reason_of_a_transfer_is_part_of_the_reason(phone, neighbours_code, office):
    case, theirs = neighbours_code
    phone.says(case.receipt.code)
    phone.presses("chuyển")
    assert phone.says(f"Trùng với hồ sơ {theirs} của phòng khác")[0].startswith("Đã xin chuyển")
    assert state_of(office, case) == "screening"


# --- what has changed since it was written ----------------------------------------------------------------------------


def accepted(office, case):
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.ACCEPT, actor=viewer(office, "ha"), fields={})


def test_a_day_that_has_passed_is_not_told_of_a_case_that_was_answered_meanwhile(phone, told, office, clock):
    case = told()
    accepted(office, case)
    clock.forward(days=58)
    with office.transaction() as tx:
        assert overdue.sweep(tx)
    with office.transaction() as tx:
        fields = {"outcome": "resolved", "text": "Đã vá ổ gà sáng nay."}
        cases.act(tx, case.id, Move.ANSWER, actor=viewer(office, "giap"), fields=fields)
    clock.forward(days=1)
    assert not any("uá hạn" in message or "quá mốc" in message for message in phone.hears())


def test_while_an_officer_is_on_leave_who_stands_in_hears_what_a_citizen_adds(phone, told, office, clock):
    substitute = Phone(phone.turns, phone.settings, chat="another phone", postman=phone.postman)
    substitute.link("lam")
    case = told()
    accepted(office, case)
    clock.forward(**GATHERED)
    substitute.hears()
    on_leave(office, clock, "ha", "lam")
    with office.transaction() as tx:
        citizen_steps.add_information(tx, case.id, utterance_id=write(tx, case.conversation_id, "thêm một ổ gà"))
    clock.forward(**GATHERED)
    (message,) = substitute.hears()
    assert message.startswith("Người dân vừa bổ sung")
    assert case.receipt.code in message
    clock.forward(days=30)
    with office.transaction() as tx:  # back at work
        citizen_steps.add_information(tx, case.id, utterance_id=write(tx, case.conversation_id, "và một nữa"))
    clock.forward(**GATHERED)
    assert substitute.hears() == []


def on_leave(office, clock, login, substitute):
    days = {"absent_from": clock().date(), "absent_until": clock().date() + timedelta(days=14)}
    instead = viewer(office, substitute).id
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == login).values(**days, substitute_id=instead))
