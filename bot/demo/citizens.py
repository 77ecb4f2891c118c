"""Simulated citizens: they tell their matter, answer what the bot asks, and sometimes come back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from bot.demo.agenda import Agenda, Life
from bot.demo.chats import Chat, Heard
from bot.demo.pictures import picture
from bot.demo.stories import Book, Story
from bot.dialogue.asking import short_topic
from intake.receipts import CaseStatus
from routing.text import fold
from routing.topics import load_catalogue

_MOST_ANSWERS = 14
_SELDOM, _HALF = 0.12, 0.5
_RATING, _LOW = ("rate:", "manner:", "reopen_no"), 2
_MARKS, _CONTENT = ((5, 5), (4, 5), (4, 4), (3, 4), (2, 3), (1, 2)), (32, 26, 16, 12, 9, 5)  # (result, attitude)
_WELCOME = ("agree", "denounce_here", "keep", "new_matter", "new_with_this")
_EXPLAINED = ("Việc này kéo dài mấy hôm nay rồi, nhờ cơ quan xem giúp.", "Tôi muốn cán bộ xuống kiểm tra giúp.")
OnCase = Callable[["Citizen", Story, CaseStatus], None]


class Citizen:
    """One citizen in one chat."""

    def __init__(self, chat: Chat, agenda: Agenda, book: Book, rng: Random) -> None:
        self.chat = chat
        self._agenda = agenda
        self._book = book
        self._rng = rng
        self._photos = 0

    def tells(self, story: Story, on_case: OnCase) -> Life:
        """Tell a matter and answer until it is registered; then hand the case over."""
        known = self.chat.case()
        if self._rng.random() < _SELDOM:
            self.chat.say(self._rng.choice(self._book.say["hello"]))
            yield self._soon()
        heard = self.chat.say(story.text)
        answering = Answering(story, self._rng, self.chat.name)
        self._photos = 1 if self.chat.takes_photos and self._rng.random() < 2 * _SELDOM else 0
        for _ in range(_MOST_ANSWERS):
            yield self._soon()
            was_last = "send" in heard.buttons
            heard = self._answer(answering, heard, story)
            case = self.chat.case() if was_last else None
            if case is not None and (known is None or case.case_id != known.case_id):
                on_case(self, story, case)
                return

    def _answer(self, answering: "Answering", heard: Heard, story: Story) -> Heard:
        if "photos_done" in heard.buttons and self._photos:
            self._photos -= 1
            return self.chat.show(picture(story.topic, self._rng))
        if "photo" in heard.buttons and self._photos:
            return self.chat.press(heard.buttons["photo"])
        option, words = answering.to(heard)
        return self.chat.press(heard.buttons[option]) if option else self.chat.say(words)

    def _soon(self) -> datetime:
        return self._agenda.now + timedelta(seconds=self._rng.randint(12, 95))

    # --- coming back ----------------------------------------------------------------------------------------------

    def nudges(self, rng: Random) -> Life:
        """Ask some days later how far it is."""
        yield self._some_day(rng, 2, 6)
        self.chat.say(rng.choice(self._book.say["nudge"]))

    def thanks(self, rng: Random) -> Life:
        """Say thanks some hours later."""
        yield self._agenda.now + timedelta(minutes=rng.randint(20, 300))
        self.chat.say(rng.choice(self._book.say["thanks"]))

    def rates(self, rng: Random) -> Life:
        """Mark the answer some hours later: most are content, with the officer more than with the result."""
        yield self._agenda.now + timedelta(minutes=rng.randint(20, 900))
        heard = self.chat.look()
        marks = rng.choices(_MARKS, _CONTENT)[0]
        words = self._book.say["rated" if min(marks) > _LOW else "rated_low"]
        for wanted in (f":{marks[0]}", "reopen_no", f":{marks[1]}"):
            option = next((one for one in heard.buttons if one.endswith(wanted) and one.startswith(_RATING)), None)
            if option:
                yield self._soon()
                heard = self.chat.press(heard.buttons[option])
        if "skip" in heard.buttons and rng.random() < _HALF:
            yield self._soon()
            self.chat.say(rng.choice(words))

    def replies(self, rng: Random) -> Life:
        """Answer an officer's question within a day and a half."""
        yield self._agenda.now + timedelta(minutes=rng.randint(30, 36 * 60))
        heard = self.chat.say(rng.choice(self._book.say["details"]))
        if to_case := _first(heard, "add:"):
            yield self._soon()
            self.chat.press(heard.buttons[to_case])

    def withdraws(self, rng: Random) -> Life:
        """Take the matter back: it has settled itself."""
        yield self._some_day(rng, 0, 2)
        heard = self.chat.say("/huy")
        for _ in range(3):
            option = _first(heard, "withdraw") or _first(heard, "yes")
            if option is None:
                return
            yield self._soon()
            heard = self.chat.press(heard.buttons[option])

    def _some_day(self, rng: Random, fewest: int, most: int) -> datetime:
        return self._agenda.now + timedelta(days=rng.randint(fewest, most), minutes=rng.randint(60, 500))


def _first(heard: Heard, beginning: str) -> str | None:
    return next((option for option in heard.buttons if option.startswith(beginning)), None)


class Answering:
    """Answers the bot's questions about one matter as a sensible person would: (button's option, typed words)."""

    def __init__(self, story: Story, rng: Random, name: str = "") -> None:
        self._story = story
        self._name = name
        self._rng = rng
        self._places = [story.where, story.commune.name, "không rõ"]
        self._more_words = [story.text, *_EXPLAINED]
        self._corrections = 2

    def to(self, heard: Heard) -> tuple[str, str]:
        """Return the answer to what was asked."""
        options = heard.buttons
        for wanted in (*_WELCOME, "different", f"in:{self._story.commune.code}", f"topic:{self._story.topic}"):
            if wanted in options:
                return wanted, ""
        if "send" in options:
            return self._confirm(heard), ""
        if "unknown_place" in options:
            return "", self._place()
        if form := self._form(heard):
            return form
        for wanted in ("other_topic", "other_place", "place", "new", "photos_done"):
            if wanted in options:
                return wanted, ""
        return "", self._more(heard)

    def _confirm(self, heard: Heard) -> str:
        name = short_topic(load_catalogue().topics[self._story.topic].name_vi)
        said = fold(heard.text)
        if self._corrections and fold(self._story.commune.name) not in said:
            self._corrections -= 1
            return "place"
        if self._corrections and fold(name) not in said and self._rng.random() < _HALF:
            self._corrections = 0
            return "topic"
        return "send"

    def _form(self, heard: Heard) -> tuple[str, str] | None:
        """Say what kind of matter it is, give name and address for a form, and leave the rest for the paper."""
        if "accuses" in heard.buttons:
            none = "only_asks" if "only_asks" in heard.buttons else "only_tells"
            return ("accuses" if self._story.kind == "denunciation" else none), ""
        if "kind_complaint" in heard.buttons:
            return ("kind_complaint" if self._story.kind == "complaint" else "kind_feedback"), ""
        if "skip:name" in heard.buttons and self._name:
            return "", self._name
        if "skip:address" in heard.buttons:
            return "", self._story.where
        later = _first(heard, "later:")
        return (later, "") if later else None

    def _place(self) -> str:
        return self._places.pop(0) if len(self._places) > 1 else self._places[0]

    def _more(self, heard: Heard) -> str:
        asks_where = any(word in fold(heard.text) for word in ("o dau", "dia chi", "xa phuong", "noi do"))
        return self._place() if asks_where or not self._more_words else self._more_words.pop(0)
