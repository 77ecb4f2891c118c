"""The form of each move, drawn from the table of moves: nothing is asked that the move does not need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake import labels
from intake.lifecycle import TABLE, Move, Rule
from intake.queries.case_page import CasePage
from intake.queries.office import Choices
from routing.kinds import Kind
from routing.topics import load_catalogue

Options = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
# What an officer most likely does next, first.
_PRIMARY = (Move.SCREEN, Move.RECORD_FORM, Move.ACCEPT, Move.ANSWER, Move.CLOSE)
_KEYS: Mapping[Move, str] = {Move.ACCEPT: "a", Move.TRANSFER: "t", Move.ANSWER: "r", Move.ASK: "h", Move.NOTE: "n"}
_HINTS: Mapping[Move, str] = {
    Move.SCREEN: "Chọn lại loại, lĩnh vực, đơn vị nếu máy đọc chưa đúng. Sửa của anh/chị được lưu để máy học.",
    Move.ACCEPT: "Nhận trách nhiệm xử lý; người dân được báo.",
    Move.ASK: "Người dân nhận câu hỏi này ngay trong cuộc trò chuyện.",
    Move.TRANSFER: "Người dân được báo đơn vị mới và lý do.",
    Move.RETURN: "Trả về bộ phận tiếp nhận để phân loại lại. Người dân không nhận được lý do này.",
    Move.ANSWER: "Người dân nhận nguyên văn nội dung này.",
    Move.CLOSE: "Kết thúc hồ sơ; người dân được báo.",
    Move.REOPEN: "Người dân được báo; thời hạn giải quyết tính lại từ hôm nay.",
    Move.REFUSE: "Người dân nhận căn cứ và giải thích này.",
    Move.REFER: "Người dân được chỉ đúng nơi giải quyết và lý do.",
    Move.RECORD_FORM: "Thời hạn theo luật bắt đầu từ ngày nhận đơn có chữ ký.",
    Move.NOTE: "Chỉ cán bộ đọc được.",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `options` are grouped, the group without a name comes without a heading."""

    name: str
    label: str
    kind: str
    is_needed: bool
    value: str = ""
    hint: str = ""
    options: Options = ()


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move that may be made now, with its fields."""

    move: str
    label: str
    hint: str
    key: str
    is_primary: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that did not succeed: what was typed, and what was wrong with it."""

    move: str
    typed: Mapping[str, str]
    sentence: str
    wrong: Mapping[str, str]
    seen_event: int = 0


def forms_of(page: CasePage, choices: Choices, today: date) -> tuple[MoveForm, ...]:
    """Return the forms of the moves that the viewer may make, the most likely one first."""
    first = next((move for move in _PRIMARY if move in page.moves), None)
    ordered = sorted(page.moves, key=lambda move: move is not first)
    table = TABLE[Kind(page.line.kind)]
    return tuple(_form(move, table[move], page, choices, today, is_primary=move is first) for move in ordered)


def _form(move: Move, rule: Rule, page: CasePage, choices: Choices, today: date, *, is_primary: bool) -> MoveForm:
    names = (*rule.needs, "officer_id") if move is Move.TRANSFER else rule.needs
    fields = tuple(_field(name, move, page, choices, today) for name in names)
    return MoveForm(move.value, labels.MOVES[move], _HINTS.get(move, ""), _KEYS.get(move, ""), is_primary, fields)


def _field(name: str, move: Move, page: CasePage, choices: Choices, today: date) -> Field:
    if name == "kind":
        return Field(name, "Loại", "select", is_needed=True, value=page.line.kind, options=_flat(labels.KINDS))
    if name == "topic":
        return Field(name, "Lĩnh vực", "select", is_needed=True, value=page.line.topic, options=_topics())
    if name == "unit_id":
        chosen = str(page.lead_unit_id or "") if move is Move.SCREEN else ""
        groups = tuple((one.name, tuple((str(key), name) for key, name in one.units)) for one in choices.groups)
        return Field(name, "Đơn vị", "select", is_needed=True, value=chosen, options=_with_blank(groups))
    if name == "officer_id":
        officers = tuple((str(key), officer) for key, officer in choices.officers)
        hint = "Chỉ chọn khi giao cho người khác trong chính đơn vị này."
        options = (("", (("", "Đơn vị mới tự phân"), *officers)),)
        return Field(name, "Cán bộ", "select", is_needed=False, hint=hint, options=options)
    return _typed_field(name, move, today)


def _typed_field(name: str, move: Move, today: date) -> Field:
    if name == "outcome":
        return Field(name, "Kết quả", "select", is_needed=True, options=_with_blank(_flat(labels.OUTCOMES)))
    if name == "ground":
        return Field(name, "Căn cứ", "select", is_needed=True, options=_with_blank(_flat(labels.REFUSAL_GROUNDS)))
    if name == "form_on":
        return Field(name, "Ngày nhận đơn", "date", is_needed=True, value=today.isoformat())
    if name == "form_ref":
        return Field(name, "Số vào sổ của đơn", "text", is_needed=True)
    if name == "to":
        return Field(name, "Nơi giải quyết", "text", is_needed=True, hint="Tên cơ quan, địa chỉ, giờ nhận nếu biết.")
    label = {"question": "Câu hỏi cho người dân", "reason": "Lý do"}.get(name, "Nội dung")
    if move is Move.ANSWER:
        label = "Nội dung trả lời người dân"
    return Field(name, label, "textarea", is_needed=True)


def _flat(table: Mapping[str, str]) -> Options:
    return (("", tuple(table.items())),)


def _with_blank(options: Options) -> Options:
    return (("", (("", "– chọn –"),)), *options)


def _topics() -> Options:
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, topic in load_catalogue().topics.items():
        groups.setdefault(topic.field_vi, []).append((code, topic.name_vi))
    return tuple((name, tuple(topics)) for name, topics in groups.items())
