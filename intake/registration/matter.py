"""What is registered: a matter as its citizen has confirmed it, or as somebody took it in for them."""

from dataclasses import dataclass

from intake.lifecycle import Standing
from routing.kinds import Kind
from routing.places import Place
from routing.reading import Reading


@dataclass(frozen=True, slots=True)
class Matter:
    """What a citizen has confirmed, ready to be registered.

    Attributes:
        confidence: of the topic, 0..1; 1.0 when the citizen chose it.
        reading: what the machine made of the telling message, kept with the case.
        about_case_id: the case whose handling it is about; whoever handles that one is kept out of this.
        taken_by: the member of staff who took it in for somebody who came, called or wrote.
        danger: the kind of danger that was told, blank for none.
        is_tip: an accusation by somebody who gives no name: information, never a denunciation (Luật Tố cáo Điều 25).
        is_kind_open: its writer could not tell whether they complain.
    """

    kind: Kind
    topic: str
    text: str
    place: Place | None
    confidence: float
    is_urgent: bool = False
    lat: float | None = None
    lon: float | None = None
    reading: Reading | None = None
    about_case_id: int | None = None
    taken_by: int | None = None
    is_tip: bool = False
    danger: str = ""
    is_kind_open: bool = False

    @property
    def standing(self) -> Standing:
        """How the matter stands before the law when it is registered."""
        return Standing.INFORMATION if self.is_tip and self.kind is Kind.DENUNCIATION else Standing.CHAT
