"""A number that is missing is waited for, a moment and not for ever; where none ever comes nobody waits."""

import asyncio
from time import monotonic

import pytest

from bot.doors.gaps import Gaps

WAIT_S = 0.2


def order_of(*numbers, gaps=None, every_s=0.02):
    """Return in which order updates go on that come like this, one after another."""
    found, went = gaps or Gaps(WAIT_S), []

    async def one(number):
        await found.before(number)
        went.append(number)
        found.passed(number)

    async def all_of_them():
        tasks = []
        for number in numbers:
            tasks.append(asyncio.create_task(one(number)))
            await asyncio.sleep(every_s)
        await asyncio.wait_for(asyncio.gather(*tasks), 10)

    asyncio.run(all_of_them())
    return went


def took_s(gaps, number):
    began = monotonic()
    asyncio.run(gaps.before(number))
    gaps.passed(number)
    return monotonic() - began


@pytest.mark.parametrize(
    ("came", "went"),
    [
        ((1, 2, 3), [1, 2, 3]),
        ((1, 3, 2), [1, 2, 3]),
        ((1, 4, 2, 3, 5), [1, 2, 3, 4, 5]),
        ((1, 3), [1, 3]),
        ((7,), [7]),
        ((1, 900, 901), [1, 900, 901]),
        ((900, 1, 2), [900, 1, 2]),
        ((1, 2, 2, 1), [1, 2, 2, 1]),
    ],
    ids=["in order", "swapped", "one early", "one never comes", "first", "a leap", "counts anew", "repeated"],
)
def test_updates_go_on_in_the_order_of_their_numbers(came, went):
    assert order_of(*came) == went


def test_what_never_comes_holds_up_nobody_for_long():
    gaps = Gaps(WAIT_S)
    assert took_s(gaps, 1) < WAIT_S / 2
    assert WAIT_S * 0.9 < took_s(gaps, 3) < 10 * WAIT_S
    assert took_s(gaps, 4) < WAIT_S / 2


def test_what_was_let_go_is_waited_for_until_it_has_taken_its_place_but_not_for_long():
    gaps = Gaps(WAIT_S)
    asyncio.run(gaps.before(1))
    assert took_s(gaps, 2) > WAIT_S * 0.9  # the one before has not said so
    gaps.passed(1)
    assert took_s(gaps, 3) < WAIT_S / 2


def test_nobody_waits_where_numbers_stay_missing_until_one_comes_late():
    now = [0.0]
    gaps = Gaps(WAIT_S, clock=lambda: now[0])

    def waits(number):
        gaps.note(number)
        return gaps.is_expecting(number)

    waited = []
    for number in range(1, 15, 2):
        waited.append(waits(number))
        now[0] += 1
        gaps.is_expecting(number)
    assert waited == [False, True, True, True, False, False, False]
    assert not waits(16)
    assert not waits(14)  # late, but it came
    now[0] += 1
    assert waits(18)


def test_what_stands_in_the_book_is_waited_for_no_longer_and_ends_that_nobody_waits():
    book = set()

    async def stored(numbers):
        return book & set(numbers)

    async def waits(*numbers):
        found = []
        for number in numbers:
            began = monotonic()
            await gaps.before(number)
            gaps.passed(number)
            found.append(monotonic() - began > WAIT_S * 0.9)
            await asyncio.sleep(0.05)  # somebody looks into the book meanwhile
        return found

    gaps = Gaps(WAIT_S, stored)
    assert asyncio.run(waits(1, 3, 5, 7, 9)) == [False, True, True, True, False]
    book |= {10, 12}
    assert asyncio.run(waits(11, 13, 15)) == [False, False, True]


def test_only_its_own_chat_waits_for_an_update_that_has_not_taken_its_place():
    async def two_chats():
        gaps = Gaps(wait_s=60)
        await gaps.before(1, "mine")
        await asyncio.wait_for(gaps.before(2, "another"), 30)
        behind = asyncio.create_task(gaps.before(3, "mine"))
        await asyncio.sleep(0.05)
        assert not behind.done()
        gaps.passed(1)
        await asyncio.wait_for(behind, 30)

    asyncio.run(two_chats())


def test_of_what_another_process_has_only_its_own_chat_waits_until_it_stands_in_the_book():
    book, asked = set(), []

    async def stored(numbers):
        asked.extend(numbers)
        return book & set(numbers)

    async def two_processes():
        gaps = Gaps(60, stored)
        await gaps.before(1, "mine")
        gaps.passed(1)
        gaps.heard(2, "theirs")
        gaps.heard(3, "mine")
        await asyncio.wait_for(gaps.before(4, "yours"), 30)
        assert not asked
        behind = asyncio.create_task(gaps.before(5, "mine"))
        await asyncio.sleep(0.05)
        assert not behind.done()
        book.add(3)
        await asyncio.wait_for(behind, 30)
        assert set(asked) == {3}

    asyncio.run(two_processes())


def test_what_another_process_was_handed_is_no_wait_in_vain():
    now = [0.0]
    gaps = Gaps(WAIT_S, clock=lambda: now[0])
    for number in range(1, 15, 2):
        gaps.heard(number + 1, "mine")
        gaps.note(number)
        now[0] += 1
        gaps.is_expecting(number, "mine")
    gaps.note(17)
    assert gaps.is_expecting(17, "mine")
