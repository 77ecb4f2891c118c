"""How a message looks on Telegram: escaped, in parts that fit, with the buttons under the last one."""

import html
import re
from collections.abc import Mapping, Sequence

from bot.channels.parts import split
from bot.messages import Choice, Outbound
from intake.codes import ALPHABET

Markup = Mapping[str, object]
LONGEST = 3900  # the platform takes 4096 UTF-16 units
_SHORT_LABEL = 12
_A_ROW = 3
_GROUP = f"[{ALPHABET}]{{4}}"
# an address is passed over whole: a code marked within it would cut the link before it
_TO_COPY = re.compile(rf"https?://\S+|\b(?:[A-Z]{{2,5}}-\d\d-{_GROUP}-{_GROUP}|{_GROUP}-{_GROUP}-{_GROUP})\b")


def as_html(text: str) -> str:
    """Return the text escaped; case codes and secrets are marked so that a tap copies them."""
    return _TO_COPY.sub(_marked, html.escape(text, quote=False))


def _marked(found: re.Match[str]) -> str:
    return found.group() if found.group().startswith("http") else f"<code>{found.group()}</code>"


def parts_of(text: str) -> list[str]:
    """Return the text in parts that the platform takes."""
    return split(text, LONGEST)


def markup(message: Outbound) -> Markup | None:
    """Return what stands under a message: its buttons; a keyboard that shares the number, or takes that away again.

    Only that keyboard can ask for a number; it types the words of the choices, which mean the same as their buttons.
    """
    if message.ask == "contact" and message.ask_label:
        shares = [{"text": message.ask_label, "request_contact": True}]
        others = [[{"text": choice.label}] for choice in message.choices]
        return {"keyboard": [shares, *others], "resize_keyboard": True, "one_time_keyboard": True}
    if message.ask == "nothing" and not message.choices:
        return {"remove_keyboard": True}
    return keyboard(message.choices)


def keyboard(choices: Sequence[Choice]) -> Markup | None:
    """Return the choices as buttons; long labels get a row each, so that none is cut on a narrow phone."""
    if not choices:
        return None
    buttons = [{"text": choice.label, "callback_data": choice.payload} for choice in choices]
    is_short = all(len(choice.label) <= _SHORT_LABEL for choice in choices)
    row = _A_ROW if is_short else 1
    return {"inline_keyboard": [buttons[start : start + row] for start in range(0, len(buttons), row)]}
