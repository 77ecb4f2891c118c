"""What nobody foresaw is a page with an id for the person, and a trace without a citizen's words for the log."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from admin.app import create_admin
from intake.errors import Unavailable
from tests.admin.conftest import Browser

WORDS = "lời của một người dân"


@pytest.fixture
def fragile(office, settings):
    app = create_admin(office, settings)

    @app.get("/breaks")
    def breaks():
        raise RuntimeError(WORDS)

    @app.get("/away")
    def away():
        raise Unavailable("Hệ thống đang tạm gián đoạn.")

    return Browser(Starlette(routes=[Mount("/admin", app)]))


def test_an_accident_tells_the_person_an_id_and_the_log_no_words(fragile, caplog):
    with caplog.at_level(logging.INFO):
        answer = fragile.get("/admin/breaks")
    (record,) = [one for one in caplog.records if one.name == "nghedan.admin"]
    assert answer.status_code == 500
    assert record.error_id in answer.text
    assert record.kind == "RuntimeError"
    assert any("test_accidents.py" in place for place in record.where)
    assert WORDS not in answer.text + caplog.text + str(vars(record))
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_database_that_is_away_is_told_as_such(fragile):
    answer = fragile.get("/admin/away")
    assert answer.status_code == 503
    assert "tạm gián đoạn" in answer.text
