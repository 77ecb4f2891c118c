"""What an installation may set about its Zalo Official Account; without an app and an account the channel is off."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from intake.errors import Invalid

# From memory of where files of real accounts lay; ZALO_MEDIA_HOSTS takes its place.
_MEDIA_HOSTS = "zalo.me zdn.vn zadn.vn zaloapp.com dlfl.me dlmd.me"
FACTS = ("code", "url")  # what a ready-made template may be filled with


@dataclass(frozen=True, slots=True)
class ZaloOA:
    """The settings of one Official Account.

    Attributes:
        app_id, app_secret: of the application that speaks for the account; the secret renews tokens.
        oa_id: id of the account.
        oa_secret: the "OA Secret Key" of the webhook page; blank where there is only the app's secret.
        api, oauth: addresses of the two services, without a slash at the end.
        media_hosts: hosts, with all below them, from which files of citizens are fetched.
        template_id: an approved ZBS template that tells of news where no other message is let through; blank for none.
        template_fields: names of the template's parameters, each with the fact (of FACTS) that fills it.
    """

    app_id: str = ""
    oa_id: str = ""
    app_secret: str = field(default="", repr=False)
    oa_secret: str = field(default="", repr=False)
    api: str = "https://openapi.zalo.me"
    oauth: str = "https://oauth.zaloapp.com"
    media_hosts: tuple[str, ...] = tuple(_MEDIA_HOSTS.split())
    template_id: str = ""
    template_fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether there is an account to speak for."""
        return bool(self.app_id and self.oa_id)

    @classmethod
    def read(cls, get: Callable[[str, str], str]) -> Self:
        """Read the settings; `get` gives the value of a name, or the default.

        Raises:
            Invalid: a setting is wrong; the sentence names it.
        """
        app_id, oa_id, secret = (get(name, "") for name in ("ZALO_APP_ID", "ZALO_OA_ID", "ZALO_APP_SECRET"))
        given = {"ZALO_APP_ID": app_id, "ZALO_OA_ID": oa_id, "ZALO_APP_SECRET": secret}
        if missing := [name for name, value in given.items() if not value]:
            if len(missing) < len(given):
                raise Invalid(f"Zalo: còn thiếu {', '.join(missing)}. Đặt đủ ba biến, hoặc bỏ cả ba để tắt kênh.")
            return cls()
        if not (oa_id.isascii() and oa_id.isdigit()):
            raise Invalid("ZALO_OA_ID: cần dãy số của tài khoản OA.")
        return cls(
            app_id=app_id,
            oa_id=oa_id,
            app_secret=secret,
            oa_secret=get("ZALO_OA_SECRET_KEY", ""),
            api=_address("ZALO_API_URL", get("ZALO_API_URL", "https://openapi.zalo.me")),
            oauth=_address("ZALO_OAUTH_URL", get("ZALO_OAUTH_URL", "https://oauth.zaloapp.com")),
            media_hosts=tuple(get("ZALO_MEDIA_HOSTS", _MEDIA_HOSTS).lower().replace(",", " ").split()),
            template_id=get("ZALO_ZBS_TEMPLATE_ID", ""),
            template_fields=_fields(get("ZALO_ZBS_FIELDS", "")),
        )


def _address(name: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise Invalid(f"{name}: phải bắt đầu bằng http:// hoặc https://.")
    return url.rstrip("/")


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    """Return "ma_ho_so=code, lien_ket=url" as pairs."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, fact = (one.strip() for one in part.partition("="))
        if not name or fact not in FACTS:
            raise Invalid(f"ZALO_ZBS_FIELDS: mỗi mục có dạng tên_tham_số=X, với X là {', '.join(FACTS)}.")
        found.append((name, fact))
    return tuple(found)
