"""What a browser calls itself, in words by which its owner knows it again: "Chrome trên Windows"."""

from starlette.requests import Request

# In this order: most browsers also name those they descend from.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"), ("edg", "Edge"), ("opr/", "Opera"), ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"), ("fxios", "Firefox"), ("crios", "Chrome"), ("chrome", "Chrome"), ("safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("android", "Android"), ("iphone", "iPhone"), ("ipad", "iPad"), ("windows", "Windows"), ("mac os", "máy Mac"),
    ("linux", "Linux"),
)  # fmt: skip
_UNKNOWN = "Trình duyệt khác"


def device_of(request: Request) -> str:
    """Return browser and system of a request in words."""
    said = request.headers.get("user-agent", "").lower()
    browser = next((name for sign, name in _BROWSERS if sign in said), _UNKNOWN)
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    return f"{browser} trên {system}" if system else browser
