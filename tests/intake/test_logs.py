import json
import logging
from io import StringIO

from intake import logs


def test_a_log_line_holds_places_and_numbers_but_nothing_that_people_said():
    stream = StringIO()
    logger = logging.getLogger("nghedan.test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    logger.addHandler(handler)
    logger.propagate = False
    try:
        int("bà Tư ở số 12, 0204 3000 123")
    except ValueError:
        logger.exception("turn failed", extra={"inbox_id": 7})
    line = json.loads(stream.getvalue())
    assert line["inbox_id"] == 7
    assert line["error"] == "ValueError"
    assert line["places"]
    assert "bà Tư" not in stream.getvalue()
