"""Every setting of an office as one file: to keep, to compare, to take over elsewhere.

No password, no key and no declaration of kin is in it.
"""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from intake import audit, meta
from intake.catalogue import answers, own_topics, sentences, topic_book
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, rulebook
from intake.directory import routing_rules
from intake.directory.officer_data import plain_of, standing_of
from intake.directory.units import data_of
from intake.queries.office.directory_keys import unit_ids
from intake.settings import Settings
from intake.setup.settings_shape import FACTS, FORMAT, SHOWN, VERSION
from intake.tables import AnswerRow, ReplyTemplateRow, StaffRow, UnitRow


def export(tx: Transaction, settings: Settings, *, actor: str) -> str:
    """Return the file, and note in the audit who took it."""
    audit.record(tx, actor, "settings.export", "settings")
    return json.dumps({**settings_of(tx), SHOWN: _channels(settings)}, ensure_ascii=False, indent=1)


def settings_of(snap: Snapshot) -> dict[str, Any]:
    """Return every setting as plain values, by the names of `settings_shape`."""
    codes = {number: code for code, number in unit_ids(snap).items()}
    logins = {row.id: row.login for row in snap.execute(select(StaffRow.id, StaffRow.login))}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": snap.now.isoformat(),
        **{name: meta.get(snap, name) for name in FACTS},
        "topics": _topics(snap),
        "units": _units(snap, codes),
        "staff": _staff(snap, codes, logins),
        "rules": [_rule(one.data, codes) for one in routing_rules.all_of(snap) if not one.is_over(snap.today)],
        "calendar": [{**asdict(one), "day": one.day.isoformat()} for one in calendars.own_days(snap).values()],
        "local_rules": [_local(one) for one in rulebook.local_rules(snap) if one.in_force_to is None],
        "sentences": [
            {"language": language, "key": key, "text": one.text}
            for (language, key), one in sorted(sentences.newest_of(snap).items())
            if one.text is not None
        ],
        "answers": _answers(snap, codes),
        "templates": _templates(snap, codes),
        "approvals": _approvals(snap),
    }


def _topics(snap: Snapshot) -> list[dict[str, Any]]:
    plain = (own_topics.plain_of(one) for one in topic_book.own_of(snap).values())
    return [{name: value for name, value in row.items() if name != "is_removed"} for row in plain]


def _channels(settings: Settings) -> dict[str, Any]:
    """Return how the channels, mail and map are set at the server, without any secret."""
    oa, mail, tiles = settings.zalo_oa, settings.mail, settings.tiles
    return {
        "web": {"base_url": settings.base_url, "embed_origins": list(settings.embed_origins)},
        "telegram": {
            "is_on": bool(settings.telegram_token),
            "mode": settings.telegram_mode,
            "name": settings.telegram_name,
        },
        "zalo_oa": {"is_on": oa.is_on, "app_id": oa.app_id, "oa_id": oa.oa_id, "template_id": oa.template_id},
        "zalo_bot": {"is_on": bool(settings.zalo_bot_token), "mode": settings.zalo_bot_mode},
        "mail": {"host": mail.host, "port": mail.port, "tls": mail.tls, "from": mail.sender, "to": list(mail.domains)},
        "tiles": asdict(tiles),
    }


def _templates(snap: Snapshot, codes: dict[int, str]) -> list[dict[str, Any]]:
    table = ReplyTemplateRow.__table__
    names = ("name", "title", "step", "text", "kind", "topic", "state", "is_active")
    return [
        {**{name: getattr(row, name) for name in names}, "unit": codes.get(row.unit_id)}
        for row in snap.execute(select(table).order_by(table.c.id))
    ]


def _approvals(snap: Snapshot) -> list[dict[str, Any]]:
    open_units = select(UnitRow.code, UnitRow.approval_kinds).where(UnitRow.closed_on.is_(None)).order_by(UnitRow.id)
    rows = snap.execute(open_units)
    return [{"unit": row.code, "kinds": sorted(row.approval_kinds)} for row in rows if row.approval_kinds]


def _units(snap: Snapshot, codes: dict[int, str]) -> list[dict[str, Any]]:
    open_ids = snap.execute(select(UnitRow.id).where(UnitRow.closed_on.is_(None)).order_by(UnitRow.id)).scalars()
    rows = []
    for unit_id in open_ids.all():
        row = asdict(data_of(snap, unit_id))
        parent = codes.get(row.pop("parent_id"))
        rows.append({**row, "parent": parent})
    return rows


def _staff(snap: Snapshot, codes: dict[int, str], logins: dict[int, str | None]) -> list[dict[str, Any]]:
    ids = snap.execute(select(StaffRow.id).where(StaffRow.is_active.is_(True)).order_by(StaffRow.id)).scalars()
    rows = []
    for staff_id in ids.all():
        row = plain_of(standing_of(snap, staff_id).data)
        unit, substitute = codes[row.pop("unit_id")], logins.get(row.pop("substitute_id"))
        rows.append({**row, "unit": unit, "substitute": substitute})
    return rows


def _rule(data: routing_rules.RuleData, codes: dict[int, str]) -> dict[str, Any]:
    row = routing_rules.plain_of(data)
    unit = codes.get(row.pop("unit_id"))
    return {**row, "unit": unit, "helpers": [codes[one] for one in data.helpers]}


def _local(rule: Any) -> dict[str, Any]:  # noqa: ANN401 - a local rule
    row = {**asdict(rule), "in_force_from": rule.in_force_from.isoformat()}
    return {name: value for name, value in row.items() if name not in {"id", "in_force_to"}}


def _answers(snap: Snapshot, codes: dict[int, str]) -> list[dict[str, Any]]:
    names = {row.id: row.name for row in snap.execute(select(AnswerRow.id, AnswerRow.name))}
    rows = []
    for one in sorted(answers.entries(snap), key=lambda kept: kept.id):
        row = answers.plain_of(one.content)
        unit = codes.get(row.pop("unit_id"))
        rows.append({**row, "name": names[one.id], "unit": unit})
    return rows
