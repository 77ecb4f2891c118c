"""Says whom else to call in a danger: a doctor for whoever is hurt, the fire brigade where petrol is poured."""

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet

from routing.dangers.danger_lexicon import Told, danger_tables, numbers_of

_MEDICAL, _ELECTRIC = "medical", "electric"
_STRUCK, _SOMEBODY = "#shock", frozenset({"#person", "#person~", "#child", "#child~", "#frail", "#many"})


def with_beside(
    numbers: Collection[str], kind: str, told: Collection[Told], also: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the numbers of a danger of a kind, then the first of each kind that it may be `also`.

    Last come those of whoever else is needed by what is told beside it.
    """
    return tuple(dict.fromkeys([*numbers, *(numbers_of(other)[0] for other in (*also, *_others(kind, told)))]))


def _others(kind: str, told: Collection[Told]) -> Iterator[str]:
    """Yield the kinds whose first number is called too; a class of words that may be another has another sign."""
    signs = {one.sign for one in told}
    if _MEDICAL in sure_kinds(told) or (kind == _ELECTRIC and _STRUCK in signs and not _SOMEBODY.isdisjoint(signs)):
        yield _MEDICAL
    for other, needed in danger_tables()["numbers_beside"].items():
        if kind in needed["kinds"] and not signs.isdisjoint(f"#{name}" for name in needed["classes"]):
            yield other
    for other, needed in danger_tables()["numbers_together"].items():
        if kind in needed["kinds"] and _met(signs, needed["classes"], needed["beside"]):
            yield other


def _met(signs: AbstractSet[str], *classes: Collection[str]) -> bool:
    """Whether something of each of these classes is told, not all by words that may be others."""
    sure = [any(f"#{name}" in signs for name in names) for names in classes]
    return any(sure) and all(
        is_sure or any(f"#{name}~" in signs for name in names) for is_sure, names in zip(sure, classes, strict=True)
    )


def sure_kinds(told: Collection[Told]) -> tuple[str, ...]:
    """Return the kinds of danger of which an event is named in so many words; one word typed plain may be another."""
    sure = (one for one in told if one.meaning.is_event and one.meaning.is_sure and one.end - one.start > 1)
    return tuple(dict.fromkeys(one.meaning.kind for one in sure))
