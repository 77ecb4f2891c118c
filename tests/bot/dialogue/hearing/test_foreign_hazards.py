"""Hazards and dangers are heard in English as in Vietnamese; a nuisance, a drill and what is long past are none."""

import pytest

from bot.dialogue.hearing.foreign_dangers import danger_told
from bot.dialogue.hearing.foreign_hazards import hazard_told
from routing.dangers.danger_lexicon import danger_tables

TOLD = [
    ("There is an open manhole with no cover right outside the kindergarten", "pit"),
    ("there's a deep hole without any barrier where kids walk to school", "pit"),
    ("old brick pit full of water next to the school, no fence", "pit"),
    ("A big tree is leaning over the road and about to fall", "tree"),
    ("crane carrying steel over the playground, it nearly hit a kid", "tree"),
    ("the ceiling of my daughter's classroom is sagging, kids sit right below", "tree"),
    ("power cables hanging low across the alley, children can touch them", "wire"),
    ("The footbridge planks are rotten but pupils still cross it every day", "bridge"),
    ("slope behind our houses is sliding after the rain", "bank"),
    ("ferry is overloaded, no life jackets, lots of children", "boat"),
    ("two dogs without muzzle have bitten people in our lane", "animal"),
    ("the railway crossing barrier is broken, trains still run", "rails"),
    ("The lift dropped two floors yesterday and people are scared", "lift"),
    ("oil all over the mountain road, motorbikes keep falling", "road"),
    ("the boiler of the noodle factory is hissing and rusty, houses are right next to it", "unsafe"),
    ("A swing in the park has a broken chain and kids still use it", "unsafe"),
    ("Workers paint the seventh floor without harness above the sidewalk", "unsafe"),
    ("needles scattered on the playground sand", "unsafe"),
    ("the escalator at the mall went backwards yesterday", "lift"),
    ("There is a snake in the kindergarten classroom and nobody has caught it", "animal"),
    ("stray dogs at the market chase children every morning", "animal"),
    ("pilgrim boats are packed, nobody wears a life jacket", "boat"),
    ("petrol is leaking into the gutter near our houses", "gas"),
    ("trucks speed past the primary school when children come out", "road"),
    ("the karaoke bar has its windows welded shut", "exit"),
    ("gas bottles are stored under the stairs of the rooming house", "exit"),
]
NONE = [
    "The tree was cut down yesterday, thank you",
    "Please plant more trees along our street",
    "there is a hole in the road, cars get damaged",
    "The drain is open and stinks near the market",
    "traffic lights take too long at the school",
    "mud all over the road from trucks, very dusty",
    "how do I get a permit to build a wall",
    "the machine that gives queue numbers is broken, people wait long",
    "my swing door is broken at home",
    "please build a playground for our children",
    "workers make noise at night next to my house",
    "the elevator button on floor 5 is stuck",
    "petrol is too expensive near our house",
    "boat tickets for the pilgrimage are expensive",
    "trucks park in front of my shop all day",
    "my neighbour's dog barks all night",
    "branch office of the bank is closed",
    "I heard that a bridge is about to collapse in another province",
    "nắp cống trước trường bị mất, trẻ con qua lại",
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_a_hazard_is_heard(text, kind):
    assert hazard_told(text) == kind
    assert kind in danger_tables()["numbers_of_hazards"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_mended_asked_or_a_nuisance_is_none(text):
    assert hazard_told(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("our house is flooding fast, we are on the roof", "drowning"),
        ("They took my daughter in a white van ten minutes ago", "crime"),
        ("my friend texted goodbye and sent a picture of a rope", "suicide"),
        ("My uncle swallowed weed killer", "poisoning"),
        ("someone is stuck in the lift and it is dark", "collapse"),
        ("he threatens to burn our house tonight", "crime"),
        ("a boy is locked in a car under the sun", "child"),
        ("the ferry capsized near the pier", "drowning"),
        ("smoke coming from the windows of the flat next door", "fire"),
        ("There is man with big knife outside my door, he kick the door", "crime"),
        ("black smoke is coming from under the door of room 302, a baby is crying inside", "fire"),
        ("my son went under the water and not come up", "drowning"),
        ("an old man lies on the street, he does not wake", "medical"),
        ("the wall fell on two workers, they are still under", "collapse"),
        ("my husband touched the wire and fell, he is not moving", "medical"),
        ("my neighbor ties his boy to a tree and whips the boy", "child"),
        ("he drink bottle of pesticide, now he vomit and can not speak", "poisoning"),
        ("there is a thief in my house", "crime"),
        ("a man is trying to get into my house", "crime"),
        ("my husband beats me", "crime"),
        ("she has been raped", "crime"),
    ],
)
def test_a_danger_is_heard(text, kind):
    assert danger_told(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "last year my house collapsed, how do I apply for support",
        "What should we do in case of landslide",
        "the lift is stuck at the ground floor again, please repair",
        "the smoke from the barbecue is annoying",
        "I was locked out of my account",
        "the house was on fire weeks ago, it was put out",
        "The smoke from the barbecue shop comes in my window every night, it smells",
        "the fire exit door is locked at night",
        "a child nearly fell in the pond, it has no fence",
        "the children cry and shout at the playground every afternoon, too noisy",
        "I got a shock when I saw the price of water",
        "the boy next door hits the drum all night",
        "Please send police to teach traffic rules at school",
        "The burning smell from the factory comes in the house",
        "xin hoi he thong loa cua xa hong, ai sua",
        "they tried to break into my shop last month",
        "I was stabbed last year and the police did nothing",
        "how do I get into my house registration online",
    ],
)
def test_what_is_past_or_asked_in_general_is_no_danger(text):
    assert danger_told(text) is None
