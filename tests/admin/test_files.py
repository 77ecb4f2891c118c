"""The files of a case one after the other: shown safely, told what they are, and no file of another case."""

import re

import pytest
from PIL import ExifTags, Image
from sqlalchemy import select

from intake import cases
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import AttachmentRow, AuditRow
from tests.factories import viewer
from tests.pictures import picture
from tests.scenes import PDF, Desk

pytestmark = pytest.mark.one_database

VOICE = b"OggS" + b"\0" * 60


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def told(desk, settings):
    """An answered case with a picture, a paper and a recording."""
    told = desk.at_work()
    parts = ((picture(), "vá.jpg"), (PDF, "biên bản.pdf"), (VOICE, "lời kể.ogg"))
    files = [NewFile(attachments.keep(settings, data), name) for data, name in parts]
    actor = viewer(desk.db, "giap")
    with desk.db.transaction() as tx:
        answer = {"outcome": "resolved", "text": "Đã vá."}
        cases.act(tx, told.id, Move.ANSWER, actor=actor, fields=answer, files=files)
    return told


def ids(desk):
    with desk.db.read() as snap:
        return list(snap.execute(select(AttachmentRow.id).order_by(AttachmentRow.id)).scalars())


@pytest.mark.both_databases
def test_one_goes_from_file_to_file_and_each_is_shown_as_what_it_is(desk, told, signed_in):
    browser, (photo, paper, voice) = signed_in("giap"), ids(desk)
    here = f"/admin/cases/{told.id}/files"
    assert f'href="{here}/{photo}"' in browser.get(f"/admin/cases/{told.id}").text
    first = browser.get(f"{here}/{photo}").text
    assert f'<img src="/admin/attachments/{photo}"' in first
    assert f'rel="next" href="{here}/{paper}"' in first
    assert "1 / 3" in first
    second = browser.get(f"{here}/{paper}")
    assert f'<iframe class="paper-stage" src="/admin/attachments/{paper}?xem=1"' in second.text
    assert "frame-src 'self'" in second.headers["content-security-policy"]
    last = browser.get(f"{here}/{voice}").text
    assert "<audio controls" in last
    assert 'rel="next"' not in last
    assert "Giáp Văn Thanh, kèm chứng minh kết quả" in re.sub(r"\s+", " ", last)


@pytest.mark.usefixtures("told")
def test_a_paper_inside_the_panel_can_do_nothing_there(desk, signed_in):
    browser, (photo, paper, _voice) = signed_in("giap"), ids(desk)
    shown = browser.get(f"/admin/attachments/{paper}?xem=1")
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["x-frame-options"] == "SAMEORIGIN"
    saved = browser.get(f"/admin/attachments/{paper}")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.headers["x-frame-options"] == "DENY"
    assert browser.get(f"/admin/attachments/{photo}?xem=1").headers["x-frame-options"] == "DENY"


def test_every_look_is_written_down(desk, told, signed_in):
    signed_in("giap").get(f"/admin/cases/{told.id}/files/{ids(desk)[0]}")
    with desk.db.read() as snap:
        row = snap.execute(select(AuditRow.__table__).order_by(AuditRow.id.desc()).limit(1)).one()
    assert (row.action, row.subject, row.detail) == ("case.read", f"case:{told.id}", {"file": ids(desk)[0]})


@pytest.mark.both_databases
def test_a_file_of_another_case_or_of_one_out_of_sight_is_not_there(desk, told, signed_in):
    other = desk.at_work()
    number = ids(desk)[0]
    assert signed_in("giap").get(f"/admin/cases/{other.id}/files/{number}").status_code == 404
    assert signed_in("tam").get(f"/admin/cases/{told.id}/files/{number}").status_code == 404
    assert signed_in("giap").get(f"/admin/cases/{told.id}/files/999").status_code == 404


def test_a_picture_has_its_room_before_it_comes(desk, settings, signed_in):
    told, turned = desk.at_work(), Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    files = [
        NewFile(attachments.keep(settings, data), name)
        for data, name in ((picture(), "nằm.jpg"), (picture(exif=turned), "đứng.jpg"))
    ]
    with desk.db.transaction() as tx:
        answer = {"outcome": "resolved", "text": "Đã vá."}
        cases.act(tx, told.id, Move.ANSWER, actor=viewer(desk.db, "giap"), fields=answer, files=files)
    lying, standing = (signed_in("giap").get(f"/admin/cases/{told.id}/files/{one}").text for one in ids(desk))
    assert 'width="64" height="48"' in lying
    assert 'width="48" height="64"' in standing
