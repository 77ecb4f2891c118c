"""Asks a rule about the words of a text, as the legal test asks it."""

from routing.accusing import found_in
from routing.words import split


def told(rule, text, **how):
    words = split(text)
    return rule(words, found_in(words), **how)
