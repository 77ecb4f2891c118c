"""What a look at an installation finds: one check, whether it is well, and what is so or what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of an installation; the sentence says what is so, or what to do."""

    what: str
    ok: bool
    sentence: str
