"""What both front doors say of the way to them: where the office is reached by https, it is never asked otherwise."""

from intake.settings import Settings

_YEAR = 365 * 24 * 3600


def https_only(settings: Settings) -> dict[str, str]:
    """Return the header by which browsers come by https alone for a year; none where the address is http."""
    return {"Strict-Transport-Security": f"max-age={_YEAR}"} if settings.secure_cookies else {}
