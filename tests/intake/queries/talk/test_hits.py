"""The search keeps its promises on both databases: its language, its silence about what is sealed, its bounds."""

import random

import pytest
from sqlalchemy import event, text, update

from intake.access import ROLES_WITH_CASES
from intake.queries.talk import dialogues, hits
from intake.queries.talk.sought import Sought
from intake.sealed import sealed_lines
from intake.tables import CaseRow, UtteranceRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.intake.queries.talk.test_dialogues import found, say

WORDS = [
    "đường",
    "ngập",
    "cống",
    "rác",
    "đèn",
    "hỏng",
    "phường",
    "Bắc",
    "Giang",
    "Hoàng",
    "Văn",
    "Thụ",
    "ngõ",
    "12",
    "QL1A",
    "0912.345.678",
    "trường",
    "tiểu",
    "học",
]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("ngap cong", ["cống ngập ở ngõ 5", "ngập vì cống tắc"]),
        ('"ngap vi"', ["ngập vì cống tắc"]),
        ("ngập -ngõ", ["đường ngập", "ngập vì cống tắc"]),
        ('ngập -"cống tắc" -đường', ["cống ngập ở ngõ 5"]),
        ("0912345678", ["gọi +84 912 345 678"]),
        ("0912 345 678", ["gọi +84 912 345 678"]),
    ],
)
def test_words_phrases_and_what_to_leave_out(office, query, texts):
    say(office, "a", "ngập vì cống tắc", "cống ngập ở ngõ 5", "đường ngập", "gọi +84 912 345 678")
    assert sorted(found(office, query=query)) == sorted(texts)


def indexed(office):
    """How many lines the index itself holds for a word, whoever asks."""
    with office.read() as snap:
        if snap.is_sqlite:
            rows = "SELECT count(*) FROM utterances_fts WHERE utterances_fts MATCH 'chim'"
        else:
            rows = "SELECT count(*) FROM utterances WHERE folded_tsv @@ 'chim'::tsquery AND NOT is_sealed"
        return snap.execute(text(rows)).scalar_one()


def test_sealed_words_are_in_no_index_and_come_back_when_the_seal_is_taken_off(office, settings):
    told = tell(office, settings, "Tố cáo con chim", kind=Kind.DENUNCIATION, topic="tham_nhung")
    assert (indexed(office), found(office, query="chim")) == (0, [])
    with office.transaction() as tx:
        lines = UtteranceRow.case_id == told.id
        tx.execute(update(UtteranceRow).where(lines).values(is_sealed=False))
        tx.execute(update(CaseRow).values(is_sealed=False))
    assert (indexed(office), found(office, query="chim")) == (1, ["Tố cáo con chim"])
    with office.transaction() as tx:
        tx.execute(update(UtteranceRow).where(lines).values(is_sealed=True, folded="con chim"))
    assert indexed(office) == 0


def test_words_that_are_changed_while_they_are_open_are_found_as_they_are_now(office):
    say(office, "a", "con chim non")
    with office.transaction() as tx:
        tx.execute(update(UtteranceRow).values(folded="con ca non"))
    assert (found(office, query="chim"), len(found(office, query='"con ca non"'))) == ([], 1)


def test_no_place_in_the_list_tells_of_sealed_words(office, clock):
    first, second = say(office, "a", "việc mở"), say(office, "b", "việc sau")
    clock.forward(hours=1)
    with office.transaction() as tx:
        dialogue_log.write(tx, first, 2, Saying("citizen", "text", "tố cáo"))
        dialogue_log.save(tx, first, state={}, step="denounce")
        sealed_lines.seal_draft(tx, first, 2)
    for login in ("mai", "giap"):
        with office.read() as snap:
            rows = dialogues.talks(snap, viewer(office, login), Sought()).rows
            assert [row.id for row in rows] == [second, first]
            assert rows[1].last_text == "việc mở"
            assert rows[1].last_at < clock.now
            assert not dialogues.talks(snap, viewer(office, login), Sought(step="denounce")).rows


def test_a_page_looks_through_so_much_only_and_says_where_to_go_on(office, monkeypatch):
    monkeypatch.setattr(hits, "WINDOWS", (2, 3))
    say(office, "web", "ngập 1", channel="web")
    say(office, "a", *(f"ngập {number}" for number in range(2, 7)))
    seen, after = [], None
    with office.read() as snap:
        for _page in range(4):
            page = hits.search(snap, viewer(office, "giap"), Sought(query="ngap", channel="web"), after)
            seen += [hit.text for hit in page.rows]
            after = page.after
            if after is None:
                break
            assert page.is_cut
    assert (seen, after) == (["ngập 1"], None)


def test_each_filter_narrows_the_list(office, settings, clock):
    plain = say(office, "a", "hỏi chút")
    told = tell(office, settings, "Cháy trạm điện, có khói", chat="b", reading=True).conversation_id
    with office.transaction() as tx:
        dialogue_log.write(tx, told, None, Saying("officer", "notice", "Đã nhận", case_id=1))
        read = {"kind": "inquiry", "danger": {"words": "cháy", "kind": "fire"}}
        asked = dialogue_log.open_conversation(tx, "web", "main", "c", "").id
        dialogue_log.write(tx, asked, 1, Saying("citizen", "text", "cháy", reading=read))
        dialogue_log.save(tx, asked, state={}, step="ask_place")
        hung = dialogue_log.open_conversation(tx, "console", "main", "d", "").id
        seen = {"kind": "feedback", "danger": None, "hazard": {"words": "cây nghiêng", "kind": "tree"}}
        dialogue_log.write(tx, hung, 1, Saying("citizen", "text", "cây nghiêng", reading=seen))
        dialogue_log.save(tx, hung, state={}, step="idle")
    expected = {
        ("became", "case"): {told},
        ("became", "none"): {plain, asked, hung},
        ("kind", "feedback"): {told, hung},
        ("kind", "inquiry"): {asked},
        ("step", "ask_place"): {asked},
        ("channel", "web"): {asked},
        ("by_officer", True): {told},
        ("alarm", "danger"): {asked},
        ("alarm", "hazard"): {hung},
        ("alarm", "any"): {asked, hung},
        ("with_files", True): set(),
        ("unread", True): {plain, told, asked, hung},
    }
    with office.read() as snap:
        who = viewer(office, "giap")
        narrowed = {one: {row.id for row in dialogues.talks(snap, who, Sought(**dict([one]))).rows} for one in expected}
    assert narrowed == expected
    clock.forward(days=8)
    with office.read() as snap:
        assert not dialogues.talks(snap, viewer(office, "giap"), Sought(unread=True)).rows


@pytest.fixture(scope="module")
def sentences():
    dice = random.Random(7)
    return [" ".join(dice.choices(WORDS, k=dice.randint(2, 9))) for _ in range(300)]


def queries():
    dice = random.Random(11)
    for _ in range(80):
        words = dice.choices(WORDS, k=dice.randint(1, 3))
        phrase = f'"{" ".join(dice.choices(WORDS, k=2))}"' if dice.random() < 0.5 else ""
        out = f"-{dice.choice(WORDS)}" if dice.random() < 0.3 else ""
        yield " ".join((*words[: 1 if phrase else 3], phrase, out))


def by_hand(said, query):
    """What a line must hold, without any index: the shared truth that both databases are held against."""
    padded = f" {said} "
    return all(f" {one} " in padded for one in query.all_of) and not any(f" {one} " in padded for one in query.none_of)


@pytest.mark.slow
def test_eighty_queries_find_the_same_on_either_database(office, sentences, monkeypatch):
    monkeypatch.setattr(hits, "PAGE", 400)
    say(office, "a", *sentences)
    with office.read() as snap:
        lines = snap.execute(text("SELECT id, folded FROM utterances ORDER BY id")).all()
        for typed in queries():
            page = hits.search(snap, viewer(office, "giap"), Sought(query=typed))
            assert [hit.id for hit in page.rows] == [
                row.id for row in reversed(lines) if by_hand(row.folded, page.query)
            ], typed


def test_what_the_assistant_says_can_be_left_out(office):
    talk = say(office, "a", "đường ngập")
    with office.transaction() as tx:
        dialogue_log.write(tx, talk, 1, Saying("bot", "text", "Lĩnh vực: ngập úng"))
    assert len(found(office, query="ngap")) == 2
    assert found(office, query="ngap", by_citizen=True) == ["đường ngập"]


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_who_reads_no_cases_finds_nothing(office, login):
    say(office, "a", "ngập")
    assert viewer(office, login).role not in ROLES_WITH_CASES
    assert found(office, login, query="ngap") == []


def test_the_index_answers_the_search(office):
    asked = []

    def note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    who = viewer(office, "giap")
    with office.read() as snap:
        if not snap.is_sqlite:
            snap.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(snap.connection, "before_cursor_execute", note)
        hits.search(snap, who, Sought(query='"chim non" -ca'))
        event.remove(snap.connection, "before_cursor_execute", note)
        explain = "EXPLAIN QUERY PLAN" if snap.is_sqlite else "EXPLAIN"
        statement, parameters = next(one for one in asked if "folded_tsv" in one[0] or "MATCH" in one[0])
        plan = snap.connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    assert ("utterances_fts VIRTUAL TABLE" if snap.is_sqlite else "ix_utterances_folded_tsv") in str(plan)
