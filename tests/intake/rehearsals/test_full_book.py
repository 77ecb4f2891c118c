"""A made-up book is whole: what is copied belongs together, is found by its words, and is summed up right."""

import pytest
from sqlalchemy import func, select, text

from intake.cases import act
from intake.figures import kept
from intake.figures.checking import differences
from intake.lifecycle import Move
from intake.officers import staff
from intake.rehearsals import full_book
from intake.tables import CaseEventRow, CaseRow, ConversationRow, FigureRow, OutboxRow, RatingRow

pytestmark = pytest.mark.slow


def indexes(db):
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'index' OR type = 'trigger' ORDER BY name"
        if db.is_sqlite
        else "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname"
    )
    with db.read() as snap:
        return list(snap.execute(text(names)).scalars())


def sums(db):
    with db.read() as snap:
        order = (FigureRow.part, FigureRow.level, FigureRow.day, FigureRow.dimension, FigureRow.key)
        return [tuple(row) for row in snap.execute(select(FigureRow.__table__).order_by(*order))]


def note_something(db):
    with db.transaction() as tx:
        busiest = full_book.busiest(tx)
        watcher = staff.viewer_for(tx, busiest["supervisor"])
        act(tx, full_book.known(tx, 1)["cases"][0], Move.NOTE, actor=watcher, fields={"text": "Đã gọi lại"})


def test_a_book_is_multiplied_with_all_that_belongs_to_it(office):
    before = indexes(office)
    full_book.fill(office, cases=60)
    note_something(office)  # whatever is tried in a book takes numbers of its own
    full_book.fill(office, cases=300)
    assert indexes(office) == before
    assert 250 < full_book.count(office) < 350
    assert full_book.made(office) == 300
    with office.read() as snap:
        told = select(func.count()).select_from(CaseRow).join(ConversationRow)
        same_day = told.where(ConversationRow.started_at == CaseRow.registered_at)
        assert snap.execute(same_day).scalar_one() == full_book.count(office)
        for table in (CaseEventRow, OutboxRow):
            lone = select(func.count()).select_from(table).outerjoin(CaseRow, CaseRow.id == table.case_id)
            assert snap.execute(lone.where(CaseRow.id.is_(None))).scalar_one() == 0
        answers = select(CaseEventRow.move).join(RatingRow, RatingRow.event_id == CaseEventRow.id).distinct()
        assert snap.execute(answers.order_by(CaseEventRow.move)).scalars().all() == ["answer"]
        late = select(func.count(CaseRow.id)).where(CaseRow.registered_at > snap.now)
        assert snap.execute(late).scalar_one() == 0
        assert list(differences(snap)) == []


def test_two_countings_are_the_same_to_the_letter(office):
    full_book.fill(office, cases=60)
    before = sums(office)
    kept.rebuild(office)
    assert sums(office) == before
