"""Words and slash commands that mean the same at every step, and the codes and secrets that follow them."""

import re
from enum import StrEnum
from functools import lru_cache

from bot.dialogue.draft import SURE
from bot.dialogue.hearing.data_wishes import data_wish, erases
from bot.dialogue.hearing.impatience import core_of, says_send, waits
from bot.dialogue.hearing.nowhere import has_no_place
from bot.dialogue.hearing.tongues import greeted_in, named_language, written_in
from bot.dialogue.hearing.withdrawal_words import withdraws
from bot.dialogue.phrases import tidy
from bot.dialogue.words import answers, asks_for_state, clauses, says_unsolved, strung_talk, vocabulary
from bot.messages import COVERED_SECRET
from bot.texts.languages import FIRST
from routing.kinds import Kind
from routing.language.codes import SIGN, is_mixed
from routing.language.words import split
from routing.legal.matterless import anger_in
from routing.reading import Reading
from routing.records import record
from routing.text import fold, normalise


class Command(StrEnum):
    """What a citizen may ask for at any step."""

    START = "start"
    HELP = "help"
    LIST = "list"
    LOOKUP = "lookup"
    CANCEL = "cancel"
    RESTART = "restart"
    BACK = "back"
    OFFICER = "officer"
    NEW = "new"
    WITHDRAW = "withdraw"
    RATE = "rate"
    DATA = "data"
    DENOUNCE = "denounce"
    JOIN_CHATS = "join_chats"
    PART_CHATS = "part_chats"
    GO_ON = "go_on"
    RECEPTION = "reception"
    LANGUAGE = "language"
    ADD = "add"
    PHONE = "phone"


@record
class Asked:
    """A command with the code and the secret, or the language, that came with it; blank where they did not."""

    command: Command = Command.LOOKUP
    code: str = ""
    secret: str = ""
    language: str = ""


_YEAR = r"[2-4]\d"  # a receipt's secret may begin like a code: no more of them than must be
_STRICT_CODE = re.compile(rf"(?<!\w)([A-Za-z]{{1,5}}-{_YEAR}-{SIGN}{{4}}-{SIGN}{{4}})(?!\w)")
_LOOSE_CODE = re.compile(rf"(?<!\w)([A-Za-z]{{1,5}}[\s.-]?{_YEAR}[\s.-]?{SIGN}{{4}}[\s.-]?{SIGN}{{4}})(?!\w)")
_SECRET = re.compile(rf"{COVERED_SECRET}|(?<!\w){SIGN}{{4}}[\s.-]?{SIGN}{{4}}[\s.-]?{SIGN}{{4}}(?!\w)")
_WORDS_OF_SECRET = frozenset(
    {"ma", "bi", "mat", "so", "bien", "nhan", "cua", "tren", "toi", "em", "minh", "chau", "con", "la", "day", "ne", "a"}
)
_ASKS_WITH_CODE = (
    "/tracuu", "tra cứu", "xem hồ sơ", "tra mã", "hồ sơ", "mã", "xem mã", "mã hồ sơ", "tra cứu hồ sơ",
    "mã của tôi là", "mã của tôi", "mã của em là", "mã tôi là", "mã là", "mã đây", "mã số là", "mã hồ sơ là",
    "đây là mã",
)  # fmt: skip
# a command that there is not ("/xyz"): nobody's matter
_OF_NOTHING = re.compile(r"/[a-z]\w+(?:@\w+)?", re.ASCII | re.IGNORECASE)
_SPOKEN_CODE = re.compile(r"(?<!\w)(\d{4}[\s.-]?\d{4})(?!\w)")
_PRINTED_CODE = re.compile(rf"(?<!\w)([Nn][Oo][Ii][\s.-]?{SIGN}{{4}}[\s.-]?{SIGN}{{4}})(?!\w)")
_BEFORE_CHAT_CODE = frozenset(
    {"noi", "ma noi", "nhap ma noi", "noi ma", "noi chat", "da noi", "da ma noi", "ma noi la", "join"}
)
_FEW_WORDS = 12
_TELLING, _BOTH = 3, 2  # words; parts
_SHORT = 80
_LAST = 9  # signs of a code behind its year, with what stands between them
_FEW_BEFORE = 8
_FIRST_WORDS = 6
_ANGRY_FACES = frozenset("😡🤬😤👿💢🖕")
_BUT = re.compile(r"\bcam on\b.{0,30}\b(?:nhung|nhung ma|ma|con|the con|a ma)\b(?: \w+){3,}")
_TALK = (
    "trust",
    "greeting",
    "thanks",
    "abuse",
    "vexed",
    "machine",
    "mistake",
    "opening",
    "later",
    "over",
    "test",
    "ok",
)
# answers no question that was asked, whichever it was
TALKS_BY_THE_WAY = frozenset({"greeting", "thanks", "abuse", "vexed", "machine", "trust"})
_STRUNG = frozenset({"greeting", "thanks", "machine", "over", "ok"})


def command_in(text: str) -> Asked | None:
    """Return the command that the whole message is, None for anything that tells more."""
    return _asked_before(text) if len(text) <= _SHORT else _asked(text)


def _asked(text: str) -> Asked | None:
    typed = text.strip()
    return _meant(text) or _behind_slash(typed) or (Asked(Command.HELP) if _OF_NOTHING.fullmatch(typed) else None)


def _behind_slash(text: str) -> Asked | None:
    """Return the command where it was typed as people spell it: "/tra-cuu", "/Hồ sơ", "/thôi"."""
    if not text.startswith("/") or len(text) > _SHORT:
        return None
    bare = text[1:].replace("_", " ")
    return _meant("/" + "".join(fold(bare).split())) or _meant(bare)


def _meant(text: str) -> Asked | None:
    if asked := _with_code(text) or _with_chat_code(text):
        return asked
    shortened = re.sub(r"^(/\w+)@\w+", r"\1", text.strip())
    if language := named_language(shortened):
        return Asked(Command.LANGUAGE, language=language)
    found = vocabulary("commands").meanings(shortened) or _with_reason(shortened)
    if asked := next((Asked(one) for one in Command if one in found), None):
        return asked
    if withdraws(shortened):
        return Asked(Command.WITHDRAW)
    return Asked(Command.DATA) if data_wish(shortened) else None


def _with_reason(text: str) -> frozenset[str]:
    """Return the wish to withdraw where a few words beside it say why ("gửi nhầm rồi, tôi muốn rút lại").

    And the wish for a person where it is said twice over ("cho tôi gặp người thật, không nói với máy").
    """
    parts = _parts(text) if len(text.split()) <= _FEW_WORDS else []
    if len(parts) != _BOTH:
        return frozenset()
    meant = [vocabulary("commands").meanings(part) for part in parts]
    said_twice = frozenset.intersection(*meant) & {Command.OFFICER}
    return said_twice or frozenset[str]().union(*meant) & {Command.WITHDRAW}


def _parts(text: str) -> list[str]:
    """Return the clauses of a message, a question one of its own."""
    return clauses(text.replace("?", "."))


_asked_before = lru_cache(maxsize=1024)(_asked)  # a turn asks several times whether the same words are a command


def _with_code(text: str) -> Asked | None:
    """Return a look-up when the message is a code, perhaps with a secret after it and a word of asking before it."""
    clean = normalise(text)
    strict = _STRICT_CODE.search(clean)
    found = strict or _LOOSE_CODE.search(clean)
    if found is None:
        return None
    before, rest = tidy(clean[: found.start()]), clean[found.end() :]
    asks = vocabulary("commands").inside(before) & {"lookup", "list"} and len(before.split()) <= _FEW_BEFORE
    is_plain = strict is not None or is_mixed(found.group(1)[-_LAST:])  # "ngo 12 pham hung" is a place
    is_bare = fold(before) in {fold(one) for one in _ASKS_WITH_CODE} | ({""} if is_plain else set())
    if not asks and not is_bare and not (COVERED_SECRET in text and len(before.split()) <= _FEW_BEFORE):
        return None
    secret = secret_in(rest)
    is_ended = _is_of_secret(rest) if secret else fold(rest) in {"", "a"}
    return Asked(Command.LOOKUP, found.group(1), secret) if is_ended else None


def _is_of_secret(text: str) -> bool:
    """Whether nothing is said beside a secret than that it is one, or how far its case has come."""
    left = fold(_SECRET.sub(" ", text)).split()
    told = " ".join(word for word in left if word not in _WORDS_OF_SECRET)
    return not told or asks_for_state(" ".join(left))


def is_of_bare_secret(text: str) -> bool:
    """Whether a message is a covered secret with no more than words for it beside it ("mã bí mật của tôi là …")."""
    return COVERED_SECRET in text and _is_of_secret(text)


def _with_chat_code(text: str) -> Asked | None:
    """Return the joining of chats when the message is its code after a word of joining, or a printed code alone."""
    clean = normalise(text)
    found = _SPOKEN_CODE.search(clean) or _PRINTED_CODE.search(clean)
    if found is None:
        return None
    before, after = fold(clean[: found.start()]), fold(clean[found.end() :])
    is_asked = before in _BEFORE_CHAT_CODE or (not before and found.re is _PRINTED_CODE)
    return Asked(Command.JOIN_CHATS, found.group(1)) if is_asked and after in {"", "a", "nhe", "voi"} else None


def bare_chat_code(text: str) -> str:
    """Return the code of eight digits that a message is and nothing else, blank for any other message."""
    found = _SPOKEN_CODE.fullmatch(normalise(text).strip())
    return found.group(1) if found else ""


def code_in(text: str) -> str:
    """Return the case code in an answer to the question for it, blank if there is none."""
    found = _STRICT_CODE.search(normalise(text)) or _LOOSE_CODE.search(normalise(text))
    return found.group(1) if found else ""


def is_secret(text: str) -> bool:
    """Whether a message has the form of a receipt's secret and nothing else, though a code might be typed so too."""
    return _SECRET.fullmatch(normalise(text).strip()) is not None


def secret_in(text: str) -> str:
    """Return the receipt's secret in an answer to the question for it, blank if there is none."""
    found = _SECRET.search(normalise(text))
    return found.group() if found else ""


def small_talk(text: str, reading: Reading) -> str | None:
    """Return what kind of talk a message is that tells no matter: greeting, thanks, abuse …; None when it tells one."""
    if not fold(text):
        return "ok" if "yes" in answers(text) else "wordless" if _ANGRY_FACES.isdisjoint(text) else "vexed"
    if greeted_in(text):
        return "greeting"
    if has_no_place(text):  # without its marks "chỗ" looks like an insult
        return None
    whole = vocabulary("talk").meanings(text) or frozenset({"later"} if waits(text) else ())
    whole = whole or _strung(text) or (vocabulary("talk").meanings(core_of(text)) & {"opening"})  # "à thôi cho hỏi"
    is_mere_place = reading.place is not None and not reading.topics  # "tiên du" curses nobody
    is_plain = reading.urgent or is_mere_place or says_send(text) or erases(text)  # "xóa hết tin" has not lost trust
    if not whole and not is_plain and (anger := anger_in(split(text))):
        return "abuse" if anger == "insults" else "vexed"
    if not whole and is_no_matter(text, reading) and written_in(text) == FIRST:
        whole = vocabulary("inside").inside(text)
        if (whole == {"greeting"} and _tells_beside(text)) or (
            whole == {"thanks"} and (_goes_on(text) or vocabulary("mocked").inside(text))
        ):
            return None
        whole -= {"thanks"} if says_unsolved(text) else set()  # "chưa hài lòng vì …" thanks nobody
    return next((one for one in _TALK if one in whole), None)


def _strung(text: str) -> frozenset[str]:
    """Return what courtesies side by side mean; to greet somebody beside it is no more than to address them."""
    found = strung_talk(text) & _STRUNG
    return found - {"greeting"} or found


def _tells_beside(text: str) -> bool:
    """Whether something stands beside a greeting that may be a matter ("a lô có ai không, đường ngập rồi")."""
    parts = (part for part in _parts(text) if len(part.split()) >= _TELLING)
    return any(not vocabulary("talk").meanings(part) and not vocabulary("inside").inside(part) for part in parts)


def _goes_on(text: str) -> bool:
    """Whether something stands behind thanks that is none ("cảm ơn, nhưng xe vẫn đi qua")."""
    return _BUT.search(fold(text)) is not None


def is_no_matter(text: str, reading: Reading) -> bool:
    """Whether nothing shows a message to be anybody's matter: no kind, or few words without a sure topic or a place."""
    if reading.urgent or reading.kind is Kind.OTHER:
        return not reading.urgent and not _tells_where(text, reading)
    is_blank = reading.confidence < SURE and reading.place is None
    return is_blank and len(text.split()) <= _FEW_WORDS


def _tells_where(text: str, reading: Reading) -> bool:
    """Whether a message is long and names a place: whoever says where tells a matter, unless they begin with thanks."""
    is_long = reading.place is not None and len(text.split()) > _FEW_WORDS
    return is_long and "thanks" not in vocabulary("inside").inside(" ".join(text.split()[:_FIRST_WORDS]))
