"""Going on in another chat: a code made here and entered there joins the two; a receipt shown here lets one follow."""

from bot.dialogue.asking import Option, ask, label, say, understood
from bot.dialogue.commands import Asked
from bot.dialogue.events import CaseFollowed, ChatCodeMade, ChatJoined, ChatNotJoined, ChatParted
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import JoinChat, MakeChatCode, PartChat
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy, is_engaged, resume
from bot.messages import chat_code_mark
from routing.records import replace


def take_or_make(state: State, asked: Asked) -> Step:
    """Use the code that came along; where none came, make one."""
    return Step(state, (), (JoinChat(asked.code) if asked.code else MakeChatCode(),))


def part(state: State) -> Step:
    """Take this chat out of what it was joined to."""
    return Step(state, (), (PartChat(),))


def made(state: State, event: ChatCodeMade, context: Context) -> Step:
    """Tell the code and what to do with it."""
    if event.number is None:
        return resume(state, context, say("chats.many_codes", phone=context.office_phone))
    told = say("chats.code", code=chat_code_mark(event.number), url=context.base_url)
    return resume(understood(state), context, told)


def joined(state: State, event: ChatJoined, context: Context) -> Step:
    """Say what can be seen here from now on, and how to undo it."""
    told = say("chats.joined", count=str(event.cases) if event.cases else "")
    return resume(understood(state), context, told)


def not_joined(state: State, event: ChatNotJoined, context: Context) -> Step:
    """Say that the code does not count, the same for a wrong, a used and an old one."""
    key = "chats.limited" if event.limited else "chats.wrong_code"
    return resume(state, context, say(key, phone=context.office_phone))


def parted(state: State, event: ChatParted, context: Context) -> Step:
    """Say that this chat stands by itself."""
    left = state if is_busy(state) else understood(state)
    return resume(left, context, say("chats.parted" if event.done else "chats.alone"))


def followed(state: State, event: CaseFollowed, context: Context) -> Step:
    """Say that news of the case come here too, and that it can be added to from here."""
    if is_engaged(state):
        return resume(state, context, say("follow.done", code=event.case.code))
    options: list[Option] = [(f"add:{event.case.case_id}", label(state, "choice.add")), "new"]
    spoken_of = replace(understood(state), case_id=event.case.case_id)
    return ask(spoken_of, "idle", "follow.done", options, code=event.case.code)
