"""Delete conversations and feedback that are older than they may be kept; by default everything is kept.

Done when the server starts and every day after that, by every process that serves: whichever is first does it.
"""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from assistant.conversations import Conversations
from assistant.settings import AssistantSettings
from ingest.errors import DataNotUsable

_log = logging.getLogger(__name__)
_DAY_SECONDS = 24 * 60 * 60.0


async def keep_for_days(
    conversations: Conversations, settings: AssistantSettings, every_seconds: float = _DAY_SECONDS
) -> None:
    """Delete what is too old, now and every day, until cancelled."""
    if not (settings.conversation_days or settings.feedback_days):
        return
    while True:
        await asyncio.to_thread(delete_old, conversations, settings, datetime.now(UTC))
        await asyncio.sleep(every_seconds)


def delete_old(conversations: Conversations, settings: AssistantSettings, now: datetime) -> None:
    """Delete what is too old at that time; where that cannot be done, the next day tries again."""
    try:
        deleted = conversations.delete_old(
            asked_before=_days_before(now, settings.conversation_days),
            rated_before=_days_before(now, settings.feedback_days),
        )
    except DataNotUsable as error:
        _log.error("what is too old was not deleted: %s", error)
        return
    if deleted:
        _log.info("too old, deleted", extra={"fields": deleted})


def _days_before(now: datetime, days: int) -> datetime | None:
    return now - timedelta(days=days) if days else None
