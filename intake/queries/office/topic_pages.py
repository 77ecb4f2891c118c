"""What the pages of the topics show: a topic with its history and with what speaks of it, and those taken out."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from intake import setting_log
from intake.catalogue.own_topics import own_from, said_of, subject_of, uses
from intake.catalogue.topic_book import current, own_of
from intake.db import Snapshot
from intake.setting_log import Version
from intake.tables import SettingVersionRow
from routing.topic_overlay import OwnTopic
from routing.topics import Topic

_PREFIX = "topic:"


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic: the line of the catalogue (None once it is taken out), what the office says of it, and its past.

    `uses` is what in the book speaks of an own topic, in words: while there is anything it is not taken out.
    """

    code: str
    topic: Topic | None
    own: OwnTopic
    version: int
    history: tuple[tuple[Version, tuple[tuple[str, Any, Any], ...]], ...]
    uses: tuple[str, ...]


def topic_page(snap: Snapshot, code: str) -> TopicPage:
    """Return a topic.

    Raises:
        NotFound: there is none, and never was.
    """
    past = setting_log.history(snap, subject_of(code))
    topic = current(snap).topics.get(code)
    own = own_from(past[0].content) if topic is None and past else said_of(snap, code)
    used = tuple(uses(snap, code)) if topic is not None and topic.parent is not None else ()
    return TopicPage(code, topic, own, past[0].number if past else 0, setting_log.differences(past), used)


def removed(snap: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return code and name of the topics that were taken out."""
    row, held, known = SettingVersionRow.__table__, own_of(snap), current(snap).topics
    named = select(row.c.subject, row.c.content).where(row.c.subject.startswith(_PREFIX)).order_by(row.c.id)
    last = {one.subject.removeprefix(_PREFIX): one.content["name"] for one in snap.execute(named)}
    return tuple((code, name or code) for code, name in sorted(last.items()) if code not in held and code not in known)
