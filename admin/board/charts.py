"""Charts as accessible SVG inside the page: drawn by pygal, freed of the styles and scripts that our policy refuses.

What a chart shows is always told by a table too; colours, dark mode and print come from `board.css` by class.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import pygal
from markupsafe import Markup

# an old kind of import hook, for maps that we do not use: Python warns of it at each later import
sys.meta_path[:] = [hook for hook in sys.meta_path if type(hook).__name__ != "PluginImportFixer"]

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_HEIGHT, _WIDTH = 240, 720
_LABELS = 8
_REMEMBERED = 200  # some 20 kB each
_DROPPED = frozenset({"script", "style", "desc", "defs", "title"})
_OVERLAYS = frozenset({"plot overlay", "plot text-overlay", "plot tooltip-overlay", "titles"})
_FORBIDDEN = frozenset({"style", "id", "target", "rx", "ry"})
_SPARK_WIDTH, _SPARK_HEIGHT = 120, 28


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values under a name; None is a gap. `links` lead from the values to what they count."""

    name: str
    values: Sequence[float | None]
    links: Sequence[str] = ()

    def fixed(self) -> "Series":
        """Return the same as a value that charts are remembered by."""
        return Series(self.name, tuple(self.values), tuple(self.links))

    def points(self) -> list[Any]:
        """Return the values as pygal takes them."""
        if not self.links:
            return list(self.values)
        both = zip(self.values, self.links, strict=True)
        return [{"value": value, "xlink": link} if value else value for value, link in both]


def bars(title: str, told: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return bars beside each other; `told` says in a sentence what there is to see."""
    return _bars(title, told, tuple(labels), tuple(one.fixed() for one in series))


def line(title: str, told: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return lines over an axis that begins at zero."""
    return _line(title, told, tuple(labels), tuple(one.fixed() for one in series))


# drawing costs more than all else on a page of figures, and the same figures are looked at again and again


@lru_cache(maxsize=_REMEMBERED)
def _bars(title: str, told: str, labels: tuple[str, ...], series: tuple[Series, ...]) -> Markup:
    return _drawn(pygal.Bar(**_common(labels, series), margin=4), title, told, labels, series)


@lru_cache(maxsize=_REMEMBERED)
def _line(title: str, told: str, labels: tuple[str, ...], series: tuple[Series, ...]) -> Markup:
    chart = pygal.Line(**_common(labels, series), margin=4, show_dots=len(labels) <= _LABELS, fill=len(series) == 1)
    return _drawn(chart, title, told, labels, series)


def sparkline(told: str, values: Sequence[float | None]) -> Markup:
    """Return the course of one number as a small line; nothing where there are less than two points."""
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return Markup()
    low, span = min(known), (max(known) - min(known)) or 1
    step = (_SPARK_WIDTH - 4) / (len(values) - 1)
    height = _SPARK_HEIGHT - 4
    points = [
        f"{2 + step * at:.1f},{2 + height - height * (value - low) / span:.1f}"
        for at, value in enumerate(values)
        if value is not None
    ]
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<polyline points="{}"/></svg>'
    ).format(_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_WIDTH, _SPARK_HEIGHT, told, " ".join(points))


def _common(labels: Sequence[str], series: Sequence[Series]) -> dict[str, Any]:
    highest = max((value for one in series for value in one.values if value is not None), default=0)
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "show_legend": len(series) > 1,
        "legend_at_bottom": True,
        "range": (0, max(highest, 4)),
        "x_labels": list(labels),
        "x_labels_major_count": min(len(labels), _LABELS),
        "show_minor_x_labels": False,
        "truncate_label": -1,
        "truncate_legend": -1,
        "formatter": lambda value: f"{value:g}",
        "max_scale": 5,
        "order_min": 0,
        "js": (),
    }


def _drawn(chart: Any, title: str, told: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:  # noqa: ANN401 - pygal has no types
    for one in series:
        chart.add(one.name, one.points())
    root = ET.fromstring(chart.render(is_unicode=True, disable_xml_declaration=True))  # noqa: S314 - drawn here
    _name_points(root, labels, series)
    _clean(root)
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "class": "chart",
        "role": "img" if not _has_links(series) else "group",
    }
    heads = []
    for tag, text in (("title", title), ("desc", told)):
        head = ET.Element(f"{{{_SVG}}}{tag}")
        head.text = text
        heads.append(head)
    root[:0] = heads
    ET.register_namespace("", _SVG)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - every text in it is escaped by the library


def _has_links(series: Sequence[Series]) -> bool:
    return any(one.links for one in series)


def _name_points(root: ET.Element, labels: Sequence[str], series: Sequence[Series]) -> None:
    """Give each point a title: what a pointer over it tells, and what a link of it is called."""
    for element in root.iter():
        told = {child.get("class"): child.text or "" for child in element if _tag(child) == "desc"}
        if "value" not in told:
            continue
        name = f"{told.get('x_label') or (labels[0] if labels else '')}: {told['value']}"
        title = ET.Element(f"{{{_SVG}}}title")
        title.text, title.tail = name, None
        title.set("class", "kept")
        element.insert(0, title)
        if _tag(element) == "a":
            element.set("aria-label", f"{series[0].name}, {name}")


def _clean(element: ET.Element) -> None:
    """Take away what needs a style or a script, and what only a script could use."""
    for child in list(element):
        is_kept = child.get("class") == "kept"
        if (_tag(child) in _DROPPED and not is_kept) or child.get("class") in _OVERLAYS:
            element.remove(child)
            continue
        if is_kept:
            del child.attrib["class"]
        _clean(child)
    for name in _FORBIDDEN & set(element.attrib):
        del element.attrib[name]
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
