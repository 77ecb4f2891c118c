"""A period read again: what would go elsewhere is told with from and to, nothing is changed, sealed only counted."""

import argparse
import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from intake.directory import directory
from intake.errors import Invalid
from intake.learning.learning_commands import with_rules
from intake.learning.past_matters import registered_between
from intake.lifecycle import Move
from intake.tables import AuditRow, CaseEventRow, CaseRow, UnitRow
from routing.comparison import Again, Tally, compare
from routing.directory import Helper, Rule
from routing.kinds import Kind
from routing.reading import default_reader
from routing.topics import load_catalogue
from tests import people
from tests.factories import tell
from tests.intake.moving import act, unit_id

FIRST, LAST = date(2026, 9, 14), date(2026, 9, 30)
LIGHTS = "Đèn đường ngõ 12 phường Bắc Giang cháy bóng cả tháng nay"
HOLE = "Ổ gà to trên đường phường Bắc Giang"
BRIBE = "Tôi tố cáo cán bộ địa chính nhận tiền hối lộ"


def read(text):
    return default_reader().read(text)


def filed(db, settings, text, chat="c1", **how):
    reading = read(text)
    facts = {"kind": reading.kind, "topic": reading.topic, "confidence": reading.confidence, "reading": True, **how}
    return tell(db, settings, text, chat=chat, **facts)


def again(db, *rules, since=FIRST, until=LAST):
    tally = Tally()
    with db.read() as snap:
        today = directory.snapshot(snap)
        under = Again(default_reader(), replace(today, rules=rules) if rules else today)
        return list(compare(registered_between(snap, since, until), under, tally)), tally


def rule(db, topic, code, commune=None):
    return Rule(1, topic, commune, None, int(unit_id(db, code)), None, None)


def test_under_the_same_rules_nothing_goes_elsewhere(office, settings):
    for number, text in enumerate((LIGHTS, HOLE, "Cho hỏi thủ tục đăng ký khai sinh ạ", "abc xyz")):
        filed(office, settings, text, chat=f"c{number}")
    found, tally = again(office)
    assert found == []
    assert (tally.matters, tally.elsewhere) == (4, 0)


def test_a_new_rule_moves_what_it_speaks_of_and_nothing_else(office, settings):
    lights, _hole = filed(office, settings, LIGHTS), filed(office, settings, HOLE, chat="c2")
    assert read(LIGHTS).topic == "chieu_sang"
    found, tally = again(office, rule(office, "chieu_sang", "P-SXD"))
    (one,) = found
    assert one.past.code == lights.receipt.code
    assert one.changed == ("unit",)
    assert (one.past.registered.unit, one.now.unit) == tuple(int(unit_id(office, code)) for code in ("G-KT", "P-SXD"))
    assert tally.moves == {("unit", one.past.registered.unit, one.now.unit): 1}
    assert (tally.matters, tally.elsewhere) == (2, 1)


def test_it_tells_whether_a_change_comes_nearer_to_what_officers_decided(office, settings):
    told = filed(office, settings, LIGHTS)
    act(office, told.id, Move.TRANSFER, login="giap", unit_id=unit_id(office, "P-SXD"), reason="Việc của Sở.")
    filed(office, settings, LIGHTS, chat="c2")
    _found, tally = again(office, rule(office, "chieu_sang", "P-SXD"))
    assert tally.verdicts == {("unit", "better"): 1, ("unit", "worse"): 1}


def test_what_the_citizen_chose_is_chosen_again(office, settings):
    filed(office, settings, LIGHTS, topic="dien", confidence=1.0)
    filed(office, settings, LIGHTS, topic="khac", confidence=0.0, chat="c2")
    assert again(office)[0] == []


def test_a_wrong_kind_of_the_past_is_told_with_from_and_to(office, settings):
    filed(office, settings, LIGHTS, kind=Kind.INQUIRY)
    (one,) = again(office)[0]
    assert (one.past.registered.kind, one.now.kind) == ("inquiry", read(LIGHTS).kind.value)
    assert "kind" in one.changed


def test_the_commune_is_that_of_the_day_of_registration(office, settings):
    told = filed(office, settings, "Đèn đường cháy bóng cả tháng nay", commune=None)
    fields = {"kind": "feedback", "topic": "chieu_sang", "commune_code": people.TAN_YEN}
    act(office, told.id, Move.SCREEN, login="giap", unit_id=unit_id(office, "T-KT"), **fields)
    with office.read() as snap:
        (past,) = registered_between(snap, FIRST, LAST)
    assert past.place is None
    assert past.final.unit == int(unit_id(office, "T-KT"))


def test_sealed_cases_are_counted_and_never_listed(office, settings):
    filed(office, settings, BRIBE, kind=Kind.DENUNCIATION, topic="cay_xanh")
    found, tally = again(office)
    assert found == []
    assert (tally.matters, tally.sealed, tally.sealed_elsewhere) == (0, 1, 1)
    assert tally.moves == {}


def test_what_an_officer_split_off_was_filed_by_no_machine(office, settings):
    told = filed(office, settings, LIGHTS)
    part = {"kind": "feedback", "topic": "cay_xanh", "text": "Cây đổ"}
    act(office, told.id, Move.SPLIT, login="giap", unit_id=unit_id(office, "G-KT"), **part)
    assert again(office)[1].matters == 1


def test_only_the_days_asked_for_are_read_each_case_once(office, settings, clock, monkeypatch):
    monkeypatch.setattr("intake.learning.past_matters._BATCH", 2)
    codes = [filed(office, settings, LIGHTS, chat=f"c{number}").receipt.code for number in range(5)]
    clock.forward(days=1)
    codes += [filed(office, settings, LIGHTS, chat=f"d{number}").receipt.code for number in range(3)]
    with office.read() as snap:
        assert [past.code for past in registered_between(snap, FIRST, LAST)] == codes
        assert [past.code for past in registered_between(snap, FIRST, FIRST)] == codes[:5]


def test_nothing_is_changed(office, settings):
    filed(office, settings, LIGHTS)

    def book():
        with office.read() as snap:
            counts = [snap.execute(select(func.count()).select_from(t)).scalar_one() for t in (AuditRow, CaseEventRow)]
            return counts, [tuple(row) for row in snap.execute(select(CaseRow.__table__))]

    before = book()
    again(office, rule(office, "chieu_sang", "P-SXD"))
    assert book() == before


def test_a_file_of_rules_is_read_as_the_seed_reads_it(office, tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(json.dumps({"rules": [{"topic": "dien", "unit": "T-KT"}]}), encoding="utf-8")
    with office.read() as snap:
        tried = with_rules(directory.snapshot(snap), path, load_catalogue())
        unit = snap.execute(select(UnitRow.id).where(UnitRow.code == "T-KT")).scalar_one()
    assert tried.rules == (Rule(1, "dien", None, None, unit, None, None),)


def test_a_file_of_rules_may_tell_the_instance_and_who_helps(office, tmp_path):
    path = tmp_path / "rules.json"
    first, again_ = {"topic": "dien", "unit": "T-KT", "instance": 1}, {"topic": "dien", "unit": "P-BTCD", "instance": 2}
    helped = {**again_, "helpers": ["G-KT", {"function": "UBND", "level": "province"}]}
    path.write_text(json.dumps({"rules": [first, helped]}), encoding="utf-8")
    with office.read() as snap:
        known = directory.snapshot(snap)
        tried = with_rules(known, path, load_catalogue())
    helper = next(one.id for one in known.units.values() if one.code == "G-KT")
    assert [rule.instance for rule in tried.rules] == [1, 2]
    assert tried.rules[1].helpers == (Helper(helper), Helper(function="UBND", level="province"))


@pytest.mark.parametrize(
    "content",
    [
        "không phải JSON",
        "[]",
        '{"rules": [{"topic": "dien", "unit": "KHONG-CO"}]}',
        '{"rules": [{"topic": "khong_co", "unit": "P-SXD"}]}',
        '{"rules": [{"kind": "khong_co", "unit": "P-SXD"}]}',
        '{"rules": [{"topc": "dien", "unit": "P-SXD"}]}',
        '{"rules": [{"topic": "dien", "commune_code": "7210", "unit": "P-SXD"}]}',
        '{"rules": [{"topic": "dien", "unit": "P-SXD"}, {"topic": "dien", "unit": "P-TTRA"}]}',
        '{"rules": [{"topic": "dien", "function": "Không có", "level": "province"}]}',
    ],
)
def test_a_wrong_file_of_rules_is_refused_with_a_sentence(office, tmp_path, content):
    path = tmp_path / "rules.json"
    path.write_text(content, encoding="utf-8")
    with office.read() as snap, pytest.raises(Invalid) as refused:
        with_rules(directory.snapshot(snap), path, load_catalogue())
    assert str(path) in refused.value.sentence


def test_arguments_of_the_command_are_days():
    from intake.learning.learning_arguments import add_replay_arguments

    parser = argparse.ArgumentParser()
    add_replay_arguments(parser)
    assert parser.parse_args(["--from", "2026-09-14", "--to", "2026-09-30"]).since == FIRST


@pytest.mark.parametrize("typed", ["2026-11-31", "30/09/2026", "hôm nay"])
def test_what_is_no_day_is_told_in_a_sentence(capsys, typed):
    from intake.learning.learning_arguments import add_replay_arguments

    parser = argparse.ArgumentParser()
    add_replay_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--from", typed, "--to", "2026-09-30"])
    assert f"cần một ngày có thật, viết như 2026-09-30; không đọc được “{typed}”" in capsys.readouterr().err
