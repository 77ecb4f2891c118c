"""Puts what waits for an officer's chat into words at the moment of sending, with the rights of that moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.messages import Choice, Outbound
from bot.officers.machine import IDLE, State
from bot.officers.talk import MARK
from bot.officers.words import say
from bot.texts.days import say_day
from intake.acts import officer_news
from intake.acts.officer_news import Card, News
from intake.db import Transaction
from intake.lifecycle import Move
from intake.notices import officer_outlet
from intake.officers import officer_chats
from intake.officers.officer_chats import Side
from intake.refs import CASE, Refs
from intake.sending.parcels import Parcel
from intake.settings import Settings

_WRITTEN_THERE = frozenset({"urgent", "relief"})
_WAITING: Mapping[str, str] = {"screening": "unsorted", "assigned": "waiting"}
_OPTIONS: Mapping[Move, str] = {Move.ACCEPT: "a", Move.RETURN: "t"}


def in_words(tx: Transaction, settings: Settings, parcel: Parcel) -> Outbound | None:
    """Return what is to be sent; None where nothing of it may be told any more: then it is taken back.

    Raises:
        KeyError: the payload names no sentence.
    """
    side = officer_chats.side_of(tx, parcel.conversation_id)
    if "notices" in parcel.payload:
        message = _told(tx, settings, side, parcel) if side else None
    else:
        message = _said(tx, settings, side, parcel)
    if message is None:
        officer_outlet.drop(tx, parcel.id)
    return message


# --- answers ----------------------------------------------------------------------------------------------------------


def _said(tx: Transaction, settings: Settings, side: Side | None, parcel: Parcel) -> Outbound | None:
    key, case_id = parcel.payload["say"], parcel.payload.get("case_id", 0)
    if key == "list":
        return _today(tx, settings, side, parcel.conversation_id) if side else None
    card = officer_news.card(tx, side.viewer, case_id) if side and case_id else None
    if key == "card":
        return _card(tx, settings, parcel.conversation_id, card) if card else Outbound(say("say.no_case"))
    fields = {**parcel.payload.get("fields", {}), "code": card.code if card else ""}
    options = parcel.payload.get("options", ())
    return Outbound(say(f"say.{key}", **fields), _buttons(options))


def _today(tx: Transaction, settings: Settings, side: Side, conversation_id: int) -> Outbound:
    found = officer_news.today(tx, side.viewer)
    if not found.cards:
        return Outbound(say("say.today_none"))
    lines = [f"{number}. {_line(card, tx.today)}" for number, card in enumerate(found.cards, start=1)]
    more = say("say.today_more", count=str(found.more), url=f"{settings.base_url}/admin/") if found.more else ""
    _stand_for(tx, conversation_id, [f"c:{card.id}" for card in found.cards])
    return Outbound(_joined(say("say.today"), *lines, more, say("say.today_pick")))


def _card(tx: Transaction, settings: Settings, conversation_id: int, card: Card, first: str = "") -> Outbound:
    """Return a case with what may be done with it now as buttons, which numbers stand for too."""
    options = [f"{_OPTIONS[move]}:{card.id}:{card.version}" for move in card.moves]
    shown = options if _stand_for(tx, conversation_id, options) else []
    text = _joined(
        first,
        _line(card, tx.today),
        f"{settings.base_url}/admin/cases/{Refs(settings.secret_key).shown(CASE, card.id)}",
    )
    return Outbound(text, _buttons(shown))


# --- notices ----------------------------------------------------------------------------------------------------------


def _told(tx: Transaction, settings: Settings, side: Side, parcel: Parcel) -> Outbound | None:
    news = officer_news.tellable(tx, side.viewer, parcel.payload["notices"])
    if not news:
        return None
    if len(news) == 1 and news[0].card is not None:
        card = officer_news.card(tx, side.viewer, news[0].card.id)
        shown = replace(card, moves=()) if side.is_citizen and card else card
        return _card(tx, settings, parcel.conversation_id, shown, _first(news[0])) if shown else None
    return _many(tx, settings, side, parcel.conversation_id, news)


def _many(tx: Transaction, settings: Settings, side: Side, conversation_id: int, news: Sequence[News]) -> Outbound:
    """Return many things in one message: what is about no case first, then the cases, each with a number."""
    plain = [_plain(settings, one.kind) for one in news if one.card is None]
    about = [(_first(one).rstrip("."), one.card) for one in news if one.card is not None]
    listed, more = about[: officer_news.MOST], len(about) - officer_news.MOST
    lines = [f"{no}. {first}: {_line(card, tx.today)}" for no, (first, card) in enumerate(listed, start=1)]
    rest = say("say.news_more", count=str(more)) if more > 0 else ""
    picks = listed and not side.is_citizen and _stand_for(tx, conversation_id, [f"c:{card.id}" for _, card in listed])
    head, pick = say("say.news") if listed else "", say("say.today_pick") if picks else ""
    return Outbound(_joined(*plain, head, *lines, rest, pick))


def _first(news: News) -> str:
    return news.text or say(f"kind.{news.kind}")


def _plain(settings: Settings, kind: str) -> str:
    sentence = say(f"kind.{kind}")
    return f"{sentence}\n{settings.base_url}/admin/notices" if kind in _WRITTEN_THERE else sentence


# --- parts ------------------------------------------------------------------------------------------------------------


def _line(card: Card, today: date) -> str:
    return say("line.case", code=card.code, topic=card.topic, due=_due(card, today))


def _due(card: Card, today: date) -> str:
    """Return what presses of a case: that nobody has taken it on, and its day."""
    waiting = say(f"line.{_WAITING[card.state]}") if card.state in _WAITING else ""
    return ", ".join(part for part in (waiting, _day(card, today)) if part)


def _day(card: Card, today: date) -> str:
    if card.due_on is None:
        return ""
    if card.due_on == today:
        return say("line.due_today")
    return say("line.late" if card.due_on < today else "line.due", day=say_day(card.due_on, today=today))


def _buttons(options: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(f"{MARK}{option}", say(f"label.{option.partition(':')[0]}")) for option in options)


def _stand_for(tx: Transaction, conversation_id: int, options: Sequence[str]) -> bool:
    """Let the numbers of this message stand for its options; False while another question waits for its answer."""
    stored = officer_chats.locked_state(tx, conversation_id)
    state = State.from_json(stored or {})
    if stored is None or state.step != IDLE:
        return False
    officer_chats.keep_state(tx, conversation_id, replace(state, options=tuple(options)).to_json())
    return True


def _joined(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
