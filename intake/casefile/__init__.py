"""A whole case as it leaves the panel: on paper, and as one file with everything that was attached."""

from intake.casefile.content import CaseFile, case_file
from intake.casefile.handing import archive_of, hand_over

__all__ = ["CaseFile", "archive_of", "case_file", "hand_over"]
