"""Looks through a whole book for words that nobody may read but those with a sealed case."""

from sqlalchemy import select

from intake.tables import Base, CaseRow, UtteranceRow

_HIDDEN = {"inbox", "conversations"}  # what came in, and where each talk stands: no page shows either


def found_openly(db, *secrets):
    """Return in which tables any of some words stands outside of what is sealed."""
    with db.read() as snap:
        sealed = set(snap.execute(select(CaseRow.id).where(CaseRow.is_sealed.is_(True))).scalars())
        lines = UtteranceRow.__table__.c
        own = lines.case_id.is_(None) | lines.case_id.in_(sealed)
        covered = set(snap.execute(select(lines.id).where(lines.is_sealed.is_(True), own)).scalars())
        return {
            f"{table.name}: {row}"
            for table in Base.metadata.sorted_tables
            if table.name not in _HIDDEN
            for row in snap.execute(select(table)).mappings()
            if any(one in str(dict(row)) for one in secrets)
            and not _is_sealed(table.name, row, sealed=sealed, covered=covered)
        }


def _is_sealed(table, row, *, sealed, covered):
    case_id = row["id"] if table == "cases" else row.get("case_id")
    line_id = row["id"] if table == "utterances" else row.get("utterance_id")
    if table == "utterances":
        return line_id in covered
    return case_id in sealed or line_id in covered
