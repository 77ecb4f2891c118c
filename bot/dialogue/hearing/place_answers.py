"""What a citizen's words for a place mean beside those told before: a number put right, another spot in its place."""

import re

from bot.dialogue.words import answers, clauses, corrected, names_a_spot, says_it_was_wrong, vocabulary
from routing.gazetteer.address_words import begins_in_unit
from routing.gazetteer.spots import only_names_spots
from routing.kinds import Kind
from routing.language.words import split
from routing.places import Place
from routing.reading import Reading
from routing.text import fold, normalise
from routing.topics import OTHER_TOPIC

_OF_MATTER = re.compile(
    r"(?P<what>(?:\w+ ){1,4})(?:thì|thi) (?:nó |no |là |la )?"
    r"(?P<where>(?:ở|o|chỗ|cho|tại|tai|ngay|bên|ben|trước|truoc|sau|gần|gan|nhà|nha|đầu|dau|cuối|cuoi|cạnh|canh)\s.+)",
    re.IGNORECASE,
)
_FEWEST = 3  # words that tell something
_MOST_WORDS, _FEW = 14, 8
_MOST_OF_PIECE = 6
_AT = re.compile(
    r"(?:(?:o|da|ngay|no) )*(?:cho|gan|canh|ben|sau|truoc|doi dien|duoi|tren|trong|ngoai|dau|cuoi|bai|khuc) \w"
)
_SURE = 0.5
_HAND_ON = re.compile(
    r"^(?:\w+ ){0,4}chuyen (?:(?:giup|gium|ho|cai|don|ho so|viec|no|luon|lai|nay|toi|em|cho) )*(?:sang|qua|ve|den|cho) "
)
_LAST_WORDS = re.compile(
    r"\s+(?:m[ớo]i (?:đúng|phải|dung|phai)|nữa|nua|cơ|ạ|nhé|nha|nhá|mà|chứ|đấy|nghen|nghe|luôn|co|nhe|day)[\s.!,]*$",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    r"\s+(?:đó|nha|nghen|nghe|nè|đây|ạ|nhé|hen|đấy|á)\s+(?:con|em|cháu|chú|cô|anh|chị|bạn|ad|bác|dì)[\s.!,]*$",
    re.IGNORECASE,
)
_WHO_LIVES = re.compile(
    r"^(?:nhà\s+)?(?:dì|cô|chú|bác|tôi|em|tui|con|cháu|mình|ngoại|nội|thím|cậu|mợ|ông|bà|anh|chị)\s+(?:đang\s+)?ở\s+"
    r"(?=(?:ngõ|ngách|hẻm|kiệt|số|đường|phố|thôn|xóm|tổ|khu|ấp|bản|làng|xã|phường)\s)",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(r"\s*,?\s*(?:chứ\s+)?(?:không|ko|k|khong|hổng)\s+(?:phải|phai)\b.*$", re.IGNORECASE)
_NOT = r"(?:không|ko|k|kg|khong|hổng|hong|hông|chẳng|chang|chả|đâu|dau|hem)\s+(?:phải|phai)"
_DENIED = re.compile(rf"[\s,]*\b(?:ch(?:ứ|u)\s+)?{_NOT}\s+[^,]+?(?=\s+m[àa]\b|,|[.!]*$)", re.IGNORECASE)
_NEGATION = re.compile(rf"^[\s,]*(?:ch(?:ứ|u)\s+)?{_NOT}\s+", re.IGNORECASE)
_RIGHT = re.compile(r"^[\s,]*(?:[àa]\s+)?(?:m[àa]\b\s*)?", re.IGNORECASE)
_TURN = re.compile(r",|\bm[àa]\b(?:\s+(?:là|ở|phải là)\b)?|\b(?:là|ở|phải là)\b", re.IGNORECASE)
_BEFORE_POLITE = frozenset({"dạ", "da", "vâng", "vang", "à", "ừ", "thì", "thưa"})
_WRITER = frozenset({"tôi", "toi", "tui", "em", "cháu", "chau", "con", "mình", "minh", "nhà"})
_BARE_SPOT = re.compile(
    r"(?i:(?:(?:dạ|da|vâng|vang|ở|o|tại|tai|ngay|chỗ|cho|đầu|dau|cuối|cuoi|giữa|giua|gần|gan|cạnh|canh|sát|sat|trước"
    r"|truoc|sau|đối diện|doi dien|cổng|cong)\s+)+"
    r"(?:ngõ|ngo|ngách|hẻm|hem|xóm|xom|thôn|thon|làng|lang|chợ|cho|cầu|cau|đình|dinh|chùa|chua|trường|truong|trạm y tế"
    r"|nhà văn hóa|nha van hoa|ủy ban|uy ban|ngã ba|nga ba|ngã tư|nga tu|đường|duong|phố|pho))"
    r"(?:\s+(?:[A-ZĐÀ-Ỹ]\w*|\w*\d\w*|(?i:nhé|nhe|ạ|a|này|nay|tôi|toi|em|cũ|mới)))*"
)
_NUMBERED = re.compile(
    r"(số nhà|so nha|nhà số|nha so|khu phố|khu pho|tổ dân phố|to dan pho|nhà|nha|sn|số|so|ngõ|ngo|ngách|ngach|hẻm|hem"
    r"|kiệt|kiet|tổ|to|thôn|thon|xóm|xom|khu|đội|doi|ấp|ap|km|tdp)\s*(\d[\w/]*)",
    re.IGNORECASE,
)
_ONLY_TURN = re.compile(
    r"(?:(?:thoi|a|u|da|khong|ko|k|lai|sua|doi|em|toi|chau|con|anh|chi|oi|o|la|sang|xin loi|chinh|phai) )*"
    r"(?:(?:cho|noi|dia chi|thon|xa|phuong) (?:khac|sai)|cho roi|noi roi|khong|ko|nham|sai|doi y|sua lai|doi lai)"
    r"(?: (?:roi|co|a|nhe|em|toi|anh|chi|dau|day|cho|noi))*"
)
_POINTED = re.compile(  # "ngay bệnh viện ấy" names nothing new
    r"^(?:(?:da|thi|ngay|o|tai|cho|dung|chinh|truoc|canh|gan|cong) )+(?=\w+ )"
    r"|(?: (?:ay|do|day|kia|nay|luon|a|nhe|nha|chu|em|anh|chi))+$"
)
# before what was not said yet ("à quên, cột số 15 nhé")
FORGOTTEN = re.compile(r"^(?:(?:à|ờ|ừ|ơ|ủa|a|o|u|thôi) )*(?:quên|quen)(?: mất| mat| là| la)*\s*[,.:]\s*", re.IGNORECASE)
_HOUSE = "so nha"
_HOUSES = frozenset({_HOUSE, "nha so", "nha", "sn", "so"})
# the house of "37 Lê Lợi"
BARE_HOUSE = re.compile(r"(\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*)(?=\s+[^\W\d])", re.IGNORECASE)


def puts_right(text: str, told: str = "") -> bool:
    """Whether an answer corrects the place told before: "nhầm, …", "khu 5 chứ không phải khu 3"."""
    is_stressed = text.rstrip(" .!").lower().endswith((" cơ", " mới đúng", " mới phải"))
    return is_stressed or corrected(text) is not None or _denies_a_place(text, told)


def _denies_a_place(text: str, told: str) -> bool:
    """Whether it is a place that is denied behind another one, not a person ("là ông Tư chứ không phải cán bộ")."""
    found = _NOT_BEHIND.search(text)
    if found is None:
        return False
    denied = denied_in(found[0])
    is_told = bool(denied) and f" {denied} " in f" {fold(told)} "
    return is_told or any(_names_a_place(one) for one in (denied, without_at(text[: found.start()])))


def _names_a_place(words: str) -> bool:
    return begins_in_unit(split(words)) or _NUMBERED.match(words) is not None or only_names_spots(words)


def says_other_place(text: str) -> bool:
    """Whether a short message puts the place of what was sent right, or asks for it to be handed on there."""
    if len(text.split()) > _MOST_WORDS:
        return False
    return puts_right(text) or says_it_was_wrong(text) or _HAND_ON.search(fold(text)) is not None


def puts_a_number_right(text: str) -> bool:
    """Whether a correction says another number ("à nhầm số 19 cơ"): no word of who wrote to the wrong one."""
    return any(sign.isdigit() for sign in corrected(text) or "")


def joined(told: str, words: str) -> str:
    """Return the words for a place behind those told before, nothing twice ("chợ", then "chợ Nhớn"; "ngay chợ ấy")."""
    said, known = _POINTED.sub("", fold(words)), fold(told)
    if f" {said} " in f" {known} ":
        return told
    return words if f" {said} ".startswith(f" {known} ") else f"{told}, {words}"


def place_meant(text: str, told: str) -> str:
    """Return the words for the place that an answer means, given those told before ("" for none).

    "à nhầm, ngõ 7 cơ" after "ngõ 5 đường Giáp Hải" means "ngõ 7 đường Giáp Hải"; "không phải khu 3, khu 5" means
    "khu 5".
    """
    if renamed := _renamed(text, told):
        return renamed
    text = _WHO_LIVES.sub("", _SPOKEN_TO.sub("", without_denied(text)))
    text = FORGOTTEN.sub("", text) or text
    said = corrected(text)
    words = _LAST_WORDS.sub("", without_at(_behind_turn(said or text))).strip(" .,!")
    words = _NOT_BEHIND.sub("", words) or words
    if said:
        words = _without_denied(words, told)
    return _put_right(words, told)


def _behind_turn(text: str) -> str:
    """Return an answer without first clauses that only say that it is another place ("thôi chỗ khác, ở thôn Đông")."""
    parts = clauses(text)
    turns = next((i for i, part in enumerate(parts) if not _ONLY_TURN.fullmatch(fold(part))), 0)
    return ", ".join(part.strip() for part in parts[turns:]) if turns else text


def _renamed(text: str, told: str) -> str:
    """Return the place told before with the part that is denied called otherwise, blank where no part of it is."""
    denied, words = denied_in(text).split(), told.split()
    left = without_denied(text).strip(" .,!")
    right = without_at((corrected(left) or left).strip(" .,!"))
    ends = range(len(denied), len(words) + 1) if 0 < len(denied) < len(words) else ()
    end = next((end for end in ends if [fold(one) for one in words[end - len(denied) : end]] == denied), 0)
    if not end or not right:
        return ""
    meant = _LAST_WORDS.sub("", right).strip(" .,!")
    before = words[: end - len(denied)]
    is_named_again = bool(before) and fold(before[-1]) == fold(meant.split()[0])  # "số 21 chứ không phải 12"
    return " ".join([*(before[:-1] if is_named_again else before), meant, *words[end:]])


def without_denied(text: str) -> str:
    """Return an answer without what it denies, itself where nothing would be left.

    "không phải phường A mà phường B" and "phường B chứ không phải phường A" are "phường B".
    """
    left = _RIGHT.sub("", _DENIED.sub("", text))
    return left if fold(left) else text


def denied_in(text: str) -> str:
    """Return in folded words what an answer denies ("không phải đèn đường mà là camera": "den duong"), else blank."""
    found = _DENIED.search(text)
    return fold(without_at(_NEGATION.sub("", found[0]).strip())) if found else ""


def told_beside(text: str, place: Place | None) -> str:
    """Return the first clause of an answer where it says nothing of the place that the others name, else blank."""
    first, *others = clauses(text)
    if place is None or place.code is None or not others or puts_right(text) or _is_courtesy(first):
        return ""
    named = set(fold(f"{place.text} {place.name}").split())
    words = fold(first).split()
    is_of_place = begins_in_unit(split(first)) or not named.isdisjoint(words) or bool(_NUMBERED.search(first))
    return first.strip() if len(words) >= _FEWEST and not is_of_place else ""


def _is_courtesy(words: str) -> bool:
    """Whether words tell nothing: an answer to a question, an excuse ("xin lỗi tôi bận")."""
    return bool(answers(words) or vocabulary("talk").meanings(words))


def without_at(words: str) -> str:
    """Return a place without the little words before it ("tôi ở thôn Đông")."""
    first, _, others = words.partition(" ")
    is_of_writer = first.lower() in _WRITER and others.lower().startswith(("ở ", "o ", "tại ", "tai "))
    if others and (is_of_writer or first.lower().rstrip(",") in _BEFORE_POLITE):
        return without_at(others)
    return others if others and first.lower() in {"ở", "o", "tại", "tai", "là", "la"} else words


def is_nothing_else(text: str, place: Place | None) -> bool:
    """Whether a message is the spot that was read in it, whatever its name sounds like ("thôn Cầu Đá")."""
    return place is not None and bool(place.text) and fold(place.text) == fold(without_at(text.strip(" .,!")))


def is_only_a_place(text: str, reading: Reading) -> bool:
    """Whether a few words name a commune, and tell or ask nothing beside it ("tôi ở xã Tân Yên")."""
    is_named = reading.place is not None and reading.place.code is not None
    tells = reading.kind is not Kind.OTHER and reading.topic != OTHER_TOPIC and reading.confidence >= _SURE
    return is_named and not tells and len(text.split()) <= _FEW and "?" not in text


def where_of(text: str, told: str) -> str:
    """Return what an answer says of the place of something told before ("ổ gà thì chỗ cổng trường"), else blank."""
    found = _OF_MATTER.fullmatch(normalise(text).strip(" .!"))
    is_of_it = found is not None and set(fold(found["what"]).split()) <= set(fold(told).split())
    return re.sub(r"^(?:ở|o|chỗ|cho) ", "", found["where"], flags=re.IGNORECASE) if found and is_of_it else ""


def is_bare_spot(text: str) -> bool:
    """Whether a few words say where, and nothing of what is there ("ở đầu xóm", "gần chợ Chờ")."""
    return _BARE_SPOT.fullmatch(normalise(text).strip(" .!")) is not None


def _without_denied(words: str, told: str) -> str:
    """Return the words without what was told before, where something else follows it: that was the wrong one."""
    first, *others = _TURN.split(words, maxsplit=1)
    is_denied = bool(fold(first)) and f" {fold(first)} " in f" {fold(told)} "
    return without_at(others[0].strip(" .,!")) if is_denied and others and fold(others[0]) else words


def _put_right(words: str, told: str) -> str:
    """Return the place told before with another number, where the words are one such number and nothing else."""
    number = _NUMBERED.fullmatch(words)
    if number is None:
        return words
    kind = _kind_of(number)
    before = next((one for one in _NUMBERED.finditer(told) if _kind_of(one) == kind), None)
    if before is None and kind == _HOUSE and (bare := BARE_HOUSE.match(told)):  # "37 lê lợi"
        return f"{number[2]}{told[bare.end() :]}"
    if before is None:
        return words
    if fold(before[1]) != fold(number[1]):
        return f"{told[: before.start(2)]}{number[2]}{told[before.end() :]}"
    return f"{told[: before.start()]}{words}{told[before.end() :]}"


def _kind_of(number: re.Match[str]) -> str:
    """Return what a number is given to, a house whatever it is called by ("nhà 37", "số 37", "sn 37")."""
    kind = fold(number[1])
    return _HOUSE if kind in _HOUSES else kind


def puts_house_right(text: str, told: str) -> bool:
    """Whether a correction is another number for the house told before, and nothing else ("nhầm, nhà 73 cơ")."""
    words = _LAST_WORDS.sub("", without_at(corrected(text) or "")).strip(" .,!")
    return bool(words) and _put_right(words, told) != words


def is_piece(text: str, reading: Reading) -> bool:
    """Whether a few words say a piece of where something is ("ao làng", "chỗ cây xăng"), whatever they tell alone."""
    is_brief = len(text.split()) <= _MOST_OF_PIECE and reading.danger is None
    return is_brief and (names_a_spot(text) or _AT.match(fold(text)) is not None)
