"""Which unit answers for a matter: a rule of the locality, what the law says of the kind, else the topic's own unit."""

from dataclasses import dataclass

from routing.conflicts import CORRUPTION_TOPIC, Conflicts, is_protected
from routing.directory import COMMUNE_RECEPTION, INSPECTORATE, PROVINCE_RECEPTION, TOP, Directory, Rule, Unit
from routing.kinds import Kind
from routing.officials.branches import DISTRICT, OF_PUBLIC_BODIES
from routing.officials.standing import ABOVE_ALL
from routing.officials.subordinates import DEPARTMENT_UNIT, is_below_department
from routing.places import Place
from routing.referrals import Referral, usual_helpers
from routing.rules import rule_for, target_of
from routing.topics import OTHER_TOPIC, Topic

_BEYOND = "Khiếu nại lần hai quyết định của Chủ tịch UBND tỉnh do Bộ trưởng quản lý lĩnh vực giải quyết"
_HEAD_FIRST = (
    "Khiếu nại lần đầu do hiệu trưởng, giám đốc bệnh viện, người đứng đầu đơn vị đó giải quyết "
    "(Điều 14 Nghị định 124/2020/NĐ-CP): hướng dẫn người gửi nơi nhận."
)
_OF_THE_CHAIR = {
    "commune_chair": "Tố cáo Chủ tịch, Phó Chủ tịch xã, phường do Chủ tịch UBND tỉnh giải quyết (Điều 13 Luật Tố cáo)",
    "department_head": "Tố cáo người đứng đầu sở, ngành do Chủ tịch UBND tỉnh giải quyết (Điều 13 Luật Tố cáo)",
    DISTRICT: "Tố cáo người của cấp huyện cũ do Chủ tịch UBND tỉnh xác định người giải quyết (Điều 12 Luật Tố cáo)",
}
_OF_OTHER_BRANCHES = frozenset({"central", "army", "police"})
_ART_7 = "khoản 1 Điều 7 Luật Khiếu nại"
_ART_19, _ART_20 = "Điều 19 Luật Khiếu nại", "khoản 2 Điều 20 Luật Khiếu nại"
_POLICE_OF_COMMUNES = frozenset({"police_head", "police_staff"})
_POLICE, _POLICE_ABOVE = "Công an xã", "Công an tỉnh"


@dataclass(frozen=True, slots=True)
class Matter:
    """The grounds of one decision, as they were given."""

    kind: Kind
    code: str
    topic: Topic | None
    place: Place | None
    confidence: float
    directory: Directory
    conflicts: Conflicts
    instance: int
    managed_by: str = ""
    danger: str = ""
    referral: Referral | None = None
    is_kind_open: bool = False

    @property
    def commune(self) -> str | None:
        """The commune of today in which it is, if that is known and ours; of a complaint, the one that decided."""
        if self.decider and self.decider.commune_code:
            return self.decider.commune_code
        return self.place.code if self.place and not self.place.outside else None

    @property
    def decider(self) -> Unit | None:
        """The body whose decision or act is complained of, where the words name it."""
        return self.directory.units.get(self.conflicts.body_id or 0) if self.kind is Kind.COMPLAINT else None

    @property
    def parent(self) -> str | None:
        """The shipped topic to which a topic of the locality's own belongs."""
        return self.topic.parent if self.topic else None

    @property
    def is_protected(self) -> bool:
        """Whether the law on denunciation, or its protection of those who report corruption, applies."""
        return is_protected(self.kind, self.code)

    @property
    def is_sealed(self) -> bool:
        """Whether only those who are cleared may have it."""
        return self.kind is Kind.DENUNCIATION

    @property
    def is_for_province(self) -> bool:
        """Whether it is a complaint that no commune decides: a second one, about the province or a former district."""
        is_provincial = self.decider is not None and self.decider.level == "province"
        is_theirs = self.conflicts.respondent in {DISTRICT, DEPARTMENT_UNIT} or self.managed_by != ""
        return self.kind is Kind.COMPLAINT and (self.instance > 1 or is_provincial or is_theirs)

    @property
    def manager(self) -> Unit | None:
        """The provincial body that runs what it is about, unless it is kept out."""
        return self.unit(self.managed_by, "province")

    def unit(self, function: str | None, level: str) -> Unit | None:
        """Return the unit of a function here, unless it is kept out."""
        unit = self.directory.unit_of(function, level, self.commune) if function else None
        return unit if unit and self.may_have(unit) else None

    def may_have(self, unit: Unit) -> bool:
        """Tell whether a unit may know of the matter."""
        return self.conflicts.units.isdisjoint(self.directory.lineage(unit.id))


@dataclass(frozen=True, slots=True)
class Lead:
    """Who should answer, in one sentence why, and the rule that says so."""

    unit: Unit | None
    reason: str
    rule: Rule | None = None


def lead_of(matter: Matter) -> Lead:
    """Return which unit should answer."""
    ruled = _by_rule(matter)
    if ruled:
        return ruled
    if matter.is_protected:
        return _by_denunciation(matter)
    if matter.kind is Kind.COMPLAINT:
        return _by_own_law(matter) or _by_complaint(matter)
    return _by_who_answers_alone(matter) or _by_topic(matter)


def reception_of(matter: Matter) -> Unit | None:
    """Return who receives and screens: the commune's office if it may, else the province's reception or inspectors.

    Where both are kept out it is the office of the province itself: its chair decides on those who lead them
    (law on denunciation, Art. 13).
    """
    at_commune = None
    if matter.commune and not matter.is_protected and not matter.is_for_province:
        at_commune = matter.unit(COMMUNE_RECEPTION, "commune")
    at_province = (matter.unit(one, "province") for one in (PROVINCE_RECEPTION, INSPECTORATE, TOP))
    return at_commune or next((one for one in at_province if one), None)


def helpers_of(matter: Matter, lead: Lead) -> tuple[int, ...]:
    """Return the units that are proposed to help: those of the rule, else those that are usual for the topic.

    Neither who leads nor who is kept out is among them; what is sealed is shared with
    nobody unless an officer decides it.
    """
    if lead.unit is None or matter.is_protected or matter.kind is Kind.COMPLAINT:
        return ()
    if lead.rule:
        found = [target_of(one, matter.directory, matter.commune) for one in lead.rule.helpers]
    else:
        found = [matter.unit(function, level) for function, level in usual_helpers(matter.parent or matter.code)]
    may = [unit.id for unit in found if unit and unit.id != lead.unit.id and matter.may_have(unit)]
    return tuple(dict.fromkeys(may))


def _by_rule(matter: Matter) -> Lead | None:
    rule = rule_for(
        matter.directory,
        kind=matter.kind,
        topic=matter.code,
        commune_code=matter.commune,
        instance=matter.instance,
        parent=matter.parent,
    )
    unit = target_of(rule, matter.directory, matter.commune) if rule else None
    if rule is None or unit is None or not matter.may_have(unit):
        return None
    if unit.level == "commune" and (matter.is_protected or matter.is_for_province):
        return None
    of_the_chair = _OF_THE_CHAIR.get(matter.conflicts.respondent, "") if matter.is_protected else ""
    if of_the_chair:
        return Lead(unit, f"{of_the_chair}: {unit.name} tiếp nhận, theo quy tắc số {rule.id} của địa phương.", rule)
    return Lead(unit, f"Theo quy tắc số {rule.id} của địa phương: {unit.name}.", rule)


def _by_denunciation(matter: Matter) -> Lead:
    respondent = matter.conflicts.respondent
    if respondent in ABOVE_ALL:
        return Lead(None, "Tố cáo lãnh đạo của tỉnh vượt thẩm quyền của tỉnh; không ai trong tỉnh được xem.")
    to_the_chair = _OF_THE_CHAIR.get(respondent, "")
    function = INSPECTORATE if matter.code == CORRUPTION_TOPIC and not to_the_chair else PROVINCE_RECEPTION
    unit = matter.unit(function, "province") or reception_of(matter)
    if unit is None:
        return Lead(None, "Chưa có đơn vị cấp tỉnh nào được phép nhận nội dung này.")
    if to_the_chair:
        return Lead(unit, f"{to_the_chair}: {unit.name} tiếp nhận, không qua nơi bị tố cáo.")
    return Lead(unit, f"Nội dung tố cáo, tham nhũng do cấp tỉnh tiếp nhận, không qua xã, phường: {unit.name}.")


def _by_complaint(matter: Matter) -> Lead:
    """Find whoever decided, who looks at it first; the second time it is the chair of the province."""
    if of_branch := _by_complaint_of_branch(matter):
        return of_branch
    body = matter.decider
    is_provincial = body is not None and body.level == "province"
    if matter.instance > 1 and is_provincial and body and body.function == TOP:
        return Lead(None, f"{_BEYOND} (Luật Khiếu nại): hướng dẫn người gửi nơi nhận.")
    if matter.instance > 1:
        unit = matter.unit(TOP, "province") or matter.unit(PROVINCE_RECEPTION, "province")
        return Lead(unit, "Khiếu nại lần hai do Chủ tịch UBND tỉnh giải quyết (Điều 21 Luật Khiếu nại).")
    if body and is_provincial and matter.may_have(body):
        who, article = ("Chủ tịch", "Điều 21 Luật") if body.function == TOP else ("người đứng đầu", "Luật")
        return Lead(body, f"Khiếu nại lần đầu do {who} {body.name} giải quyết ({article} Khiếu nại).")
    chair = matter.unit(TOP, "commune") if matter.commune else None
    if chair:
        return Lead(chair, f"Khiếu nại lần đầu do Chủ tịch {chair.name} giải quyết (Điều 17 Luật Khiếu nại).")
    return Lead(reception_of(matter), "Khiếu nại do bộ phận tiếp công dân tiếp nhận và hướng dẫn.")


def _by_own_law(matter: Matter) -> Lead | None:
    """Send what no committee reviews to the body where it is a unit of ours, else tell where it belongs."""
    referral = matter.referral
    if referral is None or not referral.has_own_law:
        return None
    ours = matter.directory.units.get(referral.unit_id or 0)
    if ours and matter.may_have(ours):
        return Lead(ours, f"Không giải quyết theo Luật Khiếu nại: {ours.name} trả lời trực tiếp.")
    return Lead(None, f"Không giải quyết theo Luật Khiếu nại, nơi giải quyết: {referral.whom}; hướng dẫn người gửi.")


def _by_who_answers_alone(matter: Matter) -> Lead | None:
    """Send a bill, a meter, a pension to the body where it is a unit of ours: no commune can answer for it."""
    referral = matter.referral
    ours = matter.directory.units.get(referral.unit_id or 0) if referral and referral.answers_alone else None
    if ours is None or not matter.may_have(ours):
        return None
    return Lead(ours, f"Không ai trả lời thay được: {ours.name} trả lời trực tiếp.")


def _by_complaint_of_branch(matter: Matter) -> Lead | None:
    """Find the police who decide for themselves, or who tells where to go for what was a district."""
    respondent = matter.conflicts.respondent
    if respondent == DISTRICT:
        unit = matter.unit(PROVINCE_RECEPTION, "province") or reception_of(matter)
        return Lead(
            unit, "Cấp huyện đã bỏ từ 01/7/2025: nơi tiếp công dân của tỉnh xác định ai giải quyết khiếu nại này."
        )
    if respondent in OF_PUBLIC_BODIES:
        return _by_complaint_of_public_body(matter)
    if respondent == DEPARTMENT_UNIT:
        return _by_complaint_below_department(matter)
    if respondent in _OF_OTHER_BRANCHES and (matter.instance > 1 or matter.decider is None):
        whom = matter.referral.whom if matter.referral else "thủ trưởng cơ quan đã ra quyết định"
        return Lead(None, f"Không do UBND giải quyết, nơi giải quyết: {whom} ({_ART_7}); hướng dẫn người gửi.")
    if respondent not in _POLICE_OF_COMMUNES:
        return None
    function, level = (_POLICE, "commune") if matter.instance == 1 else (_POLICE_ABOVE, "province")
    unit = matter.unit(function, level) if level == "province" or matter.commune else None
    return Lead(unit, f"Khiếu nại công an do người đứng đầu {unit.name} giải quyết.") if unit else None


def _by_complaint_of_public_body(matter: Matter) -> Lead | None:
    """Send a first complaint to the head of the school or hospital, a second to whoever runs it."""
    if matter.instance == 1:
        return Lead(None, _HEAD_FIRST)
    above = matter.manager or (matter.unit(TOP, "commune") if matter.commune else None)
    return Lead(above, f"Khiếu nại lần hai do người đứng đầu {above.name}, nơi quản lý, giải quyết.") if above else None


def _by_complaint_below_department(matter: Matter) -> Lead | None:
    """Send a first complaint to the body itself, else by way of its department; the second to the department."""
    body = matter.decider
    if body is None or not matter.may_have(body):
        return None
    is_itself = is_below_department(body, matter.directory)
    department = matter.directory.units[body.parent_id] if is_itself and body.parent_id else body
    if matter.instance > 1:
        return Lead(department, f"Khiếu nại lần hai do Giám đốc {department.name} giải quyết ({_ART_20}).")
    if is_itself:
        return Lead(body, f"Khiếu nại lần đầu do người đứng đầu {body.name} giải quyết ({_ART_19}).")
    return Lead(
        body, f"Khiếu nại lần đầu do người đứng đầu đơn vị thuộc sở giải quyết ({_ART_19}): {body.name} nhận, chuyển."
    )


def _by_topic(matter: Matter) -> Lead:
    topic = matter.topic
    if topic is None or topic.code == OTHER_TOPIC:
        return Lead(reception_of(matter), "Chưa rõ lĩnh vực nên bộ phận tiếp nhận xem trước.")
    if topic.commune_unit is None and topic.province_unit is None:
        return Lead(None, f"Lĩnh vực “{topic.name_vi}” do cơ quan tư pháp giải quyết; cán bộ sẽ hướng dẫn nơi gửi.")
    if manager := matter.manager:
        return Lead(manager, f"Trường, bệnh viện hay đường này do {manager.name} quản lý, không phải xã, phường.")
    at_commune = matter.unit(topic.commune_unit, "commune") if matter.commune else None
    if at_commune:
        return Lead(at_commune, f"Lĩnh vực “{topic.name_vi}” do {at_commune.name} giải quyết tại nơi xảy ra việc.")
    unit = matter.unit(topic.province_unit, "province")
    if unit:
        return Lead(unit, f"Lĩnh vực “{topic.name_vi}” ở cấp tỉnh do {unit.name} giải quyết.")
    return Lead(reception_of(matter), f"Danh bạ chưa có đơn vị giải quyết lĩnh vực “{topic.name_vi}”.")
