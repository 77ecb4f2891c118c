"""Whose talk it is, for the log: found by the name that the viewer reads there or by the number that was left.

Names are compared here and not in a statement, for no index folds their marks; so of each page only the talks that it
looks at anyway. Where the viewer reads “sealed” instead of a name, neither name nor number finds it.
"""

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import ColumnElement, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.queries.talk.talk import shown_names
from intake.tables import ConversationRow, UtteranceRow
from routing.text import has_words

_LEAST_DIGITS = 4


def talks_of(snap: Snapshot, viewer: Viewer, who: str, *among: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Return the condition on `conversations` for those of a person, looked for among some; none for a blank name."""
    if not who.strip():
        return []
    row = ConversationRow
    known = snap.execute(select(row.id, row.display_name, row.contact_phone).where(*among)).all()
    is_meant = _meaning(who)
    meant = [one.id for one in known if is_meant(one.display_name, one.contact_phone or "")]
    names = shown_names(snap, viewer, meant)
    return [one_of(row.id, [one for one in meant if names.get(one) is not None])]


def of_lines(line_ids: Collection[int]) -> Iterable[ColumnElement[bool]]:
    """Return the condition on `conversations` for those in which these lines were said."""
    said = select(UtteranceRow.conversation_id).where(one_of(UtteranceRow.id, line_ids))
    return (ConversationRow.id.in_(said),)


def _meaning(who: str) -> Callable[[str, str], bool]:
    """Return whether a name and a number are those that are looked for: some digits are a number, all else a name."""
    digits = _digits(who)
    if len(digits) >= _LEAST_DIGITS and not any(map(str.isalpha, who)):
        return lambda _name, phone: digits in _digits(phone)
    is_any = any(map(str.isalnum, who))
    return lambda name, _phone: is_any and has_words(name, who)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
