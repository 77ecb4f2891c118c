"""The commands of whoever tends the reading: what officers corrected, and what new rules would change."""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from intake import labels
from intake.catalogue import topic_book
from intake.clock import local_day
from intake.db import Snapshot, open_database
from intake.directory import directory
from intake.directory.directory_rows import Known, facts_of_rule, rule_troubles
from intake.errors import Invalid
from intake.learning import corrections, past_matters
from intake.queries.case_lines import unit_name
from intake.settings import Settings
from routing import comparison, rules
from routing.comparison import Again, Difference, Tally
from routing.directory import Directory, Helper, Rule
from routing.reading import Reader
from routing.topics import Catalogue

Say = Callable[[str], None]
_NAMES = {"kind": "Loại", "topic": "Lĩnh vực", "unit": "Đơn vị"}
_NOBODY = "chưa có đơn vị"


# --- corrections --------------------------------------------------------------------------------------------------


def export_corrections(settings: Settings, args: argparse.Namespace) -> str:
    """Write the officers' corrections to a file that only its owner may read; the export is audited.

    Raises:
        Invalid: the file cannot be written.
    """
    path = Path(args.file)
    with closing(open_database(settings.database_url)) as db:
        try:
            with db.read() as snap:
                found = corrections.lessons(snap, since=args.since, until=args.until, with_sealed=args.with_sealed)
                count = _write(path, found)
        except OSError as problem:
            raise Invalid(f"Không ghi được tệp {path}: {problem}") from problem
        with db.transaction() as tx:
            corrections.note_export(tx, count, with_sealed=args.with_sealed)
    kept = "kể cả hồ sơ giữ kín" if args.with_sealed else "không có hồ sơ giữ kín"
    return f"Đã ghi {count} hồ sơ có chỗ sửa vào {path} ({kept}). Số điện thoại, số giấy tờ đã che."


def _write(path: Path, lines: Iterable[str]) -> int:
    """Write lines to a new or emptied file; return how many."""
    count = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count


# --- replay -------------------------------------------------------------------------------------------------------


def replay(settings: Settings, args: argparse.Namespace, reader: Reader, say: Say) -> None:
    """Say what of a period would go elsewhere today, case by case, then in sum; nothing is changed.

    Raises:
        Invalid: the period is upside down, or the file of rules is wrong.
    """
    if args.since > args.until:
        raise Invalid("Ngày đầu phải trước ngày cuối.")
    with closing(open_database(settings.database_url)) as db, db.read() as snap:
        units = directory.snapshot(snap)
        names = {one: unit_name(units, one) for one in units.units}
        catalogue = topic_book.current(snap)
        reader = topic_book.reader_of(snap, reader)
        again, tally = Again(reader, with_rules(units, args.rules, catalogue) if args.rules else units), Tally()
        differences = comparison.compare(past_matters.registered_between(snap, args.since, args.until), again, tally)
        for line in _told(differences, names, catalogue, as_json=args.json):
            say(line)
        if args.json:
            say(json.dumps({"summary": tally.to_json(names)}, ensure_ascii=False))
        else:
            say(_summary(tally, names, catalogue, snap))


def with_rules(units: Directory, path: Path, catalogue: Catalogue) -> Directory:
    """Return a directory under the rules of a file, numbered from 1 as they stand there.

    Raises:
        Invalid: the file cannot be read, a row is wrong, or the rules contradict each other.
    """
    codes = {unit.code: unit.id for unit in units.units.values()}
    try:
        rows = list(json.loads(path.read_text(encoding="utf-8"))["rules"])
        if wrong_rows := list(rule_troubles(rows, Known(codes, catalogue.topics))):
            raise Invalid(f"{path}: {' '.join(wrong_rows)}")
        tried = replace(units, rules=tuple(_rule(number, row, codes) for number, row in enumerate(rows, 1)))
        rules.check(tried)
    except rules.DirectoryError as wrong:
        raise Invalid(f"{path}: {wrong.sentence}") from wrong
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Invalid(
            f'{path}: cần là {{"rules": [{{"topic", "commune_code", "kind", "unit"…}}]}} ({wrong}).'
        ) from wrong
    return tried


def _rule(number: int, row: Mapping[str, Any], codes: Mapping[str, int]) -> Rule:
    helpers = (
        Helper(codes[one]) if isinstance(one, str) else Helper(function=one["function"], level=one["level"])
        for one in row.get("helpers") or ()
    )
    unit_id = codes[row["unit"]] if row.get("unit") else None
    return Rule(number, **facts_of_rule(row), unit_id=unit_id, helpers=tuple(helpers))


def _told(
    differences: Iterable[Difference], names: Mapping[int, str], catalogue: Catalogue, *, as_json: bool
) -> Iterator[str]:
    word = partial(_word, names=names, catalogue=catalogue)
    for one in differences:
        pairs = {
            name: (word(name, getattr(one.past.registered, name)), word(name, getattr(one.now, name)))
            for name in one.changed
        }
        if as_json:
            changed = {
                name: {"from": then, "to": now, "against_officers": one.verdict(name)}
                for name, (then, now) in pairs.items()
            }
            yield json.dumps({"code": one.past.code, **changed}, ensure_ascii=False)
        else:
            told = (f"{_NAMES[name]}: {then} → {now}{_mark(one, name)}" for name, (then, now) in pairs.items())
            yield f"{one.past.code}  {'; '.join(told)}"


def _mark(one: Difference, name: str) -> str:
    return {"better": " ✔", "worse": " ✘", "other": ""}[one.verdict(name)]


def _word(name: str, value: Any, names: Mapping[int, str], catalogue: Catalogue) -> str:  # noqa: ANN401 - a code, or the id of a unit
    if name == "unit":
        return names.get(value, _NOBODY)
    if name == "kind":
        return labels.KINDS.get(value, value)
    topic = catalogue.topics.get(value)
    return topic.name_vi if topic else value


def _summary(tally: Tally, names: Mapping[int, str], catalogue: Catalogue, snap: Snapshot) -> str:
    word = partial(_word, names=names, catalogue=catalogue)
    lines = [f"{tally.matters} hồ sơ đọc lại ngày {local_day(snap.now):%d/%m/%Y}: {tally.elsewhere} sẽ đi khác."]
    for name in comparison.FIELDS:
        marks = {verdict: tally.verdicts[name, verdict] for verdict in ("better", "worse", "other")}
        if any(marks.values()):
            lines.append(
                f"{_NAMES[name]}: {sum(marks.values())} đổi; so với cán bộ đã quyết: "
                f"{marks['better']} đúng hơn ✔, {marks['worse']} sai đi ✘, {marks['other']} khác cả hai."
            )
    lines += [
        f"  {count:>6}  {_NAMES[name]}: {word(name, then)} → {word(name, now)}"
        for (name, then, now), count in tally.moves.most_common()
    ]
    if tally.sealed:
        lines.append(f"Hồ sơ giữ kín: {tally.sealed}, trong đó {tally.sealed_elsewhere} sẽ đi khác (không kể ra).")
    return "\n".join([*lines, "Không hồ sơ nào bị thay đổi."])
