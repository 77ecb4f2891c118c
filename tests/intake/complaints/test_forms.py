"""What is kept for the form of a complaint, and to whom it goes by law."""

import pytest
from sqlalchemy import update

from intake.complaints import forms
from intake.directory.directory import DirectoryData, import_directory
from intake.errors import NotFound
from intake.tables import CaseRow
from routing.kinds import Kind
from tests import people
from tests.factories import tell

FARMING_HEAD = "Giám đốc Sở Nông nghiệp và Môi trường"
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
            "Thủ trưởng cơ quan thuế đã ra quyết định",
        ),
    ],
)
def test_the_form_goes_to_who_decides_by_law(office, settings, text, commune, to):
    code = {"G": people.BAC_GIANG, "T": people.TAN_YEN, None: None}[commune]
    told = complaint(office, settings, text, commune=code)
    with office.read() as snap:
        assert forms.filled(snap, told.id).to == to


OF_FORESTERS = "Tôi khiếu nại quyết định xử phạt số 12 của Chi cục Kiểm lâm"
FARMING = {
    "code": "P-SNN",
    "name": "Sở Nông nghiệp và Môi trường",
    "level": "province",
    "function": "Sở Nông nghiệp và Môi trường",
    "address": "12 Ngô Gia Tự",
}
FORESTERS = {
    "code": "P-CCKL",
    "name": "Chi cục Kiểm lâm Bắc Ninh",
    "level": "province",
    "function": "Chi cục Kiểm lâm",
    "parent": "P-SNN",
    "address": "5 Hùng Vương",
}


@pytest.mark.parametrize(
    ("text", "units", "told"),
    [
        (OF_FORESTERS, [], ("Chi cục trưởng Chi cục Kiểm lâm", "")),
        (OF_FORESTERS, [FARMING], ("Chi cục trưởng Chi cục Kiểm lâm", "12 Ngô Gia Tự")),
        (OF_FORESTERS, [FARMING, FORESTERS], ("Chi cục trưởng Chi cục Kiểm lâm Bắc Ninh", "5 Hùng Vương")),
        (f"Khiếu nại lần hai: {OF_FORESTERS}", [FARMING, FORESTERS], (FARMING_HEAD, "12 Ngô Gia Tự")),
        (f"Khiếu nại lần hai: {OF_FORESTERS}", [], ("Giám đốc sở quản lý chi cục, ban, trung tâm đó", "")),
    ],
)
def test_of_a_body_below_a_department_its_head_is_addressed_first_and_the_director_the_second_time(
    office, settings, text, units, told
):
    """Luật Khiếu nại 2011, Điều 19, khoản 2 Điều 20."""
    with office.transaction() as tx:
        import_directory(tx, DirectoryData(units, [], []))
    case = complaint(office, settings, text)
    with office.read() as snap:
        found = forms.authority_for(snap, case.id)
        assert (forms.filled(snap, case.id).to, found.address) == told
    assert "Luật Khiếu nại" in found.basis


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
