import pytest

from routing.language.phrase_rules import parse
from routing.topics import OTHER_TOPIC, load_catalogue


def test_the_catalogue_is_in_order_and_ends_with_other():
    topics = load_catalogue().topics
    assert len(topics) == 41
    assert list(topics)[-1] == OTHER_TOPIC
    assert all(code == topic.code for code, topic in topics.items())


def test_only_courts_have_no_unit_and_corruption_never_stays_in_the_commune():
    topics = load_catalogue().topics
    assert [code for code, topic in topics.items() if not topic.province_unit] == ["tu_phap"]
    assert topics["tham_nhung"].commune_unit is None
    assert topics["dat_dai"].sensitive


@pytest.mark.parametrize("code", load_catalogue().topics)
def test_every_topic_has_cues_that_can_be_read(code):
    cues = [cue for cue in load_catalogue().cues if cue.topic == code]
    assert sum(cue.weight > 0 for cue in cues) >= 25
    assert all(list(parse(cue.text, code, cue.weight)) for cue in cues)


def test_no_cue_speaks_for_an_unknown_topic():
    catalogue = load_catalogue()
    assert {cue.topic for cue in catalogue.cues} <= set(catalogue.topics)
