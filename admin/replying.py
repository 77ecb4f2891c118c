"""What an officer asks of a reply before it is sent: fill in a template, show how it will read, keep a draft."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from admin.deps import book_of
from admin.fields import WIDGETS
from admin.forms import Attempt, Desk
from admin.words import moment
from intake import foretelling, reply_desk, reply_drafts
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.lifecycle import Move
from intake.reply_drafts import Newer
from intake.reply_language import blanks
from intake.reply_steps import text_field
from routing.marks import without_marks

_MOST_DIGITS = 9
_MOST_HINTS = 3


def desk_of(snap: Snapshot, viewer: Viewer, case_id: int) -> Desk:
    """Return what the viewer has at hand for the replies of a case that they see."""
    return Desk(reply_desk.offers(snap, case_id), reply_drafts.of_case(snap, viewer, case_id))


def work_on(request: Request, viewer: Viewer, case_id: int, move: Move, form: Mapping[str, str]) -> Attempt:
    """Do what a button beside a reply asks; nothing is sent.

    Raises:
        NotFound: there is no such case within the viewer's sight, or no such button.
        Invalid: a text is too long to be kept.
    """
    does = _DOES.get(form.get("do", ""))
    if does is None:
        raise NotFound
    typed = typed_in(form)
    with book_of(request).transaction() as tx:
        if not may_see_case(tx, viewer, case_id):
            raise NotFound
        return does(tx, request, viewer, case_id, move, typed, form)


def typed_in(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a move as they were typed, with line ends as everywhere in the house."""
    return {name: value.replace("\r\n", "\n").replace("\x00", "") for name, value in form.items() if name in WIDGETS}


def hints_for(move: Move, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a writer may look at again before a text goes to a citizen; nothing here keeps it from going."""
    said = typed.get(text_field(move), "")
    hints = [f"Hình như thiếu dấu: “{sentence}”." for sentence in without_marks(said)[:_MOST_HINTS]]
    if left := blanks(said):
        hints.append(f"Chỗ cần điền: {', '.join(left)}.")
    return tuple(hints)


def revision_in(form: Mapping[str, str]) -> int:
    """Return the revision of the draft that a form builds on; 0 where there was none."""
    text = form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def to_json(attempt: Attempt, name: str, today: Any) -> dict[str, Any]:  # noqa: ANN401 - a day
    """Return what the script of the form needs to know."""
    newer, preview = attempt.newer, attempt.preview
    return {
        "note": attempt.note or attempt.sentence,
        "text": attempt.typed.get(name, ""),
        "hints": list(attempt.hints),
        "revision": attempt.revision,
        "newer": {"revision": newer.revision, "fields": dict(newer.fields), "at": moment(newer.at, today)}
        if newer
        else None,
        "preview": {
            "channel": preview.channel,
            "messages": list(preview.messages),
            "looked_up": preview.looked_up,
            "others": preview.others,
        }
        if preview
        else None,
    }


def _fill(
    tx: Transaction, _request: Request, _viewer: Viewer, case_id: int, move: Move, typed: dict[str, str],
    form: Mapping[str, str],
) -> Attempt:  # fmt: skip
    """Put a template where nothing of the officer's own stands, else below it: no word of theirs is lost."""
    chosen, name = form.get("template", ""), text_field(move)
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) <= _MOST_DIGITS else 0
    text, own = reply_desk.fill(tx, case_id, move, number), typed.get(name, "").strip()
    if not text:
        return _back(move, typed, form, note="Xin chọn một mẫu trong danh sách.")
    is_own = own and reply_desk.template_only(tx, case_id, move, typed) is None
    typed[name] = f"{own}\n\n{text}" if is_own else text
    note = "Đã nối mẫu vào dưới phần anh/chị đã viết." if is_own else "Đã điền mẫu. Xin viết việc cụ thể của hồ sơ này."
    return _back(move, typed, form, note=note)


def _preview(
    tx: Transaction, request: Request, _viewer: Viewer, case_id: int, move: Move, typed: dict[str, str],
    form: Mapping[str, str],
) -> Attempt:  # fmt: skip
    foreteller = request.app.state.foreteller
    shown = foretelling.preview(tx, foreteller, case_id, move, typed) if foreteller else None
    note = "" if shown else "Câu này chỉ xem trước được khi đã có hạn mới."
    return _back(move, typed, form, note=note, preview=shown)


def _draft(
    tx: Transaction, _request: Request, viewer: Viewer, case_id: int, move: Move, typed: dict[str, str],
    form: Mapping[str, str],
) -> Attempt:  # fmt: skip
    try:
        kept = reply_drafts.save(tx, viewer, case_id, move, typed, revision=revision_in(form))
    except Newer as error:
        # the next save of this window is meant to stand: its writer has been shown the other
        return _back(
            move, typed, form, sentence=error.sentence, newer=error.draft, revision=error.draft.revision
        )
    return _back(move, typed, form, note=f"Đã lưu nháp lúc {moment(kept.at, tx.today)}.", revision=kept.revision)


def _discard(
    tx: Transaction, _request: Request, viewer: Viewer, case_id: int, move: Move, _typed: dict[str, str],
    _form: Mapping[str, str],
) -> Attempt:  # fmt: skip
    reply_drafts.drop(tx, viewer, case_id, move)
    return Attempt(move.value, {}, note="Đã bỏ bản nháp.", revision=0)


def _back(move: Move, typed: Mapping[str, str], form: Mapping[str, str], **more: Any) -> Attempt:  # noqa: ANN401 - fields
    facts = {"revision": revision_in(form), "hints": hints_for(move, typed), **more}
    seen = form.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= _MOST_DIGITS * 2 else 0
    return Attempt(move.value, {**typed, "template": form.get("template", "")}, seen_event=number, **facts)


_DOES: Mapping[str, Callable[..., Attempt]] = {
    "fill": _fill,
    "preview": _preview,
    "draft": _draft,
    "discard": _discard,
}
