"""Holds the learned topic to what the words say plainly: which school is meant, what a complaint is about.

The scorer weighs how often words stand together, so that whoever has decided something looks like somebody who behaves
badly, and the school of a hamlet ("trường thôn") like its head ("trưởng thôn").
"""

import re
from collections.abc import Container
from dataclasses import replace

from routing.conflicts import CONDUCT_TOPIC, CORRUPTION_TOPIC
from routing.judgement import Guess
from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import Words
from routing.legal.accusing import found_in, is_spoken_of
from routing.legal.lawful import asks_whether_lawful
from routing.legal.matterless import anger_in
from routing.neighbours import neighbour
from routing.officials.undecided import is_undecided
from routing.topics import OTHER_TOPIC

_SCHOOLS = "giao_duc"
_OF_OFFICERS = frozenset({CONDUCT_TOPIC, CORRUPTION_TOPIC})
_SETTLED = 0.6
_CLEAR = 0.8  # so sure that no single word tells better
_KNOWN = 0.25  # share of a topic that is more than a guess
_MAINLY = 0.5  # share of a topic beside which all others together are less
_ACCUSED = 0.2  # share of a denunciation that is near
_VILLAGE_SCHOOL = re.compile(r"(?<!môi )(?<!công )(?<!hiện )(?<!thị )\btrường (?:thôn|làng|bản|ấp|xóm)\b")
_DECIDED = re.compile(
    r"\b(?:quyet dinh|xu phat|phat (?:toi|em|nha|chung|tien|\d+|hanh chinh)|bien ban|thong bao"
    r"|kien (?:ra toa|uy ban|ubnd|ub|xa|phuong|tinh|chinh quyen|chu tich)|khoi kien)\b"
)
_COMPLAINS = re.compile(r"\bkhieu nai\b")
_FIRST = 4
MOST = 30  # words; a longer story tells its matter by itself
_RELIEF = re.compile(
    r"\b(?:tien|khoan|goi|suat|qua|gao|muc|kinh phi) (?:duoc )?(?:ho tro|cuu tro|tro cap|tro giup)\b"
    r"|\b(?:ho tro|cuu tro|tro cap|tro giup) (?:\w+ ){0,4}(?:bao|lu|lut|ngap|thien tai|dich|mat mua|han han|sat lo)\b"
)
_HELP = "an_sinh"
# typed without marks it may be forged money, but nobody is handed that at a counter
_OLD_AGE = re.compile(
    r"\btiền (?:già|người già|người cao tuổi|cao tuổi|cụ già)\b"
    r"|\b(?:lanh|linh|nhan|huong|lam) tien (?:nguoi )?(?:gia|cao tuoi)\b"
)
_MINING, _TAKEN_LAND, _ORDER = "khoang_san", "thu_hoi_dat", "an_ninh_trat_tu"
_GRAVE = re.compile(r"\b(?:mộ|mả|mồ mả|mồ|nghĩa trang|nghĩa địa|hài cốt|bốc mộ|phần mộ|lăng mộ)\b")
_GRAVE_BARE = re.compile(
    r"\bmo (?:bo|me|ong|ba|cha|ma|to tien|cac cu|cu|gia dinh|nha (?:toi|em|tui)|to)\b"
    r"|\b(?:nghia trang|nghia dia|hai cot)\b"
)
_MINED = re.compile(r"\b(?:mỏ|cát|khoáng sản|khai thác|quặng|than|mìn|đất sét|cao lanh)\b")
_BUILT_THERE = re.compile(
    r"\b(?:du an|cong ty|san nen|san lap|giai phong|mat bang|thi cong|cong trinh|khu cong nghiep|cao toc"
    r"|lam duong|mo duong)\b"
)
_STREETS, _ROADS = "trat_tu_do_thi", "giao_thong_ha_tang"
_PAVEMENT = r"(?:vỉa hè|hè phố|hè đường|lát hè)"
_DAMAGED = (
    r"(?:(?<!đường )(?<!phố )(?<!hàng )đào(?! bán)|bới|cày|xới|lún|sụt|vỡ|hỏng|hư|bể|bong|nứt|nham|gồ|lồi"
    r"|thủng|nát|lật|bật|cậy|dỡ|xuống cấp|trơn|sập|đục)"
)
# what may stand between the pavement and its state: where it is, and nothing else that could be torn up
_WHERE = (
    r"(?:trước|dọc|đoạn|đường|phố|ngõ|hẻm|ngách|kiệt|số|chỗ|khu|ở|bên|cạnh|đối diện|gần|quanh|tuyến|phía|hai|tại"
    r"|của|cổng|nhà)"
)
_NOTHING_ELSE = r"(?:(?!(?:có|cái|chiếc|biển|bảng|tấm|cây|cột|tủ|trạm|xe|hộ|người|họ|quán|hàng|dây)\b)\w+ ){0,14}?"
_SUFFERS = r"(?:bị|đang|lại|vừa|mới|đã|còn|cứ)"
_DUG = r"(?:đào|bới|cày|xới|lật|đục) (?:lên|bới|xới|tung|bật|nham|dở|xong|rồi|suốt|mãi|hoài|đường|rãnh|để|bỏ)"
_TORN_UP = re.compile(
    rf"{_PAVEMENT} (?:\w+ ){{0,3}}?{_DAMAGED}\b"
    rf"|\b(?:đào|cày|xới|bới|lật|dỡ|cậy|đục|lát|vá) (?:\w+ ){{0,2}}?{_PAVEMENT}\b"
    rf"|{_PAVEMENT} {_WHERE} {_NOTHING_ELSE}(?:{_SUFFERS} (?:\w+ ){{0,2}}?{_DAMAGED}|{_DUG})\b"
)
_DAMAGED_BARE = r"(?:dao|boi|cay|xoi|lun|sut|vo|hong|bong|nut|nham|thung|nat|lat|bat|xuong cap)"
_TORN_UP_BARE = re.compile(
    rf"\bvia he (?:bi |dang |lai |vua |moi |cu )*{_DAMAGED_BARE}\b"
    r"|\b(?:dao|cay|xoi|lat|do) (?:ca |het |tung )?via he\b"
    rf"|\bvia he {bare(_WHERE)} {bare(_NOTHING_ELSE)}(?:(?:bi|dang) {_DAMAGED_BARE}|{bare(_DUG)})\b"
)
_OCCUPIED = re.compile(
    r"\b(?:chiem|lan|bay|ban hang|hang rong|buon ban|quan|de xe|dau xe|do xe|giu xe|ban ghe|dung xe|do vat lieu"
    r"|ban (?:hoa|dao)|hoa dao|cho hoa)\b"
)
_PAPERS, _LAND = "thu_tuc_hanh_chinh", "dat_dai"
_OF_LAND = re.compile(
    r"\b(?:so (?:do|hong|dat)|bia (?:do|dat)|(?:lam|ra|cap|tach|doi) (?:so|bia)|tach thua|(?:len|ra) tho cu"
    r"|chuyen muc dich|quyen su dung dat|(?:ho so|giay to|giay|sang ten) (?:nha )?dat"
    r"|sang ten(?! (?:\w+ ){0,2}?(?:xe|thuyen|ghe|tau|sim))|dang ky (?:dat|bien dong)|vpdk|xoa the chap)\b"
)
# the counter itself is spoken of, or how one is served there
_AT_COUNTER = re.compile(
    r"\b(?:xin loi|quay|boc so|so thu tu|xep hang|dich vu cong|cong dich vu|truc tuyen|online|qua mang|diem tiep nhan"
    r"|bo phan (?:tiep nhan|mot cua)|thai do|gio (?:lam viec|nghi)|ghe ngoi|thu ly|phan mem)\b"
)
_COURTS = "tu_phap"
_OF_COURT = re.compile(
    r"\b(?:toa|an (?:dan su|hinh su|hanh chinh|phi|so tham|phuc tham)|ban an|vu an|xet xu|xu an|thi hanh an|so tham"
    r"|phuc tham|vien kiem sat|kiem sat|vks|khoi kien|don kien|kien ra|ly hon|dieu tra|khoi to|truy to|tham phan)\b"
)
_PARTY = r"\b(?:dang uy|dang bo|chi bo|chi uy|uy ban kiem tra|to chuc dang)\b"
_PUNISHED = r"\b(?:khai tru|k[yi] luat|xoa ten|khien trach|canh cao)\b"
_BY_PARTY = re.compile(rf"{_PARTY}(?: \w+){{0,6}} {_PUNISHED}|\bkhai tru (?:\w+ ){{0,4}}dang\b|\bk[yi] luat dang\b")
_OF_CONDUCT = re.compile(
    r"\b(?:ky luat|buoc thoi viec|thoi chuc|khien trach|canh cao|cach chuc|bo nhiem|mien nhiem|dieu dong|luan chuyen"
    r"|biet phai|tuyen dung|thi tuyen|cong chuc|vien chuc|bien che)\b"
)


def held_to_words(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the topic that the words tell plainly, before it is known what kind of matter they are."""
    rules = (_of_school, _of_grave, _of_undecided, _of_old_age, _of_pavement, _of_land_paper, _of_neighbour)
    for rule in rules:
        topic = rule(topic, words, topics)
    return topic


def settled(topic: Guess, kind: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the topic of a matter whose kind is known."""
    for rule in (_of_anger, _of_law, _of_relief, _of_complaint):
        topic = rule(topic, kind, words, topics)
    return _of_party(topic, words, topics)


def _of_school(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess with the school of a hamlet as a school, not as its head."""
    is_of_officers = bool(topic.ranked) and topic.ranked[0][0] == CONDUCT_TOPIC
    is_school = is_of_officers and words.is_accented and _VILLAGE_SCHOOL.search(" ".join(words.shown))
    return _led(topic, _SCHOOLS, topics) if is_school else topic


def _of_relief(topic: Guess, kind: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for money of a relief that somebody asks for or finds too little: help, where nobody is accused.

    Words of money alone make it look like corruption.
    """
    likeliest = [code for code, _share in topic.ranked[:2]]
    is_corrupt = CORRUPTION_TOPIC in likeliest and (likeliest[0] == CORRUPTION_TOPIC or likeliest[0] == _HELP)
    if not is_corrupt or len(words) > MOST or not _RELIEF.search(" ".join(words.bases)):
        return topic
    found = found_in(words)
    is_asked = kind.ranked[0][0] == Kind.INQUIRY and not any(found[part] for part in ("wrong", "keeps", "back"))
    is_taken = not is_asked and any(is_spoken_of(one, words, found) for one in found["office"])
    is_accused = kind.ranked[0][0] == Kind.DENUNCIATION
    return topic if is_accused or is_taken else _led(topic, _HELP, topics)


def _of_grave(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a grave that a machine digs up: land that is taken, or peace that is broken, and no mine."""
    is_mine = bool(topic.ranked) and topic.ranked[0][0] == _MINING
    if not is_mine or len(words) > MOST or _MINED.search(shown := " ".join(words.shown)):
        return topic
    said = " ".join(words.bases)
    is_grave = _GRAVE.search(shown) if words.is_accented else _GRAVE_BARE.search(said)
    return _led(topic, _TAKEN_LAND if _BUILT_THERE.search(said) else _ORDER, topics) if is_grave else topic


def _of_party(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess with a member punished by the Party as a matter of officers, where no graft is told."""
    is_sure = bool(topic.ranked) and topic.ranked[0][0] == CONDUCT_TOPIC
    if is_sure or _BY_PARTY.search(" ".join(words.bases)) is None:
        return topic
    found = found_in(words)
    return topic if any(found[part] for part in ("wrong", "taken", "takes")) else _led(topic, CONDUCT_TOPIC, topics)


def _of_anger(topic: Guess, kind: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for mere anger as no matter: an app called rubbish is no heap of it."""
    is_mere = kind.ranked[0][0] == Kind.OTHER and bool(topic.ranked) and topic.ranked[0][0] != OTHER_TOPIC
    return _led(topic, OTHER_TOPIC, topics) if is_mere and anger_in(words) else topic


def _of_law(topic: Guess, kind: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a question whether something is lawful: no matter of officers, whoever stands in it."""
    is_of_officers = bool(topic.ranked) and topic.ranked[0][0] in _OF_OFFICERS
    is_asked = is_of_officers and kind.ranked[0][0] == Kind.INQUIRY and asks_whether_lawful(words.text)
    return _led(topic, OTHER_TOPIC, topics) if is_asked else topic


def _of_old_age(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for what the old are paid as help, where nothing else is told surely and nobody takes it."""
    is_sure = not topic.ranked or (topic.confidence >= _SETTLED and topic.ranked[0][1] >= _MAINLY)
    said = " ".join(words.shown) if words.is_accented else " ".join(words.bases)
    is_help = not is_sure and _OLD_AGE.search(said) is not None and not found_in(words)["wrong"]
    return _led(topic, _HELP, topics) if is_help else topic


def _of_pavement(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a pavement that is dug up or broken as a road, where nobody takes room on it."""
    is_order = bool(topic.ranked) and topic.ranked[0][0] == _STREETS
    said = " ".join(words.bases)
    if not is_order or len(words) > MOST or _OCCUPIED.search(said):
        return topic
    is_torn = _TORN_UP.search(" ".join(words.shown)) if words.is_accented else _TORN_UP_BARE.search(said)
    return _led(topic, _ROADS, topics) if is_torn else topic


def _of_land_paper(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a paper about land that is slow or comes back: land, whose desk makes it."""
    if not topic.ranked or topic.ranked[0][0] != _PAPERS or len(words) > MOST:
        return topic
    said = " ".join(words.bases)
    is_land = _OF_LAND.search(said) and not _AT_COUNTER.search(said) and "lấy số" not in words.text.lower()
    return _led(topic, _LAND, topics) if is_land else topic


def _of_neighbour(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for what is not surely its topic, and by a telling word another's."""
    is_open = bool(topic.ranked) and topic.confidence < _CLEAR and len(words) <= MOST
    code = neighbour(topic.ranked[0][0], words) if is_open else None
    return _led(topic, code, topics) if code else topic


def _of_undecided(topic: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a complaint that nobody took up: its matter, and no court where none is spoken of."""
    is_court = any(code == _COURTS for code, _share in topic.ranked)
    if not is_court or len(words) > MOST or _OF_COURT.search(" ".join(words.bases)) or not is_undecided(words.text):
        return topic
    is_best = topic.ranked[0][0] == _COURTS
    left = replace(topic, ranked=tuple(one for one in topic.ranked if one[0] != _COURTS))  # nor offered to choose
    if not is_best:
        return left
    return _led(left, next((code for code, share in left.ranked if share >= _KNOWN), OTHER_TOPIC), topics)


def _of_complaint(topic: Guess, kind: Guess, words: Words, topics: Container[str]) -> Guess:
    """Return the guess for a complaint: its matter, not whoever decided it or let it lie; "khac" where none is told.

    Who decided something behaves no worse by it; of whoever is complained of for their manners, or may be accused, the
    guess stays as it is.
    """
    if not topic.ranked or len(words) > MOST or not _is_complaint(kind, words) or _is_of_its_topic(topic, words):
        return topic
    found = found_in(words)
    if any(found[part] for part in ("manners", "wrong", "blow", "taken")):
        return topic
    others = (code for code, share in topic.ranked if code not in _OF_OFFICERS and share >= _KNOWN)
    return _led(topic, next(others, OTHER_TOPIC), topics)


def _is_complaint(kind: Guess, words: Words) -> bool:
    is_said = _COMPLAINS.search(" ".join(words.bases[:_FIRST])) is not None
    is_accused = dict(kind.ranked).get(Kind.DENUNCIATION, 0.0) > _ACCUSED
    return (is_said or kind.ranked[0][0] == Kind.COMPLAINT) and not is_accused


def _is_of_its_topic(topic: Guess, words: Words) -> bool:
    """Whether a topic is kept: where nothing tells only that somebody decided something or let it lie, and no guess."""
    best, share = topic.ranked[0]
    if best not in _OF_OFFICERS and (share >= _KNOWN or best == OTHER_TOPIC):
        return True
    said = " ".join(words.bases)
    is_decided = any(one.search(said) for one in (_DECIDED, _COMPLAINS)) or is_undecided(words.text)
    return not is_decided or _OF_CONDUCT.search(said) is not None


def _led(topic: Guess, code: str, topics: Container[str]) -> Guess:
    """Return the guess led by another topic, of which the words quoted for the first say nothing."""
    if code not in topics:
        return topic
    others = tuple((one, min(share, 1 - _SETTLED)) for one, share in topic.ranked if one != code)
    return Guess(((code, _SETTLED), *others), _SETTLED)
