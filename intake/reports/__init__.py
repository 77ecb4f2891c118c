"""Periodic forms of Thông tư 01/2024/TT-TTCP, filled as far as the book holds what they ask."""

from intake.reports.filled import Filled, fill
from intake.reports.forms import FORMS, MISSING, Column, Form, find
from intake.reports.periods import terms

__all__ = ["FORMS", "MISSING", "Column", "Filled", "Form", "fill", "find", "terms"]
