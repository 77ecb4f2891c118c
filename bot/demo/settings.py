"""What the administrator of the demo province has set: an absence, hours, a declared tie, rules, and its own topics."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.demo.province import HOME_COMMUNE
from intake.board import board_views
from intake.catalogue import own_topics
from intake.db import Transaction
from intake.directory import declarations, directory, officer_data, routing_rules, units
from intake.directory.outline import TOP
from intake.directory.routing_rules import RuleData
from intake.officers import officers
from intake.setting_log import Act
from routing.directory import Directory, Unit
from routing.topic_overlay import OwnTopic

_AWAY = timedelta(days=4)
_HOURS = "7h30–11h30 và 13h30–17h, thứ Hai đến thứ Sáu; sáng thứ Bảy tiếp nhận hồ sơ"


def set_up(tx: Transaction, today: date) -> None:
    """Set it, each with its reason."""
    known = directory.snapshot(tx)
    home = {unit.function: unit for unit in known.units.values() if unit.commune_code == _home(known)}
    actor = f"staff:{next(one.id for one in known.others.values() if one.title == 'Quản trị hệ thống')}"
    desk, work = home["Văn phòng HĐND và UBND"], home["Phòng Kinh tế"]
    hours = replace(units.data_of(tx, desk.id), hours=_HOURS)
    units.change(tx, desk.id, hours, why="Thông báo 12/TB-UBND về giờ tiếp công dân", seen=None, actor=actor)
    _send_away(tx, known, work, today, actor)
    _word_topics(tx, home, today, actor)
    _write_rules(tx, home, actor)
    watcher = next(one.id for one in known.others.values() if one.title.startswith("Phó Chánh Văn phòng"))
    board_views.save(tx, watcher, "Mỗi tuần, theo đơn vị", "days=7&by=unit", is_weekly=True, is_mailed=True)


def _home(known: Directory) -> str | None:
    name = f"UBND {HOME_COMMUNE}"
    return next(unit.commune_code for unit in known.units.values() if unit.name == name and unit.function == TOP)


def _send_away(tx: Transaction, known: Directory, work: Unit, today: date, actor: str) -> None:
    """Let one officer be away next week with another standing in, and declare a tie."""
    *_, stays, leaves = (one for one in known.officers.values() if one.unit_id == work.id and not one.is_head)
    first = today + timedelta(days=7 - today.weekday())
    data = replace(
        officer_data.standing_of(tx, leaves.id).data,
        absent_from=first,
        absent_until=first + _AWAY,
        substitute_id=stays.id,
    )
    officers.change(tx, leaves.id, data, why="Đi học bồi dưỡng nghiệp vụ", actor=actor)
    body = next(unit for unit in known.units.values() if unit.function == "Công ty Cấp nước")
    source = "Bản kê khai xung đột lợi ích năm 2026"
    declarations.tie(tx, leaves.id, body.id, "chồng là phó giám đốc", source, actor=actor)


def _word_topics(tx: Transaction, home: Mapping[str, Unit], today: date, actor: str) -> None:
    """Word one topic anew, split two, and let one end next quarter."""
    farm = OwnTopic(
        "mui_hoi_chan_nuoi",
        name="Mùi hôi trại chăn nuôi",
        description="Trại lợn, trại gà tập trung; chó mèo thả rông thì vẫn là lĩnh vực vật nuôi.",
        parent="moi_truong",
        sure=("trại lợn", "trại gà", "chuồng trại", "hầm biogas"),
        cues=("phân lợn", "nước thải chăn nuôi", "mùi hôi/thối … chăn nuôi"),
        anti=("chó thả rông",),
        examples=(
            "Trại lợn đầu xóm xả nước thải ra mương, mùi thối không ngủ được",
            "chiều nào gió về cũng nồng nặc mùi phân gà, dân kêu mãi không ai xử lý",
        ),
    )
    work = OwnTopic(
        "lo_mo_gia_suc", name="Lò mổ gia súc", parent="an_toan_thuc_pham", sure=("lò mổ", "giết mổ", "mổ lợn"),
    )  # fmt: skip
    named = OwnTopic("chieu_sang", name="Đèn đường, điện chiếu sáng ngõ xóm", cues=("bóng điện ngõ", "đèn đầu ngõ"))
    ends = OwnTopic("vien_thong", off_from=today + timedelta(days=36), heir="thi_truong")
    for own, why in (
        (farm, "Nghị quyết 14/NQ-HĐND: theo dõi riêng mùi hôi chăn nuôi"),
        (work, "Kế hoạch 88/KH-UBND về cơ sở giết mổ"),
        (named, "Bà con quen gọi là điện chiếu sáng ngõ xóm"),
        (ends, "Việc viễn thông chuyển về quản lý thị trường từ đầu năm tới"),
    ):
        own_topics.save(tx, own, act=Act(why, actor, "topic.change"))
    more = replace(own_topics.said_of(tx, work.code), cues=("xe chở lợn",))
    own_topics.save(tx, more, act=Act("Thêm cách bà con hay nói", actor, "topic.change"))
    to_vet = RuleData(topic=farm.code, commune_code=home[TOP].commune_code, unit_id=home["Phòng Kinh tế"].id)
    routing_rules.add(tx, to_vet, why="Phòng Kinh tế có cán bộ thú y", actor=actor)


def _write_rules(tx: Transaction, home: Mapping[str, Unit], actor: str) -> None:
    commune = home[TOP].commune_code
    ruled = RuleData(topic="tieng_on", commune_code=commune, unit_id=home["Công an xã"].id)
    routing_rules.add(tx, ruled, why="Quy chế phối hợp số 05/QC-UBND", actor=actor)
    drafted = RuleData(topic="moi_truong", commune_code=commune, is_draft=True)
    target = home["Phòng Văn hóa – Xã hội"].id
    routing_rules.add(tx, replace(drafted, unit_id=target), why="Dự kiến giao lại việc vệ sinh môi trường", actor=actor)
