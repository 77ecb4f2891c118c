"""A kept filter belongs to whoever made it; their unit may use it, each with their own sight."""

import pytest

from intake.errors import Invalid, NotFound
from intake.officers import saved_filters
from intake.queries.inbox.kept_filters import MOST, saved
from intake.queries.inbox.narrowing import Filters
from tests.factories import tell, viewer

LIGHTS = Filters(topic="dien", flags=("public",))


def keep(office, login, name="Đèn", filters=LIGHTS, *, is_shared=False):
    with office.transaction() as tx:
        return saved_filters.keep(tx, viewer(office, login), name, "all_open", filters, is_shared=is_shared)


def seen(office, login):
    with office.read() as snap:
        return [(one.name, one.is_own, one.count) for one in saved(snap, viewer(office, login))]


def test_a_filter_is_its_makers_until_it_is_shared_with_the_unit(office):
    kept = keep(office, "ha")
    assert seen(office, "ha") == [("Đèn", True, 0)]
    assert seen(office, "lam") == []
    with office.transaction() as tx:
        saved_filters.change(tx, viewer(office, "ha"), kept, "  Đèn   đường ", is_shared=True)
    assert seen(office, "lam") == [("Đèn đường", False, 0)]
    assert seen(office, "tam") == []


def test_the_same_name_is_the_same_filter_changed(office):
    first, second = keep(office, "ha"), keep(office, "ha", filters=Filters(kind="petition"))
    assert first == second
    with office.read() as snap:
        assert [one.filters for one in saved(snap, viewer(office, "ha"))] == [Filters(kind="petition")]


def test_a_shared_filter_counts_what_its_reader_may_see(office, settings):
    tell(office, settings)
    tell(office, settings, commune="07339", chat="far")
    keep(office, "ha", filters=Filters(topic="giao_thong_ha_tang"), is_shared=True)
    assert seen(office, "ha") == [("Đèn", True, 1)]
    assert seen(office, "son") == [("Đèn", False, 1)]


def test_nobody_else_changes_or_forgets_it(office):
    kept = keep(office, "ha", is_shared=True)
    for do in (
        lambda tx: saved_filters.change(tx, viewer(office, "lam"), kept, "Tôi", is_shared=True),
        lambda tx: saved_filters.forget(tx, viewer(office, "lam"), kept),
    ):
        with pytest.raises(NotFound), office.transaction() as tx:
            do(tx)
    with office.transaction() as tx:
        saved_filters.forget(tx, viewer(office, "ha"), kept)
    assert seen(office, "lam") == []


@pytest.mark.parametrize(("name", "filters"), [("  ", LIGHTS), ("Đèn", Filters())])
def test_a_filter_needs_a_name_and_something_to_narrow(office, name, filters):
    with pytest.raises(Invalid):
        keep(office, "ha", name, filters)


def test_a_name_that_is_taken_is_refused_and_so_is_one_too_many(office):
    numbers = [keep(office, "ha", f"Bộ {number}") for number in range(MOST)]
    with pytest.raises(Invalid):
        keep(office, "ha", "Thêm")
    with pytest.raises(Invalid), office.transaction() as tx:
        saved_filters.change(tx, viewer(office, "ha"), numbers[0], "Bộ 1", is_shared=False)
