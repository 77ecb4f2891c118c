"""What can go wrong in the book, named for what happened, each with a sentence a person understands.

NgheDanError
├── NotFound      there is no such thing, or the asker may not know that there is
├── Conflict      it has changed meanwhile, or this move does not exist in its state
├── Forbidden     the asker may see it but may not do this
├── Invalid       the input is wrong; `fields` says where
│   └── Unsure    the input may be meant as it is; with `key` it is sent once more
├── TooMany       asked too often; `retry_after` in seconds
└── Unavailable   the database or the disk is away; try again
    ├── Damaged   the file of the database is broken: only whoever runs the machine can mend it
    └── NoRoom    the disk is nearly full: words are taken, files are not
"""

from collections.abc import Mapping


class NgheDanError(Exception):
    """Base of the house's errors; `sentence` is Vietnamese and fit to be shown to a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(NgheDanError):
    """There is no such thing, or the asker may not know that there is."""

    def __init__(self, sentence: str = "Không tìm thấy, hoặc anh/chị không có quyền xem.") -> None:
        super().__init__(sentence)


class Conflict(NgheDanError):
    """The thing has changed meanwhile, or the move does not exist in its present state."""


class Forbidden(NgheDanError):
    """The asker may see the thing but may not do this with it."""

    def __init__(self, sentence: str = "Anh/chị không có quyền làm việc này.") -> None:
        super().__init__(sentence)


class Invalid(NgheDanError):
    """The input is wrong; `fields` maps a field's name to what is wrong with it."""

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Unsure(Invalid):
    """The input may be meant as it is: whoever sends it once more together with `key` means it."""

    def __init__(self, sentence: str, fields: Mapping[str, str], key: str) -> None:
        super().__init__(sentence, fields)
        self.key = key


class TooMany(NgheDanError):
    """Asked too often; `retry_after` says in how many seconds it may be tried again."""

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Unavailable(NgheDanError):
    """The database or the disk is away; nothing was changed, the same call may be tried again."""


class Busy(Unavailable):
    """What is wanted is in somebody else's hands for longer than can be waited for; the database is there."""


class Damaged(Unavailable):
    """The file of the embedded database is broken; it does not come back by itself."""


class NoRoom(Unavailable):
    """The disk is nearly full: files are not taken, words still are."""
