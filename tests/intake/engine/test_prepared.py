"""Prepared statements give what Core gives, on both databases."""

import pytest
from sqlalchemy import Integer, Text, bindparam, func, insert, literal, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound

from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.tables import InboxRow, MetaRow
from intake.talk.inbox import RawEvent, store

ADD = Prepared(insert(MetaRow))
ALL = select(MetaRow.key, MetaRow.value).order_by(MetaRow.key)
VALUES = {"a": {"name": "Bà Tư", "ngày": [1, 2]}, "b": {}, "c": {"is": None}}


def test_rows_come_back_as_core_reads_them(db):
    with db.transaction() as tx:
        tx.execute(ADD, [{"key": key, "value": value} for key, value in VALUES.items()])
        core = [tuple(row) for row in tx.execute(ALL)]
        assert [tuple(row) for row in tx.execute(Prepared(ALL))] == core
        assert dict(core) == VALUES


def test_instants_are_aware_and_defaults_are_filled_in(db):
    whole = select(InboxRow.__table__)
    with db.transaction() as tx:
        store(tx, RawEvent("telegram", "1", "k", "chat", 1, "{}"))
        assert tx.execute(Prepared(whole)).one()._asdict() == dict(tx.execute(whole).mappings().one())
        assert tx.execute(Prepared(whole)).one().received_at == tx.now


def test_a_list_of_numbers_may_have_any_length(db):
    few = Prepared(select(func.count()).select_from(InboxRow).where(among(InboxRow.id, "ids")))
    with db.transaction() as tx:
        ids = [store(tx, RawEvent("telegram", "1", f"{n}", "chat", n, "{}")) for n in range(5)]
        assert [tx.execute(few, {"ids": ids[:n]}).scalar_one() for n in range(6)] == [0, 1, 2, 3, 4, 5]


def test_an_expanding_in_is_refused_rather_than_wrong(db):
    wrong = Prepared(select(InboxRow.id).where(InboxRow.id.in_(bindparam("ids", expanding=True))))
    with db.read() as snap, pytest.raises(TypeError):
        snap.execute(wrong, {"ids": [1]})


def test_errors_are_those_of_core_and_a_part_that_failed_is_undone(db):
    with db.transaction() as tx:
        tx.execute(ADD, {"key": "a", "value": {}})
        with pytest.raises(IntegrityError), tx.attempt():
            tx.execute(ADD, {"key": "b", "value": {}})
            tx.execute(ADD, {"key": "a", "value": {}})
        assert tx.execute(Prepared(ALL)).mappings() == [{"key": "a", "value": {}}]
        with pytest.raises(NoResultFound):
            tx.execute(Prepared(ALL.where(MetaRow.key == "b"))).one()


def test_other_columns_may_be_named_each_time(db):
    change = Prepared(update(MetaRow).where(MetaRow.key == bindparam("of")))
    with db.transaction() as tx:
        tx.execute(ADD, {"key": "a", "value": {}})
        assert tx.execute(change, {"value": {"n": 1}, "of": "a"}).rowcount == 1
        tx.execute(change, {"key": "z", "of": "a"})
        assert tx.execute(Prepared(ALL)).mappings() == [{"key": "z", "value": {"n": 1}}]


def test_a_word_that_ends_in_the_middle_is_refused_and_not_cut(db):
    if db.is_sqlite:
        return  # keeps every sign
    with db.transaction() as tx:
        for run in (tx.execute, tx.write):
            with pytest.raises(DBAPIError), tx.attempt():
                run(ADD, {"key": "before\0behind", "value": {}})
        assert tx.execute(Prepared(ALL)).all() == []


def test_what_the_server_knows_outlives_a_part_that_failed_and_a_view_that_ended(db):
    if db.is_sqlite:
        return  # has no server
    said = Prepared(select(MetaRow.value).where(MetaRow.key == bindparam("of")))
    known = Prepared(text("SELECT count(*) FROM pg_prepared_statements").columns(number=Integer()))
    with db.transaction() as tx:
        with pytest.raises(IntegrityError), tx.attempt():
            tx.execute(ADD, [{"key": "a", "value": {}}, {"key": "a", "value": {}}])
        tx.execute(said, {"of": "a"})
        numbers = [tx.execute(known).scalar()]
    with pytest.raises(ValueError, match="away"), db.transaction() as tx:
        tx.execute(said, {"of": "a"})
        raise ValueError("away")
    with db.read() as snap:
        snap.execute(said, {"of": "a"})
        numbers.append(snap.execute(known).scalar())
    assert numbers[0] == numbers[1]


def test_a_name_means_the_same_statement_whoever_tells_it_to_the_server(db):
    if db.is_sqlite:
        return  # has no server
    one, other = (Prepared(select(what).where(MetaRow.key == bindparam("of"))) for what in (MetaRow.key, MetaRow.value))
    names = Prepared(text("SELECT statement, name FROM pg_prepared_statements").columns(statement=Text(), name=Text()))
    with db.read() as here, db.read() as there:
        for snap, asked in ((here, (one, other)), (there, (other, names, one))):
            for statement in asked:
                snap.execute(statement, {} if statement is names else {"of": "a"})
        known, known_there = (dict(snap.execute(names).all()) for snap in (here, there))
    shared = known.keys() & known_there.keys()
    assert len(shared) >= 2
    assert {statement: known[statement] for statement in shared} == {s: known_there[s] for s in shared}


def test_what_the_server_has_forgotten_is_told_anew_beside_what_it_still_knows(db):
    if db.is_sqlite:
        return  # has no server
    one, other = (Prepared(select(what).where(MetaRow.key == bindparam("of"))) for what in (MetaRow.key, MetaRow.value))
    names = text("SELECT name FROM pg_prepared_statements WHERE statement ~ '^SELECT meta.key\\s+FROM meta\\s+WHERE'")
    with db.read() as snap:
        snap.execute(one, {"of": "a"})
        snap.execute(other, {"of": "a"})
        snap.execute(text(f'DEALLOCATE "{snap.execute(names).scalar_one()}"'))
    with pytest.raises(DBAPIError, match="does not exist"), db.read() as snap:
        snap.execute(one, {"of": "a"})
    with db.read() as snap:
        assert snap.execute(one, {"of": "a"}).all() == snap.execute(other, {"of": "a"}).all() == []


def test_numbers_and_words_of_the_statement_itself_stand_in_it(db):
    odd = Prepared(select(literal("a 100% 'true' word"), literal(7), literal(True), literal("back\\slash")))  # noqa: FBT003
    with db.read() as snap:
        assert tuple(snap.execute(odd).one()) == ("a 100% 'true' word", 7, True, "back\\slash")


def test_what_is_written_without_an_answer_is_there_for_the_next_question(db):
    with db.transaction() as tx:
        tx.write(ADD, {"key": "a", "value": {}})
        tx.write(ADD, {"key": "b", "value": {}})
        assert tx.execute(ALL).all() == [("a", {}), ("b", {})]
        tx.write(ADD, {"key": "c", "value": {}})
        assert [row.key for row in tx.execute(Prepared(ALL))] == ["a", "b", "c"]
        tx.write(ADD, {"key": "d", "value": {}})
    with db.read() as snap:
        assert [row.key for row in snap.execute(ALL)] == ["a", "b", "c", "d"]


def test_what_is_written_without_an_answer_fails_in_its_part_and_undoes_that_alone(db):
    with db.transaction() as tx:
        tx.write(ADD, {"key": "a", "value": {}})
        with pytest.raises(IntegrityError), tx.attempt():
            tx.write(ADD, {"key": "b", "value": {}})
            tx.write(ADD, {"key": "a", "value": {}})
            tx.write(ADD, {"key": "c", "value": {}})
        with pytest.raises(ValueError, match="a bug"), tx.attempt():
            tx.write(ADD, {"key": "d", "value": {}})
            raise ValueError("a bug")
        with pytest.raises((ValueError, IntegrityError)), tx.attempt():
            tx.write(ADD, {"key": "d", "value": {}})
            tx.write(ADD, {"key": "a", "value": {}})
            raise ValueError("a bug")
        tx.write(ADD, {"key": "e", "value": {}})
    with db.read() as snap:
        assert [row.key for row in snap.execute(ALL)] == ["a", "e"]


def test_what_is_written_without_an_answer_and_fails_at_the_end_leaves_nothing(db):
    with pytest.raises(IntegrityError), db.transaction() as tx:
        tx.write(ADD, {"key": "a", "value": {}})
        tx.write(ADD, {"key": "a", "value": {}})
    with pytest.raises(ValueError, match="a bug"), db.transaction() as tx:
        tx.write(ADD, {"key": "b", "value": {}})
        raise ValueError("a bug")
    for _number in range(20):  # whichever connection it was
        with db.read() as snap:
            assert snap.execute(ALL).all() == []


def test_what_was_asked_ahead_is_answered_as_the_book_stood_then(db):
    count = Prepared(select(func.count().label("n")).select_from(MetaRow))
    with db.transaction() as tx:
        before = tx.ask(count, {})
        tx.write(ADD, {"key": "a", "value": {}})
        between = tx.ask(count, {})
        tx.write(ADD, {"key": "b", "value": {}})
        assert tx.execute(count).scalar() == 2
        assert [before().scalar(), between().scalar(), before().scalar()] == [0, 1, 0]
        asked_last = tx.ask(count, {})
        assert asked_last().scalar() == 2
        with pytest.raises(IntegrityError), tx.attempt():
            told = tx.ask(Prepared(insert(MetaRow).returning(MetaRow.key)), {"key": "a", "value": {}})
            told()
        assert tx.execute(count).scalar() == 2
