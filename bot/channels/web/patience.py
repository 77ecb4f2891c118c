"""How long whoever posts a form waits; where that was too short, the page gives back what was typed."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.problems import RETRY_AFTER_S
from intake.errors import Unavailable


async def served(request: Request, answer: Callable[[], Response], late: Callable[[Unavailable], Response]) -> Response:
    """Return the answer to a form; `late` makes the page where the book is slow or away, and asks nothing of it."""
    try:
        response: Response = await request.app.state.counter.serve(answer)
    except Unavailable as error:
        response = late(error)
        response.headers["Retry-After"] = RETRY_AFTER_S
    return response
