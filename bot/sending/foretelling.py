"""Says beforehand, for the officer who writes, what a citizen will read: the sentence of the notice, in its parts."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.channels.parts import split
from bot.channels.telegram.wire import LONGEST as LONGEST_TELEGRAM
from bot.channels.zalo_bot.sending import LONGEST as LONGEST_ZALO_BOT
from bot.channels.zalo_oa.wire import LONGEST as LONGEST_ZALO_OA
from bot.texts import texts_in, worded
from bot.wording.notices import in_words
from intake.acts.foretelling import Foretold
from intake.catalogue.sentences import Wording

_LONGEST: Mapping[str, int] = {
    "telegram": LONGEST_TELEGRAM,
    "zalo_bot": LONGEST_ZALO_BOT,
    "zalo_oa": LONGEST_ZALO_OA,
}


class Foretelling:
    """Puts a notice into words without sending it."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def messages(self, told: Foretold, *, own: Wording, today: date, is_full: bool = False) -> Sequence[str]:
        """Return a notice in the parts in which its channel sends it; `is_full` as the look-up page shows it."""
        payload = {"notice": told.notice, "fields": told.fields}
        sealed = None if is_full else told.sealed_code
        with worded(own):
            texts = texts_in(told.language, to_child=told.is_to_child)
            message = in_words(texts, payload, today=today, base_url=self._base_url, sealed_code=sealed)
        longest = _LONGEST.get(told.channel)
        return split(message.text, longest) if longest and not is_full else [message.text]
