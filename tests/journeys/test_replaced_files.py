"""A photo or file that its sender puts another in the place of: the new one goes to the matter, the old one is kept."""

import pytest
from sqlalchemy import select

from intake.installation.bounds import load_bounds
from intake.queries.talk.talk import files_of_case
from intake.tables import AttachmentRow, OutboxRow

pytestmark = pytest.mark.one_database

WASTE = "Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi kinh khủng"


def shows(citizen, ref, caption="", *, kind="photo", message_id="9", **more):
    media = [{"kind": kind, "ref": ref, **more}]
    return citizen.send(kind=kind, text=caption, media=media, message_id=message_id)


def replaces(citizen, ref, caption="", *, kind="photo", message_id="9", **more):
    media = [{"kind": kind, "ref": ref, **more}]
    return citizen.send(kind="edited", text=caption, media=media, message_id=message_id)


def files(db):
    table = AttachmentRow.__table__
    with db.read() as snap:
        found = snap.execute(select(table).order_by(table.c.id)).all()
    return [(row.ref, row.purpose, row.case_id) for row in found]


@pytest.mark.parametrize("kind", ["photo", "file", "audio", "video"])
@pytest.mark.parametrize("caption", ["", WASTE])
def test_before_it_is_sent_the_new_one_goes_with_the_matter(known_citizen, office, kind, caption):
    known_citizen.says(WASTE)
    shows(known_citizen, "old", caption, kind=kind)
    replaces(known_citizen, "new", caption, kind=kind)
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    assert files(office) == [("old", "replaced", case.case_id), ("new", "told", case.case_id)]


def test_after_it_was_sent_too_and_the_citizen_is_told_once(known_citizen, office):
    known_citizen.says(WASTE)
    shows(known_citizen, "old")
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    replaces(known_citizen, "new")
    replaces(known_citizen, "newer")
    assert files(office) == [
        ("old", "replaced", case.case_id),
        ("new", "replaced", case.case_id),
        ("newer", "told", case.case_id),
    ]
    with office.read() as snap:
        payloads = snap.execute(select(OutboxRow.payload)).scalars().all()
        shown = [one.purpose for one in files_of_case(snap, case.case_id)]
    assert [one["notice"] for one in payloads if "notice" in one] == ["media.replaced"] * 2
    assert shown == ["replaced", "replaced", "told"]


@pytest.mark.parametrize("again", [{"ref": "old"}, {"ref": "another-handle", "same": "u"}])
def test_new_words_under_the_same_photo_replace_nothing(known_citizen, office, again):
    known_citizen.says(WASTE)
    shows(known_citizen, "old", "đầu ngõ 12", same="u")
    replaces(known_citizen, caption="đầu ngõ 14", **{"same": "u", **again})
    assert [one[:2] for one in files(office)] == [("old", "told")]


def test_one_photo_of_several_is_replaced_alone(known_citizen, office):
    known_citizen.says(WASTE)
    shows(known_citizen, "left", message_id="9")
    shows(known_citizen, "right", message_id="10")
    replaces(known_citizen, "better", message_id="10")
    assert [one[:2] for one in files(office)] == [("left", "told"), ("right", "replaced"), ("better", "told")]


def test_an_edit_of_a_message_that_nobody_knows_brings_no_file(known_citizen, office):
    known_citizen.says(WASTE)
    replaces(known_citizen, "new", message_id="404")
    assert files(office) == []


def test_what_replaces_again_and_again_is_followed_only_so_far(known_citizen, office):
    known_citizen.says(WASTE)
    shows(known_citizen, "0")
    most = 3 * load_bounds().files.of_matter
    for number in range(1, most + 5):
        replaces(known_citizen, str(number))
    assert len(files(office)) == most
    assert [one[1] for one in files(office)].count("told") == 1
