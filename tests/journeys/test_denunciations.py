"""Trips of people who accuse: warned before names are typed, sealed from the first word, no news told in the chat."""

import asyncio
import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.channels.base import Caps, SendResult
from bot.playing.sealed_chat import tell_chat
from bot.sending.delivery import Delivery
from intake import cases
from intake.acts import denunciations
from intake.acts.denunciations import Accusation
from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.receipts import secret_for
from intake.sealed import vault, vault_keys
from intake.tables import (
    CaseRow,
    InboxRow,
    NoticeRow,
    OutboxRow,
    SealedLinkRow,
    TurnDetailRow,
    UtteranceRow,
)
from routing.reading import default_reader
from tests.factories import viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

BRIBE = "tôi tố cáo chủ tịch phường Bắc Giang nhận tiền của dân để cấp đất"
NAMED = {"name": "Lò Thị Canh", "address": "thôn Rặng Nhãn", "contact": "0900 000 111"}


@pytest.fixture
def settings(settings):
    return replace(settings, vault_keys=(vault_keys.new_key(),))


def rows(db, row):
    with db.read() as snap:
        return snap.execute(select(row.__table__).order_by(row.__table__.c[0])).all()


class Phone:
    """The chat as it arrives on a telephone."""

    caps = Caps()

    def __init__(self):
        self.heard = []

    async def send(self, _chat_key, message):
        self.heard.append(message.text)
        return SendResult("sent", str(len(self.heard)))


def deliver(db, settings, channel="plain"):
    """Return what the chat hears of all that waits to be sent."""
    phone = Phone()
    asyncio.run(Delivery(db, settings, {(channel, "main"): phone}).round())
    return phone.heard


@pytest.mark.both_databases
@pytest.mark.usefixtures("inspector")
def test_who_accuses_the_reception_is_heard_by_the_inspectorate_and_somebody_there_is_told(known_citizen, office):
    known_citizen.says("tôi tố cáo anh Dũng ngồi tiếp dân trên tỉnh đòi tôi 2 triệu mới nhận đơn")
    known_citizen.says("2")
    known_citizen.says("không rõ")
    known_citizen.presses("Gửi")
    [case] = rows(office, CaseRow)
    assert case.is_sealed
    told = {row.staff_id for row in rows(office, NoticeRow) if row.case_id == case.id}
    assert told == {viewer(office, "tam").id}


@pytest.mark.both_databases
def test_warned_before_anything_may_be_kept_and_led_to_the_page(citizen, office):
    warned = "\n".join(citizen.says("toi muon to cao ong chu tich xa Tan Yen an chan tien den bu"))
    assert "đừng nêu tên ai" in warned
    assert "Luật Tố cáo" in warned
    link = "\n".join(citizen.presses("Viết trên trang kín"))
    assert re.search(r"/to-cao/\S{20,}", link)
    assert len(rows(office, SealedLinkRow)) == 1
    erased = "\n".join(citizen.says("xóa lời đã nhắn"))
    assert "nhấn giữ từng tin" in erased
    kept = str([row.text for row in rows(office, UtteranceRow) if row.author == "citizen"])
    assert "den bu" not in kept + str(rows(office, InboxRow))
    assert not citizen.cases()


def test_told_here_after_the_warning_it_is_sealed_from_its_first_word(known_citizen, office):
    known_citizen.says(BRIBE)
    known_citizen.says("2")
    receipt = "\n".join(known_citizen.presses("Gửi"))
    assert "đơn có chữ ký" in receipt
    [case] = rows(office, CaseRow)
    assert (case.is_sealed, case.standing) == (True, "chat")
    told = [row for row in rows(office, UtteranceRow) if row.case_id]
    assert all(row.is_sealed for row in told)
    assert "20" not in receipt.split("Mã bí mật")[0]


@pytest.mark.both_databases
def test_a_tip_without_a_name_is_taken_as_what_it_is(known_citizen, office):
    known_citizen.says("tố cáo giấu tên")
    told = "\n".join(known_citizen.says("báo tin không nêu tên"))
    assert "chưa phải là tố cáo" in told
    known_citizen.says("kế toán phường Bắc Giang lập danh sách khống lấy tiền hỗ trợ người nghèo")
    receipt = "\n".join(known_citizen.says("gửi đi"))
    assert "chưa phải là tố cáo" in receipt
    [case] = rows(office, CaseRow)
    assert (case.kind, case.standing, case.state) == ("denunciation", "information", "screening")
    desk = viewer(office, "dung")
    with office.transaction() as tx:
        fields = {"reason": "Không nêu tên", "unit_id": str(desk.unit_id)}
        cases.act(tx, case.id, Move.STORE, actor=desk, fields=fields)
        assert list(differences(tx)) == []
    assert rows(office, CaseRow)[0].state == "assigned"


def _told_as_tip(citizen, *more):
    citizen.says("tố cáo giấu tên")
    citizen.says("báo tin không nêu tên")
    citizen.says("kế toán phường Bắc Giang lập danh sách khống lấy tiền hỗ trợ người nghèo")
    return ["\n".join(citizen.says(one)) for one in more]


@pytest.mark.parametrize("name", ["tôi tên là Phạm Văn Đức", "tên em là Phạm Văn Đức, kế toán mua cả xe mới"])
def test_a_name_said_in_a_tip_without_a_name_stands_nowhere(known_citizen, office, name):
    refused, receipt = _told_as_tip(known_citizen, name, "gửi đi")
    assert "tôi không giữ tên" in refused
    assert "Vì không nêu tên" in receipt
    for row in (CaseRow, UtteranceRow, InboxRow, OutboxRow, TurnDetailRow):
        kept = repr(rows(office, row)).lower()
        assert "phạm văn đức" not in kept
        assert "pham van duc" not in kept
    assert ("xe mới" in rows(office, CaseRow)[0].text) == ("xe mới" in name)


def test_who_would_be_named_after_all_denounces(known_citizen):
    named, receipt = _told_as_tip(known_citizen, "nêu tên", "gửi đi")
    assert "tố cáo có nêu tên" in named
    assert "Vì không nêu tên" not in receipt


def test_a_letter_by_hand_needs_nothing_from_the_chat(known_citizen, office):
    known_citizen.says("tui muốn tố")
    paper = "\n".join(known_citizen.presses("Gửi đơn giấy"))
    assert "ký tên hoặc điểm chỉ" in paper
    assert "UBND tỉnh Bắc Ninh" in paper
    assert not rows(office, CaseRow)
    assert "ổ gà" not in "\n".join(known_citizen.says("cảm ơn"))


def test_a_threat_is_met_with_protection_before_all_else(known_citizen, office):
    [first, *_others] = known_citizen.says("tôi tố cáo trưởng thôn ăn tiền, nó dọa giết tôi")
    assert first.index("113") < first.index("bảo vệ")
    assert "urgent" in [row.kind for row in rows(office, NoticeRow)]
    known_citizen.presses("Nhắn tiếp")
    [again, *_others] = known_citizen.says("no cho nguoi danh toi")
    assert "113" in again


def test_stepping_away_midway_keeps_what_was_told(known_citizen):
    known_citizen.says(BRIBE)
    assert "đang" not in "\n".join(known_citizen.says("hồ sơ của tôi"))
    known_citizen.says("gap can bo")
    assert known_citizen.says("nhan tiep o day")
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1


def test_a_stale_button_and_a_double_tap_send_nothing_twice(known_citizen, office):
    known_citizen.says(BRIBE)
    here = next(one for one in known_citizen.buttons if one["label"] == "Nhắn tiếp ở đây")
    known_citizen.send(kind="choice", choice=here["payload"])
    assert "đã nhận lựa chọn" in "\n".join(known_citizen.send(kind="choice", choice=here["payload"]))
    tap = next(one for one in known_citizen.buttons if one["label"] == "Gửi")
    known_citizen.send(kind="choice", choice=tap["payload"])
    known_citizen.send(kind="choice", choice=tap["payload"])
    assert len(rows(office, CaseRow)) == 1


def test_dropping_it_leaves_nothing_to_send(known_citizen, office):
    known_citizen.says(BRIBE)
    known_citizen.says("thôi")
    known_citizen.presses("Bỏ bản nháp")
    assert not rows(office, CaseRow)


def test_what_is_no_accusation_goes_on_as_a_report(known_citizen, office):
    known_citizen.says("ông trưởng thôn ăn chặn tiền hỗ trợ lũ lụt ở phường Bắc Giang")
    known_citizen.says("tôi chỉ phản ánh")
    while "Gửi" not in [one["label"] for one in known_citizen.buttons]:
        known_citizen.presses(known_citizen.buttons[0]["label"])
    known_citizen.presses("Gửi")
    [case] = rows(office, CaseRow)
    assert case.kind == "feedback"


def test_afterwards_the_chat_shows_a_code_and_no_more(known_citizen, office, settings):
    known_citizen.says(BRIBE)
    known_citizen.presses("Nhắn tiếp ở đây")
    known_citizen.presses("Gửi")
    [case] = rows(office, CaseRow)
    desk = viewer(office, "dung")
    with office.transaction() as tx:
        fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": str(desk.unit_id)}
        cases.act(tx, case.id, Move.SCREEN, actor=desk, fields=fields)
    assert deliver(office, settings)[-1] == (
        f"Có tin mới về việc Anh/Chị đã gửi. Xem ở {settings.base_url}/tra-cuu với mã và mã bí mật."
    )
    for words in ("hồ sơ của tôi", f"tra cứu {case.code}", "đến đâu rồi"):
        shown = "\n".join(known_citizen.says(words))
        assert case.code in shown
        for secret in ("cấp đất", "Ban Tiếp công dân", "Thanh tra", "đơn", "Chờ", "hạn"):
            assert secret not in shown, (words, secret)


def test_a_part_that_is_sealed_by_itself_is_handed_over_with_its_own_codes(office, settings):
    desk = Desk(office, settings)
    told = desk.feedback()
    part = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": desk.unit("P-BTCD"), "text": "cán bộ nhận tiền"}
    desk.make(told, Move.SPLIT, **part, rest="Ổ gà trước cổng trường")
    heard = deliver(office, settings, channel="telegram")[-1]
    sealed = next(row for row in rows(office, CaseRow) if row.is_sealed)
    assert sealed.code in heard
    assert secret_for(settings, sealed.code) in heard
    assert "nhận tiền" not in heard


@pytest.mark.parametrize(
    ("accused", "addressee"),
    [
        ("Chủ tịch UBND phường Bắc Giang", "Chủ tịch UBND tỉnh"),
        ("ông Lê Văn Tám, PCT UBND phường Bắc Giang", "Chủ tịch UBND tỉnh"),
        ("sếp phường Bắc Giang", "Chủ tịch UBND tỉnh"),
        ("cán bộ địa chính phường Bắc Giang", "Chủ tịch UBND phường Bắc Giang"),
        ("ông Khải, cán bộ địa chính phường", "Chủ tịch UBND xã, phường"),
        ("Công an phường Bắc Giang", "Giám đốc Công an tỉnh"),
        ("nhà hàng xóm ở phường Bắc Giang", "Cơ quan, người có thẩm quyền giải quyết tố cáo"),
        ("Chủ tịch UBND tỉnh", "Thủ tướng Chính phủ"),
    ],
)
def test_a_letter_is_addressed_to_who_decides_and_never_to_the_accused(accused, addressee, office, settings):
    accusation = Accusation(accused, "nhận tiền của dân để cấp đất", identity=NAMED)
    with office.transaction() as tx:
        assert denunciations.addressee(tx, default_reader(), accusation) == addressee
        filed = denunciations.file(tx, settings, default_reader(), accusation, form_key=accused)
        # of the province's own chair nobody here may ever read who told it: that is not kept at all
        assert vault.has(tx, filed.receipt.case_id) == (addressee != "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("accused", "where", "addressee"),
    [
        ("ông Khải, cán bộ địa chính phường", "phường Bắc Giang", "Chủ tịch UBND phường Bắc Giang"),
        ("ông Khải, cán bộ địa chính phường Bắc Giang", "xã Tiên Du", "Chủ tịch UBND phường Bắc Giang"),
        ("ông Khải, cán bộ địa chính xã", "quán nước đầu chợ", "Chủ tịch UBND xã, phường"),
    ],
)
def test_a_letter_names_the_commune_of_the_accused_where_it_is_known(accused, where, addressee, office):
    accusation = Accusation(accused, "nhận tiền của dân để cấp đất", where=where, identity=NAMED)
    with office.read() as snap:
        assert denunciations.addressee(snap, default_reader(), accusation) == addressee


@pytest.mark.both_databases
def test_a_form_joined_to_the_chat_settles_what_was_told_there(known_citizen, office, settings):
    known_citizen.says(BRIBE)
    link = "\n".join(known_citizen.presses("Viết trên trang kín"))
    token = re.search(r"/to-cao/(\S+)", link)[1]
    accusation = Accusation("chủ tịch phường Bắc Giang", "nhận tiền của dân để cấp đất", identity=NAMED)
    with office.transaction() as tx:
        options = {"form_key": "once", "link": token, "joins_chat": True}
        filed = denunciations.file(tx, settings, default_reader(), accusation, **options)
        tell_chat(tx, filed.chat_id, filed.receipt.case_id, filed.receipt.code)
    assert filed.receipt.code in "\n".join(known_citizen.hears())
    assert "Hồ sơ kín" in "\n".join(known_citizen.says("/hoso"))
    with office.transaction() as tx:
        again = denunciations.file(tx, settings, default_reader(), accusation, **options)
        assert (again.receipt.code, again.is_new) == (filed.receipt.code, False)
        assert vault.has(tx, filed.receipt.case_id)
        assert list(differences(tx)) == []
    [case] = rows(office, CaseRow)
    assert "Lò Thị Canh" not in str(rows(office, UtteranceRow)) + str(rows(office, OutboxRow)) + str(case)
    assert known_citizen.says("Ổ gà to trước cổng trường, phường Bắc Giang")
