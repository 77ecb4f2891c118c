"""What people type is heard by rules: each of their words with its marks or without, and no phrase is written twice."""

import tomllib
from importlib.resources import files

import pytest

from bot.dialogue.commands import Command, command_in, small_talk
from bot.dialogue.hearing.impatience import leaves_off, not_yet, waits, wishes_no_name
from bot.dialogue.phrases import Vocabulary, written_out
from bot.dialogue.sent.lookup import says_lost_code
from bot.dialogue.sent.phone_questions import asks_for_a_call
from bot.dialogue.words import answers, vocabulary
from tests.bot.dialogue.talk import reading_of

HEARD = tomllib.loads((files("bot.dialogue") / "heard.toml").read_text(encoding="utf-8"))
# parts of one meaning of which is only asked whether a phrase stands inside
INSIDE = (
    "reception",
    "state",
    "secrecy",
    "unsolved",
    "threat",
    "fear",
    "lost",
    "lost_code",
    "unknown",
    "unnamed",
    "question",
)


def phrases(part):
    return [phrase for listed in HEARD[part].values() for phrase in written_out(listed, HEARD["any_of"])]


def test_a_rule_is_written_out_in_all_its_ways():
    assert list(written_out("gọi [lại] <who> (nhé|với), x", {"who": "tôi|em"})) == [
        *(f"gọi {again}{who} {end}" for again in ("lại ", "") for who in ("tôi", "em") for end in ("nhé", "với")),
        "x",
    ]
    assert sorted(set(written_out("rút [[đơn] (a|b)|c]", {}))) == sorted(
        ["rút đơn a", "rút a", "rút đơn b", "rút b", "rút c", "rút"]
    )


def test_a_phrase_of_any_length_is_found():
    known = Vocabulary({"long": "một hai ba bốn năm sáu bảy tám"})
    said = "dạ một hai ba bốn năm sáu bảy tám ạ"
    assert known.longest_inside(said) == "long"
    assert known.inside(said) == {"long"}
    assert known.at_start(said.removeprefix("dạ ")) == 8


@pytest.mark.parametrize("part", HEARD)
def test_every_rule_closes_what_it_opens(part):
    assert not [phrase for phrase in phrases(part) if set(phrase) & set("()[]<>|")]


@pytest.mark.parametrize("part", HEARD)
def test_no_list_is_written_out_to_more_phrases_than_a_small_server_holds(part):
    assert len(phrases(part)) < 40_000  # of 138,000 the server took 59 MiB


@pytest.mark.parametrize("part", INSIDE)
def test_no_phrase_is_covered_by_another(part):
    rules = [rule for listed in HEARD[part].values() for rule in listed.split(",")]
    known = Vocabulary({str(number): rule for number, rule in enumerate(rules)}, HEARD["any_of"])
    for number, rule in enumerate(rules):
        told = list(written_out(rule, HEARD["any_of"]))
        if any(known.inside(phrase) == {str(number)} for phrase in told):
            continue  # marks aside it is no other's; the others are all written out only for the few where it may be
        others = Vocabulary({"other": ",".join(rules[:number] + rules[number + 1 :])}, HEARD["any_of"])
        assert not all(others.longest_inside(phrase) for phrase in told), rule


@pytest.mark.parametrize(
    "text",
    [
        "thôi để hỏi vợ đã",
        "de hoi vo da",
        "để con hỏi mẹ đã",
        "thôi chưa gửi, để tôi nghĩ đã",
        "khoan, để bác suy nghĩ thêm",
        "chốc nữa em nhắn",
        "thoi mai tinh",
    ],
)
def test_who_goes_on_later_is_heard_at_every_question(text):
    assert waits(text)
    assert not_yet(text)
    assert small_talk(text, reading_of("kind=feedback:0.4")) == "later"


@pytest.mark.parametrize(
    "text",
    ["bẩn lắm, để lâu rồi", "xã chưa gửi để tôi nhận", "để bán lại", "đang bận, đèn vẫn hỏng", "đường hỏng, để mai"],
)
def test_a_matter_that_sounds_so_is_not_put_off(text):
    assert not waits(text)


@pytest.mark.parametrize(
    "text",
    [
        "đề nghị xã làm cái sân chơi cho trẻ con thôn tôi", "de nghi lap guong cau o khuc cua", "Đề nghị bớt giấy",
        "ông hiệu trưởng ăn bớt tiền ăn cháu tui", "de nghi thu nghiem lai ruou cua lo", "xa ghi nham so thua cua toi",
    ],
)  # fmt: skip
def test_a_matter_of_which_nothing_is_sure_is_no_talk_however_its_letters_sound(text):
    assert small_talk(text, reading_of("kind=petition:0.9 topic=khac:0.4")) is None


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("khoan đã, để tôi nghĩ kỹ rồi viết sang tuần", "later"), ("gọi nhầm số rồi bạn ơi nhé", "mistake"),
        ("cảm ơn mọi người, bot này hay ghê đó", "thanks"), ("cãm ơn nhiều lắm luôn nhé bà con", "thanks"),
        ("đang nhắn test xem sao thôi", "test"),
    ],
)  # fmt: skip
def test_talk_among_other_words_is_heard_whichever_tone_it_is_typed_with(text, talk):
    assert small_talk(text, reading_of("kind=other:0.4")) == talk


def test_a_wish_to_look_again_is_no_wish_to_wait():
    assert not not_yet("phạt oan tôi, đề nghị xét lại")


@pytest.mark.parametrize("text", ["hổng nhớ", "nỏ rõ", "chả biết nữa", "k nhớ", "chua co gi"])
def test_who_does_not_know_passes_on(text):
    assert "skip" in answers(text)


@pytest.mark.parametrize("text", ["nỏ khiếu nại nữa", "chẳng cần gửi nữa", "hông muốn làm nữa đâu", "ko tố giác nữa"])
def test_who_leaves_off_is_let_go(text):
    assert leaves_off(text)


@pytest.mark.parametrize("text", ["muốn rút lại đơn tố cáo", "cho rút kiến nghị", "tôi xin rút lại hồ sơ"])
def test_who_withdraws_is_heard(text):
    assert command_in(text).command is Command.WITHDRAW


def test_other_words_for_the_same_are_heard():
    assert wishes_no_name("hổng dám khai tên đâu")
    assert wishes_no_name("đừng để cô giáo biết là tôi nhắn nhé")
    assert says_lost_code("tôi chẳng còn cái mã")
    assert asks_for_a_call("gọi điện cho chú với")
    assert not vocabulary("answers").meanings("cha")  # a father is no "chả"
