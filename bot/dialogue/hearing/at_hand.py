"""Whether a few words only say that a list, photos or papers are at hand: of what they are proof stands elsewhere."""

import re

from routing.text import fold

_WHO = r"(?:toi|tui|em|chau|con|minh|chung toi|chung em|ba con|dan|nha toi|ben toi)"
_PROOF = (
    r"(?:danh sach|chu ky|anh|hinh|anh chup|hinh anh|video|clip|ghi am|giay to|hoa don|bien lai|bang chung|chung cu"
    r"|don|don tap the|ban chup|ban sao|tai lieu)"
)
_BESIDE = (
    rf"(?:{_PROOF}|cua|ca|\d{{1,4}}|ho|ho dan|nguoi|cac|kem theo|kem|day|nay|nua|roi|a|nhe|nha|thon|to|xom|deu|ky"
    rf"|ky ten|lam|ro rang|day du|va|de|gui|gui len|cho|can bo|anh chi|xem|{_WHO})"
)
_AT_HAND = re.compile(
    rf"(?:(?:da|a|va|voi) )*(?:{_WHO} )?(?:(?:con|cung|da|se) )*co (?:(?:ca|san|du|day du|kem|them|mot|ban) )*{_PROOF}"
    rf"(?: {_BESIDE})*"
)
_FEW = 14  # words


def only_names_proof(text: str) -> bool:
    """Whether a message says that there is something to show, and nothing of what it shows."""
    folded = fold(text)
    return len(folded.split()) <= _FEW and _AT_HAND.fullmatch(folded) is not None
