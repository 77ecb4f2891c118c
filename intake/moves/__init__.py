"""What each move of a case changes beside its state: columns, the data of its event, what the citizen is told."""

from collections.abc import Callable, Mapping

from intake.lifecycle import Move
from intake.moves import answers, formal, hands, others
from intake.moves.work import Change, NewFile, Work, nothing_more, question_of, tells

__all__ = ["CHANGES", "Change", "NewFile", "Work", "nothing_more", "question_of"]


def _transfer_out(work: Work) -> Change:
    formal.require_first_transfer(work)
    return answers.transfer_out(work)


CHANGES: Mapping[Move, Callable[[Work], Change]] = {
    Move.SCREEN: hands.screen,
    Move.TRANSFER: hands.transfer,
    Move.ASSIGN: hands.assign,
    Move.RETURN: hands.give_back,
    Move.ACCEPT: hands.accept,
    Move.ASK: tells("question"),
    Move.ASK_ELSEWHERE: others.by_other_ways,
    Move.RECEIVE: others.by_other_ways,
    Move.INTERIM: tells("text"),
    Move.ANSWER: answers.answer,
    Move.PROPOSE: answers.propose,
    Move.APPROVE: answers.answer,
    Move.SEND_BACK: answers.send_back,
    Move.REFUSE: answers.refuse,
    Move.REFER: answers.refer,
    Move.TRANSFER_OUT: _transfer_out,
    Move.CLOSE: answers.close,
    Move.ASK_REOPEN: answers.ask_reopen,
    Move.REOPEN: answers.reopen,
    Move.DENY_REOPEN: answers.deny_reopen,
    Move.TAKE_UP: answers.take_up,
    Move.RECORD_FORM: formal.record_form,
    Move.STORE: formal.store,
    Move.EXTEND: formal.extend,
    Move.SUSPEND: formal.suspend,
    Move.RESUME: formal.resume,
    Move.TERMINATE: formal.terminate,
    Move.BEGIN_ASSESSMENT: formal.begin_assessment,
    Move.END_ASSESSMENT: formal.end_assessment,
    Move.FULFIL: formal.fulfil,
    Move.ASK_WITHDRAWAL: formal.ask_withdrawal,
    Move.GRANT_WITHDRAWAL: formal.grant_withdrawal,
    Move.PART_WITHDRAWAL: formal.part_withdrawal,
    Move.DENY_WITHDRAWAL: formal.deny_withdrawal,
    Move.ADD_UNIT: others.add_unit,
    Move.FINISH_TASK: others.finish_task,
    Move.RELEASE_UNIT: others.release_unit,
    Move.RESCHEDULE_TASK: others.reschedule_task,
    Move.SPLIT: others.split,
    Move.JOIN: others.join,
    Move.LEAVE: others.leave,
    Move.MERGE: others.merge,
    Move.NOTE: others.note,
}
