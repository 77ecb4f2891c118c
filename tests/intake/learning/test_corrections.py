"""What officers corrected leaves the book as lessons: as it stands now, masked, sealed only where asked for."""

import json

from sqlalchemy import select, update

from intake.clock import local_day
from intake.learning.corrections import lessons
from intake.lifecycle import Move
from intake.tables import CaseRow, StaffRow
from routing.kinds import Kind
from tests.factories import tell
from tests.intake.moving import act, unit_id

TEXT = "Bóng đèn ngõ tôi cháy, gọi tôi số 0912345678, căn cước 024190001234"
BRIBE = "Tôi tố cáo cán bộ địa chính nhận tiền để làm giấy"


def told(db, **how):
    with db.read() as snap:
        return [json.loads(line) for line in lessons(snap, **how)]


def corrected(db, settings, text=TEXT, *, to_kind="petition", to_topic="chieu_sang", chat="c1", **how):
    one = tell(db, settings, text, chat=chat, confidence=0.1, **how)
    unit = "P-BTCD" if to_kind == "denunciation" else "G-KT"
    act(db, one.id, Move.SCREEN, login="giap", kind=to_kind, topic=to_topic, unit_id=unit_id(db, unit))
    return one


def test_a_lesson_has_the_text_and_what_the_officer_decided(office, settings):
    corrected(office, settings)
    (lesson,) = told(office)
    assert (lesson["topic"], lesson["kind"]) == ("chieu_sang", "petition")
    assert {(row["field"], row["proposed"], row["corrected"]) for row in lesson["corrected"]} == {
        ("kind", "feedback", "petition"),
        ("topic", "giao_thong_ha_tang", "chieu_sang"),
    }


def test_a_lesson_tells_by_whose_account_it_was_put_right_and_no_name(office, settings):
    corrected(office, settings)
    (lesson,) = told(office)
    assert {row["by"] for row in lesson["corrected"]} == {"giap"}
    with office.read() as snap:
        name = snap.execute(select(StaffRow.name).where(StaffRow.login == "giap")).scalar_one()
    assert name not in json.dumps(lesson, ensure_ascii=False)


def test_numbers_that_name_a_person_are_masked(office, settings):
    corrected(office, settings)
    (lesson,) = told(office)
    assert "0912345678" not in lesson["text"]
    assert "024190001234" not in lesson["text"]
    assert "Bóng đèn ngõ tôi cháy" in lesson["text"]


def test_what_was_confirmed_unchanged_is_no_correction(office, settings):
    corrected(office, settings, to_kind="feedback", to_topic="giao_thong_ha_tang")
    assert told(office) == []


def test_corrected_twice_is_one_lesson_with_the_last_word(office, settings):
    one = corrected(office, settings)
    act(office, one.id, Move.RETURN, login="giap", reason="Nhầm.")
    again = {"kind": "feedback", "topic": "dien", "unit_id": unit_id(office, "G-KT")}
    act(office, one.id, Move.SCREEN, login="giap", **again)
    (lesson,) = told(office)
    assert (lesson["topic"], lesson["kind"]) == ("dien", "feedback")
    assert len(lesson["corrected"]) == 4


def test_sealed_cases_stay_in_unless_they_are_asked_for(office, settings):
    corrected(office, settings, BRIBE, to_kind="denunciation", to_topic="tham_nhung", chat="c2")
    assert told(office) == []
    (lesson,) = told(office, with_sealed=True)
    assert (lesson["kind"], lesson["text"]) == ("denunciation", BRIBE)


def test_what_was_sealed_when_told_stays_in_too(office, settings):
    corrected(
        office, settings, BRIBE, to_kind="denunciation", kind=Kind.DENUNCIATION, topic="can_bo", to_topic="dat_dai"
    )
    assert told(office) == []


def test_an_erased_case_teaches_nothing(office, settings):
    one = corrected(office, settings)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == one.id).values(text=""))
    assert told(office) == []


def test_only_corrections_of_the_days_asked_for_count(office, settings, clock):
    corrected(office, settings)
    first = local_day(clock())
    clock.forward(days=5)
    corrected(office, settings, "Nước máy đục ngầu mấy hôm nay", to_topic="nuoc", chat="c2")
    assert [one["topic"] for one in told(office, since=first, until=first)] == ["chieu_sang"]
    assert [one["topic"] for one in told(office, since=local_day(clock()))] == ["nuoc"]
    assert len(told(office)) == 2


def test_the_same_words_are_of_one_family(office, settings):
    for number in range(2):
        corrected(office, settings, chat=f"c{number}")
    first, second = told(office)
    assert first["group"] == second["group"] != ""


def test_a_long_book_is_told_batch_by_batch_and_nothing_twice(office, settings, monkeypatch):
    monkeypatch.setattr("intake.learning.corrections._BATCH", 2)
    for number in range(5):
        corrected(office, settings, f"Đèn đường ngõ {number} cháy", chat=f"c{number}")
    assert len({one["text"] for one in told(office)}) == 5
