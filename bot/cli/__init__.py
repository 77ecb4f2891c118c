"""The commands of the bot, each loading only what it needs."""
