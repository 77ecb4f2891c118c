"""Every time limit as a paper, written from statutes.toml and ladder.toml."""

from collections.abc import Iterable, Mapping

from intake import labels
from intake.handbook.markdown import MADE, first_upper, table
from intake.law.ladder import Rule, load_ladder
from intake.law.statutes import UNITS, Statute, Statutes, load_statutes

_MARKS: Mapping[str, str] = {
    "SEEN": "đã đối chiếu văn bản",
    "SEEN·press": "theo báo chí đưa tin về văn bản",
    "SEEN·1tr": "mới thấy ở một bản đánh máy",
    "FROM MEMORY": "chưa đối chiếu",
    "LOCAL": "theo quy chế, tỉnh đặt lại được",
}
_HEAD = ("Dòng", "Việc", "Thời hạn", "Tính từ", "Căn cứ", "Hiệu lực", "Gia hạn, ngày không tính", "Độ chắc")
_INTRO = """\
Ngày xảy ra việc không tính; ngày cuối rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự 2015,
Điều 147, 148). Hạn theo ngày thường chỉ dời ngày cuối. Áp dụng dòng đang có hiệu lực vào ngày bắt đầu tính.

Dòng ghi “phức tạp”, “đặc biệt phức tạp” là cả thời hạn đã gồm phần gia hạn, tính một mạch từ ngày bắt đầu.
"""


def paper() -> str:
    """Return the whole paper in Markdown."""
    statutes = load_statutes()
    lines = ["# Thời hạn", "", MADE, "", _INTRO]
    for kinds in dict.fromkeys(row.kinds for row in statutes.rows):
        rows = [row for row in statutes.rows if row.kinds == kinds]
        named = ", ".join(label for kind, label in statutes.kinds.items() if kind in kinds)
        lines += [f"## {first_upper(named)}", "", *table(_HEAD, (_row(statutes, row) for row in rows))]
    lines += ["## Tiêu chí phức tạp", "", *(f"- {text}" for text in statutes.criteria.values()), "", *_ladder(statutes)]
    lines += ["## Độ chắc", "", *table(("Dấu", "Nghĩa là"), _MARKS.items())]
    return "\n".join(lines).rstrip() + "\n"


def _row(statutes: Statutes, row: Statute) -> tuple[str, ...]:
    facts = [f"lần {row.instance}"] if row.instance else []
    facts += ["vùng sâu, vùng xa"] if row.remote else []
    facts += [statutes.complexities[row.complexity]] if row.complexity != "normal" else []
    until = f" đến hết {row.in_force_to:%d/%m/%Y}" if row.in_force_to else ""
    return (
        row.id,
        statutes.stages[row.stage] + (f" ({', '.join(facts)})" if facts else ""),
        f"{row.amount} {UNITS[row.unit]}" + (" trước" if row.is_before else ""),
        row.starts_from,
        row.basis + (f". {row.note}" if row.note else ""),
        f"từ {row.in_force_from:%d/%m/%Y}{until}",
        "; ".join(_moving(statutes, row)),
        _MARKS[row.mark],
    )


def _moving(statutes: Statutes, row: Statute) -> Iterable[str]:
    if row.extension:
        yield row.extension.rstrip(".")
    if row.extends_to:
        by = "bằng quyết định" if row.extended_by == "decision" else "bằng cách báo người dân kèm lý do"
        yield f"lên mức {statutes.complexities[row.extends_to]} {by}, từ {row.criteria} tiêu chí"
    if row.pauses:
        yield "không tính: " + ", ".join(statutes.pauses[cause] for cause in row.pauses)


def _ladder(statutes: Statutes) -> list[str]:
    ladder = load_ladder()
    lines = ["## Bậc nhắc hạn", "", "Quy định của phần mềm, không phải của luật; nhắc trong giờ làm việc.", ""]
    for name, rules in ladder.rules.items():
        stages = [statutes.stages[stage] for stage, of in ladder.stages.items() if of == name]
        lines += [f"### {', '.join(stages) or 'Mọi thời hạn khác'}", ""]
        lines += table(("Khi", "Lúc", "Báo cho"), map(_rung, rules))
    return lines


def _rung(rule: Rule) -> tuple[str, str, str]:
    away = f"{abs(rule.amount)} {UNITS[rule.unit]} {'trước' if rule.amount < 0 else 'sau'} hạn"
    told = ", ".join(labels.ROLES[role].lower() for role in rule.tells)
    return rule.label, away if rule.amount else "ngày đến hạn", told
