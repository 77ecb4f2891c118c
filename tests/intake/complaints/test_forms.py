"""What is kept for the form of a complaint, and to whom it goes by law."""

import pytest
from sqlalchemy import update

from intake.complaints import forms
from intake.errors import NotFound
from intake.tables import CaseRow
from routing.kinds import Kind
from tests import people
from tests.factories import tell

OF_COMMUNE = "Tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang"


def complaint(office, settings, text=OF_COMMUNE, **more):
    return tell(office, settings, text, kind=Kind.COMPLAINT, topic="dat_dai", **more)


def test_told_again_takes_the_place_and_the_rest_stays(office, settings):
    told = complaint(office, settings)
    with office.transaction() as tx:
        forms.keep(tx, told.id, {"name": "Nguyễn Văn Bính", "wish": "Hủy quyết định", "address": ""})
        forms.keep(tx, told.id, {"name": "Nguyễn Văn Bình", "wish": " ", "id_number": "024185007319"})
        assert forms.facts_of(tx, told.id) == {"name": "Nguyễn Văn Bình", "wish": "Hủy quyết định"}


@pytest.mark.parametrize(
    ("text", "commune", "to"),
    [
        (OF_COMMUNE, "G", "Chủ tịch UBND phường Bắc Giang"),
        ("Tôi khiếu nại chủ tịch xã Tân Yên không cấp sổ đỏ cho tôi", "T", "Chủ tịch UBND xã Tân Yên"),
        ("Tôi khiếu nại quyết định của Sở Xây dựng về giấy phép", "G", "Giám đốc Sở Xây dựng"),
        (f"Khiếu nại lần hai: {OF_COMMUNE}", "G", "Chủ tịch UBND tỉnh Bắc Ninh"),
        ("Tôi khiếu nại quyết định của Chủ tịch UBND tỉnh", "G", "Chủ tịch UBND tỉnh Bắc Ninh"),
        ("Tôi khiếu nại lần hai quyết định của Chủ tịch UBND tỉnh", "G", "Bộ trưởng quản lý lĩnh vực"),
        ("Kính gửi Chủ tịch UBND tỉnh, tôi khiếu nại UBND phường", "G", "Chủ tịch UBND phường Bắc Giang"),
        ("Tôi khiếu nại việc bị từ chối hồ sơ", None, ""),
        ("Tôi khiếu nại công an phường giữ xe của tôi", "G", "Trưởng Công an phường Bắc Giang"),
        (
            "Khiếu nại UBND huyện Tân Yên thu đất",
            "T",
            "Người có thẩm quyền giải quyết khiếu nại (qua Ban Tiếp công dân tỉnh)",
        ),
        (
            "Tôi khiếu nại chi cục thuế ấn định sai",
            "G",
            "Người đứng đầu cơ quan đã ra quyết định hoặc có hành vi, trong chính ngành đó",
        ),
    ],
)
def test_the_form_goes_to_who_decides_by_law(office, settings, text, commune, to):
    code = {"G": people.BAC_GIANG, "T": people.TAN_YEN, None: None}[commune]
    told = complaint(office, settings, text, commune=code)
    with office.read() as snap:
        assert forms.filled(snap, told.id).to == to


def test_what_an_officer_recorded_goes_before_what_the_words_say(office, settings):
    told = complaint(office, settings)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).values(respondent="province_chair"))
        authority = forms.authority_for(tx, told.id)
    assert authority.name == "Chủ tịch UBND tỉnh Bắc Ninh"
    assert "Luật Khiếu nại" in authority.basis


def test_only_a_complaint_has_a_form(office, settings):
    told = tell(office, settings)
    with office.read() as snap, pytest.raises(NotFound):
        forms.filled(snap, told.id)
