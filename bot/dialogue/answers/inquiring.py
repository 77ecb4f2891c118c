"""A question that the office's own book of answers knows: answered, offered by title, or passed on to an officer.

    a question ─ surely known ──▶ answered ─ "đúng rồi" ─▶ idle
        │   ╲ perhaps ▶ which_answer ─ a title ─▶ answered ╲ "chưa đúng"
        │                      ╲ another question            ╲
        └ not known ─▶ passed on: consent where needed, then the draft of an inquiry, sent only by a clear yes

In the middle of a matter only a question that is surely known is answered, and the open question is asked again.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.dialogue.asking import Option, ask, label, rest, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.events import AnswerLine, AnswerOpened, Chose, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import FIELDS
from bot.dialogue.hearing.of_the_answer import aspect_in, together, told_of
from bot.dialogue.orders import CountAnswer, OpenAnswer
from bot.dialogue.state import State
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.resuming import resume
from bot.dialogue.telling.telling import tell_pending
from bot.dialogue.words import looks_like_question
from bot.messages import Reply
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.text import cut_at_word

# where free words are awaited, or the one way on is a clear yes
NEVER_ASKED_IN = frozenset(
    {
        "idle", "ask_question", "which_answer", "answered", "add_info", "rate_words", "reopen_reason", "denounce",
        "reception_about", "data_confirm", *(f"form_{field}" for field in FIELDS),
    }
)  # fmt: skip
_MAY_ASK = frozenset({Kind.INQUIRY, Kind.OTHER})
_NEVER_ASKS = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})
_AFTER = ("helped", "not_helped")
_LABEL = 60


def ask_question(state: State, context: Context) -> Step:
    """Ask what is to be asked."""
    del context
    return ask(replace(understood(state), pending_text="", pending_media=0), "ask_question", "ask.question")


def meet(state: State, event: Said) -> Step | None:
    """Answer a question at rest, or offer what it may mean; None where it is no question that the book knows."""
    return _known(state, event) if asks(event) else None


def asks(event: Said) -> bool:
    """Whether a message asks: by its form, or by what it was read as. A danger, a complaint never does."""
    kind = event.reading.kind
    if kind in _NEVER_ASKS or event.reading.danger is not None:
        return False
    return looks_like_question(event.text) or kind in _MAY_ASK


def _known(state: State, event: Said) -> Step | None:
    is_plain_question = event.reading.kind in _MAY_ASK and looks_like_question(event.text)
    if not event.answers or not (event.is_sure or is_plain_question):
        return None
    asked = replace(understood(state), pending_text=event.text, pending_media=0)
    if event.is_sure:
        return _tell(asked, event.answers[0]).ordering(CountAnswer("shown", event.answers[0].answer_id))
    return _offer(asked, event.answers).ordering(CountAnswer("offered", event.answers[0].answer_id))


def said_question(state: State, event: Said, context: Context) -> Step:
    """Take what is asked after "ask about a procedure": whatever it is, it is a question."""
    if state.draft is None and (talk := small_talk(event.text, event.reading)):
        return ask(state, "ask_question", f"talk.{talk}", office=context.office, phone=context.office_phone)
    asked = replace(understood(state), pending_text=event.text, pending_media=0)
    known = _known(state, event) if state.draft is None else None
    return known or pass_on(asked, context, event.reading, found=False)


def aside(state: State, event: Said) -> tuple[Reply, CountAnswer] | None:
    """Return the answer to a question that comes in the middle of something else, None where it is none."""
    is_question = event.is_sure and looks_like_question(event.text) and asks(event)
    if not is_question:
        return None
    return _told_aside(state, event.answers[0])


def told_beside(step: Step, answer: AnswerLine | None) -> Step | None:
    """Return the step with the answer to a question that was asked behind a report; None where there is none."""
    if answer is None:
        return None
    line, counted = _told_aside(step.state, answer)
    return step.after(line).ordering(counted)


def _told_aside(state: State, answer: AnswerLine) -> tuple[Reply, CountAnswer]:
    return say("answer.aside", **fields_of(state, answer)), CountAnswer("shown", answer.answer_id)


def pass_on(state: State, context: Context, reading: Reading | None, *, found: bool) -> Step:
    """Make a question for an officer of what was asked: it is read back, and goes only after a clear yes."""
    asked = replace(state, is_asking=state.draft is None)  # a matter that is being told keeps its kind
    step = tell_pending(asked, context, reading) if context.consented else ask_consent(asked, context)
    line = say("answer.pass_on" if found else "answer.none")
    return step.after(line).ordering(*(() if found else (CountAnswer("none", 0),)))


def of_shown(state: State, event: Said, shown: AbstractSet[int], context: Context) -> Step | None:
    """Say the part of the entry just shown that tells what is asked of it; what it does not tell is passed on."""
    aspect = aspect_in(event.text) if event.is_sure and state.draft is None else None
    if aspect is None or event.answers[0].answer_id not in shown:
        return None
    if told := told_of(event.answers[0].text, aspect):
        return _tell(understood(state), replace(event.answers[0], text=told))
    both = together(state.pending_text, event.text)
    return pass_on(replace(understood(state), pending_text=both), context, event.reading_of_pending, found=False)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Open the entry whose title was chosen, or pass the question on."""
    option, _, value = event.option.partition(":")
    if option == "answer":
        return Step(state, (), (OpenAnswer(int(value)),))
    return pass_on(state, context, event.reading_of_pending, found=False)


def opened(state: State, event: AnswerOpened, context: Context) -> Step:
    """Tell the entry that was chosen; one that holds no more is passed on like a question without an answer."""
    if event.answer is None:
        return resume(state, context, say("answer.gone"))
    if state.draft is not None or state.step not in {"which_answer", "answered"}:
        return resume(state, context, say("answer.aside", **fields_of(state, event.answer)))
    return _tell(state, event.answer).ordering(CountAnswer("shown", event.answer.answer_id))


def judged(state: State, event: Chose, context: Context) -> Step:
    """Thank for "that is right"; pass on what was not answered."""
    option, _, value = event.option.partition(":")
    counted = CountAnswer(option, int(value or 0))
    if option == "helped":
        return rest(replace(state, pending_text=""), say("talk.thanks")).ordering(counted)
    return pass_on(state, context, event.reading_of_pending, found=True).ordering(counted)


def again(state: State, context: Context) -> Step:
    """Ask once more whether the answer was the right one, or which title is meant."""
    del context
    key = "answer.right" if state.step == "answered" else "answer.which"
    return ask(state, state.step, key, state.options)


def fields_of(state: State, answer: AnswerLine) -> dict[str, str]:
    """Return an entry as fields of a sentence."""
    return {
        "answer": answer.text,
        "source": answer.source,
        "foreign": "" if answer.language == state.language else label(state, "answer.foreign"),
        "unchecked": "" if answer.is_checked else label(state, "answer.unchecked"),
    }


def _tell(state: State, answer: AnswerLine) -> Step:
    options: Sequence[Option] = [_judging(state, name, answer) for name in _AFTER]
    return ask(state, "answered", "answer.shown", options, **fields_of(state, answer))


def _judging(state: State, name: str, answer: AnswerLine) -> Option:
    return f"{name}:{answer.answer_id}", label(state, f"choice.{name}")


def _offer(state: State, answers: Sequence[AnswerLine]) -> Step:
    titles: list[Option] = [(f"answer:{one.answer_id}", cut_at_word(one.title, _LABEL)) for one in answers]
    return ask(state, "which_answer", "answer.which", [*titles, "other_question"])
