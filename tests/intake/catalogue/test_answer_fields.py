"""What the office fills in for itself in an answer of its book, and what is refused before a citizen reads a brace."""

from dataclasses import replace

import pytest

from intake.catalogue import answer_fields, answers
from intake.catalogue.answers import Content
from intake.errors import Invalid
from intake.meta import Office

OFFICE = Office("Ủy ban nhân dân xã Tân Yên", "UBND xã Tân Yên", "0204 3 000 000", "7h30–11h30", "Phố Cao Thượng")


def test_each_field_that_is_named_to_the_writer_is_filled_in():
    told = answer_fields.filled(answer_fields.listed(), OFFICE)
    assert told == "UBND xã Tân Yên, 0204 3 000 000, 7h30–11h30, Phố Cao Thượng"


def test_a_sentence_for_which_the_office_has_set_nothing_is_not_told():
    answer = "{office} làm việc: {hours}. Cần hỏi trước, gọi {phone}. Trụ sở: {address}."
    assert answer_fields.filled(answer, replace(OFFICE, phone="")) == (
        "UBND xã Tân Yên làm việc: 7h30–11h30. Trụ sở: Phố Cao Thượng."
    )
    assert answer_fields.filled("Gọi {phone}.", replace(OFFICE, phone=""))


@pytest.mark.parametrize("answer", ["Gọi {fax}.", "Gọi {phone.", "Gọi }phone{", "{{phone}}"])
def test_what_nothing_can_be_filled_in_for_is_not_saved(db, answer):
    with pytest.raises(Invalid) as refused, db.transaction() as tx:
        answers.add(tx, Content("Gọi số nào?", answer), why="thử", actor="system")
    assert answer_fields.listed() in refused.value.fields["answer"]
