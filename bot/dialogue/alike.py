"""Has somebody told this already? What is open at the same place is shown before a new case is made of a matter."""

from dataclasses import replace

from bot.dialogue.asking import Option, ask, label, short_topic
from bot.dialogue.events import AlikeMatter
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import FindAlike
from bot.dialogue.state import Draft, State
from bot.texts.days import say_day

SAME, DIFFERENT = "same:", "different"
_COMMON_KINDS = frozenset({"feedback", "petition"})


def is_to_compare(draft: Draft, context: Context) -> bool:
    """Whether others may have told this too, and nobody has looked yet; a danger is sent on without a question."""
    is_common = draft.kind in _COMMON_KINDS and draft.commune_code is not None
    return context.finds_alike and is_common and not draft.urgent and not draft.compared


def compare(state: State, context: Context) -> Step:
    """Have the book looked through for the same matter."""
    del context
    draft = replace(state.draft or Draft(), compared=True)
    return Step(replace(state, draft=draft), (), (FindAlike(draft),))


def with_alike(state: State, matters: tuple[AlikeMatter, ...], context: Context) -> State:
    """Return the state with what was found, each matter as one neutral line."""
    draft = state.draft or Draft()
    numbered = len(matters) > 1
    lines = tuple(
        (str(one.case_id), _line(state, one, str(number) if numbered else "", context))
        for number, one in enumerate(matters, start=1)
    )
    return replace(state, draft=replace(draft, alike=lines))


def _line(state: State, matter: AlikeMatter, number: str, context: Context) -> str:
    since = say_day(matter.since, today=context.today, language=state.language)
    topic, _, shared = matter.what.partition(": ")
    what = ": ".join(part for part in (short_topic(topic), shared) if part)
    told = {"what": what, "where": matter.where, "since": since, "state": matter.state_label}
    return label(state, "alike.line", number=number, **told)


def ask_alike(state: State, context: Context, key: str = "alike.ask") -> Step:
    """Ask whether it is one of the matters found; `key` names the sentence."""
    del context
    alike = (state.draft or Draft()).alike
    if len(alike) == 1:
        options: list[Option] = [(f"{SAME}{alike[0][0]}", label(state, "choice.same"))]
    else:
        options = [
            (f"{SAME}{case_id}", label(state, "choice.same_as", number=str(number)))
            for number, (case_id, _told) in enumerate(alike, start=1)
        ]
    lines = "\n".join(told for _case_id, told in alike)
    return ask(state, "similar", key, [*options, DIFFERENT], lines=lines)


def ask_before_sending(state: State, context: Context) -> Step:
    """Ask again, saying why nothing is sent yet: whoever says "send" has not said that it is the same matter."""
    return ask_alike(state, context, "alike.before_sending")
