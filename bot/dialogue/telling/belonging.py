"""What is not ours to answer is told where it belongs before anything of it is asked; its words are kept."""

from bot.dialogue import mediation
from bot.dialogue.asking import in_own_words, say
from bot.dialogue.frame import Context
from bot.dialogue.state import Draft, State
from bot.messages import Reply
from routing.dangers.advice import JUDGEMENTS, advice_in
from routing.kinds import Kind
from routing.officials.branches import branch_of
from routing.records import replace
from routing.referrals import Referral, referral_for

_NOT_TOLD = frozenset({Kind.DENUNCIATION.value, Kind.OTHER.value})


def settled(state: State, context: Context) -> tuple[State, tuple[Reply, ...]]:
    """Return the state and what is said first: where a matter belongs, once.

    What has a law of its own is no complaint to a committee (law on complaints, Art. 2): it is kept as a report, with
    no form and no days of that law. In a danger nothing is said of where papers go; the receipt tells it.
    """
    draft = state.draft
    if draft is None or draft.kind in _NOT_TOLD or draft.way or not draft.text.strip():
        return state, ()
    referral = _referral(draft, context)
    if referral is None:
        return mediation.told(state)
    if draft.kind == Kind.COMPLAINT and referral.has_own_law:
        draft = replace(draft, kind=Kind.FEEDBACK.value, kind_confidence=1.0, kind_asked=True)
    if draft.in_danger or draft.referred == referral.code:
        return replace(state, draft=draft), ()
    told = replace(state, draft=replace(draft, referred=referral.code))
    return told, () if _was_advised(draft, referral) else (
        say("elsewhere.told", to=in_own_words(referral.told, state)),
    )


def _referral(draft: Draft, context: Context) -> Referral | None:
    kind = Kind(draft.kind)
    branch = branch_of(kind, draft.text) if kind is Kind.COMPLAINT else None
    facts = {"topic": draft.topic, "respondent": branch.code if branch else ""}
    return referral_for(draft.text, kind=kind, directory=context.directory, **facts)


def _was_advised(draft: Draft, referral: Referral) -> bool:
    """Whether the days of an appeal were told already, as soon as the judgement was."""
    advice = advice_in(draft.text)
    return referral.code in JUDGEMENTS and advice is not None and advice.code == referral.code
