"""Whom a complaint or a denunciation means before the law, as the form that records its signature proposes it."""

import pytest

from intake.complaints.authority import Meant
from intake.complaints.forms import keep, meant_for
from routing.kinds import Kind
from tests.scenes import Desk

COMPLAINTS = [
    ("Tôi không đồng ý quyết định thu hồi đất số 45 của UBND phường Bắc Giang", "commune_chair"),
    ("Tôi khiếu nại quyết định xử phạt của Chủ tịch UBND xã Tân Yên", "commune_chair"),
    ("Khiếu nại thông báo số 12 của Ủy ban nhân dân xã Tân Yên", "commune_chair"),
    ("Khiếu nại cán bộ địa chính của UBND xã Tân Yên không nhận hồ sơ của tôi", "commune_staff"),
    ("Tôi không đồng ý với quyết định mà cán bộ của UBND phường Bắc Giang đưa", "commune_staff"),
    ("Tôi khiếu nại quyết định của Giám đốc Sở Xây dựng", "department_head"),
    ("Tôi khiếu nại Sở Xây dựng không cấp phép", "department_staff"),
    ("Tôi khiếu nại quyết định của UBND tỉnh về thu hồi đất", "province_chair"),
    ("Khiếu nại công an xã xử phạt tôi sai", "police_head"),
    ("Tôi không đồng ý mức bồi thường, yêu cầu xem xét lại quyết định", ""),
]
ACCUSATIONS = [
    ("Tố cáo cán bộ địa chính phường Bắc Giang nhận tiền", "commune_staff"),
    ("Tố cáo Chủ tịch UBND xã Tân Yên bán đất công", "commune_chair"),
    ("Tố cáo chuyên viên Sở Xây dựng vòi tiền", "department_staff"),
    ("Tố cáo Giám đốc Sở Xây dựng nhận hối lộ", "department_head"),
    ("Tố cáo hàng xóm lấn đất", ""),
]
MEANT = [
    *((Kind.COMPLAINT, "dat_dai", *one) for one in COMPLAINTS),
    *((Kind.DENUNCIATION, "tham_nhung", *one) for one in ACCUSATIONS),
]


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def meant(desk, told):
    with desk.db.read() as snap:
        return meant_for(snap, told.id)


@pytest.mark.parametrize(("kind", "topic", "words", "respondent"), MEANT)
def test_the_words_say_whom_they_mean(desk, kind, topic, words, respondent):
    assert meant(desk, desk.tell(words, kind=kind, topic=topic)) == Meant(respondent)


def test_a_complaint_against_a_first_decision_is_a_second_one(desk):
    words = (
        "Khiếu nại lần hai: tôi không đồng ý quyết định giải quyết khiếu nại số 12 của Chủ tịch UBND phường Bắc Giang"
    )
    assert meant(desk, desk.tell(words, kind=Kind.COMPLAINT, topic="dat_dai")) == Meant("commune_chair", 2)


def test_what_was_told_for_the_form_counts_too(desk):
    told = desk.tell("Tôi không đồng ý, yêu cầu xem xét lại", kind=Kind.COMPLAINT, topic="dat_dai")
    with desk.db.transaction() as tx:
        keep(tx, told.id, {"against": "Giám đốc Sở Xây dựng"})
    assert meant(desk, told) == Meant("department_head")
