"""How the bot shows itself on Telegram: its menu of commands, its name and what it says of itself, in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import Bot, BotCommand

from bot.texts import texts_in
from bot.texts.languages import FIRST, languages

COMMANDS = ("start", "hoso", "lich", "tracuu", "huy", "danhgia", "dulieu", "ngonngu", "help")
_ISO = 2  # the platform knows languages by two letters
_LONGEST_NAME, _LONGEST_ABOUT, _LONGEST_DESCRIPTION = 64, 120, 512


@dataclass(frozen=True, slots=True)
class Page:
    """What the bot says of itself in one language; the platform takes 64, 120 and 512 signs."""

    name: str
    about: str
    description: str


@dataclass(frozen=True, slots=True)
class Set:
    """One thing that was looked at: `what` as people call it, its language (blank: everybody's), whether it changed."""

    what: str
    language: str
    is_changed: bool


def menus() -> Mapping[str, Sequence[BotCommand]]:
    """Return the menu by language; the one under "" is for everybody whose language has none of its own."""
    return {code: [BotCommand(name, texts_in(code).text(f"menu.{name}")) for name in COMMANDS] for code in _codes()}


def pages(office: str) -> Mapping[str, Page]:
    """Return what the bot says of itself by language, as `menus` does; `office` is the short name of the body."""
    return {code: _page(code, office) for code in _codes()}


def _page(code: str, office: str) -> Page:
    texts, fields = texts_in(code), {"office": office}
    name = texts.text("profile.name", fields)
    return Page(
        name if len(name) <= _LONGEST_NAME else texts.text("profile.name"),
        texts.text("profile.about", fields)[:_LONGEST_ABOUT],
        texts.text("profile.description", fields)[:_LONGEST_DESCRIPTION],
    )


def _codes() -> list[str]:
    return ["", *(code for code in languages() if code != FIRST and len(code) == _ISO)]


async def set_commands(bot: Bot, wanted: Mapping[str, Sequence[BotCommand]]) -> list[Set]:
    """Set the menus that are not as they should be; raises TelegramError."""
    done = []
    for code, commands in wanted.items():
        is_changed = list(await bot.get_my_commands(language_code=code or None)) != list(commands)
        if is_changed:
            await bot.set_my_commands(commands, language_code=code or None)
        done.append(Set("bảng lệnh", code, is_changed))
    return done


async def set_up(bot: Bot, office: str) -> list[Set]:
    """Set menus, names and descriptions that are not as they should be, and only these; raises TelegramError.

    The platform takes a change of a name only a few times a day.
    """
    done = await set_commands(bot, menus())
    for code, page in pages(office).items():
        language = code or None
        if is_changed := (await bot.get_my_name(language)).name != page.name:
            await bot.set_my_name(page.name, language)
        done.append(Set("tên", code, is_changed))
        if is_changed := (await bot.get_my_short_description(language)).short_description != page.about:
            await bot.set_my_short_description(page.about, language)
        done.append(Set("giới thiệu ngắn", code, is_changed))
        if is_changed := (await bot.get_my_description(language)).description != page.description:
            await bot.set_my_description(page.description, language)
        done.append(Set("giới thiệu", code, is_changed))
    return done
