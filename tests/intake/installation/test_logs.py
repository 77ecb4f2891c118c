import json
import logging
from io import StringIO

import pytest

from intake.installation import logs

CANARIES = ("0912 345 678", "024099012345", "ba.tu@example.vn")


@pytest.fixture
def stream():
    return StringIO()


@pytest.fixture
def named(stream):
    """Return what makes a logger of a name that writes to `stream`."""
    handler, made = logging.StreamHandler(stream), []
    handler.setFormatter(logs.JsonLines())

    def make(name):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.propagate = False
        made.append(logger)
        return logger

    yield make
    for logger in made:
        logger.removeHandler(handler)
        logger.propagate = True


@pytest.fixture
def logger(named):
    return named("nghedan.test")


def test_a_log_line_holds_places_and_numbers_but_nothing_that_people_said(logger, stream):
    try:
        int("bà Tư ở số 12, 0204 3000 123")
    except ValueError:
        logger.exception("turn failed", extra={"inbox_id": 7})
    line = json.loads(stream.getvalue())
    assert line["inbox_id"] == 7
    assert line["error"] == "ValueError"
    assert line["places"]
    assert "bà Tư" not in stream.getvalue()


@pytest.mark.parametrize("canary", CANARIES)
def test_what_names_a_person_is_covered_wherever_it_slips_into_a_log(logger, stream, canary):
    facts = {"facts": {canary: [canary]}, "wire": ValueError(canary), "inbox_id": 912345678}
    try:
        {}[canary]
    except KeyError:
        logger.exception("case of %s", canary, extra=facts)
    assert canary not in stream.getvalue()
    assert canary.partition("@")[0] not in stream.getvalue()
    assert json.loads(stream.getvalue())["inbox_id"] == 912345678


@pytest.mark.parametrize("library", ["telegram.request.BaseRequest", "aiohttp.client", "asyncio"])
def test_of_a_librarys_line_what_fills_it_is_left_out(named, stream, library):
    named(library).error('Can not load invalid JSON data: "%s"', '{"text":"Mã bí mật: HWB6-GH28-4TDE"')
    named(library).error("Task exception was never retrieved\nfuture: <Task exception=ValueError('HWB6-GH28-4TDE')>")
    assert "HWB6" not in stream.getvalue()
    first, second = (json.loads(line)["what"] for line in stream.getvalue().splitlines())
    assert first.startswith("Can not load invalid JSON data")
    assert second == "Task exception was never retrieved"


def test_our_own_lines_are_told_in_full(named, stream):
    named("bot.doors.polling").warning("no updates: %s %s", "HTTP 409", "Stop the other process")
    assert json.loads(stream.getvalue())["what"] == "no updates: HTTP 409 Stop the other process"
