"""A form that is refused comes back as it was filled: each word, tick and choice, also where something was unticked."""

from html.parser import HTMLParser

import pytest

pytestmark = pytest.mark.one_database
WORDS = {"text", "search", "tel", "email", "number", "date", "time", "url"}
PAGES = [
    ("quy", "/admin/approvals?q=kinh te bac giang"), ("quy", "/admin/second-step"), ("quy", "/admin/topics/new"),
    ("quy", "/admin/topics/giao_thong_ha_tang"), ("quy", "/admin/directory/units/new"),
    ("quy", "/admin/directory/units/1"), ("quy", "/admin/directory/staff/new"), ("quy", "/admin/directory/staff/1"),
    ("quy", "/admin/routing/new"), ("quy", "/admin/answers/new"), ("quy", "/admin/templates/new"),
    ("quy", "/admin/settings/office"),
    ("quy", "/admin/settings/duty"), ("quy", "/admin/settings/courtesy"), ("quy", "/admin/settings/retention"),
    ("quy", "/admin/texts/edit?lang=vi&key=hello.start"), ("giap", "/admin/receptions"), ("giap", "/admin/meetings"),
    ("mai", "/admin/counter"), ("mai", "/admin/visits/new"), ("mai", "/admin/account"), ("giap", "/admin/board"),
]  # fmt: skip


class Filled(HTMLParser):
    """The forms of a page as they stand: where each goes, its words, its ticks and what is chosen in its lists."""

    def __init__(self, html):
        super().__init__()
        self.forms, self._in, self._text, self._list = [], None, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "form":
            self._in = {"to": found.get("action", ""), "method": found.get("method", "get"), "hidden": {}, "words": {}}
            self._in |= {"ticks": {}, "radios": set(), "lists": {}}
            self.forms.append(self._in)
        elif self._in is None or not (name or tag == "option"):
            return
        elif tag == "input" and kind == "hidden":
            self._in["hidden"][name] = found.get("value", "")
        elif tag == "input" and kind in WORDS:
            self._in["words"][name] = found.get("value", "")
        elif tag == "input" and kind in {"checkbox", "radio"}:
            self._in["ticks"][name, found.get("value", "on")] = "checked" in found
            self._in["radios"] |= {(name, found["value"])} if kind == "radio" else set()
        elif tag == "textarea":
            self._text, self._in["words"][name] = name, ""
        elif tag == "select":
            self._list, self._in["lists"][name] = name, {}
        elif tag == "option" and self._list:
            self._in["lists"][self._list][found.get("value", "")] = "selected" in found

    def handle_data(self, data):
        if self._text:
            self._in["words"][self._text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._list = ""
        elif tag == "form":
            self._in = None


def posted(html):
    return [one for one in Filled(html).forms if one["method"] == "post"]


def filled_otherwise(form):
    """Return the form filled with odd words, each tick the other way round, and the last of each list chosen."""
    words = {name: f"thử {n}" for n, name in enumerate(form["words"], 7)}
    last_of = {name: (name, value) for name, value in sorted(form["radios"])}
    ticks = {
        key: key == last_of[key[0]] if key in form["radios"] else not is_on for key, is_on in form["ticks"].items()
    }
    chosen = {name: list(options)[-1] for name, options in form["lists"].items() if options}
    return {"words": words, "ticks": ticks, "lists": chosen}


def as_sent(form, filled):
    sent = {**form["hidden"], **filled["words"], **filled["lists"]}
    for name, value in (key for key, is_on in filled["ticks"].items() if is_on):
        sent[name] = [*sent.get(name, []), value]
    return sent


def as_it_stands(form):
    """Return what a form that came back holds."""
    words = {name: text.removeprefix("\n") for name, text in form["words"].items()}
    lists = {name: next((key for key, is_on in some.items() if is_on), "") for name, some in form["lists"].items()}
    return {"words": words, "ticks": form["ticks"], "lists": lists}


@pytest.mark.parametrize(("login", "path"), PAGES)
def test_a_refused_form_comes_back_as_it_was_filled(signed_in, login, path):
    browser = signed_in(login)
    page = browser.get(path)
    assert page.status_code == 200
    forms = [one for one in posted(page.text) if one["words"]]
    assert forms
    for form in forms:
        filled = filled_otherwise(form)
        without_reason = {**filled["words"], **dict.fromkeys({"why", "reason"} & filled["words"].keys(), "")}
        for words in (without_reason, filled["words"]):
            typed = {**filled, "words": words}
            answer = browser.post(form["to"], as_sent(form, typed))
            if answer.status_code not in {409, 422}:
                break
            [again] = [one for one in posted(answer.text) if one["to"] == form["to"]]
            assert as_it_stands(again) == typed, form["to"]
