"""Earlier cases on the same matter are found by index, offered only to those who may see them, and name no one."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from intake.access import counted_cases
from intake.lifecycle import Move
from intake.queries.case.similar import POOL, candidates, similar_open, similar_to
from intake.tables import CaseRow
from routing.kinds import Kind
from routing.topics import load_catalogue
from tests import people
from tests.factories import tell, viewer
from tests.intake.moving import act, case

HOLE = "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe"
SAME = "o ga trc cong truong tieu hoc to lam, chau be nga xe"
LAMP = "Đèn đường ngõ 5 cháy bóng cả tháng, tối om"
BRIBE = "Tôi tố cáo cán bộ địa chính nhận tiền để làm giấy"


def alike(db, told, login="giap"):
    with db.read() as snap:
        row = snap.execute(select(CaseRow.__table__).where(CaseRow.id == told.id)).one()
        return similar_to(snap, viewer(db, login), row)


def offered(db, words=SAME, topic="giao_thong_ha_tang", commune=people.BAC_GIANG, **more):
    with db.read() as snap:
        return similar_open(snap, words, topic, commune, **more)


@pytest.fixture
def hole(office, settings):
    return tell(office, settings, HOLE, chat="c1")


def test_an_officer_is_shown_the_earlier_case_and_why(office, settings, hole):
    tell(office, settings, LAMP, chat="c2")
    told = tell(office, settings, SAME, chat="c3")
    found = alike(office, told)
    assert [one.code for one in found] == [hole.receipt.code]
    assert any("cong truong" in word for word in found[0].why) or any("o ga" in word for word in found[0].why)
    assert found[0].can_lead


@pytest.mark.parametrize(
    "other",
    [{"commune": people.TAN_YEN}, {"topic": "chieu_sang"}, {"commune": None}],
    ids=["place", "topic", "unknown"],
)
def test_another_commune_or_topic_is_not_the_same_matter(office, settings, hole, other):
    assert alike(office, tell(office, settings, SAME, chat="c2", **other)) == ()
    assert [one.case_id for one in offered(office)] == [hole.id]


def test_what_is_months_old_is_not_offered(office, settings, hole, clock):
    clock.forward(days=91)
    assert alike(office, tell(office, settings, SAME, chat="c2")) == ()
    assert hole.id not in [one.case_id for one in offered(office)]


def test_nobody_is_shown_a_case_out_of_their_sight(office, settings, hole):
    told = tell(office, settings, SAME, chat="c2")
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == hole.id).values(lead_unit_id=None, officer_id=None))
    assert alike(office, told, "ha") == ()
    assert [one.id for one in alike(office, told, "giap")] == [hole.id]


def test_a_sealed_case_is_offered_only_beside_sealed_ones_and_to_those_cleared(office, settings):
    first = tell(office, settings, BRIBE, kind=Kind.DENUNCIATION, topic="tham_nhung", chat="c1")
    second = tell(office, settings, BRIBE, kind=Kind.DENUNCIATION, topic="tham_nhung", chat="c2")
    plain = tell(office, settings, BRIBE, kind=Kind.FEEDBACK, topic="tham_nhung", chat="c3")
    assert [one.id for one in alike(office, second)] == [first.id]
    assert alike(office, plain) == ()
    for login in ("ha", "mai", "son", "quy", "nga"):
        assert alike(office, second, login) == ()


def test_a_case_sealed_later_is_no_longer_offered(office, settings, hole):
    told = tell(office, settings, SAME, chat="c2")
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == hole.id).values(is_sealed=True))
    assert alike(office, told) == ()
    assert hole.id not in {one.case_id for one in offered(office)}


def test_a_citizen_learns_what_where_when_and_state_and_nothing_of_the_other(office, settings):
    secret = "Ổ gà to trước nhà bà Hoa số 0912345678, cổng trường tiểu học, cháu bé ngã xe, ông Bảy say rượu"
    told = tell(office, settings, secret, chat="c1")
    (found,) = offered(office)
    assert (found.case_id, found.state) == (told.id, "assigned")
    assert found.what.startswith("Đường, cầu") or "giao thông" in found.what.lower()
    assert found.where == "phường Bắc Giang" or found.where.endswith("phường Bắc Giang")
    shown = f"{found.what} {found.where} {found.on} {found.state}".lower()
    for word in ("hoa", "0912", "bảy", "say", "bay"):
        assert word not in shown.split()
    assert told.receipt.code not in shown


@pytest.mark.parametrize("canary", ["0912345678", "024099012345", "ba.tu@example.vn"])
def test_a_number_that_names_a_person_is_in_no_offer_even_where_the_asker_typed_it(office, settings, canary):
    tell(office, settings, f"{HOLE}, gọi {canary}", chat="c1")
    assert offered(office, f"{SAME} {canary}")
    assert canary not in str(offered(office, f"{SAME} {canary}", place=f"cổng trường {canary}"))


@pytest.mark.usefixtures("hole")
def test_a_place_is_named_to_a_citizen_only_as_far_as_they_named_it(office):
    assert [one.where for one in offered(office, "Ổ gà to, cháu bé ngã xe trước trường tiểu học")] == [
        "phường Bắc Giang"
    ]
    assert [one.where for one in offered(office)] == ["cổng trường, phường Bắc Giang"]
    assert [one.where for one in offered(office, HOLE)] == ["cổng trường, phường Bắc Giang"]


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.DENUNCIATION, Kind.INQUIRY, Kind.OTHER])
def test_what_is_one_persons_own_is_never_offered_to_another(office, settings, kind):
    tell(office, settings, HOLE, kind=kind, chat="c1")
    assert offered(office) == ()


def test_topics_that_tell_of_a_household_are_never_offered(office, settings):
    for topic in ("an_sinh", "y_te", "tham_nhung", "can_bo", "dat_dai", "an_ninh_trat_tu", "tieng_on"):
        tell(office, settings, HOLE, topic=topic, chat=topic)
        assert offered(office, topic=topic) == ()


def test_without_a_commune_nothing_is_offered_nor_of_ones_own(office, hole):
    assert offered(office, commune=None) == ()
    assert offered(office, conversation_id=hole.conversation_id) == ()


def test_an_ended_case_is_offered_to_no_citizen(office, hole):
    act(office, hole.id, Move.REFUSE, login="giap", ground="unclear", text="Không rõ.")
    assert not case(office, hole.id).is_open
    assert offered(office) == ()


def test_joined_cases_are_left_out_of_the_list(office, settings, hole):
    told = tell(office, settings, SAME, chat="c2")
    act(office, told.id, Move.JOIN, login="giap", code=hole.receipt.code, reason="Cùng một ổ gà.")
    assert alike(office, told) == ()
    assert alike(office, hole) == ()


def copies_of(tx, case_id, count, **varied):
    """Add copies of a case; `varied` gives for a number what differs."""
    table = CaseRow.__table__
    row = dict(tx.execute(select(table).where(table.c.id == case_id)).one()._mapping)  # noqa: SLF001 - a row as a mapping
    copies = [
        {**row, "id": 1000 + n, "code": f"X-{n}", "draft_no": -n - 1, **{name: of(n) for name, of in varied.items()}}
        for n in range(count)
    ]
    tx.execute(table.insert(), copies)
    return copies


@pytest.mark.slow
def test_candidates_are_read_by_their_index_on_both_databases(office, settings, clock):
    last = tell(office, settings, HOLE)
    topics = sorted(load_catalogue().topics)
    with office.transaction() as tx:
        copies_of(tx, last.id, 4000, topic=lambda n: topics[n % 40], commune_code=lambda n: str(n % 99))
        tx.execute(text("ANALYZE cases"))
        since = clock() - timedelta(days=90)
        query = candidates("giao_thong_ha_tang", people.BAC_GIANG, since, counted_cases())
        sql = query.compile(tx.connection, compile_kwargs={"literal_binds": True})
        how = "EXPLAIN QUERY PLAN" if tx.is_sqlite else "EXPLAIN"
        plan = "\n".join(str(row[-1]) for row in tx.execute(text(f"{how} {sql}")))
        assert "ix_cases_matter" in plan, plan
        assert "SCAN cases" not in plan, plan
        assert "Seq Scan" not in plan, plan
        assert "TEMP B-TREE" not in plan, plan


def test_of_a_flood_only_the_newest_are_weighed(office, settings):
    last = tell(office, settings, HOLE, chat="c1")
    with office.transaction() as tx:
        copies = copies_of(tx, last.id, POOL + 20)
        rows = tx.execute(candidates("giao_thong_ha_tang", people.BAC_GIANG, copies[0]["registered_at"])).all()
    assert [one.id for one in rows] == sorted((one["id"] for one in copies), reverse=True)[:POOL]
