"""A link to a map that is told holds the point where it is: taken as if it were sent, and never looked up."""

from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Located
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import FindAlike
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.questions import OF_DRAFT
from bot.dialogue.telling.telling import show_point
from routing.language.links import beyond_links, point_in
from routing.places import Place, load_gazetteer
from routing.records import replace

_OF_LINKS = "/"


def pinned(before: State, played: Step, context: Context) -> Step:
    """Return the step with the point of a link that was just told in its draft; what it asked is asked anew."""
    draft = played.state.draft
    if draft is None or _OF_LINKS not in f"{draft.text}{draft.place_text}":
        return played
    orders = [one for one in played.orders if not isinstance(one, FindAlike)]  # others alike lie where the point does
    is_asked = played.state.step in OF_DRAFT or len(orders) < len(played.orders)
    if not is_asked or is_denouncing(played.state):
        return played
    point = point_in(_news(before.draft, draft))
    if point is None:
        return played
    at = Located(_around(*point), *point)
    told = show_point(replace(played.state, draft=_without_link(draft)), context, at)
    asked = told.state.step_no
    kept = (one for one in played.replies if not one.choices and one.step_no not in {asked, played.state.step_no})
    return told.after(*kept).ordering(*orders)


def _news(before: Draft | None, draft: Draft) -> str:
    """Return what is told now and was not before, as the matter or as its place."""
    known = "" if before is None else f"{before.text}\n{before.place_text}"
    return "\n".join(one for one in (*draft.text.splitlines(), draft.place_text) if one not in known)


def _around(lat: float, lon: float) -> Place | None:
    commune = load_gazetteer().nearest(lat, lon)
    return Place("", commune.code, commune.name) if commune else None


def _without_link(draft: Draft) -> Draft:
    """Return the draft with its place in words, which no link is; the link stays with the matter."""
    words = " ".join(beyond_links(draft.place_text).split()).strip(" ,.")
    if words == draft.place_text:
        return draft
    link = draft.place_text if point_in(draft.place_text) else ""
    is_kept = not link or link in draft.text
    return replace(draft, place_text=words, text=draft.text if is_kept else f"{draft.text}\n{link}".strip())
