"""What the command line asks of the book: load a directory, and tell the days that the office has set."""

import json
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError

from intake import crowds, meta
from intake.db import open_database
from intake.deadlines import calendars
from intake.directory import directory
from intake.directory.directory import DirectoryData
from intake.errors import Invalid
from intake.law.workdays import Override
from intake.migrate import is_current, upgrade
from intake.sending import courtesy
from intake.settings import Settings
from intake.talk import turn_details
from routing.shared_matters import Crowd

_PARTS = ("office", "units", "staff", "rules", "relations", "working_hours", "crowd", "courtesy", "turn_details")


def seed(settings: Settings, path: Path) -> str:
    """Load office, units, staff and rules from a JSON file `{"office":{}, "units":[], "staff":[], "rules":[]}`.

    Rows are those of `DirectoryData`; `"relations":[]` declares who is close to whom.

    `"working_hours":{"start":"07:30","end":"17:00"}` says when members of staff are told of deadlines;
    `"crowd":{"people":5,"days":30}` how many people within how many days make a crowd;
    `"courtesy":{"draft.keep_days":5}` when citizens are written to, by the names of courtesy.toml.
    `"turn_details":{"keep_days":30}` how long the inside of each turn is kept.

    Return what was loaded, and what of it is to be heeded.

    Raises:
        Invalid: the file cannot be read, or a row of it is wrong; nothing is loaded then.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        data = DirectoryData(content["units"], content["staff"], content.get("rules", ()), content.get("relations", ()))
        office = meta.Office(**content.get("office", {}))
        hours = meta.hours_from(content["working_hours"]) if "working_hours" in content else None
        crowd = Crowd(**content["crowd"]) if "crowd" in content else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        known = ", ".join(field.name for field in fields(meta.Office))
        raise Invalid(f"Không đọc được {path}: {error}. Tệp cần có office ({known}), units, staff.") from error
    if unknown := [name for name in content if name not in _PARTS]:
        raise Invalid(f"{path}: không có mục {', '.join(unknown)}; có {', '.join(_PARTS)}.")
    with closing(open_database(settings.database_url)) as db:
        upgrade(db)
        try:
            with db.transaction() as tx:
                meta.set_office(tx, office)
                if hours:
                    meta.set_working_hours(tx, hours)
                if "courtesy" in content:
                    courtesy.set_own(tx, content["courtesy"])
                if "turn_details" in content:
                    turn_details.set_own(tx, content["turn_details"])
                if crowd:
                    crowds.set_rule(tx, crowd)
                to_heed = directory.import_directory(tx, data)
        except (KeyError, TypeError, AttributeError, IntegrityError) as error:
            raise Invalid(f"{path}: có dòng thiếu hoặc sai mục ({type(error).__name__} {error.args[0]}).") from error
    loaded = f"Đã nạp {len(content['units'])} đơn vị, {len(content['staff'])} cán bộ."
    return "\n".join((loaded, *(f"Lưu ý: {one}" for one in to_heed)))


def own_days(database_url: str) -> list[Override]:
    """Return the days that the office has set itself; none where there is no book yet, and none is made.

    Raises:
        Unavailable: there is a book, but it cannot be opened.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
        return []
    with closing(open_database(database_url)) as db:
        if not is_current(db):
            return []
        with db.read() as snap:
            return list(calendars.own_days(snap).values())
