"""An accused member of staff, and whoever is close to them, finds nothing of the case: not even that there is one."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from intake.directory import directory
from intake.errors import Invalid, NotFound
from intake.files import attachments
from intake.lifecycle import Move
from intake.tables import CasePersonExclusionRow, CaseRow, ClockRow, NoticeRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.intake.moving import act, unit_id
from tests.pages import bare
from tests.sweeping import at, climb_anew, sweep

pytestmark = pytest.mark.one_database

CANARY = "chimhoangyen"
PAGES = [
    "/admin/",
    *(f"/admin/?folder={name}" for name in ("screening", "mine", "unit", "coordinating", "due_soon", "overdue")),
    *(f"/admin/?folder={name}" for name in ("waiting", "answered", "all_open", "all")),
    f"/admin/?q={CANARY}",
    "/admin/?kind=denunciation",
    "/admin/?kind=feedback",
    "/admin/dialogues",
    f"/admin/dialogues?q={CANARY}",
    "/admin/board",
    "/admin/board/clocks",
    "/admin/notices",
    "/admin/problems",
    "/admin/deliveries",
    "/admin/directory",
    "/admin/audit",
    "/admin/calendar/what-if?catch_up=1",
]
DENOUNCED_BOSS = {"text": f"Tố cáo ông Giáp Văn Thanh nhận tiền {CANARY}", "kind": Kind.DENUNCIATION}
DENOUNCED_KIN = {"text": f"Tố cáo bà Ngô Thị Tâm nhận tiền {CANARY}", "kind": Kind.DENUNCIATION}
COMPLAINED_OF_KIN = {"text": f"Chị Nguyễn Thu Hà quát mắng dân {CANARY}", "kind": Kind.FEEDBACK}


def relate(office, one, other):
    with office.transaction() as tx:
        directory.relate(tx, viewer(office, one).id, viewer(office, other).id, "vợ chồng", "Bản kê khai năm 2026")


def accuse(office, settings, text, kind):
    told = tell(office, settings, text, kind=kind, topic="can_bo", chat="accuser", is_urgent=True)
    kept = attachments.keep(settings, b"%PDF-1.4 x", kind="file")
    name = f"{CANARY}.pdf"
    media = [{"kind": "file", "ref": "r", "name": name, "mime": kept.mime, "size": kept.size, "sha256": kept.sha256}]
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, f"đây ạ {CANARY}")
        where = {"conversation_id": told.conversation_id, "utterance_id": line, "case_id": told.id}
        attachments.expect(tx, **where, draft_no=1, channel="telegram", account="main", media=media)
        dialogue_log.bind_draft(tx, told.conversation_id, 1, told.id, is_sealed=kind is Kind.DENUNCIATION)
    return told


@pytest.fixture(params=["boss", "kin", "open"])
def case(request, office, settings):
    """A case that the province's supervisor, who sees all else, must not know of: by name, by kin, sealed or not."""
    relate(office, "tam", "giap")
    relate(office, "giap", "ha")
    facts = {"boss": DENOUNCED_BOSS, "kin": DENOUNCED_KIN, "open": COMPLAINED_OF_KIN}[request.param]
    return accuse(office, settings, **facts)


def paths_of(office, told):
    with office.read() as snap:
        clock = snap.execute(select(ClockRow.id).where(ClockRow.case_id == told.id)).scalars().first()
    return [
        f"/admin/cases/{told.id}",
        f"/admin/cases/{told.id}/clocks/{clock}",
        f"/admin/cases/{told.id}/clocks/{clock}.pdf",
        f"/admin/dialogues/{told.conversation_id}",
        f"/admin/dialogues?code={told.receipt.code}",
        f"/admin/?q={told.receipt.code}",
        "/admin/attachments/1",
    ]


@pytest.mark.both_databases
def test_the_accused_and_their_kin_find_nothing_anywhere(case, office, signed_in):
    for reader in ("dung", "mai"):  # who may see it leaves traces of reading it
        signed_in(reader).get(f"/admin/cases/{case.id}")
    browser = signed_in("giap")
    for path in (*PAGES, *paths_of(office, case)):
        answer = browser.get(path)
        assert answer.status_code < 500, path
        assert CANARY not in bare(answer.text), path
        assert case.receipt.code[-9:] not in bare(answer.text), path
        assert f"case:{case.id}<" not in answer.text, path
    for path in (f"/admin/cases/{case.id}", "/admin/attachments/1"):
        assert browser.get(path).status_code == 404


def test_no_figure_of_theirs_counts_it(case, office, settings, signed_in):
    other = tell(office, settings, chat="other")
    assert other.id != case.id
    browser = signed_in("giap")
    board = browser.get("/admin/board").text
    assert re.search(r'<th scope="row">Tất cả</th>\s*<td class="num">(?:<a[^>]*>)?(\d+)', board)[1] == "1"
    listed = browser.get("/admin/?folder=all").text
    assert listed.count('href="/admin/cases/') == listed.count(f'href="/admin/cases/{other.id}') > 0


def test_they_are_told_of_nothing_whatever_happens_to_it(case, office, clock):
    climb_anew(office, case.id)
    for day in (15, 25, 28, 29):
        at(clock, date(2026, 9, day))
        sweep(office)
    at(clock, date(2026, 12, 1))
    sweep(office)
    with office.read() as snap:
        told = set(snap.execute(select(NoticeRow.staff_id).where(NoticeRow.case_id == case.id)).scalars())
    assert viewer(office, "giap").id not in told


def test_they_cannot_move_it(case, office):
    with pytest.raises(NotFound):
        act(office, case.id, Move.NOTE, login="giap", text="xem thử")


def test_others_who_may_see_it_find_it(office, settings, signed_in):
    denounced = accuse(office, settings, **DENOUNCED_BOSS)
    assert CANARY in signed_in("dung").get(f"/admin/cases/{denounced.id}").text


def test_a_relation_declared_later_shuts_the_kin_out_too(office, settings, signed_in):
    told = accuse(office, settings, **DENOUNCED_KIN)
    assert CANARY in signed_in("giap").get(f"/admin/cases/{told.id}").text
    relate(office, "giap", "tam")
    assert signed_in("giap").get(f"/admin/cases/{told.id}").status_code == 404


def test_an_officer_who_is_close_to_the_accused_is_not_given_the_case(office, settings):
    relate(office, "ha", "cuc")
    told = tell(office, settings, "Ổ gà to trước cổng trường", chat="plain")
    with office.transaction() as tx:
        tx.execute(CasePersonExclusionRow.__table__.insert().values(case_id=told.id, staff_id=viewer(office, "cuc").id))
    with pytest.raises(Invalid):
        act(office, told.id, Move.ASSIGN, login="son", officer_id=str(viewer(office, "ha").id))
    act(office, told.id, Move.ASSIGN, login="son", officer_id=str(viewer(office, "lam").id))


@pytest.mark.both_databases
def test_what_an_officer_has_done_is_not_given_to_that_officer(office, settings):
    told = accuse(office, settings, **COMPLAINED_OF_KIN)
    with office.read() as snap:
        row = snap.execute(select(CaseRow.officer_id, CaseRow.lead_unit_id).where(CaseRow.id == told.id)).one()
    assert row.officer_id != viewer(office, "ha").id
    assert str(row.lead_unit_id) != unit_id(office, "G-KT")


def test_a_screening_that_finds_a_denunciation_shuts_the_accused_out(office, settings, signed_in):
    told = tell(office, settings, DENOUNCED_BOSS["text"], confidence=0.1)
    fields = {"kind": "denunciation", "topic": "can_bo", "unit_id": unit_id(office, "P-BTCD")}
    act(office, told.id, Move.SCREEN, login="mai", **fields)
    assert signed_in("giap").get(f"/admin/cases/{told.id}").status_code == 404
    assert CANARY in signed_in("dung").get(f"/admin/cases/{told.id}").text


def handled(desk, told):
    """Somebody who may looks at the case, at its file and at how its day was counted, and notes something."""
    browser = desk("dung")
    for path in (f"/admin/cases/{told.id}", "/admin/attachments/1", f"/admin/dialogues/{told.conversation_id}"):
        browser.get(path)


def lines_of_audit(browser):
    text = browser.get("/admin/audit").text
    return re.findall(r"<tr>(.*?)</tr>", re.sub(r'<td class="fix">.*?</td>', "", text))


def test_the_audit_has_no_line_of_it_for_who_sees_all_other_cases(office, settings, signed_in):
    browser = signed_in("giap")
    tell(office, settings, "Tố cáo bà Ngô Thị Tâm nhận tiền", kind=Kind.DENUNCIATION, topic="can_bo", chat="other")
    before = lines_of_audit(browser)
    handled(signed_in, accuse(office, settings, **DENOUNCED_BOSS))
    after = [line for line in lines_of_audit(browser) if "Đăng nhập" not in line]
    assert after == [line for line in before if "Đăng nhập" not in line]
    assert not any("Hồ sơ giữ kín" in line for line in after)


def test_nobody_reads_in_the_audit_how_many_lines_are_left_out(office, settings, signed_in):
    browser = signed_in("giap")
    pages = []
    for _ in range(2):
        shown = browser.get("/admin/audit").text
        verified = browser.post("/admin/audit/verify").text
        pages.append(re.findall(r"\d+ dòng|after=\d+|before=\d+|data-of=\"Dòng\"", shown + verified))
        accuse(office, settings, **DENOUNCED_BOSS)
    assert pages == [[], []]


@pytest.mark.both_databases
def test_of_an_open_case_that_accuses_them_the_audit_has_no_line_either(office, settings, signed_in):
    relate(office, "giap", "ha")
    told = accuse(office, settings, **COMPLAINED_OF_KIN)
    handled(signed_in, told)
    text = signed_in("giap").get("/admin/audit").text
    assert "Hồ sơ giữ kín" not in text
    assert f"conversation:{told.conversation_id}<" not in text
    assert "attachment:1<" not in text


@pytest.mark.both_databases
def test_who_is_not_accused_reads_on_that_something_sealed_was_handled(office, settings, signed_in):
    handled(signed_in, accuse(office, settings, **DENOUNCED_BOSS))
    text = signed_in("quy").get("/admin/audit").text
    assert "Hồ sơ giữ kín" in text
    assert "attachment:1<" not in text
