"""The demo: a practice workshop with everything in it, loaded once and open whenever it is started.

People get random subjects and ideas random references, as everywhere; all else is the same each time.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from demo.accounts import DOMAIN, list_addresses, write_accounts
from demo.content import DemoContent, read_content
from demo.events import add_events
from demo.invented_members import invent_crowd
from demo.live_session import prepare_live_session
from demo.materials import add_materials
from demo.notes_and_sample import add_notes_and_sample
from demo.questions import add_questions
from demo.stock import Stock, fill_workshop
from demo.survey import bring_survey_in
from demo.who_is_missing import add_who_is_missing
from ideas_platform.lib.locks import advisory_lock
from voting.releases.releases import release_workshop
from workshops.domain.keys import create_with_key
from workshops.domain.practice import go_on_practising
from workshops.models import Workshop

OPENING, CLOSING = time(9), time(17)
ANNOUNCED, OPENED = timedelta(days=-24), timedelta(days=-10)
# It closes before it is deleted with its key, as every practice workshop is: see `practice.py`.
IDEAS_UNTIL, CLOSES = timedelta(days=10), timedelta(days=13)


class Outcome(StrEnum):
    """What loading did."""

    LOADED = "loaded"
    REOPENED = "reopened"
    UNCHANGED = "unchanged"


class AddressTaken(Exception):  # noqa: N818 - the name says what is the matter
    """A real workshop has the demo's address."""


def load_demo() -> Outcome:
    """Load the demo where it is not there, open it again where its time is over, and return which.

    Also writes DATA_DIR/demo_accounts.txt. Raises AddressTaken where a workshop that is not for practice
    has the demo's address, OSError where the key or the note cannot be written.
    """
    content = read_content()
    with advisory_lock("demo", wait=True):
        workshop = Workshop.objects.filter(slug=content.words["slug"]).first()
        if workshop is None:
            outcome = _load(content)
        elif workshop.practice:
            go_on_practising(workshop)
            outcome = _reopen(workshop)
        else:
            raise AddressTaken
        write_accounts(content.words["slug"])
    return outcome


def _load(content: DemoContent) -> Outcome:
    workshop = Workshop(
        **content.words,
        **_dates(timezone.localdate()),
        practice=True,
        allowed_domains=[DOMAIN],
    )
    with create_with_key(workshop) as key:
        crowd = invent_crowd(content)
        fill_workshop(Stock(workshop, key, content, crowd, list_addresses(crowd)))
        add_materials(workshop)
        add_events(workshop)
        release_workshop(workshop.pk, force=True)
        prepare_live_session(workshop)
        bring_survey_in(workshop)
        add_questions(workshop)
        add_notes_and_sample(workshop)
        add_who_is_missing(workshop)
    go_on_practising(workshop)
    return Outcome.LOADED


def _reopen(workshop: Workshop) -> Outcome:
    """Give the demo new dates where it takes no more ideas; what people wrote and voted stays."""
    over = Q(ideas_until__lte=Now()) | Q(closes_at__lte=Now()) | Q(published_at__isnull=False)
    changed = Workshop.objects.filter(over, pk=workshop.pk).update(
        **_dates(timezone.localdate()), published_at=None
    )
    return Outcome.REOPENED if changed else Outcome.UNCHANGED


def _dates(today: date) -> dict[str, datetime | None]:
    def at(day: timedelta, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(today + day, hour))

    return {
        "announced_at": at(ANNOUNCED, OPENING),
        "opens_at": at(OPENED, OPENING),
        "ideas_until": at(IDEAS_UNTIL, CLOSING),
        "closes_at": at(CLOSES, CLOSING),
        # It goes with its key two weeks after it was last loaded.
        "shred_on": None,
    }
