"""A hazard is told on duty at once; its writer reads one calm sentence and is asked on as usual."""

import pytest
from sqlalchemy import select, update

from bot.texts import texts_in
from intake.queries.flags import condition, flags_of
from intake.registration.danger_labels import HAZARDS
from intake.registration.urgency import DANGER, grade_of
from intake.tables import CaseRow, CaseTaskRow, NoticeRow, StaffRow, UnitRow

pytestmark = pytest.mark.one_database

TREE = "cây xà cừ bật gốc một nửa, nghiêng hẳn ra lòng đường ở tổ 3 phường Bắc Giang"
_SAID = frozenset(HAZARDS) - {"gas"}  # of gas the advice is said


def told(office):
    at = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
    with office.read() as snap:
        return {row.login: row.text for row in snap.execute(at.where(NoticeRow.kind == "urgent")).all()}


@pytest.mark.usefixtures("duty")
def test_reception_and_the_duty_of_the_commune_hear_of_it_before_anything_is_agreed_to(office, citizen):
    citizen.says(TREE)
    assert "mối nguy: cây" in told(office)["khang"]
    assert "nguy hiểm" not in told(office)["khang"]
    assert len(told(office)) > 1


@pytest.mark.usefixtures("duty")
def test_where_the_place_is_told_later_the_commune_hears_of_it_then(office, citizen):
    citizen.says("cây xà cừ bật gốc một nửa, nghiêng hẳn ra lòng đường")
    assert "khang" not in told(office)
    citizen.says("tổ 3 phường Bắc Giang")
    assert "mối nguy" in told(office)["khang"]


def test_one_conditional_sentence_is_said_and_the_questions_go_on(citizen):
    heard = citizen.says(TREE)
    assert heard[0].startswith("Nếu cây, cột hay tường đang đổ")
    assert "114" in heard[0]
    assert "Anh/Chị đồng ý chứ?" in heard[-1]


def test_it_is_said_once(known_citizen):
    assert "114" in known_citizen.says("cây xà cừ bật gốc một nửa, nghiêng hẳn ra lòng đường")[0]
    assert "114" not in "\n".join(known_citizen.says("cây xà cừ ấy nghiêng ra lòng đường, ở tổ 3 phường Bắc Giang"))


def test_of_gas_what_to_do_is_said_once(citizen):
    heard = citizen.says("bình gas quán lẩu xì mùi nồng nặc cả hành lang")
    assert sum("mùi gas" in line for line in heard) == 1


@pytest.mark.both_databases
@pytest.mark.usefixtures("duty")
def test_its_case_is_urgent_and_the_units_are_asked_to_look(office, known_citizen):
    known_citizen.says(TREE)
    known_citizen.presses("Gửi")
    with office.read() as snap:
        case = snap.execute(select(CaseRow.is_urgent, CaseRow.decision)).one()
        units = select(UnitRow.code).join(CaseTaskRow, CaseTaskRow.unit_id == UnitRow.id)
        asked = snap.execute(units).scalars().all()
    assert case.is_urgent
    assert case.decision["hazard"] == "tree"
    assert asked == ["G-CA"]


@pytest.mark.both_databases
def test_what_is_only_likely_to_be_one_is_marked_until_somebody_takes_it_in_hand(office, known_citizen):
    heard = known_citizen.says(
        "xích đu trong công viên tổ 3 phường Bắc Giang đứt một bên móc, cháu nào ngồi lên cũng suýt ngã"
    )
    assert "114" in heard[0] or "115" in heard[0]
    known_citizen.presses("Gửi")
    assert told(office) == {}
    assert marks(office) == ("may_harm",)
    with office.transaction() as tx:
        assert not tx.execute(select(CaseRow.is_urgent)).scalar_one()
        tx.execute(update(CaseRow).values(state="in_progress"))
    assert marks(office) == ()


def marks(office):
    with office.read() as snap:
        found = flags_of(snap, snap.execute(select(CaseRow.id)).scalars().all())
        filtered = snap.execute(select(CaseRow.id).where(condition(snap, "may_harm"))).scalars().all()
    assert filtered == [case_id for case_id, flags in found.items() if "may_harm" in flags]
    return next(iter(found.values()), ())


def test_a_danger_told_later_makes_it_one(office, known_citizen):
    known_citizen.says(TREE)
    assert "Nếu có người bị" in known_citizen.says("trời ơi cây đổ đè trúng hai cháu rồi, kẹt bên dưới, cứu với")[0]
    known_citizen.presses("Gửi")
    with office.read() as snap:
        case = snap.execute(select(CaseRow.is_urgent, CaseRow.decision)).one()
    assert case.is_urgent
    assert case.decision["hazard"] == ""


@pytest.mark.parametrize("kind", sorted(_SAID))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_hazard_has_its_words(language, kind):
    assert texts_in(language).table[f"hazard.{kind}"]


MANHOLE = "There is an open manhole with no cover right outside the kindergarten in Bac Giang ward"


@pytest.mark.usefixtures("duty")
def test_who_writes_english_hears_the_sentence_once_and_duty_hears_of_it(office, citizen):
    citizen.says("English please")
    assert citizen.says(MANHOLE)[0].startswith("If somebody has fallen in, call 114")
    assert "114" not in "\n".join(citizen.says("the manhole has no cover, kids walk there"))
    assert "mối nguy: hố" in told(office)["khang"]


def test_a_hazard_that_has_hurt_somebody_is_a_danger_from_then_on(office, known_citizen):
    known_citizen.says(TREE)
    known_citizen.presses("Gửi")
    known_citizen.says("cây đổ đè trúng người đi xe máy, bất tỉnh rồi, cứu với")
    known_citizen.presses("Bổ sung")
    with office.read() as snap:
        assert grade_of(snap.execute(select(CaseRow.__table__)).one()) == DANGER
