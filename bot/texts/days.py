"""Says a day as people say it, in one place for every sentence of the house."""

from datetime import date

from bot.texts.languages import FIRST, languages


def say_day(day: date, *, today: date | None, language: str = "vi") -> str:
    """Return "thứ Hai 07/12"; with the year where it differs from today's or today is unknown."""
    known = languages()
    name = known.get(language, known[FIRST]).weekdays[day.weekday()]
    is_this_year = today is not None and today.year == day.year
    return f"{name} {day:%d/%m}" if is_this_year else f"{name} {day:%d/%m/%Y}"


def say_iso_day(text: str, *, today: date | None, language: str = "vi") -> str:
    """Return an ISO date as `say_day` does; anything else (also the empty text) as it stands."""
    try:
        return say_day(date.fromisoformat(text), today=today, language=language)
    except ValueError:
        return text


def day_in_other_words(text: str, before: str, after: str) -> str:
    """Return words that begin with a day as `say_day` said it in one language with its name in another."""
    known = languages()
    for number, name in enumerate(known.get(before, known[FIRST]).weekdays):
        if text.startswith(f"{name} "):
            return known.get(after, known[FIRST]).weekdays[number] + text.removeprefix(name)
    return text
