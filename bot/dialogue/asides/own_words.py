"""Says in plainer words what a word of ours means ("lĩnh vực là gì?"), to whoever asks for it and for nothing else."""

import re
from collections.abc import Mapping

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from routing.text import fold

_FEW = 12  # words
# longer ones first: "mã bí mật" is no "mã"
_WORDS: Mapping[str, str] = {
    "ma bi mat": "secret_code",
    "ma ho so": "case_code",
    "linh vuc": "topic",
    "nguoi dung don": "signer",
    "dung don": "signer",
    "giay uy quyen": "proxy",
    "uy quyen": "proxy",
    "diem chi": "thumbprint",
    "niem kin": "sealed",
    "niem phong": "sealed",
    "trang kin": "sealed_page",
    "thu ly": "accepted",
    "ban nhap": "draft",
    "cho phan loai": "screening",
    "phan loai": "screening",
    "cho tiep nhan": "assigned",
    "xac minh": "verifying",
}
_LEAD = r"(?:(?:a|ad|em|anh|chi|oi|cho|toi|tui|minh|chau|con|hoi|xin|the|vay|ma|con|cai|chu|tu|cum tu|muc|dong) )*"
_ASKED = (
    r"(?: (?:o day|nay|kia|do|ay))?(?: (?:thi|co|nghia))*"
    r" (?:la(?: cai)? gi|la sao|la the nao|nghia la (?:gi|sao)|la nghia gi|(?:dung )?de lam (?:gi|chi)|lam gi|la chi)"
)
_CLOSE = r"(?: (?:a|vay|the|ha|nhi|em|anh|chi|ad|ban|day|toi khong hieu|khong hieu))*"
_MEANS = re.compile(rf"{_LEAD}(?P<word>{'|'.join(_WORDS)}){_ASKED}{_CLOSE}")


def asked(state: State, event: Said, context: Context) -> Step | None:
    """Explain the word that is asked for, and go on; None where something else is said."""
    found = _MEANS.fullmatch(fold(event.text)) if len(event.text.split()) <= _FEW else None
    return repeat(state, context, say(f"own_words.{_WORDS[found['word']]}")) if found else None
