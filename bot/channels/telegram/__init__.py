"""Telegram: python-telegram-bot as a client of the Bot API, and nothing of its updater, queue or persistence."""

from bot.channels.telegram.channel import TelegramChannel, open_telegram

__all__ = ["TelegramChannel", "open_telegram"]
