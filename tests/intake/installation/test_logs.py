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
def logger(stream):
    logger = logging.getLogger("nghedan.test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    logger.addHandler(handler)
    logger.propagate = False
    yield logger
    logger.removeHandler(handler)


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
