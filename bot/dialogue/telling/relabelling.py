"""Words the buttons on offer in another language: the same choices in the same order, so that "1" stays what it was."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.dialogue.asking import short_topic
from bot.dialogue.frame import Context
from bot.dialogue.state import Pairs
from bot.texts import Texts, fields_of, texts_in
from bot.texts.days import day_in_other_words
from bot.texts.languages import topic_in

_NAMES = frozenset({"in", "answer", "lang", "see", "urge", "thank"})  # labels that are names or codes in any language
_FIELD = re.compile(r"\\\{([a-z_]+)\\\}")


def relabelled(options: Pairs, before: str, after: str, context: Context) -> Pairs:
    """Return the options with their labels in another language."""
    return tuple((option, _label(option, label, before, after, context)) for option, label in options)


def _label(option: str, label: str, before: str, after: str, context: Context) -> str:
    name, _, value = option.partition(":")
    if name in _NAMES:
        return label
    if name == "topic":
        return short_topic(topic_in(after, value, context.topic_names.get(value, label)))
    for key, fields in _worded_as(name, label, texts_in(before)):
        said = {field: day_in_other_words(told, before, after) for field, told in fields.items()}
        return texts_in(after).text(key, said)
    return day_in_other_words(label, before, after)


def _worded_as(name: str, label: str, texts: Texts) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the keys whose sentence a label is, with what stands in its fields; the option's own name first."""
    own = f"choice.{name}"
    keys = [key for key in texts.table if key.startswith("choice.")]
    for key in sorted(keys, key=lambda key: (key != own, bool(fields_of(texts.table[key])))):
        if found := _pattern(texts.table[key]).fullmatch(label):
            yield key, found.groupdict()


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(?P<\1>.+)", re.escape(template)))
