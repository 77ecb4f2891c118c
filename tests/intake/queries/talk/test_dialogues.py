"""The log finds what was said, with and without diacritics, and shows each only what they may see."""

from datetime import date

import pytest
from sqlalchemy import update

from intake.errors import NotFound
from intake.queries.talk import dialogues, hits
from intake.queries.talk.dialogues import Stretch
from intake.queries.talk.sought import Sought
from intake.tables import ConversationRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from routing.kinds import Kind
from routing.reading import default_reader
from tests.factories import tell, viewer, write


def say(db, chat, *texts, channel="telegram"):
    with db.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, channel, "main", chat, f"Tên {chat}")
        for text in texts:
            write(tx, talk.id, text)
        dialogue_log.save(tx, talk.id, state={}, step="idle")
        return talk.id


def found(db, login="giap", **sought):
    with db.read() as snap:
        return [hit.text for hit in hits.search(snap, viewer(db, login), Sought(**sought)).rows]


@pytest.mark.parametrize("query", ['"đường Hoàng Văn Thụ"', '"duong hoang van thu', "“HOÀNG VĂN”", "ngõ 12", "12"])
def test_a_phrase_is_found_with_and_without_diacritics(office, query):
    say(office, "a", "Ngõ 12 đường Hoàng Văn Thụ ngập", "cảm ơn")
    say(office, "b", "Đường Thụ Văn Hoàng")
    assert found(office, query=query) == ["Ngõ 12 đường Hoàng Văn Thụ ngập"]


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "🙂", '"', "AND", "ngap OR", "a* NOT", "ngập:", "-có", "NEAR(a b)"]
)
def test_a_query_is_words_and_never_a_command(office, query):
    say(office, "a", "không có gì")
    assert found(office, query=query) == []


def test_words_that_were_erased_are_found_no_more(office):
    conversation_id = say(office, "a", "số nhà 25 phố Huyền Quang")
    assert found(office, query="huyền quang")
    with office.transaction() as tx:
        dialogue_log.forget(tx, conversation_id)
    assert found(office, query="huyền quang") == []


def test_hits_are_narrowed_by_channel_day_and_case(office, settings, clock):
    told = tell(office, settings, "Đèn hỏng ở ngõ 3")
    clock.forward(days=3)
    say(office, "w", "đèn hỏng ở ngõ 5", channel="web")
    assert found(office, query="den hong", channel="web") == ["đèn hỏng ở ngõ 5"]
    assert found(office, query="den hong", code=told.receipt.code.lower()) == ["Đèn hỏng ở ngõ 3"]
    assert found(office, query="den hong", until=date(2026, 9, 14)) == ["Đèn hỏng ở ngõ 3"]
    assert found(office, query="den hong", since=date(2026, 9, 15)) == ["đèn hỏng ở ngõ 5"]


def test_hits_come_in_pages_without_gap_or_double(office, monkeypatch):
    monkeypatch.setattr(hits, "PAGE", 2)
    say(office, "a", *(f"mưa ngập lần {number}" for number in range(5)))
    texts, after = [], None
    while True:
        with office.read() as snap:
            page = hits.search(snap, viewer(office, "giap"), Sought(query="ngap"), after)
        texts += [hit.text for hit in page.rows]
        after = page.after
        if after is None:
            break
    assert texts == [f"mưa ngập lần {number}" for number in (4, 3, 2, 1, 0)]


def test_conversations_come_latest_first_in_pages(office, clock, monkeypatch):
    monkeypatch.setattr(dialogues, "PAGE", 2)
    ids = []
    for number in range(5):
        ids.append(say(office, f"c{number}", "xin chào"))
        clock.forward(hours=1)
    seen, after = [], None
    while True:
        with office.read() as snap:
            page = dialogues.talks(snap, viewer(office, "giap"), Sought(), after)
        seen += [row.id for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == ids[::-1]


def test_talk_that_became_no_case_is_for_the_desk_and_the_supervisor_only(office):
    conversation_id = say(office, "a", "hỏi chút ạ")
    for login, is_seen in {"mai": True, "giap": True, "ha": False, "son": False, "quy": False}.items():
        with office.read() as snap:
            assert bool(dialogues.talks(snap, viewer(office, login), Sought()).rows) == is_seen
            if not is_seen:
                with pytest.raises(NotFound):
                    dialogues.one_talk(snap, viewer(office, login), conversation_id)


def test_a_conversation_shows_what_was_understood_at_each_step(office):
    text = "Ổ gà to trước cổng trường"
    with office.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, "telegram", "main", "a", "Bà Tư")
        reading = default_reader().read(text).to_json()
        saying = Saying("citizen", "text", text, reading=reading, step_before="idle", step_after="confirm")
        dialogue_log.write(tx, talk.id, 1, saying)
        dialogue_log.write(
            tx, talk.id, 1, Saying("bot", "text", "Gửi nhé?", choices=[{"payload": "1:send", "label": "Gửi"}])
        )
    with office.read() as snap:
        page = dialogues.one_talk(snap, viewer(office, "giap"), talk.id)
    first, second = page.lines
    assert (first.step_before, first.step_after) == ("idle", "confirm")
    assert first.understood.kind.value == reading["kind"]
    assert second.choices == ("Gửi",)
    assert page.sender == "Bà Tư"


def stretch(office, conversation_id, **wanted):
    with office.read() as snap:
        page = dialogues.one_talk(snap, viewer(office, "giap"), conversation_id, Stretch(**wanted))
    return [line.text for line in page.lines], page.earlier, page.later


def test_a_long_talk_opens_at_its_end_and_is_read_both_ways(office, monkeypatch):
    monkeypatch.setattr(dialogues, "LINES", 4)
    conversation_id = say(office, "a", *(str(number) for number in range(10)))
    with office.read() as snap:
        first = dialogues.one_talk(snap, viewer(office, "giap"), conversation_id, Stretch(after=0)).lines[0].id
    assert stretch(office, conversation_id) == (["6", "7", "8", "9"], True, False)
    assert stretch(office, conversation_id, before=first + 6) == (["2", "3", "4", "5"], True, True)
    assert stretch(office, conversation_id, after=first + 5) == (["6", "7", "8", "9"], True, False)
    assert stretch(office, conversation_id, around=first + 4) == (["2", "3", "4", "5"], True, True)
    assert stretch(office, conversation_id, around=first) == (["0", "1"], False, True)


def of_person(db, login="giap", **sought):
    with db.read() as snap:
        return [row.id for row in dialogues.talks(snap, viewer(db, login), Sought(**sought)).rows]


@pytest.mark.parametrize("who", ["Tên Hòa", "ten hoa", "hòa tên", "0912 345", "345678"])
def test_talks_and_lines_of_a_person_are_found_by_name_or_number(office, who):
    theirs = say(office, "Hòa", "đèn hỏng")
    say(office, "Bình", "đèn hỏng")
    with office.transaction() as tx:
        tx.execute(update(ConversationRow).where(ConversationRow.id == theirs).values(contact_phone="0912345678"))
    assert of_person(office, who=who) == [theirs]
    with office.read() as snap:
        lines = hits.search(snap, viewer(office, "giap"), Sought(query="den hong", who=who)).rows
    assert [line.conversation_id for line in lines] == [theirs]


@pytest.mark.parametrize("who", ["Lan", "12", "0000", "%", "'"])
def test_nobody_is_found_by_what_is_nobodys_name(office, who):
    say(office, "Hòa", "đèn hỏng")
    assert of_person(office, who=who) == []


def test_one_talk_is_searched_by_itself(office):
    theirs, other = say(office, "Hòa", "đèn hỏng"), say(office, "Bình", "đèn hỏng")
    assert of_person(office, chat=other) == [other]
    with office.read() as snap:
        lines = hits.search(snap, viewer(office, "giap"), Sought(query="den hong", chat=theirs)).rows
    assert [line.conversation_id for line in lines] == [theirs]


def test_a_person_further_back_is_found_page_by_page(office, monkeypatch):
    first = say(office, "Hòa", "đèn hỏng")
    for number in range(6):
        say(office, f"Bình {number}", "đèn hỏng")
    monkeypatch.setattr(dialogues, "WINDOWS", (2, 4))
    with office.read() as snap:
        page = dialogues.talks(snap, viewer(office, "giap"), Sought(who="hoa"))
        assert (page.rows, page.cut_at is not None) == ((), True)
        rest = dialogues.talks(snap, viewer(office, "giap"), Sought(who="hoa"), page.after)
    assert [row.id for row in rest.rows] == [first]


def test_who_accuses_is_found_by_no_name(office, settings):
    told = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="c9")
    with office.transaction() as tx:
        named = {"display_name": "Trần Kín", "contact_phone": "0912345678"}
        tx.execute(update(ConversationRow).where(ConversationRow.id == told.conversation_id).values(**named))
        write(tx, told.conversation_id, "cảm ơn")
    for who in ("Trần Kín", "0912345678"):
        assert of_person(office, "giap", who=who, sealed=True) == []
        assert of_person(office, "giap", who=who) == []
