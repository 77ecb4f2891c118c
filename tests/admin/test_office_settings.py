"""Small settings: a wrong value is told at its field, a right one holds at once and is remembered with its reason."""

import pytest
from sqlalchemy import select, update

from intake import meta
from intake.channels.channel_tokens import Account
from intake.channels.channel_troubles import report
from intake.directory import directory
from intake.sending import courtesy
from intake.setup import retention
from intake.tables import ConversationRow, InboxRow, StaffRow, UtteranceRow
from intake.talk import dialogue_log
from routing.directory import full_unit_name
from tests.factories import tell, viewer, write

pytestmark = pytest.mark.one_database

COURTESY = {
    "draft.remind_after_hours": "6", "draft.keep_days": "5", "draft.away_hours": "72", "reminders.from": "09:00",
    "reminders.until": "20:00", "reminders.reception_at": "16:00", "notices.from": "07:00", "notices.until": "21:00",
    "notices.gather_minutes": "3", "online.address": "", "why": "Theo quy chế",
}  # fmt: skip
DAYS = {"turn_details": "30", "raw_updates": "90", "caseless_talk": "100", "why": "Theo quy chế"}


def test_courtesy_holds_at_once(signed_in, office):
    boss = signed_in("quy")
    assert boss.post("/admin/settings/courtesy", COURTESY).status_code == 303
    with office.read() as snap:
        assert courtesy.current(snap).keep.days == 5
    assert "Theo quy chế" in boss.get("/admin/settings/courtesy").text
    assert 'value="7"' in boss.get("/admin/settings/courtesy?version=1").text


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("courtesy", {**COURTESY, "draft.keep_days": "mai"}, "Xin ghi một số từ 1 đến 90"),
        ("courtesy", {**COURTESY, "notices.from": "22:00"}, "Giờ bắt đầu"),
        ("courtesy", {**COURTESY, "why": ""}, "Xin ghi lý do"),
        ("office", {"name": "", "short_name": "UBND", "why": "x"}, "Xin ghi tên đầy đủ"),
        ("office", {"name": "UBND", "short_name": "UBND", "phone": "chưa có", "why": "x"}, "Xin ghi số điện thoại"),
        ("office", {"name": "UBND", "short_name": "U" * 90, "why": "x"}, "không quá 80 chữ"),
        ("duty", {"start": "17:00", "end": "08:00", "why": "x"}, "giờ cuối sau giờ đầu"),
        ("retention", {**DAYS, "raw_updates": "0"}, "Xin ghi số ngày từ 1"),
        ("retention", {**DAYS, "caseless_talk": "9999"}, "Xin ghi số ngày từ 1"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(signed_in, path, form, said):
    answer = signed_in("quy").post(f"/admin/settings/{path}", form)
    assert answer.status_code == 422
    assert said in answer.text


def test_what_citizens_are_told_of_the_office_is_set_and_comes_back(signed_in, office):
    boss = signed_in("quy")
    before = {"name": "Ủy ban nhân dân", "short_name": "UBND", "phone": "", "hours": "7h30–11h30", "address": ""}
    assert boss.post("/admin/settings/office", {**before, "why": "Ghi giờ"}).status_code == 303
    told = {**before, "name": "UBND phường  Đa Mai", "phone": "0204 3 555 000", "address": "Số 1, phố Cổng"}
    assert boss.post("/admin/settings/office", {**told, "why": "Chuyển trụ sở"}).status_code == 303
    with office.read() as snap:
        assert meta.office(snap).name == "UBND phường Đa Mai"
        assert meta.office(snap).phone == "0204 3 555 000"
    page = boss.get("/admin/settings/office")
    assert "Chuyển trụ sở" in page.text
    assert "Chưa có số điện thoại" not in page.text
    assert 'name="phone" type="text" value=""' in boss.get("/admin/settings/office?version=2").text
    assert boss.post("/admin/settings/office", {**told, "why": "Lại", "seen": "1"}).status_code == 409


def test_figures_are_published_and_taken_back_with_a_reason(signed_in, office):
    boss = signed_in("quy")
    told = {"name": "UBND phường Đa Mai", "short_name": "UBND", "phone": "", "hours": "", "address": ""}
    assert boss.post("/admin/settings/office", {**told, "publishes": "1", "why": "Nghị quyết"}).status_code == 303
    with office.read() as snap:
        assert meta.office(snap).publishes
    assert 'name="publishes" value="1" checked' in boss.get("/admin/settings/office").text
    assert boss.post("/admin/settings/office", {**told, "why": "Rà lại số"}).status_code == 303
    with office.read() as snap:
        assert not meta.office(snap).publishes
    past = boss.get("/admin/settings/office?version=2").text
    assert 'name="publishes" value="1" checked' in past
    assert "Công khai số liệu" in past
    assert 'value="1" checked' not in boss.get("/admin/settings/office?version=3").text


def test_hours_are_set(signed_in, office):
    boss = signed_in("quy")
    assert boss.post("/admin/settings/duty", {"start": "07:00", "end": "16:30", "why": "Giờ mùa hè"}).status_code == 303
    with office.read() as snap:
        assert f"{meta.working_hours(snap).end:%H:%M}" == "16:30"


def chat_without_case(db, key):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "telegram", "main", key, "Ông Ba")
        write(tx, conversation.id, "Tôi hỏi chút rồi thôi")
        return conversation.id


@pytest.mark.both_databases
def test_what_became_no_case_goes_after_its_time_and_a_case_stays(office, settings, signed_in, clock):
    told, alone = tell(office, settings), chat_without_case(office, "b")
    clock.forward(days=120)
    fresh = chat_without_case(office, "c")
    page = signed_in("quy").get("/admin/settings/retention?caseless_talk=100").text
    assert "1 dòng" in page
    assert signed_in("quy").post("/admin/settings/retention", DAYS).status_code == 303
    with office.transaction() as tx:
        assert retention.sweep(tx, settings) == 1
        assert retention.sweep(tx, settings) == 0
        rows = tx.execute(select(UtteranceRow.conversation_id, UtteranceRow.text).order_by(UtteranceRow.id)).all()
        names = dict(tx.execute(select(ConversationRow.id, ConversationRow.display_name)).all())
    said = {row.conversation_id: row.text for row in rows}
    assert (said[alone], names[alone]) == ("", "")
    assert said[told.conversation_id]
    assert said[fresh]


@pytest.mark.both_databases
def test_raw_updates_go_and_their_keys_stay(office, settings, clock):
    with office.transaction() as tx:
        values = {"channel": "telegram", "account": "main", "chat_key": "1", "order_key": 1, "raw": '{"a":1}'}
        tx.execute(
            InboxRow.__table__.insert().values(
                **values, dedupe_key="1", status="done", attempts=0, not_before=tx.now, received_at=tx.now
            )
        )
    clock.forward(days=181)
    with office.transaction() as tx:
        assert retention.due(tx, {"raw_updates": 180}) == {"raw_updates": 1}
        retention.sweep(tx, settings)
        row = tx.execute(select(InboxRow.raw, InboxRow.dedupe_key)).one()
    assert tuple(row) == ("{}", "1")


@pytest.mark.both_databases
def test_a_channel_in_trouble_says_what_to_do_and_shows_no_token(signed_in, office):
    boss = signed_in("quy")
    assert "Tắt" in boss.get("/admin/channels").text
    with office.transaction() as tx:
        report(tx, Account("zalo_oa", "1"), "token_refused")
    assert "Cần xem" in boss.get("/admin/channels").text
    page = boss.get("/admin/channels/zalo_oa").text
    assert "nghedan zalo token set" in page
    assert "7 ngày kể từ tin cuối" in page
    assert "không hiện" in boss.get("/admin/channels/sealed").text
    assert boss.get("/admin/channels/khong-co").status_code == 404


@pytest.mark.both_databases
def test_a_topic_shows_what_the_reader_goes_by(signed_in):
    browser = signed_in("giap")
    assert "Phòng Kinh tế" in browser.get("/admin/topics").text
    page = browser.get("/admin/topics/giao_thong_ha_tang").text
    assert "ổ gà" in page
    assert "nghedan train" in page
    assert browser.get("/admin/topics/khong_co").status_code == 404


@pytest.mark.both_databases
def test_the_hours_come_before_the_list_of_who_is_on_duty_and_each_is_told_with_the_commune(signed_in, office):
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "ha").values(is_on_duty=True))
        unit = full_unit_name(directory.snapshot(tx), viewer(office, "ha").unit_id)
    page = signed_in("quy").get("/admin/settings/duty").text
    assert unit != unit.partition(",")[0]
    assert f"<td>{unit}</td>" in page
    assert page.index('name="start"') < page.index("Người trực việc khẩn ngoài giờ")
