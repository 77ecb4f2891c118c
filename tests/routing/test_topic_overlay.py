"""What a locality says of its topics: read, routed and named by it; without it everything is as shipped."""

from datetime import date

import pytest

from routing.cue_reach import reach
from routing.decision import decide
from routing.directory import Rule
from routing.kinds import Kind
from routing.lessons.examples import Lesson
from routing.reading import default_reader
from routing.topic_overlay import OwnTopic, laid_over, lessons_of
from routing.topics import OTHER_TOPIC, load_catalogue
from tests.routing.staffing import BUILDING, IN_TAN_YEN, RECEPTION, TAN_YEN_ECONOMY, directory, officer

BRIBE = "Cán bộ địa chính đòi phong bì năm triệu mới làm sổ đỏ, nhận hối lộ trắng trợn"
DAY = date(2026, 11, 26)
FARM = OwnTopic("trai_lon", name="Mùi hôi trại lợn", parent="moi_truong", sure=("trại lợn",), cues=("mùi hôi",))
SMELL = "Trại lợn nhà ông Tư bốc mùi hôi thối không chịu nổi"
RUBBISH = "Rác đầy đường không ai dọn"
KARAOKE = "Karaoke loa kéo ầm ĩ tới 12 giờ đêm"


def over(*said, day=DAY):
    return laid_over(load_catalogue(), {one.code: one for one in said}, day)


def read(text, *said, day=DAY):
    return default_reader().over(over(*said, day=day)).read(text)


def off(code, heir, since=DAY):
    return OwnTopic(code, off_from=since, heir=heir)


@pytest.mark.parametrize(
    ("text", "said", "topic"),
    [
        (SMELL, [], "moi_truong"),
        (SMELL, [FARM], "trai_lon"),
        ("trai lon boc mui hoi khap xom", [FARM], "trai_lon"),
        (RUBBISH, [FARM], "moi_truong"),
        (KARAOKE, [FARM], "tieng_on"),
        (KARAOKE, [off("tieng_on", "an_ninh_trat_tu")], "an_ninh_trat_tu"),
        (KARAOKE, [off("tieng_on", "an_ninh_trat_tu", since=date(2027, 1, 1))], "tieng_on"),
        (KARAOKE, [off("tieng_on", "an_ninh_trat_tu"), off("an_ninh_trat_tu", "van_hoa_du_lich")], "van_hoa_du_lich"),
        (KARAOKE, [off("tieng_on", "pccc"), off("pccc", "tieng_on")], OTHER_TOPIC),
        (KARAOKE, [off("tieng_on", "khong_con")], OTHER_TOPIC),
        (SMELL, [OwnTopic("trai_lon", parent="moi_truong", sure=FARM.sure, from_on=date(2027, 1, 1))], "moi_truong"),
        (SMELL, [OwnTopic("trai_lon", parent="da_bo", sure=FARM.sure)], "moi_truong"),
        ("Cầu Cháy nhà mình hỏng rồi", [OwnTopic("giao_thong_ha_tang", sure=("cầu cháy",))], "giao_thong_ha_tang"),
        ("cau chay nha minh hong roi", [OwnTopic("giao_thong_ha_tang", sure=("cầu cháy",))], "giao_thong_ha_tang"),
        (BRIBE, [OwnTopic("so_do", parent="dat_dai", sure=("sổ đỏ", "phong bì"))], "tham_nhung"),
        (SMELL, [OwnTopic("trai_lon", parent="moi_truong", sure=("…",), cues=("trại lợn",))], "trai_lon"),
        ("zzz qqq cổng xanh", [OwnTopic("cong_xanh", parent="dien", sure=("cổng xanh",))], "cong_xanh"),
    ],
)
def test_a_sentence_is_read_as_the_locality_cuts_its_topics(text, said, topic):
    assert read(text, *said).topic == topic


def test_without_anything_said_the_catalogue_is_the_shipped_one():
    assert laid_over(load_catalogue(), {}, DAY) is load_catalogue()
    plain, same = default_reader().read(SMELL), default_reader().over(over(OwnTopic("dien", name="Điện"))).read(SMELL)
    assert (plain.topics, plain.confidence) == (same.topics, same.confidence)
    assert plain.version != same.version


def test_the_parent_is_no_rival_and_its_words_are_the_evidence():
    now, before = read(SMELL, FARM), default_reader().read(SMELL)
    assert now.confidence >= before.confidence
    assert [one.code for one in now.topics[:2]] == ["trai_lon", "moi_truong"]
    assert "Trại lợn" in [one.words for one in now.evidence if one.about == "topic"]


def test_a_phrase_against_a_topic_takes_from_it():
    against = OwnTopic("tieng_on", anti=("loa kéo",))
    assert read(KARAOKE, against).topics[0].score <= default_reader().read(KARAOKE).topics[0].score
    fake = "Mua phải loa kéo giả"
    assert read(fake, against).confidence < default_reader().read(fake).confidence


def test_names_are_the_locality_s_and_what_is_off_keeps_its_own():
    catalogue = over(OwnTopic("dien", name="Điện lưới", description="Không gồm đèn đường"), off("nuoc", "dien"), FARM)
    assert catalogue.topics["dien"].name_vi == "Điện lưới"
    assert catalogue.topics["nuoc"].name_vi == load_catalogue().topics["nuoc"].name_vi
    assert "nuoc" not in catalogue.in_use
    assert [catalogue.settled(one) for one in ("nuoc", "dien", "strange")] == ["dien", "dien", "strange"]
    assert [catalogue.root(one) for one in ("trai_lon", "dien")] == ["moi_truong", "dien"]
    codes = list(catalogue.topics)
    assert codes[codes.index("moi_truong") + 1] == "trai_lon"
    assert codes[-1] == OTHER_TOPIC


def test_the_version_changes_with_what_is_said_and_with_the_day_on_which_it_begins():
    later = off("nuoc", "dien", since=date(2027, 1, 1))
    versions = {over(*said, day=day).version for said, day in (
        ([FARM], DAY), ([later], DAY), ([later], date(2027, 1, 1)), ([FARM, later], DAY))}  # fmt: skip
    assert len(versions) == 4


def rule(number, unit_id, topic, kind=None):
    return Rule(number, topic, None, kind, unit_id, None, None)


@pytest.mark.parametrize(
    ("rules", "unit"),
    [
        ([], TAN_YEN_ECONOMY),
        ([rule(1, BUILDING, "moi_truong")], BUILDING),
        ([rule(1, BUILDING, "moi_truong"), rule(2, RECEPTION, "trai_lon")], RECEPTION),
        ([rule(1, BUILDING, "moi_truong", "feedback"), rule(2, RECEPTION, "trai_lon")], RECEPTION),
        ([rule(1, BUILDING, "moi_truong"), rule(2, RECEPTION, None)], BUILDING),
        ([rule(1, BUILDING, None)], BUILDING),
    ],
)
def test_an_own_topic_follows_its_own_rule_else_its_parent_s(rules, unit):
    assert decided(directory(rules=rules)).unit_id == unit


def decided(known):
    facts = {"kind": Kind.FEEDBACK, "topic": "trai_lon", "place": IN_TAN_YEN, "confidence": 0.9}
    return decide(directory=known, catalogue=over(FARM), load={}, **facts)


@pytest.mark.parametrize(("topics", "chosen"), [(("moi_truong", "trai_lon"), 3), (("moi_truong", "dien"), 2)])
def test_who_knows_the_topic_comes_before_who_knows_its_parent(topics, chosen):
    knowing = [officer(number, TAN_YEN_ECONOMY, topics=frozenset({one})) for number, one in enumerate(topics, 2)]
    assert decided(directory(officers=[officer(1, TAN_YEN_ECONOMY), *knowing])).officer_id == chosen


def test_examples_of_topics_in_use_are_lessons():
    said = {one.code: one for one in (OwnTopic("dien", examples=("Cúp điện hoài",)), off("nuoc", "dien"))}
    said["nuoc"] = OwnTopic("nuoc", off_from=DAY, heir="dien", examples=("Nước đục",))
    assert lessons_of(said, DAY) == [Lesson("Cúp điện hoài", "dien", "", 1.0)]


@pytest.mark.slow
def test_a_phrase_that_is_too_general_is_known_by_the_shipped_examples():
    wide, narrow = reach("đường", {"chieu_sang"}), reach("nắp cống/hố ga", {"thoat_nuoc"})
    assert wide.is_wide
    assert dict(wide.others)["giao_thong_ha_tang"] > 20
    assert wide.foreign == sum(count for _topic, count in wide.others)
    assert all("đường" in text.lower() or "duong" in text.lower() for text in wide.samples)
    assert narrow.own > 0
    assert not narrow.is_wide
    assert not reach("chuồng nuôi đà điểu", {"vat_nuoi"}).is_wide
