"""What the book does for a complaint beside registering it: keep what was told for the form, say where it goes."""

from bot.dialogue.events import Registered
from bot.dialogue.state import Draft
from bot.listening.law_asked import limit_line
from intake.complaints import forms
from intake.db import Transaction
from intake.settings import Settings
from routing.records import replace


def with_form(tx: Transaction, settings: Settings, registered: Registered, draft: Draft) -> Registered:
    """Keep the form of a complaint just registered; return the event with the form's address and where it goes."""
    forms.keep(tx, registered.case_id, dict(draft.form))
    authority = forms.authority_for(tx, registered.case_id)
    return replace(
        registered,
        form_url=f"{settings.base_url}/khieu-nai/{registered.code}",
        form_to=authority.name or authority.office or registered.unit,
        form_address=authority.address,
        form_hours=authority.hours,
        form_limits=tuple(map(limit_line, forms.time_limits_for(tx, registered.case_id))),
    )
