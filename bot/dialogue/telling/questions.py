"""The questions of a matter that is being told, and which of them comes next: only what is missing, one at a time."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.dialogue import complaint_questions as complaint
from bot.dialogue.asking import Option, ask, label, rest, say, short_topic, summary_of, topic_name, understood
from bot.dialogue.denounce_ways import ask_way, ask_whether, is_denunciation, is_in_doubt, says_outright, wants_way
from bot.dialogue.draft import PLACE_BOUND, SURE, is_unclear, only_points, place_of
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_facts import FIELDS as FORM_FIELDS
from bot.dialogue.options import can_send
from bot.dialogue.state import Draft, State
from bot.dialogue.telling import belonging
from bot.dialogue.telling.alike import ask_alike, compare, is_to_compare
from bot.dialogue.telling.namesakes import offered, pick_place, told_before
from bot.dialogue.telling.refusing import ask_of_both, asks_of_both
from bot.dialogue.telling.voice import ask_words
from bot.dialogue.words import names_a_spot, vocabulary
from bot.texts.languages import FIRST
from routing.dangers.advice import is_done_from_afar
from routing.kinds import ALIKE, Kind
from routing.language.links import is_only_link
from routing.language.words import split
from routing.legal.filing import asks_how_to_complain
from routing.legal.lawful import asks_whether_lawful
from routing.managed import is_known_place
from routing.records import replace
from routing.topics import OTHER_TOPIC

_MOST_ASKED = 2
_TOPICS_OFFERED = 3
_WORTH_OFFERING = 0.4  # of the likeliest topic's score: what lies below would only look silly
_TOPICS_TO_CHANGE = 6
_USUAL_TOPICS = (
    "giao_thong_ha_tang", "moi_truong", "dat_dai", "thu_tuc_hanh_chinh", "an_ninh_trat_tu", "dien", "nuoc",
)  # fmt: skip
_READ_BACK = {
    "complaint": "confirm.complaint",
    "denunciation": "confirm.denunciation",
    "inquiry": "confirm.inquiry",
}
_NOTES = {"complaint": "note.complaint", "denunciation": "note.denunciation"}


def proceed(state: State, context: Context) -> Step:
    """Ask the next thing that the draft still needs, or read it back; first tell where it belongs if not to us."""
    state, told = belonging.settled(told_before(state, context), context)
    return _proceed(state, context).after(*told)


def _proceed(state: State, context: Context) -> Step:
    draft = state.draft
    if draft is None:
        return rest(state, say("idle.invite"))
    if wants_way(draft):
        return ask_way(state, context)
    if state.twofold is not None and state.twofold.whole == draft.text and not is_denunciation(draft):
        return ask_two(state, context)
    asked_enough = draft.wordless or (draft.what_asked >= _MOST_ASKED and bool(draft.text.strip()))
    if is_unclear(draft) and not asked_enough:
        return ask_what(state, context)
    question = next_of(draft)
    if question is confirm and (draft.alike or is_to_compare(draft, context)):
        question = ask_alike if draft.alike else compare
    return question(state, context)


def next_of(draft: Draft) -> "Question":
    """Return the next question for a draft whose matter is told."""
    if is_in_doubt(draft):
        return ask_whether
    if complaint.is_doubtful(draft):
        return complaint.ask_kind
    if draft.candidates and not draft.commune_code:
        return pick_place
    if draft.outside and not draft.outside_accepted:
        return outside
    if not draft.place_skipped and not draft.outside and _lacks_place(draft):
        return ask_place
    return _after_place(draft)


def _after_place(draft: Draft) -> "Question":
    if _lacks_topic(draft):
        return pick_topic
    if field := complaint.missing(draft):
        return OF_DRAFT[f"{complaint.STEP}{field}"]
    return confirm


def _lacks_place(draft: Draft) -> bool:
    if draft.kind == Kind.INQUIRY and (draft.referred or _is_of_law(draft)):
        return False  # who answers it is told already, or the law is the same everywhere
    if draft.commune_code is None:
        return draft.place_asked < _MOST_ASKED and not is_known_place(draft.place_text, draft.topic)
    is_bound = draft.topic in PLACE_BOUND and draft.confidence >= SURE  # and of a bill, who answers knows whose it is
    is_settled = bool(draft.place_text or draft.place_asked or draft.referred) or draft.lat is not None
    return is_bound and not is_settled and not (names_a_spot(draft.text) or _is_of_no_spot(draft))


def _is_of_law(draft: Draft) -> bool:
    return draft.kind == Kind.INQUIRY and asks_whether_lawful(draft.text)


def _is_of_no_spot(draft: Draft) -> bool:
    """Whether only the commune matters: who complains of a decision, asks how, or was cheated, reports no spot."""
    return (
        draft.kind == Kind.COMPLAINT
        or (draft.kind == Kind.INQUIRY and asks_how_to_complain(split(draft.text)))
        or is_done_from_afar(draft.text)
    )


def _lacks_topic(draft: Draft) -> bool:
    has_choice = draft.topic != OTHER_TOPIC or bool(_likely(draft))
    is_unsure = draft.topic_by == "machine" and (draft.confidence < SURE or draft.topic == OTHER_TOPIC)
    goes_to_a_desk = draft.in_danger or draft.kind in _NOTES or _is_of_law(draft)
    return is_unsure and has_choice and not draft.topic_asked and not goes_to_a_desk


def ask_what(state: State, context: Context) -> Step:
    """Ask what the matter is about."""
    draft = state.draft
    if draft is None:
        return ask(state, "ask_what", "ask.what")
    if draft.text.strip() and not (draft.media and only_points(draft.text)):
        return ask(state, "ask_what", "ask.what_of_link" if is_only_link(draft.text) else "ask.more")
    if draft.way and not draft.media and draft.lat is None:
        return ask(state, "ask_what", "denounce.what")
    if draft.kind == Kind.COMPLAINT and not draft.media and draft.lat is None:
        return ask(state, "ask_what", "complaint.what")
    if draft.voices:
        return ask_words(state, context)
    is_placed = draft.lat is not None or (draft.place_text and not draft.media)
    key = "ask.what_at_place" if is_placed else "ask.what_of_photo" if draft.media else "ask.what"
    return ask(state, "ask_what", key)


def ask_place(state: State, context: Context) -> Step:
    """Ask where it is: the spot, or only the commune where that is enough."""
    del context
    draft = state.draft or Draft()
    if draft.commune_name and not draft.place_text and draft.place_by == "machine":
        return ask(state, "ask_place", "ask.spot", ["unknown_place"], wants="location", commune=draft.commune_name)
    if draft.place_text and not draft.commune_code:
        options = [*offered(state, draft.place_text), "unknown_place"]
        return ask(state, "ask_place", "ask.commune_of_place", options, wants="location", place=draft.place_text)
    is_bound = (draft.topic in PLACE_BOUND or draft.confidence < SURE) and not _is_of_no_spot(draft)
    key = "ask.place" if is_bound else "ask.commune"
    return ask(state, "ask_place", key, ["unknown_place"], wants="location")


def change_place(state: State, context: Context) -> Step:
    """Ask for another place than the one read back; what is known stays until something better is said."""
    del context
    if state.draft is not None:
        state = replace(state, draft=replace(state.draft, replacing=True))
    return ask(understood(state), "ask_place", "ask.new_place", ["unknown_place"], wants="location")


OUTSIDE = ("send_anyway", "place", "drop")


def outside(state: State, context: Context) -> Step:
    """Say that the place is in another province, and offer to send it anyway."""
    province = (state.draft and state.draft.outside) or ""
    return ask(state, "outside", "ask.outside", OUTSIDE, province=province, office=context.office)


def pick_topic(state: State, context: Context) -> Step:
    """Ask which of the likely topics it is."""
    return _topics(state, context, "ask.topic", _likely(state.draft or Draft())[:_TOPICS_OFFERED])


def _likely(draft: Draft) -> list[str]:
    """Return the topics that are worth offering, the likeliest first."""
    floor = _WORTH_OFFERING * max((score for _code, score in draft.topics), default=0.0)
    return [code for code, score in draft.topics if code != OTHER_TOPIC and score >= floor]


def change_topic(state: State, context: Context) -> Step:
    """Offer other topics than the one read back."""
    draft = state.draft or Draft()
    likely = [code for code, _score in draft.topics if code != OTHER_TOPIC]
    others = [code for code in dict.fromkeys([*likely, *_USUAL_TOPICS]) if code != draft.topic]
    return _topics(state, context, "ask.new_topic", others[:_TOPICS_TO_CHANGE])


def _topics_again(state: State, context: Context) -> Step:
    """Offer the topics once more that stand beside the open question, else the likely ones."""
    codes = [option.partition(":")[2] for option, _label in state.options if option.startswith("topic:")]
    likely = _likely(state.draft or Draft())[:_TOPICS_OFFERED]
    if state.step != "pick_topic" or not codes or codes == likely:
        return pick_topic(state, context)
    return _topics(state, context, "ask.new_topic", codes)


def _topics(state: State, context: Context, key: str, codes: list[str]) -> Step:
    named = [code for code in codes if code in context.topic_names]
    options: list[Option] = [(f"topic:{code}", short_topic(topic_name(code, state, context))) for code in named]
    return ask(state, "pick_topic", key, [*options, "other_topic"])


def _read_back_key(draft: Draft) -> str:
    if draft.way == "tip":
        return "confirm.tip"
    return _READ_BACK.get(draft.kind, "confirm.read_back") if draft.text.strip() else "confirm.voice"


def confirm(state: State, context: Context) -> Step:
    """Read the matter back, with what the law asks the citizen to know first; only a yes to this sends it."""
    draft = state.draft or Draft()
    told = replace(state, draft=replace(draft, noted=True))
    step = ask(
        told,
        "confirm",
        _read_back_key(draft),
        ["send", *(["form"] if draft.kind == Kind.COMPLAINT else []), "topic", "place", "photo", "drop"],
        summary=summary_of(draft.text),
        topic="" if draft.topic == OTHER_TOPIC else short_topic(topic_name(draft.topic, state, context)),
        place=_place_shown(state, draft),
        media=str(draft.media) if draft.media else "",
        form=complaint.lines_of(state, draft) if draft.kind == Kind.COMPLAINT else "",
    )
    return step.after(*(say(note, office=context.office) for note in _notes_of(draft)))


def _notes_of(draft: Draft) -> Iterator[str]:
    """Yield what is said once with the first read-back; who would not be named hears who sees a name.

    Who says "tố cáo" of a nuisance hears as what it is noted, and how to denounce somebody after all.
    """
    if draft.noted or draft.way == "tip":
        return
    if draft.kind in ALIKE and vocabulary("unnamed").inside(draft.text):
        yield "plain.secret"
    if draft.kind in ALIKE and draft.kind_confidence < 1 and says_outright(draft.text):
        yield "note.reported"
    if draft.kind in _NOTES or draft.language != FIRST:
        yield _NOTES.get(draft.kind, "note.foreign")


def _place_shown(state: State, draft: Draft) -> str:
    """Return the place as it is read back, with the point that was sent."""
    named = place_of(draft)
    if draft.lat is None:
        return named or label(state, "place.unknown")
    point = label(state, "place.point")
    return f"{named}, {point}" if named else point


def ask_two(state: State, context: Context) -> Step:
    """Ask whether two matters were told, each for whoever is in charge of it."""
    told = state.twofold
    if told is None or told.first is None or told.other is None:
        return proceed(replace(state, twofold=None), context)
    first, other = summary_of(told.first.text), summary_of(told.other.text)
    return ask(state, "ask_two", "ask.two", ["two_yes", "two_no"], first=first, other=other)


def ask_photo(state: State, context: Context) -> Step:
    """Ask for a photo."""
    del context
    return ask(state, "ask_photo", "ask.photo", ["photos_done"], wants="photo")


def ask_drop(state: State, context: Context) -> Step:
    """Ask once whether the draft is to be forgotten; what was just read back may as well be sent."""
    del context
    if asks_of_both(state):
        return ask_of_both(state)
    sends = ["send"] if state.step in {"confirm", "drop"} and can_send(state) else []
    return ask(state, "drop", "ask.drop", ["drop_yes", "keep", *sends])


Question = Callable[[State, Context], Step]
OF_DRAFT: Mapping[str, Question] = {
    "ask_what": ask_what,
    "ask_two": ask_two,
    "ask_place": ask_place,
    "pick_place": pick_place,
    "outside": outside,
    "pick_topic": _topics_again,
    "similar": ask_alike,
    "confirm": confirm,
    "sending": confirm,
    "ask_photo": ask_photo,
    "drop": ask_drop,
    "ask_accusing": ask_whether,
    "ask_kind": complaint.ask_kind,
    "pick_field": complaint.ask_which_field,
    **{f"{complaint.STEP}{field}": partial(complaint.ask_field, field) for field in FORM_FIELDS},
}
