"""Looks through a whole book for words that nobody may read but those with a sealed case."""

from sqlalchemy import exists, select

from intake.tables import Base, CaseRow, UtteranceRow

_HIDDEN = {"inbox", "conversations"}  # what came in, and where each talk stands: no page shows either
_SHOWN = [table for table in Base.metadata.sorted_tables if table.name not in _HIDDEN]
_READ = [(table.name, select(table)) for table in _SHOWN]
_HOLDING = select(*(exists().select_from(table) for table in _SHOWN))  # most hold nothing, and are not read


def found_openly(db, *secrets):
    """Return in which tables any of some words stands outside of what is sealed."""
    with db.read() as snap:
        sealed = set(snap.execute(select(CaseRow.id).where(CaseRow.is_sealed.is_(True))).scalars())
        lines = UtteranceRow.__table__.c
        own = lines.case_id.is_(None) | lines.case_id.in_(sealed)
        covered = set(snap.execute(select(lines.id).where(lines.is_sealed.is_(True), own)).scalars())
        holding = snap.execute(_HOLDING).one()
        return {
            f"{name}: {row}"
            for (name, read), holds in zip(_READ, holding, strict=True)
            if holds
            for row in snap.execute(read).mappings()
            if _has_one(str(dict(row)), secrets) and not _is_sealed(name, row, sealed=sealed, covered=covered)
        }


def _has_one(told, secrets):
    return any(one in told for one in secrets)


def _is_sealed(table, row, *, sealed, covered):
    case_id = row["id"] if table == "cases" else row.get("case_id")
    line_id = row["id"] if table == "utterances" else row.get("utterance_id")
    if table == "utterances":
        return line_id in covered
    return case_id in sealed or line_id in covered
