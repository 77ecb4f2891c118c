"""What the checker axe finds on a page: put into it once, and asked only for what is wrong."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_LOOK = """(rules) => axe.run(document, {
  resultTypes: ["violations"], iframes: false, ...(rules.length ? {runOnly: rules} : {}),
}).then((found) => found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.impact} ${one.id}: ${node.html.slice(0, 160)}`)))"""
_WHAT_COLOURS_CHANGE = ["color-contrast", "link-in-text-block"]


@cache
def _checker() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, name: str = "", *, dark: bool = True) -> list[str]:
    """Return what keeps a person out of a page, in the light and (only what colours change) in the dark."""
    page.emulate_media(color_scheme="light")
    found = [f"{name} {page.url}, light: {one}" for one in _look(page, [])]
    if dark:
        page.emulate_media(color_scheme="dark")
        found += [f"{name} {page.url}, dark: {one}" for one in _look(page, _WHAT_COLOURS_CHANGE)]
    return found


def open_all(page: Page) -> None:
    """Unfold whatever is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def _look(page: Page, rules: list[str]) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_checker())
    return list(page.evaluate(_LOOK, rules))
