"""Whoever sends a tip without a name and then says it: the name is not kept, unless they would be named after all."""

import re

from bot.dialogue.asking import say, understood
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import wishes_a_name
from bot.dialogue.orders import ForgetLine
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import OF_DRAFT, proceed
from bot.dialogue.words import clauses
from routing.kinds import Kind
from routing.language.own_names import SURNAMES
from routing.records import replace
from routing.text import fold

_WHO = "toi|tui|em|con|chau|minh|bac|co|chu|anh|chi"
_INTRODUCES = re.compile(
    rf"(?:(?:da|thua|vang|xin|a|ten|ho|va) )*"
    rf"(?:(?:ho ten|ten)(?: (?:cua )?(?:{_WHO}))?(?: la)?|(?:{_WHO})(?: (?:ho )?ten)?(?: la)?|ten la) (?P<name>\S.*)"
)
_STRIKES = re.compile(
    rf"\b(?:xoa|bo|go|rut|dung ghi|dung de|dung neu|khong ghi|dung cho)(?: (?:giup|gium|ho|cai|di|ca))?"
    rf" (?:ho )?ten(?: cua)? (?:{_WHO})\b"
)
_LIVES = re.compile(r"\s+(?:ở|o|tại|tai|trú|tru|nhà|nha)\s+")
_FEW = 10  # words
_LONGEST, _FEWEST = 5, 2  # words of a name
_NAMED = frozenset({"neu ten", "muon neu ten", "toi muon neu ten", "cho neu ten"})


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Leave the name out of a tip, or make it a denunciation at its writer's wish; None for all other words."""
    draft = state.draft
    if draft is None or state.step not in OF_DRAFT:
        return None
    if _STRIKES.search(fold(event.text)) and len(event.text.split()) <= _FEW and draft.kind != Kind.COMPLAINT:
        return _struck(state, draft, context)
    if draft.way != "tip":
        return None
    if fold(event.text) in _NAMED or wishes_a_name(event.text):
        named = replace(state, draft=replace(draft, way="here"))
        return proceed(understood(named), context).after(say("denounce.named"))
    parts = clauses(event.text)
    rest = [part.strip() for part in parts if not tells_own_name(part)]
    if len(rest) == len(parts):
        return None
    kept = add_telling(draft or Draft(), ", ".join(rest), event.reading) if rest else draft
    step = proceed(understood(replace(state, draft=kept)), context)
    return step.after(say("denounce.not_named")).ordering(ForgetLine())


def _struck(state: State, draft: Draft, context: Context) -> Step | None:
    """Take the writer's own name out of what was told, with where they said to live; None where none was told."""
    lines = [_without_own_name(line) for line in draft.text.splitlines()]
    left = "\n".join(line for line in lines if line)
    if left == draft.text:
        return None
    step = proceed(understood(replace(state, draft=replace(draft, text=left))), context)
    return step.after(say("denounce.struck"))


def _without_own_name(line: str) -> str:
    parts = clauses(line)
    kept = [part.strip() for part in parts if not tells_own_name(_LIVES.split(part, maxsplit=1)[0])]
    return line if len(kept) == len(parts) else ", ".join(kept)


def tells_own_name(part: str) -> bool:
    """Whether a clause says who is writing ("tôi tên là Phạm Văn Đức"): a family name, and one more at the least."""
    found = _INTRODUCES.fullmatch(fold(part))
    words = found["name"].split() if found else []
    return (
        _FEWEST <= len(words) <= _LONGEST and words[0] in SURNAMES and any(one[0].isupper() for one in part.split()[1:])
    )
