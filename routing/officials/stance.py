"""How somebody stands in a sentence: only written to, accused outright, or its subject."""

from collections.abc import Iterable

from routing.language.folding import fold
from routing.language.words import Words, breaks_off
from routing.officials.addressees import is_listed

_POLITE = frozenset(
    fold(
        "Ông bà anh chị cô chú bác đồng chí đ c ngài các quý việc hành vi của về là tên gã lão mụ thằng "
        "nguyên cựu quyền bí thư kiêm đơn"
    ).split()
)
_LONGEST_NAME = 5
_ASKED = (("kinh", "gui"), ("kinh", "thua"), ("kinh", "mong"), ("de", "nghi"), ("kinh", "de", "nghi"), ("gui",))
_POINTED_AT = tuple((one, that) for one in ("nguoi", "ke", "bo") for that in ("do", "ay", "nay"))  # "người đó là …"
_ACCUSED = (("to", "cao"), ("to", "giac"), ("khieu", "nai"), *_POINTED_AT)


def is_asked(words: Words, start: int) -> bool:
    """Tell whether whoever begins at `start` is only written to: "Kính gửi ông chủ tịch …", "đề nghị chủ tịch …".

    So is who stands further down in a list of addressees.
    """
    return _comes_before(words, start, _ASKED) or is_listed(words, start)


def is_accused(words: Words, start: int) -> bool:
    """Tell whether an accusing verb stands right before them, or a word that points at somebody told of before."""
    return _comes_before(words, start, _ACCUSED)


def is_subject(words: Words, start: int) -> bool:
    """Tell whether a sentence begins with them."""
    at = start
    while at and not breaks_off(words, at) and words.bases[at - 1] in _POLITE:
        at -= 1
    return words.after_break[at] if at < len(words) else False


def behind_name(words: Words, start: int) -> int:
    """Return where a name begins behind which a title stands ("ông Lê Văn Tám, chủ tịch …"), else the title."""
    at = start
    while at and at > start - _LONGEST_NAME and words.capital[at - 1] and not breaks_off(words, at):
        at -= 1
    return at


def before_polite(words: Words, start: int) -> int:
    """Return where the forms of address begin that stand before somebody ("và ông chủ tịch …")."""
    at = start
    while at and not breaks_off(words, at) and words.bases[at - 1] in _POLITE:
        at -= 1
    return at


def _comes_before(words: Words, start: int, verbs: Iterable[tuple[str, ...]]) -> bool:
    at = start
    while at and not breaks_off(words, at):
        if any(words.bases[max(at - len(verb), 0) : at] == verb for verb in verbs):
            return True
        if words.bases[at - 1] not in _POLITE:
            return False
        at -= 1
    return False
