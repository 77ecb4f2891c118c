"""Rules, days, limits, sentences and answers of a file of settings, each compared with what the book holds."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from intake.catalogue import answers, sentences
from intake.catalogue.answers import Content, content_from
from intake.catalogue.sentences import Wordbook
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, local_rules, rulebook
from intake.deadlines.calendars import DayChange
from intake.deadlines.local_rules import RuleChange
from intake.directory import routing_rules
from intake.directory.routing_rules import RuleData
from intake.errors import NgheDanError
from intake.files.sheets import Wrong
from intake.history import staff_of
from intake.queries.office.directory_keys import unit_ids
from intake.setup.settings_section import Change, Section
from intake.setup.settings_shape import TITLES
from intake.tables import AnswerRow

Rows = Sequence[Mapping[str, Any]]
_NO_UNIT = "Không có đơn vị mang mã {}."


def section_of(name: str, rows: Rows, compare: Callable[[Mapping[str, Any]], Change | None]) -> Section:
    """Return a section whose rows are compared one by one; what cannot be is told with its number."""
    changes, wrong = list[Change](), list[Wrong]()
    for number, row in enumerate(rows, start=1):
        try:
            change = compare(row)
        except (NgheDanError, ValueError, KeyError) as error:
            said = error.sentence if isinstance(error, NgheDanError) else str(error.args[0])
            wrong.append(Wrong(number, name, "", said))
            continue
        if change:
            changes.append(change)
    return Section(name, TITLES[name], tuple(changes), tuple(wrong), len(rows) - len(changes) - len(wrong))


def with_coming(coming: Collection[str], ids: Mapping[str, int]) -> Mapping[str, int]:
    """Return the ids of units by code, with 0 for those that are yet to come: good to compare, never to write."""
    return {**dict.fromkeys(coming, 0), **ids}


def unit_id_of(ids: Mapping[str, int], code: str | None) -> int | None:
    """Return the id of a unit by its code, None for none.

    Raises:
        ValueError: there is no such unit.
    """
    if code is not None and code not in ids:
        raise ValueError(_NO_UNIT.format(code))
    return ids[code] if code is not None else None


def rules_of(snap: Snapshot, rows: Rows, coming: Collection[str] = ()) -> Section:
    """Compare rules: those that say the same from the same day on are one rule; `coming` units are written before."""
    ids = with_coming(coming, unit_ids(snap))
    known = {_rule_key(one.data): one for one in routing_rules.all_of(snap) if not one.is_over(snap.today)}

    def compare(row: Mapping[str, Any]) -> Change | None:
        named = {name: row[name] for name in ("topic", "commune_code", "kind", "instance", "function", "level")}
        first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("from_on", "to_on"))
        helpers = tuple(one for code in row["helpers"] if (one := unit_id_of(ids, code)) is not None)
        leads_to = unit_id_of(ids, row["unit"])
        data = RuleData(**named, unit_id=leads_to, helpers=helpers, is_draft=row["is_draft"])
        data = replace(data, from_on=first, to_on=last)
        before = known.get(_rule_key(data))
        if before and before.data == data:
            return None
        name = ", ".join(str(row[one]) for one in ("topic", "kind", "commune_code") if row[one]) or "mọi việc"
        if before is None:
            return Change(name, (), lambda tx, why, actor: _add_rule(tx, data, why, actor), is_new=True)
        old, new = routing_rules.plain_of(before.data), routing_rules.plain_of(data)
        lines = tuple((key, old[key], new[key]) for key in new if old[key] != new[key])
        act = partial(routing_rules.change, rule_id=before.id, data=data)
        return Change(name, lines, lambda tx, why, actor: act(tx, why=why, actor=actor))

    return section_of("rules", rows, compare)


def _add_rule(tx: Transaction, data: RuleData, why: str, actor: str) -> None:
    routing_rules.add(tx, data, why=why, actor=actor)


def _rule_key(data: RuleData) -> tuple[object, ...]:
    return data.topic, data.commune_code, data.kind, data.instance, data.from_on, data.is_draft


def calendar_of(snap: Snapshot, rows: Rows) -> Section:
    """Compare the office's own days; dates that are promised do not move by an import."""
    own = calendars.own_days(snap)

    def compare(row: Mapping[str, Any]) -> Change | None:
        day = date.fromisoformat(row["day"])
        said = {name: row[name] for name in ("is_working", "name", "source", "confirmed")}
        change = DayChange(day, **said)
        if own.get(day) == change.override():
            return None
        calendars.under(snap, [change])
        before = own.get(day)
        lines = ((f"{day:%d/%m/%Y}", before and before.is_working, row["is_working"]),)
        return Change(row["name"], lines, lambda tx, _why, actor: _set_day(tx, change, actor), is_new=before is None)

    return section_of("calendar", rows, compare)


def _set_day(tx: Transaction, change: DayChange, actor: str) -> None:
    if override := change.override():
        calendars.set_day(tx, override, actor=actor)


def local_rules_of(snap: Snapshot, rows: Rows) -> Section:
    """Compare the province's own limits; dates that are promised do not move by an import."""
    known = [(one.kind, one.stage, one.complexity, one.amount, one.unit, one.in_force_from)
             for one in rulebook.local_rules(snap) if one.in_force_to is None]  # fmt: skip

    def compare(row: Mapping[str, Any]) -> Change | None:
        change = RuleChange(**{**row, "in_force_from": date.fromisoformat(row["in_force_from"])})
        key = (change.kind, change.stage, change.complexity, change.amount, change.unit, change.in_force_from)
        if key in known:
            return None
        local_rules.under(snap, change)
        lines = (("amount", None, change.amount),)
        return Change(
            f"{change.kind}, {change.stage}", lines, lambda tx, _why, actor: _set_limit(tx, change, actor), is_new=True
        )

    return section_of("local_rules", rows, compare)


def _set_limit(tx: Transaction, change: RuleChange, actor: str) -> None:
    local_rules.write(tx, change, staff_id=staff_of(actor))


def sentences_of(snap: Snapshot, rows: Rows, book: Wordbook) -> Section:
    """Compare the office's own sentences."""
    newest = sentences.newest_of(snap)

    def compare(row: Mapping[str, Any]) -> Change | None:
        language, key, text = row["language"], row["key"], row["text"].replace("\r\n", "\n").strip()
        if language not in book.languages() or key not in book.shipped(language):
            raise ValueError(f"Không có câu {key}.")
        if wrong := book.problems(language, key, text):
            raise ValueError(f"Câu {key}: {' '.join(wrong)}")
        before = newest.get((language, key))
        shown = before.text if before and before.text is not None else book.shipped(language)[key]
        if shown == text:
            return None
        word = partial(sentences.change, language=language, key=key, text=text, seen=before.version if before else 0)
        return Change(key, (("text", shown, text),), lambda tx, why, actor: word(tx, book, why=why, actor=actor))

    return section_of("sentences", rows, compare)


def answers_of(snap: Snapshot, rows: Rows, coming: Collection[str] = ()) -> Section:
    """Compare the book of answers: by name where an entry has one, else by title and language."""
    ids, known = with_coming(coming, unit_ids(snap)), {one.id: one for one in answers.entries(snap)}
    names = {row.name: row.id for row in snap.execute(select(AnswerRow.id, AnswerRow.name)) if row.name}
    titles = {(one.content.title, one.content.language): number for number, one in known.items()}

    def compare(row: Mapping[str, Any]) -> Change | None:
        plain = {key: value for key, value in row.items() if key not in {"name", "unit"}}
        content = content_from({**plain, "unit_id": unit_id_of(ids, row["unit"])})
        number = names.get(row["name"]) or titles.get((content.title, content.language))
        if number is None:
            return Change(
                content.title, (), lambda tx, why, actor: _add_answer(tx, content, row["name"], why, actor), is_new=True
            )
        before = known[number]
        if before.content == content:
            return None
        old, new = answers.plain_of(before.content), answers.plain_of(content)
        lines = tuple((key, old[key], new[key]) for key in new if old[key] != new[key])
        write = partial(answers.change, answer_id=number, content=content, seen=before.version)
        return Change(content.title, lines, lambda tx, why, actor: write(tx, why=why, actor=actor))

    return section_of("answers", rows, compare)


def _add_answer(tx: Transaction, content: Content, name: str | None, why: str, actor: str) -> None:
    answers.add(tx, content, why=why, actor=actor, name=name)
