"""Notices Vietnamese that was typed without its marks, sentence by sentence; a hint for the writer, never a verdict."""

import re

from routing.language.folding import fold, normalise

_FEWEST = 4  # shorter sentences ("Xin cho em") are often right without a mark
_MOST_MARKED = 0.15
_SENTENCE = re.compile(r"[^.!?;\n]+")
_WORD = re.compile(r"[^\W\d_]+")
# A syllable as Vietnamese builds it, in folded letters: at most one onset, one nucleus, one coda.
_SYLLABLE = re.compile(
    "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    "(?:oai|oay|uay|uye|uya|uyu|yeu|ieu|uoi|uou|oeo|oao|[aeiouy]{1,2})"
    "(?:ng|nh|ch|[cmnpt])?"
)


def without_marks(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that look like Vietnamese whose marks were left out, as they were typed.

    A sentence counts by the share of its Vietnamese-looking syllables that carry a mark: right ones have about three in
    four. Names in capitals, codes and words of other languages are passed over.
    """
    return tuple(found.strip() for found in _SENTENCE.findall(normalise(text)) if _lacks_marks(found))


def _lacks_marks(sentence: str) -> bool:
    is_shouted = sentence.isupper()  # then capitals say nothing of names
    words = [word for word in _WORD.findall(sentence) if is_shouted or not (word.isupper() and len(word) > 1)]
    syllables = [word for word in words if _SYLLABLE.fullmatch(fold(word))]
    if len(syllables) < _FEWEST or len(syllables) * 2 < len(words):
        return False
    marked = sum(fold(word) != word.lower() for word in syllables)
    return bool(marked <= _MOST_MARKED * len(syllables))
