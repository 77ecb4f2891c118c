"""Small settings: what citizens are told of the office, hours and duty, when they are written to, what is kept."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, require
from admin.errors import status_of
from admin.forms.directory_forms import number_in
from admin.forms.typed import as_hour, number
from admin.templating import render
from intake import setting_log
from intake.access import Viewer
from intake.db import Database, Snapshot, Transaction
from intake.errors import Conflict, Invalid, NgheDanError
from intake.sending import courtesy
from intake.setup import office_settings, retention

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
COURTESY: Mapping[str, tuple[str, str, str]] = {
    "draft.remind_after_hours": ("number", "Nhắc việc ghi dở sau mấy giờ im lặng", "Nhắc một lần, vào giờ được nhắn."),
    "draft.keep_days": ("number", "Giữ việc ghi dở mấy ngày", "Hết ngày thì bỏ, có một lời nhắn cuối."),
    "draft.away_hours": ("number", "Coi là quay lại sau mấy giờ vắng", "Người quay lại được kể những việc đang mở."),
    "reminders.from": ("time", "Nhắc nhở từ", "Lời nhắc người dân không hỏi tới."),
    "reminders.until": ("time", "Nhắc nhở đến", ""),
    "reminders.reception_at": ("time", "Nhắc lịch tiếp dân lúc", "Hôm trước ngày hẹn."),
    "notices.from": ("time", "Báo tiến độ từ", "Tin về hồ sơ; việc khẩn không chờ."),
    "notices.until": ("time", "Báo tiến độ đến", ""),
    "notices.gather_minutes": ("number", "Gộp các bước liền nhau trong mấy phút", "0 là không gộp."),
    "online.address": ("text", "Địa chỉ tiếp công dân trực tuyến", "Bỏ trống thì trợ lý không nhắc tới."),
}
_MOST_DIGITS = 6


@router.get("/settings/courtesy")
def show_courtesy(request: Request, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show when citizens are written to."""
    return _page(request, db, "courtesy", done=done, version=number(version))


@router.post("/settings/courtesy")
def set_courtesy(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Set when citizens are written to."""
    given = {name: form.get(name, "").strip() for name in COURTESY}
    given |= {name: as_hour(given[name]) for name, (kind, *_rest) in COURTESY.items() if kind == "time"}
    values = {name: _number(text) if COURTESY[name][0] == "number" else text for name, text in given.items()}
    why = form.get("why", "")

    def save(tx: Transaction) -> None:
        office_settings.set_courtesy(tx, values, why=why, actor=f"staff:{viewer.id}", seen=number_in(form, "seen"))

    return _saved(request, db, "courtesy", {**given, "why": why}, save)


@router.get("/settings/office")
def show_office(request: Request, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show what citizens are told of the office."""
    return _page(request, db, "office", done=done, version=number(version))


@router.post("/settings/office")
def set_office(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Set what citizens are told of the office."""
    given = {name: form.get(name, "").strip() for name in (*office_settings.OF_OFFICE, "why")}

    def save(tx: Transaction) -> None:
        office_settings.set_office(
            tx, given, why=given["why"], actor=f"staff:{viewer.id}", seen=number_in(form, "seen")
        )

    return _saved(request, db, "office", given, save)


@router.get("/settings/duty")
def show_duty(request: Request, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show the working hours and who is on duty outside of them."""
    return _page(request, db, "working_hours", done=done, version=number(version))


@router.post("/settings/duty")
def set_duty(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Set the working hours."""
    given = {name: as_hour(form.get(name, "").strip()) for name in ("start", "end")} | {
        "why": form.get("why", "").strip()
    }

    def save(tx: Transaction) -> None:
        office_settings.set_hours(tx, given, why=given["why"], actor=f"staff:{viewer.id}", seen=number_in(form, "seen"))

    return _saved(request, db, "working_hours", given, save)


@router.get("/settings/retention")
def show_retention(request: Request, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show how long what belongs to no case is kept; days in the address show what they would erase."""
    asked = {name: request.query_params.get(name, "") for name in ("turn_details", "raw_updates", "caseless_talk")}
    looked = {name: text for name, text in asked.items() if text}
    return _page(request, db, "retention", done=done, version=number(version), given=looked or None)


@router.post("/settings/retention")
def set_retention(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Set how long it is kept."""
    given = {name: form.get(name, "").strip() for name in ("turn_details", "raw_updates", "caseless_talk")}
    days = {name: _number(text) or 0 for name, text in given.items()}
    why = form.get("why", "")

    def save(tx: Transaction) -> None:
        retention.set_own(tx, days, why=why, actor=f"staff:{viewer.id}", seen=number_in(form, "seen"))

    return _saved(request, db, "retention", {**given, "why": why}, save)


def _saved(
    request: Request, db: Database, part: str, given: Mapping[str, str], save: Callable[[Transaction], None]
) -> Response:
    """Set a part and lead back to its page; what is refused is shown there as it was typed."""
    try:
        with db.transaction() as tx:
            save(tx)
    except (Conflict, Invalid) as error:
        return _page(request, db, part, given=given, error=error)
    return RedirectResponse(f"{request.url.path}?done=1", 303)


def _page(
    request: Request,
    db: Database,
    part: str,
    *,
    given: Mapping[str, str] | None = None,
    error: NgheDanError | None = None,
    done: str = "",
    version: int | None = None,
) -> Response:
    with db.read() as snap:
        past = setting_log.history(snap, part)
        values, context = _parts(snap, part, given)
    old = next((one.content for one in past if one.number == version), None)
    shown = {**values, **{name: _typed(value) for name, value in (old or {}).items()}, **(given or {})}
    history = setting_log.differences(past)
    seen = past[0].number if past else 0
    context |= {"given": shown, "error": error, "done": done, "version": old and version, "history": history}
    return render(request, f"{part}.html", status_of(error) if error else 200, **context, seen=seen, courtesy=COURTESY)


def _parts(snap: Snapshot, part: str, given: Mapping[str, str] | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values of a part as they stand, and what else its page shows."""
    if part == "courtesy":
        return {name: str(value) for name, value in courtesy.values_of(snap).items()}, {}
    if part == "office":
        return office_settings.office_of(snap), {}
    if part == "working_hours":
        return office_settings.hours_of(snap), {"on_duty": office_settings.on_duty(snap)}
    days = retention.days_of(snap)
    asked = {name: _number((given or {}).get(name, "")) or number for name, number in days.items()}
    more = {"periods": retention.periods(snap), "due": retention.due(snap, asked), "counted_to": retention.COUNTED_TO}
    return {name: str(number) for name, number in days.items()}, more


def _typed(value: object) -> str:
    """Return a value as a form would bring it; nothing for a tick that is not set."""
    return "" if value is False else str(value)


def _number(text: str) -> int | None:
    return number(text, _MOST_DIGITS)
