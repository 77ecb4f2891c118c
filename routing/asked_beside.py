"""Reads by itself what is told beside a question: who tells a wrong and asks about it may accuse somebody of it.

"… tôi phải làm sao" asks of what was done to its writer: that accuses. "… có đúng quy định không" may ask for the rule
alone: it stays a question, with the accusation as what it may be besides, so that its writer is asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from routing.dangers.fears import beyond_last_question, beyond_plight, beyond_verdict
from routing.judgement import Guess
from routing.kinds import Kind
from routing.language.words import Words
from routing.legal.accusing import names_an_office

GuessOf: TypeAlias = Callable[[Words], tuple[Guess, Guess]]
Told: TypeAlias = tuple[Words, Guess, Guess]

_SURELY = 0.95  # what is told before a question that asks neither whom to tell nor what to do
_NEVER = 2.0  # no share is as high: who asks for the rule is not taken for who accuses, only asked
# share of an accusation in what is told, from which on its writer is asked: of somebody in office, and of anybody
_OF_OFFICE, _OF_ANYBODY = 0.2, 0.3
_BEYOND = ((beyond_plight, 0.0), (beyond_last_question, _SURELY), (beyond_verdict, _NEVER))


def read_beside(asked: Told, guess_of: GuessOf) -> Told:
    """Return what a question asks as the accusation that stands beside it, or with the one that may stand there."""
    words, topic, kind = asked
    share = 0.0
    for rest, least in _told_beside(words):
        of_rest, kind_of_rest = guess_of(rest)
        is_accusing = kind_of_rest.ranked[0][0] == Kind.DENUNCIATION
        if is_accusing and kind_of_rest.confidence >= least:
            return rest, of_rest, kind_of_rest
        share = max(share, dict(kind_of_rest.ranked).get(Kind.DENUNCIATION, 0.0))
    least = _OF_OFFICE if names_an_office(words) else _OF_ANYBODY
    return words, topic, _in_doubt(kind, share) if share >= least else kind


def _told_beside(words: Words) -> Iterator[tuple[Words, float]]:
    for beyond, least in _BEYOND:
        if (rest := beyond(words)) is not None:
            yield rest, least


def _in_doubt(kind: Guess, share: float) -> Guess:
    """Return a question with an accusation as what it may be besides, no likelier than the question itself."""
    first = kind.ranked[0]
    others = [one for one in kind.ranked[1:] if one[0] != Kind.DENUNCIATION]
    second = (Kind.DENUNCIATION.value, min(share, first[1]))
    return replace(kind, ranked=(first, second, *others))
