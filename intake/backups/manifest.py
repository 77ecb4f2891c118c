"""What a backup says of itself: from which book, at which moment, and which keys open what is in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from intake.errors import Invalid

FORM = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first part of a backup.

    Attributes:
        made_at: the moment of the book that it holds, aware, as ISO text.
        database: `sqlite` or `postgresql`; a book goes back into one of its own sort.
        version: the newest migration of the book.
        secret_key: mark of the key of receipts.
        vault_keys: public names of the vault's keys, newest first.
        tables: the columns of each table in the order of its rows, for PostgreSQL.
        form: version of this format.
    """

    made_at: str
    database: str
    version: str
    secret_key: str
    vault_keys: tuple[str, ...]
    tables: Mapping[str, tuple[str, ...]]
    form: int = FORM

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def moment(self) -> datetime:
        """The moment of the book."""
        return datetime.fromisoformat(self.made_at)


def from_bytes(data: bytes) -> Manifest:
    """Return what a backup says of itself.

    Raises:
        Invalid: it is none of ours, or of a newer release.
    """
    try:
        told = json.loads(data)
        if told["form"] != FORM:
            raise Invalid("Bản sao lưu do bản phần mềm mới hơn làm: cài bản đó rồi phục hồi.")
        tables = {name: tuple(columns) for name, columns in told["tables"].items()}
        found = Manifest(**{**told, "vault_keys": tuple(told["vault_keys"]), "tables": tables})
        datetime.fromisoformat(found.made_at)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Invalid("Tệp này không phải bản sao lưu của Nghe Dân.") from wrong
    return found
