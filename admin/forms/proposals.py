"""Fields that the machine has filled in already, for an officer to check: who may help, where a matter belongs, why."""

from admin.forms.asking import BLANK, Asking, Field, Options
from intake.lifecycle import Move

CHECK = "Máy điền sẵn, xin kiểm tra lại."


def helper(ask: Asking, groups: Options) -> Field:
    """Choose the first unit that the machine proposed; the officer sends it, or another, or none."""
    names = {key: name for _, units in groups for key, name in units}
    proposed = [str(one) for one in ask.page.proposed_to_help if str(one) in names]
    hint = f"Máy đề nghị: {', '.join(names[one] for one in proposed)}." if proposed else ""
    chosen = proposed[0] if proposed else ""
    return Field("unit_id", "Đơn vị phối hợp", "select", value=chosen, hint=hint, options=BLANK + groups)


def whom_to(ask: Asking) -> Field:
    """Say where the matter belongs, as the machine thinks where it thinks so."""
    found, hint = ask.page.elsewhere, "Tên cơ quan, địa chỉ, giờ nhận nếu biết."
    if found is None:
        return Field("to", "Nơi giải quyết", "text", hint=hint)
    return Field("to", "Nơi giải quyết", "text", value=found.to, hint=f"{hint} {CHECK} {found.known_by}".strip())


def reason(ask: Asking) -> Field:
    """Say why; why it belongs elsewhere is written already."""
    said = ask.page.elsewhere.why if ask.page.elsewhere and ask.move is Move.REFER else ""
    label = "Ý kiến cho người soạn" if ask.move is Move.SEND_BACK else "Lý do"
    return Field("reason", label, "textarea", value=said, hint=CHECK if said else "")
