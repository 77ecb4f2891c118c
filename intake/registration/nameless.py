"""An accusation without a name, as staff read it: no denunciation (Luật Tố cáo Điều 25), and nobody's name is kept."""

import re

from intake.lifecycle import Standing

_ACCUSING = re.compile(r"^(?:(?:tôi|em|cháu|toi) )?(?:muốn |xin )?(?:tố cáo|to cao) (?:về )?", re.IGNORECASE)


def sender_label(name: str | None, standing: str = "", *, is_kept: bool = False) -> str:
    """Return who sent a matter; None is a name that is not shown. `is_kept`: one lies in the vault."""
    if name is None and standing == Standing.INFORMATION.value and not is_kept:
        return "Nặc danh, không nêu tên"
    return "Giữ kín danh tính" if name is None else name or "Không nêu tên"


def heading(summary: str, standing: str) -> str:
    """Return the heading of a case; without a name it does not say that it is a denunciation."""
    return _ACCUSING.sub("Tin báo về ", summary) if standing == Standing.INFORMATION.value else summary
