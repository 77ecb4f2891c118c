"""Where citizens drop out: the figures of the questions, the talks behind each number, and a file of the figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from admin import tables
from admin.deps import HANDLERS, Book, require
from admin.shown_refs import talk_meant, talk_ref
from admin.templating import render
from admin.words import words
from admin.words.step_vocabulary import ENDINGS
from admin.words.vocabulary import STEPS
from intake import audit, labels
from intake.access import Viewer
from intake.db import Snapshot
from intake.errors import NotFound
from intake.queries.figures.board import Period
from intake.queries.figures.funnel import Funnel, funnel
from intake.queries.figures.funnel_talks import Key, talks

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
WEEKS = (1, 4, 13, 26, 52)
_DEFAULT = 4


class Asked(BaseModel):
    """What the address of the page may say; whatever is none of the known values is read as any."""

    weeks: str = ""
    channel: str = ""
    after: str = ""

    @property
    def chosen(self) -> int:
        """How many weeks the period has, the running one included."""
        return int(self.weeks) if self.weeks in {str(one) for one in WEEKS} else _DEFAULT

    @property
    def on(self) -> str:
        """The channel, blank for all."""
        return self.channel if self.channel in labels.CHANNELS else ""

    def period(self, snap: Snapshot) -> Period:
        """Return whole weeks from a Monday until today."""
        monday = snap.today - timedelta(days=snap.today.weekday())
        return Period(monday - timedelta(weeks=self.chosen - 1), snap.today)

    def key(self) -> Key | None:
        """Return after which talk a page begins; None for the first, or for an address that says nothing sensible."""
        at, _, talk = self.after.rpartition("_")
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        number = talk_meant(talk)
        return (moment, number) if moment.tzinfo and number else None


@dataclass(frozen=True, slots=True)
class Link:
    """Makes the addresses of the page, of the talks behind a number, and of the file."""

    asked: Asked

    def __call__(self, rest: str = "", **given: object) -> str:
        """Return the address with what is given in place of what was asked."""
        said = {"weeks": self.asked.chosen, "channel": self.asked.on, **given}
        return f"/admin/funnel{rest}?{urlencode({name: value for name, value in said.items() if value})}"


@router.get("/funnel")
def show(request: Request, viewer: Handler, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show where citizens drop out."""
    with db.read() as snap:
        found = funnel(snap, viewer, asked.period(snap), asked.on)
    return render(request, "funnel.html", funnel=found, chosen=asked.chosen, on=asked.on, weeks=WEEKS, link=Link(asked))


@router.get("/funnel.csv")
def download(viewer: Handler, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Give the figures as a table; that they left the house is written down."""
    with db.transaction() as tx:
        found = funnel(tx, viewer, asked.period(tx), asked.on)
        audit.record(tx, f"staff:{viewer.id}", "report.export", "report:funnel", {"weeks": asked.chosen})
    since, until = found.period.since, found.period.until
    return tables.csv_file(f"cau-hoi-{since:%Y%m%d}-{until:%Y%m%d}.csv", _HEAD, _rows(found))


@router.get("/funnel/{step}/{ending}")
def show_talks(
    request: Request, viewer: Handler, db: Book, *, step: str, ending: str, asked: Annotated[Asked, Query()]
) -> Response:
    """Show the talks behind one number."""
    if step not in STEPS or ending not in ENDINGS:
        raise NotFound
    with db.read() as snap:
        page = talks(snap, viewer, asked.period(snap), step, ending, channel=asked.on, after=asked.key())
    link, rest = Link(asked), f"/{step}/{ending}"
    following = link(rest, after=f"{page.after[0].isoformat()}_{talk_ref(page.after[1])}") if page.after else ""
    first = link(rest) if asked.after else ""
    return render(
        request, "funnel_talks.html", page=page, step=step, ending=ending, link=link, first=first, following=following
    )


_HEAD = ("Tuần từ", "Kênh", "Câu hỏi", "Đã hỏi", *ENDINGS.values(), "Trung vị (cả kỳ, giây)")


def _rows(found: Funnel) -> list[tuple[object, ...]]:
    medians = {step: tally.median for step, tally in found.steps}
    return [
        (
            f"{week:%Y-%m-%d}",
            labels.CHANNELS.get(channel, channel),
            words.step(step),
            tally.reached,
            *(tally.counts.get(ending, 0) for ending in ENDINGS),
            "" if medians[step] is None else medians[step],
        )
        for week, step, channel, tally in found.cells
    ]
