"""What the command line says about stored deadlines: all proof sheets of a case, and the check of every deadline."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from intake import codes, labels, meta
from intake.db import open_database
from intake.errors import Invalid
from intake.law.commands import Asked, proof
from intake.law.sheet import ProofSheet, text_of
from intake.meta import Office
from intake.migrate import require_current
from intake.proofs.check import WrongClock, check_clocks
from intake.proofs.paper import paper_of
from intake.proofs.sheets import case_of_code, sheets_of_case
from intake.settings import Settings

_NOTHING = "Hồ sơ này chưa có thời hạn nào."


def write_deadline(path: Path, asked: Asked) -> None:
    """Write the paper of a due date that follows from the law alone.

    Raises:
        NoStatute, OutsideCalendar, Invalid: as `intake.law.commands.found_for`; or the file cannot be written.
    """
    _write(path, None, [proof(asked)])


def show_case(settings: Settings, code: str, *, as_json: bool, pdf: Path | None = None) -> str:
    """Return every proof sheet of a case as staff read them, and write their paper where one is wanted.

    Raises:
        Invalid: it is no code, or the file cannot be written. NotFound: there is no such case.
    """
    tidy = codes.tidy_code(code)
    if tidy is None:
        raise Invalid(f"{code} không phải là mã hồ sơ.")
    with closing(open_database(settings.database_url)) as db, db.read() as snap:
        office, sheets = meta.office(snap), sheets_of_case(snap, case_of_code(snap, tidy))
    if pdf is not None:
        _write(pdf, office, sheets)
    if as_json:
        return json.dumps([sheet.to_json() for sheet in sheets], ensure_ascii=False, default=str)
    return "\n\n".join(map(text_of, sheets)) or _NOTHING


def _write(path: Path, office: Office | None, sheets: Sequence[ProofSheet]) -> None:
    if not sheets:
        raise Invalid(_NOTHING)
    try:
        path.write_bytes(paper_of(sheets, office))
    except OSError as error:
        raise Invalid(f"Không ghi được {path} ({error.strerror}).") from error


def verify(settings: Settings, say: Callable[[str], None]) -> int:
    """Count every running deadline anew and say which are wrong; return the exit code.

    Raises:
        Invalid: an older release has written the book.
    """
    count = wrong = 0
    with closing(open_database(settings.database_url)) as db:
        require_current(db)
        for found in check_clocks(db):
            if isinstance(found, int):
                count += found
            else:
                wrong += 1
                say(_fault(found))
    say(f"Đã tính lại {count} thời hạn đang chạy, {wrong} khác ngày đã ghi.")
    return 1 if wrong else 0


def _fault(found: WrongClock) -> str:
    again = f"{found.recomputed_on:%d/%m/%Y}" if found.recomputed_on else "không tính được"
    what = f"{found.code} · {labels.STAGES.get(found.stage, found.stage)} (thời hạn số {found.clock_id})"
    return f"{what}: đã ghi {found.stored_on:%d/%m/%Y}, tính lại {again}: {found.why}"
