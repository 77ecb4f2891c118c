"""Bytes without a row go when they are old; whatever a row names, and whatever is young, stays."""

import os

import pytest

from intake.errors import Invalid, NoRoom
from intake.files import attachments, orphans, room
from intake.settings import load_settings
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from tests.pictures import JPEG, picture


def age(path, clock, hours):
    then = clock.now.timestamp() - hours * 3600
    os.utime(path, (then, then))


def test_old_bytes_without_a_row_go_and_named_or_young_ones_stay(db, settings, clock):
    kept, orphan, young = (attachments.keep(settings, picture(color=one)) for one in ("gray", "red", "blue"))
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "web", "web", "c", "")
        utterance = dialogue_log.write(tx, conversation.id, 1, Saying("citizen", "photo", ""))
        media = [{"kind": "photo", "ref": kept.sha256, "sha256": kept.sha256}]
        keys = {"channel": "web", "account": "web", "draft_no": 1}
        attachments.expect(tx, conversation_id=conversation.id, utterance_id=utterance, media=media, **keys)
    shown = attachments.shown_copy(settings, orphan.sha256)
    paths = {name: attachments.path_of(settings, one.sha256) for name, one in
             (("kept", kept), ("orphan", orphan), ("young", young))}  # fmt: skip
    for path in (paths["kept"], paths["orphan"], shown):
        age(path, clock, 30)
    age(paths["young"], clock, 1)
    assert orphans.sweep(db, settings) == 2
    assert [paths[name].exists() for name in ("kept", "orphan", "young")] == [True, False, True]
    assert not shown.exists()


def test_bytes_that_are_sent_again_become_young(db, settings, clock):
    kept = attachments.keep(settings, JPEG)
    path = attachments.path_of(settings, kept.sha256)
    age(path, clock, 30)
    attachments.keep(settings, JPEG)
    assert path.stat().st_mtime > clock.now.timestamp() - 24 * 3600 or orphans.sweep(db, settings) == 0


def test_a_full_disk_takes_no_files(tmp_path):
    floor = {"NGHEDAN_DATA_DIR": str(tmp_path), "NGHEDAN_SECRET_KEY": "k" * 40, "NGHEDAN_MIN_FREE_MB": "9999999"}
    settings = load_settings(floor)
    assert not room.has_room(settings)
    with pytest.raises(NoRoom):
        attachments.keep(settings, JPEG)


def test_a_floor_that_is_no_number_stops_the_start(tmp_path):
    with pytest.raises(Invalid, match="NGHEDAN_MIN_FREE_MB"):
        load_settings({"NGHEDAN_DATA_DIR": str(tmp_path), "NGHEDAN_MIN_FREE_MB": "many"})
