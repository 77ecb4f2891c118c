"""`/metrics` as Prometheus reads it: how much waits and how long; no word and no address of anybody."""

import hmac
import ipaddress
import time
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse

from bot.playing.meter import BUCKETS_S, TurnMeter
from intake.channels.channel_health import Health, Noted
from intake.channels.stalled import by_reason
from intake.db import Database
from intake.errors import Unavailable
from intake.health.checkup import Gauges, gauges
from intake.migrate import is_current
from intake.settings import Settings
from intake.web.last_door import LastDoor

router = APIRouter(include_in_schema=False)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded")

_TOLD: tuple[tuple[str, str, Callable[[Health], int | None]], ...] = (
    ("channel_waiting_updates", "Updates that wait at the platform.", attrgetter("waiting")),
    ("channel_quota_left", "Messages that the platform still lets be sent.", attrgetter("left")),
    ("channel_quota_total", "Messages that the platform lets be sent in all.", attrgetter("total")),
)


@router.get("/metrics")
def metrics(request: Request) -> PlainTextResponse:
    """Answer whoever shows the secret of `NGHEDAN_METRICS_TOKEN`; where none is set, only this very machine."""
    if not _may_read(request, request.app.state.settings):
        return PlainTextResponse("", 403)
    lines = [*_book(request.app.state.db), *_turns(request.app.state.turns.meter), *_process()]
    return PlainTextResponse("\n".join(lines) + "\n", media_type=_TYPE)


def _may_read(request: Request, settings: Settings) -> bool:
    if settings.metrics_token:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), settings.metrics_token.encode())
    if any(name in request.headers for name in _FORWARDED):
        return False  # somebody's request that a proxy on this machine passed on
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _book(db: Database) -> Iterator[str]:
    try:
        with db.read() as snap:
            found, now = (gauges(snap) if is_current(db) else None), snap.now
    except Unavailable:
        found, now = None, db.clock()
    yield from _series("up", "Whether the database answers and is up to date.", {"": int(found is not None)})
    if found is not None:
        yield from _waiting(found)
        ages = {
            _labels(channel=one.channel, account=one.account): (now - one.health.token_at).total_seconds()
            for one in found.channels
            if one.health.token_at is not None
        }
        yield from _series("channel_token_age_seconds", "Age of the token a channel uses.", ages)


def _waiting(found: Gauges) -> Iterator[str]:
    inbox = {_labels(channel=channel, status=status): count for (channel, status), count in found.inbox.items()}
    outbox = {_labels(channel=channel, status=status): count for (channel, status), count in found.outbox.items()}
    closed = {_labels(channel=channel): count for channel, count in found.closed.items()}
    in_vain = {_labels(channel=one, reason=why): many for (one, why), many in by_reason(found.stalled).items()}
    oldest = {"": found.oldest_update.total_seconds()}, {"": found.oldest_parcel.total_seconds()}
    yield from _series("inbox_oldest_seconds", "Age of the oldest update that is not handled.", oldest[0])
    yield from _series("inbox_updates", "Updates that wait or were given up.", inbox)
    yield from _series("outbox_oldest_seconds", "How long the oldest message has been due.", oldest[1])
    yield from _series("outbox_messages", "Messages that are not sent.", outbox)
    yield from _series("outbox_stalled", "Messages that wait after a try in vain.", in_vain)
    yield from _series("outbox_window_closed", "Messages that a platform's window holds back.", closed)
    named = [(_labels(channel=one.channel, account=one.account), one.health) for one in found.channels]
    unheard = {_labels(channel=channel): count for channel, count in found.unheard.items()}
    yield from _series("officer_notices_unheard", "Unread notices that did not reach officers' phones.", unheard)
    well = {_labels(channel=one.channel, account=one.account): int(_is_well(one, found)) for one in found.channels}
    yield from _series("channel_up", "Whether a channel is well.", well)
    for name, about, figure in _TOLD:
        told = {labels: figure(health) for labels, health in named}
        yield from _series(name, about, {labels: value for labels, value in told.items() if value is not None})


def _is_well(one: Noted, found: Gauges) -> bool:
    """Whether a channel is well: what is wrong since it last said so counts at once."""
    return one.health.is_well and (one.channel, one.account) not in found.troubled


def _turns(meter: TurnMeter) -> Iterator[str]:
    counts, seconds = meter.read()
    yield "# HELP nghedan_turn_seconds How long turns of this process took."
    yield "# TYPE nghedan_turn_seconds histogram"
    for most, count in zip((*BUCKETS_S, "+Inf"), counts, strict=True):
        yield f'nghedan_turn_seconds_bucket{{le="{most}"}} {count}'
    yield f"nghedan_turn_seconds_sum {seconds:.6f}"
    yield f"nghedan_turn_seconds_count {counts[-1]}"


def _process() -> Iterator[str]:
    worked, broken = time.process_time(), LastDoor.broken
    yield from _counter("process_cpu_seconds", "How long a processor has worked for this process.", f"{worked:.3f}")
    yield from _counter("requests_broken", "Requests that broke in this process; see the log.", str(broken))


def _counter(name: str, about: str, value: str) -> Iterator[str]:
    yield f"# HELP nghedan_{name}_total {about}"
    yield f"# TYPE nghedan_{name}_total counter"
    yield f"nghedan_{name}_total {value}"


def _series(name: str, about: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP nghedan_{name} {about}"
    yield f"# TYPE nghedan_{name} gauge"
    for labels, value in values.items():
        yield f"nghedan_{name}{labels} {value:g}"


def _labels(**labels: str) -> str:
    def escaped(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    return "{" + ",".join(f'{name}="{escaped(text)}"' for name, text in labels.items()) + "}"
