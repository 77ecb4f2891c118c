"""Long calculations come back in their order, wherever they are done."""

import os
from functools import partial

import pytest

from routing import side_by_side as module
from routing.side_by_side import side_by_side


@pytest.mark.parametrize("are_long", [True, False])
def test_each_job_gives_what_it_would_give_alone_in_its_turn(monkeypatch, are_long):
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _process: {0, 1})
    assert list(side_by_side([partial(pow, 2, n) for n in range(5)], are_long=are_long)) == [1, 2, 4, 8, 16]


def test_what_is_short_is_done_here_and_what_is_long_elsewhere(monkeypatch):
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _process: {0, 1})
    jobs = [os.getpid] * 2
    assert set(side_by_side(jobs, are_long=False)) == {os.getpid()}
    assert os.getpid() not in set(side_by_side(jobs))


def test_a_job_that_fails_is_told(monkeypatch):
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _process: {0, 1})
    with pytest.raises(ZeroDivisionError):
        list(side_by_side([partial(divmod, 1, 0), partial(divmod, 1, 1)]))
