"""A part of a sealed case tells no open reader who denounced: it stays sealed, with those who are cleared."""

import pytest
from sqlalchemy import select

from intake.errors import Invalid
from intake.lifecycle import Move
from intake.tables import CaseRow
from tests.scenes import Desk


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def split(desk, told, unit):
    part = {"kind": "feedback", "topic": "moi_truong", "text": "Bãi rác đầu làng bốc mùi", "unit_id": desk.unit(unit)}
    return desk.make(told, Move.SPLIT, "dung", **part)


def test_a_report_split_off_a_denunciation_is_sealed(desk):
    split(desk, desk.accusation(), "P-BTCD")
    with desk.db.read() as snap:
        part = snap.execute(select(CaseRow.kind, CaseRow.is_sealed).order_by(CaseRow.id.desc())).first()
    assert tuple(part) == ("feedback", True)


def test_it_goes_to_nobody_who_is_not_cleared(desk):
    with pytest.raises(Invalid, match="không được nhận"):
        split(desk, desk.accusation(), "T-KT")
