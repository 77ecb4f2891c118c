"""Templates, approvals, retention and second steps of a file of settings, each compared with what the book holds."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from sqlalchemy import select

from intake import second_factor
from intake.access import ROLES
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.files.sheets import Wrong
from intake.queries.office.directory_keys import unit_ids
from intake.replies import approvals, reply_templates
from intake.replies.reply_templates import Content
from intake.setup import retention
from intake.setup.settings_rows import Rows, section_of, unit_id_of, with_coming
from intake.setup.settings_section import Change, Section
from intake.setup.settings_shape import TITLES
from intake.tables import ReplyTemplateRow, UnitRow

_NO_STEP_YET = "Ở đây chưa ai bật xác thực hai bước. Bật cho một tài khoản trước, rồi nhập lại tệp."


def templates_of(
    snap: Snapshot, rows: Rows, coming: Collection[str] = (), coming_topics: Collection[str] = ()
) -> Section:
    """Compare reply templates: by name where one came with the product, else by title, step and unit.

    `coming` units and `coming_topics` are written before.
    """
    ids, table = with_coming(coming, unit_ids(snap)), ReplyTemplateRow.__table__
    kept = snap.execute(select(table).order_by(table.c.id)).all()
    names = {row.name: row for row in kept if row.name}
    titles = {(row.title, row.step, row.unit_id): row for row in kept}

    def compare(row: Mapping[str, Any]) -> Change | None:
        plain = {key: value for key, value in row.items() if key not in {"name", "unit"}}
        content = Content(**plain, unit_id=unit_id_of(ids, row["unit"]))
        is_to_come = content.unit_id == 0
        checked = replace(content, unit_id=None) if is_to_come else content
        reply_templates.require_sound(snap, checked, coming_topics=coming_topics)
        before = names.get(row["name"]) or titles.get((content.title, content.step, content.unit_id))
        if before is None:
            add = partial(reply_templates.take_over, content=content, name=row["name"])
            return Change(content.title, (), lambda tx, why, actor: add(tx, why=why, actor=actor), is_new=True)
        old, new = {name: getattr(before, name) for name in asdict(content)}, asdict(content)
        lines = tuple((key, old[key], new[key]) for key in new if old[key] != new[key])
        if not lines:
            return None
        write = partial(reply_templates.take_over, content=content, template_id=before.id)
        return Change(content.title, lines, lambda tx, why, actor: write(tx, why=why, actor=actor))

    return section_of("templates", rows, compare)


def approvals_of(snap: Snapshot, rows: Rows, coming: Collection[str] = ()) -> Section:
    """Compare for which kinds a unit lets its answers be approved; units with none of their own are not named."""
    ids = with_coming(coming, unit_ids(snap))
    own = {row.id: sorted(row.approval_kinds) for row in snap.execute(select(UnitRow.id, UnitRow.approval_kinds))}

    def compare(row: Mapping[str, Any]) -> Change | None:
        unit_id = unit_id_of(ids, row["unit"])
        before, after = own.get(unit_id or 0, []), sorted(row["kinds"])
        if before == after:
            return None
        approvals.require_kinds(after)
        lines = (("kinds", before, after),)
        return Change(row["unit"], lines, lambda tx, why, actor: _approve(tx, row["unit"], after, why, actor))

    return section_of("approvals", rows, compare)


def _approve(tx: Transaction, code: str, kinds: list[str], why: str, actor: str) -> None:
    approvals.set_kinds(tx, unit_ids(tx)[code], is_on=True, kinds=kinds, why=why, actor=actor)


def retention_of(snap: Snapshot, value: Mapping[str, Any]) -> Section:
    """Compare how long is kept what belongs to no case."""
    before = retention.days_of(snap)
    after = {**before, **value}
    lines = tuple((name, before.get(name), after[name]) for name in sorted(after) if before.get(name) != after[name])
    return _one("retention", lines, partial(retention.require_sound, value), partial(_keep, days=after))


def _keep(tx: Transaction, why: str, actor: str, *, days: Mapping[str, int]) -> None:
    retention.set_own(tx, days, why=why, actor=actor)


def second_factor_of(snap: Snapshot, value: Mapping[str, Any]) -> Section:
    """Compare which roles must have a second step; none is required where nobody has shown that one can be set up."""
    before, after = sorted(second_factor.required_roles(snap)), sorted(map(str, value.get("roles", ())))

    def check() -> None:
        if strange := set(after) - set(ROLES):
            raise Invalid(f"Không có vai trò {', '.join(sorted(strange))}.")
        if set(after) - set(before) and not second_factor.has_any(snap):
            raise Invalid(_NO_STEP_YET)

    lines = (("roles", before, after),) if before != after else ()
    return _one("second_factor", lines, check, partial(_require, roles=after))


def _require(tx: Transaction, why: str, actor: str, *, roles: Collection[str]) -> None:
    second_factor.write_required(tx, roles, why=why, actor=actor)


def _one(name: str, lines: tuple[tuple[str, Any, Any], ...], check: Any, do: Any) -> Section:  # noqa: ANN401 - two calls
    """Return a section of one thing, which is checked before it is offered."""
    if not lines:
        return Section(name, TITLES[name], same=1)
    try:
        check()
    except Invalid as error:
        said = " ".join((error.sentence, *error.fields.values()))
        return Section(name, TITLES[name], wrong=(Wrong(1, name, "", said),))
    return Section(name, TITLES[name], (Change(TITLES[name], lines, do),))
