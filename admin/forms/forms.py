"""The form of each move, drawn from the table of moves: nothing is asked that the move does not need."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from admin.forms.asking import NO_CLAIM, Asking, Claim, Field
from admin.forms.fields import TYPED, WIDGETS, file_field
from admin.forms.hints import hint_of, why_fewer
from intake import labels
from intake.acts.foretelling import Preview
from intake.common_answers import TAKEN_FOR_ALL
from intake.lifecycle import TERMINAL, Move, Rule, Standing, table_of
from intake.queries.case.case_page import CasePage
from intake.queries.office.office import Choices
from intake.replies.reply_desk import Offer
from intake.replies.reply_drafts import Draft
from intake.replies.reply_steps import STEP_OF, text_field

# What an officer most likely does next, first.
_PRIMARY = (
    Move.SCREEN, Move.RECORD_FORM, Move.APPROVE, Move.ACCEPT, Move.END_ASSESSMENT, Move.RESUME, Move.ANSWER,
    Move.PROPOSE, Move.FULFIL, Move.CLOSE, Move.FINISH_TASK,
)  # fmt: skip
# What is always in sight beside it; the rest lies folded under its heading.
AT_HAND = (
    Move.SCREEN, Move.RECORD_FORM, Move.STORE, Move.ACCEPT, Move.ANSWER, Move.PROPOSE, Move.APPROVE, Move.SEND_BACK,
    Move.FINISH_TASK, Move.END_ASSESSMENT, Move.RESUME, Move.FULFIL, Move.CLOSE, Move.ASK, Move.ASK_ELSEWHERE,
    Move.RECEIVE, Move.TRANSFER, Move.REOPEN, Move.TAKE_UP, Move.NOTE,
)  # fmt: skip
# What the citizen has asked for lies at hand too, until somebody decides it.
_WHEN_ASKED: Mapping[str, tuple[Move, ...]] = {
    "withdrawal": (Move.GRANT_WITHDRAWAL, Move.PART_WITHDRAWAL, Move.DENY_WITHDRAWAL),
    "reopen": (Move.REOPEN, Move.TAKE_UP, Move.DENY_REOPEN),
}
_OTHER_ENDS = "Kết thúc cách khác"
GROUPS: Mapping[str, tuple[Move, ...]] = {
    "Giao và phối hợp": (
        Move.ASSIGN, Move.ADD_UNIT, Move.RESCHEDULE_TASK, Move.RELEASE_UNIT, Move.RETURN,
    ),
    "Thời hạn và tiến độ": (Move.INTERIM, Move.EXTEND, Move.SUSPEND, Move.BEGIN_ASSESSMENT),
    "Liên kết hồ sơ": (Move.SPLIT, Move.JOIN, Move.LEAVE, Move.MERGE),
    _OTHER_ENDS: (
        Move.REFUSE, Move.REFER, Move.TRANSFER_OUT, Move.GRANT_WITHDRAWAL, Move.PART_WITHDRAWAL, Move.DENY_WITHDRAWAL,
        Move.TERMINATE, Move.DENY_REOPEN,
    ),
}  # fmt: skip
_KEYS: Mapping[Move, str] = {
    Move.ACCEPT: "a", Move.TRANSFER: "t", Move.ANSWER: "r", Move.PROPOSE: "r", Move.APPROVE: "r", Move.ASK: "h",
    Move.NOTE: "n",
}  # fmt: skip
_ANSWERS = frozenset({Move.ANSWER, Move.APPROVE})
_BY_DECISION = frozenset({"doc_no", "doc_on", "decision"})


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move that may be made now, with its fields.

    Attributes:
        told: whether the citizen learns of it.
        token: of this form as it is drawn; sent twice it works once.
        text_name: the field with the words to the citizen, blank where there are none.
        offers: the templates that may be filled in there. draft: what was typed before and not sent.
    """

    move: str
    label: str
    hint: str
    told: str
    key: str
    is_primary: bool
    fields: tuple[Field, ...]
    token: str = ""
    text_name: str = ""
    offers: tuple[Offer, ...] = ()
    draft: Draft | None = None

    @property
    def keeps_drafts(self) -> bool:
        """Whether something is written by hand in it, which would be lost."""
        return any(one.name in TYPED for one in self.fields)

    @property
    def typed(self) -> Mapping[str, str] | None:
        """What a draft puts into the fields; None where there is none, or the answer was drafted anew since."""
        return self.draft.fields if self.draft and not self.draft.is_outdated else None

    @property
    def has_files(self) -> bool:
        """Whether files may come with it."""
        return any(field.kind == "file" for field in self.fields)


@dataclass(frozen=True, slots=True)
class Actions:
    """What may be done now: the forms in sight, those folded under a heading, and what is said first under one."""

    at_hand: tuple[MoveForm, ...]
    folded: tuple[tuple[str, tuple[MoveForm, ...]], ...]
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def moves(self) -> frozenset[str]:
        """The moves that have a form."""
        return frozenset(form.move for forms in (self.at_hand, *dict(self.folded).values()) for form in forms)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that comes back: with a move that did not succeed, or with what was asked of it meanwhile.

    Attributes:
        sentence, wrong: what was wrong, and in which fields; blank where nothing was.
        sure: what is sent along when the same is sent once more after it was asked about.
        note: what was done. preview: how the reply will read. hints: what may be looked at again.
        newer: what another window has saved; `revision` of the draft that stands in the form.
    """

    move: str
    typed: Mapping[str, str]
    sentence: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    seen_event: int = 0
    sure: str = ""
    note: str = ""
    preview: Preview | None = None
    hints: tuple[str, ...] = ()
    newer: Draft | None = None
    revision: int | None = None

    @property
    def has_words(self) -> bool:
        """Whether something was written by hand, not only chosen."""
        return any(self.typed.get(name) for name in TYPED)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the viewer has at hand for this case: templates that fit, and drafts by move."""

    offers: tuple[Offer, ...] = ()
    drafts: Mapping[str, Draft] = field(default_factory=dict)


def actions_of(
    page: CasePage, choices: Choices, today: date, desk: Desk | None = None, claim: Claim = NO_CLAIM
) -> Actions:
    """Return the forms of the moves that the viewer may make, the most likely one first."""
    first = next((move for move in _PRIMARY if move in page.moves), None)
    if page.asked and first is Move.CLOSE:
        first = None  # what the citizen asks comes before the end
    asked = tuple(move for one in page.asked for move in _WHEN_ASKED[one.what])
    near = dict.fromkeys(move for move in (first, *asked, *AT_HAND) if move in page.moves)
    desk = desk or Desk()
    forms = {
        move: _form(Asking(move, page, choices, today, claim), desk, is_primary=move is first) for move in page.moves
    }
    folded = {name: tuple(forms[move] for move in moves if move in forms and move not in near)
              for name, moves in GROUPS.items()}  # fmt: skip
    return Actions(
        tuple(forms[move] for move in near if move is not None),
        tuple((name, some) for name, some in folded.items() if some),
        {_OTHER_ENDS: why_fewer(page)},
    )


def _form(ask: Asking, desk: Desk, *, is_primary: bool) -> MoveForm:
    rule = table_of(ask.kind, Standing(ask.page.legal.standing))[ask.move]
    hint, key, label = hint_of(ask.move, ask.page), _KEYS.get(ask.move, ""), labels.MOVES[ask.move]
    told = "Người dân được báo." if rule.notice else "Người dân không được báo."
    if "gười dân nhận" in hint:
        told = ""  # said already
    told = " ".join(filter(None, (told, _told_to_others(ask))))
    return MoveForm(
        ask.move.value,
        label,
        hint,
        told,
        key,
        is_primary,
        fields_of(ask, rule),
        token=secrets.token_hex(8),
        text_name=text_field(ask.move),
        offers=tuple(one for one in desk.offers if one.step == STEP_OF.get(ask.move)),
        draft=desk.drafts.get(ask.move.value),
    )


def _told_to_others(ask: Asking) -> str:
    """Say that a step is taken for all who are answered together, where this case leads others."""
    others = [one for one in ask.page.linked if one.relation == "follower" and one.state not in TERMINAL]
    if ask.move not in TAKEN_FOR_ALL or not others:
        return ""
    waiting = [one.code for one in others if one.waits_first] if ask.move in _ANSWERS else []
    apart = f" Đơn vị giữ {', '.join(waiting)} cần duyệt trước khi gửi: ở đó câu trả lời này thành dự thảo chờ duyệt."
    return (
        f"Bước này làm cho cả {len(others) + 1} hồ sơ trả lời chung; xin đừng nêu tên, số điện thoại của riêng ai."
        f"{apart if waiting else ''}"
    )


def fields_of(ask: Asking, rule: Rule) -> tuple[Field, ...]:
    """Return the fields of a move: those it needs and may have in one order for all forms, then its files."""
    asked = {name: name in rule.needs for name in (*rule.needs, *rule.may)}
    if ask.page.line.is_sealed:
        asked.pop("rest", None)  # what is sealed already loses nothing by a part that is split off
    if asked.pop("obstacle", None) is not None and ask.claim.lapsed_on:
        asked["obstacle"] = True  # what came in time needs none
    fields = [replace(draw(ask), is_needed=asked[name]) for name, draw in WIDGETS.items() if name in asked]
    if rule.file:
        fields.append(file_field(ask, rule.file, is_needed=rule.file_needed))
    if ask.move is Move.EXTEND:
        fields = _for_extension(ask, fields)
    if ask.move is Move.GRANT_WITHDRAWAL:
        fields = _for_withdrawal(ask, fields)
    if ask.move is Move.SEND_BACK:  # what must be said comes before the draft, which may stay as it is
        fields.sort(key=lambda field: not field.is_needed)
    return tuple(fields)


def _for_extension(ask: Asking, fields: list[Field]) -> list[Field]:
    """Ask for the decision only where the law wants one: a local rule is extended by a notice."""
    by = {one.by for one in ask.page.extensions}
    if by == {"notice"}:
        return [field for field in fields if field.name not in _BY_DECISION]
    is_sure = by == {"decision"}
    return [replace(field, is_needed=is_sure) if field.name in _BY_DECISION else field for field in fields]


def _for_withdrawal(ask: Asking, fields: list[Field]) -> list[Field]:
    """Ask for the decision only where the matter was accepted: before, a withdrawn form needs none."""
    if ask.page.legal.is_accepted:
        return [replace(field, is_needed=True) if field.name in _BY_DECISION else field for field in fields]
    return [field for field in fields if field.name not in _BY_DECISION]
