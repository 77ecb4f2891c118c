"""A place put right before what was told is looked at: “à nhầm, thôn 3”, in a line of its own or a sentence behind."""

import re
from collections.abc import Iterator

from bot.dialogue.draft import with_place, with_place_words
from bot.dialogue.hearing.place_answers import place_meant, says_other_place
from bot.dialogue.hearing.spots_meant import spot_meant
from bot.dialogue.state import Draft
from routing.places import load_gazetteer
from routing.records import replace

_TURN = re.compile(r"(?<=[.!?;,])\s+(?=(?:à|ấy|ủa|í|ý|ơ|chết|a|ay|ua|i|y)[ ,]+(?:nhầm|lộn|nham|lon)\b)", re.IGNORECASE)


def put_right_early(draft: Draft, text: str) -> Draft:
    """Return the draft at the place that its writer has put right behind what they told first."""
    for told in _corrections(text):
        draft = _at(draft, told)
    return draft


def _corrections(text: str) -> Iterator[str]:
    """Yield the lines, and what opens with a turn, that say another place than what stands before them."""
    first, *later = text.splitlines() or [""]
    _, *turned = _TURN.split(first)
    parts = (part for line in later for part in _TURN.split(line))
    yield from (part for part in (*turned, *parts) if says_other_place(part))


def _at(draft: Draft, told: str) -> Draft:
    place = load_gazetteer().find(told)
    if place is not None and (place.code or place.candidates or place.outside):
        spot = place_meant(place.text, draft.place_text) if place.text else ""
        return with_place(replace(draft, replacing=True), replace(place, text=spot), by="citizen")
    spot = spot_meant(told, draft.place_text)
    return with_place_words(draft, spot) if spot else draft
