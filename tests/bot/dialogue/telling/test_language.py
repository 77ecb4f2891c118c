"""The language may be changed at any question: it is put again with the same choices, and nothing told is lost."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from bot.dialogue import events
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.hearing.tongues import named_language
from bot.dialogue.machine import STEPS, step
from bot.dialogue.options import typed_option
from bot.dialogue.receptions import reception_lines
from bot.dialogue.state import Booking, Draft, State, Twofold
from tests.bot.dialogue.talk import Talk, play, reading_of

_WRITTEN = (Path(__file__).parents[1] / "talks.txt").read_text(encoding="utf-8")
_TALKS = dict(one.partition("\n")[::2] for one in _WRITTEN.removeprefix("### ").split("\n### "))
_ON_THE_WAY = {"sending", "lookup_own"}  # left in the same turn, nobody is asked anything there
_OF_TELLING = (
    "draft", "second", "twofold", "pending_text", "pending_media", "case_id", "answer_id", "lookup_code", "asks",
)  # fmt: skip


@dataclass
class Remembering(Talk):
    """A talk that remembers how it stood after each event."""

    switched: list = field(default_factory=list)

    def feed(self, event: events.Event) -> list[str]:
        lines = super().feed(event)
        self.switched.append((self.state, self.context))
        return lines


@cache
def _reached():
    """Return a moment of each kind that a talk reaches: where it stands, what is offered, in which language."""
    seen = {}
    for name, written in _TALKS.items():
        talk = Remembering()
        play(written, talk)
        for state, context in talk.switched:
            offered = tuple(option.partition(":")[0] for option, _label in state.options)
            seen.setdefault((state.step, offered, state.language), (name, state, context))
    return list(seen.values())


def _made(name: str):
    """Return a moment at a question that no talk reaches: as it stands once it has been asked."""
    first, other = Draft(text="Đèn đường hỏng", kind="feedback"), Draft(text="Rác bốc mùi", kind="feedback")
    draft = Draft(text="Tôi khiếu nại quyết định 45", kind="complaint", form=(("name", "Trần Thị Hiền"),), noted=True)
    begun = State(step=name, draft=draft, twofold=Twofold(draft.text, first, other))
    if name == "cancel_reception":
        begun = State(step=name, booking=Booking(1, "thứ Năm 03/12", "đất đai"))
    talk = Talk(consented=True)
    return name, repeat(begun, talk.context).state, talk.context


def _moments(of_step: str):
    reached = [one for one in _reached() if one[1].step == of_step]
    return reached or ([] if of_step in _ON_THE_WAY else [_made(of_step)])


def _offered(state: State) -> list[str]:
    return [option for option, _label in state.options]


def _asked(state: State, context, words: str):
    return step(state, events.Said(words, reading_of(), None, None), context)


def test_every_moment_is_of_a_known_question():
    assert {state.step for _name, state, _context in _reached()} <= STEPS


@pytest.mark.parametrize("of_step", sorted(STEPS))
def test_a_number_means_the_same_after_the_language_is_changed(of_step):
    for _name, state, context in _moments(of_step):
        _means_the_same(state, context)


def _means_the_same(state, context):
    words, code = ("speak English please", "en") if state.language == "vi" else ("nói tiếng Việt", "vi")
    after = _asked(state, context, words)
    assert after.state.language == code
    if state.step != "language":
        assert after.state.step == state.step
        assert _offered(after.state) == _offered(state)
    if after.state.options:
        assert after.replies[-1].choices == after.state.options
        for number, (option, _label) in enumerate(state.options if state.step != "language" else (), start=1):
            assert typed_option(str(number), after.state.options) == option
    for name in _OF_TELLING:
        assert getattr(after.state, name) == getattr(state, name), name
    assert not after.orders


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("English", "en"),
        ("english please", "en"),
        ("speak English please", "en"),
        ("can you speak English?", "en"),
        ("could we talk in english", "en"),
        ("I don't speak Vietnamese", "en"),
        ("tiếng anh", "en"),
        ("tieng anh", "en"),
        ("nói tiếng Anh đi", "en"),
        ("cho tôi đổi sang tiếng Anh nhé", "en"),
        ("tiếng Việt", "vi"),
        ("nói tiếng Việt", "vi"),
        ("noi tieng viet di em", "vi"),
        ("Vietnamese please", "vi"),
        ("switch to Vietnamese", "vi"),
        ("trả lời bằng tiếng việt được không ạ", "vi"),
        ("tôi không biết tiếng anh", "vi"),
    ],
)
def test_a_language_is_asked_for_in_either_language(words, code):
    assert named_language(words) == code


@pytest.mark.parametrize(
    "words",
    [
        "trường tiểu học thiếu giáo viên tiếng Anh",
        "học phí lớp tiếng Anh bao nhiêu",
        "biển báo chỉ ghi tiếng Anh",
        "the English teacher did not come",
        "tiếng ồn",
    ],
)
def test_who_only_speaks_of_a_language_asks_for_none(words):
    assert named_language(words) is None


@pytest.mark.parametrize("words", ["speak English please", "tiếng anh"])
def test_the_question_of_a_language_leads_back_to_the_one_that_waited(words):
    talk = Talk(consented=True)
    play("đã đồng ý\nhồ sơ\ncán bộ trả lời: 1", talk)
    rated = talk.state
    talk.say("dân", "/ngonngu")
    assert talk.state.step == "language"
    talk.say("dân", words)
    assert (talk.state.step, _offered(talk.state)) == ("rate_result", _offered(rated))
    assert talk.state.left_step == ""


def test_an_accusation_warned_of_in_a_case_s_chat_stays_a_new_matter_by_number():
    """Switching turned the choices round: "1" gave the accusation to the officers of the case that it was about."""
    talk = Talk(consented=True)
    play("đã đồng ý\nhồ sơ\ntrả lời: Cán bộ địa chính nhận tiền của tôi {topic=dat_dai kind=denunciation:0.5}", talk)
    assert _offered(talk.state)[0] == "new_matter"
    talk.say("dân", "speak English please")
    assert _offered(talk.state)[0] == "new_matter"
    assert talk.said[-1].choices[0] == ("new_matter", "New matter")


def test_the_ways_to_denounce_come_with_the_whole_warning_in_the_new_language():
    talk = Talk()
    play("dân: Tôi tố cáo cán bộ nhận tiền {topic=tham_nhung kind=denunciation}", talk)
    before = _offered(talk.state)
    talk.said.clear()
    talk.say("dân", "english")
    assert [reply.key for reply in talk.said] == ["language.set", "denounce.through_any", "denounce.ask"]
    assert _offered(talk.state) == before
    assert talk.state.pending_text


def test_a_day_at_a_reception_is_named_in_the_new_language(monkeypatch):
    monkeypatch.setattr(reception_lines, "_LONGEST_LABEL", 60)  # room for the day of the week beside so long a host
    talk = Talk(consented=True)
    play("đã đồng ý\ndân: đặt lịch gặp chủ tịch", talk)
    talk.say("dân", "english")
    assert talk.state.options[0][1].startswith("Thursday 03/12")
