"""Zalo Official Account: a small client of our own for its OpenAPI; no third-party SDK knows all of it."""

from bot.channels.zalo_oa.channel import ZaloChannel, open_zalo_oa

__all__ = ["ZaloChannel", "open_zalo_oa"]
