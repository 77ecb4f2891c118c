"""Indexes of what is open: lists and counts of the inbox are answered from them alone, without reading a case.

They hold open cases only, so that a book of many years costs no more than what lies on the desks today.
"""

from collections.abc import Iterator

from sqlalchemy import Index, text

# as SQLAlchemy writes `is_open.is_(True)` for each database: only then do they see that the index may be used
_ON_SQLITE, _ON_POSTGRESQL = "is_open IS 1", "is_open IS true"
_WEIGHED = (
    "due_on", "id", "state", "officer_id", "lead_unit_id", "screening_unit_id", "is_sealed", "suspicion", "is_open",
)  # fmt: skip
_NARROWED = ("kind", "topic", "commune_code", "channel", "registered_at", "is_urgent", "complexity", "people")
OPEN_CASES: dict[str, tuple[str, ...]] = {
    "ix_cases_open": (*_WEIGHED, *_NARROWED),
    "ix_cases_open_unit": ("lead_unit_id", *_WEIGHED),
    "ix_cases_open_desk": ("screening_unit_id", *_WEIGHED),
    "ix_cases_open_officer": ("officer_id", *_WEIGHED),
    "ix_cases_open_state": ("state", *_WEIGHED),
}
# Drafts that wait for a second person: few at any time, and asked for by who wrote them.
WAITS = "state = 'awaiting_approval'"
WAITING = (
    "state", "lead_unit_id", "due_on", "id", "draft_by", "officer_id", "screening_unit_id", "is_sealed", "suspicion",
    "is_open",
)  # fmt: skip


def open_case_indexes() -> Iterator[Index]:
    """Yield the indexes of open cases."""
    for name, columns in OPEN_CASES.items():
        distinct = dict.fromkeys(columns)
        yield Index(name, *distinct, sqlite_where=text(_ON_SQLITE), postgresql_where=text(_ON_POSTGRESQL))
    waits = text(WAITS)
    yield Index("ix_cases_waiting", *WAITING, sqlite_where=waits, postgresql_where=waits)
