"""Lists to choose from as HTML: the thousand units of a province are named in many forms, and they change rarely."""

from functools import lru_cache

from markupsafe import Markup, escape

from admin.forms.asking import Options

_KEPT = 64


def choices(options: Options, value: str) -> Markup:
    """Return the options of a select, the one with this value chosen."""
    plain = _plain(options)
    mark = Markup('<option value="{}"').format(value)
    return Markup(plain.replace(mark, f"{mark} selected", 1))  # noqa: S704 - escaped where it was put together


@lru_cache(_KEPT)
def _plain(options: Options) -> str:
    parts = []
    for heading, group in options:
        lines = "\n".join(f'<option value="{escape(key)}">{escape(label)}</option>' for key, label in group)
        parts.append(f'<optgroup label="{escape(heading)}">{lines}</optgroup>' if heading else lines)
    return "\n".join(parts)
