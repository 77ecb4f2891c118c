"""What keeps a person out of a page: asked of the checker axe, and of the window at the widths that people have.

Contrast is what axe takes longest over, and a page says most of its words in few colours: each look of text (its
colour, what lies behind it, its size) is judged once a page, in the light and in the dark.
"""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.trips import overflow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK, WALL = 360, 1280, 1920
_HEIGHT = 900
_LONGEST_LINE_EM = 64  # some 130 letters; a reader loses the way back to the next line beyond that
_LOOK = """(rules) => axe.run(document, {
  resultTypes: ["violations"], iframes: false, runOnly: rules, rules: { "color-contrast": { enabled: false } },
}).then((found) => found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.impact} ${one.id}: ${node.html.slice(0, 160)}`)))"""
_COLOURS = """() => {
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return "";
  };
  const looks = new Map();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const look = [style.color, behind(element), style.fontSize, style.fontWeight, style.opacity].join();
    const known = looks.get(look);
    if (!known || element.querySelectorAll("*").length < known.querySelectorAll("*").length) looks.set(look, element);
  }
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (field.checkVisibility()) looks.set(`field ${getComputedStyle(field).color},${behind(field)}`, field);
  }
  return axe.run({ include: [...looks.values()] }, {
    resultTypes: ["violations"], iframes: false,
    runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  }).then((found) => found.violations.flatMap((one) =>
      one.nodes.map((node) => `${one.impact} ${one.id}: ${node.html.slice(0, 160)}`)));
}"""
_LONG_LINES = """(most) => [...document.querySelectorAll("main p, main li, main dd, main blockquote")]
  .filter((block) => {
    const is_text = !block.closest("table, ol.rows, nav, .scroll") && !block.querySelector("p, li, table, form");
    if (!is_text || !block.checkVisibility()) return false;
    const words = document.createRange();
    words.selectNodeContents(block);
    const size = parseFloat(getComputedStyle(block).fontSize);
    return [...words.getClientRects()].some((line) => line.width > most * size);
  }).map((block) => block.textContent.trim().slice(0, 80))"""

# a table that is told line by line on a telephone stands whole there: what lies beyond the edge nobody looks for
_WIDE_STACKS = """() => [...document.querySelectorAll("table.stack")]
  .filter((table) => table.checkVisibility() && table.getBoundingClientRect().width > window.innerWidth)
  .map((table) => table.className)"""


@cache
def _checker() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, name: str = "", *, dark: bool = True) -> list[str]:
    """Return what keeps a person out of a page, in the light and (only what colours change) in the dark."""
    page.emulate_media(color_scheme="light")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_checker())
    found = {"light": page.evaluate(_LOOK, RULES) + page.evaluate(_COLOURS)}
    if dark:
        page.emulate_media(color_scheme="dark")
        found["dark"] = page.evaluate(_COLOURS)
    return [f"{name} {page.url}, {scheme}: {one}" for scheme, some in found.items() for one in some]


def misfits(page: Page, name: str = "") -> list[str]:
    """Return where a page is wider than a telephone or a desk, and which lines are too long to read on a wall."""
    found = []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        if (by := overflow(page)) > 0:
            found.append(f"{name} {page.url}: {by} px too wide at {width}")
    found += [f"{name} {page.url}: table “{one}” beyond the edge of a telephone" for one in page.evaluate(_WIDE_STACKS)]
    page.set_viewport_size({"width": WALL, "height": _HEIGHT})
    found += [f"{name} {page.url}, long line: {one}" for one in page.evaluate(_LONG_LINES, _LONGEST_LINE_EM)]
    return found


def open_all(page: Page) -> None:
    """Unfold whatever is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
