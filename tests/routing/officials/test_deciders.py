"""A complaint goes first to whoever decided, as the law on complaints has it, wherever the writer lives."""

from dataclasses import replace

import pytest

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.kinds import Kind
from routing.officials.instances import instance_of
from routing.topics import load_catalogue
from tests.routing.staffing import BUILDING, IN_KINH_BAC, KINH_BAC_BODY, TAN_YEN_BODY, directory, unit

TOP, FARMING = 9, 4
NAMES = {TAN_YEN_BODY: "UBND xã Tân Yên", KINH_BAC_BODY: "UBND phường Kinh Bắc"}


def province():
    units = [replace(one, name=NAMES.get(one.id, one.name)) for one in directory().units.values()]
    return directory(units=[*units, unit(TOP, "UBND", name="UBND tỉnh")])


def decided(text):
    known = province()
    kind = Kind.COMPLAINT
    conflicts = conflicts_in(kind, text, topic="dat_dai", places=[IN_KINH_BAC], directory=known)
    given = {"kind": kind, "topic": "dat_dai", "place": IN_KINH_BAC, "confidence": 0.9, "load": {}}
    return decide(
        **given,
        directory=known,
        catalogue=load_catalogue(),
        conflicts=conflicts,
        instance=instance_of(kind, text),
    )


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("khiếu nại quyết định của chủ tịch phường", KINH_BAC_BODY),
        ("khiếu nại quyết định của chủ tịch UBND xã Tân Yên", TAN_YEN_BODY),
        ("toi khieu nai ubnd xa tan yen thu hoi dat", TAN_YEN_BODY),
        ("khiếu nại quyết định của Chủ tịch UBND tỉnh về đất nhà tôi", TOP),
        ("khiếu nại UBND tỉnh thu hồi đất", TOP),
        ("khiếu nại Sở Xây dựng từ chối giấy phép", BUILDING),
        ("khiếu nại SNNMT từ chối cấp sổ cho tôi", FARMING),
        ("khiếu nại quyết định của sở NN&MT", FARMING),
        ("khiếu nại lần hai quyết định của chủ tịch phường", TOP),
        ("khiếu nại lần hai quyết định của chủ tịch UBND tỉnh", None),
    ],
)
def test_whoever_decided_looks_first(text, unit_id):
    assert decided(text).unit_id == unit_id


def test_the_second_complaint_against_the_province_goes_beyond_it():
    assert "Bộ trưởng" in decided("khiếu nại lần hai quyết định của chủ tịch UBND tỉnh").reasons[0]
