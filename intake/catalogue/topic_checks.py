"""What may be said of a topic: names and codes that are free, heirs that take, phrases that can be found."""

from collections.abc import Iterator, Mapping
from datetime import date

from intake.errors import Unsure
from routing.conflicts import CORRUPTION_TOPIC, GUARDED
from routing.cue_reach import Reach, reach
from routing.language.folding import fold
from routing.language.numbers import covered
from routing.language.phrase_rules import Phrase, parse
from routing.topic_overlay import SLUG, TIERS, Overlay, OwnTopic
from routing.topics import OTHER_TOPIC, Catalogue, Topic, load_catalogue

LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_CODE = 80, 300, 40
MOST_PHRASES, LONGEST_PHRASE = 100, 60
MOST_EXAMPLES, SHORTEST_EXAMPLE, LONGEST_EXAMPLE = 40, 10, 400
_NEW = "new"  # the address of the page that adds one
# the law and who is kept out lean on these: they have no children and no heir
FIXED = frozenset({OTHER_TOPIC, *GUARDED})


def wrong_fields(own: OwnTopic, overlay: Overlay, today: date) -> Mapping[str, str]:
    """Return what is wrong with what is said of a topic, by field; `overlay` is all that is said, this included."""
    shipped = load_catalogue().topics
    checks = (*_of_name(own, overlay, shipped), *_of_parent(own, shipped, overlay), *_of_heir(own, overlay, today))
    lists = (*_of_phrases(own, overlay), *_of_examples(own))
    return {name: sentence for name, is_wrong, sentence in reversed((*checks, *lists)) if is_wrong}


def _of_name(own: OwnTopic, overlay: Overlay, shipped: Mapping[str, Topic]) -> Iterator[tuple[str, bool, str]]:
    is_slug = SLUG.fullmatch(own.code) is not None and len(own.code) <= LONGEST_CODE
    said = f"Mã gồm chữ thường không dấu, số và dấu gạch dưới, không quá {LONGEST_CODE} chữ."
    yield "code", own.code not in shipped and (not is_slug or own.code == _NEW), said
    yield "name", own.code not in shipped and not own.name, "Xin ghi tên lĩnh vực."
    yield "name", len(own.name) > LONGEST_NAME, f"Không quá {LONGEST_NAME} chữ."
    names = {code: topic.name_vi for code, topic in shipped.items()}
    names |= {code: one.name for code, one in overlay.items() if one.name}
    alike = any(fold(name) == fold(own.name) for code, name in names.items() if code != own.code)
    yield "name", bool(own.name) and alike, "Đã có lĩnh vực mang tên này."
    against = "Không bớt được: lời kể về cán bộ, tham nhũng phải được nhận ra."
    yield "anti", own.code in GUARDED and bool(own.anti), against
    yield "description", len(own.description) > LONGEST_DESCRIPTION, f"Không quá {LONGEST_DESCRIPTION} chữ."


def _of_parent(own: OwnTopic, shipped: Mapping[str, Topic], overlay: Overlay) -> Iterator[tuple[str, bool, str]]:
    if own.code in shipped:
        yield "parent", own.parent is not None, "Lĩnh vực đi kèm phần mềm không nằm trong lĩnh vực khác."
        yield "from_on", own.from_on is not None, "Lĩnh vực đi kèm phần mềm đã dùng từ đầu."
        return
    yield "parent", own.parent not in shipped, "Xin chọn lĩnh vực chung mà nó thuộc về."
    yield "parent", own.parent in FIXED, "Lĩnh vực này không chia nhỏ được."
    above = overlay.get(own.parent or "")
    is_parting = above is not None and above.off_from is not None and own.off_from is None
    yield "parent", is_parting, "Lĩnh vực chung đã ngừng dùng."


def _of_heir(own: OwnTopic, overlay: Overlay, today: date) -> Iterator[tuple[str, bool, str]]:
    if own.off_from is None and own.heir is None:
        return
    if own.off_from is None or own.heir is None:
        yield "off_from", own.off_from is None, "Xin ghi ngừng dùng từ ngày nào."
        yield "heir", own.heir is None, "Xin chọn lĩnh vực nhận việc thay."
        return
    heir = overlay.get(own.heir)
    is_known = own.heir in load_catalogue().topics or heir is not None
    yield "off_from", own.code in FIXED, "Lĩnh vực này không ngừng dùng được."
    yield "heir", not is_known or own.heir == own.code, "Xin chọn một lĩnh vực khác."
    yield "heir", own.heir == CORRUPTION_TOPIC, "Không chuyển việc thường sang lĩnh vực này được."
    is_idle = heir is not None and (heir.off_from is not None or heir.is_off(max(own.off_from, today)))
    yield "heir", is_idle, "Lĩnh vực nhận thay cũng ngừng dùng."
    leaning = [one for one in overlay.values() if one.code != own.code and own.code in {one.heir, _living(one)}]
    named = ", ".join(sorted(one.name or one.code for one in leaning))
    yield "off_from", bool(leaning), f"Còn lĩnh vực dựa vào lĩnh vực này: {named}. Xin đổi các lĩnh vực đó trước."


def _living(own: OwnTopic) -> str | None:
    return own.parent if own.off_from is None else None


def _of_phrases(own: OwnTopic, overlay: Overlay) -> Iterator[tuple[str, bool, str]]:
    taken = {fold(text): one.name or one.code for one in overlay.values() if one.code != own.code
             for text in (*one.sure, *one.cues)}  # fmt: skip
    seen = set[str]()
    for tier in TIERS:
        phrases = getattr(own, tier)
        yield tier, len(phrases) > MOST_PHRASES, f"Nhiều nhất {MOST_PHRASES} cụm từ."
        for text in phrases:
            yield tier, fold(text) in seen, f"“{text}” có hai lần."
            seen.add(fold(text))
            yield tier, not _is_phrase(text), f"“{text[:LONGEST_PHRASE]}”: mỗi dòng một cụm từ, từ một đến bảy chữ."
            yield tier, covered(text) != text, f"“{text[:LONGEST_PHRASE]}”: không ghi số điện thoại, số giấy tờ."
            other = taken.get(fold(text)) if tier != "anti" else None
            yield tier, other is not None, f"“{text}” đã trỏ tới lĩnh vực {other}."


def _is_phrase(text: str) -> bool:
    try:
        return len(text) <= LONGEST_PHRASE and all(_is_plain(one) for one in parse(text, "", 1.0))
    except ValueError:
        return False


def _is_plain(phrase: Phrase) -> bool:
    return all(word.isalnum() for word in phrase.bases) and all(map(_is_plain, phrase.tails))


def _of_examples(own: OwnTopic) -> Iterator[tuple[str, bool, str]]:
    yield "examples", len(own.examples) > MOST_EXAMPLES, f"Nhiều nhất {MOST_EXAMPLES} câu."
    for text in own.examples:
        fits = SHORTEST_EXAMPLE <= len(text) <= LONGEST_EXAMPLE
        yield "examples", not fits, f"“{text[:40]}”: mỗi câu từ {SHORTEST_EXAMPLE} đến {LONGEST_EXAMPLE} chữ."


def reaches(own: OwnTopic, before: OwnTopic, catalogue: Catalogue) -> tuple[Reach, ...]:
    """Return how many of the shipped examples the phrases hit that are new in `own`."""
    known = {*before.sure, *before.cues}
    added = [text for text in (*own.sure, *own.cues) if text not in known and _is_phrase(text)]
    kin = {own.code, own.parent or own.code}
    kin |= {code for code, topic in catalogue.topics.items() if own.code in {topic.heir, topic.parent}}
    return tuple(reach(text, kin) for text in added)


def require_narrow(found: tuple[Reach, ...], sure: str) -> None:
    """Ask about phrases that hit many messages of other topics.

    Raises:
        Unsure: there are such phrases, and `sure` does not say that these are meant.
    """
    wide = [one for one in found if one.is_wide]
    key = "|".join(sorted(one.text for one in wide))
    if wide and key != sure:
        named = ", ".join(f"“{one.text}”" for one in wide)
        raise Unsure(f"Cụm từ quá chung: {named} có trong nhiều câu mẫu của lĩnh vực khác.", {}, key)
