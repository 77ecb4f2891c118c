"""Asks a rule about the words of a text, as the legal test asks it."""

from routing.language.words import split
from routing.legal.accusing import found_in


def told(rule, text, **how):
    words = split(text)
    return rule(words, found_in(words), **how)
