"""In each of the 34 provinces every unit, today's or former, is found by its type and name, with and without marks."""

import pytest

from routing.gazetteer.served import codes, serve, served, stored_gazetteer
from routing.language.folding import bare
from routing.places import load_gazetteer

TALK = (
    "Gọi phường 3 lần không ai nghe máy",
    "goi phuong 3 lan khong ai nghe",
    "họp lúc 3 giờ ở phường",
    "p ơi giúp em với",
    "quán 5 bàn mà ồn cả đêm",
    "bé 2 tuổi ho mãi",
    "h hs nghỉ học",
    "q tâm đi cán bộ ơi",
    "phường hội đông người quá",
    "xã mình dân khổ quá",
    "xã hội bây giờ khác rồi",
)


AT_ONCE = ("01", "24", "79")  # the others take as long again each; they are looked at in the whole suite


@pytest.fixture(params=[one if one in AT_ONCE else pytest.param(one, marks=pytest.mark.slow) for one in codes()])
def stored(request):
    before = served()
    serve(request.param)
    yield stored_gazetteer(request.param)
    serve(before)


def told(unit: str) -> tuple[str, str]:
    sentence = f"Rác đổ bừa ở {unit}, đề nghị dọn."
    return sentence, bare(sentence).lower()


def missed(sentence: str, right: list[str]) -> bool:
    place = load_gazetteer().find(sentence)
    found = set() if place is None else {place.code, *(one.code for one in place.candidates)}
    return found.isdisjoint(right)


def test_every_commune_of_today_is_found(stored):
    told_all = ((one, code) for code, name, kind, *_ in stored["communes"] for one in told(f"{kind} {name}"))
    assert [sentence for sentence, code in told_all if missed(sentence, [code])] == []


def test_every_old_commune_with_its_district_leads_to_todays(stored):
    kinds = {name: kind for name, kind, _codes in stored["old_districts"]}
    told_all = (
        (one, today)
        for name, kind, district, today in stored["old_communes"]
        for one in told(f"{kind} {name}, {kinds[district]} {district}")
    )
    assert [sentence for sentence, today in told_all if missed(sentence, today)] == []


def test_every_old_district_leads_to_its_parts(stored):
    told_all = ((one, today) for name, kind, today in stored["old_districts"] for one in told(f"{kind} {name}"))
    assert [sentence for sentence, today in told_all if missed(sentence, today)] == []


def test_a_numbered_ward_is_told_with_its_district_alone_or_as_one_of_many(stored):
    kinds = {name: kind for name, kind, _codes in stored["old_districts"]}
    for name, kind, district, today in stored["old_communes"]:
        if not name.isdecimal() or kind != "phường":
            continue
        within = f"q{district}" if district.isdecimal() else f"{kinds[district]} {district}"
        place = load_gazetteer().find(f"p{name} {within} ngập")
        assert place is not None
        assert {place.code, *(one.code for one in place.candidates)} - {None} <= set(today)
        assert not missed(f"Phường {name} ngập", today)


def test_talk_names_no_place(stored):
    del stored
    for text in TALK:
        assert load_gazetteer().find(text) is None, text
