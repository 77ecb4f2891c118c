"""The talk with an officer as a table: where it stands and what was said in, what to do and what to say out.

Theory: the talk rests (`idle`) or waits for the reason of a transfer (`reason`). A case is named by an option, which a
button carries and a number typed stands for: `c` shows it, `a` accepts it, `t` asks for its transfer, `x` breaks off.
A code shows its case too.
An option names the version of the case that was shown, so that one which has changed since is told and not acted on.
Whether a step is allowed the book says; `Possible` and `Refused` bring its answer back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.officers.commands import Command, command_in, has_slash, number_in
from routing.whole import whole

IDLE, REASON = "idle", "reason"
SHORTEST_REASON = 10  # letters; whoever sorts the case anew must know why
_BREAK_OFF = "x"


@dataclass(frozen=True, slots=True)
class State:
    """Where the talk stands; `options` are what the numbers of the last message stand for."""

    step: str = IDLE
    case_id: int = 0
    version: int = 0
    options: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read a state back; what cannot be read is as at the beginning."""
        step, case_id, version = stored.get("step"), stored.get("case_id"), stored.get("version")
        options = stored.get("options")
        if step not in {IDLE, REASON} or not isinstance(case_id, int) or not isinstance(version, int):
            return cls()
        return cls(step, case_id, version, tuple(map(str, options)) if isinstance(options, list) else ())

    def to_json(self) -> Mapping[str, Any]:
        """Return the state as it is kept."""
        return {"step": self.step, "case_id": self.case_id, "version": self.version, "options": list(self.options)}


# --- what comes in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of the officer, and the code of a case that stands among them."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """An option, by its button."""

    option: str


@dataclass(frozen=True, slots=True)
class Found:
    """The book says which case bears the code that was typed."""

    case_id: int


@dataclass(frozen=True, slots=True)
class Possible:
    """The book says that the transfer of this case may be asked for, in this version."""

    case_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The book says that this is not possible; `say` names the sentence that tells why."""

    say: str
    case_id: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """The book has done it; `say` names the sentence that tells so."""

    say: str
    case_id: int = 0


Event = Typed | Pressed | Found | Possible | Refused | Done


# --- what comes out ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Find:
    """See which case bears a code, or ends with these signs."""

    code: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Take a case on."""

    case_id: int
    version: int


@dataclass(frozen=True, slots=True)
class AskTransfer:
    """See whether the transfer of a case may be asked for."""

    case_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """Give a case back to be sorted anew, for a reason."""

    case_id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Do what a command says about the chat itself: stop, resume, citizen, unlink."""

    command: Command


Order = Find | Accept | AskTransfer | Transfer | Settle


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence, or `list` and `card` which are made when they are sent; `options` are its buttons."""

    key: str
    case_id: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """The state after an event, an order to the book, and what is said."""

    state: State
    order: Order | None = None
    say: Say | None = None


# --- the table --------------------------------------------------------------------------------------------------------


def step(state: State, event: Event) -> Played:
    """Return what follows from an event."""
    match event:
        case Typed(text, code):
            return _typed(state, text, code)
        case Pressed(option):
            return _chosen(state, option)
        case Found(case_id):
            return Played(_rest(state), say=Say("card", case_id))
        case Possible(case_id, version):
            asked = State(REASON, case_id, version, (_BREAK_OFF,))
            return Played(asked, say=Say("ask_reason", case_id, (_BREAK_OFF,)))
        case Done(say, case_id) if case_id:  # the case is another now: what its numbers stood for is done or not open
            return Played(State(), say=Say(say, case_id))
        case Refused(say, case_id) | Done(say, case_id):
            return Played(_rest(state), say=Say(say, case_id))


def _typed(state: State, text: str, code: str) -> Played:
    number, command = number_in(text), command_in(text)
    if number is not None:
        return _numbered(state, number)
    if state.step == REASON and command in {Command.CANCEL, Command.STOP} and not has_slash(text):
        return _broken_off(state)
    if state.step == REASON and command is None:
        return _reason(state, text)
    if command is not None:
        return _COMMANDS[command](_rest(state))
    return Played(state, Find(code)) if code else Played(state, say=Say("unknown"))


def _numbered(state: State, number: int) -> Played:
    if 0 < number <= len(state.options):
        return _chosen(state, state.options[number - 1])
    return Played(state, say=Say("ask_reason" if state.step == REASON else "no_such_number", state.case_id))


def _reason(state: State, text: str) -> Played:
    if sum(sign.isalpha() for sign in text) < SHORTEST_REASON:
        return Played(state, say=Say("longer_reason", state.case_id, (_BREAK_OFF,)))
    return Played(_rest(state), Transfer(state.case_id, state.version, text.strip()))


def _chosen(state: State, option: str) -> Played:
    what, case_id, version = _read(option)
    match what:
        case "c":
            return Played(_rest(state), say=Say("card", case_id))
        case "a":
            return Played(_rest(state), Accept(case_id, version))
        case "t":
            return Played(_rest(state), AskTransfer(case_id, version))
        case "x":
            return _broken_off(state)
    return Played(state, say=Say("stale"))


def _read(option: str) -> tuple[str, int, int]:
    what, *numbers = option.split(":")
    case_id, version, *_ = [*(whole(one) or 0 for one in numbers), 0, 0]
    return what, case_id, version


def _broken_off(state: State) -> Played:
    return Played(_rest(state), say=Say("broken_off" if state.step == REASON else "stale", state.case_id))


def _rest(state: State) -> State:
    """Return the talk at rest; the numbers of a question that is over stand for nothing any more."""
    return replace(State(), options=() if state.step == REASON else state.options)


def _settles(command: Command) -> Callable[[State], Played]:
    return lambda state: Played(state, Settle(command))


def _says(key: str) -> Callable[[State], Played]:
    return lambda state: Played(state, say=Say(key))


_COMMANDS: Mapping[Command, Callable[[State], Played]] = {
    Command.LIST: _says("list"),
    Command.HELP: _says("help"),
    Command.CANCEL: _says("nothing_open"),
    Command.STOP: _settles(Command.STOP),
    Command.RESUME: _settles(Command.RESUME),
    Command.CITIZEN: _settles(Command.CITIZEN),
    Command.UNLINK: _settles(Command.UNLINK),
}
