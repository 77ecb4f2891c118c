"""Where the reception and the inspectors are accused together, somebody above them hears of it and takes it up."""

import pytest
from sqlalchemy import select

from intake import cases
from intake.lifecycle import Move
from intake.tables import NoticeRow, StaffRow, UnitRow
from routing.kinds import Kind
from tests.factories import viewer
from tests.intake.moving import case
from tests.scenes import Desk


@pytest.mark.parametrize(
    "text",
    [
        "Tôi tố cáo Chánh Thanh tra tỉnh và Trưởng Ban Tiếp công dân tỉnh nhận tiền để ỉm đơn",
        "Tôi tố cáo Thanh tra tỉnh và Ban Tiếp công dân tỉnh bao che, nhận tiền",
    ],
)
def test_the_office_of_the_province_is_told_and_screens_it(office, settings, text):
    told = Desk(office, settings).tell(text, kind=Kind.DENUNCIATION, topic="tham_nhung")
    with office.read() as snap:
        hears = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        logins = set(snap.execute(hears.where(NoticeRow.case_id == told.id)).scalars())
        desk = snap.execute(select(UnitRow.code).where(UnitRow.id == case(office, told.id).screening_unit_id)).scalar()
        assert Move.SCREEN in cases.moves_of(snap, viewer(office, "giap"), told.id)
        assert not cases.moves_of(snap, viewer(office, "dung"), told.id)
    assert (desk, logins) == ("P", {"giap"})


def test_who_stands_above_all_is_still_accused_before_nobody_here(office, settings):
    told = Desk(office, settings).tell("Tôi tố cáo Chủ tịch UBND tỉnh nhận hối lộ", kind=Kind.DENUNCIATION)
    assert (case(office, told.id).state, case(office, told.id).screening_unit_id) == ("referred", None)
