"""What proves a case to its citizen: how its days were counted, and which files came with the answer."""

import logging
from dataclasses import dataclass, replace

from starlette.responses import Response

from intake.db import Snapshot
from intake.errors import NgheDanError, NotFound
from intake.law.sheet import ProofSheet
from intake.meta import Office
from intake.proofs.answers import ProofFile, link_to, proof_files
from intake.proofs.paper import paper_of
from intake.proofs.sheets import sheets_of_case
from intake.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proofs:
    """How the days of a case were counted, and the files of its answer, each with its address."""

    sheets: tuple[ProofSheet, ...] = ()
    files: tuple[tuple[ProofFile, str], ...] = ()


def proofs_of(snap: Snapshot, settings: Settings, case_id: int) -> Proofs:
    """Return what proves a case to whoever has shown its receipt."""
    files = proof_files(snap, case_id)
    linked = tuple((file, f"/tra-cuu/tep/{link_to(snap, settings, file)}") for file in files)
    return Proofs(sheets_for(snap, case_id), linked)


def sheets_for(snap: Snapshot, case_id: int) -> tuple[ProofSheet, ...]:
    """Return the citizen's proof sheets; none where a day cannot be counted again: the case is shown all the same."""
    try:
        return sheets_of_case(snap, case_id, for_citizen=True)
    except NgheDanError as error:
        _log.error("a deadline cannot be counted again", extra={"case": case_id, "kind": type(error).__name__})
        return ()


def paper(code: str, sheets: tuple[ProofSheet, ...], office: Office) -> Response:
    """Return proof sheets as a PDF to be kept.

    Raises:
        NotFound: there is none.
    """
    if not sheets:
        raise NotFound("Hồ sơ này chưa có thời hạn nào để in.")
    headers = {"Content-Disposition": f'attachment; filename="cach-tinh-han-{code}.pdf"'}
    own = [replace(sheet, code=code) for sheet in sheets]  # who joined another's case holds a code of their own
    return Response(paper_of(own, office), media_type="application/pdf", headers=headers)
