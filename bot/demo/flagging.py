"""The chairman of the demo province has flagged a few cases, and keeps a filter that the whole office sees."""

from bot.demo.province import chairman
from intake.db import Transaction
from intake.moves import flags
from intake.officers import saved_filters
from intake.officers.staff import viewer_for
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters

_GIVEN = (
    (("public",), "Báo đã nêu, nhiều người hỏi."),
    (("complex", "sensitive"), "Liên quan nhiều hộ, từng có đơn vượt cấp."),
    (("sensitive",), "Việc trong họ tộc, xin cẩn trọng lời nói."),
    (("public", "crowd"), "Cả thôn cùng ký."),
)
_EVERY = 5


def flag(tx: Transaction) -> None:
    """Give a few of the most pressing cases their flags, and keep a filter for them."""
    head = viewer_for(tx, chairman(tx))
    pressing = [line for line in folders.page(tx, head, "all_open").cases if not line.is_sealed]
    for line, (given, reason) in zip(pressing[::_EVERY], _GIVEN, strict=False):
        flags.give(tx, line.id, given, reason=reason, actor=head)
    kept = {"Dư luận quan tâm": Filters(flags=("public",)), "Đất đai đang mở": Filters(topic="dat_dai")}
    for name, filters in kept.items():
        saved_filters.keep(tx, head, name, "all_open", filters, is_shared=True)
