import json
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from routing.kinds import Kind
from routing.language.folding import fold
from routing.lessons.examples import Example
from routing.lessons.examples import families as families_of
from routing.topics import OTHER_TOPIC, load_catalogue

EXAMPLES = Path(__file__).parents[3] / "routing" / "data" / "examples"
FIELDS = ("text", "topic", "topic2", "kind", "urgent")
A_RETELLING = 0.4  # share of three-word runs in common, above which two messages tell one thing in the same words
A_COMMON_RUN = 30  # messages: a run of words that so many have is nobody's

A_FEW_WORDS = 6  # "căn cước chưa có" is anybody's; a message as long as this is somebody's


@cache
def examples():
    files = sorted(EXAMPLES.glob("*.jsonl"))
    return tuple(json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())


def counted(*fields):
    return Counter(tuple(example[field] for field in fields) for example in examples())


def runs_of_three(text):
    words = fold(text).split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def retellings(runs):
    """Pairs that have more than a retelling's share in common, counted by the runs that few messages have.

    Most messages have too few runs in common with any other. The others meet one another among their rarest: without
    all but so few of them the share could not be reached.
    """
    told = Counter(run for found in runs for run in found)
    shared = [frozenset(run for run in found if 1 < told[run] < A_COMMON_RUN) for found in runs]
    where, alike = defaultdict(list), []
    for place, found in enumerate(runs):
        meeting = max(0, len(shared[place]) - int(A_RETELLING * len(found)))
        rarest = sorted(shared[place], key=lambda run: (told[run], run))[:meeting] if meeting else ()
        met = sorted({one for run in rarest for one in where[run]})
        known = ((other, len(shared[place] & shared[other]) / len(found | runs[other])) for other in met)
        alike += [(other, place) for other, share in known if share > A_RETELLING]
        for run in rarest:
            where[run].append(place)
    return alike


def test_a_retelling_is_found_wherever_the_words_in_common_stand():
    told = ["a b c d e f", "x x a b c d e", "d e f g h i", "m n o p", "m n o p"]
    assert retellings([runs_of_three(one) for one in told]) == [(0, 1), (3, 4)]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.jsonl")), ids=lambda file: file.name)
def test_each_line_is_one_labelled_message_as_a_phone_sends_it(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        assert tuple(example)[: len(FIELDS)] == FIELDS
        assert set(example) <= {*FIELDS, "group"}
        assert example["text"] == example["text"].strip() != ""
        assert "\n" not in example["text"]
        assert isinstance(example["urgent"], bool)


def test_every_label_stands_in_a_closed_list():
    topics = set(load_catalogue().topics)
    assert {example["topic"] for example in examples()} == topics
    assert {example["topic2"] for example in examples()} <= topics | {""}
    assert all(example["topic"] != example["topic2"] for example in examples())
    assert {example["kind"] for example in examples()} == set(Kind)


def test_every_topic_has_enough_messages_to_learn_from():
    assert {topic: n for (topic,), n in counted("topic").items() if n < 120} == {}


def test_every_topic_is_told_in_every_kind():
    kinds = [kind for kind in Kind if kind is not Kind.OTHER]
    found = counted("topic", "kind")
    topics = [code for code in load_catalogue().topics if code != OTHER_TOPIC]
    assert [(topic, kind) for topic in topics for kind in kinds if found[topic, kind] < 3] == []


def test_what_is_nothing_to_act_on_belongs_to_no_topic():
    assert {example["topic"] for example in examples() if example["kind"] == Kind.OTHER} == {OTHER_TOPIC}


def test_no_message_stands_twice():
    told = counted("text").items()
    assert [text for (text,), n in told if n > 1 and any(sign.isalnum() for sign in text)] == []  # a lone dot may


@pytest.mark.slow
def test_two_tellings_in_the_same_words_are_one_family():
    told = examples()
    runs = [runs_of_three(example["text"]) for example in told]
    strangers = [
        (a, b) for a, b in retellings(runs) if not told[a].get("group") or told[a].get("group") != told[b].get("group")
    ]
    assert [(told[a]["text"], told[b]["text"]) for a, b in strangers] == []


def test_a_family_bears_the_number_of_its_first():
    told = ["đèn đường ngõ 5 tắt cả tuần nay rồi", "rác chất đống đầu ngõ", "đèn đường ngõ 5 tắt cả tuần nay rồi ạ"]
    assert families_of([Example(text, "", "", "", "") for text in told]) == [0, 1, 0]


def test_a_family_has_members_that_agree_on_what_they_are():
    families = defaultdict(list)
    for example in examples():
        if "group" in example:
            families[example["group"]].append((example["topic"], example["kind"], example["urgent"]))
    assert families
    assert {group for group, members in families.items() if len(members) < 2 or len(set(members)) > 1} == set()


@pytest.mark.slow
def test_danger_is_told_in_many_topics_and_so_is_its_figure_of_speech():
    danger = {example["topic"] for example in examples() if example["urgent"]}
    assert len(danger) >= 25
    words = ("chet", "chay", "giet", "no tung")
    harmless = [e for e in examples() if not e["urgent"] and any(f" {w} " in f" {fold(e['text'])} " for w in words)]
    assert len(harmless) >= 100


def test_one_message_in_ten_at_least_has_no_accents():
    assert sum(example["text"].isascii() for example in examples()) >= len(examples()) / 10


def scenes():
    return tomllib.loads((EXAMPLES.parent / "scenes.toml").read_text(encoding="utf-8"))


def test_every_topic_and_every_kind_is_told_in_scenes():
    assert set(scenes()["topics"]) == set(load_catalogue().topics)
    assert set(scenes()["kinds"]) == set(Kind)
    assert all(row.count(",") >= 20 for part in scenes().values() for row in part.values())


@pytest.mark.slow
def test_a_scene_tells_one_thing():
    told = [" ".join(text.split()) for row in scenes()["topics"].values() for text in row.split(",")]
    assert [scene for scene, count in Counter(told).items() if count > 1] == []
    written_out = {fold(example["text"]) for example in examples() if len(example["text"].split()) > A_FEW_WORDS}
    assert written_out.isdisjoint(map(fold, told))
