"""Other units and other cases: tasks of coordinating units, a part split off, cases answered together, duplicates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from intake import codes, history, labels
from intake.catalogue import topic_book
from intake.deadlines import clocks
from intake.directory import directory, exclusions
from intake.errors import Invalid
from intake.files.attachments import BY_CITIZEN
from intake.lifecycle import AT_REGISTRATION, TERMINAL, CaseState, first_state
from intake.moves.hands import able, new_hands
from intake.moves.joined import are_alike, followers_of
from intake.moves.links import link
from intake.moves.work import Change, Work, day, number, one_of, question_of
from intake.notices import notices, tasks
from intake.officers import mentions
from intake.officers.staff import viewer_for
from intake.people import participants
from intake.people.named_cases import case_named
from intake.registration.reception import words_of
from intake.sealed import sealed_people
from intake.tables import AttachmentRow, CaseParticipantRow, CaseRow, CaseTaskRow, UtteranceRow
from routing.conflicts import Conflicts, conflicts_in
from routing.kinds import Kind
from routing.places import Place
from routing.reading import default_reader

_SAME_CITIZEN = "Hồ sơ này của người khác: xin dùng “Gộp để trả lời chung”, mỗi người vẫn giữ biên nhận của mình."


# --- units that help ----------------------------------------------------------------------------------------------


def add_unit(work: Work) -> Change:
    """Give another unit a task in the case, with its own day."""
    unit_id = number(work, "unit_id")
    able(work, unit_id, is_sealed=work.case.is_sealed)
    if unit_id == work.case.lead_unit_id:
        raise Invalid("Đơn vị này đang chủ trì hồ sơ.", {"unit_id": "Xin chọn đơn vị khác."})
    if any(task.unit_id == unit_id for task in tasks.open_of(work.tx, work.case.id)):
        raise Invalid("Đơn vị này đang phối hợp rồi.", {"unit_id": "Xin chọn đơn vị khác."})
    due_on = _task_day(work)
    task_id = tasks.give(work.tx, work.case.id, unit_id, work.fields["text"], due_on, staff_id=work.staff_id)
    told = notices.readers_of(work.tx, work.case.id, ("officer", "head"), unit_id)
    text = f"Đơn vị được đề nghị phối hợp, hạn {due_on:%d/%m/%Y}."
    notices.tell(work.tx, told, key=f"task:{task_id}", kind="task", text=text, case_id=work.case.id)
    return Change({}, {"unit_id": unit_id, "text": work.fields["text"], "task_due_on": due_on.isoformat()})


def _task_day(work: Work) -> date:
    """Return the day by which help is asked for: not after the day by which the case must be answered."""
    due_on, latest = day(work, "task_due_on", earliest=work.tx.today), tasks.latest_day(work.tx, work.case.id)
    if latest is not None and due_on > latest:
        sentence = f"Hồ sơ phải trả lời chậm nhất ngày {latest:%d/%m/%Y}; hạn phối hợp không thể sau ngày đó."
        raise Invalid("Hạn phối hợp sau hạn của hồ sơ.", {"task_due_on": sentence})
    return due_on


def finish_task(work: Work) -> Change:
    """Report what a coordinating unit has found or done."""
    viewer = viewer_for(work.tx, work.staff_id or 0)
    units = viewer.scope if viewer.scope is not None else None
    mine = [one for one in tasks.open_of(work.tx, work.case.id) if units is None or one.unit_id in units]
    if not mine:
        raise Invalid("Đơn vị của anh/chị không có việc phối hợp nào đang mở.")
    done = {"status": "done", "report": work.fields["report"], "done_at": work.tx.now, **tasks.NO_STEP}
    work.tx.execute(update(CaseTaskRow).where(CaseTaskRow.id == mine[0].id).values(**done))
    key = f"task-done:{mine[0].id}"
    text = "Đơn vị phối hợp đã báo kết quả."
    notices.tell(work.tx, [work.case.officer_id], key=key, kind="task", text=text, case_id=work.case.id)
    return Change({}, {"unit_id": mine[0].unit_id, "report": work.fields["report"]})


def reschedule_task(work: Work) -> Change:
    """Give a coordinating unit another day; it is told, and reminded of the new day alone."""
    task, due_on = _open_task(work), _task_day(work)
    if due_on == task.due_on:
        raise Invalid("Ngày mới trùng với hạn đang có.", {"task_due_on": "Xin chọn một ngày khác."})
    values = {"due_on": due_on, **tasks.first_step(work.tx, due_on)}
    work.tx.execute(update(CaseTaskRow).where(CaseTaskRow.id == task.id).values(**values))
    told = notices.readers_of(work.tx, work.case.id, ("officer", "head"), task.unit_id)
    text = f"Hạn phối hợp đổi từ {task.due_on:%d/%m/%Y} sang {due_on:%d/%m/%Y}; lý do ghi ở hồ sơ."
    key = f"task-day:{task.id}:{work.case.version}"
    notices.tell(work.tx, told, key=key, kind="task", text=text, case_id=work.case.id)
    days = {"task_was_due_on": task.due_on.isoformat(), "task_due_on": due_on.isoformat()}
    return Change({}, {"unit_id": task.unit_id, **days, "reason": work.fields["reason"]})


def _open_task(work: Work) -> Row[Any]:
    known = {str(one.id): one for one in tasks.open_of(work.tx, work.case.id)}
    return known[one_of(work, "task_id", known)]


def release_unit(work: Work) -> Change:
    """Let a coordinating unit go."""
    task = _open_task(work)
    tasks.release(work.tx, task.id, work.fields["reason"])
    return Change({}, {"unit_id": task.unit_id, "reason": work.fields["reason"]})


def note(work: Work) -> Change:
    """Write down what only officers read; whoever it names is told."""
    mentions.tell(work.tx, work.case.id, work.fields["text"], author_id=work.staff_id)
    return Change({}, dict(work.fields))


def by_other_ways(work: Work) -> Change:
    """Write down what a citizen was asked, or answered, by whichever way but the chat."""
    one_of(work, "how", labels.WAYS_IN)
    return Change({}, dict(work.fields))


# --- other cases --------------------------------------------------------------------------------------------------


def split(work: Work) -> Change:
    """Make a case of its own out of a part of what was told; it is counted from the day on which it was told.

    A part of a sealed case is sealed, whatever it is about: the talk, the way it came and its minute would tell an
    open reader who denounced.
    """
    kind = Kind(one_of(work, "kind", labels.KINDS))
    topic = one_of(work, "topic", topic_book.current(work.tx).in_use)
    is_sealed = kind is Kind.DENUNCIATION or work.case.is_sealed
    columns = _without_accusation(work) if is_sealed and not work.case.is_sealed else {}
    new_id, code = _new_case(work, kind, topic, is_sealed=is_sealed)
    link(work, new_id, work.case.id, "split_from")
    told = {"new_code": code, "kind": labels.KINDS[kind].lower()}
    data = {"new_code": code, "kind": kind.value, "topic": topic, "new_case_id": new_id}
    return Change(columns, data, told, told_in=new_id if is_sealed else None)


def _without_accusation(work: Work) -> dict[str, Any]:
    """Return what remains of an open case when an accusation is taken out of it; the talk goes under the seal."""
    rest = work.fields.get("rest", "")
    if not rest:
        raise Invalid(
            "Phần tách ra là tố cáo nên phải giữ kín.",
            {"rest": "Xin ghi lại phần còn lại, không có lời tố cáo; lời kể gốc sẽ chỉ còn trong hồ sơ tố cáo."},
        )
    return {**words_of(rest, work.case.place_text), "reading": None}


def _new_case(work: Work, kind: Kind, topic: str, *, is_sealed: bool) -> tuple[int, str]:
    text = work.fields["text"]
    reading = topic_book.reader_of(work.tx, default_reader()).read(text)
    conflicts = _conflicts(work, kind, topic, text, reading.place)
    unit_id, officer_id = new_hands(work, is_sealed=is_sealed, also=conflicts)
    facts = {"kind": kind.value, "topic": topic}
    hands = {"lead_unit_id": unit_id, "officer_id": officer_id}
    seen = {"is_sealed": is_sealed, "reading": reading.to_json()}
    new_id, code = _insert_part(work, text, {**facts, **hands, **seen})
    exclusions.keep(work.tx, new_id, conflicts)
    if is_sealed and work.case.is_sealed:
        exclusions.pass_on(work.tx, work.case.id, new_id)
        sealed_people.follow(work.tx, work.settings, work.case.id, new_id, by=work.actor)
    elif is_sealed:
        _cover(work, new_id)
        sealed_people.take_out(work.tx, work.settings, new_id, by=work.actor, told_with=work.case.id)
    history.add(
        work.tx,
        new_id,
        "register",
        actor=work.actor,
        audience="citizen",
        state_from=None,
        state_to=first_state(kind, to_screening=False).value,
        data={"from_code": work.case.code, **facts, "unit_id": unit_id, "officer_id": officer_id},
    )
    question = question_of(work.case, kind=kind.value, instance=1)
    clocks.start(work.tx, new_id, question, AT_REGISTRATION[kind], start_on=work.registered_on, staff_id=work.staff_id)
    text = "Có hồ sơ mới, tách từ một hồ sơ khác."
    notices.tell(work.tx, [officer_id], key=f"new:{new_id}", kind="new", text=text, case_id=new_id)
    return new_id, code


def _insert_part(work: Work, text: str, columns: Mapping[str, Any]) -> tuple[int, str]:
    """Insert the row of a part, told in the same talk as the whole; return its id and code."""
    code = codes.new_code(work.case.code.partition("-")[0], work.tx.today.year)
    taken = func.coalesce(func.min(CaseRow.draft_no), 0)
    lowest = work.tx.execute(select(taken).where(CaseRow.conversation_id == work.case.conversation_id)).scalar_one()
    values = {
        **{name: getattr(work.case, name) for name in _SHARED},
        **words_of(text, work.case.place_text),
        **columns,
        "code": code,
        "draft_no": min(lowest, 0) - 1,  # below every draft of the talk itself
        "state": first_state(Kind(columns["kind"]), to_screening=False).value,
        "is_open": True,
        "confidence": 1.0,
        "version": 1,
    }
    return int(work.tx.execute(insert(CaseRow).values(**values).returning(CaseRow.id)).scalar_one()), code


_SHARED = (
    "secret_version", "conversation_id", "channel", "place_text", "commune_code", "lat", "lon", "is_urgent",
    "screening_unit_id", "registered_at",
)  # fmt: skip


def _conflicts(work: Work, kind: Kind, topic: str, text: str, said: Place | None) -> Conflicts:
    """Return whom a part accuses."""
    here = Place("", work.case.commune_code, None)
    known = directory.snapshot(work.tx)
    return conflicts_in(kind, text, topic=topic, places=(here, said), directory=known)


def _cover(work: Work, new_id: int) -> None:
    """Put what was told of a case under the seal of the part; what others told who joined it stays theirs."""
    others = select(CaseParticipantRow.conversation_id).where(
        CaseParticipantRow.case_id == work.case.id, CaseParticipantRow.role == participants.JOINED
    )
    told = (UtteranceRow.case_id == work.case.id, UtteranceRow.conversation_id.not_in(others))
    work.tx.execute(update(UtteranceRow).where(*told).values(case_id=new_id, is_sealed=True))
    sent = (AttachmentRow.case_id == work.case.id, AttachmentRow.purpose.in_(BY_CITIZEN))
    theirs = AttachmentRow.conversation_id.not_in(others)
    work.tx.execute(update(AttachmentRow).where(*sent, theirs).values(case_id=new_id))


def join(work: Work) -> Change:
    """Let a case be answered together with another on the same matter; receipt and clocks stay its own."""
    leader = _other(work)
    _require_alike(work, leader)
    if leader.leader_id is not None:
        raise Invalid("Hồ sơ kia đang gộp vào hồ sơ khác.", {"code": "Xin ghi mã của hồ sơ đứng đầu."})
    if followers_of(work.tx, work.case.id):
        raise Invalid("Hồ sơ này đang đứng đầu các hồ sơ khác.", {"code": "Xin gộp theo chiều ngược lại."})
    link(work, work.case.id, leader.id, "joined")
    return Change({"leader_id": leader.id}, {"code": leader.code, "reason": work.fields["reason"]})


def leave(work: Work) -> Change:
    """Take a case out of a common answer."""
    return Change({"leader_id": None}, dict(work.fields))


def merge(work: Work) -> Change:
    """End a case that says again what an earlier one of the same citizen says; the earlier one goes on for both."""
    earlier = _other(work)
    _require_alike(work, earlier)
    if participants.part_of(work.tx, earlier.id, work.case.conversation_id) != participants.TOLD:
        raise Invalid("Không gộp trùng hồ sơ của hai người.", {"code": _SAME_CITIZEN})
    link(work, work.case.id, earlier.id, "duplicate")
    participants.hand_over(work.tx, work.case.id, earlier.id)
    data = {"code": earlier.code, "reason": work.fields["reason"]}
    told = {"other_code": earlier.code, "reason": work.fields["reason"]}
    return Change({"closed_at": work.tx.now, "answer": work.fields["reason"]}, data, told)


def _other(work: Work) -> Row[Any]:
    other_id = case_named(work.tx, viewer_for(work.tx, work.staff_id or 0), work.fields["code"])
    if other_id is None or other_id == work.case.id:
        raise Invalid("Không tìm thấy hồ sơ kia.", {"code": "Xin xem lại mã hồ sơ."})
    return work.tx.execute(select(CaseRow.__table__).where(CaseRow.id == other_id)).one()


def _require_alike(work: Work, other: Row[Any]) -> None:
    if not are_alike(work.kind, other, is_sealed=work.case.is_sealed):
        raise Invalid("Hai hồ sơ này không gộp được với nhau.", {"code": "Khác loại hoặc khác mức giữ kín."})
    if CaseState(other.state) in TERMINAL:
        raise Invalid("Hồ sơ kia đã kết thúc.", {"code": "Xin chọn hồ sơ đang mở."})
