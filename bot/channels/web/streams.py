"""How many pages may stay open for news: beyond that they are told calmly, and ask now and then instead.

Counted in each process on its event loop; a page that is turned away loses nothing, it only hears a little later.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from intake.errors import Unavailable
from intake.installation.bounds import Streams

_FULL = "Lúc này nhiều người cùng mở trang nên tin mới hiện chậm hơn vài giây. Anh/Chị cứ nhắn bình thường."


class OpenPages:
    """The pages that wait for news in this process."""

    def __init__(self, most: Streams) -> None:
        self.most = most
        self._chats: Counter[str] = Counter()

    def has_room(self, chat_key: str) -> bool:
        """Tell whether one more page of a chat may wait."""
        return self._chats.total() < self.most.of_process and self._chats[chat_key] < self.most.of_chat

    def require_room(self, chat_key: str) -> None:
        """Raise Unavailable where no more page may wait."""
        if not self.has_room(chat_key):
            raise Unavailable(_FULL)

    @contextmanager
    def waiting(self, chat_key: str) -> Iterator[None]:
        """Count a page while it waits."""
        self._chats[chat_key] += 1
        try:
            yield
        finally:
            self._chats[chat_key] -= 1
            if not self._chats[chat_key]:
                del self._chats[chat_key]
