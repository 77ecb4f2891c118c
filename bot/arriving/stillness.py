"""Whether a message of a chat is played as it comes, or is held until its chat is still and heard with others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.listening import bursts
from bot.messages import Inbound
from intake.db import Transaction
from intake.installation.bounds import Burst
from intake.talk import waiting
from intake.talk.inbox import Pending, RawEvent
from intake.talk.waiting import Standing


@dataclass(slots=True)
class Stillness:
    """What holds messages back; without a `burst` nothing is.

    `may_wait` tells whether words may be answered a little later, `heard_of` what an update says.
    """

    burst: Burst | None
    may_wait: Callable[[str], bool]
    heard_of: Callable[[RawEvent], Inbound | None]

    def standing(self, tx: Transaction, event: RawEvent) -> Standing:
        """Return how an update stands among those of its chat before it."""
        within_s, most = (self.burst.within_s, self.burst.messages) if self.burst else (0, 0)
        return waiting.standing(tx, event, within_s=within_s, most=most)

    def is_burst(self, inbound: Inbound | None, standing: Standing) -> bool:
        """Whether this is one of many in a row, or is shown right behind another."""
        is_one_of_many = self.burst is not None and standing.lately + 1 >= self.burst.messages
        return is_one_of_many or self._follows(inbound, standing)

    def is_begun(self, inbound: Inbound | None) -> bool:
        """Whether this may be the first of several things that were sent together, and nothing in it must not wait."""
        return self._is_of_album(inbound) and inbound is not None and self.may_wait(inbound.text)

    def holds(
        self, tx: Transaction, inbox_id: int, event: RawEvent, inbound: Inbound | None, standing: Standing
    ) -> bool:
        """Hold a message back while many come in a row; whatever must not wait hurries those before it along."""
        if self.burst is None:
            return False
        has_more = self._is_of_album(inbound) or self._follows(inbound, standing)
        may_be_joined = inbound is not None and (has_more or bursts.is_telling(inbound))
        if inbound is None or not may_be_joined or not self.may_wait(inbound.text):
            waiting.hurry(tx, event)
            return False
        if is_held := has_more or self.is_burst(inbound, standing):
            bursts.hold(tx, inbox_id, self.burst.album_s if has_more else self.burst.quiet_s)
        return is_held

    def goes_on(self, tx: Transaction, parts: Sequence[Pending]) -> bool:
        """Let joined messages wait a little longer while more may come; False when they are to be heard now."""
        if self.burst is None:
            return False
        has_more = self._may_have_more(self.heard_of(parts[0].event))
        return bursts.still_going(tx, parts, self.burst, self.burst.album_s if has_more else self.burst.quiet_s)

    def with_what_follows(self, tx: Transaction, head: Pending) -> tuple[list[Pending], bool]:
        """Return an update with those behind it that are told in one breath, and whether nothing is waited for.

        One that failed is tried alone.
        """
        first = self.heard_of(head.event)
        has_more = self._may_have_more(first)
        if self.burst is None or head.attempts or first is None or not (has_more or bursts.is_telling(first)):
            return [head], True
        parts, texts = [head], [first.text]
        for later in waiting.behind(tx, head, limit=self.burst.joined - 1):
            said = self.heard_of(later.event)
            if said is None or not (_is_part(first, said) if first.is_of_album else bursts.is_telling(said)):
                return parts, True
            parts.append(later)
            texts.append(said.text)
        is_urgent = not self.may_wait("\n".join(texts))
        return parts, is_urgent or (len(parts) == 1 and not has_more)

    def _may_have_more(self, inbound: Inbound | None) -> bool:
        """Whether others may be on their way that were sent with it: an album, or what is shown without a word."""
        return self._is_of_album(inbound) or (inbound is not None and bursts.is_shown_alone(inbound))

    def _follows(self, inbound: Inbound | None, standing: Standing) -> bool:
        """Whether something is shown without a word right behind another message: more of it may come."""
        is_behind = self.burst is not None and standing.lately > 0
        return is_behind and inbound is not None and bursts.is_shown_alone(inbound)

    def _is_of_album(self, inbound: Inbound | None) -> bool:
        return self.burst is not None and inbound is not None and inbound.is_of_album


def _is_part(first: Inbound, said: Inbound) -> bool:
    """Whether two things were sent together, as far as the platform tells."""
    return said.group_key == first.group_key and said.goes_on == first.goes_on
