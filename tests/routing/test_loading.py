import gc

import pytest

from routing.loading import uninterrupted


@pytest.fixture(params=[True, False], ids=["on", "off"])
def was_on(request):
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_the_collector_of_garbage_rests_meanwhile_and_is_as_it_was_behind(was_on):
    with uninterrupted():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_what_cannot_be_loaded_leaves_it_as_it_was_too(was_on):
    with pytest.raises(OSError, match="no such table"), uninterrupted():
        raise OSError("no such table")
    assert gc.isenabled() is was_on
