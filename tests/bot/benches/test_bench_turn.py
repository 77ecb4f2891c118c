"""What a turn costs is counted, and what makes one dearer shows: calls and statements hang on no machine's mood."""

import pytest

from bot.benches import bench_turn


@pytest.fixture(autouse=True)
def quick_yardstick(monkeypatch):
    """Spare the millions of additions by which a benchmark compares machines: here it is counted."""
    monkeypatch.setattr(bench_turn, "additions_s", lambda _clock: 0.05)


def test_a_turn_costs_no_more_calls_and_statements_than_it_did(monkeypatch):
    monkeypatch.setattr(bench_turn, "_CHATS", 4)
    figures = bench_turn.run("sqlite")
    assert 1_000 < figures["taken in: calls a turn"] < 2_760
    assert 10 < figures["taken in: statements a turn"] <= 20
    assert 300 < figures["answer sent: calls a turn"] < 850
    assert figures["answer sent: statements a turn"] <= 4
    assert figures["taken in: in thousands of additions a turn"] > 0


def test_a_turn_goes_to_a_server_of_databases_no_more_often_than_it_did(monkeypatch, postgresql_url):
    monkeypatch.setattr(bench_turn, "_CHATS", 4)
    figures = bench_turn.run(postgresql_url)
    assert 5 < figures["taken in: journeys to the database a turn"] < 12
    assert figures["answer sent: journeys to the database a turn"] < 6
