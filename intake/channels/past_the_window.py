"""Which messages the platform's window holds back, whether or not a ready-made message told that there is news."""

from sqlalchemy import and_, or_

from intake.channels.delivery_reasons import OF_THE_WINDOW
from intake.tables import OutboxRow

PAST_THE_WINDOW = and_(OutboxRow.status == "held", or_(*map(OutboxRow.reason.startswith, sorted(OF_THE_WINDOW))))
