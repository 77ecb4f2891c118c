"""Citizens ask about their own data as they talk: explained first, sent on a yes, told what stays."""

import pytest
from sqlalchemy import select

from intake.people import privacy
from intake.tables import CaseRow, ConversationRow, DataRequestRow, UtteranceRow
from tests.factories import viewer

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


def asked(office):
    with office.read() as snap:
        return list(snap.execute(select(DataRequestRow.asks).order_by(DataRequestRow.case_id)).scalars())


def sent(citizen):
    citizen.says(POTHOLE)
    citizen.presses("Gửi")


@pytest.mark.both_databases
def test_who_asks_what_is_kept_of_them_is_asked_for_no_place(known_citizen, office):
    sent(known_citizen)
    told = "\n".join(known_citizen.says("tôi muốn xem các anh đang giữ thông tin gì của tôi"))
    assert "những gì đang lưu" in told
    assert asked(office) == []


def test_a_wish_without_marks_is_explained_and_sent_on_a_yes(known_citizen, office):
    sent(known_citizen)
    told = "\n".join(known_citizen.says("xoa het thong tin cua toi di"))
    assert "luật lưu trữ" in told
    assert asked(office) == []
    receipt = "\n".join(known_citizen.says("dong y"))
    assert "Ban Tiếp công dân tỉnh" in receipt
    assert "16/09" in receipt
    assert asked(office) == ["erase"]


def test_a_wish_is_dropped_by_no_and_repeated_by_nobody(known_citizen, office):
    sent(known_citizen)
    known_citizen.says("cho tôi xem anh chị lưu gì về tôi")
    known_citizen.says("thôi")
    assert asked(office) == []
    known_citizen.says("/dulieu")
    known_citizen.presses("Xem thông tin")
    button = next(one for one in known_citizen.buttons if one["label"] == "Gửi yêu cầu")
    known_citizen.send(kind="choice", choice=button["payload"])
    assert known_citizen.send(kind="choice", choice=button["payload"])
    assert asked(office) == ["see"]


def test_taking_consent_back_asks_for_it_anew_before_the_next_matter(known_citizen, office):
    sent(known_citizen)
    known_citizen.says("tôi rút lại sự đồng ý")
    known_citizen.presses("Gửi yêu cầu")
    with office.read() as snap:
        assert snap.execute(select(ConversationRow.consent_at)).scalar_one() is None
    assert "đồng ý" in "\n".join(known_citizen.says("Đèn đường ở ngõ 5 phường Bắc Giang hỏng cả tuần nay"))


def test_a_wish_in_the_middle_of_a_matter_loses_nothing(known_citizen, office):
    known_citizen.says(POTHOLE)
    assert "đang ghi dở" in "\n".join(known_citizen.says("/dulieu"))
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1
    assert asked(office) == []


@pytest.mark.both_databases
def test_whoever_has_agreed_to_nothing_is_forgotten_at_once(citizen, office):
    citizen.says("chào, tôi tên Tư", user_name="Bà Tư")
    assert "đã xóa" in "\n".join(citizen.says("xóa thông tin của tôi", user_name="Bà Tư"))
    with office.read() as snap:
        said = select(UtteranceRow.text).where(UtteranceRow.author == "citizen")
        assert "".join(snap.execute(said).scalars()) == ""
        assert not snap.execute(select(CaseRow.id)).all()


@pytest.mark.both_databases
def test_a_corrected_name_is_not_overwritten_by_the_channel(known_citizen, office):
    sent(known_citizen)
    known_citizen.says("sửa thông tin của tôi", user_name="tu_1960")
    known_citizen.presses("Gửi yêu cầu")
    with office.transaction() as tx:
        [case_id] = tx.execute(select(DataRequestRow.case_id)).scalars()
        boss = viewer(office, "dung")
        privacy.correct(tx, case_id, actor=boss, name="Trần Thị Tư", reason="Tên tài khoản không phải tên tôi")
    known_citizen.says("cảm ơn", user_name="tu_1960")
    with office.read() as snap:
        assert snap.execute(select(ConversationRow.display_name)).scalar_one() == "Trần Thị Tư"


@pytest.mark.parametrize(
    "wish",
    [
        "tôi muốn xóa hết dữ liệu của tôi",
        "Theo Nghị định 13/2023/NĐ-CP tôi yêu cầu xóa toàn bộ dữ liệu cá nhân của tôi",
        "tôi không muốn các anh giữ số điện thoại của tôi nữa",
    ],
)
def test_a_wish_to_be_forgotten_is_no_word_for_a_case(known_citizen, wish):
    sent(known_citizen)
    assert "luật lưu trữ" in "\n".join(known_citizen.says(wish))


def test_a_stranger_who_wants_everything_erased_is_not_asked_to_let_it_be_kept(citizen):
    told = "\n".join(citizen.says("tôi muốn xóa hết dữ liệu của tôi"))
    assert "chưa lưu việc nào" in told
    assert "đồng ý chứ" not in told


def test_who_asks_before_the_yes_what_is_kept_is_told(citizen):
    citizen.says(POTHOLE)
    assert "Ai xem" in "\n".join(citizen.says("các anh lưu những gì về tôi"))
    citizen.presses("Đồng ý")


def test_who_wants_their_own_matters_looked_up_sees_them_without_a_code(known_citizen):
    sent(known_citizen)
    assert "Chờ tiếp nhận" in "\n".join(known_citizen.says("tra cứu hồ sơ của tôi"))


RUBBISH = "rác đầy ngõ 7 Lê Lợi phường Bắc Giang"
NO_MORE = "tôi không đồng ý lưu nữa"


def telling_a_second(citizen):
    sent(citizen)
    citizen.says("để lại số điện thoại")
    citizen.says("0912345678")
    citizen.says("vâng")
    citizen.says(RUBBISH)
    citizen.presses("Việc mới")


def kept_of(office):
    """Return all that the log still says, the telephone number, and whether the citizen agrees."""
    with office.read() as snap:
        told = " ".join(snap.execute(select(UtteranceRow.text)).scalars())
        talk = snap.execute(select(ConversationRow.contact_phone, ConversationRow.consent_at)).one()
    return told, talk.contact_phone, talk.consent_at is not None


@pytest.mark.both_databases
def test_one_question_settles_what_is_told_and_the_consent(known_citizen, office):
    telling_a_second(known_citizen)
    assert "rút lại sự đồng ý" in known_citizen.says(NO_MORE)[-1]
    known_citizen.presses("Xóa và rút")
    told, phone, agrees = kept_of(office)
    assert asked(office) == ["withdraw_consent"]
    assert not agrees
    assert "ngõ 7 Lê Lợi" not in told, "neither the words nor what was read back"
    assert POTHOLE in told, "what was sent stays"
    assert phone, "its officer can still call"
    assert "đồng ý chứ" in known_citizen.says(RUBBISH)[-1]


def test_said_once_more_it_is_a_yes(known_citizen, office):
    telling_a_second(known_citizen)
    known_citizen.says(NO_MORE)
    known_citizen.says(NO_MORE)
    assert asked(office) == ["withdraw_consent"]


@pytest.mark.parametrize("words", ["đồng ý", "không đồng ý"])
def test_what_may_be_said_to_the_keeping_of_words_erases_nothing(known_citizen, office, words):
    telling_a_second(known_citizen)
    known_citizen.says(NO_MORE)
    assert "rút lại sự đồng ý" in known_citizen.says(words)[-1]
    assert RUBBISH in kept_of(office)[0]
    assert asked(office) == []


@pytest.mark.parametrize(("answer", "is_left"), [("giữ lại", True), ("Bỏ bản nháp", False)])
def test_less_may_be_chosen(known_citizen, office, answer, is_left):
    telling_a_second(known_citizen)
    known_citizen.says(NO_MORE)
    known_citizen.says(answer)
    assert asked(office) == []
    assert kept_of(office)[2]
    assert ("Gửi" in [one["label"] for one in known_citizen.buttons[-6:]]) is is_left


def test_what_a_danger_broke_into_is_erased_with_it(known_citizen, office):
    telling_a_second(known_citizen)
    known_citizen.says("nhà hàng xóm đang cháy to lắm, ở tổ 3 phường Bắc Giang")
    known_citizen.says(NO_MORE)
    known_citizen.presses("Xóa và rút")
    told = kept_of(office)[0]
    assert "ngõ 7 Lê Lợi" not in told
    assert "hàng xóm" not in told
    assert "làm tiếp" not in " ".join(known_citizen.says("chào"))


def test_where_nothing_was_sent_what_was_read_back_is_erased_too(known_citizen, office):
    known_citizen.says(RUBBISH)
    assert "không lưu gì cả" in known_citizen.says(NO_MORE)[-1]
    assert "ngõ 7 Lê Lợi" not in kept_of(office)[0]
