"""The widget of each field that the table of moves knows; a field without one is an error of the house."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby

from admin.forms.asking import BLANK, Asking, Field
from admin.forms.legal_fields import (
    first_code,
    ground,
    instance,
    obstacle,
    respondent,
    suspension_ground,
    termination_ground,
)
from admin.forms.proposals import helper, reason, whom_to
from admin.known_topics import offered
from intake import labels
from intake.channels import sent_along
from intake.lifecycle import DUTIES, Move, Standing, outcomes_of
from routing.places import load_gazetteer

ACCEPTED = "image/*,.pdf,.doc,.docx,.xls,.xlsx"
# What a person writes by hand: no error page may lose it.
TYPED = ("text", "question", "reason", "report", "rest", "to", "form_ref", "doc_no", "assessor", "code", "obstacle")


def _kind(ask: Asking) -> Field:
    is_new = ask.move is Move.SPLIT
    options = (("", tuple(labels.KINDS.items())),)
    return Field("kind", "Loại", "select", value="" if is_new else ask.kind, options=BLANK + options)


def _topic(ask: Asking) -> Field:
    value = "" if ask.move is Move.SPLIT else ask.page.line.topic
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, topic in offered(value).items():
        groups.setdefault(topic.field_vi, []).append((code, topic.name_vi))
    options = tuple((name, tuple(topics)) for name, topics in groups.items())
    return Field("topic", "Lĩnh vực", "select", value=value, options=BLANK + options)


def _commune(ask: Asking) -> Field:
    communes = sorted(load_gazetteer().communes.values(), key=lambda one: (one.kind, one.name))
    groups = groupby(communes, key=lambda one: one.kind)
    options = tuple((kind.capitalize(), tuple((one.code, one.name) for one in some)) for kind, some in groups)
    blank = (("", (("", "– chưa rõ –"),)),)
    value = ask.page.commune_code or ""
    return Field("commune_code", "Xã, phường nơi xảy ra", "select", value=value, options=blank + options)


def _unit(ask: Asking) -> Field:
    chosen = str(ask.page.lead_unit_id or "") if ask.move in {Move.SCREEN, Move.STORE, Move.TAKE_UP} else ""
    groups = tuple((one.name, tuple((str(key), name) for key, name in one.units)) for one in ask.choices.groups)
    if ask.move is Move.ADD_UNIT:
        return helper(ask, groups)
    return Field("unit_id", "Đơn vị", "select", value=chosen, options=BLANK + groups)


def _officer(ask: Asking) -> Field:
    officers = tuple((str(key), name) for key, name in ask.choices.officers)
    if ask.move is Move.ASSIGN:
        others = tuple(one for one in officers if one[0] != str(ask.page.officer_id or ""))
        return Field("officer_id", "Cán bộ", "select", options=(*BLANK, ("", others)))
    hint = "Chỉ chọn khi muốn giao thẳng cho một người của đơn vị nhận; người của đơn vị khác không giao được."
    teams = tuple((one.unit, tuple((str(key), name) for key, name in one.officers)) for one in ask.choices.teams)
    return Field("officer_id", "Cán bộ", "select", hint=hint, options=(("", (("", "Đơn vị nhận tự phân"),)), *teams))


def _how(ask: Asking) -> Field:
    label = "Người dân trả lời bằng cách nào" if ask.move is Move.RECEIVE else "Đã hỏi bằng cách nào"
    return Field("how", label, "select", options=(*BLANK, ("", tuple(labels.WAYS_IN.items()))))


_TEXTS: Mapping[Move, str] = {
    Move.ANSWER: "Nội dung trả lời người dân",
    Move.PROPOSE: "Nội dung trả lời người dân",
    Move.APPROVE: "Nội dung trả lời người dân",
    Move.SEND_BACK: "Dự thảo, sửa thẳng ở đây nếu muốn",
    Move.RECEIVE: "Lời người dân, ghi như họ nói",
    Move.INTERIM: "Báo cho người dân",
    Move.REFUSE: "Giải thích cho người dân",
    Move.ADD_UNIT: "Việc đề nghị phối hợp",
    Move.SPLIT: "Phần nội dung tách ra",
    Move.PART_WITHDRAWAL: "Phần nội dung được rút",
    Move.END_ASSESSMENT: "Kết quả giám định",
}
_DRAFTED = frozenset({Move.ANSWER, Move.PROPOSE, Move.APPROVE, Move.SEND_BACK})


def _text(ask: Asking) -> Field:
    drafted = ask.page.draft.text if ask.page.draft and ask.move in _DRAFTED else ""
    hint = _who_can_be_named(ask) if ask.move is Move.NOTE else ""
    return Field("text", _TEXTS.get(ask.move, "Nội dung"), "textarea", value=drafted, hint=hint)


def _who_can_be_named(ask: Asking) -> str:
    people = ", ".join(f"@{one.login} ({one.name})" for one in ask.page.colleagues)
    return f"Gõ @ và tên đăng nhập để báo cho đồng nghiệp: {people}." if people else ""


def _outcome(ask: Asking) -> Field:
    outcomes = outcomes_of(ask.kind, Standing(ask.page.legal.standing))
    options = (("", tuple((code, labels.OUTCOMES[code]) for code in outcomes)),)
    return Field("outcome", "Kết quả", "select", value=ask.page.draft.outcome if ask.page.draft else "",
                 options=BLANK + options)  # fmt: skip


def _form_on(ask: Asking) -> Field:
    if ask.move is Move.RECORD_FORM:
        hint = "Thời hạn theo luật tính từ ngày này, không tính từ ngày nhắn tin."
        return _day(ask, "form_on", "Ngày nhận đơn", hint)
    return _day(ask, "form_on", "Ngày nhận đơn rút")


def _day(ask: Asking, name: str, label: str, hint: str = "") -> Field:
    today = ask.today.isoformat()
    return Field(name, label, "date", value=today, hint=hint, low=ask.first_form_on, high=today)


_PAPER_DAYS: Mapping[Move, tuple[str, str]] = {
    Move.ACCEPT: ("Ngày thụ lý", "Thời hạn giải quyết tính từ ngày này. Để trống nếu thụ lý hôm nay."),
    Move.ANSWER: ("Ngày ký", "Hạn gửi và công khai tính từ ngày này. Để trống nếu ký hôm nay."),
    Move.APPROVE: ("Ngày ký", "Hạn gửi và công khai tính từ ngày này. Để trống nếu ký hôm nay."),
    Move.END_ASSESSMENT: ("Ngày nhận kết quả", "Thời hạn tính tiếp từ ngày này. Để trống nếu nhận hôm nay."),
    Move.EXTEND: ("Ngày quyết định", ""),
}


def _doc_on(ask: Asking) -> Field:
    if ask.move in _PAPER_DAYS:
        label, hint = _PAPER_DAYS[ask.move]
        return replace(_day(ask, "doc_on", label, hint), value="")
    return _day(ask, "doc_on", "Ngày văn bản" if ask.move is Move.TRANSFER_OUT else "Ngày quyết định")


_WITHOUT_DECISION = frozenset({Move.TRANSFER_OUT, Move.FULFIL, Move.ACCEPT})


def _doc_no(ask: Asking) -> Field:
    return Field("doc_no", "Số văn bản" if ask.move in _WITHOUT_DECISION else "Số quyết định", "text")


def _task_due_on(ask: Asking) -> Field:
    last = ask.page.help_by
    hint = f"Không sau ngày hồ sơ phải trả lời, {last:%d/%m/%Y}." if last else ""
    high = last.isoformat() if last else ""
    return Field("task_due_on", "Hạn phối hợp", "date", hint=hint, low=ask.today.isoformat(), high=high)


def _stage(ask: Asking) -> Field:
    found = tuple((one.stage, f"{one.label}, hạn {one.due_on:%d/%m/%Y}") for one in ask.page.extensions)
    only = found[0][0] if len(found) == 1 else ""
    return Field("stage", "Thời hạn", "select", value=only, options=(("", found),) if only else (*BLANK, ("", found)))


def _criteria(ask: Asking) -> Field:
    several = len(ask.page.extensions) > 1
    groups = tuple((one.label if several else "", one.criteria_from) for one in ask.page.extensions)
    hints = []
    for one in ask.page.extensions:
        by = "phải có quyết định (số, ngày, tệp)" if one.by == "decision" else "bằng thông báo có lý do"
        hints.append(f"{one.label}: cần ít nhất {one.criteria} tiêu chí, {by}.")
    return Field("criteria", "Tiêu chí phức tạp", "checks", hint=" ".join(hints), options=groups)


def _task(ask: Asking) -> Field:
    some = [one for one in ask.page.tasks if one.status == "open"]
    tasks = tuple((str(one.id), f"{one.unit}, hạn {one.due_on:%d/%m/%Y}: {one.text[:60]}") for one in some)
    only = tasks[0][0] if len(tasks) == 1 else ""
    return Field(
        "task_id", "Việc phối hợp", "select", value=only, options=(("", tasks),) if only else (*BLANK, ("", tasks))
    )


def _duty(ask: Asking) -> Field:
    running = [one for one in ask.page.clocks if one.status == "running" and one.stage in DUTIES]
    duties = tuple((one.stage, f"{labels.STAGES[one.stage]}, hạn {one.due_on:%d/%m/%Y}") for one in running)
    only = duties[0][0] if len(duties) == 1 else ""
    options = (("", duties),) if only else (*BLANK, ("", duties))
    return Field("duty", "Việc đã làm", "select", value=only, options=options)


def _code(ask: Asking) -> Field:
    hint = "Mã của hồ sơ đứng đầu." if ask.move is Move.JOIN else "Mã của hồ sơ gửi trước."
    return Field("code", "Mã hồ sơ kia", "text", hint=hint)


def _rest(_ask: Asking) -> Field:
    hint = (
        "Chỉ cần khi phần tách ra là tố cáo: viết lại phần còn lại, không có lời tố cáo. "
        "Lời kể gốc sẽ chỉ còn trong hồ sơ tố cáo được giữ kín."
    )
    return Field("rest", "Phần còn lại của hồ sơ này", "textarea", hint=hint)


def _form_ref(ask: Asking) -> Field:
    return Field("form_ref", "Số vào sổ của đơn" if ask.move is Move.RECORD_FORM else "Số vào sổ của đơn rút", "text")


def _people(_ask: Asking) -> Field:
    return Field("people", "Số người cùng đứng tên", "number", value="1", low="1", high="100000")


def _remote(_ask: Asking) -> Field:
    hint = "Thời hạn giải quyết dài hơn theo luật."
    return Field("is_remote", "Vùng sâu, vùng xa, đi lại khó khăn", "checkbox", value="1", hint=hint)


# In the order in which forms show them: whom and what first, then the words, then the papers.
WIDGETS: Mapping[str, Callable[[Asking], Field]] = {
    "kind": _kind,
    "topic": _topic,
    "commune_code": _commune,
    "unit_id": _unit,
    "officer_id": _officer,
    "code": _code,
    "task_id": _task,
    "duty": _duty,
    "done_on": lambda ask: _day(ask, "done_on", "Ngày đã làm"),
    "stage": _stage,
    "criteria": _criteria,
    "ground": ground,
    "suspension_ground": suspension_ground,
    "termination_ground": termination_ground,
    "to": whom_to,
    "outcome": _outcome,
    "how": _how,
    "question": lambda _ask: Field("question", "Câu hỏi cho người dân", "textarea"),
    "text": _text,
    "rest": _rest,
    "report": lambda _ask: Field("report", "Kết quả phối hợp", "textarea"),
    "task_due_on": _task_due_on,
    "reason": reason,
    "form_on": _form_on,
    "form_ref": _form_ref,
    "instance": instance,
    "first_code": first_code,
    "respondent": respondent,
    "people": _people,
    "is_remote": _remote,
    "obstacle": obstacle,
    "assessor": lambda _ask: Field("assessor", "Cơ quan giám định", "text"),
    "doc_no": _doc_no,
    "doc_on": _doc_on,
}
_FILES: Mapping[str, str] = {
    "form": "Đơn có chữ ký, ảnh chụp hoặc bản quét",
    "decision": "Tệp quyết định hoặc văn bản",
    "proof": "Ảnh hoặc giấy tờ chứng minh",
    "told": "Ảnh hoặc giấy tờ người dân đưa",
}


_WITH_FILES = frozenset({Move.ANSWER, Move.PROPOSE, Move.APPROVE})
_KEPT_UNDER_SEAL = (
    "Hồ sơ giữ kín: tệp chỉ lưu trong hồ sơ, không tới người gửi. Cần giao văn bản thì giao tận tay hoặc gửi bưu điện."
)


def file_field(ask: Asking, purpose: str, *, is_needed: bool) -> Field:
    """Return the widget of the files that may come with a move."""
    hints = []
    if purpose == "proof" and ask.page.legal.needs_proof:
        hints.append("Đơn vị yêu cầu có chứng minh khi việc đã được giải quyết.")
    if purpose == "proof" and ask.move in _WITH_FILES:
        hints += _reached(ask)
    if purpose == "decision":
        hints.append("Tệp lưu trong hồ sơ, không gửi kèm tin cho người dân.")
    return Field(purpose, _FILES[purpose], "file", is_needed=is_needed, hint=" ".join(hints))


def _reached(ask: Asking) -> list[str]:
    """Say what of the files comes to whom; an answer under seal takes none along, into no chat and to no page."""
    if ask.page.line.is_sealed:
        return [_KEPT_UNDER_SEAL]
    return [sent_along.told(channel, labels.CHANNELS.get(channel, channel)) for channel in ask.page.told_by]
