"""What the machine proposes stands in the form already: who may help, where a matter belongs; an officer confirms."""

import re

import pytest

from intake.directory.directory import DirectoryData, import_directory
from intake.lifecycle import Move
from tests.factories import tell
from tests.intake.moving import act, unit_id

pytestmark = pytest.mark.one_database


def form_of(page, move):
    return re.search(rf'<form[^>]*moves?/{move}".*?</form>', page, re.DOTALL)[0]


@pytest.fixture
def noisy(office, settings):
    """A matter that a rule gives to one unit, with another to help."""
    rule = {"topic": "tieng_on", "unit": "G-CA2", "helpers": ["G-KT", "G-VP"]}
    police = {"code": "G-CA2", "name": "Công an phường", "level": "commune", "function": "Công an xã", "parent": "G"}
    staff = [{"unit": "G-CA2", "name": "Đào Thế Vinh", "role": "officer"}]
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([{**police, "commune_code": "07210"}], staff, [rule]))
    told = tell(office, settings, "Hát karaoke tới nửa đêm", topic="tieng_on")
    act(office, told.id, Move.ACCEPT, login="giap")
    return told


def test_a_unit_of_the_rule_is_proposed_to_help_and_an_officer_asks_it(noisy, office, signed_in):
    first, second = unit_id(office, "G-KT"), unit_id(office, "G-VP")
    form = form_of(signed_in("giap").get(f"/admin/cases/{noisy.id}").text, "add_unit")
    assert re.search(rf'<option value="{first}" selected', form)
    assert "Máy đề nghị" in form
    act(office, noisy.id, Move.ADD_UNIT, login="giap", unit_id=first, text="Xin đo tiếng ồn", task_due_on="2026-09-18")
    form = form_of(signed_in("giap").get(f"/admin/cases/{noisy.id}").text, "add_unit")
    assert re.search(rf'<option value="{second}" selected', form)


def test_where_a_matter_belongs_is_written_already(office, settings, signed_in):
    told = tell(office, settings, "Tòa án xử vụ của tôi quá lâu", topic="tu_phap")
    assert told.receipt.in_screening
    form = form_of(signed_in("giap").get(f"/admin/cases/{told.id}").text, "refer")
    assert re.search(r'name="to"[^>]*value="Tòa án nhân dân', form)
    assert "việc xét xử do tòa án giải quyết" in form.lower()
    assert "xin kiểm tra lại" in form
    assert "Độ chắc: đã đọc văn bản: Bộ luật 92/2015/QH13" in form


def test_a_matter_of_ours_is_referred_nowhere(office, settings, signed_in):
    told = tell(office, settings)
    form = form_of(signed_in("giap").get(f"/admin/cases/{told.id}").text, "refer")
    assert not re.search(r'name="to"[^>]*value="[^"]', form)
