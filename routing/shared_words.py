"""Shows which words of a text others share, as it has them: why two matters were found alike."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, pairwise

from routing.language.folding import normalise, shadow
from routing.similarity import OF_ANY_PLACE, common_words

_TOO_COMMON, _LONGEST = 0.05, 7  # what is shown: no word of everybody's, no whole sentence
_ENDS = frozenset(".,;:!?…)")
_MARKS = " .,;:!?()[]{}\"'“”‘’…"
_TIME_WORDS = "hom nay tuan thang ngay nam bua qua may mai mot hai ba vai lau roi ca gio luc moi"
_OF_ANY_TIME = frozenset(_TIME_WORDS.split())
_HANGING_WORDS = (
    "trước sau gần cạnh tại ở số đoạn chỗ cho bên trong ngoài trên dưới của và đối diện"  # as written: ổ is no ở
)
_OF_NO_END = frozenset(_HANGING_WORDS.split())
_BEFORE_A_PLACE = frozenset({"tổ", "thôn", "xóm", "ấp", "khu", "ngõ", "hẻm", "ngách", "kiệt", "đầu", "cuối"})


class Written:
    """A text whose words are shown where others share them; it is looked through once for all of those.

    `beside`, folded phrases, is told next to them: they are left out, as are stretches of nothing but their words, and
    words at both ends that only say when, or point to what is not shown.
    """

    def __init__(self, text: str, *, beside: Sequence[str] = ()) -> None:
        self._words = [(word, _bare(word), shadow(word).split()) for word in normalise(text).split()]
        self._beside = {word for phrase in beside for word in phrase.split()}
        self._left_out = _told([token for _word, _told, tokens in self._words for token in tokens], beside)

    def said(self, shared: Sequence[str], limit: int = 5) -> tuple[str, ...]:
        """Return shared words as the text has them, the most telling stretches in their order.

        There are no numbers among them: they name people.
        """
        rank = {term: place for place, term in enumerate(shared)}
        found: dict[str, int] = {}
        for whole in self._stretches(rank):
            stretch = _without_loose_ends(whole)
            tokens = [token for token, _word in stretch]
            terms = (*tokens, *(f"{a} {b}" for a, b in pairwise(tokens)))
            if not self._beside.issuperset(tokens) and (len(tokens) > 1 or tells_alone(tokens[0])):
                written = " ".join(dict.fromkeys(_as_named([word for _token, word in stretch])))
                found.setdefault(written, min(rank[term] for term in terms if term in rank))
        most = sorted(found, key=found.__getitem__)[:limit]
        return tuple(stretch for stretch in found if stretch in most)

    def _stretches(self, shared: Collection[str]) -> Iterator[list[tuple[str, str]]]:
        """Yield the runs of shared words that stand together, as pairs of folded and written word, without signs."""
        run: list[tuple[str, str]] = []
        places = count()
        for word, told, tokens in self._words:
            for token in tokens:
                is_word = next(places) not in self._left_out and token in shared and not token.isdigit()
                if run and not (is_word and len(run) < _LONGEST and f"{run[-1][0]} {token}" in shared):
                    yield run
                    run = []
                if is_word:
                    run.append((token, told))
            if run and word[-1] in _ENDS:
                yield run
                run = []
        if run:
            yield run


def _without_loose_ends(stretch: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return a stretch without the words at its ends that only say when, how long, or beside what."""
    tells = [place for place, (token, word) in enumerate(stretch) if not _is_loose(token, word)]
    if not tells:
        return ()
    start, end = tells[0], tells[-1] + 1
    while end > start + 1 and _points_on(*stretch[end - 1]):
        end -= 1
    return stretch[start:end]


def _points_on(token: str, word: str) -> bool:
    """Whether a word at the end of a stretch only leads to a number or a name that is not shown."""
    return word.lower() in _BEFORE_A_PLACE or _is_loose(token, word)


def _is_loose(token: str, word: str) -> bool:
    return token in _OF_ANY_TIME or word.lower() in _OF_NO_END


def tells_alone(token: str) -> bool:
    """Whether a folded word tells something by itself: it is neither everybody's nor any place's."""
    return token not in OF_ANY_PLACE and common_words().get(token, 0.0) < _TOO_COMMON


def _told(tokens: Sequence[str], phrases: Iterable[str]) -> frozenset[int]:
    """Return where in a text phrases stand, whole or without their first words ("bắc giang" of a ward's name)."""
    found: set[int] = set()
    held = frozenset(tokens)
    for phrase in phrases:
        words = phrase.split()
        for first in range(len(words) - 1):
            part = words[first:]
            if not held.issuperset(part):
                continue
            for at in range(len(tokens) - len(part) + 1):
                if tokens[at : at + len(part)] == part:
                    found.update(range(at, at + len(part)))
    return frozenset(found)


def _bare(word: str) -> str:
    bare = word.strip(_MARKS)
    return bare if bare.istitle() else bare.lower()


def _as_named(words: Sequence[str]) -> Iterable[str]:
    """Yield words small but for names, which have great letters side by side; one alone begins a sentence."""
    for place, word in enumerate(words):
        beside = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
        yield word if any(other.istitle() for other in beside) else word.lower()
