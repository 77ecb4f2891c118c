"""The life of a case as a paper: for each kind a diagram and tables, written from the table of moves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake import labels
from intake.handbook.markdown import MADE, table
from intake.law.statutes import load_statutes
from intake.lifecycle import AT_REGISTRATION, CLOCK_OWNERS, INFORMATION, TABLE, TERMINAL, CaseState, Move, Rule
from intake.lifecycle.lacking import LACKING
from intake.lifecycle.rules import HANDLERS
from intake.lifecycle.states import UNDECIDED
from routing.kinds import Kind

_OWNERS: Mapping[str, str] = {**labels.ROLES, "citizen": "Người dân"}
_OPEN = "dang_mo"
_CITIZEN = "Người dân, trong cuộc trò chuyện"
_HEAD = ("Việc", "Từ bước", "Sang bước", "Ai làm", "Phải ghi", "Khi nào có", "Thời hạn", "Báo người dân")


@dataclass(frozen=True, slots=True)
class _Life:
    """Kinds that share one table."""

    title: str
    kinds: tuple[Kind, ...]
    moves: Mapping[Move, Rule]
    begins: tuple[CaseState, ...]

    @property
    def states(self) -> list[CaseState]:
        """The states that these moves lead to."""
        reached = {rule.to for rule in self.moves.values()} | set(self.begins)
        return [state for state in CaseState if state in reached]


_LIVES = (
    _Life(
        "Phản ánh, kiến nghị, hỏi đáp và việc chưa rõ loại",
        (Kind.FEEDBACK, Kind.PETITION, Kind.INQUIRY, Kind.OTHER),
        TABLE[Kind.FEEDBACK],
        (CaseState.SCREENING, CaseState.ASSIGNED),
    ),
    _Life("Khiếu nại", (Kind.COMPLAINT,), TABLE[Kind.COMPLAINT], (CaseState.SCREENING, CaseState.INTENDED)),
    _Life("Tố cáo", (Kind.DENUNCIATION,), TABLE[Kind.DENUNCIATION], (CaseState.SCREENING, CaseState.INTENDED)),
    _Life("Thông tin có nội dung tố cáo (không có tên người gửi)", (), INFORMATION, (CaseState.ASSIGNED,)),
)


def paper() -> str:
    """Return the whole paper in Markdown."""
    lines = ["# Vòng đời hồ sơ", "", MADE, "", _INTRO]
    for life in _LIVES:
        lines += [
            f"## {life.title}",
            "",
            *_clocks_at_registration(life),
            *_diagram(life),
            *_states(life),
            *_moves(life),
        ]
    return "\n".join(lines).rstrip() + "\n"


_INTRO = """\
Hồ sơ luôn ở đúng một bước. Mỗi bước có người phải làm tiếp, và có lối ra. Bước, thời hạn và kết quả là ba thứ khác
nhau: dừng tính hạn không làm đổi bước, kết quả là điều cơ quan tìm ra chứ không phải nơi hồ sơ đang đứng.

Các nút trên trang hồ sơ, phần kiểm tra, thời hạn, tin báo người dân và trang này đều đọc từ một bảng. Hồ sơ vào
bước cuối thì mọi thời hạn còn chạy đều dừng. “Người xử lý” là cán bộ tiếp nhận, cán bộ xử lý, người đứng đầu đơn vị
và giám sát, trong phạm vi được xem. Quản trị và người quan sát không làm được việc nào với hồ sơ.
"""


def _clocks_at_registration(life: _Life) -> Iterator[str]:
    for kind in life.kinds:
        named = ", ".join(labels.STAGES[stage].lower() for stage in AT_REGISTRATION[kind])
        yield f"- {labels.KINDS[kind.value]}: khi vào sổ, bắt đầu tính {named}."
    yield ""


# --- the diagram --------------------------------------------------------------------------------------------------


def _diagram(life: _Life) -> list[str]:
    inside = [state for state in life.states if state in UNDECIDED]
    lines = ["```mermaid", "stateDiagram-v2", "    direction TB", f'    state "Chưa xong" as {_OPEN} {{']
    lines += [f'        state "{labels.STATES[state]}" as {state.value}' for state in inside]
    lines += ["    }"]
    lines += [f'    state "{labels.STATES[one]}" as {one.value}' for one in life.states if one not in UNDECIDED]
    lines += [f"    [*] --> {state.value}" for state in life.begins]
    lines += [f"    {before} --> {after}: {' / '.join(moves)}" for (before, after), moves in _arrows(life).items()]
    lines += [f"    {state.value} --> [*]" for state in life.states if state in TERMINAL]
    return [*lines, "```", ""]


def _arrows(life: _Life) -> dict[tuple[str, str], list[str]]:
    """Return the arrows with the moves on them; what is possible in every open state leaves all of them at once."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for move, rule in life.moves.items():
        if rule.to is None:
            continue
        for before in _befores(life, rule):
            if before != rule.to.value:
                arrows.setdefault((before, rule.to.value), []).append(labels.MOVES[move.value])
    return arrows


def _befores(life: _Life, rule: Rule) -> list[str]:
    if rule.froms >= UNDECIDED:
        return [_OPEN]
    return [state.value for state in life.states if state in rule.froms]


# --- the tables ---------------------------------------------------------------------------------------------------


def _states(life: _Life) -> list[str]:
    rows = []
    for state in life.states:
        ways = [labels.MOVES[move.value] for move, rule in life.moves.items() if state in rule.froms]
        owner = _OWNERS[CLOCK_OWNERS[state]] if state in CLOCK_OWNERS else "không ai; hồ sơ đã xong"
        rows.append((labels.STATES[state.value], owner, "; ".join(ways)))
    return table(("Bước", "Người phải làm tiếp", "Việc làm được"), rows)


def _moves(life: _Life) -> list[str]:
    return table(_HEAD, (_move(life, move, rule) for move, rule in life.moves.items()))


def _move(life: _Life, move: Move, rule: Rule) -> tuple[str, ...]:
    return (
        labels.MOVES[move.value],
        _from(life, rule),
        labels.STATES[rule.to.value] if rule.to else "giữ nguyên",
        _who(rule),
        _asked(rule),
        ", ".join(LACKING[name] for name in rule.when),
        _clocks(life, rule),
        "có" if rule.notice else "",
    )


def _from(life: _Life, rule: Rule) -> str:
    froms = [state for state in life.states if state in rule.froms]
    if froms == life.states:
        return "mọi bước"
    if froms == [state for state in life.states if state in UNDECIDED]:
        return "mọi bước chưa xong"
    return ", ".join(labels.STATES[state.value] for state in froms)


def _who(rule: Rule) -> str:
    if not rule.roles:
        return _CITIZEN
    listed = ", ".join(label for role, label in labels.ROLES.items() if role in rule.roles)
    roles = "Người xử lý" if rule.roles == HANDLERS else listed
    return roles + (" (cả đơn vị phối hợp)" if "coordinating" in rule.relations else "")


def _asked(rule: Rule) -> str:
    asked = [labels.FIELDS[name] for name in rule.needs]
    asked += [f"{labels.FIELDS[name]} (nếu có)" for name in rule.may]
    if rule.file:
        asked.append(f"tệp {labels.FIELDS[rule.file]}" + ("" if rule.file_needed else " (nếu có)"))
    return ", ".join(asked)


def _clocks(life: _Life, rule: Rule) -> str:
    pauses = load_statutes().pauses
    parts = [
        f"{what}: {named}"
        for what, stages in (("bắt đầu", rule.starts), ("xong", rule.stops), ("thôi áp dụng", rule.drops))
        if (named := _stages(life, stages))
    ]
    parts += [f"dừng tính ({pauses[rule.pauses]})"] if rule.pauses else []
    parts += [f"tính tiếp ({pauses[rule.resumes]})"] if rule.resumes else []
    return "; ".join(parts)


def _stages(life: _Life, stages: Iterable[str]) -> str:
    """Return the stages that have a limit for these kinds; other rows of the table name them in vain."""
    kinds = life.kinds or (Kind.DENUNCIATION,)
    known = {stage for kind in kinds for stage in load_statutes().stages_for(kind.value)}
    return ", ".join(labels.STAGES[stage].lower() for stage in stages if stage in known)
