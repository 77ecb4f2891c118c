"""Whether words tell what kind of danger it is, or whether the kind is only guessed from what stands around them."""

from collections.abc import Collection, Mapping
from functools import cache

from routing.dangers.danger_lexicon import Told, danger_tables, numbers_of

ANY = "any"
UNTOLD = frozenset({"suicide"})  # it is often told by no word of its own
# by how many points the kind must be likelier than the next: where words are what they seem, and where one typed
# without its marks may be another ("ban" is "bắn" and "bạn")
_LIKELIER, _FAR_LIKELIER = 1.0, 2.0


def kind_told(guess: str, told: Collection[Told], lead: float, *, is_accented: bool) -> str | None:
    """Return the kind of danger that phrases of a message tell; None where they tell of none, or of several.

    `guess`: the likeliest kind, by `lead` likelier than the next.
    """
    if guess in UNTOLD or _is_told(guess, told, lead, is_accented=is_accented):
        return guess
    events = [one for one in told if one.meaning.is_event]
    named = {one.meaning.kind for one in events if is_accented or one.end - one.start > 1}
    is_plain = named == {guess} or any(one.meaning.is_sure and one.end - one.start > 1 for one in events)
    return named.pop() if len(named) == 1 and is_plain else None


def _is_told(kind: str, told: Collection[Told], lead: float, *, is_accented: bool) -> bool:
    events = [one for one in told if one.meaning.is_event and one.meaning.kind == kind]
    if any(one.end - one.start > 1 for one in events):
        return True
    classes = [one for one in told if one.meaning.sign in _classes()[kind]]
    is_clear = (is_accented and bool(events)) or any(one.sign == one.meaning.sign for one in classes)
    is_plain = is_clear or len({one.start for one in (*events, *classes)}) > 1  # "lua chay"
    return bool(events or classes) and lead >= (_LIKELIER if is_plain else _FAR_LIKELIER)


def of_any_kind(numbers: Collection[str]) -> tuple[str, ...]:
    """Return the numbers to call in a danger of which no kind is told, those of the kind that is guessed first."""
    return tuple(dict.fromkeys([*numbers, *numbers_of(ANY)]))


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(f"#{name}" for name in names) for kind, names in danger_tables()["told_by"].items()}
