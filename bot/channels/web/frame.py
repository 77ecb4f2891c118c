"""The chat inside another site's page: which addresses may be framed, and by whom.

Only what stands under `/nhung` may ever be framed, and only by the sites that the installation names; the panel, the
sealed form, the look-up and our own page never. In there the chat is another chat with a cookie of its own, which
browsers keep apart for each site that frames us.
"""

from starlette.requests import Request

from intake.settings import Settings

HOME = "/nhung"
SCRIPT = f"{HOME}.js"


def is_framed(path: str) -> bool:
    """Tell whether an address is one that another site's page may show."""
    return path == HOME or path.startswith(f"{HOME}/")


def home_of(request: Request) -> str:
    """Return what the addresses of the chat begin with, for the page that asks: `/nhung` in a frame, else nothing."""
    return HOME if is_framed(request.url.path) else ""


def ancestors(settings: Settings) -> str:
    """Return who may frame the chat, as a policy names them."""
    return " ".join(settings.embed_origins) or "'none'"
