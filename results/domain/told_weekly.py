"""What the weekly digest tells of a Declaration: editions that came out, and what became of statements."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.domain.digest_parts import Part, Told
from ideas_platform.lib.dates import say_date
from results.models import Edition, StatementStatus
from workshops.domain.letters import absolute
from workshops.models import Workshop

# As many ideas stand in one digest.
MOST_STATEMENTS = 20


def tell_week(workshop: Workshop, since: date, until: date) -> list[Part]:
    """Return the editions released, and the statuses said, from the day `since` on, before `until`.

    Two queries. All of it stands on public pages, and nothing of it is about one author.
    """
    return [
        Part(_("The Declaration"), _tell_editions(workshop, since, until)),
        _tell_statuses(workshop, since, until),
    ]


def _tell_editions(workshop: Workshop, since: date, until: date) -> list[Told]:
    days = {"released_on__gte": since, "released_on__lt": until}
    found = Edition.objects.released().filter(workshop=workshop, **days).order_by("number")
    words = _("Edition %(number)d is out (%(kind)s)")
    return [
        Told(
            words % {"number": one.number, "kind": one.get_kind_display()},
            absolute(reverse("results:edition", args=[workshop.slug, one.number])),
        )
        for one in found
    ]


def _tell_statuses(workshop: Workshop, since: date, until: date) -> Part:
    said = StatementStatus.objects.filter(
        statement__edition__workshop=workshop, said_on__gte=since, said_on__lt=until
    )
    places = ["statement__foundation__order", "statement__order", "statement__ref", "since", "state"]
    rows = list(said.select_related("statement__edition").order_by(*places))
    told = [_tell_status(workshop, row) for row in rows[:MOST_STATEMENTS]]
    return Part(_("What became of the statements"), told, max(0, len(rows) - MOST_STATEMENTS))


def _tell_status(workshop: Workshop, row: StatementStatus) -> Told:
    statement = row.statement
    names = [workshop.slug, statement.edition.number, statement.ref]
    state = {"state": row.get_state_display(), "day": say_date(row.since)}
    beside = " ".join([_("How far it is: %(state)s, since %(day)s.") % state, row.reason]).strip()
    return Told(statement.text, absolute(reverse("results:declaration_part", args=names)), beside)
