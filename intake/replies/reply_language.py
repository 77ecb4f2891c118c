"""The little language of reply templates: fields and conditions only, so that no template can hang, leak or run away.

Jinja2 parses it and its sandbox runs it, but only what stands on a closed list is let through: there are no loops, no
calls, no attributes and no arithmetic. So the size of the template bounds the time and the size of what comes out.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from routing.local_names import province_committee, sample_commune

LONGEST = 4000
LONGEST_FILLED = 8000
FIELDS: Mapping[str, str] = {
    "co_quan": "tên cơ quan",
    "don_vi": "đơn vị đang giữ hồ sơ",
    "can_bo": "cán bộ phụ trách; trống khi hồ sơ được giữ kín",
    "dien_thoai": "điện thoại của cán bộ hoặc đơn vị",
    "dia_chi": "địa chỉ của đơn vị hoặc cơ quan",
    "gio_lam_viec": "giờ làm việc",
    "loai": "loại việc: phản ánh, kiến nghị, khiếu nại …",
    "linh_vuc": "lĩnh vực",
    "xa_phuong": "xã, phường nơi xảy ra; có thể trống",
    "ngay_nhan": "ngày nhận; trống khi trả lời chung nhiều hồ sơ",
    "han": "ngày hẹn kết quả; trống khi không có hạn hoặc trả lời chung",
    "can_cu": "căn cứ của hạn; có thể trống",
    "hom_nay": "ngày hôm nay",
}
_SAMPLES: Mapping[str, str] = {
    "can_bo": "Nguyễn Thu Hà",
    "dien_thoai": "0204 3000 001",
    "gio_lam_viec": "7h30–11h30 và 13h30–17h, thứ Hai đến thứ Sáu",
    "loai": "Phản ánh",
    "linh_vuc": "đường, cầu, ổ gà",
    "ngay_nhan": "20/11/2026",
    "han": "04/12/2026",
    "can_cu": "Điều 28 Luật Tiếp công dân",
    "hom_nay": "26/11/2026",
}
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Const, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Filter,
)  # fmt: skip
_FILTERS = frozenset({"lower", "capitalize"})
_BLANK = re.compile(r"\[[^\[\]\n]{1,120}\]")
_MANY_LINES = re.compile(r"\n{3,}")
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_WORDS: Mapping[str, str] = {
    "unexpected end": "Thiếu {% endif %} hoặc thiếu dấu đóng.",
    "unknown tag 'endif'": "Có {% endif %} mà không có {% if %} trước đó.",
    "unknown tag 'el": "Có {% else %} hoặc {% elif %} mà không có {% if %} trước đó.",
    "unknown tag": "Chỉ dùng được các lệnh {% if … %}, {% elif … %}, {% else %}, {% endif %}.",
    "missing end of comment": "Thiếu dấu đóng #}.",
    "no filter named": "Chỉ dùng được “lower” (chữ thường) và “capitalize” (viết hoa chữ đầu) sau dấu |.",
    "unexpected char": "Có ký tự lạ trong ngoặc {{ … }} hoặc {% … %}.",
}
_NOT_WELL = "Chỗ trong ngoặc {{ … }} hoặc {% … %} viết chưa đúng."
_NOT_PLAIN = "Trong ngoặc chỉ được ghi tên trường, ví dụ {{ don_vi }}, hoặc điều kiện, ví dụ {% if han %}."
_NESTED = "Điều kiện lồng nhau quá sâu."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template, and in which line of it, from 1."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.sentence}"


def samples() -> Mapping[str, str]:
    """Return what a template is shown filled with, in the province that is served."""
    commune = sample_commune()
    return {
        "co_quan": province_committee(),
        "don_vi": f"Phòng Kinh tế, Hạ tầng và Đô thị, {commune}",
        "dia_chi": f"Số 1 đường Hùng Vương, {commune}",
        "xa_phuong": commune,
        **_SAMPLES,
    }


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a template; nothing where it may be used."""
    if not text.strip():
        return (Problem(1, "Mẫu không được để trống."),)
    if len(text) > LONGEST:
        return (Problem(text[:LONGEST].count("\n") + 1, f"Mẫu dài {len(text)} ký tự, nhiều nhất {LONGEST}."),)
    try:
        tree = _ENVIRONMENT.parse(text)
        return tuple(dict.fromkeys(_strange(tree)))
    except TemplateSyntaxError as error:
        return (Problem(error.lineno, _in_vietnamese(error.message or "")),)
    except RecursionError:
        return (Problem(1, _NESTED),)


def _in_vietnamese(message: str) -> str:
    said = message.lower()
    return next((sentence for part, sentence in _WORDS.items() if part in said), _NOT_WELL)


def _strange(tree: nodes.Node) -> Iterator[Problem]:
    for node in (tree, *tree.find_all(nodes.Node)):
        line = max(node.lineno or 1, 1)
        if not isinstance(node, _ALLOWED):
            yield Problem(line, _NOT_PLAIN)
        elif isinstance(node, nodes.Name) and node.name not in FIELDS:
            near = difflib.get_close_matches(node.name, FIELDS, 1)
            yield Problem(line, f"Không có trường “{node.name}”.{f' Có phải “{near[0]}”?' if near else ''}")
        elif isinstance(node, nodes.Filter) and (node.name not in _FILTERS or node.args or node.kwargs):
            yield Problem(line, _WORDS["no filter named"])
        elif isinstance(node, nodes.Operand) and node.op not in {"eq", "ne"}:
            yield Problem(line, "Chỉ so sánh được bằng == hoặc !=.")


def filled(text: str, fields: Mapping[str, str]) -> str:
    """Return a template without problems filled in; a field that is not given is blank.

    Raises:
        ValueError: the template has problems, or what comes out is too long.
    """
    try:
        whole = _made(text).render({name: fields.get(name, "")[:500] for name in FIELDS})
    except (TemplateError, RecursionError) as error:
        raise ValueError("a template with problems") from error
    if len(whole) > LONGEST_FILLED:
        raise ValueError("more than a reply may hold")
    return _MANY_LINES.sub("\n\n", whole).strip()


@lru_cache(maxsize=512)
def _made(text: str) -> Template:
    if problems(text):
        raise ValueError("a template with problems")
    return _ENVIRONMENT.from_string(text)


def blanks(text: str) -> tuple[str, ...]:
    """Return the places left for the officer to fill in, as they are written: `[ngày làm xong]`."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))
