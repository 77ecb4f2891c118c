"""Zalo Bot Platform: a bot reached through its webhook, without buttons, files or places."""

from bot.channels.zalo_bot.channel import ZaloBotChannel, open_zalo_bot

__all__ = ["ZaloBotChannel", "open_zalo_bot"]
