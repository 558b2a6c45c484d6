"""What the weekly digest tells of rounds: that people are asked, and that it is told what they said."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.domain.digest_parts import Part, Told
from ideas_platform.lib.dates import say_date
from pledges.models import Round
from workshops.domain.letters import absolute
from workshops.models import Workshop


def tell_week(workshop: Workshop, since: date, until: date) -> list[Part]:
    """Return what began and what ended from the day `since` on, before `until`. One query.

    The same stands on pages that everybody reads, and it says nothing of who has answered.
    """
    rounds = Round.objects.about(Round.Kind.PLEDGES).filter(workshop=workshop)
    told = []
    for one in rounds.order_by("number"):
        if since <= one.begins_on < until and one.ended_on is None:
            words = _("Say it until %(day)s. Nobody can see who said what.") % {"day": say_date(one.ends_on)}
            told.append(Told(words, absolute(reverse("pledges:question", args=[workshop.slug]))))
        if one.ended_on is not None and since <= one.ended_on < until:
            words = _("Read what people said of each organisation that signed.")
            told.append(Told(words, absolute(reverse("pledges:pledges", args=[workshop.slug]))))
    return [Part(_("Has it changed where you work?"), told)]
