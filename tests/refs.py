"""Tests name rows by their numbers; addresses and pages name them by references that tell no number."""

import re

from intake.refs import CASE, FILE, LINE, PARCEL, TALK, UPDATE, VISIT, Refs

_REF = "[a-km-np-z2-9]{11}"
_PLACES = {
    CASE: r"((?:/|%2F)admin(?:/|%2F)(?:cases|counter)(?:/|%2F)|/beside/|join-|name=\"case\" value=\")",
    TALK: r"(/admin/dialogues/|/account/chats/|[?;]chat=|name=\"chat\" value=\")",
    LINE: r"(/steps/|/admin/dialogues/\w+(?:/new)?\?(?:line|before|after)=|#u|id=\"u|data-last=\")",
    FILE: r"(/admin/attachments/|/admin/cases/\w+/(?:files|voices)/)",
    PARCEL: r"(/admin/deliveries/)",
    UPDATE: r"(/admin/problems/inbox/)",
    VISIT: r"(/admin/visits/)",
}
_OF_CASES = frozenset({"case", "case_id", "drop", "back"})
_MOST = 10**9  # rows of a test; a reference of another kind is read as a larger number


def _turned(text, places, what, turn):
    return re.sub(rf"{places}({what})(?![\w])", lambda found: found[1] + str(turn(found[2]) or found[2]), text)


def with_refs(settings, text):
    """An address or a page with references in the place of numbers."""
    refs = Refs(settings.secret_key)
    for kind, places in _PLACES.items():
        text = _turned(text, places, r"[1-9]\d{0,14}", lambda number, kind=kind: refs.shown(kind, int(number)))
    return text


def with_numbers(settings, text):
    """An address or a page with numbers in the place of references."""
    refs = Refs(settings.secret_key)

    def meant(kind, ref):
        number = refs.meant(kind, ref)
        return number if number and number < _MOST else None

    for kind, places in _PLACES.items():
        text = _turned(text, places, _REF, lambda ref, kind=kind: meant(kind, ref))
    return text


def case_ref(settings, case_id):
    return Refs(settings.secret_key).shown(CASE, case_id)


def with_refs_in(settings, form):
    """A form with references in the fields that name cases."""

    def named(value):
        number, dot, version = value.partition(".")
        return f"{case_ref(settings, int(number))}{dot}{version}" if number.isdecimal() else value

    def turned(value):
        return [named(one) for one in value] if isinstance(value, list) else named(value)

    return {name: turned(value) if name in _OF_CASES else value for name, value in form.items()}
