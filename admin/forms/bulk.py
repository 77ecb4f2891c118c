"""One move on many cases: what was chosen is read, looked at, and made case by case, each in its own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from admin.forms.typed import number
from admin.shown_refs import case_meant
from intake import cases
from intake.access import Viewer
from intake.db import Database, Snapshot
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.lifecycle import Move
from intake.queries.case_lines import CaseLine
from intake.queries.inbox.bulk import MOVES, Candidate, OfficerGroup, candidates, is_made, officers_for

MOST = 40  # a page of the list
_NOT_CHOSEN = "Xin chọn ít nhất một hồ sơ trong danh sách."
_NO_SUCH = "Xin chọn việc cần làm cho các hồ sơ."
_NEEDED = {
    Move.ASSIGN: ("officer_id", "Xin chọn cán bộ nhận hồ sơ."),
    Move.INTERIM: ("text", "Xin viết lời báo cho người dân."),
}
_AGAIN = "đã làm rồi, không làm thêm lần nữa"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody wants to do with many cases: `versions` as they were when they were looked at, 0 before that."""

    move: Move
    versions: Mapping[int, int]
    fields: Mapping[str, str]

    @property
    def missing(self) -> str:
        """What is still to be said before it can be done; empty when nothing is."""
        name, sentence = _NEEDED[self.move]
        return "" if self.fields.get(name, "").strip() else sentence


@dataclass(frozen=True, slots=True)
class Preview:
    """The chosen cases, those first on which it can be done, and whom they may be given to."""

    can: tuple[Candidate, ...]
    cannot: tuple[Candidate, ...]
    unseen: int
    officers: tuple[OfficerGroup, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: `why` says why it was not done, `note` what else there is to know."""

    line: CaseLine
    why: str = ""
    note: str = ""


def chosen_in(form: Mapping[str, str]) -> Chosen:
    """Return what a form asks for; a ticked box holds the number of a case, once looked at also its version.

    Raises:
        Invalid: nothing is chosen, or no move that is made on many.
    """
    move = next((one for one in MOVES if one.value == form.get("do")), None)
    if move is None:
        raise Invalid(_NO_SUCH)
    versions: dict[int, int] = {}
    for ticked in form.get("case", "").split(","):
        ref, _, version = ticked.partition(".")
        if (known := case_meant(ref)) and len(versions) < MOST:
            versions[known] = number(version) or 0
    if not versions:
        raise Invalid(_NOT_CHOSEN)
    name, _sentence = _NEEDED[move]
    return Chosen(move, versions, {name: form.get(name, "")})


def look(snap: Snapshot, viewer: Viewer, chosen: Chosen) -> Preview:
    """Return on which of the chosen cases it can be done."""
    officer_id = number(chosen.fields.get("officer_id", ""))
    found = candidates(snap, viewer, chosen.move, list(chosen.versions), officer_id)
    at_all = candidates(snap, viewer, chosen.move, list(chosen.versions)) if officer_id else found
    return Preview(
        can=tuple(one for one in found if not one.why),
        cannot=tuple(one for one in found if one.why),
        unseen=len(chosen.versions) - len(found),
        officers=officers_for(snap, at_all) if chosen.move is Move.ASSIGN else (),
    )


def carry_out(db: Database, viewer: Viewer, chosen: Chosen) -> tuple[Outcome, ...]:
    """Make the move on every case by the one door; what fails on one leaves the others done.

    Raises:
        Invalid: what is to be done is not said in full.
    """
    if chosen.missing:
        raise Invalid(chosen.missing)
    officer_id = number(chosen.fields.get("officer_id", ""))
    with db.read() as snap:
        found = candidates(snap, viewer, chosen.move, list(chosen.versions), officer_id)
    return tuple(_carried_out(db, viewer, chosen, one) for one in found)


def _carried_out(db: Database, viewer: Viewer, chosen: Chosen, one: Candidate) -> Outcome:
    case_id, version = one.line.id, chosen.versions[one.line.id]
    try:
        with db.transaction() as tx:
            if is_made(tx, viewer, chosen.move, case_id, version=version, fields=chosen.fields):
                return Outcome(one.line, note=_AGAIN)
            if one.why:
                return Outcome(one.line, one.why)
            cases.act(tx, case_id, chosen.move, actor=viewer, fields=chosen.fields, expected_version=version)
    except (Conflict, Forbidden, Invalid, NotFound) as error:
        return Outcome(one.line, " ".join((error.sentence, *getattr(error, "fields", {}).values())))
    return Outcome(one.line)
