"""What is promised to whoever writes tests: a table is tried to its last row, and each row that fails is named."""

import pytest

from tests.rows import whole_table


@pytest.fixture
def table(request):
    """Return the one test that is made of a table, or nothing."""
    return lambda test: whole_table(request.node.getparent(pytest.Module), "test_table", test)


def test_every_row_that_fails_is_named_and_told(table):
    tried = []

    @pytest.mark.parametrize(("a", "b"), [("mưa", 1), ("nắng", 2), ("gió", 3)])
    def rows(a, b):
        tried.append(a)
        assert b == 2, f"{a} is not 2"

    with pytest.RaisesGroup(AssertionError, AssertionError, match="2 rows of 3 fail") as told:
        table(rows).obj()
    assert "a='mưa', b=1\nin the row a='gió', b=3" in str(told.value)
    assert tried == ["mưa", "nắng", "gió"]


def test_one_row_that_fails_fails_as_it_would_alone(table):
    @pytest.mark.parametrize("a", ["b", "c"])
    @pytest.mark.parametrize("n", [1, 2])
    def rows(a, n):
        if (a, n) == ("c", 2):
            pytest.fail("no")

    with pytest.raises(pytest.fail.Exception, match="no") as told:
        table(rows).obj()
    assert told.value.__notes__ == ["in the row a='c', n=2"]


def test_what_is_made_anew_for_every_test_is_so_for_every_row(table):
    @pytest.mark.parametrize("a", [1, 2])
    def rows(a, tmp_path):
        """Write into a folder of its own."""

    assert table(rows) is None


def test_rows_that_are_not_alike_stay_apart(table):
    @pytest.mark.parametrize("a", [1, pytest.param(2, marks=pytest.mark.xfail)])
    def rows(a):
        """One of both fails."""

    assert table(rows) is None
