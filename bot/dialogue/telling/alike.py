"""Has somebody told this already? What is open at the same place is shown before a new case is made of a matter."""

from datetime import date

from bot.dialogue.asking import Option, ask, label, short_topic
from bot.dialogue.events import AlikeMatter
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import FindAlike
from bot.dialogue.state import Draft, State
from bot.texts.days import say_day
from bot.texts.languages import topic_in
from routing.records import replace
from routing.text import fold

SAME, DIFFERENT = "same:", "different"
_PART, _PARTS = "\t", 4
_COMMON_KINDS = frozenset({"feedback", "petition"})


def is_to_compare(draft: Draft, context: Context) -> bool:
    """Whether others may have told this too, and nobody has looked yet; a danger is sent on without a question."""
    is_common = draft.kind in _COMMON_KINDS and draft.commune_code is not None
    return context.finds_alike and is_common and not draft.in_danger and not draft.compared


def compare(state: State, context: Context) -> Step:
    """Have the book looked through for the same matter."""
    del context
    draft = replace(state.draft or Draft(), compared=True)
    return Step(replace(state, draft=draft), (), (FindAlike(draft),))


def with_alike(state: State, matters: tuple[AlikeMatter, ...], context: Context) -> State:
    """Return the state with what was found, each matter as it is told neutrally in any language."""
    del context
    told = tuple((str(one.case_id), _PART.join(_parts(one))) for one in matters)
    return replace(state, draft=replace(state.draft or Draft(), alike=told))


def _parts(matter: AlikeMatter) -> tuple[str, ...]:
    parts = (matter.what, matter.where, matter.since.isoformat(), matter.state)
    return tuple(part.replace(_PART, " ") for part in parts)


def _line(state: State, told: str, number: str, context: Context) -> str:
    if told.count(_PART) != _PARTS - 1:  # a line that was kept as it was once said
        return told
    what, where, since, status = told.split(_PART)
    topic, _, shared = what.partition(": ")
    beside = ", ".join(words for words in shared.split(", ") if fold(words) not in fold(where))
    named = topic_in(state.language, state.draft.topic if state.draft else "", topic)
    fields = {
        "what": ": ".join(part for part in (short_topic(named), beside) if part),
        "where": where,
        "since": say_day(date.fromisoformat(since), today=context.today, language=state.language),
        "state": label(state, f"state.{status}"),
    }
    return label(state, "alike.line", number=number, **fields)


def ask_alike(state: State, context: Context, key: str = "alike.ask") -> Step:
    """Ask whether it is one of the matters found; `key` names the sentence."""
    alike = (state.draft or Draft()).alike
    if len(alike) == 1:
        options: list[Option] = [(f"{SAME}{alike[0][0]}", label(state, "choice.same"))]
    else:
        options = [
            (f"{SAME}{case_id}", label(state, "choice.same_as", number=str(number)))
            for number, (case_id, _told) in enumerate(alike, start=1)
        ]
    numbered = enumerate(alike, start=1)
    lines = "\n".join(
        _line(state, told, str(number) if len(alike) > 1 else "", context) for number, (_case_id, told) in numbered
    )
    return ask(state, "similar", key, [*options, DIFFERENT], lines=lines)


def ask_before_sending(state: State, context: Context) -> Step:
    """Ask again, saying why nothing is sent yet: whoever says "send" has not said that it is the same matter."""
    return ask_alike(state, context, "alike.before_sending")
