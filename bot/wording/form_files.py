"""The form to sign as files that a channel sends along; nothing of identity papers is in them."""

from bot.messages import OutFile
from intake.complaints import forms
from intake.complaints.paper import paper_of
from intake.complaints.word import word_of
from intake.db import Snapshot
from intake.errors import NotFound

FORM = "complaint_form"


def form_files(snap: Snapshot, case_id: int) -> tuple[OutFile, ...]:
    """Return the form of a complaint as PDF and Word; none where the case has become something else meanwhile."""
    try:
        filled = forms.filled(snap, case_id)
    except NotFound:
        return ()
    name = f"don-khieu-nai-{filled.code}"
    return OutFile(f"{name}.pdf", paper_of(filled)), OutFile(f"{name}.docx", word_of(filled))
