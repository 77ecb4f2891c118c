"""The six kinds of submission; what a kind is called is told by law, not by the writer (law on reception, Art. 2)."""

from enum import StrEnum


class Kind(StrEnum):
    """What a message is before the law; told apart by `routing.legal.kind_cues` and settled by an officer."""

    FEEDBACK = "feedback"
    PETITION = "petition"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    INQUIRY = "inquiry"
    OTHER = "other"


ALIKE = frozenset({Kind.FEEDBACK, Kind.PETITION})  # the law defines and treats them together
APART = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})  # a written paper each (law on citizen reception, Art. 25)


def as_one(kind: str) -> Kind:
    """Return a kind, feedback for both that are alike."""
    return Kind.FEEDBACK if kind in ALIKE else Kind(kind)


KIND_NAMES: dict[Kind, str] = {
    Kind.FEEDBACK: "phản ánh",
    Kind.PETITION: "kiến nghị",
    Kind.COMPLAINT: "khiếu nại",
    Kind.DENUNCIATION: "tố cáo",
    Kind.INQUIRY: "hỏi đáp",
    Kind.OTHER: "chưa rõ việc",
}
