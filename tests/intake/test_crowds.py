"""Many people on one matter: the desk and the head hear of it once, the case says so, and nothing sealed is counted."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from bot.worker import look_for_crowds
from intake import audit, crowds
from intake.acts import citizen_steps
from intake.directory import exclusions
from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.queries.crowds import crowds_of
from intake.queries.flags import condition
from intake.queries.inbox import folders
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow, NoticeRow, StaffRow
from routing.conflicts import Conflicts
from routing.kinds import Kind
from routing.shared_matters import Crowd
from tests import people
from tests.factories import tell, viewer, write
from tests.intake.moving import act, events

TELLINGS = [
    "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, có cháu bé ngã xe",
    "o ga to trc cong truong tieu hoc ngo si lien, tre con nga suot",
    "Trước trường tiểu học Ngô Sĩ Liên có cái ổ gà sâu lắm, mấy cháu ngã xe rồi",
    "Xin vá cái ổ gà ở cổng trường Ngô Sĩ Liên, sáng nào cũng có cháu ngã",
    "Cổng trường tiểu học Ngô Sĩ Liên ổ gà to đùng, cháu nhà tôi ngã xe hôm qua",
    "ổ gà cổng trường tiểu học ngô sĩ liên ngã xe hoài",
    "Ổ gà trước cổng trường tiểu học Ngô Sĩ Liên vẫn chưa vá, cháu bé lại ngã xe",
]
OTHERS = ["Mép đường dốc Bãi Cháy sụt lún nứt toác", "Cầu phao qua kênh mục hết ván lọt bánh xe máy"]


def say(db, settings, count, **how):
    return [tell(db, settings, text, chat=f"p{number}", **how) for number, text in enumerate(TELLINGS[:count])]


def look(db, clock):
    clock.forward(minutes=2)
    return look_for_crowds(db)


def told(db):
    with db.read() as snap:
        found = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        return sorted(snap.execute(found.where(NoticeRow.kind == "crowd")).scalars())


def alarms(db, case_id):
    return [one for one in events(db, case_id) if one.move == "crowd"]


def test_five_people_raise_one_alarm_to_the_desk_and_the_head(office, settings, clock):
    first, *_ = say(office, settings, 5)
    for number, text in enumerate(OTHERS):
        tell(office, settings, text, chat=f"o{number}")
    assert look(office, clock) == 1
    assert told(office) == ["mai", "son"]
    (alarm,) = alarms(office, first.id)
    assert (alarm.data["people"], alarm.audience, alarm.actor) == (5, "internal", "system")
    with office.read() as snap:
        text = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "crowd")).scalars().first()
        assert next(differences(snap), None) is None
        assert audit.verify(snap).ok
    assert "5 người" in text


def test_a_matter_that_grows_is_told_once_and_counted_on(office, settings, clock):
    first, *_ = say(office, settings, 5)
    assert look(office, clock) == 1
    later = [tell(office, settings, text, chat=f"later{n}") for n, text in enumerate(TELLINGS[5:])]
    assert look(office, clock) == 0
    assert look(office, clock) == 0
    assert len(alarms(office, first.id)) == 1
    assert told(office) == ["mai", "son"]
    with office.read() as snap:
        assert crowds_of(snap, [first.id, later[-1].id]) == {first.id: 7, later[-1].id: 7}


def test_four_people_are_no_crowd_and_one_who_tells_five_times_is_one(office, settings, clock):
    say(office, settings, 4)
    for text in TELLINGS[4:]:
        tell(office, settings, text, chat="p1")
    assert look(office, clock) == 0
    assert told(office) == []


def test_other_matters_of_the_same_topic_do_not_count(office, settings, clock):
    say(office, settings, 4)
    for number, text in enumerate(OTHERS * 3):
        tell(office, settings, text, chat=f"o{number % 2}")
    assert look(office, clock) == 0


def test_what_lies_further_apart_than_the_window_is_no_crowd(office, settings, clock):
    for number, text in enumerate(TELLINGS[:5]):
        tell(office, settings, text, chat=f"p{number}")
        clock.forward(days=8)
    assert look(office, clock) == 0


@pytest.mark.parametrize("kind", [Kind.DENUNCIATION, Kind.INQUIRY])
def test_sealed_cases_and_questions_make_no_crowd(office, settings, clock, kind):
    say(office, settings, 5, kind=kind)
    assert look(office, clock) == 0
    with office.read() as snap:
        assert snap.execute(select(func.count()).select_from(CaseLinkRow)).scalar_one() == 0


def test_a_sealed_case_is_not_counted_among_open_ones(office, settings, clock):
    say(office, settings, 4)
    tell(office, settings, TELLINGS[4], chat="sealed", kind=Kind.DENUNCIATION)
    assert look(office, clock) == 0
    assert told(office) == []


def test_a_case_that_is_sealed_later_leaves_its_crowd(office, settings, clock):
    first, second, *_ = say(office, settings, 6)
    look(office, clock)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == second.id).values(is_sealed=True))
    with office.read() as snap:
        assert crowds_of(snap, [first.id, second.id]) == {first.id: 5}


def test_the_leading_case_sealed_the_crowd_is_seen_no_more(office, settings, clock):
    first, second, *_ = say(office, settings, 5)
    look(office, clock)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == first.id).values(is_sealed=True))
    with office.read() as snap:
        assert crowds_of(snap, [first.id, second.id]) == {}


def test_after_the_leading_case_was_sealed_the_next_telling_finds_another(office, settings, clock):
    first, second, *_ = say(office, settings, 6)
    look(office, clock)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == first.id).values(is_sealed=True))
    last = tell(office, settings, TELLINGS[6], chat="last")
    assert look(office, clock) == 1
    with office.read() as snap:
        assert crowds_of(snap, [first.id, second.id, last.id]) == {second.id: 6, last.id: 6}


def test_a_case_screened_into_the_matter_makes_it_full(office, settings, clock):
    first, *_ = say(office, settings, 4)
    fifth = tell(office, settings, TELLINGS[4], chat="late", topic="khac", confidence=0.1)
    assert look(office, clock) == 0
    with office.read() as snap:
        unit = snap.execute(select(CaseRow.lead_unit_id).where(CaseRow.id == first.id)).scalar_one()
    act(office, fifth.id, Move.SCREEN, login="giap", kind="feedback", topic="giao_thong_ha_tang", unit_id=str(unit))
    assert look(office, clock) == 1
    assert len(alarms(office, first.id)) == 1


def test_what_was_told_within_the_last_minute_waits_and_is_not_lost(office, settings, clock):
    first, *_ = say(office, settings, 5)
    assert look_for_crowds(office) == 0
    assert look(office, clock) == 1
    assert len(alarms(office, first.id)) == 1


def test_looking_in_small_steps_finds_the_same(office, settings, clock):
    first, *_ = say(office, settings, 6)
    clock.forward(minutes=2)
    raised = 0
    for _step in range(50):
        with office.read() as snap:
            found = crowds.look(snap, limit=1)
        if found is None:
            break
        with office.transaction() as tx:
            raised += crowds.record(tx, found)
            raised += crowds.record(tx, found)  # another worker found the same
    assert raised == 1
    assert len(alarms(office, first.id)) == 1


def test_a_locality_sets_its_own_number(office, settings, clock):
    with office.transaction() as tx:
        crowds.set_rule(tx, Crowd(people=3, days=10))
    first, *_ = say(office, settings, 3)
    assert look(office, clock) == 1
    assert alarms(office, first.id)[0].data == {"people": 3, "days": 10}


@pytest.mark.parametrize("bad", [{"people": 1, "days": 30}, {"people": 5, "days": 0}])
def test_a_number_that_makes_no_sense_is_refused(bad):
    with pytest.raises(ValueError, match="báo động đông người"):
        Crowd(**bad)


def test_the_inbox_says_how_many(office, settings, clock):
    first, *_ = say(office, settings, 5)
    lone = tell(office, settings, OTHERS[0], chat="lone")
    look(office, clock)
    with office.read() as snap:
        lines = {line.id: line.crowd for line in folders.page(snap, viewer(office, "giap"), "all_open").cases}
    assert lines[first.id] == 5
    assert lines[lone.id] == 0


def test_an_absent_head_is_told_through_whoever_stands_in(office, settings, clock):
    with office.transaction() as tx:
        stand_in = tx.execute(select(StaffRow.id).where(StaffRow.login == "cuc")).scalar_one()
        away = {"absent_from": tx.today, "substitute_id": stand_in}
        tx.execute(update(StaffRow).where(StaffRow.login == "son").values(**away))
    say(office, settings, 5)
    assert look(office, clock) == 1
    assert told(office) == ["cuc", "mai"]


def test_who_is_accused_in_it_hears_of_no_crowd_and_whoever_is_above_them_does(office, settings, clock):
    cases = say(office, settings, 5)
    with office.transaction() as tx:
        head = tx.execute(select(StaffRow.id).where(StaffRow.login == "son")).scalar_one()
        for one in cases:
            exclusions.keep(tx, one.id, Conflicts(accused=frozenset({head}), people=frozenset({head})))
    assert look(office, clock) == 1
    assert told(office) == ["cuc", "mai"]


def test_where_the_commune_has_no_desk_the_province_hears(office, settings, clock):
    say(office, settings, 5, commune=people.TAN_YEN)
    assert look(office, clock) == 1
    assert "dung" in told(office)


def test_nothing_is_counted_twice_by_its_events(office, settings, clock):
    first, *_ = say(office, settings, 5)
    look(office, clock)
    with office.read() as snap:
        table = CaseEventRow.__table__
        assert snap.execute(select(func.count()).where(table.c.move == "crowd")).scalar_one() == 1
        links = snap.execute(select(CaseLinkRow.other_id).where(CaseLinkRow.relation == "crowd")).scalars().all()
    assert links == [first.id] * 4


def test_two_workers_at_once_raise_one_alarm(office, settings, clock):
    first, *_ = say(office, settings, 6)
    clock.forward(minutes=2)
    with office.read() as snap:
        found = crowds.look(snap)
    start = Barrier(4)

    def work():
        start.wait()
        with office.transaction() as tx:
            return crowds.record(tx, found)

    with ThreadPoolExecutor(4) as workers:
        raised = [one.result() for one in [workers.submit(work) for _worker in range(4)]]
    assert sorted(raised) == [0, 0, 0, 1]
    assert len(alarms(office, first.id)) == 1
    assert told(office) == ["mai", "son"]


SPOKEN = "Tôi đại diện 30 hộ dân thôn Đồng Tâm: trại lợn xả thải hôi thối"


def test_one_who_speaks_for_many_raises_the_alarm_with_their_number(office, settings, clock):
    case = tell(office, settings, SPOKEN, chat="spokesman")
    assert look(office, clock) == 1
    assert told(office) == ["mai", "son"]
    (alarm,) = alarms(office, case.id)
    assert alarm.data["people"] == 30
    with office.read() as snap:
        text = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "crowd")).scalars().first()
        assert crowds_of(snap, [case.id]) == {case.id: 30}
        assert snap.execute(select(CaseRow.id).where(condition(snap, "crowd"))).scalars().all() == [case.id]
        assert next(differences(snap), None) is None
    assert "nói thay cho 30 người, hộ" in text


def test_who_speaks_for_many_counts_beside_who_tells_the_same(office, settings, clock):
    first, *_ = say(office, settings, 2)
    tell(office, settings, f"Thay mặt 12 hộ: {TELLINGS[2]}", chat="spokesman")
    assert look(office, clock) == 1
    with office.read() as snap:
        assert crowds_of(snap, [first.id]) == {first.id: 14}


@pytest.mark.parametrize("kind", [Kind.DENUNCIATION, Kind.INQUIRY])
def test_who_accuses_or_asks_for_many_makes_no_crowd(office, settings, clock, kind):
    tell(office, settings, SPOKEN, chat="spokesman", kind=kind)
    assert look(office, clock) == 0


def adds(db, case, *words):
    for text in words:
        with db.transaction() as tx:
            citizen_steps.add_information(tx, case.id, utterance_id=write(tx, case.conversation_id, text))


@pytest.mark.parametrize("words", ["tôi nói thay cho 30 hộ trong xóm nhé", "30 hộ", "dạ khoảng ba mươi hộ dân ạ"])
def test_who_says_later_for_how_many_they_speak_raises_the_alarm(office, settings, clock, words):
    case = tell(office, settings, "Trại lợn xả thải hôi thối cả thôn", chat="spokesman")
    assert look(office, clock) == 0
    adds(office, case, words)
    assert look(office, clock) == 1
    with office.read() as snap:
        assert crowds_of(snap, [case.id]) == {case.id: 30}


@pytest.mark.parametrize("words", ["30 hộ khẩu", "nhà tôi 5 người", "10 người đến đánh chúng tôi", "số nhà 30"])
def test_a_number_of_others_that_is_added_raises_none(office, settings, clock, words):
    case = tell(office, settings, "Trại lợn xả thải hôi thối cả thôn", chat="spokesman")
    adds(office, case, words)
    assert look(office, clock) == 0


def test_a_crowd_grows_by_whom_somebody_speaks_for_and_is_told_once(office, settings, clock):
    first, *_, last = say(office, settings, 5)
    assert look(office, clock) == 1
    adds(office, last, "tôi thay mặt 12 hộ")
    assert look(office, clock) == 0
    adds(office, last, "à 12 hộ chúng tôi", "đại diện 20 hộ chứ không phải 12")
    assert look(office, clock) == 0
    with office.read() as snap:
        assert crowds_of(snap, [first.id, last.id]) == {first.id: 24, last.id: 24}
        assert next(differences(snap), None) is None
    assert told(office) == ["mai", "son"]


WORKS = [  # one concrete plant, read as noise, dust or traffic by what troubles each the most
    ("Trạm trộn bê tông cạnh chợ Thương chạy đêm bụi mù, không ai ngủ được", "tieng_on"),
    ("tram tron be tong gan cho Thuong bui mu mit ca dem", "moi_truong"),
    ("Bụi từ trạm trộn bê tông ở chợ Thương bay vào nhà dân suốt đêm", "moi_truong"),
    ("Trạm bê tông sát chợ Thương xả bụi, xe ra vào cả đêm, trẻ con ho", "giao_thong_vi_pham"),
    ("Nhà tôi gần chợ Thương, trạm trộn bê tông bụi không chịu nổi", "tieng_on"),
]
BESIDE = [
    ("Rác đầy cạnh chợ Thương, hôi thối cả đêm", "moi_truong"),
    ("Cạnh chợ Thương có ổ gà to, đêm nào cũng có người ngã", "giao_thong_ha_tang"),
    ("Quán nhậu cạnh chợ Thương hát karaoke cả đêm", "tieng_on"),
]


def test_one_matter_is_one_crowd_whichever_topic_each_telling_was_read_as(office, settings, clock):
    first, *_ = [tell(office, settings, text, topic=topic, chat=f"w{n}") for n, (text, topic) in enumerate(WORKS)]
    beside = [tell(office, settings, text, topic=topic, chat=f"b{n}") for n, (text, topic) in enumerate(BESIDE)]
    assert look(office, clock) == 1
    with office.read() as snap:
        assert crowds_of(snap, [first.id, *(one.id for one in beside)]) == {first.id: 5}


def test_what_only_shares_its_place_makes_no_crowd(office, settings, clock):
    for number, (text, topic) in enumerate(WORKS[:3] + BESIDE):
        tell(office, settings, text, topic=topic, chat=f"p{number}")
    assert look(office, clock) == 0
