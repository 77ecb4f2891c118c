"""What the book did is told to the citizen: the receipt, the case that took the words, the withdrawal."""

from collections.abc import Iterator
from datetime import date

from bot.dialogue.asking import Option, ask, either_of, in_own_words, rest, say
from bot.dialogue.denounce_ways import is_denunciation
from bot.dialogue.events import CaseNotFound, InformationAdded, Registered, WithdrawalDone
from bot.dialogue.frame import Context, Step
from bot.dialogue.sent.lookup import ask_code, ask_secret
from bot.dialogue.sent.sent_place import corrected
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.resuming import is_engaged, resume
from bot.messages import SECRET_MARK, Reply
from bot.texts.days import say_day
from routing.dangers.danger_lexicon import lexicon, numbers_of
from routing.dangers.hazards import is_hazard
from routing.dangers.numbers_beside import with_beside
from routing.language.words import split
from routing.records import replace

_MAY_CALL_BACK = frozenset({"receipt.assigned", "receipt.screening"})
_LEAVES: list[Option] = ["leave_phone"]
_RECEIPTS = {"complaint": "receipt.complaint", "denunciation": "receipt.denunciation"}


def registered(state: State, event: Registered, context: Context) -> Step:
    """Give the receipt; only the draft that was being sent is settled by it."""
    spoken_of = replace(state, case_id=event.case_id, sent_code=event.code)
    if state.step != "sending":
        return resume(spoken_of, context, *_told(state, event, context))
    second, broken_off = _near(state.second, state.draft), _near(state.interrupted, state.draft)
    following = replace(spoken_of, second=second, interrupted=broken_off)
    if state.draft is not None and state.draft.in_danger:
        following = replace(following, danger_case=event.case_id)
    settled = replace(following, draft=None, pending_text="", pending_media=0, misses=0)
    return _with_an_offer(rest(settled, *_told(state, event, context)))


def _near(second: Draft | None, first: Draft | None) -> Draft | None:
    """Return a second matter without a place with the commune of the first on offer; to an accusation or a form no."""
    if second is None or first is None or second.form or is_denunciation(second) or is_denunciation(first):
        return second
    is_open = second.commune_code is None and not (second.candidates or second.outside)
    if not is_open or first.commune_code is None:
        return second
    return replace(second, candidates=((first.commune_code, first.commune_name or ""),))


def _with_an_offer(step: Step) -> Step:
    """Offer under a plain receipt to leave a number, once; nobody who denounces is asked who they are."""
    *before, receipt = step.replies
    if step.state.phone_asked or receipt.key not in _MAY_CALL_BACK:
        return step
    offered = ask(step.state, "idle", receipt.key, _LEAVES, **receipt.fields)
    return Step(offered.state, (*before, *offered.replies), step.orders)


def _told(state: State, event: Registered, context: Context) -> tuple[Reply, ...]:
    """Return the receipt; after that of a complaint how the form is signed and handed in."""
    receipt = _receipt(state, event, context)
    if not event.form_to or event.belongs_to:
        return (*_urgent(state), *_elsewhere(state, event), receipt)
    fields = {"paper": event.form_url, "to": event.form_to, "address": event.form_address}
    hours = event.form_hours or (context.office_hours if event.form_address else "")  # of ours, not of a school's head
    handing_in = Reply("complaint.hand_in", {**fields, "hours": hours}, attach="complaint_form")
    return receipt, handing_in, *_limits(state, event, context)


def _limits(state: State, event: Registered, context: Context) -> Iterator[Reply]:
    """Yield within how many days the form is to be handed in, of officials last, and the last day as it was told."""
    for number, limit in enumerate(reversed(event.form_limits)):
        key = "complaint.limit_of_officials" if number else "complaint.limit"
        last = "" if limit.is_over or limit.last_on is None else _day(limit.last_on, state, context)
        yield say(key, days=str(limit.days), starts=limit.starts_from, basis=limit.basis, last=last)
    over = [limit.last_on for limit in event.form_limits if limit.is_over and limit.last_on is not None]
    if over and len(over) == len(event.form_limits):
        yield say("complaint.lapsed", day=_day(max(over), state, context))


def _day(day: date, state: State, context: Context) -> str:
    return say_day(day, today=context.today, language=state.language)


def _urgent(state: State) -> Iterator[Reply]:
    """Yield, to who told of a danger, that somebody on duty has been told, and whom to call without waiting."""
    draft = state.draft
    if draft is not None and draft.urgent and draft.danger_kind:
        yield say("receipt.urgent", numbers=either_of(state, _called(draft)))


def _called(draft: Draft) -> tuple[str, ...]:
    """Return whom to call in the danger of a draft, and whoever else is needed by what it tells."""
    kind = draft.danger_kind or ""
    told = () if is_hazard(kind) else lexicon().find(split(draft.text))
    return with_beside(numbers_of(kind), kind, told)


def _elsewhere(state: State, event: Registered) -> Iterator[Reply]:
    """Yield where a matter belongs that is kept here all the same, unless its citizen was told before."""
    was_told = state.draft is not None and state.draft.referred
    if event.elsewhere and not event.belongs_to and not was_told:
        yield say("elsewhere.told", to=in_own_words(event.elsewhere, state))


def _receipt(state: State, event: Registered, context: Context) -> Reply:
    if event.belongs_to:
        where = in_own_words(event.belongs_to, state)
        return say("receipt.beyond", code=event.code, secret=SECRET_MARK, to=where, url=event.looked_up_url)
    usual = "receipt.screening" if event.screening else "receipt.assigned"
    key = "receipt.tip" if event.is_tip else _RECEIPTS.get(event.kind, usual)
    is_sealed = event.kind == "denunciation"
    return say(
        key,
        code=event.code,
        secret=SECRET_MARK,
        unit=event.unit,
        officer="" if is_sealed else event.officer_name,
        phone=event.officer_phone,
        hours=event.hours,
        due=say_day(event.due_on, today=context.today, language=state.language) if event.due_on else "",
        basis=event.basis,
        url=event.looked_up_url,
    )


def information_added(state: State, event: InformationAdded, context: Context) -> Step:
    """Say which case took the words; where nobody chose, offer to make a new matter of them."""
    fields = {"code": event.case.code, "who": event.case.officer_name or event.case.unit}
    if told := corrected(state, event, context):
        return resume(state, context, told)
    if is_engaged(state):
        return resume(state, context, say("added.to_case", **fields))
    if state.pending_text or state.pending_media:
        return ask(state, "idle", "added.to_case", ["new_matter"], **fields)
    return rest(state, say("reopen.added" if event.case.again == "asked" else "added.to_case", **fields))


def withdrawal_done(state: State, event: WithdrawalDone, context: Context) -> Step:
    """Say that a case is withdrawn, or that an officer decides on the wish."""
    key = "withdraw.done" if event.done else "withdraw.noted"
    if event.left:
        key = "withdraw.left"
    return resume(state, context, say(key, code=event.case.code))


def not_found(state: State, event: CaseNotFound, context: Context) -> Step:
    """Ask for the secret where none was given yet; else say that nothing fits, the same for code and secret."""
    if event.limited:
        return resume(replace(state, lookup_code=""), context, say("lookup.limited", phone=context.office_phone))
    if event.mistyped:
        wrong = say("lookup.mistyped", code=state.lookup_code)
        return ask_code(replace(state, lookup_code="", misses=0), context).after(wrong)
    if state.step == "lookup_own":
        return ask_secret(state, context)
    left = replace(state, lookup_code="", misses=0)
    if is_engaged(left):
        return resume(left, context, say("lookup.not_found", phone=context.office_phone))
    return ask(left, "idle", "lookup.not_found", ["lookup", "officer"], phone=context.office_phone)
