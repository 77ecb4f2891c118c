"""What the dialogue remembers between two messages, kept as JSON that older and newer versions can both read."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from routing.dangers.hazards import is_hazard
from routing.plain import unusual
from routing.records import record

VERSION = 1
Pairs = tuple[tuple[str, str], ...]
_READ_BACK = frozenset({str, int, float, bool})


@record
class Draft:
    """A matter while it is being told.

    Attributes:
        text: all that the citizen told for it, one message a line.
        topics: (code, score), best first.
        place_text: the citizen's own words for the place.
        candidates: (code, name) of the communes that the place may be in.
        formerly: (code, former name) of those of them that were told by one, and of the commune once it is known.
        outside: another province, when the place is there.
        reading: `Reading.to_json` of the first telling message.
        topic_by, place_by: "machine" or "citizen".
        what_asked, topic_asked, place_asked: how often was asked, so that nobody is asked for ever.
        form: (field, value) of the form that the law asks for; a blank value was passed over.
        kind_asked: whether was asked what kind of matter it is; kind_open: its writer could not tell.
        noted: whether the note on secrecy or on the signed form has been given.
        about_case: the case whose handling it is about, where it is about how officers work.
        way: how an accusation is sent: blank (not chosen yet), "here" or "tip" (without a name).
        compared: whether others' matters were looked through; alike: those that it may be, as `alike` tells them.
        language: in which the matter is told; what is not told in Vietnamese is read by an officer first.
        referred: the row of referrals that the citizen was told; blank where the matter is ours or nothing was told.
        pinned: the commune around the point on the map; replacing: another place was asked for; the next counts.
        voices: how many of the files are voice messages; wordless: the citizen sends them without words.
    """

    text: str = ""
    kind: str = "other"
    topic: str = "khac"
    topics: tuple[tuple[str, float], ...] = ()
    confidence: float = 0.0
    kind_confidence: float = 0.0
    place_text: str = ""
    commune_code: str | None = None
    commune_name: str | None = None
    candidates: Pairs = ()
    formerly: Pairs = ()
    outside: str | None = None
    outside_accepted: bool = False
    lat: float | None = None
    lon: float | None = None
    urgent: bool = False
    danger_kind: str | None = None
    media: int = 0
    reading: Mapping[str, Any] | None = None
    topic_by: str = "machine"
    place_by: str = "machine"
    place_skipped: bool = False
    what_asked: int = 0
    topic_asked: int = 0
    place_asked: int = 0
    noted: bool = False
    about_case: int | None = None
    form: Pairs = ()
    kind_asked: bool = False
    kind_open: bool = False
    way: str = ""
    compared: bool = False
    alike: Pairs = ()
    language: str = "vi"
    voices: int = 0
    wordless: bool = False
    referred: str = ""
    pinned: str = ""
    replacing: bool = False

    @property
    def in_danger(self) -> bool:
        """Whether it tells of a danger of this minute, which no question may hold up; a hazard is no such thing."""
        return self.urgent and not is_hazard(self.danger_kind)

    @property
    def second_kind(self) -> tuple[str, float]:
        """The second likeliest kind of the first message and its share; blank and 0 where there is none."""
        reading = self.reading or {}
        return reading.get("kind_second") or "", reading.get("kind_second_share") or 0.0

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """Read a draft back; what cannot be read is left at its default, None when there is no draft at all."""
        if not isinstance(stored, Mapping):
            return None
        known = _known(cls(), stored) | {
            "topics": tuple((code, float(score)) for code, score in _pairs(stored.get("topics"), float)),
            "candidates": tuple((code, str(name)) for code, name in _pairs(stored.get("candidates"), str)),
            "formerly": tuple((code, str(name)) for code, name in _pairs(stored.get("formerly"), str)),
            "form": tuple((field, str(value)) for field, value in _pairs(stored.get("form"), str)),
            "alike": tuple((one, line) for one, line in _pairs(stored.get("alike"), str) if one.isdecimal()),
        }
        for name in ("commune_code", "commune_name", "outside", "danger_kind"):
            known[name] = _one(stored.get(name), str)
        for name in ("lat", "lon"):
            known[name] = _one(stored.get(name), float)
        known["about_case"] = _one(stored.get("about_case"), int)
        reading = stored.get("reading")
        return cls(**known, reading=dict(reading) if isinstance(reading, Mapping) else None)


@record
class Booking:
    """A place at a reception while it is being asked about.

    Attributes:
        when: the day as it stood on its button.
        case_id: of the case that it belongs to; instead_of: of the booking that it replaces or ends; 0: none.
    """

    day_id: int = 0
    when: str = ""
    about: str = ""
    people: int = 1
    case_id: int = 0
    instead_of: int = 0

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """Read a booking back; None when there is none."""
        return cls(**_known(cls(), stored)) if isinstance(stored, Mapping) else None


@record
class Twofold:
    """Two matters that one message may tell, until its writer says whether it does; `whole` are its words.

    `more`: the other as two again; it is asked about when that one is gone on with.
    """

    whole: str = ""
    first: Draft | None = None
    other: Draft | None = None
    more: "Twofold | None" = None

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """Read both back; None when there are none."""
        if not isinstance(stored, Mapping) or not isinstance(stored.get("whole"), str):
            return None
        first, other = (Draft.from_json(stored.get(name)) for name in ("first", "other"))
        return cls(stored["whole"], first, other, cls.from_json(stored.get("more")))


@record
class State:
    """Where a conversation stands.

    Attributes:
        step: name of the open question; `machine.STEPS` has them all.
        second: another matter told beside the draft; it is gone on with once the draft is settled.
        interrupted: what was being told when a danger broke in; it is gone on with before `second`.
        twofold: the two matters that the last message may tell.
        step_no: grows with every new question, so that old buttons are known.
        pending_text, pending_media: told, but not yet agreed to be kept, or not yet said for which case.
        options: (option, label) last offered, so that "1" works.
        case_id: the case that is being spoken of; lookup_code: the code whose secret is asked for.
        misses: how many messages in a row were not understood.
        is_asking: what is pending was asked as a question, and becomes one for an officer.
        phone: a number that may be kept after a yes; phone_asked: one was asked for, so that it is offered no more.
        insults, insulted_at, quiet_until: how many, since when, until when the talk pauses (epoch seconds).
        sent_no, sent_code: number of the read-back that became the last case, and its code: a second tap is answered.
        greeted_at: when the chat was last greeted (epoch seconds).
        left_step, left_options: the question that waits while the language is asked for.
        pressed, pressed_at: the button that was taken last, and when (epoch seconds): tapped twice it is taken once.
        has_seat: a place at a reception was booked here and not given back.
        answer_id: the answer that is being rated; asks: the right that is used in a wish about one's own data.
        phones_of: the commune of the telephones told just now, so that another of its bodies can be asked after.
        danger, danger_at: the danger that was told last, and when (epoch seconds); is_child: a child writes.
        danger_case: the case that this danger became.
    """

    version: int = VERSION
    step: str = "idle"
    step_no: int = 0
    draft: Draft | None = None
    pending_text: str = ""
    pending_media: int = 0
    pending_voices: int = 0
    options: Pairs = ()
    case_id: int | None = None
    lookup_code: str = ""
    language: str = "vi"
    misses: int = 0
    is_asking: bool = False
    sent_no: int = -1
    sent_code: str = ""
    answer_id: int | None = None
    asks: str = ""
    booking: Booking | None = None
    second: Draft | None = None
    interrupted: Draft | None = None
    twofold: Twofold | None = None
    phone: str = ""
    phone_asked: bool = False
    insults: int = 0
    insulted_at: int = 0
    quiet_until: int = 0
    greeted_at: int = 0
    left_step: str = ""
    left_options: Pairs = ()
    phones_of: str = ""
    danger: str = ""
    danger_at: int = 0
    danger_case: int | None = None
    is_child: bool = False
    has_seat: bool = False
    pressed: str = ""
    pressed_at: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON without those at their default: most are, and each turn writes them all.

        Whoever changes a default therefore changes `VERSION`, which always stands there.
        """
        return {"version": self.version} | unusual(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read a state back, forgiving unknown and missing fields; of an unknown version only the draft is kept."""
        draft = Draft.from_json(stored.get("draft"))
        if stored.get("version", VERSION) != VERSION:
            return cls(draft=draft, step="ask_what" if draft else "idle")
        named = ("options", "left_options")
        options = {name: tuple((one, str(label)) for one, label in _pairs(stored.get(name), str)) for name in named}
        numbers = {name: _one(stored.get(name), int) for name in ("case_id", "answer_id", "danger_case")}
        drafts = dict.fromkeys(("second", "interrupted"), Draft.from_json)
        read = {"booking": Booking.from_json, "twofold": Twofold.from_json, **drafts}
        apart: dict[str, Any] = {name: reads(stored.get(name)) for name, reads in read.items()}
        return cls(**(_known(cls(), stored) | options | numbers | apart), draft=draft)


def _known(default: "State | Draft | Booking", stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored values whose field exists and whose type is that of the default."""
    kept = {}
    for name in default.__dataclass_fields__.keys() & stored.keys():
        expected, value = type(getattr(default, name)), stored[name]
        if expected is float and type(value) is int:
            value = float(value)
        if expected in _READ_BACK and type(value) is expected:
            kept[name] = value
    return kept


def _one(value: object, expected: type) -> Any:  # noqa: ANN401 - a stored value of the expected type, or None
    if expected is float and type(value) is int:
        return float(value)
    return value if type(value) is expected else None


def _pairs(stored: object, second: type) -> Iterable[tuple[str, Any]]:
    for row in stored if isinstance(stored, list | tuple) else ():
        if isinstance(row, list | tuple) and len(row) == 2 and isinstance(row[0], str):  # noqa: PLR2004 - a pair
            value = _one(row[1], second)
            if value is not None:
                yield row[0], value
