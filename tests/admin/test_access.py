"""Every route as every role: a route that is missing in the table fails, and so does one that lets a wrong role in."""

import re

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from admin.app import create_admin
from tests.factories import tell

pytestmark = pytest.mark.one_database

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
HOSTS = {"reception", "head", "supervisor"}
# (method, path) -> the roles that are let in; "open" asks for no sign-in.
EXPECTED = {
    ("GET", "/login"): "open",
    ("POST", "/login"): "open",
    ("POST", "/logout"): ALL,
    ("GET", "/"): ALL,
    ("GET", "/news"): CASES,
    ("POST", "/bulk"): CASES,
    ("POST", "/bulk/do"): CASES,
    ("POST", "/filters"): CASES,
    ("POST", "/filters/{saved_id}"): CASES,
    ("POST", "/filters/{saved_id}/forget"): CASES,
    ("GET", "/counter"): CASES,
    ("POST", "/counter"): CASES,
    ("POST", "/counter/reading"): CASES,
    ("GET", "/counter/{case_id}"): CASES,
    ("GET", "/counter/complaint-form.pdf"): CASES,
    ("GET", "/counter/{case_id}/complaint-form.pdf"): CASES,
    ("GET", "/visits/new"): CASES,
    ("POST", "/visits/new"): CASES,
    ("GET", "/visits/{visit_id}"): CASES,
    ("GET", "/visits/{visit_id}.pdf"): CASES,
    ("POST", "/visits/{visit_id}/told"): CASES,
    ("GET", "/reception-book"): HOSTS,
    ("GET", "/reception-book.pdf"): HOSTS,
    ("GET", "/reception-book.xlsx"): HOSTS,
    ("GET", "/meetings"): CASES,
    ("POST", "/meetings"): CASES,
    ("GET", "/meetings/{meeting_id}"): CASES,
    ("GET", "/meetings/{meeting_id}.pdf"): CASES,
    ("POST", "/meetings/{meeting_id}"): CASES,
    ("POST", "/meetings/{meeting_id}/call-off"): CASES,
    ("POST", "/meetings/{meeting_id}/cases"): CASES,
    ("POST", "/meetings/{meeting_id}/commitments"): CASES,
    ("GET", "/commitments"): CASES,
    ("POST", "/commitments/{commitment_id}"): CASES,
    ("GET", "/receptions/today"): HOSTS,
    ("POST", "/receptions/{day_id}/minutes"): HOSTS,
    ("POST", "/receptions/{day_id}/commitments"): HOSTS,
    ("GET", "/counter/{case_id}.pdf"): CASES,
    ("GET", "/cases/{case_id}"): CASES,
    ("POST", "/cases/{case_id}/moves/{move}"): CASES,
    ("GET", "/cases/{case_id}/facts/{fact}"): CASES,
    ("POST", "/cases/{case_id}/facts/{fact}"): CASES,
    ("GET", "/cases/{case_id}/files/{attachment_id}"): CASES,
    ("GET", "/cases/{case_id}/story"): CASES,
    ("GET", "/cases/{case_id}/beside/{other_id}"): CASES,
    ("GET", "/cases/{case_id}/ho-so.pdf"): CASES,
    ("POST", "/cases/{case_id}/export"): CASES,
    ("POST", "/cases/{case_id}/replies/{move}"): CASES,
    ("GET", "/templates"): {"administrator", "supervisor", "head"},
    ("POST", "/templates/load"): {"administrator", "supervisor"},
    ("GET", "/templates/new"): {"administrator", "supervisor", "head"},
    ("POST", "/templates/new"): {"administrator", "supervisor", "head"},
    ("GET", "/templates/{template_id}"): {"administrator", "supervisor", "head"},
    ("POST", "/templates/{template_id}"): {"administrator", "supervisor", "head"},
    ("GET", "/approvals"): {"administrator", "supervisor"},
    ("POST", "/approvals/{unit_id}"): {"administrator"},
    ("POST", "/cases/{case_id}/flags"): CASES,
    ("POST", "/cases/{case_id}/data/copy"): CASES,
    ("POST", "/cases/{case_id}/data/correct"): CASES,
    ("POST", "/cases/{case_id}/data/restrict"): CASES,
    ("POST", "/cases/{case_id}/data/erase"): CASES,
    ("POST", "/cases/{case_id}/identity"): CASES,
    ("POST", "/cases/{case_id}/identity/taken-down"): CASES,
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
    ("GET", "/board.csv"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board.xlsx"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/cases"): {"head", "supervisor"},
    ("POST", "/board/views"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/views/{view_id}"): {"head", "supervisor", "administrator", "observer"},
    ("POST", "/board/views/{view_id}/remove"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/mail"): {"head", "supervisor", "administrator", "observer"},
    ("POST", "/board/mail"): {"head", "supervisor", "administrator", "observer"},
    ("POST", "/board/mail/confirm"): {"head", "supervisor", "administrator", "observer"},
    ("POST", "/board/mail/remove"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/places"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/places.csv"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/places.xlsx"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/reports"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/reports/{form}"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/reports/{form}.xlsx"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks.csv"): {"head", "supervisor", "administrator", "observer"},
    ("GET", "/board/clocks/{code}"): {"head", "supervisor"},
    ("GET", "/notices"): ALL,
    ("POST", "/notices/read"): ALL,
    ("GET", "/account"): ALL,
    ("POST", "/account/quiet"): CASES,
    ("POST", "/account/looks"): ALL,
    ("POST", "/account/sessions/end"): ALL,
    ("GET", "/account/password"): ALL,
    ("POST", "/account/password"): ALL,
    ("GET", "/account/second-step"): ALL,
    ("POST", "/account/second-step"): ALL,
    ("POST", "/account/second-step/codes"): ALL,
    ("POST", "/account/second-step/off"): ALL,
    ("GET", "/second-step"): {"administrator"},
    ("POST", "/second-step"): {"administrator"},
    ("POST", "/second-step/{staff_id}/reset"): {"administrator"},
    ("POST", "/account/code"): CASES,
    ("POST", "/account/kinds"): CASES,
    ("POST", "/account/chats/{conversation_id}/unlink"): CASES,
    ("POST", "/directory/staff/{staff_id}/unlink"): {"administrator"},
    ("GET", "/problems"): {"reception", "supervisor", "administrator"},
    ("POST", "/problems/inbox/{inbox_id}/retry"): {"reception", "supervisor", "administrator"},
    ("POST", "/problems/inbox/{inbox_id}/settled"): {"reception", "supervisor", "administrator"},
    ("GET", "/deliveries"): CASES | {"administrator"},
    ("POST", "/deliveries/again"): CASES | {"administrator"},
    ("POST", "/deliveries/{parcel_id}/retry"): CASES | {"administrator"},
    ("POST", "/deliveries/{parcel_id}/now"): CASES | {"administrator"},
    ("POST", "/deliveries/{parcel_id}/told"): CASES | {"administrator"},
    ("GET", "/receptions"): {"reception", "head", "supervisor"},
    ("POST", "/receptions"): {"reception", "head", "supervisor"},
    ("GET", "/receptions/{day_id}"): {"reception", "head", "supervisor"},
    ("POST", "/receptions/{day_id}/call-off"): {"reception", "head", "supervisor"},
    ("POST", "/receptions/bookings/{booking_id}"): {"reception", "head", "supervisor"},
    ("GET", "/directory"): {"administrator", "supervisor"},
    ("GET", "/directory/units/new"): {"administrator"},
    ("POST", "/directory/units/new"): {"administrator"},
    ("GET", "/directory/units/{unit_id}"): {"administrator", "supervisor"},
    ("POST", "/directory/units/{unit_id}"): {"administrator"},
    ("POST", "/directory/units/{unit_id}/head"): {"administrator"},
    ("POST", "/directory/units/{unit_id}/standing"): {"administrator"},
    ("GET", "/directory/staff/new"): {"administrator"},
    ("POST", "/directory/staff/new"): {"administrator"},
    ("GET", "/directory/staff/{staff_id}"): {"administrator", "supervisor"},
    ("POST", "/directory/staff/{staff_id}"): {"administrator"},
    ("POST", "/directory/staff/{staff_id}/password"): {"administrator"},
    ("POST", "/directory/staff/{staff_id}/deactivate"): {"administrator"},
    ("POST", "/directory/staff/{staff_id}/reactivate"): {"administrator"},
    ("POST", "/directory/staff/{staff_id}/declare"): {"administrator"},
    ("POST", "/directory/staff/{staff_id}/withdraw"): {"administrator"},
    ("GET", "/routing"): {"administrator", "supervisor"},
    ("POST", "/routing/try"): {"administrator", "supervisor"},
    ("GET", "/routing/new"): {"administrator"},
    ("POST", "/routing/new"): {"administrator"},
    ("GET", "/routing/{rule_id}"): {"administrator", "supervisor"},
    ("POST", "/routing/{rule_id}"): {"administrator"},
    ("GET", "/routing/{rule_id}/past"): {"administrator", "supervisor"},
    ("GET", "/settings/mail"): {"administrator", "supervisor"},
    ("POST", "/settings/mail/try"): {"administrator"},
    ("GET", "/settings/import"): {"administrator"},
    ("POST", "/settings/import"): {"administrator"},
    ("GET", "/settings/import/{import_id}"): {"administrator"},
    ("POST", "/settings/import/{import_id}"): {"administrator"},
    ("GET", "/settings/export.json"): {"administrator"},
    ("GET", "/settings/units.csv"): {"administrator"},
    ("GET", "/settings/staff.csv"): {"administrator"},
    ("GET", "/channels"): {"administrator", "supervisor"},
    ("GET", "/channels/{code}"): {"administrator", "supervisor"},
    ("POST", "/channels/zalo_oa/keys"): {"administrator"},
    ("GET", "/settings/courtesy"): {"administrator", "supervisor"},
    ("POST", "/settings/courtesy"): {"administrator"},
    ("GET", "/settings/office"): {"administrator", "supervisor"},
    ("POST", "/settings/office"): {"administrator"},
    ("GET", "/settings/duty"): {"administrator", "supervisor"},
    ("POST", "/settings/duty"): {"administrator"},
    ("GET", "/settings/retention"): {"administrator", "supervisor"},
    ("POST", "/settings/retention"): {"administrator"},
    ("GET", "/topics"): {"administrator", "supervisor"},
    ("GET", "/topics/new"): {"administrator"},
    ("GET", "/topics/{code}"): {"administrator", "supervisor"},
    ("POST", "/topics/{code}"): {"administrator"},
    ("POST", "/topics/{code}/try"): {"administrator"},
    ("POST", "/topics/{code}/remove"): {"administrator"},
    ("GET", "/settings"): {"administrator", "supervisor", "head"},
    ("GET", "/first-password"): ALL,
    ("POST", "/first-password"): ALL,
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
    numbers = {"case_id": told.id, "conversation_id": told.conversation_id, "move": "note", "fact": "topic"}
    filled = re.sub(r"\{(\w+)\}", lambda found: str(numbers.get(found[1], 1)), path)
    return f"/admin{filled}"


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


def test_no_change_is_made_without_the_token_of_the_very_session(office, settings, signed_in):
    told = tell(office, settings)
    browsers, other = {role: signed_in(login) for role, login in ROLES.items()}, signed_in("giap")
    for (method, path), roles in sorted(EXPECTED.items()):
        if method == "GET" or roles == "open":
            continue
        browser = browsers[min(roles)]
        for sent in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": other.csrf}):
            answer = browser.send(method, address(path, told), data=sent)
            assert answer.status_code == 403, (path, sent, answer.status_code)


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
    assert "Không có ngày này" in answer.text
