"""The difference between two states of a dialogue as small JSON, and the state that it leads to."""

from collections.abc import Mapping
from typing import Any

_PARTS = ("draft", "second", "booking")


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is other after than before, by name ("draft.kind"); None for what is there no more."""
    other = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    flat, now = (_flat({name: state[name] for name in other if name in state}) for state in (before, after))
    return {name: now.get(name) for name in sorted(flat.keys() | now.keys()) if flat.get(name) != now.get(name)}


def applied(before: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the state that the changes lead to."""
    flat = {name: value for name, value in (_flat(before) | dict(changed)).items() if value is not None}
    state: dict[str, Any] = {name: value for name, value in flat.items() if "." not in name}
    for part in _PARTS:
        if state.pop(part, None) is not None:
            state[part] = {name.partition(".")[2]: value for name, value in flat.items() if name.startswith(f"{part}.")}
    return state


def _flat(state: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in state.items():
        if name in _PARTS and isinstance(value, Mapping):
            flat[name] = True
            flat |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            flat[name] = value
    return flat
