"""Hears what is asked of denouncing itself ("tố cáo nặc danh có được thụ lý không"): who only asks accuses nobody."""

import re

from routing.language.words import Words

_MOST = 24  # words
_DENOUNCING = re.compile(r"\bto (?:cao|giac)\b")
_YES_OR_NO = r"(?:khong|ko|k|hong|hok|chua)"
_ASKS = re.compile(
    rf"\b(?:{_YES_OR_NO}|sao|the nao|bao lau|may ngay|bao nhieu (?:ngay|lau)|ai|cho ai|o dau|dau|la gi|gi|bao gio)"
    r"(?: (?:a|vay|nhi|the|ha|em|ad|bot|roi))*$"
    r"|\b(?<!thay )(?<!khong )(?<!chua )(?<!co )(?:ai|co quan nao|noi nao) (?:co tham quyen |se |duoc )?"
    r"(?:giai quyet|xu ly|nhan|xem xet|thu ly)$"
    r"|\b(?:bao lau|may ngay|bao nhieu ngay|thoi han)\b|^(?:cho (?:toi|em|minh) hoi )?(?:ai|co quan nao|noi nao)\b"
)
# words that tell nothing: with any other word beside them something may be told of somebody
_PLAIN = frozenset(
    """
    a ad ai bao biet bot cach cai can chau cho chua co con cua dau de den di dieu dinh do duoc em gi gio ha hay hoac
    hoi k khi khong ko la lam lau luat ma may minh moi mot muon nao nay neu ngay nhi nhieu nhu o phai quy qua sao ta
    thang the thi toi trong tu tui va vay ve viec voi roi nen thay hong luc
    an cao cuu danh dia don dung giac giai giau ghi ho hai ky lai lao lan lau ly nac nham nhat nhan nhiem neu noi nop
    gui nguoi nhom oan phat quan quyen quyet rut sai su that tham thoi thu tiep ten to trach truy xem xet xu xung bay bi
    ngoi han gian chi rieng bo toan phan
    bi can chu chuc cong doc giam hieu huyen pho phong phuong so thon thuong tich tinh truong uy xa
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "nameless",
        re.compile(
            r"\b(?:nac danh|giau ten|an danh|(?:khong|ko|k) ky"
            r"|(?:khong|ko|k|chua) (?:co |can )?(?:ky |ghi |neu |de |xung )?(?:ro )?(?:ho )?(?:ten|danh))\b"
        ),
    ),
    (
        "withdrawn",
        re.compile(r"\brut (?:lai )?(?:don |noi dung )?(?:to (?:cao|giac)|don|lai)\b|\bto cao(?: \w+){0,3} rut\b"),
    ),
    ("false", re.compile(r"\bto (?:cao|giac) (?:nham|sai|oan|khong dung|ko dung|bay|lao)\b")),
    ("again", re.compile(r"\bto cao (?:tiep|lan (?:hai|2|thu hai|nua))\b")),
    (
        "days",
        re.compile(r"\b(?:bao lau|may ngay|bao nhieu (?:ngay|lau)|thoi han|thoi gian)\b"),
    ),
    (
        "who",
        re.compile(
            r"\b(?:ai|co quan nao|noi nao)(?: \w+){0,3} (?:tham quyen|giai quyet|nhan|xu ly|xem xet)\b"
            r"|\b(?:gui|nop|den|bao|tham quyen cua|la) (?:cho )?(?:ai|dau|o dau|co quan nao)\b|\bo dau\b|\bvoi ai\b"
        ),
    ),
)


def asked_of_denouncing(words: Words) -> str:
    """Return what of denouncing is asked for: nameless, withdrawn, false, again, days, who; blank for all else.

    Only words that tell of nobody may stand beside it: who tells a wrong with it denounces (law on denunciations).
    """
    said = " ".join(words.bases)
    if len(words) > _MOST or not _DENOUNCING.search(said) or not (_ASKS.search(said) or words.asks()):
        return ""
    if not _PLAIN.issuperset(words.bases):
        return ""
    return next((name for name, pattern in _ASKED if pattern.search(said)), "")
