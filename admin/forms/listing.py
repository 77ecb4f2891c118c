"""What the address of the inbox says, read and written: the folder, what it is narrowed to, and where a page begins."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from pydantic import BaseModel

from admin.forms.typed import number
from admin.known_topics import catalogue
from admin.shown_refs import case_meant, case_ref
from intake import labels
from intake.access import Viewer
from intake.queries.flags import FLAGS
from intake.queries.inbox import folders
from intake.queries.inbox.kept_filters import Saved
from intake.queries.inbox.narrowing import Filters
from routing.places import load_gazetteer
from routing.text import normalise

_MAX_QUERY = 200
_FIRST = {"reception": "screening", "officer": "mine", "head": "unit"}


class Asked(BaseModel):
    """What the address of the inbox may say; whatever is none of the known values is read as any."""

    folder: str = ""
    q: str = ""
    topic: str = ""
    kind: str = ""
    commune: str = ""
    unit: str = ""
    officer: str = ""
    channel: str = ""
    flag: list[str] = []
    after: str = ""
    saved: str = ""
    since: str = ""
    done: str = ""

    def filters(self) -> Filters:
        """Return what the list is narrowed to."""
        return Filters(
            query=normalise(self.q[:_MAX_QUERY].replace("\x00", "")),
            topic=self.topic if self.topic in catalogue().topics else "",
            kind=self.kind if self.kind in labels.KINDS else "",
            commune=self.commune if self.commune in load_gazetteer().communes else "",
            unit_id=number(self.unit),
            officer_id=number(self.officer),
            channel=self.channel if self.channel in labels.CHANNELS else "",
            flags=tuple(name for name in FLAGS if name in self.flag),
        )

    def key(self) -> str:
        """Return the key of the page that is asked for; what is none is the first page."""
        day, _, ref = self.after.partition(".")
        case_id = case_meant(ref)
        return f"{day}.{case_id}" if case_id else ""

    def place(self, viewer: Viewer) -> "Place":
        """Return the folder that is asked for; without one, where a person of this role begins."""
        filters = self.filters()
        if self.folder in folders.FOLDERS:
            return Place(self.folder, filters)
        first = _FIRST.get(viewer.role, "all_open") if filters.is_empty else "all"
        return Place(first, filters)


def _shown_key(key: str | None) -> str:
    """Return the key of a page, which ends with the number of a case, as an address may say it."""
    day, _, case_id = (key or "").partition(".")
    return f"{day}.{case_ref(int(case_id))}" if case_id else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder under filters; makes the addresses of its neighbours."""

    folder: str
    filters: Filters

    def beside(self, folder: str) -> str:
        """Return the address of a folder as it is counted: under the same filters, without the words of a search."""
        return Place(folder, replace(self.filters, query="")).at(folder)

    def at(self, folder: str, after: str | None = None, saved: int | None = None) -> str:
        """Return the address of a folder under the same filters."""
        asked = [("folder", folder), *self.narrowed(), ("after", _shown_key(after)), ("saved", saved)]
        return "/admin/?" + urlencode([(name, value) for name, value in asked if value])

    def of(self, kept: Saved) -> str:
        """Return the address of a kept filter."""
        return Place(kept.folder, kept.filters).at(kept.folder, saved=kept.id)

    def news(self, seen: int) -> str:
        """Return the address at which an open page asks what has come since an event."""
        return "/admin/news?" + urlencode([("folder", self.folder), *self.narrowed(), ("since", seen)])

    @property
    def narrowed_besides_words(self) -> int:
        """How many filters there are beside the words that are searched."""
        return sum(name != "q" for name, _value in self.narrowed())

    def narrowed(self) -> list[tuple[str, str]]:
        """Return the filters as fields of a form or an address."""
        one = self.filters
        given = {
            "q": one.query, "topic": one.topic, "kind": one.kind, "commune": one.commune, "unit": one.unit_id,
            "officer": one.officer_id, "channel": one.channel,
        }  # fmt: skip
        single = [(name, str(value)) for name, value in given.items() if value]
        return [*single, *(("flag", name) for name in one.flags)]

    def without(self, **gone: object) -> str:
        """Return the address of the same folder with some filters let go."""
        left = {name: tuple(value) if isinstance(value, list) else value for name, value in gone.items()}
        return Place(self.folder, replace(self.filters, **left)).at(self.folder)  # type: ignore[arg-type]
