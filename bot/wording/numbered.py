"""Choices for platforms without buttons: they stand in the words, and the citizen types a number."""

from dataclasses import replace

from bot.messages import Outbound
from bot.texts import Texts


def numbered(texts: Texts, message: Outbound) -> Outbound:
    """Return a message whose choices stand in its words, in the order in which a typed number counts them."""
    if not message.choices:
        return message
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(message.choices, start=1)]
    text = "\n".join((message.text, "", *lines, texts.text("typed.number")))
    return replace(message, text=text, choices=())
