"""A running process shows its own pages to the end: what a newer version lays down meanwhile is not for its code."""

import os

import pytest
from jinja2 import FileSystemLoader

import admin.templating
import bot.channels.web.templating


@pytest.mark.parametrize("pages", [bot.channels.web.templating, admin.templating], ids=["citizens", "officers"])
def test_a_page_laid_down_anew_is_not_shown_before_the_next_start(tmp_path, pages):
    page = tmp_path / "page.html"
    page.write_text("of this version")
    environment = pages.environment().overlay(loader=FileSystemLoader(tmp_path), cache_size=5)
    assert environment.get_template("page.html").render() == "of this version"
    page.write_text("{{ only_the_new_code_gives_this }}")
    os.utime(page, (1, 1))
    assert environment.get_template("page.html").render() == "of this version"
