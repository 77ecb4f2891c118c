"""What an officer asks of a reply before it is sent: fill in a template, show how it will read, keep a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from admin.deps import book_of
from admin.forms.fields import WIDGETS
from admin.forms.forms import Attempt, Desk
from admin.forms.typed import ID_DIGITS, day, number
from admin.shown_refs import event_meant
from admin.words import words
from admin.words.words import moment
from intake.access import Viewer, may_see_case
from intake.acts import foretelling
from intake.acts.foretelling import Foreteller
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.lifecycle import Move
from intake.replies import reply_desk, reply_drafts
from intake.replies.reply_drafts import Newer
from intake.replies.reply_language import blanks
from intake.replies.reply_steps import text_field
from routing.language.marks import without_marks

_MOST_HINTS = 3
CARRIED = "carried."  # before the name of a field whose words another step may take


def desk_of(snap: Snapshot, viewer: Viewer, case_id: int) -> Desk:
    """Return what the viewer has at hand for the replies of a case that they see."""
    return Desk(reply_desk.offers(snap, case_id), reply_drafts.of_case(snap, viewer, case_id))


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked of a reply, with all that it is asked of."""

    tx: Transaction
    foreteller: Foreteller | None
    viewer: Viewer
    case_id: int
    move: Move
    typed: dict[str, str]
    form: Mapping[str, str]

    def back(self, **more: Any) -> Attempt:  # noqa: ANN401 - fields of an attempt
        """Return the form as it was typed, with what was done."""
        facts = {"revision": revision_in(self.form), "hints": hints_for(self.move, self.typed), **more}
        seen = event_meant(self.form.get("seen", "")) or 0
        typed = {**self.typed, "template": self.form.get("template", "")}
        return Attempt(self.move.value, typed, seen_event=seen, **facts)


def work_on(request: Request, viewer: Viewer, case_id: int, move: Move, form: Mapping[str, str]) -> Attempt:
    """Do what a button beside a reply asks; nothing is sent.

    Raises:
        NotFound: there is no such case within the viewer's sight, or no such button.
        Invalid: a text is too long to be kept.
    """
    does = _DOES.get(form.get("do", ""))
    if does is None:
        raise NotFound
    foreteller: Foreteller | None = request.app.state.foreteller
    with book_of(request).transaction() as tx:
        if not may_see_case(tx, viewer, case_id):
            raise NotFound
        return does(_Wish(tx, foreteller, viewer, case_id, move, typed_in(form), form))


def typed_in(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a move as they were typed, with line ends and days as everywhere in the house."""
    return {name: _tidy(name, value) for name, value in form.items() if name in WIDGETS}


def _tidy(name: str, value: str) -> str:
    known = day(value) if name.endswith("_on") else None
    return known.isoformat() if known else value.replace("\r\n", "\n")


def hints_for(move: Move, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a writer may look at again before a text goes to a citizen; nothing here keeps it from going."""
    said = typed.get(text_field(move), "")
    hints = [f"Hình như thiếu dấu: “{sentence}”." for sentence in without_marks(said)[:_MOST_HINTS]]
    if left := blanks(said):
        hints.append(f"Chỗ cần điền: {', '.join(left)}.")
    return tuple(hints)


def revision_in(form: Mapping[str, str]) -> int:
    """Return the revision of the draft that a form builds on; 0 where there was none."""
    return number(form.get("revision", ""), ID_DIGITS) or 0


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
            "about": list(words.about_extension(preview.extension)) if preview.extension else [],
        }
        if preview
        else None,
    }


def _fill(wish: _Wish) -> Attempt:
    """Put a template where nothing of the officer's own stands, else below it: no word of theirs is lost."""
    chosen, name = wish.form.get("template", ""), text_field(wish.move)
    text = reply_desk.fill(wish.tx, wish.case_id, wish.move, number(chosen, ID_DIGITS) or 0)
    own = wish.typed.get(name, "").strip()
    if not text:
        return wish.back(note="Xin chọn một mẫu trong danh sách.")
    if own and reply_desk.template_only(wish.tx, wish.case_id, wish.move, wish.typed) is None:
        wish.typed[name] = f"{own}\n\n{text}"
        return wish.back(note="Đã nối mẫu vào dưới phần anh/chị đã viết.")
    wish.typed[name] = text
    return wish.back(note="Đã điền mẫu. Xin viết việc cụ thể của hồ sơ này.")


def _preview(wish: _Wish) -> Attempt:
    shown = foretelling.preview(wish.tx, wish.foreteller, wish.case_id, wish.move, wish.typed, actor=wish.viewer)
    return wish.back(note="" if shown else "Việc này không gửi lời nào cho người dân.", preview=shown)


def _draft(wish: _Wish) -> Attempt:
    facts = {"revision": revision_in(wish.form)}
    try:
        kept = reply_drafts.save(wish.tx, wish.viewer, wish.case_id, wish.move, wish.typed, **facts)
    except Newer as error:
        # saved once more it is meant to stand: its writer has been shown the other
        return wish.back(sentence=error.sentence, newer=error.draft, revision=error.draft.revision)
    return wish.back(note=f"Đã lưu nháp lúc {moment(kept.at, wish.tx.today)}.", revision=kept.revision)


def _discard(wish: _Wish) -> Attempt:
    reply_drafts.drop(wish.tx, wish.viewer, wish.case_id, wish.move)
    return Attempt(wish.move.value, {}, note="Đã bỏ bản nháp.", revision=0)


def _carry(wish: _Wish) -> Attempt:
    """Put words that lost their own form, because a colleague was quicker, into the form of another step."""
    said = [value.strip() for name, value in wish.form.items() if name.startswith(CARRIED)]
    name = carried_into(wish.move)
    if not name:
        raise NotFound
    wish.typed[name] = "\n\n".join(one for one in said if one).replace("\r\n", "\n")
    return wish.back(note="Lời anh/chị đã gõ nằm ở đây: xin xem lại rồi gửi.")


def carried_into(move: Move) -> str:
    """Return the field of a step that takes words written for another one; blank where it takes none."""
    return _TAKES.get(move, "")


_TAKES: Mapping[Move, str] = {
    **dict.fromkeys((Move.ANSWER, Move.PROPOSE, Move.APPROVE, Move.INTERIM, Move.NOTE), "text"),
    Move.ASK: "question",
}
TAKERS = tuple(move.value for move in _TAKES)
_DOES: Mapping[str, Callable[[_Wish], Attempt]] = {
    "fill": _fill,
    "preview": _preview,
    "draft": _draft,
    "discard": _discard,
    "carry": _carry,
}
