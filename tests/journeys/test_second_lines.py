"""Two matters of one chat: the officers of the first read no word of the second, least of all an accusation."""

import json

import pytest
from sqlalchemy import select

from intake.tables import CaseRow, TurnDetailRow, UtteranceRow
from tests.talk import heard

pytestmark = pytest.mark.one_database

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
GUTTER = "à mà còn cái cống đầu ngõ 3 phường Bắc Giang bị tắc"
BOTH = f"{LAMP}. Còn nữa, rác chất đống ở ngõ 7 phường Bắc Giang cả tuần không ai dọn"
ACCUSED = [
    "à mà chủ tịch xã Tân Yên nhận hối lộ 50 triệu của tôi",
    "ke toan xa Tan Yen rut tien quy ho ngheo",
    "nhân tiện tôi tố cáo ông trưởng công an phường Bắc Giang bảo kê sòng bạc",
]


def told_of_first(citizen):
    """Return all that the log and the record of turns hold of the first case, and its open lines."""
    with citizen.turns.db.read() as snap:
        first = snap.execute(select(CaseRow.id).order_by(CaseRow.id).limit(1)).scalar_one()
        lines = snap.execute(select(UtteranceRow.__table__).where(UtteranceRow.case_id == first)).all()
        details = select(TurnDetailRow.detail).where(TurnDetailRow.utterance_id.in_([line.id for line in lines]))
        inside = [json.dumps(one, ensure_ascii=False) for one in snap.execute(details).scalars()]
        words = [f"{line.text} {json.dumps(line.reading, ensure_ascii=False)}" for line in lines]
        return "\n".join([*words, *inside]), [line.text for line in lines if not line.is_sealed]


def told_of_last(citizen):
    with citizen.turns.db.read() as snap:
        last = snap.execute(select(CaseRow.id).order_by(CaseRow.id.desc()).limit(1)).scalar_one()
        return list(
            snap.execute(
                select(UtteranceRow.text).where(UtteranceRow.case_id == last).order_by(UtteranceRow.id)
            ).scalars()
        )


@pytest.mark.parametrize("told", [[LAMP, GUTTER], [BOTH]])
def test_a_second_matter_is_logged_under_its_own_case_only(known_citizen, told):
    for words in (*told, "gửi", "gửi"):
        known_citizen.says(words)
    assert len(known_citizen.cases()) == 2
    first, lines = told_of_first(known_citizen)
    assert "cống" not in first
    assert "chất đống" not in first
    assert LAMP in "\n".join(lines)
    assert any("cống" in one or "chất đống" in one for one in told_of_last(known_citizen)[:1])


@pytest.mark.parametrize("words", ACCUSED)
def test_an_accusation_amid_a_report_reaches_no_officer_of_the_report(known_citizen, words):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says(words))
    assert "nêu tên ai" in said
    assert "giữ kín" in said
    assert words not in said
    said = heard(known_citizen.says("gửi"))
    assert "Đã nhận" in said
    assert "Luật Tố cáo" in said
    known_citizen.presses("Nhắn tiếp ở đây")
    for words_of_yes in ("gửi", "gửi"):  # one may be an answer to where
        known_citizen.says(words_of_yes)
    assert sorted(case.kind for case in known_citizen.cases()) == ["denunciation", "feedback"]
    first, lines = told_of_first(known_citizen)
    assert words not in first
    assert not any("nêu tên" in line or "Tố cáo" in line for line in lines)
    assert '"denounce' not in first
    assert words in told_of_last(known_citizen)


def test_a_mere_yes_gives_no_accusation_to_a_case(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.says("gửi")
    known_citizen.says(ACCUSED[0])
    for words in ("gửi", "đồng ý"):
        known_citizen.says(words)
    assert "hối lộ" not in told_of_first(known_citizen)[0]
