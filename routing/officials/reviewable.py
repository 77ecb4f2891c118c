"""Sees whether an act of an administration is complained of: the law on complaints has only that reviewed (Art. 2)."""

from routing.language.words import Words
from routing.officials.accused import is_of_own_branch
from routing.officials.branches import Branches, has_acted
from routing.officials.office_table import CHAIRS
from routing.officials.offices import Title, in_parts, titles_in
from routing.officials.stance import is_accused, is_asked, is_subject
from routing.places import load_gazetteer

_TURNS = frozenset({"ma", "nhung", "nay", "gio"})  # "tòa xử tôi thắng mà xã không làm"
_NAME = 5  # words of a commune's name behind its kind


def names_reviewable_act(text: str) -> bool:
    """Whether a text tells of what a committee, its chair or its body does, and does not only say where it is."""
    return any(
        _is_office(title, words, branches) and _acts(words, title)
        for words in in_parts(text)
        for branches in (Branches(words),)
        for title in titles_in(words)
    )


def _is_office(title: Title, words: Words, branches: Branches) -> bool:
    if is_asked(words, title.start) or is_of_own_branch(title.body) or branches.have(title.start, title.end):
        return False
    return title.rank in CHAIRS or not title.rank or title.body != ""


def _acts(words: Words, title: Title) -> bool:
    if has_acted(words, title.start) or is_accused(words, title.start):
        return True
    begins = is_subject(words, title.start) or words.bases[title.start - 1] in _TURNS
    return begins and (not title.is_bare or _goes_on(words, title))


def _goes_on(words: Words, title: Title) -> bool:
    """Whether more is told of a commune than its name: "xã Tân Yên, điện lực …" says where."""
    said = words.said(title.end - 1, min(title.end + _NAME, len(words)))
    named = next(iter(load_gazetteer().communes_named(said)), None)
    end = title.end - 1 + named.end if named and named.start == 0 else title.end
    return end < len(words) and not words.text[words.ends[end - 1] : words.starts[end]].strip()
