"""What the dialogue may know of the book at one moment: the office, the cases of the chat, what may still be rated."""

from bot.dialogue.frame import Context, Patience
from bot.errands.answer_errands import rating_line
from bot.errands.case_lines import line_of
from intake import labels, meta
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory
from intake.installation.bounds import load_bounds
from intake.meta import Office
from intake.people import ratings
from intake.receipts import statuses_asked
from intake.settings import Settings


def context_of(
    snap: Snapshot,
    settings: Settings,
    conversation_id: int,
    *,
    consented: bool,
    channel: str = "",
    office: Office | None = None,
    was_away: bool = False,
) -> Context:
    """Return what the dialogue of a conversation may know now."""
    office = office or meta.office(snap)
    insults = load_bounds().insults
    lines = [line_of(status) for status in statuses_asked(snap, conversation_id)]
    rated = ratings.open_of(snap, conversation_id) if any(line.is_answered for line in lines) else ()
    return Context(
        now=snap.now,
        today=snap.today,
        office=office.short_name,
        office_phone=office.phone,
        office_hours=office.hours,
        office_address=office.address,
        channel=channel,
        base_url=settings.base_url,
        consented=consented,
        open_cases=tuple(line for line in lines if line.is_open),
        past_cases=tuple(line for line in lines if not line.is_open),
        ratings=tuple(rating_line(one) for one in rated),
        topic_names=topic_book.names(snap),
        kind_names=labels.KINDS,
        finds_alike=True,
        was_away=was_away,
        directory=directory.snapshot(snap),
        patience=Patience(insults.messages, insults.within_s, insults.pause_s),
    )
