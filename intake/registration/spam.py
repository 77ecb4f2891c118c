"""Advertisements, floods of one text, words of a machine: held for reception to look at before they are anybody's work.

Holding is not refusing: the sender has the receipt, reception sees the folder and lets a matter go with one click. What
tells of a danger, accuses somebody, or is plainly somebody's matter is never held.
"""

import re
import tomllib
from datetime import timedelta
from functools import cache
from importlib.resources import files

from sqlalchemy import bindparam, func, select, update

from intake import codes, history
from intake.access import Viewer, may_see_case
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.deadlines import clocks
from intake.engine.prepared import Prepared
from intake.errors import Conflict, Forbidden, NotFound
from intake.installation.bounds import load_bounds
from intake.lifecycle import AT_REGISTRATION
from intake.tables import CaseRow, Instant
from routing.kinds import Kind
from routing.language.links import beyond_maps
from routing.language.numbers import personal_numbers
from routing.reading import Reading
from routing.text import fold

_LINK = re.compile(r"https?://|www\.|\b(?:t\.me|zalo\.me|bit\.ly|fb\.com|shope\.ee)/", re.IGNORECASE)
_FORMAL = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})
_SURE = 0.5
_LIKELY = 0.4  # links are read as words, and make a matter less sure
_MANY_CUES = 3
_LONG = 40
_LONGEST_WORD = 60
_FEW_LETTERS = 0.4


def looks_like(text: str, reading: Reading | None) -> str | None:
    """Return why a text looks like no citizen's matter: `ads`, `links` or `machine`; None for everything else."""
    text = beyond_maps(text)
    if reading is not None and reading.urgent:
        return None
    if _is_of_a_machine(text):  # whatever such signs are read as
        return "machine"
    if reading is not None and reading.kind in _FORMAL and reading.kind_confidence >= _SURE:
        return None
    links = len(_LINK.findall(text))
    if not _is_plain_matter(text, reading):
        if _is_advertisement(text, links):
            return "ads"
        bounds = load_bounds().spam
        if links >= bounds.links and len(text.split()) < links * bounds.words_a_link:
            return "links"
    return None


def _is_plain_matter(text: str, reading: Reading | None) -> bool:
    """Whether somebody complains, or the machine is sure of topic and place."""
    if _found("complaining", text):
        return True
    return reading is not None and reading.confidence >= _LIKELY and reading.place is not None


def _is_advertisement(text: str, links: int) -> bool:
    cues = _found("ads", text)
    return cues >= _MANY_CUES or (cues > 1 and bool(links or list(personal_numbers(text))))


def _is_of_a_machine(text: str) -> bool:
    signs = "".join(text.split())
    if len(signs) < _LONG:
        return False
    letters = sum(sign.isalpha() for sign in signs)
    longest = max(len(word) for word in _LINK.sub(" ", text).split() or [""])
    is_one_sign = max(signs.count(sign) for sign in set(signs)) > len(signs) / 2
    return letters / len(signs) < _FEW_LETTERS or (longest > _LONGEST_WORD and not _LINK.search(text)) or is_one_sign


@cache
def _cues(part: str) -> tuple[str, ...]:
    table = tomllib.loads((files("intake") / "registration" / "spam.toml").read_text(encoding="utf-8"))
    return tuple(fold(phrase) for phrase in table[part].split(","))


def _found(part: str, text: str) -> int:
    padded = f" {fold(text)} "
    return sum(f" {cue} " in padded for cue in _cues(part))


def is_repeated(snap: Snapshot, conversation_id: int, text: str) -> bool:
    """Tell whether one chat has lately made several cases of the same words."""
    bounds = load_bounds().spam
    since = snap.now - timedelta(hours=bounds.within_h)
    same = {"content_key": codes.content_key(text), "conversation_id": conversation_id, "since": since}
    return int(snap.execute(_SAME, same).scalar_one()) >= bounds.repeats


_SAME = Prepared(
    select(func.count(CaseRow.id)).where(
        CaseRow.content_key == bindparam("content_key"),
        CaseRow.conversation_id == bindparam("conversation_id"),
        CaseRow.registered_at > bindparam("since", type_=Instant()),
    )
)


def let_go(tx: Transaction, case_id: int, *, actor: Viewer) -> None:
    """Take a held matter for what it is: from now on it waits for screening, its days counted from when it was told.

    Raises:
        NotFound: there is no such case within the actor's sight.
        Forbidden: the actor is not of the reception.
        Conflict: it is not held, or not any more.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    if actor.role != "reception":
        raise Forbidden
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id).with_for_update()).one()
    if case.suspicion is None:
        raise Conflict("Hồ sơ này không còn nằm trong ngăn nghi rác. Xin tải lại trang.")
    values = {"suspicion": None, "version": CaseRow.version + 1}
    tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(**values))
    at = {"state_from": case.state, "state_to": case.state}
    history.add(tx, case_id, "let_go", actor=f"staff:{actor.id}", audience="internal", data={}, **at)
    if case.is_open:
        question = clocks.Question(case.kind, is_urgent=case.is_urgent)
        clocks.start(tx, case_id, question, AT_REGISTRATION[Kind(case.kind)], start_on=local_day(case.registered_at))


def suspicion(snap: Snapshot, conversation_id: int, text: str, reading: Reading | None) -> str | None:
    """Return why a matter is held as an advertisement until reception has looked at it; None for all others."""
    return looks_like(text, reading) or ("repeated" if is_repeated(snap, conversation_id, text) else None)
