"""Topics of a file of settings beside what the office says of them; they lean on each other, so all are read first."""

from collections import Counter
from functools import partial

from intake.catalogue import own_topics
from intake.catalogue.topic_book import current, own_of
from intake.catalogue.topic_checks import reaches, wrong_fields
from intake.db import Snapshot, Transaction
from intake.files.sheets import Wrong
from intake.setting_log import Act
from intake.setup.settings_rows import Rows
from intake.setup.settings_section import Change, Section
from intake.setup.settings_shape import TITLES
from routing.topic_overlay import Overlay, OwnTopic
from routing.topics import Catalogue, load_catalogue

_NAME = "topics"


def topics_of(snap: Snapshot, rows: Rows) -> Section:
    """Compare topics: what the file does not speak of stays; phrases that are too general are told with the change."""
    held, read, wrong = own_of(snap), list[tuple[int, OwnTopic]](), list[Wrong]()
    for number, row in enumerate(rows, start=1):
        try:
            read.append((number, own_topics.tidied(own_topics.own_from(row))))
        except ValueError:
            wrong.append(Wrong(number, _NAME, "", "Ngày không đúng."))
    codes = Counter(one.code for _, one in read)
    wrong += [
        Wrong(number, "code", one.code, "Mã này có hai lần trong tệp.") for number, one in read if codes[one.code] > 1
    ]
    read = [(number, one) for number, one in read if codes[one.code] == 1]
    among, catalogue, changes, same = {**held, **{one.code: one for _, one in read}}, current(snap), list[Change](), 0
    for number, own in read:
        if found := wrong_fields(own, among, snap.today):
            wrong += [Wrong(number, name, "", f"{own.name or own.code}: {said}") for name, said in found.items()]
        elif own == held.get(own.code, OwnTopic(own.code)):
            same += 1
        else:
            changes.append(_change(own, held, among, catalogue))
    return Section(_NAME, TITLES[_NAME], tuple(changes), tuple(wrong), same)


def _change(own: OwnTopic, held: Overlay, among: Overlay, catalogue: Catalogue) -> Change:
    before = held.get(own.code, OwnTopic(own.code))
    old, new = own_topics.plain_of(before), own_topics.plain_of(own)
    lines = tuple((name, old[name], new[name]) for name in new if old[name] != new[name])
    wide = tuple(
        ("too_wide", None, f"“{one.text}”: {one.foreign} câu") for one in reaches(own, before, catalogue) if one.is_wide
    )
    shipped = load_catalogue().topics
    is_new = own.code not in held and own.code not in shipped
    name = own.name or (shipped[own.code].name_vi if own.code in shipped else own.code)
    return Change(name, (*(() if is_new else lines), *wide), partial(_write, own, among, is_new), is_new=is_new)


def _write(own: OwnTopic, among: Overlay, is_new: bool, tx: Transaction, why: str, actor: str) -> None:  # noqa: FBT001, PLR0917 - the first three are bound
    act = Act(why, actor, "topic.add" if is_new else "topic.change")
    own_topics.save(tx, own, act=act, among=among)
