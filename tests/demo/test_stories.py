from random import Random

from bot.demo.pictures import picture
from bot.demo.stories import deck, is_unmarked, load_book, story
from intake.files import attachments
from intake.labels import REFUSAL_GROUNDS
from intake.lifecycle import outcomes_of
from routing.kinds import Kind
from routing.places import load_gazetteer
from routing.topics import load_catalogue


def _rng():
    return Random(3)


def test_there_are_about_140_messages_over_all_topics_and_kinds():
    tellings = load_book().tellings
    assert 130 <= len(tellings) <= 160
    assert {one.topic for one in tellings} == set(load_catalogue().topics)
    assert {one.kind for one in tellings} == set(Kind) - {Kind.OTHER}


def test_every_topic_has_an_answer_with_an_outcome_of_the_book():
    answers = load_book().answers
    assert set(answers) == set(load_catalogue().topics)
    assert {outcome for rows in answers.values() for outcome, _ in rows} <= set(outcomes_of(Kind.FEEDBACK))


def test_refusals_have_grounds_of_the_book():
    assert {ground for ground, _ in load_book().officer["refusals"]} <= set(REFUSAL_GROUNDS)


def test_every_slot_is_filled():
    communes = list(load_gazetteer().communes.values())
    for telling in load_book().tellings:
        told = story(telling, communes[0], _rng())
        assert "{" not in told.text
        assert told.where


def test_words_without_marks_get_places_without_marks():
    telling = next(one for one in load_book().tellings if is_unmarked(one.text) and "{place}" in one.text)
    commune = next(iter(load_gazetteer().communes.values()))
    assert is_unmarked(story(telling, commune, _rng()).text)


def test_a_deck_tells_every_message_before_any_twice():
    book = load_book()
    assert len(set(deck(book, _rng(), len(book.tellings)))) == len(set(book.tellings))
    assert len(deck(book, _rng(), 5)) == 5


def test_pictures_are_taken_by_the_book(settings):
    for topic in ("giao_thong_ha_tang", "moi_truong", "thoat_nuoc", "chieu_sang"):
        kept = attachments.keep(settings, picture(topic, _rng()), kind="photo")
        assert kept.mime == "image/jpeg"
        assert kept.size < 200_000
