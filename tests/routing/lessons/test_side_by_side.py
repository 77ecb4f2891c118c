"""Long calculations come back in their order, wherever they are done."""

import os
from functools import partial

import pytest

from routing.lessons import side_by_side as module
from routing.lessons.side_by_side import side_by_side


def two_cores(monkeypatch, room=8):
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _process: {0, 1})
    monkeypatch.setattr(module, "room_for", lambda _each: room)


@pytest.mark.parametrize("are_long", [True, False])
def test_each_job_gives_what_it_would_give_alone_in_its_turn(monkeypatch, are_long):
    two_cores(monkeypatch)
    assert list(side_by_side([partial(pow, 2, n) for n in range(5)], are_long=are_long)) == [1, 2, 4, 8, 16]


def test_what_is_short_is_done_here_and_what_is_long_elsewhere(monkeypatch):
    two_cores(monkeypatch)
    jobs = [os.getpid] * 2
    assert set(side_by_side(jobs, are_long=False)) == {os.getpid()}
    assert os.getpid() not in set(side_by_side(jobs))


def test_where_memory_is_short_one_job_follows_the_other_here(monkeypatch):
    two_cores(monkeypatch, room=1)
    assert set(side_by_side([os.getpid] * 2)) == {os.getpid()}


@pytest.mark.parametrize(
    ("told", "room"), [("MemFree: 1 kB\nMemAvailable:    7340032 kB\n", 2), ("MemFree: 9 kB\n", 1)]
)
def test_room_is_told_by_the_memory_that_is_available(monkeypatch, tmp_path, told, room):
    (tmp_path / "meminfo").write_text(told, encoding="ascii")
    monkeypatch.setattr(module, "_MEMORY", tmp_path / "meminfo")
    assert module.room_for(3 << 30) == room


def test_a_job_that_fails_is_told(monkeypatch):
    two_cores(monkeypatch)
    with pytest.raises(ZeroDivisionError):
        list(side_by_side([partial(divmod, 1, 0), partial(divmod, 1, 1)]))
