"""Makes a draft from what was read, and adds to it what the citizen tells later; nothing told is ever dropped."""

from bot.dialogue.complaint_questions import with_facts
from bot.dialogue.hearing.only_who import only_says_who
from bot.dialogue.hearing.place_answers import is_bare_spot
from bot.dialogue.hearing.tongues import tells_a_complaint, tells_an_accusation, topic_told, written_in
from bot.dialogue.pinned import gainsays_point, spot_of, torn
from bot.dialogue.state import Draft, Pairs
from bot.dialogue.words import names_a_spot, vocabulary
from bot.texts.languages import FIRST
from routing.dangers.advice import JUDGEMENTS, advice_in
from routing.dangers.hazards import is_hazard
from routing.gazetteer.address_words import begins_in_unit
from routing.kinds import ALIKE, Kind
from routing.language.links import beyond_links, is_only_link
from routing.language.words import split
from routing.places import Place
from routing.reading import Reading
from routing.records import replace
from routing.text import fold
from routing.topics import OTHER_TOPIC

SURE = 0.5
_FEW_WORDS = 4
_WORDY_PLACE = 120
_NAMED_IN = 8  # words
TOLD = frozenset({Kind.FEEDBACK.value, Kind.PETITION.value, Kind.COMPLAINT.value})
# Told without a place these cannot be looked at; the others only need the commune that answers.
PLACE_BOUND = frozenset(
    {
        "an_ninh_trat_tu",
        "an_toan_thuc_pham",
        "cay_xanh",
        "chieu_sang",
        "dien",
        "giao_thong_ha_tang",
        "giao_thong_vi_pham",
        "khoang_san",
        "lam_nghiep",
        "moi_truong",
        "nuoc",
        "pccc",
        "thoat_nuoc",
        "tieng_on",
        "trat_tu_do_thi",
        "vat_nuoi",
        "xay_dung",
    }
)


def add_telling(draft: Draft, text: str, reading: Reading | None) -> Draft:
    """Return the draft with a further message: its words, and what it makes clearer."""
    is_repeated = fold(text) in map(fold, draft.text.splitlines())  # said again since nobody seemed to hear
    is_first = not draft.text.strip() or is_only_link(draft.text)
    parts = (text, draft.text) if is_first else (draft.text, text)  # what is told of a link stands before it
    told = draft.text if is_repeated else "\n".join(part for part in parts if part.strip())
    draft = replace(draft, text=told)
    if reading is None:
        return draft
    written = written_in(text)
    if (language := draft.language if written == FIRST and text.isascii() else written) != FIRST:
        draft = with_danger(replace(draft, language=language), reading)
        if tells_an_accusation(text):  # all else of another language is guessed at, and left to an officer
            draft = _with_topic(_with_kind(draft, reading), reading)
        elif (is_complaint := tells_a_complaint(text)) or (reading.kind in TOLD and topic_told(text)):
            draft = _with_kind(replace(draft, reading=draft.reading or reading.to_json()), reading)
            draft = draft if is_complaint else _with_topic(draft, reading)
        return draft if draft.commune_code or reading.place is None else with_place(draft, reading.place, by="machine")
    if is_first or draft.reading is None or draft.kind == Kind.OTHER:  # what was said before told no matter
        draft = replace(draft, reading=reading.to_json())
    draft = _with_topic(_with_kind(with_danger(draft, reading), reading), reading)
    draft = with_facts(draft, told if is_first else text)
    has_place = draft.commune_code or draft.place_text or draft.place_by == "citizen"
    if reading.place is None:
        return draft
    if has_place and not (_says_spot_in(draft, reading.place) or gainsays_point(draft, reading.place)):
        return draft
    return with_place(draft, reading.place, by=draft.place_by if has_place else "machine")


def _says_spot_in(draft: Draft, place: Place) -> bool:
    """Whether a spot is told in the commune of which no spot is known yet."""
    is_there = place.code in {None, draft.commune_code} and not (place.candidates or place.outside)
    return bool(draft.commune_code and place.text) and not draft.place_text and is_there


def with_danger(draft: Draft, reading: Reading) -> Draft:
    """Return the draft marked urgent where a message tells of a danger to life or a hazard; a danger counts first."""
    if not reading.alarm:
        return draft
    is_first = not draft.danger_kind or (is_hazard(draft.danger_kind) and reading.danger is not None)
    return replace(draft, urgent=True, danger_kind=reading.alarm if is_first else draft.danger_kind)


def _with_kind(draft: Draft, reading: Reading) -> Draft:
    is_clearer = draft.kind == Kind.OTHER or reading.kind_confidence > draft.kind_confidence
    is_asked = reading.kind is Kind.INQUIRY and draft.kind in TOLD  # a question about a report leaves it a report
    is_form = draft.kind == Kind.COMPLAINT and draft.noted and reading.kind in ALIKE  # its writer knows it as one
    if draft.way or reading.kind is Kind.OTHER or is_asked or is_form or not is_clearer:
        return draft
    kind = Kind.FEEDBACK if reading.kind is Kind.COMPLAINT and _is_judged(draft.text) else reading.kind
    return replace(draft, kind=kind.value, kind_confidence=reading.kind_confidence, noted=False)


def _is_judged(text: str) -> bool:
    """Whether it is about a court's judgement, of which no form of a complaint can be made: it is appealed."""
    advice = advice_in(text)
    return advice is not None and advice.code in JUDGEMENTS


def _with_topic(draft: Draft, reading: Reading) -> Draft:
    is_clearer = draft.topic == OTHER_TOPIC or (
        reading.topic != OTHER_TOPIC and reading.confidence > draft.confidence  # what tells nothing is surely nothing
    )
    if draft.topic_by == "citizen" or not reading.topics or not is_clearer:
        return draft
    topics = tuple((score.code, score.score) for score in reading.topics)
    return replace(draft, topic=reading.topic, topics=topics, confidence=reading.confidence)


def is_topic_known(reading: Reading) -> bool:
    """Whether it is known well enough what a message is about."""
    return reading.topic != OTHER_TOPIC and reading.confidence >= SURE


def placed_in(draft: Draft) -> Place | None:
    """Return the place of a draft whose commune is known, None for any other."""
    return Place(draft.place_text, draft.commune_code, draft.commune_name) if draft.commune_code else None


def with_place(draft: Draft, place: Place, *, by: str) -> Draft:
    """Return the draft at a place.

    Words for it that are known stay where the place only names a commune, a commune where it only names a spot. Another
    commune than the point on the map lies in is to be asked about.
    """
    if gainsays_point(draft, place):
        return torn(replace(draft, place_text=place.text or draft.place_text), place, pinned=draft.pinned)
    is_known = place.code is not None
    if draft.pinned and is_known and place.code != draft.pinned:
        draft = replace(draft, pinned="", lat=None, lon=None)
    if not (is_known or place.candidates or place.outside) and draft.commune_code is not None:
        return replace(with_place_words(draft, place.text or draft.place_text), place_by=by)
    return replace(
        draft,
        place_text=place.text or (spot_of(draft) if is_known else draft.place_text),
        commune_code=place.code,
        commune_name=place.name,
        candidates=() if is_known else tuple((one.code, one.name) for one in place.candidates),
        formerly=_formerly(draft, place),
        outside=place.outside,
        outside_accepted=False,
        replacing=False,
        place_by=by,
        place_skipped=False,
        compared=False,
        alike=(),
    )


def _formerly(draft: Draft, place: Place) -> Pairs:
    """Return the former names of the communes that a place may be in; that of a known one stays what it was told as."""
    if place.code is None:
        return tuple((one.code, one.told_as) for one in place.candidates if one.told_as)
    former = place.told_as or dict(draft.formerly).get(place.code, "")
    return ((place.code, former),) if former else ()


def with_place_words(draft: Draft, words: str) -> Draft:
    """Return the draft at a place that only the citizen's words name."""
    placed = replace(draft, place_text=" ".join(words.split()), candidates=(), place_by="citizen", place_skipped=False)
    return replace(placed, compared=False, alike=())


def with_topic(draft: Draft, code: str) -> Draft:
    """Return the draft with the topic that the citizen chose."""
    return replace(draft, topic=code, confidence=1.0, topic_by="citizen")


def is_place_words(text: str, reading: Reading) -> bool:
    """Whether an answer that names no known place may still be the citizen's words for one, not more of the story."""
    is_named = reading.place is not None and len(text.split()) <= _NAMED_IN and names_a_spot(text)
    is_telling = (
        reading.kind is not Kind.OTHER
        and reading.confidence >= SURE
        and not (is_named or _is_named_unit(text) or is_bare_spot(text))
    )
    is_story = reading.danger is not None or is_telling
    return len(text) <= _WORDY_PLACE and bool(fold(text)) and not is_story


def _is_named_unit(text: str) -> bool:
    """Whether a few words are a unit and its name ("làng Thổ"), whatever a learned reader hears in the name."""
    words = split(text)
    return 1 < len(words) <= _FEW_WORDS and begins_in_unit(words) and all(words.capital[1:])


def is_unclear(draft: Draft) -> bool:
    """Whether the draft says too little to be anybody's matter."""
    if not fold(draft.text) or is_only_link(draft.text) or (draft.media and only_points(draft.text)):
        return True
    is_known = draft.topic != OTHER_TOPIC or draft.topic_by == "citizen"
    return not is_known and (len(fold(beyond_links(draft.text)).split()) < _FEW_WORDS or only_says_who(draft.text))


def only_points(text: str) -> bool:
    """Whether all that is told only points at the photos ("như hình")."""
    return all(vocabulary("of_photo").meanings(line) for line in text.splitlines())


def place_of(draft: Draft) -> str:
    """Return the place for a sentence: the citizen's words, the commune, or blank."""
    named, where = draft.commune_name or draft.outside or "", where_told(draft)
    if named and fold(named) in fold(draft.place_text):
        return where
    return ", ".join(part for part in (where, named) if part)


def where_told(draft: Draft) -> str:
    """Return the citizen's words for the place; the former commune with them, unless the matter names it.

    In a commune made of four each hamlet has three namesakes.
    """
    former = dict(draft.formerly).get(draft.commune_code or "", "")
    if not former or fold(former) in fold(f"{draft.text} {draft.place_text}"):
        return draft.place_text
    return ", ".join(part for part in (draft.place_text, f"{former} cũ") if part)
