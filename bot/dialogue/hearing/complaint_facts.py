"""Finds in a complainant's own words what the complaint form asks for, whatever the diacritics; in doubt nothing."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.dialogue.words import vocabulary
from routing.language.own_names import SURNAMES
from routing.text import normalise

FIELDS = ("name", "address", "proxy", "against", "decision", "wish", "documents")
_LONGEST, _REMARK = 2000, 60
_LONGEST_NAME, _FEW_WORDS, _LONGEST_ADDRESS = 6, 3, 100
_NEXT = """o tru thuong sinh khieu nam dia tai xa phuong thon so cu que hien dan xin nay viet lam muon va tu cmnd cccd
can quyet toi em bi khong da duoc gui a nhe nha"""
_SECOND = "van thi huu duc xuan quang ngoc dinh cong ba manh thanh minh duy trong viet kim hong"
_MIDDLE = frozenset(_SECOND.split())
_AFTER_NAME = frozenset(_NEXT.split())
_SAID_NAME = re.compile(
    r"\b(?:ho (?:va )?ten(?: la)?|ten (?:toi|em|chau|tui|bac|co|chu|ong|ba|minh) la|"
    r"(?:toi|em|chau|tui) (?:xin )?(?P<loose>ten la|ten|la)"
    r"|(?:ba|ong|me|bo|cha|co|chu|bac|chi|anh|chong|vo) (?:toi |em |chau |tui )?ten(?: la)?)\b"
    r"[\s:]*(?:(?:cu|ong|ba|co|chu|bac|anh|chi) )?"
)
_NO_SURNAME = frozenset({"nguyên", "chủ", "vợ", "mái", "lại", "từ"})
_HAMLET = r"(?:thon|xom|to(?: dan pho)? \d|so nha|so \d|ngo|ngach|hem|kiet|khu|ap|lang|tdp|khoi)"
_SAID_ADDRESS = re.compile(
    r"\bdia chi(?: cua toi| thuong tru| nha)?(?: la| tai| o)?\s*:\s*|"
    r"\b(?:dia chi(?: cua toi| thuong tru| nha)?(?: la| tai| o)?|thuong tru(?: tai| o)?|tru tai|cu tru (?:tai|o))"
    rf"[\s:]+(?=(?:{_HAMLET}|duong|pho|xa|phuong|thi tran)\b)|\bo\s+(?={_HAMLET}\b)"
)
_SAID_DECISION = re.compile(
    r"\b(?:quyet dinh|qd|thong bao|cong van|van ban)\b"
    r"(?:[^.;\n]{0,60}?\bso\b|[^.;\n\d]{0,60}?(?=\d+/[a-z]))?\s*:?\s*\d+[\w/\-]*"
    r"(?:,?\s*(?:ngay|ky ngay)\s*\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4})?"
)
_BODY = (
    r"(?:(?:pho )?chu tich|ubnd|uy ban|(?:pho )?truong phong|(?:pho )?giam doc|phong|so(?! \d)|cong an|chi cuc|"
    r"van phong|thanh tra|chi nhanh|ban quan ly|hat kiem lam|trung tam"
    r"|(?:can bo|cong chuc)(?: \w+){1,2}(?= (?:xa|phuong)))"
)
# what an authority does that is complained of: the body before it is whom the complaint is about
_ACTS = (
    r"(?:(?:da|lai|co|van|cu|tu y|ky|tu|khong|chua) )*(?:ra (?:quyet dinh|thong bao|van ban)|ban hanh"
    r"|ky (?:quyet dinh|qd)|cuong che|thu hoi|xu phat|ky luat|tu choi"
    r"|khong (?:cap|nhan|tra|giai quyet|boi thuong|cong nhan|cho)|chua (?:cap|tra)|boi thuong|den bu"
    r"|cat (?:che do|tro cap|luong)|giai toa|pha do|thao do|cap (?:so|giay)|bat (?:toi|nha|dan|nop))"
)
_UNIT = (
    r"(?:ubnd |uy ban |chu tich |chu tich ubnd )?"
    r"(?:xa|phuong|so(?! (?:\d|nha|tien|do|hong))|phong(?! (?:kham|tro))|chi cuc|cong an)(?: \w+){1,6}?"
)
_SAID_AGAINST = re.compile(
    r"\b(?:(?:quyet dinh|thong bao|cong van|van ban|ket luan)\b[^.;\n]{0,80}? cua|khieu nai)\s+"
    rf"(?={_BODY}\b)"
    r"|^\s*(?=(?:ubnd|uy ban|cong an|(?:pho )?chu tich) )"
    r"|\b(?:nguoi |co quan |ben )?bi khieu nai(?: la\b|\s*:)\s*"
    rf"|\bkhieu nai (?:ve )?(?:(?:viec|hanh vi|cach lam|viec lam)(?: cua)?) (?={_BODY}\b)"
    rf"|\b(?:do|bi) (?={_BODY}\b[^.;\n]{{0,60}} (?:ky|ban hanh|ra|lap|{_ACTS})\b)"
    rf"|(?:^|[.;,\n]\s*)(?={_UNIT} {_ACTS}\b)"
)
_SAID_WISH = re.compile(r"(?:^|[.,;\n]\s*|\btoi )(?=(?:kinh )?(?:de nghi|yeu cau|mong|nguyen vong)\b)")
_ORDERED_ME = re.compile(r"^yeu cau (?:toi|gia dinh|nha|dan|ho|chung toi)\b")
_SAID_DOCUMENTS = re.compile(
    r"\b(?:kem theo|gui kem|co kem|kem)\s+(?:la |gom |co )?(?=(?:ban (?:sao|photo|chinh)|anh|don|so do|giay|quyet dinh|"
    r"bien ban|hop dong|hinh|tai lieu|ho so|phieu|hoa don|trich luc|\d)\b)"
)
_SAID_PROXY = re.compile(
    r"\b(?:lam|nop|di|dung don) (?:giup|thay|ho)\b[^.;\n]{0,20}\bten(?: la)?\s+"
    r"|\buy quyen cho\s+(?:(?:ong|ba|anh|chi|con|chau|trai|gai|toi|la)\s+)*"
)
# who stands for somebody else says so of a lawyer or by an authorisation: "đại diện là bà …" may be the other side
_SAID_PRINCIPAL = re.compile(
    r"\b(?:(?:dai dien|thay mat|bao ve|khieu nai thay|lam don thay)(?: (?:theo|hop phap|duoc|uy quyen|quyen|loi ich|va"
    r"|cua|cho|la))*|(?:duoc|theo|nhan) uy quyen(?: (?:cua|tu))?)\s+(?:(?:than chu|khach hang|cua toi|la)\s+)*"
    r"(?:ong|ba|anh|chi|co|chu|bac|em)\s+"
)
_SAID_DEPUTY = re.compile(r"\b(?:toi|em|tui) la (?:luat su|ls|tro giup vien(?: phap ly)?)\s+(?:ten(?: la)?\s+)?")
_CLAUSE = re.compile(
    r"[.;\n]| khieu nai| toi | de nghi| yeu cau| bi | xin | muon | khong dong y| vay ma| ma | tu (?:doi|nam|bao)| nay |"
    r", (?:nay|viet|lam) |$"
)
_BODY_ENDS = re.compile(
    r"[.,;\n]| ve | vi | so | ngay | ky(?: (?:ngay|so|luat)|(?= |$|[.,;]))| da | khong | la | ma | hay | cat | ra "
    r"| xu phat|"
    r" ban hanh| lam | giu | den bu| boi thuong| lay | bat | tich thu| pha | dap | tu choi| doi | thu | chua | cu "
    r"| nhan | cho | dinh | tra | cap | buoc | ep | cuong che | xuong | roi | giai quyet | do (?!thi)| lap | hua "
    r"| phat (?=(?:toi|tui|em|minh|nha|gia dinh|chung toi|vi pham|tien|hanh chinh|oan|\d))|$"
)
_SENTENCE = re.compile(r"[.;\n]|$")
_ALONE = re.compile(
    r"\b(?:tu (?:toi|em|tui|minh|lam|dung|di|nop|khieu|ky)|(?:toi|em|tui|minh) tu|khong (?:co )?uy quyen|mot minh)\b"
    r"|\b(?:toi|em|tui|minh|bac) (?:lam|nop|di|dung) lay\b|\bmyself\b"
    # who only writes for somebody is authorised to nothing
    r"|^\W*(?:(?:da|la|do|thi) )*(?:me|ma|bo|ba|ong|cu|bac|chong|vo)(?: (?:toi|em|tui|chau|con|cu|ay|nha))*"
    r" (?:tu )?(?:dung|ky) (?:don|ten)\b"
    r"|^\W*(?:(?:da|toi|em|tui|chau|con|chi) )*(?:viet|go|ghi|nhan|danh may) (?:ho|giup|gium|dum)\b"
)
_WORD = re.compile(r" ?([^\W\d_]+)")
_KINSHIP = re.compile(
    r"^(?:(?:la|con|trai|gai|toi|chau|ong|ba|anh|chi|vo|chong|em|nho|luat su|ls|tro giup vien)[\s.]+)*"
)
_LEADS = re.compile(r"^(?:ten )?(?:nguoi )?(?:dung|ky|lam) (?:don|ten)(?: la)?[\s:]+")
_PARTS = re.compile(r"\s*[,;:()–]+\s*|\s+-+\s+")
_STANDS = re.compile(
    r"\s+(?:la\s+)?(?:nguoi\s+)?(?:dung|ky|lam)\s+(?:ten|don)\b.*$|\s+la\s+(?:bo|me|cha|vo|chong|con|anh|chi|em|ong|ba)\b.*$"
)
_IN_WHO_STANDS = """bo me cha ba ong con toi em chau vo chong anh chi la nguoi dung don ten ky lam thay ho cu bac co chu
    chinh tui minh ruot gai trai noi ngoai cua nha va dai dien viet giup khieu nai nhe a"""
_WHO_STANDS = frozenset(_IN_WHO_STANDS.split())
_COURTESY = re.compile(r"(?:\s+(?:a|nhe|nha|day|do))+$")
_COVERED = re.compile(
    r"[\s,;]*(?:(?:số\s*)?(?:cccd|cmnd|cmt|căn cước(?: công dân)?|định danh)(?:\s*số)?)?[\s,:]*\*{6,}", re.IGNORECASE
)


def facts_in(text: str) -> Mapping[str, str]:
    """Return what a message says of the form's fields; a field of which it says nothing clear is left out."""
    whole = normalise(text)
    plain = _plain(whole)
    found = {field: find(whole, plain) for field, find in _FINDERS.items()}
    return {field: value for field, value in found.items() if value}


def answer_to(field: str, text: str) -> str:
    """Return the value that an answer gives the field that was asked for, blank where it is none."""
    tidy = " ".join(_COVERED.sub("", normalise(text)).split())[:_LONGEST].strip(" .,;:")
    if field not in {"name", "proxy"}:
        return tidy
    found = _name_said(tidy, _plain(tidy)) or (_proxy(tidy, _plain(tidy)) if field == "proxy" else "")
    if found:
        return found
    end = _COURTESY.search(_plain(tidy))
    bare = without_who_stands(tidy[: end.start()] if end else tidy)
    bare = bare[_KINSHIP.match(_plain(bare)).end() :] or bare  # type: ignore[union-attr]
    return _as_name(bare.split()) if _may_be_name(bare) else ""


def without_who_stands(tidy: str) -> str:
    """Return a name without what its writer says of whose it is ("Nguyễn Văn Bền, bố tôi đứng đơn")."""
    lead = _LEADS.match(_plain(tidy))
    parts = [part for part in _PARTS.split(tidy[lead.end() :] if lead else tidy) if part]
    named = [part for part in parts if not _WHO_STANDS.issuperset(_plain(part).split())]
    if len(named) != 1:
        return tidy
    end = _STANDS.search(_plain(named[0]))
    return named[0][: end.start()] if end else named[0]


def acts_alone(text: str) -> bool:
    """Tell whether somebody says that nobody is authorised ("tự tôi làm")."""
    return bool(_ALONE.search(_plain(normalise(text))))


def denies_complaint(text: str) -> bool:
    """Tell whether somebody says, in a few words, that this is no complaint."""
    return len(text) <= _REMARK and bool(vocabulary("no_complaint").inside(text))


def _plain(text: str) -> str:
    """Return the text in lower case without marks, letter for letter, so that places in both are the same."""
    return "".join(_letter(one) for one in text)


def _letter(one: str) -> str:
    small = one.lower()
    if small == "đ":
        return "d"
    base = unicodedata.normalize("NFD", small)[0]
    return base if len(base) == 1 else one


def _may_be_name(bare: str) -> bool:
    words = bare.split()
    if not words or len(words) > _LONGEST_NAME or any(one.isdigit() for one in bare):
        return False
    is_written_so = all(word[0].isupper() for word in words) or _plain(words[0]) in SURNAMES
    return is_written_so or len(words) <= _FEW_WORDS


def _as_name(words: list[str]) -> str:
    name = " ".join(words)
    return name.title() if name.islower() else name


def _named(whole: str, plain: str) -> str:
    """Return the name that is told as the complainant's: of whom somebody else stands for, else of who writes."""
    return _principal(whole, plain) or _name_said(whole, plain)


def _principal(whole: str, plain: str) -> str:
    """Return for whom who writes stands, blank where they stand for themselves."""
    said = _SAID_PRINCIPAL.search(plain)
    is_deputy = said is not None and ("uy quyen" in said[0] or _SAID_DEPUTY.search(plain) is not None)
    return _name_at(whole, plain, said.end()) if said and is_deputy else ""


def _name_said(whole: str, plain: str) -> str:
    for said in _SAID_NAME.finditer(plain):
        name = _name_at(whole, plain, said.end())
        if name and (said["loose"] != "la" or _is_plain_name(name, whole[said.end() :])):
            return name
    return ""


def _is_plain_name(name: str, told: str) -> bool:
    """Tell whether what follows "tôi là" is a name, not what somebody is ("tôi là vợ liệt sĩ")."""
    first, second, *_others = name.split()
    return first.lower() not in _NO_SURNAME and (told.startswith(name) or _plain(second) in _MIDDLE)


def _name_at(whole: str, plain: str, start: int) -> str:
    """Return the name that begins at a place: two to six words, the first a family name."""
    words: list[str] = []
    at = start
    while len(words) < _LONGEST_NAME and (word := _WORD.match(plain, at)):
        shown = whole[word.start(1) : word.end(1)]
        if _ends_name(words, shown, word[1]):
            break
        words.append(shown)
        at = word.end()
    if len(words) < 2 or _plain(words[0]) not in SURNAMES:  # noqa: PLR2004 - a family name and a given name
        return ""
    return _as_name(words)


def _ends_name(words: list[str], shown: str, plain: str) -> bool:
    """Tell whether a word stands behind a name: behind "Trần Thị" "Hiền" is the given name, "hiện" is none."""
    if words and all(word[0].isupper() for word in words) and len(words) > 1:
        return not shown[0].isupper()
    is_awaited = bool(words) and _plain(words[-1]) in _MIDDLE
    return plain in _AFTER_NAME and not (is_awaited or shown[0].isupper())


def _address(whole: str, plain: str) -> str:
    said = _SAID_ADDRESS.search(plain)
    return _upto(whole, plain, said.end(), _CLAUSE)[:_LONGEST_ADDRESS] if said else ""


def _proxy(whole: str, plain: str) -> str:
    said = _SAID_PROXY.search(plain) or (_SAID_DEPUTY.search(plain) if _principal(whole, plain) else None)
    return _name_at(whole, plain, said.end()) if said else ""


def _against(whole: str, plain: str) -> str:
    said = _SAID_AGAINST.search(plain)
    if said is None:
        return ""
    return _upto(whole, plain, said.end(), _SENTENCE) if "bi khieu nai" in said[0] else _body(whole, plain, said.end())


def _body(whole: str, plain: str, start: int) -> str:
    """Return the body that begins at a place; a word with a capital is part of its name ("phường Đa Mai")."""
    ends = (found.start() for found in _BODY_ENDS.finditer(plain, start) if not _is_name(whole[found.start() :]))
    return whole[start : next(ends, len(whole))].strip(" ,:-")


def _is_name(behind: str) -> bool:
    return behind.startswith(" ") and behind.strip()[:1].isupper()


def _decision(whole: str, plain: str) -> str:
    said = _SAID_DECISION.search(plain)
    return whole[said.start() : said.end()] if said else ""


def _wish(whole: str, plain: str) -> str:
    for said in _SAID_WISH.finditer(plain):
        wish = _upto(whole, plain, said.end(), _SENTENCE)
        if len(wish.split()) > 3 and not _ORDERED_ME.match(_plain(wish)):  # noqa: PLR2004 - says what is wished
            return wish
    return ""


def _documents(whole: str, plain: str) -> str:
    said = _SAID_DOCUMENTS.search(plain)
    return _upto(whole, plain, said.end(), _SENTENCE) if said else ""


def _upto(whole: str, plain: str, start: int, end: re.Pattern[str]) -> str:
    found = end.search(plain, start)
    return whole[start : found.start() if found else len(whole)].strip(" ,:-")


_FINDERS: Mapping[str, Callable[[str, str], str]] = {
    "name": _named,
    "address": _address,
    "proxy": _proxy,
    "against": _against,
    "decision": _decision,
    "wish": _wish,
    "documents": _documents,
}
