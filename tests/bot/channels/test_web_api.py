"""The chat as JSON and as a stream: nothing twice, nothing missed after a lost connection."""

import json
from dataclasses import replace
from time import sleep
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from bot.channels.web import api
from bot.channels.web.session import OF_PAGE
from bot.channels.web.streams import OpenPages
from intake.installation.bounds import Streams
from intake.tables import AttachmentRow, CaseRow, InboxRow
from tests.pictures import JPEG

pytestmark = pytest.mark.one_database

MESSAGES = "/api/v1/chat/messages"
STREAM = "/api/v1/chat/stream"


@pytest.fixture
def citizen(browser):
    citizen = browser()
    citizen.get("/")
    return citizen


def post(citizen, **fields):
    return citizen.post(MESSAGES, json={"client_id": str(uuid4()), **fields})


def lines(citizen, after=0):
    return citizen.get(f"{MESSAGES}?after={after}").json()["messages"]


def inbox_size(db):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(InboxRow)).scalar()


def test_a_message_is_taken_and_answered(citizen):
    answer = post(citizen, text="chào")
    assert answer.status_code == 202
    said, *answers = lines(citizen)
    assert said["seq"] == answer.json()["seq"]
    assert (said["from"], said["text"], said["choices"]) == ("citizen", "chào", [])
    assert answers[-1]["from"] == "bot"
    assert lines(citizen, said["seq"]) == answers
    assert lines(citizen, answers[-1]["seq"]) == []


def test_a_button_is_pressed(citizen):
    post(citizen, text="Ổ gà to trước cổng chợ, phường Bắc Giang")
    choice = next(one for one in lines(citizen)[-1]["choices"] if one["payload"].endswith(":agree"))
    assert post(citizen, choice=choice["payload"]).status_code == 202
    assert [line["text"] for line in lines(citizen) if line["from"] == "citizen"][-1] == choice["label"]


def test_an_old_button_of_another_tab_is_shown_in_its_words(citizen):
    post(citizen, text="Ổ gà to trước cổng chợ, phường Bắc Giang")
    offered = {one["label"]: one["payload"] for one in lines(citizen)[-1]["choices"]}
    post(citizen, choice=offered["Đồng ý"])
    for choice in (offered["Xem kỹ hơn"], "7:made_up"):
        post(citizen, choice=choice)
    assert [line["text"] for line in lines(citizen) if line["from"] == "citizen"][2:] == ["Xem kỹ hơn", "[…]"]


def test_the_same_client_id_again_is_the_same_answer_and_nothing_twice(citizen, db):
    fields = {"client_id": str(uuid4()), "text": "chào"}
    answers = [citizen.post(MESSAGES, json=fields) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["seq"] for answer in answers}) == 1
    assert inbox_size(db) == 1
    assert post(citizen, text="đèn đường tắt").json()["seq"] > answers[0].json()["seq"]
    assert citizen.post(MESSAGES, json=fields).json() == answers[0].json()


def test_the_same_client_id_in_another_chat_is_another_message(citizen, browser, db):
    fields = {"client_id": str(uuid4()), "text": "chào"}
    citizen.post(MESSAGES, json=fields)
    browser().post(MESSAGES, json=fields)
    assert inbox_size(db) == 2


def test_a_photo_by_multipart(citizen):
    answer = citizen.post(MESSAGES, data={"client_id": str(uuid4())}, files={"photo": ("a.jpg", JPEG)})
    assert answer.status_code == 202
    assert lines(citizen)[0]["text"] == "📷 Ảnh đã gửi"


def test_a_point_on_the_map(citizen):
    assert post(citizen, location={"lat": 21.2731, "lon": 106.1946}).status_code == 202
    assert lines(citizen)[0]["text"].startswith("📍")


HERE = {"lat": "21.2731", "lon": "106.1946"}


@pytest.mark.parametrize("beside", [{}, {"text": "Ổ gà to trước cổng chợ"}, {"address": "ngõ 5 đường Lý Thái Tổ"}])
def test_a_point_beside_photos_is_not_dropped(citizen, db, beside):
    data = {"client_id": str(uuid4()), **beside, **HERE}
    answers = [citizen.post(MESSAGES, data=data, files={"photo": ("a.jpg", JPEG)}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    said = [line["text"] for line in lines(citizen) if line["from"] == "citizen"]
    assert said[0] == "\n".join(["📷 Ảnh đã gửi", *(beside[name] for name in beside)])
    assert said[1].startswith("📍 21.27310, 106.19460")
    assert inbox_size(db) == 2


def test_a_point_beside_words_is_told_and_so_are_they(citizen, db):
    post(citizen, text="Ổ gà to trước cổng chợ", location={"lat": 21.2731, "lon": 106.1946})
    said = [line["text"] for line in lines(citizen) if line["from"] == "citizen"]
    assert said[0] == "Ổ gà to trước cổng chợ"
    assert inbox_size(db) == 2


def test_a_photo_with_its_place_becomes_one_case_with_both(citizen, db):
    data = {"client_id": str(uuid4()), "text": "Ổ gà to trước cổng chợ, xe tránh nhau bị ngã", **HERE}
    citizen.post(MESSAGES, data=data, files={"photo": ("a.jpg", JPEG)})
    for label in (":agree", ":send"):
        choices = [one for line in lines(citizen) for one in line["choices"] if one["payload"].endswith(label)]
        post(citizen, choice=choices[-1]["payload"])
    with db.read() as snap:
        case = snap.execute(select(CaseRow.__table__)).one()
        files = snap.execute(select(AttachmentRow.case_id)).scalars().all()
    assert (round(case.lat, 4), round(case.lon, 4)) == (21.2731, 106.1946)
    assert files == [case.id]


def test_an_address_beside_a_point_names_it(citizen, db):
    post(citizen, address="chợ Thương", location={"lat": 21.2731, "lon": 106.1946})
    assert inbox_size(db) == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"content": b"{"}, 422),
        ({"content": b"[]"}, 422),
        ({"content": b"[" * 100_000}, 422),
        ({"json": {"text": "chào"}}, 422),
        ({"json": {"client_id": "7", "text": "chào"}}, 422),
        ({"json": {"client_id": str(uuid4()), "text": " "}}, 422),
        ({"json": {"client_id": str(uuid4()), "text": 5}}, 422),
        ({"json": {"client_id": str(uuid4()), "location": {"lat": 400, "lon": 0}}}, 422),
        ({"json": {"client_id": str(uuid4()), "text": "x" * 100_000}}, 413),
        ({"content": b"x" * (1024 * 1024 + 1)}, 413),
    ],
)
def test_a_wrong_request_gets_a_problem_that_a_person_understands(citizen, db, options, status):
    answer = citizen.post(MESSAGES, **options)
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["detail"]
    assert len(problem["id"]) == 8
    assert inbox_size(db) == 0


@pytest.mark.parametrize(
    ("data", "status"), [(b"\xff\xd8\xff" + b"x" * (25 * 1024 * 1024), 413), (b"MZ\x90\x00" + b"\x00" * 500, 415)]
)
def test_a_wrong_file_gets_a_problem(citizen, data, status):
    answer = citizen.post(MESSAGES, data={"client_id": str(uuid4())}, files={"photo": ("a.jpg", data)})
    assert answer.status_code == answer.json()["status"] == status


def test_a_request_of_another_site_is_refused(citizen, db):
    fields = {"client_id": str(uuid4()), "text": "chào"}
    assert citizen.post(MESSAGES, json=fields, headers={"Origin": "https://evil.example"}).status_code == 403
    assert inbox_size(db) == 0


@pytest.mark.parametrize("after", ["-1", "x", "99999999999999999999"])
def test_a_wrong_number_is_a_problem(citizen, after):
    answer = citizen.get(f"{MESSAGES}?after={after}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_program_without_a_cookie_gets_a_chat(browser):
    program = browser()
    assert post(program, text="chào").status_code == 202
    assert lines(program)[0]["text"] == "chào"


def test_a_page_whose_cookie_was_refused_is_told_and_nothing_is_taken_that_nobody_could_be_answered(browser, db):
    page = browser()
    said = {"client_id": str(uuid4()), "text": "Ổ gà ở đường Lê Lợi"}
    refused = page.post(MESSAGES, json=said, headers={OF_PAGE: "1"})
    assert refused.status_code == 403
    assert "cookie" in refused.json()["detail"]
    assert inbox_size(db) == 0
    assert page.post(MESSAGES, json=said, headers={OF_PAGE: "1"}).status_code == 202  # it was only cleared
    assert lines(page)[0]["text"] == said["text"]


def test_what_takes_too_long_may_be_sent_again_and_is_one_message(app, citizen, turns, monkeypatch):
    answer_of, patient = turns.conductor.answer, app.state.counter

    def slowly(*args):
        sleep(0.5)
        return answer_of(*args)

    same = str(uuid4())
    with monkeypatch.context() as slow:
        slow.setattr(turns.conductor, "answer", slowly)
        app.state.counter = replace(patient, page_s=0.2)
        refused = citizen.post(MESSAGES, json={"client_id": same, "text": "chào"})
    app.state.counter = patient
    assert (refused.status_code, bool(refused.headers["retry-after"])) == (503, True)
    answers = (citizen.post(MESSAGES, json={"client_id": same, "text": "chào"}).status_code for _try in range(20))
    assert 202 in answers  # the first one may still be at it
    assert [line["text"] for line in lines(citizen) if line["from"] == "citizen"] == ["chào"]


def test_an_address_typed_beside_the_words_goes_with_them(citizen):
    post(citizen, text="Ổ gà to", address="đường Hùng Vương")
    post(citizen, address="xóm 3")
    assert [line["text"] for line in lines(citizen) if line["from"] == "citizen"] == [
        "Ổ gà to\nỞ đường Hùng Vương",
        "xóm 3",
    ]


def test_one_page_too_many_is_told_calmly_and_hears_all_the_same(app, citizen):
    app.state.open_pages = OpenPages(Streams(of_process=0, of_chat=0))
    post(citizen, text="chào")
    refused = citizen.get(STREAM)
    assert refused.status_code == 503
    assert "cứ nhắn bình thường" in refused.json()["detail"]
    assert refused.headers["retry-after"]
    last = lines(citizen)[-1]["seq"]
    assert citizen.get(f"{MESSAGES}?after={last}&wait=25").json() == {"messages": []}  # at once


def test_open_pages_are_counted_by_process_and_by_chat_and_let_go():
    pages = OpenPages(Streams(of_process=2, of_chat=1))
    with pages.waiting("a"):
        assert (pages.has_room("a"), pages.has_room("b")) == (False, True)
        with pages.waiting("b"):
            assert not pages.has_room("c")
    assert pages.has_room("a")


def test_waiting_ends_without_news(citizen, monkeypatch):
    monkeypatch.setattr(api, "LOOK_EVERY_S", 0.05)
    assert citizen.get(f"{MESSAGES}?after=0&wait=1").json() == {"messages": []}


@pytest.fixture
def streamed(app, citizen, monkeypatch):
    """Read a stream that ends after its first look."""
    monkeypatch.setattr(api, "LOOK_EVERY_S", 0.01)

    def read(path=STREAM, **headers):
        looks = iter([False])
        app.state.is_stopping = lambda: next(looks, True)
        answer = citizen.get(path, headers=headers)
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        blocks = [block.split("\n") for block in answer.text.split("\n\n") if block.startswith("id: ")]
        return [(int(first.removeprefix("id: ")), json.loads(data.removeprefix("data: "))) for first, data in blocks]

    return read


def test_the_stream_gives_the_same_lines(streamed, citizen):
    post(citizen, text="chào\nlần nữa")
    events = streamed()
    assert [line for _, line in events] == lines(citizen)
    assert [number for number, _ in events] == [line["seq"] for line in lines(citizen)]


def test_after_a_lost_connection_the_stream_goes_on_where_it_was(streamed, citizen):
    post(citizen, text="chào")
    first, *rest = lines(citizen)
    events = streamed(**{"Last-Event-ID": str(first["seq"])})
    assert [line for _, line in events] == rest
    assert streamed(f"{STREAM}?after={rest[-1]['seq']}") == []


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x"])
def test_a_stream_after_no_line_that_there_is_begins_at_the_first(streamed, citizen, number):
    post(citizen, text="chào")
    assert [line for _, line in streamed(**{"Last-Event-ID": number})] == lines(citizen)


def test_a_silent_stream_gives_a_sign_of_life_that_a_script_can_see(app, citizen, monkeypatch):
    monkeypatch.setattr(api, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(api, "_PING_EVERY_S", 0.0)
    looks = iter([False, False])
    app.state.is_stopping = lambda: next(looks, True)
    answer = citizen.get(STREAM).text
    assert answer.startswith("retry: 2000\n")
    assert answer.count(": ping\nevent: ping\n") >= 2
    assert app.state.open_pages.has_room("")


def test_a_browser_without_a_chat_is_told_not_to_come_back(browser):
    assert browser().get(STREAM).status_code == 204


def test_the_api_describes_itself(citizen):
    described = citizen.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {MESSAGES, STREAM}
