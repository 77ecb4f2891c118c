"""Whether a message of a chat is played as it comes, or is held until its chat is still and heard with others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import bursts
from bot.messages import Inbound
from intake import waiting
from intake.bounds import Burst
from intake.db import Transaction
from intake.inbox import Pending, RawEvent
from intake.waiting import Standing


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

    def is_burst(self, standing: Standing) -> bool:
        """Whether this is one of many in a row."""
        return self.burst is not None and standing.lately + 1 >= self.burst.messages

    def holds(
        self, tx: Transaction, inbox_id: int, event: RawEvent, inbound: Inbound | None, standing: Standing
    ) -> bool:
        """Hold a message back while many come in a row; whatever must not wait hurries those before it along."""
        if self.burst is None:
            return False
        if inbound is None or not bursts.is_telling(inbound) or not self.may_wait(inbound.text):
            waiting.hurry(tx, event)
            return False
        if is_burst := self.is_burst(standing):
            bursts.hold(tx, inbox_id, self.burst)
        return is_burst

    def goes_on(self, tx: Transaction, parts: Sequence[Pending]) -> bool:
        """Let joined messages wait a little longer while more may come; False when they are to be heard now."""
        return self.burst is not None and bursts.still_going(tx, parts, self.burst)

    def with_what_follows(self, tx: Transaction, head: Pending) -> tuple[list[Pending], bool]:
        """Return an update with those behind it that are told in one breath, and whether nothing is waited for.

        One that failed is tried alone.
        """
        if self.burst is None or head.attempts or not self._is_telling(head):
            return [head], True
        parts = [head]
        for later in waiting.behind(tx, head, limit=self.burst.joined - 1):
            if not self._is_telling(later):
                return parts, True
            parts.append(later)
        words = (self.heard_of(part.event) for part in parts)
        is_urgent = not self.may_wait("\n".join(said.text for said in words if said))
        return parts, is_urgent or len(parts) == 1

    def _is_telling(self, pending: Pending) -> bool:
        inbound = self.heard_of(pending.event)
        return inbound is not None and bursts.is_telling(inbound)
