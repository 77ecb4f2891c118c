"""What becomes of the cases of the demo province: most are answered in time, some late, some elsewhere."""

from collections.abc import Callable, Mapping

from bot.demo.agenda import Life
from bot.demo.desk import Case, Desk
from intake.errors import Conflict, Invalid
from intake.lifecycle import CaseState, Move
from routing.kinds import Kind

Fate = Callable[[Desk, Case], Life]
_MOSTLY, _SELDOM, _HARDLY = 0.85, 0.15, 0.05
_RATES = 0.4


def life(desk: Desk, case: Case) -> Life:
    """Live a case from its registration; its life in the office ends where the citizen takes it back meanwhile.

    What the book refuses on some days (an extension that a holiday has overtaken) is noted; the case then rests.
    """
    try:
        yield from _screened(desk, case)
        if desk.state(case) is CaseState.SCREENING:
            return
        is_formal = case.story.kind in {Kind.COMPLAINT, Kind.DENUNCIATION}
        fates = _FORMAL if is_formal else _OF_TOPIC.get(case.story.topic, _LIGHT)
        fates = _SHARED if case.story.is_shared else fates
        yield from case.rng.choices(list(fates), list(fates.values()))[0](desk, case)
    except Conflict:
        return  # it is no longer the office's turn
    except Invalid as refusal:
        desk.refused.append(f"{case.story.kind} {case.story.topic}: {refusal} {refusal.fields}")


def _screened(desk: Desk, case: Case) -> Life:
    if desk.state(case) is CaseState.SCREENING and not case.chance(_HARDLY):
        yield desk.after(case, 0, 3)
        desk.screen(case)


def _accepted(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 0, 1)
    if desk.is_misplaced(case) and case.chance(_MOSTLY):
        desk.transfer(case)
        yield desk.after(case, 0, 1)
    desk.do(case, Move.ACCEPT)
    if case.chance(_SELDOM):
        desk.later(case.citizen.nudges(case.rng))
    if case.chance(_SELDOM):
        yield desk.after(case, 0, 1)
        desk.note(case)


def _answered(desk: Desk, case: Case) -> Life:
    desk.answer(case)
    if case.chance(_SELDOM):
        desk.later(case.citizen.thanks(case.rng))
    elif case.chance(_RATES):
        desk.later(case.citizen.rates(case.rng))
    if case.chance(_MOSTLY):
        yield desk.after(case, 2, 6)
        desk.fulfil_duties(case)
        desk.do(case, Move.CLOSE)


# --- feedback, petitions, inquiries -------------------------------------------------------------------------------


def _in_time(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.in_time(case)
    yield from _answered(desk, case)


def _late(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.too_late(case)
    yield from _answered(desk, case)


def _slow(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)


def _untouched(desk: Desk, case: Case) -> Life:
    if desk.is_misplaced(case):
        yield desk.after(case, 1, 2)
        desk.transfer(case)


def _asked(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.after(case, 0, 1)
    desk.do(case, Move.ASK, question=desk.words(case, "questions"))
    desk.later(case.citizen.replies(case.rng))
    yield desk.after(case, 3, 4)
    yield from _answered(desk, case)


def _silent(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    desk.do(case, Move.ASK, question=desk.words(case, "questions"))
    yield desk.after(case, 12, 20)
    if case.chance(_MOSTLY):
        desk.do(case, Move.REFUSE, **_refusal(desk, "unclear"))


def _refused(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.after(case, 1, 3)
    ground = case.rng.choice(("answered_before", "not_public_matter"))
    desk.do(case, Move.REFUSE, **_refusal(desk, ground))


def _refusal(desk: Desk, ground: str) -> Mapping[str, str]:
    return {"ground": ground, "text": dict(desk.book.officer["refusals"])[ground]}


def _returned(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 0, 1)
    desk.do(case, Move.RETURN, reason=desk.words(case, "return_reasons"))
    yield desk.after(case, 0, 1)
    desk.screen(case)
    yield from _in_time(desk, case)


def _transferred(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 0, 1)
    desk.transfer_up(case)
    yield desk.after(case, 0, 1)
    desk.do(case, Move.ACCEPT)
    yield desk.in_time(case)
    yield from _answered(desk, case)


def _withdrawn(desk: Desk, case: Case) -> Life:
    desk.later(case.citizen.withdraws(case.rng))
    yield from _in_time(desk, case)


def _reopened(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.in_time(case)
    desk.answer(case)
    yield desk.after(case, 3, 6)
    desk.do(case, Move.REOPEN, reason=desk.words(case, "reopen_reasons"))
    yield desk.after(case, 3, 6)
    yield from _answered(desk, case)


def _referred(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 0, 2)
    to, reason = case.rng.choice(desk.book.officer["referrals"])
    desk.do(case, Move.REFER, to=to, reason=reason)


def _shared(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.after(case, 0, 1)
    unit_id = desk.ask_beside(case)
    yield desk.after(case, 1, 3)
    if unit_id is not None and case.chance(_MOSTLY):
        desk.act(case, Move.FINISH_TASK, {"report": desk.words(case, "progress")}, unit_id=unit_id)
    yield desk.in_time(case)
    yield from _answered(desk, case)


def _extended(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.after(case, 3, 6)
    if not desk.hands.may(case.id, Move.EXTEND):
        return
    longer = {"stage": "resolution", "criteria": "several_agencies", "reason": desk.words(case, "extension_reasons")}
    desk.do(case, Move.EXTEND, **longer)
    yield desk.after(case, 3, 4)
    desk.do(case, Move.INTERIM, text=desk.words(case, "progress"))
    yield desk.after(case, 1, 3)
    yield from _answered(desk, case)


def _joined(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 0, 1)
    desk.join(case)
    yield from _in_time(desk, case)


def _drafted(desk: Desk, case: Case) -> Life:
    yield from _accepted(desk, case)
    yield desk.after(case, 2, 4)
    desk.propose(case)
    yield desk.after(case, 1, 2)
    if desk.send_back(case):
        yield desk.after(case, 0, 1)
        desk.propose(case)
        yield desk.after(case, 1, 2)
    desk.approve(case)


# --- complaints and denunciations ---------------------------------------------------------------------------------


def _form_brought(desk: Desk, case: Case) -> Life:
    yield desk.after(case, 2, 8)
    desk.record_form(case)
    yield desk.after(case, 1, 5)
    desk.do(case, Move.ACCEPT)


def _decided(desk: Desk, case: Case) -> Life:
    yield from _form_brought(desk, case)
    yield desk.after(case, 10, 19)
    yield from _answered(desk, case)


def _under_way(desk: Desk, case: Case) -> Life:
    yield from _form_brought(desk, case)


def _extended_by_decision(desk: Desk, case: Case) -> Life:
    yield from _form_brought(desk, case)
    yield desk.after(case, 10, 15)
    reason = desk.words(case, "extension_reasons")
    desk.decree(case, Move.EXTEND, stage="resolution", criteria="several_places,several_agencies", reason=reason)
    yield desk.after(case, 12, 18)
    yield from _answered(desk, case)


def _suspended(desk: Desk, case: Case) -> Life:
    yield from _form_brought(desk, case)
    yield desk.after(case, 4, 8)
    reason = desk.words(case, "suspension_reasons")
    desk.decree(case, Move.SUSPEND, suspension_ground="waits_for_other", reason=reason)
    yield desk.after(case, 5, 12)
    desk.decree(case, Move.RESUME, reason=reason)
    yield desk.after(case, 8, 14)
    yield from _answered(desk, case)


def _no_form(desk: Desk, case: Case) -> Life:
    if case.chance(_SELDOM):
        yield desk.after(case, 15, 20)
        desk.do(case, Move.REFUSE, **_refusal(desk, "unclear"))


_LIGHT: Mapping[Fate, int] = {
    _in_time: 60, _late: 7, _slow: 4, _untouched: 2, _asked: 9, _silent: 5, _refused: 2, _returned: 2,
    _transferred: 4, _withdrawn: 3, _reopened: 2, _shared: 5, _extended: 5, _joined: 4, _drafted: 4,
}  # fmt: skip
_OF_TOPIC: Mapping[str, Mapping[Fate, int]] = {"tu_phap": {_referred: 1}}
_SHARED: Mapping[Fate, int] = {_slow: 1}
_FORMAL: Mapping[Fate, int] = {_decided: 6, _under_way: 3, _no_form: 4, _extended_by_decision: 2, _suspended: 2}
