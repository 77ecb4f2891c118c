"""Every route as every role: a route that is missing in the table fails, and so does one that lets a wrong role in."""

import re

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from admin.app import create_admin
from tests.factories import tell

ROLES = {
    "reception": "mai",
    "officer": "ha",
    "head": "son",
    "supervisor": "giap",
    "administrator": "quy",
    "observer": "nga",
}
ALL = set(ROLES)
CASES = {"reception", "officer", "head", "supervisor"}
# (method, path) -> the roles that are let in; "open" asks for no sign-in.
EXPECTED = {
    ("GET", "/login"): "open",
    ("POST", "/login"): "open",
    ("POST", "/logout"): ALL,
    ("GET", "/"): ALL,
    ("GET", "/counter"): CASES,
    ("POST", "/counter"): CASES,
    ("POST", "/counter/reading"): CASES,
    ("GET", "/counter/{case_id}"): CASES,
    ("GET", "/counter/{case_id}.pdf"): CASES,
    ("GET", "/cases/{case_id}"): CASES,
    ("POST", "/cases/{case_id}/moves/{move}"): CASES,
    ("POST", "/cases/{case_id}/data/copy"): CASES,
    ("POST", "/cases/{case_id}/data/correct"): CASES,
    ("POST", "/cases/{case_id}/data/restrict"): CASES,
    ("POST", "/cases/{case_id}/data/erase"): CASES,
    ("POST", "/cases/{case_id}/identity"): CASES,
    ("POST", "/cases/{case_id}/voices/{attachment_id}"): CASES,
    ("POST", "/cases/{case_id}/let-go"): {"reception"},
    ("GET", "/cases/{case_id}/clocks/{clock_id}"): CASES,
    ("GET", "/cases/{case_id}/clocks/{clock_id}.pdf"): CASES,
    ("GET", "/cases/{case_id}/form"): CASES,
    ("GET", "/cases/{case_id}/form.pdf"): CASES,
    ("POST", "/cases/{case_id}/form"): CASES,
    ("GET", "/attachments/{attachment_id}"): CASES,
    ("GET", "/dialogues"): CASES,
    ("GET", "/dialogues/{conversation_id}"): CASES,
    ("GET", "/dialogues/{conversation_id}/new"): CASES,
    ("GET", "/dialogues/export"): {"supervisor"},
    ("POST", "/dialogues/export"): {"supervisor"},
    ("GET", "/dialogues/{conversation_id}/export"): {"supervisor"},
    ("POST", "/dialogues/{conversation_id}/export"): {"supervisor"},
    ("GET", "/dialogues/{conversation_id}/steps/{line_id}"): CASES,
    ("GET", "/funnel"): CASES,
    ("GET", "/funnel.csv"): CASES,
    ("GET", "/funnel/{step}/{ending}"): CASES,
    ("GET", "/board"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks.csv"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks/{code}"): {"head", "supervisor"},
    ("GET", "/notices"): ALL,
    ("POST", "/notices/read"): ALL,
    ("GET", "/account"): CASES,
    ("POST", "/account/code"): CASES,
    ("POST", "/account/kinds"): CASES,
    ("POST", "/account/chats/{conversation_id}/unlink"): CASES,
    ("POST", "/directory/staff/{staff_id}/unlink"): {"administrator"},
    ("GET", "/problems"): {"reception", "supervisor", "administrator"},
    ("POST", "/problems/inbox/{inbox_id}/retry"): {"reception", "supervisor", "administrator"},
    ("POST", "/problems/inbox/{inbox_id}/settled"): {"reception", "supervisor", "administrator"},
    ("GET", "/deliveries"): CASES | {"administrator"},
    ("POST", "/deliveries/{parcel_id}/retry"): CASES | {"administrator"},
    ("POST", "/deliveries/{parcel_id}/told"): CASES | {"administrator"},
    ("GET", "/receptions"): {"reception", "head", "supervisor"},
    ("POST", "/receptions"): {"reception", "head", "supervisor"},
    ("GET", "/receptions/{day_id}"): {"reception", "head", "supervisor"},
    ("POST", "/receptions/{day_id}/call-off"): {"reception", "head", "supervisor"},
    ("POST", "/receptions/bookings/{booking_id}"): {"reception", "head", "supervisor"},
    ("GET", "/directory"): {"administrator", "supervisor"},
    ("POST", "/directory/units/{unit_id}/policy"): {"administrator"},
    ("GET", "/posters"): {"administrator"},
    ("GET", "/posters/poster.pdf"): {"administrator"},
    ("GET", "/audit"): {"administrator", "supervisor"},
    ("POST", "/audit/verify"): {"administrator", "supervisor"},
    ("GET", "/calendar"): {"administrator", "supervisor"},
    ("GET", "/calendar/what-if"): {"administrator", "supervisor"},
    ("POST", "/calendar/apply"): {"administrator"},
    ("GET", "/rules"): {"administrator", "supervisor"},
    ("GET", "/rules/what-if"): {"administrator", "supervisor"},
    ("POST", "/rules/apply"): {"administrator"},
    ("GET", "/texts"): {"administrator", "supervisor"},
    ("GET", "/texts/edit"): {"administrator", "supervisor"},
    ("POST", "/texts/edit"): {"administrator"},
    ("GET", "/answers"): {"administrator", "supervisor"},
    ("GET", "/answers/new"): {"administrator"},
    ("POST", "/answers/new"): {"administrator"},
    ("GET", "/answers/{answer_id}"): {"administrator", "supervisor"},
    ("POST", "/answers/{answer_id}"): {"administrator"},
}


def routes(office, settings):
    app = create_admin(office, settings)
    found, mounted = set(), []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            found |= {(method, route.path) for method in route.methods}
        else:
            mounted.append(route.path)
    return found, mounted


def test_every_route_stands_in_the_table(office, settings):
    found, mounted = routes(office, settings)
    assert found == set(EXPECTED)
    assert mounted == ["/static"]


def address(path, told):
    numbers = {"case_id": told.id, "conversation_id": told.conversation_id, "move": "note"}
    filled = re.sub(r"\{(\w+)\}", lambda found: str(numbers.get(found[1], 1)), path)
    return f"/admin{filled}"
    for name in (
        "case_id",
        "conversation_id",
        "move",
        "clock_id",
        "attachment_id",
        "inbox_id",
        "parcel_id",
        "unit_id",
        "answer_id",
        "staff_id",
    ):
        path = path.replace("{" + name + "}", str(numbers.get(name, 1)))
    return f"/admin{path}"


@pytest.mark.parametrize("role", sorted(ALL))
def test_a_role_is_let_in_only_where_the_table_says(office, settings, signed_in, role):
    told = tell(office, settings)
    browser = signed_in(ROLES[role])
    for (method, path), roles in sorted(EXPECTED.items()):
        if roles == "open" or path == "/logout":
            continue
        answer = browser.send(method, address(path, told), data={"csrf": browser.csrf} if method == "POST" else None)
        assert answer.status_code < 500, (method, path)
        assert (answer.status_code == 403) == (role not in roles), (method, path, answer.status_code)


def test_nobody_is_let_in_without_signing_in(office, settings, browser):
    told = tell(office, settings)
    for (method, path), roles in sorted(EXPECTED.items()):
        answer = browser.send(method, address(path, told))
        if roles == "open":
            continue
        assert answer.status_code == (303 if method == "GET" else 401), (method, path)
        if method == "GET":
            assert answer.headers["location"].startswith("/admin/login")


def test_an_officer_of_another_commune_does_not_learn_that_a_case_exists(office, settings, signed_in):
    told = tell(office, settings)
    browser = signed_in("tam")
    assert browser.get(f"/admin/cases/{told.id}").status_code == 404
    assert browser.get("/admin/cases/999999").status_code == 404
    assert browser.get(f"/admin/dialogues/{told.conversation_id}").status_code == 404
    assert told.receipt.code not in browser.get("/admin/?folder=all").text


@pytest.mark.parametrize(
    "path", ["/admin/cases/0", "/admin/cases/x", "/admin/cases/99999999999999999999", "/admin/nowhere"]
)
def test_an_address_that_is_none_is_a_page_and_not_an_accident(signed_in, path):
    answer = signed_in("giap").get(path)
    assert answer.status_code == 404
    assert "Mã lỗi" in answer.text


@pytest.mark.parametrize(
    "query", ["folder=x&after=zz", "q=%00%EF%BF%BF", "topic=%00", "unit=99999999999999999999", "after=2026-99-99.5"]
)
def test_a_wrong_filter_breaks_nothing(office, settings, signed_in, query):
    tell(office, settings)
    browser = signed_in("giap")
    assert browser.get(f"/admin/?{query}").status_code == 200
    assert browser.get(f"/admin/dialogues?{query}").status_code == 200


def test_a_date_that_is_none_is_refused_in_words(signed_in):
    answer = signed_in("giap").get("/admin/dialogues?since=hom-qua")
    assert answer.status_code == 422
    assert "Ngày không đúng" in answer.text
