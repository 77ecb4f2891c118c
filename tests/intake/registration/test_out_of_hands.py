"""A denunciation of the province's own chair: nobody here sees it, the citizen is told where to take it."""

import pytest
from sqlalchemy import func, select, update

from intake import meta, receipts
from intake.errors import NotFound
from intake.queries.case.case_page import case_page
from intake.tables import CaseRow, ClockRow, NoticeRow, StaffRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.intake.moving import events

TEXT = "Tôi tố cáo chủ tịch UBND tỉnh nhận hối lộ"


@pytest.fixture
def denounced(office, settings):
    with office.transaction() as tx:
        top = select(UnitRow.id).where(UnitRow.code == "P").scalar_subquery()
        chair = {"unit_id": top, "title": "Chủ tịch UBND tỉnh"}
        tx.execute(update(StaffRow).where(StaffRow.login == "cuc").values(**chair))
        meta.bump(tx, "directory")
    return tell(office, settings, TEXT, kind=Kind.DENUNCIATION, topic="tham_nhung", commune=None)


def test_the_citizen_is_told_where_to_take_it(denounced):
    assert "Thanh tra Chính phủ" in denounced.receipt.belongs_to
    assert "Điều 13 Luật Tố cáo" in denounced.receipt.belongs_to
    assert denounced.receipt.due_on is None


def test_it_ends_at_once_and_no_clock_runs(denounced, office):
    with office.read() as snap:
        row = snap.execute(select(CaseRow.state, CaseRow.is_open).where(CaseRow.id == denounced.id)).one()
        running = select(func.count()).where(ClockRow.case_id == denounced.id, ClockRow.status == "running")
        assert snap.execute(running).scalar_one() == 0
        assert receipts.status_of(snap, denounced.id).due_on is None
    assert tuple(row) == ("referred", False)
    assert [one.move for one in events(office, denounced.id)] == ["register", "refer"]


@pytest.mark.parametrize("login", ["giap", "dung", "cuc", "mai", "son"])
def test_nobody_in_the_province_sees_it_or_is_told(denounced, office, login):
    actor = viewer(office, login)
    with office.read() as snap:
        with pytest.raises(NotFound):
            case_page(snap, actor, denounced.id)
        assert snap.execute(select(func.count()).select_from(NoticeRow)).scalar_one() == 0


def test_one_who_only_writes_to_the_chair_denounces_somebody_else(office, settings):
    text = "Kính gửi ông chủ tịch UBND tỉnh. Tôi tố cáo cán bộ xã Tân Yên nhận tiền"
    told = tell(office, settings, text, kind=Kind.DENUNCIATION, topic="tham_nhung", commune="07339", chat="other")
    assert told.receipt.belongs_to == ""
    assert told.receipt.unit == "Ban Tiếp công dân tỉnh" or told.receipt.in_screening


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Phó chủ tịch tỉnh bao che cho công ty khai thác cát lậu", "Thủ tướng Chính phủ"),
        ("chu tich ubnd tinh dung xe cong di le", "Thủ tướng Chính phủ"),
        ("Bí thư tỉnh ủy nhận hối lộ", "Ủy ban Kiểm tra Trung ương"),
        ("Chủ tịch HĐND tỉnh nhận tiền chạy dự án", "Ủy ban Thường vụ Quốc hội"),
    ],
)
def test_a_leader_of_the_province_accused_without_the_word_is_read_by_nobody_here(office, settings, text, to):
    told = tell(office, settings, text, kind=Kind.DENUNCIATION, topic="khoang_san", commune="07339", chat="top")
    assert to in told.receipt.belongs_to
    with office.read() as snap:
        for login in ("giap", "dung", "cuc", "mai", "son"):
            with pytest.raises(NotFound):
                case_page(snap, viewer(office, login), told.id)
        assert snap.execute(select(func.count()).select_from(NoticeRow)).scalar_one() == 0


def test_a_bill_that_finds_no_desk_in_an_empty_directory_waits_for_one(db, settings):
    text = "Hóa đơn tiền điện tháng này tăng gấp đôi"
    told = tell(db, settings, text, topic="dien", commune="07339")
    assert told.receipt.belongs_to == ""
    assert told.receipt.due_on is not None
    with db.read() as snap:
        assert snap.execute(select(CaseRow.state, CaseRow.is_open)).one() == ("screening", True)
