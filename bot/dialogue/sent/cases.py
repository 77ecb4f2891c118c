"""The cases of a chat: shown, added to, withdrawn."""

from bot.dialogue.asking import Option, ask, case_fields, label, rest, say, short_code, understood
from bot.dialogue.events import CaseFound, CaseLine, CasesListed, Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import leaves_off, says_send
from bot.dialogue.hearing.withdrawal_words import says_withdraw
from bot.dialogue.orders import Withdraw
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import ask_to_add, is_engaged, resume
from bot.dialogue.words import answers, clauses, looks_like_question
from bot.messages import Reply
from routing.records import replace

_MOST_SHOWN = 8
_MOST_WITHDRAWN = 4
_WITHDRAWING = frozenset({"inquiry", "complaint", "denunciation"})
_LINES = {False: "cases.line", True: "cases.line_sealed"}


def listed(state: State, event: CasesListed, context: Context) -> Step:
    """Show the cases of this chat; a single one at once and whole."""
    if len(event.cases) == 1:
        return show(state, event.cases[0], context)
    if is_engaged(state):
        return resume(state, context, _lines(state, event, context))
    if not event.cases:
        return ask(state, "idle", "cases.none", ["lookup", "new"])
    options: list[Option] = [(f"see:{case.code}", short_code(case)) for case in event.cases[:_MOST_SHOWN]]
    shown = _lines(state, event, context)
    return ask(state, "idle", shown.key, options, **shown.fields)


def _lines(state: State, event: CasesListed, context: Context) -> Reply:
    if not event.cases:
        return say("cases.none")
    lines = [line_of(case, state, context) for case in event.cases[:_MOST_SHOWN]]
    return say("cases.list", lines="\n".join(lines))


def line_of(case: CaseLine, state: State, context: Context) -> str:
    """Return a case as a line of a list."""
    return label(state, _LINES[case.is_sealed], **case_fields(case, state, context))


def found(state: State, event: CaseFound, context: Context) -> Step:
    """Show the case that was looked up."""
    return show(state, event.case, context)


def show(state: State, case: CaseLine, context: Context) -> Step:
    """Tell how a case stands, and what can be done with it here."""
    told = understood(replace(state, lookup_code=""))
    key, fields = "case.shown", case_fields(case, state, context)
    if case.is_sealed:
        key, fields = "case.sealed", {"code": case.code, "url": f"{context.base_url}/tra-cuu"}
    if is_engaged(told):
        return resume(told, context, say(key, **fields))
    spoken_of = replace(told, case_id=case.case_id)
    is_ours = context.case(case.case_id) is not None
    options: list[Option] = []
    if not is_ours and case.is_open:
        options = [(f"follow:{case.case_id}", label(state, "choice.follow"))]
    if is_ours and not case.is_answered:
        options = [(f"add:{case.case_id}", label(state, "choice.add")), _withdraw_option(state, case)]
    if case.can_reopen and context.any_case(case.case_id):
        options = [(f"reopen:{case.case_id}", label(state, "choice.reopen", code=short_code(case)))]
    if any(one.case_id == case.case_id for one in context.ratings):
        options.append(("rate_open", label(state, "choice.rate")))
    return ask(spoken_of, "idle", key, [*options, "new"], **fields)


def _withdraw_option(state: State, case: CaseLine) -> tuple[str, str]:
    key = "choice.withdraw" if case.part == "told" else "choice.leave"
    return f"withdraw:{case.case_id}", label(state, key, code=short_code(case))


# --- adding to one of them --------------------------------------------------------------------------------------------


def ask_case_to_add(state: State, context: Context) -> Step:
    """Ask which case is to be added to; not where there is only one."""
    fresh = replace(state, pending_text="", pending_media=0, misses=0)
    if not context.open_cases:
        return ask(fresh, "idle", "cases.none_open", ["lookup", "new"])
    if len(context.open_cases) == 1:
        return ask_to_add(fresh, context.open_cases[0])
    options = [(f"add:{case.case_id}", short_code(case)) for case in context.open_cases[:_MOST_SHOWN]]
    return ask(fresh, "idle", "cases.which", [*options, "new"])


# --- withdrawing ------------------------------------------------------------------------------------------------------


def nothing_to_drop(state: State, context: Context) -> Step:
    """Say that nothing is half done; offer to withdraw what was sent."""
    if not context.running_cases:
        return rest(understood(state), say("drop.nothing"))
    options = [_withdraw_option(state, case) for case in context.running_cases[:_MOST_WITHDRAWN]]
    return ask(understood(state), "idle", "drop.nothing_but_cases", options)


def given_up(state: State, event: Said, context: Context) -> Step | None:
    """Ask about withdrawing where a clause gives up what was sent and another says why, or "thôi rút đi"."""
    is_plain = len(clauses(event.text)) > 1 or says_withdraw(event.text)
    is_left = is_plain and leaves_off(event.text) and not looks_like_question(event.text)
    return choose_withdrawal(state, context) if is_left and context.running_cases else None


def choose_withdrawal(state: State, context: Context) -> Step:
    """Ask which case is to be withdrawn; the only one is asked about at once."""
    running = context.running_cases
    if not running:
        return ask(understood(state), "idle", "withdraw.none", ["list", "officer"])
    if len(running) == 1:
        return ask_withdrawal(understood(state), running[0].case_id, context)
    options = [_withdraw_option(state, case) for case in running[:_MOST_WITHDRAWN]]
    return ask(understood(state), "idle", "withdraw.which", options)


def ask_withdrawal(state: State, case_id: int | None, context: Context) -> Step:
    """Ask once more before a case is withdrawn, telling what it means for its kind."""
    case = context.case(case_id)
    if case is None:
        return rest(state, say("add.closed"))
    spoken_of = replace(state, case_id=case_id)
    if case.part != "told":
        leave: Option = ("withdraw_yes", label(state, "choice.leave_yes"))
        return ask(spoken_of, "withdraw", "withdraw.ask_to_leave", [leave, "keep"], code=case.code)
    key = f"withdraw.ask_{case.kind}" if case.kind in _WITHDRAWING else "withdraw.ask"
    if case.kind == "complaint" and not case.is_signed:
        key = "withdraw.ask_unsigned"
    return ask(spoken_of, "withdraw", key, ["withdraw_yes", "keep"], code=case.code)


def again_withdrawal(state: State, context: Context) -> Step:
    """Ask the same again."""
    return ask_withdrawal(state, state.case_id, context)


def withdrawal_said(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes; everything else keeps the case."""
    meant = answers(event.text)
    if says_withdraw(event.text) or ("yes" in meant and not says_send(event.text)):  # "gửi" wishes for the contrary
        return withdrawal_chosen(state, Chose(state.step_no, "withdraw_yes"), context)
    if meant & {"no", "keep"} or state.misses:
        return withdrawal_chosen(state, Chose(state.step_no, "keep"), context)
    return again_withdrawal(replace(state, misses=state.misses + 1), context)


def withdrawal_chosen(state: State, event: Chose, context: Context) -> Step:
    """Withdraw, or keep the case."""
    if event.option == "withdraw_yes" and state.case_id is not None:
        return rest(understood(state)).ordering(Withdraw(state.case_id))
    case = context.case(state.case_id)
    return rest(understood(state), say("withdraw.kept", code=case.code if case else ""))
