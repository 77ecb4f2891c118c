"""Which pages the benchmark of the panel opens, who goes there, and what has happened just before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.reports import FORMS

_FOLDERS = (
    "screening",
    "unassigned",
    "due_soon",
    "overdue",
    "gravely_late",
    "waiting",
    "all_open",
    "all",
    "coordinating",
    "to_approve",
)
_NARROWED = (
    "folder=all_open&topic=dien", "folder=overdue&kind=petition&channel=web", "folder=all_open&flag=sensitive",
    "folder=all_open&flag=backlog&flag=public", "folder=unassigned&channel=zalo_oa", "folder=all_open&flag=crowd",
)  # fmt: skip
_SEARCHED = ("q=ổ+gà+cổng+trường", "q=nuoc+sach+399", "q=hai+cẩu", "q=o+ga&folder=overdue")
_BOARDS = ("", "by=officer", "by=topic&days=365")
_HITS = ("ổ+gà", "nuoc+sach", '"xóm+Chùa"', "khinh+khí+cầu")
_READERS = ("supervisor", "head", "reception", "officer")
_SETTINGS = (
    "settings", "directory", "directory/units/new", "routing", "routing/new", "topics", "rules", "calendar", "texts",
    "templates", "answers", "channels", "settings/office",
    "settings/courtesy", "settings/duty", "settings/retention", "settings/import",
    "approvals", "posters",
)  # fmt: skip
_SIGNS = ("pauses", "copied", "round", "unproved", "refused")


@dataclass(frozen=True, slots=True)
class Trip:
    """Pages that are measured under one name; `after` says what happens before each of them.

    A `change` of a case, the `count` of the worker after one, or that all figures were `forgotten`.
    """

    name: str
    role: str
    addresses: Sequence[str]
    after: str = ""


def trips(known: Mapping[str, Sequence[object]]) -> Iterator[Trip]:
    """Yield the trips; `known` names what has a page of its own: cases, talks, units, staff, meetings."""
    for role in _READERS:
        yield Trip(f"inbox, {role}", role, [f"/admin/?folder={name}" for name in _FOLDERS])
        yield Trip(f"filters, {role}", role, [f"/admin/?{asked}" for asked in _NARROWED])
        yield Trip(f"search, {role}", role, [f"/admin/?{asked}" for asked in _SEARCHED])
        yield Trip("news", role, ["/admin/news?folder=all_open&since=1"])
        yield Trip("notices", role, ["/admin/notices"])
    yield from _of_cases(known)
    yield from _of_talks(known)
    yield from _of_figures()
    yield from _of_receptions(known)
    yield Trip("settings", "administrator", [f"/admin/{name}" for name in _SETTINGS])
    yield Trip("settings", "administrator", [f"/admin/directory/units/{one}" for one in known["units"]])
    yield Trip("settings", "administrator", [f"/admin/directory/staff/{one}" for one in known["staff"]])
    yield Trip("account, audit, problems", "administrator", ["/admin/account", "/admin/audit", "/admin/problems"])
    yield Trip("deliveries", "supervisor", ["/admin/deliveries", "/admin/problems"])


def _of_cases(known: Mapping[str, Sequence[object]]) -> Iterator[Trip]:
    cases = known["cases"]
    yield Trip("case", "supervisor", [f"/admin/cases/{one}" for one in cases])
    parts = [f"/admin/cases/{one}/story" for one in cases[:4]]
    beside = [f"/admin/cases/{one}/beside/{other}" for one, other in zip(cases[:4], cases[4:8], strict=False)]
    proofs = [f"/admin/cases/{one}/clocks/{clock}" for one, clock in zip(cases, known["clocks"], strict=False)]
    yield Trip("parts of a case", "supervisor", [*parts, *beside, *proofs[:4]])


def _of_talks(known: Mapping[str, Sequence[object]]) -> Iterator[Trip]:
    yield Trip(
        "dialogues", "supervisor", ["/admin/dialogues", "/admin/dialogues?became=none", "/admin/dialogues?unread=1"]
    )
    for role in ("head", "officer"):
        yield Trip("dialogues", role, ["/admin/dialogues"])
    yield Trip("one dialogue", "supervisor", [f"/admin/dialogues/{one}" for one in known["talks"]])
    for role in ("supervisor", "head", "officer"):
        yield Trip(f"search in dialogues, {role}", role, [f"/admin/dialogues?q={words}" for words in _HITS])
    yield Trip("funnel", "supervisor", ["/admin/funnel"])


def _of_figures() -> Iterator[Trip]:
    for role in ("supervisor", "head"):
        boards = [f"/admin/board?{asked}" for asked in _BOARDS]
        yield Trip(f"board, {role}", role, boards)
        yield Trip(f"board after a change, {role}", role, boards, after="change")
        yield Trip(f"board after the count, {role}", role, boards, after="count")
        yield Trip(f"board opened first, {role}", role, boards, after="forgotten")
        yield Trip(f"hot spots, {role}", role, ["/admin/board/places", "/admin/board/places?days=365"])
        yield Trip(f"bent clocks, {role}", role, ["/admin/board/clocks", "/admin/board/clocks?days=90"])
        yield Trip(f"cases of bent clocks, {role}", role, [f"/admin/board/clocks/{code}" for code in _SIGNS])
        facts = ("open", "overdue", "told", "closed", "law_all", "refused")
        yield Trip(f"cases behind a number, {role}", role, [f"/admin/board/cases?fact={fact}" for fact in facts])
    yield Trip("reports", "supervisor", ["/admin/reports", *(f"/admin/reports/{one.slug}" for one in FORMS.values())])
    yield Trip("board, observer", "observer", ["/admin/board", "/admin/board/places", "/admin/board/clocks"])


def _of_receptions(known: Mapping[str, Sequence[object]]) -> Iterator[Trip]:
    pages = ("counter", "reception-book", "receptions", "receptions/today", "meetings", "commitments", "visits/new")
    yield Trip("receptions", "reception", [f"/admin/{name}" for name in pages])
    yield Trip("receptions", "supervisor", [f"/admin/{name}" for name in pages])
    yield Trip("receptions", "supervisor", [f"/admin/meetings/{one}" for one in known["meetings"]])
