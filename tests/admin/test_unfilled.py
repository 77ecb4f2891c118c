"""Browsers without scripts check no form: the panel says in Vietnamese what is missing, and keeps what was typed."""

import re
from html.parser import HTMLParser

import pytest

pytestmark = pytest.mark.one_database
PAGES = [
    ("quy", "/admin/rules"), ("quy", "/admin/calendar"), ("quy", "/admin/topics/new"),
    ("quy", "/admin/directory/units/new"),
    ("quy", "/admin/directory/staff/new"), ("quy", "/admin/routing/new"), ("quy", "/admin/answers/new"),
    ("quy", "/admin/templates/new"), ("quy", "/admin/settings/office"),
    ("quy", "/admin/settings/duty"), ("quy", "/admin/settings/courtesy"),
    ("quy", "/admin/settings/retention"), ("quy", "/admin/settings/mail"), ("giap", "/admin/receptions"),
    ("giap", "/admin/meetings"), ("mai", "/admin/counter"), ("mai", "/admin/visits/new"), ("mai", "/admin/account"),
    ("mai", "/admin/account/password"), ("giap", "/admin/commitments"),
]  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what a browser would send of it as it stands."""

    def __init__(self, html):
        super().__init__()
        self.forms, self._in = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self._in = {"to": found.get("action", ""), "is": found, "fields": {}, "needed": []}
            self.forms.append(self._in)
        elif self._in is not None and tag in {"input", "select", "textarea", "button"} and found.get("name"):
            if found.get("type") not in {"checkbox", "radio", "file"} and tag != "button":
                self._in["fields"][found["name"]] = found.get("value") or ""
            if "required" in found:
                self._in["needed"].append(found["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._in = None


@pytest.mark.parametrize(("login", "path"), PAGES)
def test_a_form_that_is_sent_unfilled_says_what_is_missing(signed_in, login, path):
    browser = signed_in(login)
    page = browser.get(path)
    assert page.status_code == 200
    for form in [one for one in Forms(page.text).forms if one["needed"] and one["is"].get("method") == "post"]:
        assert "novalidate" in form["is"], path
        sent = form["fields"] | dict.fromkeys(form["needed"], "")
        answer = browser.post(form["to"], sent)
        assert answer.status_code in {409, 422}, (form["to"], answer.status_code, answer.headers.get("location"))
        assert "error-page" not in answer.text, form["to"]
        assert 'role="alert"' in answer.text, form["to"]
        again = [one for one in Forms(answer.text).forms if one["to"] == form["to"]]
        assert again, (path, form["to"])
        assert re.search(r'aria-invalid="true"|class="why"', answer.text), (path, form["to"])
