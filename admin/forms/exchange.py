"""What a file that was handed in would do, whichever kind it is; shown and applied through the same door."""

from collections.abc import Mapping
from dataclasses import asdict

from admin.known_topics import catalogue
from intake.catalogue.sentences import Wordbook
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.directory.officer_data import plain_of, standing_of
from intake.directory.units import data_of
from intake.errors import Conflict, Invalid
from intake.files.sheets import Sheet
from intake.labels import LEVELS
from intake.officers import directory_sheets
from intake.officers.directory_intake import write_staff, write_units
from intake.officers.directory_plan import plan_staff, plan_units
from intake.queries.office.directory_keys import staff_keys, unit_ids
from intake.setting_log import Act
from intake.setup import setting_imports, settings_plan
from intake.setup.setting_imports import Handed
from intake.setup.settings_plan import Difference
from intake.setup.settings_section import Section
from intake.setup.settings_shape import parsed
from routing.places import load_gazetteer


def difference_of(snap: Snapshot, handed: Handed, book: Wordbook) -> tuple[Difference, Sheet | None]:
    """Return what a file would change; with the table that it holds, where it is one.

    Raises:
        Invalid: it cannot be read.
    """
    if handed.kind == "settings":
        return settings_plan.difference(snap, parsed(handed.text), book), None
    section, sheet = _section(snap, handed)
    return Difference((section,)), sheet


def _section(snap: Snapshot, handed: Handed) -> tuple[Section, Sheet]:
    if handed.kind == "units":
        sheet, units = directory_sheets.units_in(handed.text)
        return settings_plan.of_plan("units", plan_units(snap, units), write_units), sheet
    sheet, staff = directory_sheets.staff_in(handed.text, catalogue().topics)
    return settings_plan.of_plan("staff", plan_staff(snap, staff), write_staff), sheet


def apply(tx: Transaction, import_id: int, book: Wordbook, *, act: Act, only_right: bool) -> int:
    """Apply a file, all of it or nothing, and return how many things changed; `only_right` leaves out the rest.

    Raises:
        NotFound, Conflict: it is forgotten, or applied already.
        Invalid: something is wrong, nothing would change, or no reason is given.
    """
    handed = setting_imports.handed(tx, import_id)
    if handed.applied_at:
        raise Conflict("Tệp này đã được áp dụng rồi.")
    if handed.kind == "settings":
        count = settings_plan.apply(tx, parsed(handed.text), book, act=act, only_right=only_right)
    else:
        section, _ = _section(tx, handed)
        if section.wrong and not only_right:
            raise Invalid(f"Còn {len(section.wrong)} ô sai nên chưa có gì được áp dụng.")
        count = settings_plan.perform(tx, section, act=act)
    setting_imports.settle(tx, import_id, why=act.why, actor=act.actor, rows=count)
    return count


def unit_rows(snap: Snapshot) -> list[list[str]]:
    """Return all open units as rows of their table, in the order of `UNIT_COLUMNS`."""
    codes = {number: code for code, number in unit_ids(snap).items()}
    rows = []
    for unit_id in sorted(one.id for one in directory.snapshot(snap).units.values() if not one.is_closed):
        data = data_of(snap, unit_id)
        shown = {**asdict(data), "parent_id": codes.get(data.parent_id or 0), "level": LEVELS[data.level]}
        rows.append(_cells(shown, tuple(directory_sheets.UNIT_COLUMNS)))
    return rows


def staff_rows(snap: Snapshot) -> list[list[str]]:
    """Return everybody at work as rows of their table, in the order of `STAFF_COLUMNS`."""
    codes = {number: code for code, number in unit_ids(snap).items()}
    keys = staff_keys(snap)
    logins = {number: login for login, number in keys.by_login.items()}
    topics = catalogue().topics
    rows = []
    for staff_id in sorted({*keys.by_login.values(), *keys.by_name.values()}):
        found = standing_of(snap, staff_id)
        if found.is_active:
            shown = plain_of(found.data)
            shown["topics"] = " | ".join(topics[one].name_vi for one in found.data.topics)
            shown |= {"unit_id": codes[found.data.unit_id], "substitute_id": logins.get(found.data.substitute_id or 0)}
            rows.append(_cells(shown, tuple(directory_sheets.STAFF_COLUMNS)))
    return rows


def _cells(shown: Mapping[str, object], names: tuple[str, ...]) -> list[str]:
    communes = load_gazetteer().communes
    texts = []
    for name in names:
        value = shown[name]
        if isinstance(value, bool):
            texts.append("có" if value else "")
        elif name == "commune_code" and value:
            texts.append(communes[str(value)].name if str(value) in communes else str(value))
        else:
            texts.append("" if value is None else str(value))
    return texts
