"""A talk in which a danger was told: whom to call is said again when asked, and who may die is asked for no form."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import either_of, say
from bot.dialogue.commands import command_in
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.danger_orders import AlertReception
from bot.dialogue.dangers import numbers_asked
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.draft import add_telling, is_topic_known
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.pointing import asks_only_where
from bot.dialogue.options import typed_option
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.telling import keep_pending
from bot.dialogue.words import answers, vocabulary
from bot.messages import Reply
from routing.dangers.advice import AT_HOME, advice_in
from routing.dangers.children import writes_as_child
from routing.dangers.danger_lexicon import numbers_of
from routing.dangers.kind_told import ANY
from routing.dangers.urgency import Danger, names_event
from routing.kinds import Kind
from routing.language.words import split
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

SUICIDE, OF_OTHER, TAKEN = "suicide", "suicide_of_other", "taken"
OF_NOBODY = frozenset({"fire", "drowning", "electric", "collapse", "poisoning", "medical", "any"})  # accuse nobody
_DOCTOR_FIRST = ("115", "113")
_FRESH_S = 24 * 3600
_TO_CHILD = "danger.child_itself"
_FEW = 10  # words
_WHAT_NOW = re.compile(
    r"\b(?:goi|bao|keu|nho|cau cuu) (?:cho )?(?:ai|so nao|so may|dau|o dau)\b"
    r"|\b(?:phai |nen |can )?(?:lam gi|lam sao|lam the nao|lam chi|man chi|xu tri the nao|di dau)"
    r"(?: (?:bay gio|gio|luc nay|day|truoc|tiep|a|ha|vay))*$"
    r"|\b(?:benh vien|nha thuong|tram (?:y te|xa)|cap cuu|cuu hoa|cong an|don)\b(?: \w+){0,3} o (?:dau|cho nao|mo)\b"
)
_NUMBER = r"(?:(?:so )?11[1-5]|so (?:do|nay|kia|may|dien thoai)(?: (?:do|nay|kia))?|cong an|cuu hoa|cap cuu|tong dai)"
_NO_ANSWER = (
    r"(?:khong|ko|k|kg|hong|hok|chang|cha|chua)(?: \w+){0,2}? (?:duoc|nghe|bat|tra loi|lien lac|thong|goi)"
    r"|(?:may )?ban|bao ban|het may|mat song|thue bao|im re"
)
_NOT_REACHED = re.compile(
    rf"\b(?:goi|bam|dien|alo|lien lac)\b(?: \w+){{0,4}}? (?:{_NO_ANSWER})\b"
    rf"|\b{_NUMBER}(?: \w+){{0,3}}? (?:{_NO_ANSWER})\b"
    r"|\bmay ban\b|\bso (?:nao )?(?:khac|nua)\b"
)
_NOT = r"(?:khong|ko|k|kg|hong|hok|chang|cha)"
_SELF = (  # at the start of a clause: of somebody else it is what harms them ("mẹ tôi không nói được")
    r"(?:^|[.,;!?] *|\b(?:nhung|gio|ma|nen|vi|tai|va|thi|day) )"
    r"(?:(?:em|e|toi|tui|minh|con|chau) )?(?:(?:dang|cung|bi) )*"
)
_NO_VOICE = re.compile(  # deaf, mute, without a telephone, or listened to
    rf"\b{_NOT} (?:the )?(?:goi|alo)(?: (?:dien|thoai|gi)){{0,2}} duoc\b|\b{_NOT} (?:dam|tien) (?:goi|noi|alo)\b"
    rf"|{_SELF}{_NOT} (?:the )?(?:noi|nghe)(?: (?:to|thanh tieng|ra tieng|gi|dien thoai))? duoc\b"
    rf"|\b{_NOT} (?:co|con) (?:dien thoai|sim)\b|{_SELF}(?:cam diec|diec)\b"
)
_CALLED = re.compile(r"\b(?:so |goi |bam )*11[1-5]\b")
_CRY = re.compile(
    r"(?:(?:cuu|nhanh|mau|le|gap|nguy|chet|help|giup)"
    r"(?: (?:len|di|voi|giup|gium|toi|em|minh|roi|mat|lam|qua|nha|nhe|cai|ban|anh|chi|a))*[ .!,]*)+"
)
_SETTLES = frozenset({"yes", "no", "done", "keep"})
_WHERE = frozenset({"ask.place", "ask.commune"})
_ASKED_WHERE = frozenset({"ask_place", "pick_place"})
_STAYS_IN = frozenset({"idle", "consent", "ask_what", "pick_topic", "ask_accusing", "ask_kind"}) | _ASKED_WHERE


def heard_who(state: State, text: str, context: Context) -> State:
    """Return the state with what the words say of their writer, a child from now on, without a danger of before."""
    if state.danger and not _is_fresh(state, context):
        state = replace(state, danger="", danger_at=0, danger_case=None)
    return state if state.is_child or not writes_as_child(split(text)) else replace(state, is_child=True)


def remembered(state: State, danger: Danger, context: Context, *, is_of_other: bool) -> State:
    """Return the state with the danger that was told, so that whom to call can be asked later."""
    kind = OF_OTHER if danger.kind == SUICIDE and is_of_other else danger.kind
    kind = TAKEN if danger.kind == SUICIDE and danger.numbers == _DOCTOR_FIRST else kind
    return replace(state, danger=kind, danger_at=int(context.now.timestamp()), danger_case=None)


def kind_of(told: str) -> str:
    """Return the kind of a danger that is remembered in the words of the talk; blank for none."""
    return SUICIDE if told in {OF_OTHER, TAKEN} else told


def whom_to_call(state: State, kind: str, numbers: tuple[str, ...]) -> Reply:
    """Return what is said first in a danger of a kind; to a child in words that a child understands."""
    called = either_of(state, _with_the_line_for_children(state, numbers) if kind == SUICIDE else numbers)
    if kind == "child" and state.is_child:
        return say(_TO_CHILD, numbers=called)
    if kind in {SUICIDE, OF_OTHER} and numbers == _DOCTOR_FIRST:
        return say(f"danger.{TAKEN}", numbers=called)
    return _of_any(numbers) if kind == ANY else say(f"danger.{kind}", numbers=called)


def _of_any(numbers: tuple[str, ...]) -> Reply:
    """Return who helps with what, where no kind of danger is told; the line for children where it is called too."""
    known = {kind: numbers_of(kind)[0] for kind in ("medical", "crime", "fire")}
    child = numbers_of("child")[0]
    return say("danger.any", **known, child=child if child in numbers else "")


def _with_the_line_for_children(state: State, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers, for a child with the line that listens to children before them."""
    return tuple(dict.fromkeys((*numbers_of("child")[:1], *numbers))) if state.is_child else numbers


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Answer who asks whom to call, and stay with who may be dying, whatever question is open; None for all else."""
    if is_denouncing(state):
        return None
    if not state.danger:
        return numbers_asked.heard(state, event, context)
    if _has_no_voice(event, state):
        return _shown_to_others(state, event, context)
    if _cannot_call(event, state):
        return Step(state, (say("danger.not_reached", numbers=", ".join(_all_numbers(state))),))
    if asks_only_where(event.text) or _asks_what_now(event.text, event.reading) or _only_cries(event):
        return _whom_again(state, event, context)
    stays = state.danger == SUICIDE and (state.step in _STAYS_IN or state.step.startswith(FORM_STEP))
    return _stayed(state, event, context) if stays else None


def _whom_again(state: State, event: Said, context: Context) -> Step:
    """Say again whom to call; who only asks back where is asked for the place once more."""
    is_asked_back = state.step in _ASKED_WHERE and asks_only_where(event.text)
    return repeat(state, context, _again(state)) if is_asked_back else Step(state, (_again(state),))


def told_as_child(before: State, event: Said, played: Step) -> Step:
    """Say who listens to children to one that told of blows at home before, and only now says how old it is."""
    told = before.draft.text if before.draft else before.pending_text
    is_now_known = played.state.is_child and not before.is_child and event.reading.danger is None
    advice = advice_in(told) if is_now_known and told else None
    if advice is None or advice.code != AT_HOME:
        return played
    alert = AlertReception("child")
    if any(one.key == _TO_CHILD for one in played.replies):  # it was said with what was told
        return played.ordering(alert)
    return played.after(say(_TO_CHILD, numbers=either_of(played.state, numbers_of("child")))).ordering(alert)


def _is_fresh(state: State, context: Context) -> bool:
    return context.now.timestamp() - state.danger_at <= _FRESH_S


def _again(state: State) -> Reply:
    known = {TAKEN: _DOCTOR_FIRST, OF_OTHER: numbers_of(SUICIDE)}
    return whom_to_call(state, state.danger, known.get(state.danger) or numbers_of(state.danger))


def _asks_what_now(text: str, reading: Reading) -> bool:
    """Whether a few words ask what is to be done now, or whom to call."""
    is_short = len(text.split()) <= _FEW
    return is_short and reading.danger is None and _WHAT_NOW.search(fold(text)) is not None


def _is_of_calling(event: Said, state: State) -> bool:
    """Whether words are few enough to be of the call that was asked for; who may be dying is heard as such."""
    return len(event.text.split()) <= _FEW and kind_of(state.danger) != SUICIDE


def _has_no_voice(event: Said, state: State) -> bool:
    """Whether a few words say that the writer cannot speak on a telephone, as the deaf cannot."""
    is_where = event.reading.place is not None
    return _is_of_calling(event, state) and not is_where and _NO_VOICE.search(fold(event.text)) is not None


def _shown_to_others(state: State, event: Said, context: Context) -> Step:
    """Keep the words of who cannot call, and say how others can."""
    reply = say("danger.no_voice", numbers=either_of(state, numbers_of(kind_of(state.danger))))
    if not context.consented:
        return Step(keep_pending(state, event.text), (reply,))
    draft = add_telling(state.draft, event.text, None) if state.draft else None
    return Step(replace(state, draft=draft), (reply,))


def _cannot_call(event: Said, state: State) -> bool:
    """Whether a few words say that the number does not answer, or ask for another one."""
    is_of_number = event.reading.danger is not None and _CALLED.search(fold(event.reading.danger.words)) is not None
    is_another = _is_another(event) and not is_of_number  # "gọi 114" alone is no fire
    return _is_of_calling(event, state) and not is_another and _NOT_REACHED.search(fold(event.text)) is not None


def _all_numbers(state: State) -> tuple[str, ...]:
    """Return every number to call, those of the danger that was told first."""
    kinds = (kind_of(state.danger), "drowning", "crime", "fire", "medical")
    return tuple(dict.fromkeys(number for kind in kinds for number in numbers_of(kind)))


def _only_cries(event: Said) -> bool:
    """Whether words only cry for help and name nothing that happens ("cứu với", "nhanh lên")."""
    return _CRY.fullmatch(fold(event.text)) is not None


def asked_gently(step: Step) -> Step:
    """Return the step with the question for a place asked as of somebody who may be dying, where it is one."""
    if step.state.danger != SUICIDE or not step.replies or step.replies[-1].key not in _WHERE:
        return step
    asked = replace(
        step.replies[-1], key="danger.where", fields={"numbers": either_of(step.state, numbers_of(SUICIDE))}
    )
    return replace(step, replies=(*step.replies[:-1], asked))


def _stayed(state: State, event: Said, context: Context) -> Step | None:
    """Keep the words of who may be dying and ask nothing; None for an answer, a place, another danger or matter."""
    if _is_for_the_question(state, event) or _is_another(event):
        return None
    kept = _kept(state, event, context)
    numbers = _with_the_line_for_children(state, numbers_of(SUICIDE))
    return Step(kept, (say("danger.listening", numbers=either_of(state, numbers)),))


def _is_for_the_question(state: State, event: Said) -> bool:
    text, place = event.text, event.reading.place
    is_meant = typed_option(text, state.options) is not None or command_in(text) is not None
    is_where = place is not None and (place.code is not None or state.step in _ASKED_WHERE)
    return is_meant or is_where or bool(answers(text) & _SETTLES or vocabulary("leave").meanings(text))


def _is_another(event: Said) -> bool:
    """Whether another danger is named, or another matter is told."""
    reading = event.reading
    if reading.danger is not None:
        return reading.danger.kind == SUICIDE or names_event(split(event.text), reading.danger.kind)
    is_matter = is_topic_known(reading) and reading.place is not None
    return is_matter and reading.kind is not Kind.OTHER


def _kept(state: State, event: Said, context: Context) -> State:
    """Return the state with the words kept, and with a place that is not asked for again."""
    if not context.consented:
        return keep_pending(state, event.text)
    draft = add_telling(state.draft or Draft(urgent=True, danger_kind=SUICIDE), event.text, None)
    is_asked = state.step in _ASKED_WHERE
    return replace(state, draft=replace(draft, place_skipped=draft.place_skipped or is_asked))
