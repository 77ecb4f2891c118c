"""Fields by which the law chooses: the ground of a decision, the instance, and whom a form complains of or accuses."""

from collections.abc import Mapping

from admin.forms.asking import BLANK, Asking, Field
from admin.forms.proposals import CHECK
from intake import labels
from intake.errors import Invalid
from intake.law import halts
from intake.law.competence import competence_for
from intake.moves.second import OVERDUE
from routing.kinds import Kind

_AGAIN: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.COMPLAINT: (("2", "Lần hai"),),
    Kind.DENUNCIATION: (
        ("2", "Tố cáo tiếp: không đồng ý với kết luận"),
        (OVERDUE, "Tố cáo tiếp: quá hạn chưa giải quyết"),
    ),
}


def ground(ask: Asking) -> Field:
    """Choose on which ground it is not taken in."""
    options = (("", tuple(labels.grounds_of(ask.kind).items())),)
    return Field("ground", "Căn cứ", "select", options=BLANK + options)


def suspension_ground(ask: Asking) -> Field:
    """Choose on which ground it is suspended."""
    options = (("", tuple(halts.suspensions(ask.kind).items())),)
    return Field("suspension_ground", "Căn cứ", "select", options=BLANK + options)


def termination_ground(ask: Asking) -> Field:
    """Choose on which ground it is ended undecided."""
    options = (("", tuple(halts.terminations(ask.kind).items())),)
    return Field("termination_ground", "Căn cứ", "select", options=BLANK + options)


def instance(ask: Asking) -> Field:
    """Say whether it is decided the first or the second time, as its words do until somebody has recorded it."""
    options = (("", (("1", "Lần đầu"), *_AGAIN[ask.kind])),)
    known, meant = ask.page.legal.instance, 1 if ask.page.legal.respondent else ask.claim.meant.instance
    hint = CHECK if meant > known else ""
    return Field("instance", "Lần giải quyết", "select", value=str(max(known, meant)), hint=hint, options=options)


def first_code(_ask: Asking) -> Field:
    """Name the first case, whose deciders are kept from deciding again."""
    hint = "Chỉ cho khiếu nại lần hai, tố cáo tiếp: nơi và người đã giải quyết lần đầu không giải quyết lại."
    return Field("first_code", "Mã hồ sơ lần đầu, nếu có trong sổ", "text", hint=hint)


def obstacle(ask: Asking) -> Field:
    """Say what kept a complaint that came late, which does not count (Law on Complaints, Art. 9)."""
    late = f"Đơn nhận sau ngày cuối của thời hiệu, {ask.claim.lapsed_on:%d/%m/%Y}. " if ask.claim.lapsed_on else ""
    kept = "Ốm đau, thiên tai, đi công tác xa, trở ngại khách quan khác và giấy tờ chứng minh (Luật Khiếu nại, Điều 9)."
    return Field("obstacle", "Vì sao vẫn còn thời hiệu", "textarea", hint=late + kept)


def respondent(ask: Asking) -> Field:
    """Choose who is complained of or accused, as its words say where they do, and read below who decides then."""
    label = "Bị khiếu nại" if ask.kind is Kind.COMPLAINT else "Bị tố cáo"
    known = ask.page.legal.respondent
    meant = ask.claim.meant.respondent if not known and ask.claim.meant.respondent in labels.RESPONDENTS else ""
    options = (*BLANK, ("", tuple(labels.RESPONDENTS.items())))
    notes = tuple(_who_decides(ask.kind, code, name) for code, name in labels.RESPONDENTS.items())
    hint = CHECK if meant else ""
    return Field("respondent", label, "select", value=known or meant, hint=hint, options=options, notes=notes)


def _who_decides(kind: Kind, code: str, name: str) -> str:
    decided = []
    for instance, called in labels.INSTANCES[kind].items():
        try:
            decided.append(f"{called}: {competence_for(kind, instance, code).decider}")
        except Invalid:  # the law knows no such case
            continue
    return f"{name} → {'; '.join(decided) or 'luật không có trường hợp này'}"
